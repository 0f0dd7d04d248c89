// Chance that can be repeated: one seed for a run, printed, and settable by KERBDESK_SEED.
import { randomInt } from 'node:crypto';

export interface Chance {
  readonly seed: number;
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number from `from` up to and including `to`. */
  between(from: number, to: number): number;
  /** Bytes that no two seeds share. */
  bytes(length: number): Uint8Array<ArrayBuffer>;
}

/** Mulberry32: small, even enough for choosing moments and filling files. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const word = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return {
    seed,
    next: () => word() / 2 ** 32,
    between: (from, to) => from + Math.floor((word() / 2 ** 32) * (to - from + 1)),
    bytes(length) {
      const words = new Uint32Array(Math.ceil(length / 4));
      for (let index = 0; index < words.length; index++) words[index] = word();
      return new Uint8Array(words.buffer, 0, length);
    },
  };
}

/** Whole numbers from 0 to below what is asked. */
export function createBelow(seed: number): (end: number) => number {
  const chance = createChance(seed);
  return (end) => chance.between(0, end - 1);
}

/** The seed of this run: KERBDESK_SEED, or a new one; printed so that a failure can be repeated. */
export function seededChance(what: string): Chance {
  const given = process.env['KERBDESK_SEED'];
  const seed = given === undefined ? randomInt(2 ** 31) : Number(given);
  console.log(`${what}: KERBDESK_SEED=${seed}`);
  return createChance(seed);
}

/** How often a fault is tried: small in CI, any number by the environment. */
export function runsOf(variable: string, usual: number): number {
  const given = Number(process.env[variable] ?? usual);
  if (!Number.isInteger(given) || given < 1) throw new Error(`${variable} must be a whole number above 0`);
  return given;
}
