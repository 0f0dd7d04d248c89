// Stands between a well-behaved camera and the bus, and lets a hostile hand change everything the camera says.
import { setTimeout as delay } from 'node:timers/promises';
import type { DeviceEnd } from './virtual-device.ts';

/** What is done instead of sending a container as it is. */
export type Deed =
  | { readonly kind: 'send'; readonly bytes: Uint8Array }
  /** A byte at a time, with pauses. */
  | { readonly kind: 'drip'; readonly bytes: Uint8Array }
  /** Over and over, for as long as anybody reads. */
  | { readonly kind: 'endless'; readonly bytes: Uint8Array }
  /** So many packets without data. */
  | { readonly kind: 'empty'; readonly packets: number }
  | { readonly kind: 'halt'; readonly direction: 'in' | 'out' };

/** @param tamper sees each container the camera would send; no deed at all is silence. */
export function tamperedEnd(end: DeviceEnd, tamper: (container: Buffer) => readonly Deed[]): DeviceEnd {
  let pieces: Uint8Array[] = [];
  let deeds = Promise.resolve();
  const actAfter = async (before: Promise<void>, container: Buffer, emptyPacket: boolean): Promise<void> => {
    await before;
    for (const deed of tamper(container)) await act(end, deed, emptyPacket);
  };
  return {
    ...end,
    get unplugged() {
      return end.unplugged;
    },
    send(bytes) {
      pieces.push(bytes);
      return Promise.resolve();
    },
    endTransfer(emptyPacket) {
      const container = Buffer.concat(pieces);
      pieces = [];
      deeds = actAfter(deeds, container, emptyPacket);
    },
    flush() {
      pieces = [];
      end.flush();
    },
  };
}

async function act(end: DeviceEnd, deed: Deed, emptyPacket: boolean): Promise<void> {
  switch (deed.kind) {
    case 'send':
      await end.send(deed.bytes);
      end.endTransfer(emptyPacket);
      return;
    case 'drip':
      for (const byte of deed.bytes) {
        if (end.unplugged) return;
        await end.send(Uint8Array.of(byte));
        end.endTransfer(false);
        await delay(5);
      }
      return;
    case 'endless':
      while (!end.unplugged) {
        await end.send(deed.bytes);
        // Lets others on this machine have a turn.
        await delay(0);
      }
      return;
    case 'empty':
      for (let packet = 0; packet < deed.packets; packet++) end.endTransfer(true);
      return;
    case 'halt':
      end.halt(deed.direction);
  }
}

const lengthAt = 0;
const transactionAt = 8;
const headerBytes = 12;

/** Ways of being hostile with a container, each as a function of it and of a number below 2^32. */
export const mischiefs: Readonly<Record<string, (container: Buffer, number: number) => readonly Deed[]>> = {
  silence: () => [],
  wrongTransaction: (container, number) => [sendWith(container, (bytes) => bytes.writeUInt32LE(number, transactionAt))],
  wrongLength: (container, number) => [sendWith(container, (bytes) => bytes.writeUInt32LE(number, lengthAt))],
  slightlyWrongLength: (container, number) => [
    sendWith(container, (bytes) => bytes.writeUInt32LE(bytes.byteLength + (number % 2 ? 1 : -1), lengthAt)),
  ],
  wrongType: (container, number) => [sendWith(container, (bytes) => bytes.writeUInt16LE(number % 65_536, 4))],
  wrongCode: (container, number) => [sendWith(container, (bytes) => bytes.writeUInt16LE(number % 65_536, 6))],
  truncated: (container, number) => [{ kind: 'send', bytes: container.subarray(0, number % container.byteLength) }],
  longer: (container, number) => [
    { kind: 'send', bytes: Buffer.concat([container, Buffer.alloc((number % 5000) + 1)]) },
  ],
  twice: (container) => [
    { kind: 'send', bytes: container },
    { kind: 'send', bytes: container },
  ],
  noise: (container, number) => [
    { kind: 'send', bytes: container.map((byte, index) => (byte + index * 31 + number) % 256) },
  ],
  drip: (container) => [{ kind: 'drip', bytes: container.subarray(0, 5000) }],
  endless: (container) => [
    { kind: 'send', bytes: container },
    { kind: 'endless', bytes: Buffer.alloc(64 * 1024, 7) },
  ],
  endlessInside: (container) => [
    sendWith(container.subarray(0, headerBytes), (bytes) => bytes.writeUInt32LE(0xffff_ffff, lengthAt)),
    { kind: 'endless', bytes: Buffer.alloc(64 * 1024, 7) },
  ],
  emptyPackets: (container, number) => [
    { kind: 'empty', packets: (number % 100) + 1 },
    { kind: 'send', bytes: container },
  ],
  halted: (container, number) => [
    { kind: 'halt', direction: number % 2 ? 'in' : 'out' },
    { kind: 'send', bytes: container },
  ],
};

/** Changes the data of a dataset, and leaves its container as it is: counts, sizes, names, dates. */
export function corruptDataset(container: Buffer, number: number): readonly Deed[] {
  if (container.byteLength <= headerBytes) return [{ kind: 'send', bytes: container }];
  return [
    sendWith(container, (bytes) => {
      const room = bytes.byteLength - headerBytes;
      const at = headerBytes + (number % room);
      if (number % 3 === 0 && at + 4 <= bytes.byteLength) bytes.writeUInt32LE(0xffff_ffff, at);
      else bytes[at] = (number >>> 8) % 256;
    }),
  ];
}

function sendWith(container: Buffer, change: (bytes: Buffer) => void): Deed {
  const bytes = Buffer.from(container);
  change(bytes);
  return { kind: 'send', bytes };
}
