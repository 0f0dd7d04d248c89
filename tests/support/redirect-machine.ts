// The machine's side of usb-redir, written from the protocol's text for tests alone: what it sends is put together byte by byte, and what
// comes back is only cut into messages.
import { setTimeout as delay } from 'node:timers/promises';

export interface HeardMessage {
  readonly type: number;
  readonly id: bigint;
  readonly body: Buffer;
}

export const asBytes = (hexadecimal: string): Buffer => Buffer.from(hexadecimal.replaceAll(' ', ''), 'hex');

/** With 64 bits for its id, unless it is told otherwise. */
export function messageOf(type: number, body: Uint8Array, id = 0n, isLong = true): Buffer {
  const header = Buffer.alloc(isLong ? 16 : 12);
  header.writeUInt32LE(type, 0);
  header.writeUInt32LE(body.length, 4);
  if (isLong) header.writeBigUInt64LE(id, 8);
  else header.writeUInt32LE(Number(id), 8);
  return Buffer.concat([header, body]);
}

/** A greeting of QEMU's: it knows all but streams. */
export function greeting(capabilities = 0b1111_0110): Buffer {
  const body = Buffer.alloc(68);
  body.write('qemu usb-redir guest 7.2');
  body.writeUInt32LE(capabilities, 64);
  return messageOf(0, body, 0n, false);
}

export function controlMessage(id: bigint, head: string, data: Uint8Array = new Uint8Array(0)): Buffer {
  return messageOf(100, Buffer.concat([asBytes(head), data]), id);
}

/** @param endpoint its address; data goes along where it is none of those towards the laptop */
export function bulkMessage(
  id: bigint,
  endpoint: number,
  length: number,
  data: Uint8Array = new Uint8Array(0),
): Buffer {
  const head = Buffer.alloc(10);
  head.writeUInt8(endpoint, 0);
  head.writeUInt16LE(length & 0xffff, 2);
  head.writeUInt16LE(length >>> 16, 8);
  return messageOf(101, Buffer.concat([head, data]), id);
}

/** What was heard of the device. */
export class Ear {
  readonly heard: HeardMessage[] = [];
  #rest = Buffer.alloc(0);
  #isFirst = true;

  hear(bytes: Uint8Array): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const header = this.#isFirst ? 12 : 16;
      if (this.#rest.length < header) return;
      const length = this.#rest.readUInt32LE(4);
      if (this.#rest.length < header + length) return;
      const id = this.#isFirst ? BigInt(this.#rest.readUInt32LE(8)) : this.#rest.readBigUInt64LE(8);
      this.heard.push({ type: this.#rest.readUInt32LE(0), id, body: this.#rest.subarray(header, header + length) });
      this.#rest = this.#rest.subarray(header + length);
      this.#isFirst = false;
    }
  }

  /** The next message that was not asked for yet and is of that type; others are left where they are. */
  async next(type: number): Promise<HeardMessage> {
    for (let tries = 0; tries < 500; tries += 1) {
      const place = this.heard.findIndex((message) => message.type === type);
      const [message] = place < 0 ? [] : this.heard.splice(place, 1);
      if (message) return message;
      await delay(10);
    }
    throw new Error(`no message of type ${type}, but ${this.heard.map((message) => message.type).join()}`);
  }
}
