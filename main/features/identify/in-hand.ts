// The identification in hand: where it stands, what is on record of it, and that only one thing happens to it at a time.
import type { SearchState } from '#contract/biometric-search.ts';
import type { PrintPosition } from '#contract/identify/fingers.ts';
import type { Identification } from '#contract/identify.ts';
import type { KeptIdentification } from '#contract/identify/kept.ts';
import type { IdentificationId } from '#contract/ids.ts';

type Keep = (state: Identification) => Promise<KeptIdentification>;

/** Before these a step waits for its record: without it the next one would have no ground, and nothing more comes after an end. */
const waitsForRecord = new Set<Identification['step']>(['notice', 'fingers', 'capture', 'search', 'done', 'ended']);

export class InHand {
  readonly id: IdentificationId;
  kept: KeptIdentification;
  state: Identification;
  search: SearchState | null = null;
  capturing: PrintPosition | null = null;
  /** That prints were taken with last. */
  readerId: string | null = null;
  /** What went wrong last, for the officer. */
  problem: string | null = null;
  readonly #keep: Keep;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(kept: KeptIdentification, state: Identification, keep: Keep) {
    this.id = kept.id;
    this.kept = kept;
    this.state = state;
    this.#keep = keep;
  }

  /** One after another, whether or not the one before went well. */
  inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Takes the step and puts it on record. A step forward that cannot be put on record is not taken, and rejects; one that has happened
   * by itself, or overwrites prints, is taken all the same: the record of it comes with the next, which tells all that is known.
   */
  async become(state: Identification): Promise<void> {
    const isForward = waitsForRecord.has(state.step) && state.step !== this.state.step;
    if (isForward) {
      this.kept = await this.#keep(state);
      this.state = state;
      return;
    }
    this.state = state;
    try {
      this.kept = await this.#keep(state);
    } catch (error) {
      this.problem = error instanceof Error ? error.message : 'This could not be put on record.';
    }
  }
}
