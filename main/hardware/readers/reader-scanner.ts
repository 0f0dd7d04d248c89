// A driver's capture sessions as the frames that the identify host asks for: opened for each iteration, given back at its end.
import { setTimeout as delay } from 'node:timers/promises';
import { positionNames, type PrintPosition } from '#contract/identify/fingers.ts';
import { ScannerError, type Scanner, type ScannerImage } from '../../ports/scanner.ts';
import type { ReaderDriver, ReaderPlace } from './reader-driver.ts';
import {
  ReaderError,
  type CaptureEvent,
  type CaptureSession,
  type CaptureWish,
  type FingerprintReader,
} from './reader.ts';

/** A finger may lie for as long as the officer likes; the reader's own rest comes long before. */
const framesPerTouch = 100_000;
/** White and even: nothing lies on the glass, whether or not the reader says that the finger was lifted. */
const emptyDeviation = 12;
/** The whole of a small reader's frame; pixels. */
const partSide = 400;
/** Only every so many pixels are looked at, and never in step with ridges, which are about nine apart. */
const sampleSteps = { across: 11, down: 5 } as const;
const quietMilliseconds = 300;

/** How much of the hand has to lie on the glass for a position: slaps of four, and the two thumbs. */
function wishOf(position: PrintPosition): { readonly wish: CaptureWish; readonly fingers: number } {
  if (position === 13 || position === 14) return { wish: 'four-fingers', fingers: 4 };
  return position === 15 ? { wish: 'two-fingers', fingers: 2 } : { wish: 'one-finger', fingers: 1 };
}

export function createReaderScanner(driver: ReaderDriver, place: ReaderPlace): Scanner {
  const description = driver.describe(place);
  return {
    ...description,
    async *frames(signal, position) {
      const { wish, fingers } = wishOf(position);
      // Before anything is opened: a finger of a slap must never be taken for the whole of it.
      if (fingers > description.fingersAtOnce) throw new ScannerError('failed', tooNarrow(description, position));
      yield* framesOf(driver, place, wish, signal);
    },
  };
}

const tooNarrow = ({ name, fingersAtOnce }: Omit<Scanner, 'frames'>, position: PrintPosition): string =>
  `${name} takes ${fingersAtOnce === 1 ? 'one finger' : `${fingersAtOnce} fingers`} at once, not ` +
  `“${positionNames[position]}”. Plug in a wider reader, or take the fingers one after the other.`;

async function* framesOf(
  driver: ReaderDriver,
  place: ReaderPlace,
  wish: CaptureWish,
  signal: AbortSignal,
): AsyncGenerator<ScannerImage | null, void, undefined> {
  if (signal.aborted) return;
  const reader = await driver.open(place, signal).catch((error: unknown) => {
    if (signal.aborted) return null;
    throw toScannerError(error);
  });
  if (reader === null) return;
  let ahead: Promise<IteratorResult<CaptureEvent, unknown>> | null = null;
  try {
    const session = captureOf(reader, wish, signal);
    const events = session[Symbol.asyncIterator]();
    for (;;) {
      const came: IteratorResult<CaptureEvent, unknown> = await (ahead ?? events.next());
      ahead = null;
      if (came.done === true) return;
      if (came.value.kind === 'waiting') {
        ahead = events.next();
        if (await staysQuiet(ahead)) yield null;
        continue;
      }
      const seen = lookAt(came.value, session);
      if (seen !== undefined) yield seen;
    }
  } finally {
    await reader.close();
    const left = await ahead;
    if (left?.done === false && left.value.kind === 'frame') left.value.image.pixels.fill(0);
  }
}

/** @throws ScannerError for a wish that the opened reader refuses after all */
function captureOf(reader: FingerprintReader, wish: CaptureWish, signal: AbortSignal): CaptureSession {
  try {
    return reader.capture({ wish, framesPerTouch }, signal);
  } catch (error) {
    throw toScannerError(error);
  }
}

/** The glass is not called empty before the reader had the time to say that a finger lies there still. */
async function staysQuiet(next: Promise<unknown>): Promise<boolean> {
  const stop = new AbortController();
  const quiet = delay(quietMilliseconds, true, { signal: stop.signal }).catch(() => false);
  try {
    return await Promise.race([next.then(() => false), quiet]);
  } finally {
    stop.abort();
  }
}

/** Undefined for what says nothing of the glass. @throws ScannerError where the session has come to its end */
function lookAt(event: CaptureEvent, session: CaptureSession): ScannerImage | null | undefined {
  switch (event.kind) {
    case 'frame':
      if (!isEmpty(event.image)) return event.image;
      event.image.pixels.fill(0);
      session.enough();
      return null;
    // A finger may lie there through the rest.
    case 'waiting':
    case 'finger-on':
    case 'resting':
      return undefined;
    case 'finger-off':
      return null;
    case 'unplugged':
      throw new ScannerError('unplugged', event.message);
    case 'failed':
      throw new ScannerError('failed', event.message);
  }
}

/** Part by part: one finger is little of a wide plate. */
function isEmpty(image: ScannerImage): boolean {
  for (let top = 0; top < image.height; top += partSide)
    for (let left = 0; left < image.width; left += partSide)
      if (deviationOf(image, left, top) >= emptyDeviation) return false;
  return true;
}

/** Of the grays of one part, without the ends of rows: scrambling loses the last pixel of a run of them. */
function deviationOf({ width, height, pixels }: ScannerImage, left: number, top: number): number {
  let [count, sum, squares] = [0, 0, 0];
  for (let y = top; y < Math.min(top + partSide, height); y += sampleSteps.down)
    for (let x = left + 1; x < Math.min(left + partSide, width - 1); x += sampleSteps.across) {
      const value = pixels[y * width + x] ?? 0;
      count += 1;
      sum += value;
      squares += value * value;
    }
  const mean = sum / count;
  return Math.sqrt(Math.max(0, squares / count - mean * mean));
}

function toScannerError(error: unknown): ScannerError {
  if (!(error instanceof ReaderError))
    return new ScannerError('failed', 'The fingerprint reader cannot be used. Pull its plug and plug it in again.', {
      cause: error,
    });
  const kind = error.problem === 'unplugged' ? 'unplugged' : 'failed';
  return new ScannerError(kind, error.message, { cause: error });
}
