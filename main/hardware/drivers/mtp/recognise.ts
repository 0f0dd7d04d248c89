// Which interface of a USB device speaks MTP, if any.
import type { UsbConnection, UsbEndpoint, UsbInterface } from '../../../ports/usb.ts';

export interface MtpInterface {
  readonly number: number;
  readonly bulkIn: UsbEndpoint;
  readonly bulkOut: UsbEndpoint;
  /** For events; some cameras have none. */
  readonly interruptIn: UsbEndpoint | null;
}

const stillImage = { classCode: 6, subclassCode: 1, protocolCode: 1 } as const;
const vendorClass = 0xff;
const controlMilliseconds = 500;

/**
 * By class, else by its name, as Android devices call it beside other interfaces; else by what the device tells Windows.
 * Only that last one claims an interface, and only one with exactly the endpoints that MTP has.
 */
export async function findMtpInterface(connection: UsbConnection): Promise<MtpInterface | null> {
  const { interfaces } = connection.descriptors;
  const standard = interfaces.find(
    (one) =>
      one.classCode === stillImage.classCode &&
      one.subclassCode === stillImage.subclassCode &&
      one.protocolCode === stillImage.protocolCode,
  );
  const named = interfaces.find((one) => one.classCode === vendorClass && /\bMTP\b/i.test(one.name ?? ''));
  const found = endpointsOf(standard ?? named);
  if (found) return found;
  const candidates = interfaces.filter((one) => one.classCode === vendorClass && one.endpoints.length === 3);
  for (const candidate of candidates) {
    const ends = endpointsOf(candidate);
    if (ends?.interruptIn && (await tellsWindowsMtp(connection, candidate.number))) return ends;
  }
  return null;
}

function endpointsOf(usbInterface: UsbInterface | undefined): MtpInterface | null {
  if (!usbInterface) return null;
  const find = (type: UsbEndpoint['type'], direction: UsbEndpoint['direction']): UsbEndpoint | undefined =>
    usbInterface.endpoints.find((one) => one.type === type && one.direction === direction && one.packetBytes > 0);
  const bulkIn = find('bulk', 'in');
  const bulkOut = find('bulk', 'out');
  if (!bulkIn || !bulkOut) return null;
  return { number: usbInterface.number, bulkIn, bulkOut, interruptIn: find('interrupt', 'in') ?? null };
}

const getDescriptor = 6;
const stringDescriptor = 3;
const osString = 0xee;
const compatibleIds = 4;

/** Microsoft's OS descriptors: a string that names a request, and that request's answer, which names the protocol. */
async function tellsWindowsMtp(connection: UsbConnection, interfaceNumber: number): Promise<boolean> {
  try {
    await connection.claim(interfaceNumber);
    const text = await connection.controlIn(
      {
        type: 'standard',
        recipient: 'device',
        request: getDescriptor,
        value: stringDescriptor * 256 + osString,
        index: 0,
      },
      18,
      controlMilliseconds,
    );
    const signature = Buffer.from(text).subarray(2, 16).toString('utf16le');
    const vendorRequest = text[16];
    if (signature !== 'MSFT100' || vendorRequest === undefined) return false;
    const ids = await connection.controlIn(
      { type: 'vendor', recipient: 'device', request: vendorRequest, value: 0, index: compatibleIds },
      40,
      controlMilliseconds,
    );
    return Buffer.from(ids).subarray(18, 26).toString('latin1').startsWith('MTP');
  } catch {
    return false;
  }
}
