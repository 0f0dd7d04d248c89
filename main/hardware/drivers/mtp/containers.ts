// Containers: what every phase of an MTP transaction is wrapped in on the bulk endpoints.
import { MtpGarbled } from './mtp-errors.ts';

export const headerBytes = 12;

/** In the length field: the data is longer than the field can say, or the camera does not know how long. */
const lengthUnknown = 0xffff_ffff;

const types = ['command', 'data', 'response', 'event'] as const;
export type ContainerType = (typeof types)[number];

export interface ContainerHeader {
  readonly type: ContainerType;
  readonly code: number;
  readonly transaction: number;
  /** What follows the header; null where it is not told. */
  readonly payloadBytes: number | null;
}

export function encodeCommand(code: number, transaction: number, parameters: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(headerBytes + parameters.length * 4);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, bytes.byteLength, true);
  view.setUint16(4, 1, true);
  view.setUint16(6, code, true);
  view.setUint32(8, transaction, true);
  for (const [index, parameter] of parameters.entries()) view.setUint32(headerBytes + index * 4, parameter, true);
  return bytes;
}

/** @throws MtpGarbled where the bytes are no header. */
export function decodeHeader(bytes: Uint8Array): ContainerHeader {
  if (bytes.byteLength < headerBytes) throw new MtpGarbled(`a container of only ${bytes.byteLength} bytes`);
  const view = viewOf(bytes);
  const length = view.getUint32(0, true);
  const type = types[view.getUint16(4, true) - 1];
  if (type === undefined || length < headerBytes) throw new MtpGarbled('no container begins where one should');
  return {
    type,
    code: view.getUint16(6, true),
    transaction: view.getUint32(8, true),
    payloadBytes: length === lengthUnknown ? null : length - headerBytes,
  };
}

export function decodeParameters(bytes: Uint8Array): number[] {
  const view = viewOf(bytes);
  return Array.from({ length: Math.floor(bytes.byteLength / 4) }, (_, index) => view.getUint32(index * 4, true));
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
