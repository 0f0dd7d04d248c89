// Readers that lie, talk without end, fall silent or refuse: every one of them ends in a typed answer, in bounded time and memory.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../../../main/hardware/readers/uareu-4500/decode-frame.ts';
import { frameBytes, parseFrame } from '../../../../main/hardware/readers/uareu-4500/frame.ts';
import { ReaderError, type CaptureEvent } from '../../../../main/hardware/readers/reader.ts';
import { UsbError } from '../../../../main/ports/usb.ts';
import type { VirtualReaderOptions } from '../../../../native-mocks/devices/virtual-reader/virtual-reader.ts';
import { allEvents, isZero, kindsOf, openLab, quickTimes, waves } from './reader-lab.ts';

const finger = waves(2);
const nothing = { width: 384, height: 0, pixels: new Uint8Array(0) };
/** No wait of the driver is longer, but those for a person. */
const impatient = { ...quickTimes, powerOn: 15, frame: 10, listen: 5, quiet: 2, lift: 20 };

async function endOf(options: VirtualReaderOptions, times = impatient, stopAfter = 15_000): Promise<CaptureEvent[]> {
  const { virtual, reader, received } = await openLab(options, { times });
  virtual.place(() => finger);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), stopAfter);
  const seen = await allEvents(reader.capture({ wish: 'one-finger', framesPerTouch: 20 }, stop.signal), (event) => {
    if (event.kind === 'frame') stop.abort();
  });
  clearTimeout(timer);
  await reader.close();
  expect(received.every(isZero)).toBe(true);
  expect(Math.max(0, ...received.map(({ byteLength }) => byteLength))).toBeLessThanOrEqual(frameBytes);
  return seen;
}

const setLines = (frame: Buffer, lines: number): Buffer => {
  frame.writeUInt16LE(lines, 4);
  return frame;
};

describe('a frame', () => {
  it('of any bytes is a picture of at most 289 rows or a typed error, with at most sixteen keys asked for', async () => {
    const pairs = fc.array(fc.tuple(fc.nat(255), fc.oneof(fc.nat(40), fc.nat(255))), { minLength: 15, maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(fc.nat(400), pairs, fc.nat(frameBytes), fc.boolean(), async (lines, blocks, cut, whole) => {
        const bytes = Buffer.alloc(whole ? frameBytes : cut, 0x5a);
        for (let at = 64; at < bytes.byteLength; at += 7) bytes[at] = (at * 31) & 0xff;
        const header = Buffer.alloc(64);
        header.writeUInt16LE(lines, 4);
        for (const [index, pair] of blocks.entries()) header.set(pair, 16 + index * 2);
        bytes.set(header.subarray(0, bytes.byteLength));
        let keys = 0;
        const decoded = decodeFrame(bytes, () => Promise.resolve(++keys), true);
        const image = await decoded.catch((error: unknown) => {
          if (error instanceof ReaderError && error.problem === 'garbled') return nothing;
          throw error;
        });
        expect(image.width).toBe(384);
        expect(image.height).toBeLessThan(290);
        expect(image.pixels.byteLength).toBe(image.width * image.height);
        expect(keys).toBeLessThanOrEqual(16);
      }),
      { numRuns: 150 },
    );
  });

  it('with as many rows as there can be is taken, and with one more is not', () => {
    const bytes = Buffer.alloc(frameBytes);
    bytes.set([0, 200, 0, 89], 16);
    expect(parseFrame(setLines(bytes, 289)).height).toBe(289);
    expect(() => parseFrame(setLines(bytes, 290))).toThrow(ReaderError);
    // Blocks claim a row that is not there.
    expect(() => parseFrame(setLines(bytes, 288))).toThrow(ReaderError);
    bytes.set([0, 200, 1, 90], 16);
    expect(() => parseFrame(setLines(bytes, 200))).toThrow(ReaderError);
    bytes.set([0, 200, 0, 89], 16);
    expect(() => parseFrame(setLines(bytes, 289).subarray(0, 64 + 384 * 289 - 1))).toThrow(ReaderError);
    expect(parseFrame(bytes.subarray(0, 64 + 384 * 289)).height).toBe(289);
  });
});

describe('a reader', () => {
  const passing: readonly [string, VirtualReaderOptions][] = [
    [
      'sends one frame that is cut short',
      { frameDeed: (bytes, index) => ({ kind: 'send', bytes: index === 0 ? bytes.subarray(0, 5000) : bytes }) },
    ],
    [
      'counts the rows of one frame wrongly',
      { frameDeed: (bytes, index) => ({ kind: 'send', bytes: index === 0 ? setLines(bytes, 40) : bytes }) },
    ],
    [
      'stays silent for one frame',
      {
        millisecondsPerFrame: 450,
        frameDeed: (bytes, index) => (index === 0 ? { kind: 'silence' } : { kind: 'send', bytes }),
      },
    ],
    [
      'halts its endpoint once',
      { frameDeed: (bytes, index) => (index === 0 ? { kind: 'stall' } : { kind: 'send', bytes }) },
    ],
    [
      'sends one frame together with the beginning of another',
      {
        frameDeed: (bytes, index) => ({
          kind: 'send',
          bytes: index === 0 ? Buffer.concat([bytes.subarray(1000), bytes]) : bytes,
        }),
      },
    ],
  ];
  it.each(passing)('that %s gives the next good one', async (_name, options) => {
    expect(kindsOf(await endOf(options, quickTimes))).toEqual(['waiting', 'finger-on', 'frame']);
  });

  const hopeless: readonly [string, VirtualReaderOptions, string][] = [
    [
      'sends nothing but frames cut short',
      { frameDeed: (bytes) => ({ kind: 'send', bytes: bytes.subarray(0, 5000) }) },
      'silent',
    ],
    [
      'sends nothing but wrong line counts',
      { frameDeed: (bytes) => ({ kind: 'send', bytes: setLines(bytes, 65_535) }) },
      'silent',
    ],
    ['sends nothing at all', { frameDeed: () => ({ kind: 'silence' }) }, 'silent'],
    ['halts its endpoint at every frame', { frameDeed: () => ({ kind: 'stall' }) }, 'silent'],
    [
      'sends noise without end',
      { frameDeed: () => ({ kind: 'endless', bytes: Buffer.alloc(200_000, 0xff) }) },
      'silent',
    ],
    ['refuses to give its status', { controlDeed: ({ value }) => (value === 0x07 ? null : undefined) }, 'refused'],
    ['refuses its mode', { controlDeed: ({ value }) => (value === 0x4e ? null : undefined) }, 'refused'],
    [
      'answers with too few bytes',
      { controlDeed: ({ value }) => (value === 0xf0 ? Buffer.alloc(3) : undefined) },
      'garbled',
    ],
    [
      'answers with too many bytes',
      { controlDeed: ({ value }) => (value === 0xf0 ? Buffer.alloc(99) : undefined) },
      'garbled',
    ],
    [
      'never wakes up',
      { controlDeed: ({ value }, length) => (value === 0x07 && length === 0 ? Buffer.of(0x80) : undefined) },
      'silent',
    ],
    [
      'is never ready again',
      { controlDeed: ({ value }, length) => (value === 0x07 && length === 0 ? Buffer.of(0x84) : undefined) },
      'silent',
    ],
    [
      'gives no answer to a control transfer',
      {
        controlDeed: ({ value }) => {
          if (value === 0x4e) throw new UsbError('timeout', 'on purpose');
          return undefined;
        },
      },
      'silent',
    ],
  ];
  it.each(hopeless)('that %s is given up, with a sentence', async (_name, options, problem) => {
    const last = (await endOf(options)).at(-1);
    expect(last).toMatchObject({ kind: 'failed', problem, message: expect.stringMatching(/^[A-Z].*\.$/u) as string });
  });

  it('that gives wrong keys gives a picture of noise, which its quality tells: never a crash', async () => {
    expect(kindsOf(await endOf({ keyOf: (_number, truth) => ~truth >>> 0 }, quickTimes)).at(-1)).toBe('frame');
  });

  it('that says anything at all by its interrupts does no harm', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 40 }), async (words) => {
        const { virtual, reader } = await openLab({}, { times: impatient });
        const stop = new AbortController();
        const started = performance.now();
        setTimeout(() => stop.abort(), 60);
        const seen = await allEvents(
          reader.capture({ wish: 'one-finger', framesPerTouch: 3 }, stop.signal),
          ({ kind }) => {
            if (kind === 'waiting') for (const word of words) virtual.sayAnything(word);
          },
        );
        await reader.close();
        expect(performance.now() - started).toBeLessThan(5000);
        expect(seen.every(({ kind }) => kind !== 'unplugged')).toBe(true);
      }),
      { numRuns: 8 },
    );
  });

  it('that sends any frames and answers in any way ends in a typed event or when stopped', async () => {
    const frame = fc.oneof(fc.uint8Array({ maxLength: 3000 }), fc.constant(null), fc.constant('stall' as const));
    const answer = fc.oneof(
      { weight: 6, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 20 }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(frame, { minLength: 1 }),
        fc.array(answer, { minLength: 1 }),
        async (frames, answers) => {
          let at = 0;
          const device: VirtualReaderOptions = {
            controlDeed: () => answers[at++ % answers.length],
            frameDeed: (_frame, index) => {
              const bytes = frames[index % frames.length];
              if (bytes === 'stall') return { kind: 'stall' };
              return bytes ? { kind: 'send', bytes } : { kind: 'silence' };
            },
          };
          const started = performance.now();
          const seen = await endOf(device, impatient, 400);
          // One that never says that a finger is there is waited for until the officer stops.
          expect(performance.now() - started).toBeLessThan(5000);
          expect(['failed', 'waiting', 'finger-on', 'finger-off', undefined]).toContain(seen.at(-1)?.kind);
        },
      ),
      { numRuns: 8 },
    );
  });
});
