// Which way ridges run at each point of an invented finger: arches, loops and whorls by the zero-pole model (Sherlock and Monro, A model
// for interpreting fingerprint topology, 1993): around a core the direction turns by half a circle, around a delta by half back.
import type { PrintChance } from './chance.ts';

export type Pattern = 'arch' | 'left-loop' | 'right-loop' | 'whorl';

export interface RidgeFlow {
  readonly pattern: Pattern;
  /** Direction of the ridges in radians, 0 across, at a point in pixels. */
  readonly at: (x: number, y: number) => number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** About as often as among people: one in twenty an arch, one in three a whorl. */
function patternBy(chance: PrintChance): Pattern {
  const share = chance.next();
  if (share < 0.06) return 'arch';
  if (share < 0.36) return 'left-loop';
  return share < 0.68 ? 'right-loop' : 'whorl';
}

export function ridgeFlow(width: number, height: number, chance: PrintChance): RidgeFlow {
  const pattern = patternBy(chance);
  const around = (x: number, y: number): Point => ({
    x: width * (x + chance.within(-0.04, 0.04)),
    y: height * (y + chance.within(-0.04, 0.04)),
  });
  if (pattern === 'arch') {
    const [steep, middle] = [chance.within(0.9, 1.6), width * chance.within(0.45, 0.55)];
    const low = height * chance.within(0.85, 1.05);
    const at = (x: number, y: number): number =>
      -Math.atan(Math.max(0, steep * (y / low) * (1.4 - y / low)) * Math.sin(((x - middle) / width) * Math.PI * 1.6));
    return { pattern, at };
  }
  const side = pattern === 'left-loop' ? 1 : -1;
  const cores = pattern === 'whorl' ? [around(0.5, 0.38), around(0.5, 0.54)] : [around(0.5, 0.42)];
  const deltas = pattern === 'whorl' ? [around(0.1, 0.86), around(0.9, 0.86)] : [around(0.5 + side * 0.36, 0.84)];
  const lean = chance.within(-0.08, 0.08);
  return {
    pattern,
    at(x, y) {
      let turned = lean;
      for (const core of cores) turned += Math.atan2(y - core.y, x - core.x) / 2;
      for (const delta of deltas) turned -= Math.atan2(y - delta.y, x - delta.x) / 2;
      return turned;
    },
  };
}
