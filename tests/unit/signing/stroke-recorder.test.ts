// From what the browser tells of a pen to strokes: every point, in its time, on the pad; a resting hand does not write; there is an end.
import { expect, test } from 'vitest';
import { countPoints, ink, mostPoints, pad } from '#contract/ink.ts';
import { StrokeRecorder, type PadPointer } from '../../../renderer/src/features/reports/signing/stroke-recorder.ts';

const box = { left: 100, top: 50, width: 400, height: 100 };
const at = (clientX: number, clientY: number, timeStamp: number, more: Partial<PadPointer> = {}): PadPointer => ({
  pointerId: 1,
  pointerType: 'pen',
  pressure: 0.5,
  clientX,
  clientY,
  timeStamp,
  ...more,
});

test('a stroke is kept on the scale of the pad, with time from its beginning and pressure, all coalesced points of it', () => {
  const recorder = new StrokeRecorder();
  expect(recorder.begin(at(100, 50, 9000), box)).toBe(true);
  recorder.move([at(200, 75, 9004, { pressure: 0.25 }), at(300, 100, 9008, { pressure: 1 })], box);
  recorder.move([at(500, 150, 9020)], box);
  expect(recorder.end({ pointerId: 1 })).toBe(true);
  expect(recorder.strokes).toEqual([
    {
      pointer: 'pen',
      points: [0, 0, 0, 500, 1500, 375, 4, 250, 3000, 750, 8, 1000, pad.width, pad.height, 20, 500],
    },
  ]);
});

test('what leaves the pad stays at its edge, what stands still is said once, and time never goes back', () => {
  const recorder = new StrokeRecorder();
  recorder.begin(at(150, 60, 1000), box);
  recorder.move([at(9999, -50, 1010), at(9999, -50, 1020), at(9999, -50, 1030), at(140, 60, 900)], box);
  recorder.end({ pointerId: 1 });
  const [stroke] = recorder.strokes;
  expect(stroke?.points).toEqual([750, 150, 0, 500, pad.width, 0, 10, 500, 600, 150, 10, 500]);
  expect(ink.safeParse(recorder.strokes).success).toBe(true);
});

test('a hand that rests on the pad while a pen writes is not writing; a finger without a pen is', () => {
  const recorder = new StrokeRecorder();
  const finger = { pointerId: 7, pointerType: 'touch' };
  recorder.begin(at(150, 60, 1000), box);
  expect(recorder.begin(at(300, 140, 1010, finger), box)).toBe(false);
  recorder.move([at(310, 140, 1020, finger)], box);
  recorder.end({ pointerId: 1 });
  expect(recorder.begin(at(300, 140, 1400, finger), box)).toBe(false);
  expect(recorder.strokes.map(({ pointer }) => pointer)).toEqual(['pen']);
  expect(recorder.begin(at(300, 140, 5000, finger), box)).toBe(true);
  recorder.end({ pointerId: 7 });
  expect(recorder.strokes.map(({ pointer }) => pointer)).toEqual(['pen', 'touch']);
});

test('a signature that a lock cut in two goes on after the pause, in the order of time', () => {
  const recorder = new StrokeRecorder([{ pointer: 'mouse', points: [1, 1, 0, 500, 9, 9, 40, 500] }], 3000);
  recorder.begin(at(150, 60, 77), box);
  recorder.end({ pointerId: 1 });
  expect(recorder.strokes[1]?.points[2]).toBe(3040);
  expect(ink.safeParse(recorder.strokes).success).toBe(true);
});

test('however long somebody scribbles, what is kept can be kept', () => {
  const recorder = new StrokeRecorder();
  recorder.begin(at(100, 50, 0), box);
  for (let step = 1; step < mostPoints * 2; step += 1) {
    recorder.move([at(100 + (step % 400), 50 + (step % 97), step)], box);
  }
  recorder.end({ pointerId: 1 });
  expect(recorder.isFull).toBe(true);
  expect(countPoints(recorder.strokes)).toBe(mostPoints);
  expect(recorder.begin(at(100, 50, 90_000), box)).toBe(false);
  expect(ink.safeParse(recorder.strokes).success).toBe(true);
});
