// Which U.are.U readers are known, and which of their endpoints is which.
import { ReaderError } from '../reader.ts';
import type { UsbDescriptors, UsbDevice, UsbEndpoint } from '../../../ports/usb.ts';

export interface UareuModel {
  readonly name: string;
  /** Its sensor stands on its head. */
  readonly upsideDown: boolean;
}

const vendorId = 0x05ba;
const models: Readonly<Record<number, UareuModel>> = {
  0x0007: { name: 'U.are.U 4000', upsideDown: false },
  0x0008: { name: 'U.are.U 4000', upsideDown: false },
  0x000a: { name: 'U.are.U 4500', upsideDown: true },
};

export const modelOf = (device: Pick<UsbDevice, 'vendorId' | 'productId'>): UareuModel | null =>
  device.vendorId === vendorId ? (models[device.productId] ?? null) : null;

export interface UareuEndpoints {
  readonly interfaceNumber: number;
  readonly interrupt: UsbEndpoint;
  readonly bulk: UsbEndpoint;
}

/** @throws ReaderError `garbled` where the descriptors are not those of such a reader, whatever its numbers say. */
export function findEndpoints({ interfaces }: UsbDescriptors): UareuEndpoints {
  for (const { number, classCode, subclassCode, protocolCode, endpoints } of interfaces) {
    if (classCode !== 0xff || subclassCode !== 0xff || protocolCode !== 0xff) continue;
    const [interrupt, ...moreInterrupts] = endpoints.filter((endpoint) => isIn(endpoint, 'interrupt'));
    const [bulk, ...moreBulks] = endpoints.filter((endpoint) => isIn(endpoint, 'bulk'));
    if (!interrupt || !bulk || moreInterrupts.length > 0 || moreBulks.length > 0) continue;
    return { interfaceNumber: number, interrupt, bulk };
  }
  throw new ReaderError('garbled', 'What is plugged in calls itself a U.are.U reader and is built otherwise.');
}

/** Of USB 3, the largest there is; a read is rounded up to whole packets. */
const largestPacket = 1024;

const isIn = ({ direction, type, packetBytes }: UsbEndpoint, wanted: UsbEndpoint['type']): boolean =>
  direction === 'in' && type === wanted && packetBytes > 0 && packetBytes <= largestPacket;

export const roundUp = (bytes: number, unit: number): number => Math.ceil(bytes / unit) * unit;
