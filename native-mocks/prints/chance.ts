// Numbers by chance that are the same for the same seed on every machine: whole-number arithmetic only.

export interface PrintChance {
  /** At least 0, less than 1. */
  next(): number;
  /** At least `from`, less than `to`. */
  within(from: number, to: number): number;
}

/** What belongs to a seed and a purpose; no purpose tells anything of another. */
export function chanceOf(seed: number, purpose: string): PrintChance {
  let state = seed >>> 0;
  for (const letter of purpose) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  // Mulberry32.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  for (let step = 0; step < 4; step += 1) next();
  return { next, within: (from, to) => from + (to - from) * next() };
}
