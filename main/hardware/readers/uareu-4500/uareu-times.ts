// How long a U.are.U reader is waited for, in milliseconds, and when it must rest.

export interface UareuTimes {
  /** A register written or read. */
  readonly control: number;
  /** One wait for an interrupt: bounds how long closing takes. */
  readonly listen: number;
  /** Between two looks at the state of the hardware. */
  readonly poll: number;
  /** For the word that the scanner has power, before it is started anew. */
  readonly powerOn: number;
  /** One frame: bounds how long closing takes. */
  readonly frame: number;
  /** Nothing came for so long: what was on its way is through. */
  readonly quiet: number;
  /** After a frame that made no sense, or never came. */
  readonly pause: number;
  /** A finger that was not seen to lift is asked after again. */
  readonly lift: number;
  /** So much of capturing, then a rest. */
  readonly workBeforeRest: number;
  readonly rest: number;
}

/**
 * The reader tells nothing of its warmth; it is known only that it gets warm and then rests by itself. So it is rested before,
 * with numbers chosen by care and not by measurement.
 */
export const uareuTimes: UareuTimes = {
  control: 1000,
  listen: 500,
  poll: 10,
  powerOn: 300,
  frame: 2000,
  quiet: 100,
  pause: 50,
  lift: 10_000,
  workBeforeRest: 60_000,
  rest: 15_000,
};
