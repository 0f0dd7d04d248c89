// A camera that means harm, or is merely broken: whatever it sends, it is told for what it is, in bounded time and memory,
// and a recording is given as it is or not at all.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeOfDevice } from '../../../../main/hardware/camera-places.ts';
import type { CameraSource, Listing } from '../../../../main/hardware/camera-source.ts';
import { cameraLayout } from '../../../../main/hardware/drivers/layout/layout.ts';
import { createMtpDriver } from '../../../../main/hardware/drivers/mtp/mtp-driver.ts';
import { systemClock } from '../../../../main/ports/clock.ts';
import { heldFile, heldFolder, type HeldObject } from '../../../../native-mocks/usb/mtp-contents.ts';
import { MtpResponder } from '../../../../native-mocks/usb/mtp-responder.ts';
import { corruptDataset, mischiefs, tamperedEnd, type Deed } from '../../../../native-mocks/usb/tampered-end.ts';
import { VirtualBus } from '../../../../native-mocks/usb/virtual-bus.ts';
import { cameraWith, mtpOptions, never } from '../../../support/mtp-kit.ts';
import { createChance, runsOf } from '../../../support/random.ts';

const times = {
  answer: 80,
  opening: 50,
  leastBytesPerMillisecond: 64,
  recoveryStep: 40,
  quiet: 5,
  event: 20,
  listing: 700,
};
const driver = createMtpDriver({ layout: { ...cameraLayout, maximumEntries: 400 }, times, clock: systemClock });
const runs = runsOf('KERBDESK_HOSTILE_RUNS', 40);
/** Far more than the patience of one step; far less than for ever. */
const bounded = 15_000;

const chance = createChance(11);
const recordings = new Map([
  ['20261122_140301_0001.MP4', chance.bytes(70_000)],
  ['20261122_140302_0002.MP4', chance.bytes(512 * 3 - 12)],
]);
const contents = [
  heldFolder(
    'DCIM',
    [...recordings].map(([name, bytes]) => heldFile(name, bytes)),
  ),
];

let bus: VirtualBus;
beforeEach(() => {
  bus = new VirtualBus();
});
afterEach(() => bus.unplug('1-1'));

const plugIn = (
  tamper: (container: Buffer) => readonly Deed[],
  objects: readonly HeldObject[] = contents,
  parts = true,
) =>
  bus.plugIn('1-1', {
    ...cameraWith([]),
    firmware: (end) =>
      new MtpResponder(tamperedEnd(end, tamper), mtpOptions(objects, parts ? {} : { partialReads: [] })),
  });

const codeOf = (container: Buffer): number => container.readUInt16LE(6);
const isObjectData = (container: Buffer): boolean =>
  container.readUInt16LE(4) === 2 && [0x1009, 0x101b, 0x95c1].includes(codeOf(container));

/** Everything that is done with a camera, whatever becomes of it. Gives what was read to its end. */
async function useCamera(source: CameraSource): Promise<{ listing: Listing | null; read: Map<string, Buffer> }> {
  const read = new Map<string, Buffer>();
  let listing: Listing | null = null;
  try {
    listing = await source.list(never);
    for (const file of listing.files.slice(0, 3)) {
      const bytes = await readWhole(source, file);
      if (bytes) read.set(file.name, bytes);
    }
    await source.present();
  } catch {
    // Told, not crashed.
  }
  return { listing, read };
}

async function readWhole(source: CameraSource, file: Listing['files'][number]): Promise<Buffer | null> {
  if (file.bytes > 1_000_000) return null;
  try {
    const reader = await source.open(file, 'copy');
    try {
      const bytes = Buffer.alloc(file.bytes);
      for (let at = 0; at < bytes.byteLength;) {
        const count = await reader.read(bytes.subarray(at, at + 50_000), at);
        if (count === 0) return null;
        at += count;
      }
      const facts = await reader.facts();
      return facts.bytes === file.bytes ? bytes : null;
    } finally {
      await reader.close();
    }
  } catch {
    return null;
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not over after ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function tryOut(device: ReturnType<typeof plugIn>): Promise<Awaited<ReturnType<typeof useCamera>> | null> {
  const place = placeOfDevice(device);
  if (!(await driver.matches(place))) return null;
  const source = await driver.open(place, never);
  const result = await useCamera(source);
  bus.unplug('1-1');
  await source.close?.();
  return result;
}

/** What of a result no camera should have brought about. */
function nonsenseIn(result: Awaited<ReturnType<typeof useCamera>> | null): string[] {
  const files = result?.listing?.files ?? [];
  const nonsense: string[] = files.length > 400 ? ['more files than may be listed'] : [];
  for (const file of files) {
    if (!/^[^/\p{Cc}\p{Cf}\p{Cs}]+(?:\/[^/\p{Cc}\p{Cf}\p{Cs}]+)*$/u.test(file.path)) nonsense.push(`path ${file.path}`);
    if (!Number.isSafeInteger(file.bytes) || file.bytes < 0) nonsense.push(`size ${file.bytes}`);
    for (const at of [file.modifiedAt, file.startByFile]) {
      if (at !== null && Number.isNaN(Date.parse(at))) nonsense.push(`time ${at}`);
    }
  }
  return nonsense;
}

const anyMischief = fc.record({
  name: fc.constantFrom(...Object.keys(mischiefs)),
  number: fc.integer({ min: 0, max: 0xffff_ffff }),
  /** Which container it begins with, and how many it strikes. */
  from: fc.integer({ min: 0, max: 30 }),
  times: fc.constantFrom(1, 2, 1000),
  parts: fc.boolean(),
});

describe('a hostile camera', () => {
  it(
    `is bounded, and gives a recording as it is or not at all, in ${runs} ways of breaking the protocol`,
    { timeout: 600_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(anyMischief, async ({ name, number, from, times: strikes, parts }) => {
          let index = 0;
          const device = plugIn(
            (container) => {
              const turn = index++;
              const struck = turn >= from && turn < from + strikes;
              return (struck && mischiefs[name]?.(container, number)) || [{ kind: 'send', bytes: container }];
            },
            contents,
            parts,
          );
          const result = await within(bounded, tryOut(device));
          expect(nonsenseIn(result)).toEqual([]);
          for (const [file, bytes] of result?.read ?? []) {
            expect(bytes.equals(Buffer.from(recordings.get(file) ?? []))).toBe(true);
          }
        }),
        { numRuns: runs },
      );
    },
  );

  it(
    `lists what makes sense, in ${runs} ways of corrupting what it says of its files`,
    { timeout: 600_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.infiniteStream(fc.integer({ min: 0, max: 0xffff_ffff })), async (numbers) => {
          const device = plugIn((container) => {
            const number = numbers.next().value ?? 0;
            if (isObjectData(container) || number % 2 === 0) return [{ kind: 'send', bytes: container }];
            return corruptDataset(container, number >>> 1);
          });
          expect(nonsenseIn(await within(bounded, tryOut(device)))).toEqual([]);
        }),
        { numRuns: runs },
      );
    },
  );

  it.each([
    ['with the number of another question', 'wrongTransaction', 4711],
    ['as the answer to another operation', 'wrongCode', 0x1008],
    ['as something else than data', 'wrongType', 4],
    ['one byte longer than it says', 'slightlyWrongLength', 2],
    ['one byte shorter than it says', 'slightlyWrongLength', 1],
    ['with more behind it', 'longer', 100],
    ['cut short', 'truncated', 20_000],
    ['twice', 'twice', 0],
  ] as const)('that sends recordings %s is given none of them', async (_how, name, number) => {
    for (const parts of [true, false]) {
      const strike = (container: Buffer): readonly Deed[] =>
        isObjectData(container) ? (mischiefs[name]?.(container, number) ?? []) : [{ kind: 'send', bytes: container }];
      const result = await within(bounded, tryOut(plugIn(strike, contents, parts)));
      expect(result?.listing?.files).toHaveLength(2);
      expect([...(result?.read.keys() ?? [])]).toEqual([]);
    }
  });

  it('whose folders contain themselves is listed to the depth and number that a listing may have', async () => {
    const self: HeldObject = { ...heldFolder('DCIM', []), children: () => Promise.resolve([self, self, ...contents]) };
    const result = await within(bounded, tryOut(plugIn((bytes) => [{ kind: 'send', bytes }], [self])));
    expect(nonsenseIn(result)).toEqual([]);
    expect(result?.listing?.problem).toMatch(/holds more than can be listed at once/);
  });

  it('whose handles all are the same is listed once', async () => {
    const same = (container: Buffer): readonly Deed[] => {
      if (container.readUInt16LE(4) === 2 && codeOf(container) === 0x1007) {
        for (let at = 16; at + 4 <= container.byteLength; at += 4) container.writeUInt32LE(1, at);
      }
      return [{ kind: 'send', bytes: container }];
    };
    const files = ['a.MP4', 'b.MP4', 'c.MP4'].map((name) => heldFile(name, Buffer.from(name)));
    const result = await within(bounded, tryOut(plugIn(same, files)));
    expect(result?.listing?.files.map((file) => file.name)).toEqual(['a.MP4']);
  });

  it('that says it has four thousand million files is said to be unreadable, without room being made for them', async () => {
    const many = (container: Buffer): readonly Deed[] => {
      if (container.readUInt16LE(4) === 2 && codeOf(container) === 0x1007) container.writeUInt32LE(0xffff_ffff, 12);
      return [{ kind: 'send', bytes: container }];
    };
    const result = await within(bounded, tryOut(plugIn(many)));
    expect(result?.listing).toEqual({ files: [], problem: 'One file or folder on this camera could not be read.' });
  });

  it('that never stops sending takes no memory', async () => {
    const before = process.memoryUsage().rss;
    const stream = (container: Buffer): readonly Deed[] =>
      isObjectData(container)
        ? (mischiefs['endlessInside']?.(container, 0) ?? [])
        : [{ kind: 'send', bytes: container }];
    for (const parts of [true, false]) {
      const result = await within(bounded, tryOut(plugIn(stream, contents, parts)));
      expect(result?.read.size).toBe(0);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });

  it('that lies about a size is caught before a byte too many or too few is taken for the recording', async () => {
    const liar = (difference: number): HeldObject => {
      const bytes = recordings.get('20261122_140301_0001.MP4') ?? new Uint8Array(0);
      return {
        ...heldFile('20261122_140301_0001.MP4', bytes),
        bytes: bytes.byteLength + difference,
        // What is beyond its real end does not exist.
        read: (position, length) =>
          position >= bytes.byteLength
            ? new Promise<never>(() => undefined)
            : Promise.resolve(bytes.subarray(position, position + length)),
      };
    };
    const longer = await within(bounded, tryOut(plugIn((bytes) => [{ kind: 'send', bytes }], [liar(5000)])));
    expect(longer?.listing?.files).toHaveLength(1);
    expect(longer?.read.size).toBe(0);
  });
});
