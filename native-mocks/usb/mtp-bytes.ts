// Writes MTP's containers and datasets for virtual cameras. Shares no code with the driver, so that neither hides the other's mistakes.

export class DatasetWriter {
  readonly #pieces: Buffer[] = [];

  u8(value: number): this {
    return this.#put(1, (buffer) => buffer.writeUInt8(value));
  }

  u16(...values: number[]): this {
    for (const value of values) this.#put(2, (buffer) => buffer.writeUInt16LE(value));
    return this;
  }

  u32(...values: number[]): this {
    for (const value of values) this.#put(4, (buffer) => buffer.writeUInt32LE(value));
    return this;
  }

  u64(value: bigint): this {
    return this.#put(8, (buffer) => buffer.writeBigUInt64LE(value));
  }

  u16Array(values: readonly number[]): this {
    return this.u32(values.length).u16(...values);
  }

  u32Array(values: readonly number[]): this {
    return this.u32(values.length).u32(...values);
  }

  /** With its count and its end mark; nothing but a nought for an empty one. */
  string(text: string): this {
    if (text === '') return this.u8(0);
    const short = text.slice(0, 254);
    this.u8(short.length + 1);
    this.#pieces.push(Buffer.from(`${short}\0`, 'utf16le'));
    return this;
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#pieces);
  }

  #put(length: number, write: (buffer: Buffer) => void): this {
    const buffer = Buffer.alloc(length);
    write(buffer);
    this.#pieces.push(buffer);
    return this;
  }
}

export const containerTypes = { command: 1, data: 2, response: 3, event: 4 } as const;

/** @param length what the header says; by default the truth. */
export function containerHeader(
  type: number,
  code: number,
  transaction: number,
  payloadBytes: number,
  length = payloadBytes + 12,
): Uint8Array {
  const buffer = Buffer.alloc(12);
  buffer.writeUInt32LE(length > 0xffff_ffff ? 0xffff_ffff : length, 0);
  buffer.writeUInt16LE(type, 4);
  buffer.writeUInt16LE(code, 6);
  buffer.writeUInt32LE(transaction, 8);
  return buffer;
}

export interface Command {
  readonly code: number;
  readonly transaction: number;
  readonly parameters: readonly number[];
}

/** Null for what is no command. */
export function readCommand(bytes: Uint8Array): Command | null {
  const buffer = Buffer.from(bytes);
  if (buffer.byteLength < 12 || buffer.readUInt16LE(4) !== containerTypes.command) return null;
  const parameters: number[] = [];
  for (let at = 12; at + 4 <= buffer.byteLength; at += 4) parameters.push(buffer.readUInt32LE(at));
  return { code: buffer.readUInt16LE(6), transaction: buffer.readUInt32LE(8), parameters };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** "20261122T140322": local time without a zone, as most cameras have it. */
export const mtpDateTime = (at: Date): string =>
  `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}T${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
