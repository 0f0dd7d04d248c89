// What a device says over usb-redir, as bytes.
import {
  capability,
  endpointPlaces,
  endpointType,
  packetType,
  towardsLaptop,
  versionBytes,
  type Speed,
  type TransferStatus,
} from './numbers.ts';
import { has, type BulkRequest, type ControlRequest } from './requests.ts';
import type { UsbEndpoint, UsbInterface } from '../../../main/ports/usb.ts';

/** What this side knows of the protocol. Streams, isochronous endpoints and bulk receiving are left out: no device here has them. */
export const ownCapabilities =
  (1 << capability.deviceVersion) |
  (1 << capability.endpointPacketSize) |
  (1 << capability.longIds) |
  (1 << capability.longBulk);

const noBytes: Uint8Array = new Uint8Array(0);

/** @param capabilities what both sides know; 0 for a greeting */
function message(type: number, id: bigint, capabilities: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const isLong = has(capabilities, capability.longIds);
  const header = Buffer.alloc(isLong ? 16 : 12);
  header.writeUInt32LE(type, 0);
  header.writeUInt32LE(
    parts.reduce((sum, part) => sum + part.length, 0),
    4,
  );
  if (isLong) header.writeBigUInt64LE(id, 8);
  else header.writeUInt32LE(Number(id & 0xffff_ffffn), 8);
  return Buffer.concat([header, ...parts]);
}

export function hello(version: string): Uint8Array {
  const body = Buffer.alloc(versionBytes + 4);
  // The last byte stays 0.
  body.write(version, 0, versionBytes - 1, 'latin1');
  body.writeUInt32LE(ownCapabilities, versionBytes);
  return message(packetType.hello, 0n, 0, body);
}

/** Words that a device says by itself or answers with, in the form that both sides know. */
export class Answers {
  readonly #capabilities: number;

  constructor(capabilities: number) {
    this.#capabilities = capabilities;
  }

  interfaces(interfaces: readonly UsbInterface[]): Uint8Array {
    const body = Buffer.alloc(4 + 4 * endpointPlaces);
    body.writeUInt32LE(interfaces.length, 0);
    for (const [place, { number, classCode, subclassCode, protocolCode }] of interfaces.entries())
      for (const [column, value] of [number, classCode, subclassCode, protocolCode].entries())
        body.writeUInt8(value, 4 + endpointPlaces * column + place);
    return this.#say(packetType.interfaceInfo, 0n, body);
  }

  /** @param interval in milliseconds or microframes, as descriptors tell it */
  endpoints(interfaces: readonly UsbInterface[], interval: number): Uint8Array {
    const withSizes = has(this.#capabilities, capability.endpointPacketSize);
    const body = Buffer.alloc((withSizes ? 5 : 3) * endpointPlaces);
    body.fill(endpointType.none, 0, endpointPlaces);
    // The control endpoint, in both directions.
    for (const place of [0, endpointPlaces / 2]) body.writeUInt8(endpointType.control, place);
    for (const { number, endpoints } of interfaces) {
      for (const endpoint of endpoints) {
        const place = (endpoint.direction === 'in' ? endpointPlaces / 2 : 0) + endpoint.number;
        body.writeUInt8(endpointType[endpoint.type], place);
        body.writeUInt8(endpoint.type === 'interrupt' ? interval : 0, endpointPlaces + place);
        body.writeUInt8(number, 2 * endpointPlaces + place);
        if (withSizes) body.writeUInt16LE(endpoint.packetBytes, 3 * endpointPlaces + 2 * place);
      }
    }
    return this.#say(packetType.endpointInfo, 0n, body);
  }

  connect(device: {
    readonly speed: Speed;
    readonly deviceClass: number;
    readonly vendorId: number;
    readonly productId: number;
    readonly release: number;
  }): Uint8Array {
    const body = Buffer.alloc(has(this.#capabilities, capability.deviceVersion) ? 10 : 8);
    body.set([device.speed, device.deviceClass]);
    body.writeUInt16LE(device.vendorId, 4);
    body.writeUInt16LE(device.productId, 6);
    if (body.length > 8) body.writeUInt16LE(device.release, 8);
    return this.#say(packetType.deviceConnect, 0n, body);
  }

  disconnect(): Uint8Array {
    return this.#say(packetType.deviceDisconnect, 0n, noBytes);
  }

  configuration(id: bigint, status: TransferStatus, configuration: number): Uint8Array {
    return this.#say(packetType.configurationStatus, id, Uint8Array.of(status, configuration));
  }

  alternate(id: bigint, status: TransferStatus, interfaceNumber: number, alternate: number): Uint8Array {
    return this.#say(packetType.alternateStatus, id, Uint8Array.of(status, interfaceNumber, alternate));
  }

  interrupts(status: TransferStatus, endpoint: number): Uint8Array {
    return this.#say(packetType.interruptsStatus, 0n, Uint8Array.of(status, endpoint));
  }

  /** @param length that was taken, where the data went to the device */
  control(request: ControlRequest, status: TransferStatus, length: number, data = noBytes): Uint8Array {
    const header = Buffer.alloc(10);
    header.set([request.endpoint, request.request, request.requestType, status]);
    header.writeUInt16LE(request.value, 4);
    header.writeUInt16LE(request.index, 6);
    header.writeUInt16LE(length, 8);
    return this.#say(packetType.controlData, request.id, header, data);
  }

  bulk(request: BulkRequest, status: TransferStatus, length: number, data = noBytes): Uint8Array {
    const header = Buffer.alloc(has(this.#capabilities, capability.longBulk) ? 10 : 8);
    header.set([request.endpoint, status]);
    header.writeUInt16LE(length & 0xffff, 2);
    header.writeUInt32LE(request.stream, 4);
    if (header.length > 8) header.writeUInt16LE(length >>> 16, 8);
    return this.#say(packetType.bulkData, request.id, header, data);
  }

  interrupt(id: bigint, status: TransferStatus, endpoint: number, data = noBytes): Uint8Array {
    const header = Buffer.alloc(4);
    header.set([endpoint, status]);
    header.writeUInt16LE(data.length, 2);
    return this.#say(packetType.interruptData, id, header, data);
  }

  #say(type: number, id: bigint, ...parts: readonly Uint8Array[]): Uint8Array {
    return message(type, id, this.#capabilities, ...parts);
  }
}

export const addressOf = ({ number, direction }: UsbEndpoint): number =>
  number | (direction === 'in' ? towardsLaptop : 0);
