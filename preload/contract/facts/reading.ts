// What every reader of a fact answers. What was typed is never changed: a reading stands beside it.

export interface FactReading {
  /** The one way of writing it, for searching and comparing; null where it could not be read. */
  readonly normalised: string | null;
  /** What it means, to be shown back under the field; null where there is nothing to add. */
  readonly words: string | null;
  /** A sentence for the officer about what looks wrong; null where nothing does. Never a reason to refuse. */
  readonly advice: string | null;
}
