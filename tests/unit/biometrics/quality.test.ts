// Quality at the glass: what frames measure, what an officer is told and how steadily, when a finger is good enough, and that the
// picture which leaves the process tells no ridges.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { captureFrame } from '#contract/identify/fingers.ts';
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';
import { CaptureGuide, type CaptureAdvice, type FrameVerdict } from '../../../main/biometrics/quality/capture-guide.ts';
import { FrameMeter, type FrameMeasure, type SeenFrame } from '../../../main/biometrics/quality/frame-meter.ts';
import type { LivePicture } from '../../../main/biometrics/quality/live-picture.ts';
import { AlreadyPurged, PrintKeeper } from '../../../main/biometrics/zeroise.ts';
import { decodeWsq } from '../../../main/biometrics/wsq/decode-wsq.ts';
import { hasNistSamples, nistSample } from '../../support/nist-samples.ts';
import { ridgeFrame, type RidgeFrame } from '../../support/ridge-frames.ts';

const empty: RidgeFrame = { across: 0, down: 0 };

function seen(...frames: readonly RidgeFrame[]): SeenFrame[] {
  const meter = new FrameMeter(new PrintKeeper());
  return frames.map((frame, index) => meter.see(ridgeFrame({ seed: index + 1, ...frame })));
}

function lastMeasure(...frames: readonly RidgeFrame[]): FrameMeasure {
  const measure = seen(...frames).at(-1)?.measure;
  if (measure === undefined) throw new Error('No frame was seen');
  return measure;
}

/** The same finger for so many frames. */
const held = (count: number, frame: RidgeFrame = {}): RidgeFrame[] => Array.from({ length: count }, () => frame);

function verdicts(frames: readonly RidgeFrame[], guide = new CaptureGuide()): FrameVerdict[] {
  return seen(...frames).map(({ measure }) => guide.see(measure));
}

const good = lastMeasure({}, {});

describe('a frame', () => {
  test('of a clean finger tells how much of the glass it covers, where, and how clear it is', () => {
    // An ellipse of 110 by 150 pixels at 500 to the inch: 134 square millimetres, and blocks round it up.
    expect(good.area).toBeGreaterThan(128);
    expect(good.area).toBeLessThan(150);
    expect(good.clarity).toBeGreaterThan(0.9);
    expect(good.contrast).toBeGreaterThan(45);
    expect(Math.hypot(good.offset.across, good.offset.down)).toBeLessThan(0.2);
    expect(good.motion).toBeLessThan(0.05);
  });

  test('of ridges of any width and direction is as clear', () => {
    fc.assert(
      fc.property(fc.double({ min: 7, max: 12.5, noNaN: true }), fc.nat(180), fc.nat(1000), (period, angle, seed) => {
        expect(lastMeasure({ period, angle, seed }).clarity).toBeGreaterThan(0.85);
      }),
      { numRuns: 15 },
    );
  });

  test('of nothing, of a noisy sensor, and of what the last finger left on the glass has no finger', () => {
    for (const frame of [empty, { ...empty, noise: 10 }, { gray: 236, swing: 8 }])
      expect(lastMeasure(frame, frame)).toMatchObject({ area: 0, motion: null });
  });

  test('tells how far a finger moved: more, the further', () => {
    const moved = [0, 0.5, 1, 2, 3].map((x) => lastMeasure({}, { x }).motion ?? -1);
    expect(moved).toEqual(moved.toSorted((a, b) => a - b));
    expect([moved[0], moved[3]]).toEqual([expect.closeTo(0, 1), expect.closeTo(0.7, 1)]);
  });

  test('tells in millimetres which way a finger lies off the middle', () => {
    const { offset } = lastMeasure({ x: -40, y: 60, across: 80, down: 100 });
    expect(offset.across).toBeCloseTo((-40 * 25.4) / 500, 0);
    expect(offset.down).toBeCloseTo((60 * 25.4) / 500, 0);
  });

  test('smaller than a block has no finger and an empty picture', () => {
    const { measure, picture } = new FrameMeter(new PrintKeeper()).see(ridgeFrame({ width: 7, height: 30 }));
    expect([measure.area, picture]).toEqual([0, { columns: 0, rows: 3, grays: '' }]);
  });

  test('of another size than the one before, or with pixels missing, is refused', () => {
    const meter = new FrameMeter(new PrintKeeper());
    meter.see(ridgeFrame());
    expect(() => meter.see(ridgeFrame({ width: 300 }))).toThrow('have one size');
    expect(() => meter.see({ ...ridgeFrame(), height: 399 })).toThrow(RangeError);
  });
});

describe('the officer is told', () => {
  test.each<[CaptureAdvice, string, RidgeFrame]>([
    ['place-finger', 'nothing lies on the glass', empty],
    ['move-up', 'the finger lies low', { y: 130 }],
    ['move-down', 'the finger lies high', { y: -130 }],
    ['move-left', 'the finger lies to the right', { x: 90 }],
    ['move-right', 'the finger lies to the left', { x: -90 }],
    ['press-flat', 'only the tip touches', { across: 50, down: 70 }],
    ['press-lighter', 'the ridges run together', { gray: 70, swing: 55 }],
    ['press-firmer', 'the ridges are hardly there', { gray: 205, swing: 45 }],
    ['wipe-finger', 'the finger is wet', { gray: 45, swing: 20 }],
    ['wipe-finger', 'the ridges are smudged', { gray: 120, swing: 15, noise: 25, width: 272, height: 320 }],
  ])('%s where %s', (advice, _why, frame) => {
    const last = verdicts(held(6, frame)).at(-1);
    expect([last?.advice, last?.goodFrames]).toEqual([advice, 0]);
    expect(last?.state).toBe(advice === 'place-finger' ? 'waiting' : 'adjust');
  });

  test('to hold still while the finger moves, and not while it moves as it was told to', () => {
    const sliding = Array.from({ length: 8 }, (_, index) => ({ x: index * 3 - 12 }));
    expect(verdicts(sliding).at(-1)).toMatchObject({ advice: 'hold-still', state: 'adjust' });
    const climbing = Array.from({ length: 8 }, (_, index) => ({ y: 150 - index * 3 }));
    expect(verdicts(climbing).at(-1)?.advice).toBe('move-up');
  });

  test('other words only when they have been right for three frames', () => {
    const advice = verdicts([...held(4, { y: 130 }), ...held(2, { y: -130 }), ...held(2, { y: 130 })]).map(
      (verdict) => verdict.advice,
    );
    expect(advice).toEqual(['place-finger', 'place-finger', ...Array.from({ length: 6 }, () => 'move-up')]);
  });

  test('one thing, and not two in turns, where a measure trembles about a limit', () => {
    const trembling: readonly [keyof FrameMeasure, number, number][] = [
      ['area', 80, 5],
      ['motion', 0.43, 0.07],
      ['brightness', 86, 4],
      ['brightness', 191, 5],
      ['clarity', 0.62, 0.04],
      ['contrast', 31, 2],
    ];
    for (const [name, middle, swing] of trembling) {
      fc.assert(
        fc.property(
          fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 30, maxLength: 60 }),
          (steps) => {
            // A count of good frames that is never reached, so that nothing ends the trembling.
            const guide = new CaptureGuide({ goodFrames: 1000 });
            // It begins with the fault, and then never leaves it by more than the tremble.
            const worst = { area: 60, motion: 0.8, brightness: middle < 100 ? 60 : 220, clarity: 0.2, contrast: 20 };
            const told = new Set<string>();
            for (let i = 0; i < 4; i += 1) guide.see({ ...good, [name]: worst[name as keyof typeof worst] });
            for (const step of steps) {
              const { advice, state } = guide.see({ ...good, [name]: middle + step * swing });
              told.add(`${state}: ${advice}`);
            }
            expect(told.size).toBe(1);
          },
        ),
        { numRuns: 40 },
      );
    }
  });
});

describe('a finger', () => {
  test('is good enough after three good frames in a row, and its best frame is told', () => {
    const all = verdicts([...held(3, empty), ...held(5)]);
    expect(all.map(({ state }) => state)).toEqual([
      ...held(3, empty).map(() => 'waiting'),
      // Of its first frame nobody knows whether it moves.
      'adjust',
      'good',
      'good',
      'accepted',
      'accepted',
    ]);
    expect(all.at(-1)).toMatchObject({ advice: 'lift-finger', goodFrames: 3 });
    const kept = all.filter(({ isBest }) => isBest);
    expect(kept.length).toBeGreaterThan(0);
    expect(Math.max(...kept.map(({ score }) => score))).toBe(kept.at(-1)?.score);
    expect(kept.at(-1)?.score).toBeGreaterThan(85);
  });

  test('begins again after one bad frame', () => {
    const guide = new CaptureGuide();
    const count = (measure: FrameMeasure): number => guide.see(measure).goodFrames;
    expect([good, good, { ...good, motion: 0.9 }, good, good].map(count)).toEqual([1, 2, 0, 1, 2]);
    expect(guide.see(good).state).toBe('accepted');
  });

  test('stays accepted whatever comes, and nothing after it is its best frame', () => {
    const guide = new CaptureGuide({ goodFrames: 2 });
    for (const measure of [good, good]) guide.see(measure);
    const perfect = { ...good, clarity: 1, area: 300, contrast: 90 };
    for (const measure of [perfect, { ...good, area: 0 }, { ...good, motion: 2 }])
      expect(guide.see(measure)).toMatchObject({ state: 'accepted', isBest: false, advice: 'lift-finger' });
  });

  test('that was accepted is not taken for the next one: the glass must be empty in between', () => {
    const guide = new CaptureGuide({ goodFrames: 2 });
    for (const measure of [good, good]) guide.see(measure);
    guide.restart();
    for (let i = 0; i < 5; i += 1)
      expect(guide.see(good)).toMatchObject({ state: 'lift', advice: 'lift-finger', goodFrames: 0, isBest: false });
    expect(guide.see({ ...good, area: 0 }).state).toBe('waiting');
    expect([guide.see(good).state, guide.see(good).state]).toEqual(['good', 'accepted']);
  });

  test('is judged by its own part of the glass where several lie on it', () => {
    const four = { ...good, area: good.area * 4, fingers: 4, offset: { across: 9, down: 9 } };
    expect(new CaptureGuide({ fingers: 4 }).see(four)).toMatchObject({ state: 'good' });
    expect(new CaptureGuide({ fingers: 4 }).see({ ...four, area: good.area * 2 })).toMatchObject({ state: 'adjust' });
    expect(new CaptureGuide().see(four)).toMatchObject({ state: 'adjust' });
  });
});

describe('a hand', () => {
  /** Fingers on a plate of the widest readers, each in its place of 400 by 500 pixels. */
  function plate(fingers: readonly (RidgeFrame & { readonly at: readonly [number, number] })[]): GrayImage {
    const [width, height] = [1600, 1500];
    const pixels = new Uint8Array(width * height).fill(245);
    for (const { at, ...finger } of fingers) {
      const image = ridgeFrame({ width: 400, height: 500, ...finger });
      for (let row = 0; row < image.height; row += 1)
        for (let column = 0; column < image.width; column += 1) {
          const to = (at[1] + row) * width + at[0] + column;
          pixels[to] = Math.min(pixels[to] ?? 255, image.pixels[row * image.width + column] ?? 255);
        }
    }
    return { width, height, pixels };
  }

  const four = [
    { at: [0, 500] },
    { at: [400, 400], seed: 2 },
    { at: [800, 420], seed: 3 },
    { at: [1200, 560], seed: 4 },
  ] as const;

  function verdictOn(image: GrayImage, fingers: number): FrameVerdict & { counted: number } {
    const [meter, guide] = [new FrameMeter(new PrintKeeper()), new CaptureGuide({ fingers })];
    const all = Array.from({ length: 5 }, () => meter.see(image).measure);
    const told = all.map((measure) => guide.see(measure)).at(-1) ?? guide.see(good);
    return { ...told, counted: all[0]?.fingers ?? -1 };
  }

  test('of which every finger lies apart from the others is good enough, and so are two thumbs', () => {
    expect(verdictOn(plate(four), 4)).toMatchObject({ state: 'accepted', counted: 4 });
    expect(verdictOn(plate(four.slice(1, 3)), 2)).toMatchObject({ state: 'accepted', counted: 2 });
  });

  test('with a finger parted by a crease, and dirt beside it, has no finger more', () => {
    const creased = [
      { at: [0, 300], down: 80 },
      { at: [0, 490], down: 80 },
      { at: [200, 900], across: 30, down: 30 },
      ...four.slice(1),
    ] as const;
    expect(verdictOn(plate(creased), 4)).toMatchObject({ counted: 4 });
  });

  test.each([
    ['one finger hangs in the air', four.slice(1), 3],
    ['one finger alone lies there', four.slice(0, 1), 1],
    ['two fingers touch', [{ at: [0, 500] }, { at: [210, 500], seed: 2 }, ...four.slice(2)] as const, 3],
    [
      'a finger too many lies there',
      [0, 300, 600, 900, 1200].map((left, seed) => ({ at: [left, 500], seed: seed + 1 }) as const),
      5,
    ],
  ])('is never taken where %s, and told of it', (_name, fingers, counted) => {
    const { state, advice, ...seenOf } = verdictOn(plate(fingers), 4);
    expect([state, advice, seenOf.counted]).toEqual(['adjust', 'spread-fingers', counted]);
  });

  test('is seen in a picture that a window takes', () => {
    const { picture } = new FrameMeter(new PrintKeeper()).see(plate(four));
    const frame = { position: 13, state: 'adjust', advice: 'spread-fingers', goodFrames: 0, picture };
    expect(captureFrame.parse(frame)).toMatchObject({ picture: { columns: 200, rows: 187 } });
  });
});

describe.skipIf(!hasNistSamples)('a published image', () => {
  /** Held still on the glass, wherever on it. */
  function verdictOn(name: string): FrameVerdict & { clarity: number } {
    const [meter, guide, image] = [new FrameMeter(new PrintKeeper()), new CaptureGuide(), decodeWsq(nistSample(name))];
    const measures = Array.from({ length: 5 }, () => meter.see(image).measure);
    const all = measures.map((measure) => guide.see(measure));
    return { ...(all.at(-1) ?? guide.see(good)), clarity: measures[0]?.clarity ?? 0 };
  }

  test.each(['nodenist_Fingerprint_LeftPointer.wsq', 'nodenist_imageHeader_test.wsq'])(
    '%s of a real finger is good enough',
    (name) => {
      const { state, clarity, score } = verdictOn(name);
      expect([state, clarity > 0.85, score > 80]).toEqual(['accepted', true, true]);
    },
  );

  test('that shows no finger is not', () => {
    const { state, clarity } = verdictOn('biomeval_img.wsq');
    expect([state, clarity < 0.5]).toEqual(['adjust', true]);
  });
});

describe('the live picture', () => {
  function pictureOf(frame: RidgeFrame): LivePicture {
    const [first] = seen(frame);
    if (first === undefined) throw new Error('No frame was seen');
    return first.picture;
  }

  test('has one pixel for each block of 8 by 8, in 16 grays, as a window may get it', () => {
    const picture = pictureOf({ width: 325, height: 407 });
    expect(picture).toMatchObject({ columns: 40, rows: 50, grays: expect.stringMatching(/^[0-9a-f]{2000}$/) });
    const frame = { position: 2, state: 'good', advice: 'hold-still', goodFrames: 1, picture };
    expect(captureFrame.parse(frame)).toEqual(frame);
  });

  test('shows where the finger lies', () => {
    const { columns, rows, grays } = pictureOf({ x: 60 });
    const line = grays.slice(Math.floor(rows / 2) * columns, (Math.floor(rows / 2) + 1) * columns);
    // White, a soft edge, and gray from where the ellipse begins: 110 pixels from the left, in the fourteenth block.
    expect(line).toMatch(/^[ef]{10,13}[a-d]{0,4}[89]{20,}[a-f]*$/);
  });

  test('is the same for fingers whose ridges are not: it tells nothing of them', () => {
    const ridges = fc.record({
      period: fc.double({ min: 7, max: 12, noNaN: true }),
      angle: fc.nat(180),
      phase: fc.double({ min: 0, max: 12, noNaN: true }),
      bend: fc.double({ min: 0, max: 0.5, noNaN: true }),
    });
    // Straight through the middle of a gray, so that what is left of ridges does not show as a step.
    const flat = { gray: 136, noise: 0 };
    const smooth = pictureOf({ ...flat, swing: 0 });
    fc.assert(
      fc.property(ridges, (one) => {
        const { columns, grays } = pictureOf({ ...flat, ...one, swing: 100 });
        // Well inside the finger, where nothing but ridges could make a difference.
        const isInside = (at: number): boolean => {
          const [x, y] = [(at % columns) * 8 + 4 - 160, Math.floor(at / columns) * 8 + 4 - 200];
          return (x / 80) ** 2 + (y / 120) ** 2 <= 1;
        };
        const inside = (all: string): string =>
          all
            .split('')
            .filter((_gray, at) => isInside(at))
            .join('');
        expect(inside(grays)).toBe(inside(smooth.grays));
      }),
      { numRuns: 25 },
    );
  });
});

describe('what a meter remembers', () => {
  test('is gone after the purge, and no frame is seen afterwards', () => {
    const keeper = new PrintKeeper();
    const meter = new FrameMeter(keeper);
    const frame = ridgeFrame();
    const before = frame.pixels.slice();
    meter.see(frame);
    const { bytes, buffers } = keeper.purge();
    // The frame at half its size, two frames of cells, six numbers and two marks to a block.
    expect([buffers, bytes]).toEqual([11, 2000 * (16 * 4 + 2 * 4 * 4 + 6 * 4 + 2)]);
    expect(frame.pixels).toEqual(before);
    expect(() => meter.see(frame)).toThrow(AlreadyPurged);
  });
});
