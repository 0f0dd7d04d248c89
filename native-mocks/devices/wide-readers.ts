// The simulated readers that take several fingers at once, as the glass file plugs them in, with somebody before them who lays what is asked for.
import { setTimeout as delay } from 'node:timers/promises';
import type { PrintPosition } from '#contract/identify/fingers.ts';
import type { GrayImage } from '../../main/biometrics/gray-image.ts';
import { createReaderScanner } from '../../main/hardware/readers/reader-scanner.ts';
import type { Scanner, Scanners } from '../../main/ports/scanner.ts';
import { shownFinger } from '../prints/invented-fingers.ts';
import { asLaid, type GlassFile } from './person-at-the-glass.ts';
import { createSimulatedReaderDriver, SimulatedReader } from './simulated-readers/simulated-reader.ts';

const lookMilliseconds = 200;
const untilLaidMilliseconds = 400;
/** How often a finger that lies badly at first is laid anew. */
const againMilliseconds = 300;
const frameMilliseconds = 60;
const size = { width: 320, height: 400 } as const;
/** What a finger's picture has around it, less than the plate's white. */
const paler = 9;

/** From left to right, palms down. */
const laidAtOnce: ReadonlyMap<PrintPosition, readonly number[]> = new Map([
  [13, [2, 3, 4, 5]],
  [14, [10, 9, 8, 7]],
  [15, [6, 1]],
]);

/** @param glass what the file says now */
export function createWideReaders(glass: () => GlassFile): Scanners {
  const watchers = new Set<() => void>();
  let pluggedIn: SimulatedReader | null = null;
  const look = (): void => {
    const wanted = wantedFap(glass());
    if (wanted === (pluggedIn?.fap ?? null)) return;
    pluggedIn?.unplug();
    pluggedIn = wanted === null ? null : new SimulatedReader(wanted);
    for (const changed of watchers) changed();
  };
  look();
  setInterval(look, lookMilliseconds).unref();
  return {
    list: () => Promise.resolve(pluggedIn === null ? [] : [withPerson(pluggedIn, glass)]),
    watch(changed) {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}

function wantedFap({ isPluggedIn, reader }: GlassFile): 45 | 60 | null {
  if (!isPluggedIn || reader === undefined || reader === 'u-are-u') return null;
  return reader === 'fap-45' ? 45 : 60;
}

function withPerson(reader: SimulatedReader, glass: () => GlassFile): Scanner {
  const scanner = createReaderScanner(createSimulatedReaderDriver([reader]), reader.place);
  return {
    ...scanner,
    async *frames(signal, position) {
      const stop = new AbortController();
      const laying = layFingers(reader, glass, position, stop.signal);
      try {
        for await (const image of scanner.frames(signal, position)) {
          await delay(frameMilliseconds);
          yield image;
        }
      } finally {
        stop.abort();
        await laying;
        reader.lift();
      }
    },
  };
}

/** Until the signal says stop; a person who is absent lays nothing. */
async function layFingers(
  reader: SimulatedReader,
  glass: () => GlassFile,
  position: PrintPosition,
  signal: AbortSignal,
): Promise<void> {
  const { finger, person, manner } = glass();
  if (manner === 'absent' || !(await waited(untilLaidMilliseconds, signal))) return;
  const asked = finger === 'asked' ? (laidAtOnce.get(position) ?? [position]) : [finger];
  const well = asked.map((one) => onWhite(shownFinger(person, one, size)));
  const laidAt = performance.now();
  const lay = (): void => reader.placeFingers(well.map((one) => asLaid(one, manner, performance.now() - laidAt)));
  lay();
  if (manner !== 'learning') return;
  while (await waited(againMilliseconds, signal)) lay();
}

const waited = (milliseconds: number, signal: AbortSignal): Promise<boolean> =>
  delay(milliseconds, true, { signal }).catch(() => false);

const onWhite = ({ width, height, pixels }: GrayImage): GrayImage => ({
  width,
  height,
  pixels: Uint8Array.from(pixels, (value) => Math.min(255, value + paler)),
});
