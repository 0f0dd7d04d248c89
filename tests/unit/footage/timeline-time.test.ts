// The timeline's arithmetic, where a frame too many or too few would put a marker on the wrong picture.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MarkerId } from '#contract/ids.ts';
import { playlistOf } from '#contract/playlist.ts';
import { stepAcross } from '../../../renderer/src/features/footage/player/playlist-steps.ts';
import {
  clockTime,
  fractionAt,
  frameAt,
  frameRateOf,
  inTimeOrder,
  markerTimes,
  rangeBetween,
  scrubbed,
  secondsAtPointer,
  spokenTime,
  timecode,
} from '../../../renderer/src/features/footage/player/timeline-time.ts';
import { fileId, segmentOf } from './segment-of.ts';

/** A recording of one file. */
const one = (duration: number) => playlistOf({ segments: [segmentOf(fileId(1), duration)] });

const ntsc = 30_000 / 1001;
const anyRate = fc.constantFrom(10, 15, 24, 25, ntsc, 30, 50, 60_000 / 1001, 60);

describe('timecode', () => {
  it('prints hours, minutes, seconds and the frame within the second', () => {
    expect(timecode(0, 25)).toBe('00:00:00.00');
    expect(timecode(291.34, 25)).toBe('00:04:51.08');
    expect(timecode(3599.96, 25)).toBe('00:59:59.24');
    expect(timecode(36_000, 30)).toBe('10:00:00.00');
  });

  it('gives each frame its own name, in rising order, at every frame rate', () => {
    fc.assert(
      fc.property(anyRate, fc.integer({ min: 0, max: 400_000 }), (rate, frame) => {
        const here = timecode((frame + 0.5) / rate, rate);
        const next = timecode((frame + 1.5) / rate, rate);
        expect(here < next).toBe(true);
      }),
    );
  });

  it('names the same frame from its first instant to just before its last', () => {
    fc.assert(
      fc.property(anyRate, fc.integer({ min: 0, max: 400_000 }), (rate, frame) => {
        expect(frameAt(frame / rate, rate)).toBe(frame);
        expect(timecode(frame / rate, rate)).toBe(timecode((frame + 0.99) / rate, rate));
      }),
    );
  });
});

describe('frame step', () => {
  it('moves by exactly one frame, from anywhere in a frame, and back', () => {
    fc.assert(
      fc.property(
        anyRate,
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (rate, frame, within) => {
          const duration = 20_000;
          const at = (frame + within) / rate;
          const on = stepAcross(one(duration), at, 1, rate);
          expect(frameAt(on, rate)).toBe(frame + 1);
          expect(frameAt(stepAcross(one(duration), on, -1, rate), rate)).toBe(frame);
        },
      ),
    );
  });

  it('stops at the first and the last frame', () => {
    expect(frameAt(stepAcross(one(10), 0, -1, 25), 25)).toBe(0);
    expect(frameAt(stepAcross(one(10), 10, 1, 25), 25)).toBe(249);
    expect(frameAt(stepAcross(one(10), 9.99, 1, 25), 25)).toBe(249);
  });

  it('uses a 25th of a second where the file does not say, or says nonsense', () => {
    expect(frameRateOf({ frameRate: null })).toBe(25);
    expect(frameRateOf({ frameRate: 0 })).toBe(25);
    expect(frameRateOf({ frameRate: 90_000 })).toBe(25);
    expect(frameRateOf({ frameRate: ntsc })).toBe(ntsc);
  });
});

describe('scrubbing by keyboard', () => {
  const at = { seconds: 100, duration: 1100 };

  it('moves a second, a tenth by page, and to both ends', () => {
    expect(scrubbed('ArrowRight', at)).toBe(101);
    expect(scrubbed('ArrowLeft', at)).toBe(99);
    expect(scrubbed('PageUp', at)).toBe(210);
    expect(scrubbed('PageDown', at)).toBe(0);
    expect(scrubbed('Home', at)).toBe(0);
    expect(scrubbed('End', at)).toBe(1100);
  });

  it('leaves other keys alone', () => {
    expect(scrubbed('m', at)).toBeNull();
    expect(scrubbed('Tab', at)).toBeNull();
  });

  it('never leaves the recording', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('ArrowRight', 'ArrowLeft', 'PageUp', 'PageDown', 'Home', 'End'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.04, max: 50_000, noNaN: true }),
        (key, part, duration) => {
          const to = scrubbed(key, { seconds: part * duration, duration });
          expect(to).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(duration);
        },
      ),
    );
  });
});

describe('pointer and layout', () => {
  it('a point on the strip and the second it stands for agree both ways', () => {
    expect(secondsAtPointer(150, 100, 200, 60)).toBe(15);
    expect(fractionAt(15, 60)).toBe(0.25);
    expect(secondsAtPointer(50, 100, 200, 60)).toBe(0);
    expect(secondsAtPointer(900, 100, 200, 60)).toBe(60);
    expect(secondsAtPointer(900, 100, 0, 60)).toBe(0);
    expect(fractionAt(10, 0)).toBe(0);
  });
});

describe('markers', () => {
  it('prints a range without the hours that it shares', () => {
    expect(markerTimes({ startSeconds: 130, endSeconds: null })).toBe('00:02:10');
    expect(markerTimes({ startSeconds: 340, endSeconds: 510 })).toBe('00:05:40–08:30');
    expect(markerTimes({ startSeconds: 3500, endSeconds: 3700 })).toBe('00:58:20–01:01:40');
  });

  it('makes a range of two points in either order, a frame long at least, within the recording', () => {
    expect(rangeBetween(30, 10, 25, 60)).toEqual({ startSeconds: 10, endSeconds: 30 });
    expect(rangeBetween(10, 10, 25, 60)).toEqual({ startSeconds: 10, endSeconds: 10.04 });
    expect(rangeBetween(50, 99, 25, 60)).toEqual({ startSeconds: 50, endSeconds: 60 });
  });

  it('puts markers in the order of the recording and leaves the given list as it was', () => {
    const marker = (startSeconds: number) => ({
      id: '00000000-0000-4000-8000-000000000000' as MarkerId,
      startSeconds,
      endSeconds: null,
      label: '',
    });
    const given = [marker(9), marker(2), marker(5)];
    expect(inTimeOrder(given).map((m) => m.startSeconds)).toEqual([2, 5, 9]);
    expect(given[0]?.startSeconds).toBe(9);
  });
});

describe('times for people', () => {
  it('prints a clock time and a spoken one', () => {
    expect(clockTime(1100)).toBe('00:18:20');
    expect(spokenTime(3671)).toBe('1 hour 1 minute 11 seconds');
    expect(spokenTime(0.4)).toBe('0 seconds');
  });
});
