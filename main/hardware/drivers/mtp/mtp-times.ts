// How long a camera may take. In one place, so that tests of silent cameras need not be.

export interface MtpTimes {
  /** For the next sign of life, whatever it is: a folder of thousands of files takes some cameras seconds to list. */
  readonly answer: number;
  /** For the words that begin a talk, which every camera answers at once or not at all. */
  readonly opening: number;
  /** Slower than this, a camera is not slow but dripping. */
  readonly leastBytesPerMillisecond: number;
  /** For each step of getting a broken-off talk going again. */
  readonly recoveryStep: number;
  /** How long the bus must be quiet before nothing old is taken to be on its way any more. */
  readonly quiet: number;
  /** Each wait for an event; also how long letting go of a camera can take. */
  readonly event: number;
  /** For the listing of a whole camera. */
  readonly listing: number;
}

export const mtpTimes: MtpTimes = {
  answer: 15_000,
  opening: 4_000,
  leastBytesPerMillisecond: 64,
  recoveryStep: 2_000,
  quiet: 250,
  event: 1_000,
  listing: 300_000,
};
