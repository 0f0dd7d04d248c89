// When the reference gateway had a search whole and when it had said all of it, for whoever measures what the laptop's own part takes.
interface SearchTiming {
  readonly transactionControlNumber: string;
  /** Of the transaction. */
  readonly bytes: number;
  /** Milliseconds of the wall clock since 1970: its last byte was there. */
  readonly receivedAt: number;
  /** The last of the answers was handed to the network; null before. */
  readonly answeredAt: number | null;
}

/** Of the oldest nothing is kept. */
const mostKept = 100;

export class Timings {
  readonly #kept = new Map<string, SearchTiming>();

  get all(): readonly SearchTiming[] {
    return [...this.#kept.values()];
  }

  /** A transaction that comes again counts from the first time. */
  received(transactionControlNumber: string, bytes: number): void {
    if (this.#kept.has(transactionControlNumber)) return;
    this.#kept.set(transactionControlNumber, {
      transactionControlNumber,
      bytes,
      receivedAt: Date.now(),
      answeredAt: null,
    });
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size > mostKept) this.#kept.delete(oldest);
  }

  /** The last time counts where a stream was taken up again. */
  answered(transactionControlNumber: string): void {
    const timing = this.#kept.get(transactionControlNumber);
    if (timing !== undefined) this.#kept.set(transactionControlNumber, { ...timing, answeredAt: Date.now() });
  }
}
