// The descriptors of a virtual device as bytes (USB 2.0, chapter 9.6), and the standard requests that ask for them.
import type { UsbDescriptors, UsbEndpoint } from '../../../main/ports/usb.ts';
import { addressOf } from './answers.ts';
import { endpointType, speed, type Speed } from './numbers.ts';

export interface DescribedDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly deviceClass: number;
  readonly release: number;
  readonly speed: Speed;
  readonly descriptors: UsbDescriptors;
}

const kind = { device: 1, configuration: 2, text: 3, interface: 4, endpoint: 5 } as const;
const texts = { manufacturer: 1, product: 2, serial: 3, firstInterface: 4 } as const;
/** United States: what every system asks for first. */
const language = 0x0409;
const mostTextBytes = 254;

/** The interval of polling that an interrupt endpoint asks for: ten milliseconds, or the next power of two in microframes. */
export const intervalOf = (of: Speed): number => (of === speed.high ? 7 : 10);

/** The descriptor that a request's value asks for; null where there is none. */
export function descriptor(device: DescribedDevice, value: number): Uint8Array | null {
  const [wanted, index] = [value >> 8, value & 0xff];
  if (wanted === kind.device && index === 0) return deviceDescriptor(device);
  if (wanted === kind.configuration && index === 0) return configurationDescriptor(device);
  if (wanted === kind.text) return textDescriptor(device.descriptors, index);
  return null;
}

function deviceDescriptor({
  vendorId,
  productId,
  deviceClass,
  release,
  speed: of,
  descriptors,
}: DescribedDevice): Buffer {
  const bytes = Buffer.alloc(18);
  bytes.set([18, kind.device], 0);
  bytes.writeUInt16LE(of === speed.high ? 0x0200 : 0x0110, 2);
  bytes.writeUInt8(deviceClass, 4);
  bytes.writeUInt8(64, 7);
  bytes.writeUInt16LE(vendorId, 8);
  bytes.writeUInt16LE(productId, 10);
  bytes.writeUInt16LE(release, 12);
  bytes.writeUInt8(descriptors.manufacturer === null ? 0 : texts.manufacturer, 14);
  bytes.writeUInt8(descriptors.product === null ? 0 : texts.product, 15);
  bytes.writeUInt8(descriptors.serial === null ? 0 : texts.serial, 16);
  bytes.writeUInt8(1, 17);
  return bytes;
}

function configurationDescriptor({ speed: of, descriptors: { interfaces } }: DescribedDevice): Buffer {
  const parts = interfaces.flatMap((one, place) => {
    const text = one.name === null ? 0 : texts.firstInterface + place;
    const is = [one.classCode, one.subclassCode, one.protocolCode];
    const itself = Buffer.from([9, kind.interface, one.number, 0, one.endpoints.length, ...is, text]);
    return [itself, ...one.endpoints.map((endpoint) => endpointDescriptor(endpoint, of))];
  });
  const whole = Buffer.concat([
    Buffer.from([9, kind.configuration, 0, 0, interfaces.length, 1, 0, 0x80, 50]),
    ...parts,
  ]);
  whole.writeUInt16LE(whole.length, 2);
  return whole;
}

function endpointDescriptor(endpoint: UsbEndpoint, of: Speed): Buffer {
  const bytes = Buffer.from([7, kind.endpoint, addressOf(endpoint), endpointType[endpoint.type], 0, 0, 0]);
  bytes.writeUInt16LE(endpoint.packetBytes, 4);
  if (endpoint.type === 'interrupt') bytes.writeUInt8(intervalOf(of), 6);
  return bytes;
}

function textDescriptor({ manufacturer, product, serial, interfaces }: UsbDescriptors, index: number): Buffer | null {
  if (index === 0) return Buffer.from([4, kind.text, language & 0xff, language >> 8]);
  const all = [null, manufacturer, product, serial, ...interfaces.map(({ name }) => name)];
  const text = all[index] ?? null;
  if (text === null) return null;
  const letters = Buffer.from(text, 'utf16le').subarray(0, mostTextBytes - 2);
  return Buffer.concat([Buffer.from([letters.length + 2, kind.text]), letters]);
}
