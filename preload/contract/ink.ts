// A signature as what the hand did: strokes with place, time and pressure, in whole numbers. Pure; drawn by renderer/src/ink.
import { z } from 'zod';

/** The pad that every signature is written on, in units of its own: what is kept does not depend on a screen. */
export const pad = { width: 6000, height: 1500 } as const;

/** Each point is four numbers: across, down, milliseconds since the first point of the signature, pressure in thousandths. */
export const numbersPerPoint = 4;
export const mostPoints = 6000;
const mostStrokes = 200;
/** Nobody signs for longer; what is longer is no signature. */
const longestMilliseconds = 600_000;

export const inkStroke = z.object({
  /** What it was written with: the browser's `pointerType`. */
  pointer: z.enum(['pen', 'touch', 'mouse']),
  points: z
    .array(z.number().int())
    .min(numbersPerPoint)
    .max(mostPoints * numbersPerPoint),
});
export type InkStroke = z.infer<typeof inkStroke>;

/** Within the pad, in the order of time, and no more than a person can write. */
function isWritable(strokes: readonly InkStroke[]): boolean {
  let count = 0;
  let before = 0;
  for (const { points } of strokes) {
    if (points.length % numbersPerPoint !== 0) return false;
    count += points.length / numbersPerPoint;
    for (let at = 0; at < points.length; at += numbersPerPoint) {
      const [across = -1, down = -1, time = -1, pressure = -1] = points.slice(at, at + numbersPerPoint);
      if (across < 0 || across > pad.width || down < 0 || down > pad.height) return false;
      if (time < before || time > longestMilliseconds || pressure < 0 || pressure > 1000) return false;
      before = time;
    }
  }
  return count <= mostPoints;
}

export const ink = z.array(inkStroke).min(1).max(mostStrokes).refine(isWritable, 'These strokes cannot be written.');
export type Ink = z.infer<typeof ink>;

export const countPoints = (strokes: readonly InkStroke[]): number =>
  strokes.reduce((sum, { points }) => sum + points.length / numbersPerPoint, 0);

/** How far the hand moved while it wrote, in units of the pad. */
function inkLength(strokes: readonly InkStroke[]): number {
  let length = 0;
  for (const { points } of strokes) {
    for (let at = numbersPerPoint; at < points.length; at += numbersPerPoint) {
      length += Math.hypot(
        (points[at] ?? 0) - (points[at - numbersPerPoint] ?? 0),
        (points[at + 1] ?? 0) - (points[at + 1 - numbersPerPoint] ?? 0),
      );
    }
  }
  return length;
}

/** Shorter is a finger that touched the pad by chance, and not a signature. */
const leastLength = 400;
export const isMoreThanADot = (strokes: readonly InkStroke[]): boolean => inkLength(strokes) >= leastLength;
