// The prints of one identification from the glass to the real reference gateway, and that nothing of them is left in any buffer.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SearchState } from '#contract/biometric-search.ts';
import { captureFrame, type CaptureFrame } from '#contract/identify/fingers.ts';
import type { GatewayPolicy } from '../../../main/ports/biometric-gateway-policy.ts';
import { systemClock } from '../../../main/ports/clock.ts';
import { PrintDesk } from '../../../main/processes/serving/print-desk.ts';
import { runSearch } from '../../../main/processes/serving/search-run.ts';
import { clientFor, startGateway } from '../../support/gateway-kit.ts';
import { ridgeFrame } from '../../support/ridge-frames.ts';
import { ScriptedScanner } from '../../support/scripted-scanner.ts';

const policy = {
  originatingAgency: 'NORTHSHIRE-POLICE',
  destinationAgency: 'REFERENCE-GATEWAY',
  domain: { name: 'INT-I', version: '4.22' },
} as unknown as GatewayPolicy;

let scanner: ScriptedScanner;
let frames: CaptureFrame[];
let heard: string[];
let desk: PrintDesk;
beforeEach(() => {
  scanner = new ScriptedScanner();
  [frames, heard] = [[], []];
  desk = new PrintDesk(systemClock, {
    frame: (frame) => void frames.push(frame),
    captured: ({ position, score }) => void heard.push(`captured ${position} ${score > 0 ? 'well' : 'badly'}`),
    failed: ({ position, isUnplugged, words }) => void heard.push(`failed ${position} ${isUnplugged}: ${words}`),
  });
});
afterEach(() => {
  desk.purge();
});

const until = (line: string) => vi.waitFor(() => expect(heard).toContain(line), { timeout: 10_000 });

async function take(position: 2 | 7): Promise<void> {
  heard.length = 0;
  await desk.capture(scanner, position);
  scanner.glass = null;
  await new Promise((resolve) => setTimeout(resolve, 40));
  scanner.place(position * 10);
  await until(`captured ${position} well`);
}

/** Every image that a reader gave, and every one that was kept, is zeros alone. */
const isNothingLeft = (kept: readonly Uint8Array[] = []): boolean =>
  [...scanner.given.map(({ pixels }) => pixels), ...kept].every((pixels) => pixels.every((value) => value === 0));

describe('a finger on the glass', () => {
  test('is advised, taken once it is good, and leaves one print; each frame is overwritten', async () => {
    await take(2);
    expect(desk.prints).toMatchObject([{ position: 2, acquisitionProfile: 45, image: { width: 320, height: 400 } }]);
    expect(frames.at(0)).toMatchObject({ state: 'waiting', advice: 'place-finger' });
    expect(frames.at(-1)).toMatchObject({
      state: 'accepted',
      advice: 'lift-finger',
      picture: { columns: 40, rows: 50 },
    });
    for (const frame of frames) expect(captureFrame.safeParse(frame).success).toBe(true);
    expect([isNothingLeft(), scanner.isResting]).toEqual([true, true]);
    expect(desk.prints[0]?.image.pixels.some((value) => value > 0)).toBe(true);
  });

  test('is lifted before the next one is taken', async () => {
    await take(2);
    await desk.capture(scanner, 7);
    await vi.waitFor(() => expect(frames.at(-1)).toMatchObject({ position: 7, state: 'lift' }));
    expect(heard).not.toContain('captured 7 well');
    scanner.glass = null;
    await new Promise((resolve) => setTimeout(resolve, 40));
    scanner.place(70);
    await until('captured 7 well');
    expect(desk.prints.map(({ position }) => position)).toEqual([2, 7]);
  });

  test('that is taken again leaves nothing of the first print', async () => {
    await take(2);
    const first = desk.prints[0]?.image.pixels ?? new Uint8Array([1]);
    await take(2);
    expect([first.every((value) => value === 0), desk.prints.length]).toEqual([true, 1]);
  });
});

test('of two fingers that are asked for at once only the last one is read: no print is kept for another finger', async () => {
  await Promise.all([desk.capture(scanner, 2), desk.capture(scanner, 7)]);
  await new Promise((resolve) => setTimeout(resolve, 40));
  scanner.place(70);
  await until('captured 7 well');
  expect([heard, desk.prints.map(({ position }) => position)]).toEqual([['captured 7 well'], [7]]);
});

test('a reader that gives no more frames is told as a failure, and nobody waits at the glass for it', async () => {
  scanner.frames = async function* () {
    yield await Promise.resolve(null);
  };
  await desk.capture(scanner, 2);
  await until('failed 2 false: The reader gave something that cannot be read. Try again.');
  expect(desk.prints).toEqual([]);
});

describe('nothing is left', () => {
  test('after a purge, which counts what it overwrote, and nothing is taken any more', async () => {
    await take(2);
    await take(7);
    const kept = desk.prints.map(({ image }) => image.pixels);
    const purged = desk.purge();
    expect(purged.bytes).toBeGreaterThan(2 * 320 * 400);
    expect([purged.outOfReach, isNothingLeft(kept), desk.prints]).toEqual([0, true, []]);
    await expect(desk.capture(scanner, 2)).rejects.toMatchObject({ code: 'out-of-order' });
  });

  test('of a capture that was stopped or purged in the middle', async () => {
    await desk.capture(scanner, 2);
    // Only the tip: never good enough.
    scanner.glass = () => ridgeFrame({ across: 60, down: 60 });
    await vi.waitFor(() => expect(frames.at(-1)).toMatchObject({ advice: 'press-flat' }));
    desk.purge();
    await desk.stopCapture();
    expect([isNothingLeft(), scanner.isResting, heard]).toEqual([true, true, []]);
  });

  test('when the reader is unplugged, which is told as that', async () => {
    await desk.capture(scanner, 2);
    scanner.glass = () => ridgeFrame({ across: 60, down: 60 });
    await vi.waitFor(() => expect(scanner.given.length).toBeGreaterThan(0));
    scanner.isUnplugged = true;
    await until('failed 2 true: The reader was unplugged. Plug it in and begin again.');
    expect(isNothingLeft()).toBe(true);
  });
});

test('a search is understood by the reference gateway, and its transaction is overwritten when it has been sent', async () => {
  const gateway = await startGateway();
  const client = clientFor(gateway);
  try {
    await take(2);
    await take(7);
    const told: SearchState[] = [];
    const order = {
      transactionNumber: randomUUID(),
      startedAt: '2026-11-27T10:00:00.000Z',
      databases: ['police', 'immigration'] as const,
      milliseconds: 20_000,
    };
    const taken: Uint8Array[] = [];
    const keep = desk.keeper.take.bind(desk.keeper);
    desk.keeper.take = (buffer) => {
      if (buffer instanceof Uint8Array) taken.push(buffer);
      return keep(buffer);
    };
    await runSearch(order, new AbortController().signal, {
      client,
      policy,
      clock: systemClock,
      keeper: desk.keeper,
      prints: desk.prints,
      tell: (state) => void told.push(state),
    });
    expect(told.at(-1)).toMatchObject({
      phase: 'ended',
      problem: null,
      databases: [{ answer: { status: 'no-hit' } }, { answer: { status: 'no-hit' } }],
    });
    expect(told.at(-1)?.purge).not.toBeNull();
    expect(taken.length).toBeGreaterThan(0);
    desk.purge();
    expect(taken.every((bytes) => bytes.every((value) => value === 0))).toBe(true);
  } finally {
    client.close();
    await gateway.close();
  }
});
