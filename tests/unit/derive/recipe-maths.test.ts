// The arithmetic of clips and redactions: where boxes lie, what covers a picture, where a cut falls, and times as they are typed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recipeBox, type BoxKey, type RecipeBox } from '#contract/recipe.ts';
import {
  areaAt,
  areaOn,
  boxesDuring,
  simplified,
  withinPicture,
  withKey,
  withTracked,
} from '../../../renderer/src/derive/boxes.ts';
import { clockText, parseClock } from '../../../renderer/src/derive/clock-text.ts';
import { coverBoxes, unturned, type Plane } from '../../../renderer/src/derive/cover.ts';
import { packetsToTake } from '../../../renderer/src/derive/packet-cut.ts';
import { Tracker, type Luma } from '../../../renderer/src/derive/tracker.ts';

const key = (atSeconds: number, x: number, more: Partial<BoxKey> = {}): BoxKey => ({
  atSeconds,
  x,
  y: 0.2,
  width: 0.1,
  height: 0.1,
  by: 'officer',
  ...more,
});
const box = (keys: BoxKey[], more: Partial<RecipeBox> = {}): RecipeBox => ({
  id: 'box1',
  label: 'Box 1',
  effect: 'black',
  startSeconds: 1,
  endSeconds: 2,
  keys,
  ...more,
});

describe('a box', () => {
  it('passes through its keys, moves in a straight line between them, and stays where it is outside', () => {
    const keys = [key(1, 0.1), key(3, 0.5)];
    expect(areaAt(keys, 0).x).toBe(0.1);
    expect(areaAt(keys, 1).x).toBe(0.1);
    expect(areaAt(keys, 2).x).toBeCloseTo(0.3);
    expect(areaAt(keys, 3).x).toBe(0.5);
    expect(areaAt(keys, 9).x).toBe(0.5);
  });

  it('covers every picture of which any part lies in its time, and no other', () => {
    const covered = (from: number, until: number): number =>
      boxesDuring([box([key(1, 0.1)])], { startSeconds: from, endSeconds: until }).length;
    expect([covered(0.96, 1), covered(0.97, 1.01), covered(1.5, 1.54), covered(2, 2.04), covered(2.01, 2.05)]).toEqual([
      0, 1, 1, 1, 0,
    ]);
  });

  it('that is placed again in the same picture has one key there', () => {
    const keys = withKey([key(1, 0.1), key(2.03, 0.2)], key(2, 0.7), { startSeconds: 2, endSeconds: 2.04 });
    expect(keys.map(({ atSeconds, x }) => [atSeconds, x])).toEqual([
      [1, 0.1],
      [2, 0.7],
    ]);
  });

  it('that is placed on a long picture leaves alone what was placed on the short ones before it', () => {
    const keys = withKey([key(1.94, 0.1), key(1.97, 0.2)], key(2, 0.7), { startSeconds: 2, endSeconds: 2.4 });
    expect(keys.map(({ x }) => x)).toEqual([0.1, 0.2, 0.7]);
  });

  it('covers every place that it was given while a picture was shown, and is drawn at the last of them', () => {
    const picture = { startSeconds: 1.2, endSeconds: 1.5 };
    const keys = [key(1, 0), key(1.4, 0.4), key(1.45, 0.6), key(1.5, 0.8)];
    const covered = boxesDuring([box(keys)], picture).map(({ area }) => area.x);
    expect(covered.map((x) => Math.round(x * 1e6) / 1e6)).toEqual([0.2, 0.4, 0.6]);
    expect(areaOn(keys, picture).x).toBe(0.6);
  });

  it('covers the picture it was placed on, however a moment is rounded on the way', () => {
    const third = 1 / 30;
    const keys = [key(third, 0.1), key(2 * third, 0.5)];
    const placesAt = (from: number, until: number): number[] =>
      boxesDuring([box(keys, { startSeconds: third })], { startSeconds: from, endSeconds: until }).map(
        ({ area }) => area.x,
      );
    // As WebCodecs has them: in whole millionths of a second, now below and now above.
    expect(placesAt(0, 0.033334)).toEqual([]);
    expect(placesAt(0.033333, 0.066667)).toContain(0.1);
    expect(placesAt(0.033334, 0.066667)).toContain(0.1);
    expect(placesAt(0.033334, 0.066667)).not.toContain(0.5);
    expect(placesAt(0.066667, 0.1)).toContain(0.5);
  });

  it('keeps what lies before and after what was followed', () => {
    const tracked = [key(2, 0.3, { by: 'tracker' }), key(3, 0.4, { by: 'tracker' })];
    const times = withTracked([key(1, 0.1), key(2.5, 0.9), key(4, 0.5)], tracked).map(({ atSeconds }) => atSeconds);
    expect(times).toEqual([1, 2, 3, 4]);
  });

  it('that is followed for hours has no more keys than a recipe holds, among them all that the officer placed', () => {
    const restless = Array.from({ length: 12_000 }, (_, at) =>
      key(at / 10, 0.4 + 0.3 * Math.sin(at * 0.7) * Math.sin(at / 300), { by: 'tracker' }),
    );
    const byHand = Array.from({ length: 40 }, (_, at) => key(1300 + at, (at % 2) / 2));
    const keys = withTracked(byHand, restless);
    expect(recipeBox.safeParse(box(keys)).success).toBe(true);
    expect(keys.filter(({ by }) => by === 'officer')).toEqual(byHand);
    const furthest = Math.max(...restless.map((one) => Math.abs(areaAt(keys, one.atSeconds).x - one.x)));
    expect(furthest).toBeLessThan(0.25);
  });

  it('may drop keys, and is never further from where it was than allowed', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 0.9, noNaN: true }), { minLength: 2, maxLength: 60 }), (places) => {
        const keys = places.map((x, second) => key(second, x));
        const fewer = simplified(keys, 0.01);
        for (const one of keys) expect(Math.abs(areaAt(fewer, one.atSeconds).x - one.x)).toBeLessThanOrEqual(0.0100001);
      }),
    );
  });

  it('never leaves the picture, however it is dragged', () => {
    const any = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(any, any, any, any, (x, y, width, height) => {
        const area = withinPicture({ x, y, width, height });
        expect(Math.min(area.x, area.y)).toBeGreaterThanOrEqual(0);
        expect(Math.max(area.x + area.width, area.y + area.height)).toBeLessThanOrEqual(1 + 1e-9);
        expect(Math.min(area.width, area.height)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a cover', () => {
  const [width, height] = [64, 48];
  const planes: Plane[] = [
    { offset: 0, stride: 64, width, height, components: 1, subsampling: 1, black: [16] },
    { offset: 64 * 48, stride: 32, width: 32, height: 24, components: 1, subsampling: 2, black: [128] },
  ];
  const bytes = 64 * 48 + 32 * 24;
  const share = fc.double({ min: 0, max: 0.9, noNaN: true });
  const effect = fc.constantFrom('blur' as const, 'pixelate' as const, 'black' as const);
  const area = fc.record({ x: share, y: share, width: share, height: share }).map(withinPicture);
  const boxes = fc.array(fc.record({ area, effect }), { minLength: 1, maxLength: 4 });

  const inside = (
    places: readonly { area: { x: number; y: number; width: number; height: number } }[],
    index: number,
  ) => {
    const isLuma = index < 64 * 48;
    const at = isLuma ? index : index - 64 * 48;
    const [columns, rows] = isLuma ? [64, 48] : [32, 24];
    const [x, y] = [(at % columns) / columns, Math.floor(at / columns) / rows];
    return places.some(
      ({ area: a }) => x + 1 / columns > a.x && x < a.x + a.width && y + 1 / rows > a.y && y < a.y + a.height,
    );
  };

  it('is the same whatever lay in the boxes, also where they overlap or touch the edge', () => {
    fc.assert(
      fc.property(
        boxes,
        fc.uint8Array({ minLength: bytes, maxLength: bytes }),
        fc.nat(255),
        (placed, picture, other) => {
          const changed = picture.map((value, index) => (inside(placed, index) ? value ^ (other | 1) : value));
          const [one, two] = [Uint8Array.from(picture), Uint8Array.from(changed)];
          coverBoxes(one, planes, { width, height }, 0, placed);
          coverBoxes(two, planes, { width, height }, 0, placed);
          expect(Buffer.compare(one, two)).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves everything more than a block of colour away as it was', () => {
    const picture = Uint8Array.from({ length: bytes }, (_, index) => (index * 37) & 255);
    const covered = Uint8Array.from(picture);
    const placed = [{ area: { x: 0.25, y: 0.25, width: 0.25, height: 0.25 }, effect: 'black' as const }];
    coverBoxes(covered, planes, { width, height }, 0, placed);
    const touched = [...covered.keys()].filter((index) => covered[index] !== picture[index]);
    expect(touched.length).toBeGreaterThan(100);
    expect(touched.every((index) => inside(placed, index))).toBe(true);
  });

  it('lies on the stored picture where it is seen on the turned one', () => {
    const seen = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };
    const back = (turn: 90 | 180 | 270, again: 90 | 180 | 270) => unturned(unturned(seen, turn), again);
    for (const turned of [back(90, 270), back(180, 180), back(270, 90)]) {
      expect(turned.x).toBeCloseTo(seen.x);
      expect(turned.y).toBeCloseTo(seen.y);
      expect([turned.width, turned.height]).toEqual([seen.width, seen.height]);
    }
  });
});

describe('a cut between packets', () => {
  const packet = (timestamp: number, isKey = false) => ({ timestamp, duration: 1, isKey });

  it('takes what the last picture is compressed against, and every picture in between', () => {
    // Decoded in the order 0 3 1 2 6 4 5: picture 1 needs 3, which is shown after it.
    const group = [packet(0, true), packet(3), packet(1), packet(2), packet(6), packet(4), packet(5)];
    expect(packetsToTake(group, 1)).toBe(1);
    expect(packetsToTake(group, 2)).toBe(4);
    expect(packetsToTake(group, 4)).toBe(4);
    expect(packetsToTake(group, 5)).toBe(7);
    expect(packetsToTake(group, 99)).toBe(7);
  });
});

describe('a typed time', () => {
  it.each([
    ['62.5', 62.5],
    ['1:02.5', 62.5],
    ['0:01:02,48', 62.48],
    ['100:00:00', 360_000],
  ])('%s is %d seconds', (text, seconds) => {
    expect(parseClock(text)).toBeCloseTo(seconds, 6);
  });

  it.each(['', 'soon', '1:75', '1:60:00', '-3', '1:2:3:4'])('“%s” is none', (text) => {
    expect(parseClock(text)).toBeNull();
  });

  it('reads back as it was written', () => {
    fc.assert(
      fc.property(fc.nat(200_000_000), (thousandths) => {
        expect(parseClock(clockText(thousandths / 1000))).toBeCloseTo(thousandths / 1000, 6);
      }),
    );
  });
});

describe('the tracker', () => {
  const picture = (left: number, top: number, isThere = true): Luma => {
    const data = new Uint8Array(160 * 120).map((_, index) => 90 + ((index * 7919) % 13));
    for (let y = 0; y < (isThere ? 24 : 0); y++) {
      for (let x = 0; x < 24; x++) data[(top + y) * 160 + left + x] = (x >> 2) % 2 === (y >> 3) % 2 ? 230 : 20 + x * 3;
    }
    return { width: 160, height: 120, data };
  };

  it('finds what moved, and holds the box where it was when it is gone', () => {
    const tracker = new Tracker(picture(20, 40), { x: 20 / 160, y: 40 / 120, width: 24 / 160, height: 24 / 120 });
    for (let step = 1; step <= 12; step++) {
      const { area, lost } = tracker.step(picture(20 + step * 3, 40 + step));
      expect(lost).toBe(false);
      expect(Math.abs(area.x * 160 - (20 + step * 3))).toBeLessThan(2);
      expect(Math.abs(area.y * 120 - (40 + step))).toBeLessThan(2);
    }
    const gone = tracker.step(picture(0, 0, false));
    expect(gone.lost).toBe(true);
    expect(Math.abs(gone.area.x * 160 - 56)).toBeLessThan(2);
  });
});
