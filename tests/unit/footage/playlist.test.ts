// How files become one recording, and how markers and pictures lie on it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Marker } from '#contract/footage.ts';
import { markerId } from '#contract/ids.ts';
import { partAt, playlistDuration, playlistOf } from '#contract/playlist.ts';
import { Peaks } from '../../../renderer/src/features/footage/player/make-waveform.ts';
import { movedEdge, nextEdge, rangeToLoop } from '../../../renderer/src/features/footage/player/marker-edges.ts';
import { stepAcross } from '../../../renderer/src/features/footage/player/playlist-steps.ts';
import { bars, sheetPlace, tileMoments } from '../../../renderer/src/features/footage/player/timeline-tiles.ts';
import { frameAt } from '../../../renderer/src/features/footage/player/timeline-time.ts';
import { fileId, segmentOf } from './segment-of.ts';

const start = Date.parse('2026-11-22T14:00:00Z');
const after = (seconds: number): string => new Date(start + seconds * 1000).toISOString();

describe('the files of a recording', () => {
  it('follow one another without a hole where the camera left out no number', () => {
    const parts = playlistOf({
      segments: [1, 2, 3].map((n) => segmentOf(fileId(n), 60, { index: n, startedAt: after((n - 1) * 63) })),
    });
    expect(parts.map(({ startSeconds }) => startSeconds)).toEqual([0, 60, 120]);
    expect(playlistDuration(parts)).toBe(180);
    expect([0, 59.99, 60, 179, 180, 999].map((at) => partAt(parts, at))).toEqual([0, 0, 1, 2, 2, 2]);
  });

  it('leave a hole for each number left out, together as long as the clocks say', () => {
    const parts = playlistOf({
      segments: [
        segmentOf(fileId(1), 60, { index: 4, startedAt: after(0) }),
        segmentOf(fileId(2), 30, { index: 7, startedAt: after(180) }),
      ],
    });
    expect(parts.map(({ place, playable, durationSeconds }) => [place, playable, durationSeconds])).toEqual([
      [1, true, 60],
      [2, false, 60],
      [3, false, 60],
      [4, true, 30],
    ]);
  });

  it('without numbers of their own leave a hole where the next begins long after the end of the one before', () => {
    const clock = (n: number): number => Math.floor(start / 1000) + n;
    const at = (id: number, begins: number) =>
      segmentOf(fileId(id), 40, { index: clock(begins), startedAt: after(begins) });
    expect(playlistOf({ segments: [at(1, 0), at(2, 41), at(3, 82)] }).map(({ playable }) => playable)).toEqual([
      true,
      true,
      true,
    ]);
    const parts = playlistOf({ segments: [at(1, 0), at(3, 82)] });
    expect(parts.map(({ place, playable, durationSeconds }) => [place, playable, durationSeconds])).toEqual([
      [1, true, 40],
      [2, false, 42],
      [3, true, 40],
    ]);
  });

  it('keep the markers behind a hole where they are when the missing file comes', () => {
    const [first, second, third] = [1, 2, 3].map((n) =>
      segmentOf(fileId(n), 60, { index: n, startedAt: after((n - 1) * 60) }),
    );
    if (first === undefined || second === undefined || third === undefined) throw new Error('three files');
    const without = playlistOf({ segments: [first, third] });
    const whole = playlistOf({ segments: [first, second, third] });
    expect(without.at(-1)?.startSeconds).toBe(whole.at(-1)?.startSeconds);
  });

  it('that hold nothing to play are holes of their own length', () => {
    const parts = playlistOf({
      segments: [
        segmentOf(fileId(1), 60, { index: 1, startedAt: after(0) }),
        segmentOf(fileId(2), null, { index: 2, startedAt: after(60), playability: 'index-missing' }),
        segmentOf(fileId(3), 60, { index: 3, startedAt: after(100) }),
      ],
    });
    expect(parts.map(({ playable, durationSeconds }) => [playable, durationSeconds])).toEqual([
      [true, 60],
      [false, 40],
      [true, 60],
    ]);
  });

  it('are never believed to be thousands because of one wild number', () => {
    const segments = [segmentOf(fileId(1), 1, { index: 1 }), segmentOf(fileId(2), 1, { index: 900_000 })];
    expect(playlistOf({ segments })).toHaveLength(2);
  });

  it('are stepped through without skipping a frame or standing still, whatever their lengths', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.1, max: 3, noNaN: true }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(15, 25, 30_000 / 1001, 30),
        (lengths, rate) => {
          const parts = playlistOf({ segments: lengths.map((length, n) => segmentOf(fileId(n + 1), length)) });
          const frames = lengths.map((length) => Math.ceil(length * rate - 1e-6));
          let at = 0;
          const seen: string[] = [];
          const here = (): string => {
            const index = partAt(parts, at);
            return `${index}:${frameAt(at - (parts[index]?.startSeconds ?? 0), rate)}`;
          };
          for (let steps = frames.reduce((sum, count) => sum + count, 0); steps > 0; steps -= 1) {
            seen.push(here());
            at = stepAcross(parts, at, 1, rate);
          }
          expect(seen).toEqual(
            frames.flatMap((count, index) => Array.from({ length: count }, (_, frame) => `${index}:${frame}`)),
          );
          for (const expected of seen.slice(0, -1).toReversed()) {
            at = stepAcross(parts, at, -1, rate);
            expect(here()).toBe(expected);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

const marker = (startSeconds: number, endSeconds: number | null = null): Marker => ({
  id: markerId.parse(crypto.randomUUID()),
  startSeconds,
  endSeconds,
  label: '',
});

describe('the edges of markers', () => {
  const point = marker(5);
  const range = marker(10, 20);
  const inner = marker(12, 14);

  it('are jumped to one by one, both ends of a range included', () => {
    const all = [range, point, inner];
    const jumps: number[] = [];
    for (let at = 0; ;) {
      const edge = nextEdge(all, at, 1, 25);
      if (edge === null) break;
      jumps.push((at = edge.seconds));
    }
    expect(jumps).toEqual([5, 10, 12, 14, 20]);
    expect(nextEdge(all, 5.03, -1, 25)).toBeNull();
    expect(nextEdge(all, 20, -1, 25)).toMatchObject({ seconds: 14, side: 'end' });
  });

  it('stay in the recording and in their order wherever they are dragged', () => {
    fc.assert(
      fc.property(fc.constantFrom('start', 'end'), fc.double({ min: -100, max: 200, noNaN: true }), (side, to) => {
        const { startSeconds, endSeconds } = movedEdge(range, side, to, { frameRate: 25, duration: 60 });
        expect(startSeconds).toBeGreaterThanOrEqual(0);
        expect((endSeconds ?? 0) - startSeconds).toBeGreaterThanOrEqual(1 / 25 - 1e-9);
        expect(endSeconds).toBeLessThanOrEqual(60);
        expect(side === 'start' ? endSeconds : startSeconds).toBe(side === 'start' ? 20 : 10);
      }),
    );
    expect(movedEdge(point, 'start', 7, { frameRate: 25, duration: 60 })).toEqual({
      startSeconds: 7,
      endSeconds: null,
    });
  });

  it('name the range to loop: the current one, else the shortest around the playhead', () => {
    expect(rangeToLoop([range, inner], null, 13)).toEqual({ startSeconds: 12, endSeconds: 14 });
    expect(rangeToLoop([range, inner], range.id, 13)).toEqual({ startSeconds: 10, endSeconds: 20 });
    expect(rangeToLoop([range, inner, point], point.id, 5)).toBeNull();
  });
});

describe('pictures on the timeline', () => {
  const strip = { pictures: 12, columns: 5, pictureWidth: 160, pictureHeight: 90, secondsApart: 5 };

  it('fill the strip at any width, each for the moment in its middle', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4000 }),
        fc.double({ min: 0.5, max: 90_000, noNaN: true }),
        (width, long) => {
          const moments = tileMoments(width, 103, long);
          expect(moments.length * 103).toBeGreaterThanOrEqual(Math.min(width, 400 * 103));
          expect(moments.every((moment, at) => moment <= long && moment > (moments[at - 1] ?? 0))).toBe(true);
        },
      ),
    );
  });

  it('show the picture of the sheet that the moment lies in', () => {
    expect(sheetPlace(strip, 0, 45)).toEqual({ width: 80, sheetWidth: 400, sheetHeight: 135, left: -0, top: -0 });
    expect(sheetPlace(strip, 34.9, 45)).toMatchObject({ left: -80, top: -45 });
    expect(sheetPlace(strip, 60, 45)).toMatchObject({ left: -80, top: -90 });
    expect(sheetPlace(strip, 65, 45)).toBeNull();
  });
});

describe('the sound on the timeline', () => {
  it('is the loudest moment of each stretch, in whatever portions it came', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 30 }), (portions) => {
        const rate = 1000;
        const samples = Float32Array.from({ length: portions.reduce((a, b) => a + b, 0) }, (_, n) => Math.sin(n * n));
        const take = (sizes: readonly number[]): Uint8Array => {
          const peaks = new Peaks(samples.length / rate, 10);
          let at = 0;
          for (const size of sizes) {
            peaks.add(samples.subarray(at, at + size), at / rate, rate);
            at += size;
          }
          return peaks.taken();
        };
        expect(take(portions)).toEqual(take([samples.length]));
      }),
    );
  });

  it('is drawn over holes as nothing at all, not as silence', () => {
    const parts = playlistOf({
      segments: [
        segmentOf(fileId(1), 10, { index: 1, startedAt: after(0) }),
        segmentOf(fileId(2), 10, { index: 3, startedAt: after(20) }),
      ],
    });
    const waveform = { peaksPerSecond: 1, peaks: Uint8Array.from({ length: 10 }, () => 255) };
    expect(bars(parts, () => waveform, 30, 6)).toEqual([1, 1, null, null, 1, 1]);
  });
});
