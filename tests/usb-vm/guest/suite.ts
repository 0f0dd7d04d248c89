// The shape of tests that run in the guest. The host reads the same list for its names, and asks the guest for outcomes.
import type { Lab } from './lab.ts';

export interface GuestTest {
  /** The promise that it keeps. */
  readonly name: string;
  /** The guest is many times slower than a laptop: limits are there for what hangs, not for what is slow. */
  readonly limitSeconds: number;
  run(lab: Lab): Promise<void>;
}

export interface Suite {
  readonly title: string;
  readonly tests: readonly GuestTest[];
}

export const nameOf = (suite: Suite, test: GuestTest): string => `${suite.title} › ${test.name}`;
