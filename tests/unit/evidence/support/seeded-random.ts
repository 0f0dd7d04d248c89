// Random choices that a seed reproduces. A failing run prints its seed; KERBDESK_SEED runs it again.

export interface SeededRandom {
  /** From 0 to below 1. */
  next(): number;
  /** From 0 to below `limit`. */
  integer(limit: number): number;
}

/** Mulberry32. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, integer: (limit) => Math.floor(next() * limit) };
}

/** The seed of this run, printed so that it can be run again. */
export function testSeed(): number {
  const given = process.env['KERBDESK_SEED'];
  const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
  process.stdout.write(`KERBDESK_SEED=${seed}\n`);
  return seed;
}
