// Makes missing thumbnails: one at a time, only when the screen is idle, and each recording is tried once. No DOM.

export type ThumbnailProgress = 'waiting' | 'made' | 'failed';

export interface ThumbnailQueueParts {
  /** A JPEG of the recording; rejects where no picture can be had. */
  readonly make: (id: string, signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>;
  readonly save: (id: string, jpeg: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Runs the work when nothing more urgent waits. */
  readonly whenIdle: (work: () => void) => void;
}

export class ThumbnailQueue {
  readonly #parts: ThumbnailQueueParts;
  readonly #wanted = new Map<string, number>();
  readonly #outcome = new Map<string, 'made' | 'failed'>();
  readonly #listeners = new Set<() => void>();
  #running: AbortController | null = null;
  #scheduled = false;

  constructor(parts: ThumbnailQueueParts) {
    this.#parts = parts;
  }

  /** Asks for a recording's thumbnail while something shows it; call the answer when nothing does any more. */
  request(id: string): () => void {
    this.#wanted.set(id, (this.#wanted.get(id) ?? 0) + 1);
    this.#schedule();
    let withdrawn = false;
    return () => {
      if (withdrawn) return;
      withdrawn = true;
      const left = (this.#wanted.get(id) ?? 1) - 1;
      if (left > 0) this.#wanted.set(id, left);
      else this.#wanted.delete(id);
    };
  }

  progress(id: string): ThumbnailProgress {
    return this.#outcome.get(id) ?? 'waiting';
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Forgets everything: the vault was locked, and nothing of it may go on being read. */
  reset(): void {
    this.#running?.abort();
    this.#wanted.clear();
    this.#outcome.clear();
    this.#tell();
  }

  #next(): string | undefined {
    return [...this.#wanted.keys()].find((id) => !this.#outcome.has(id));
  }

  #schedule(): void {
    if (this.#scheduled || this.#running !== null || this.#next() === undefined) return;
    this.#scheduled = true;
    this.#parts.whenIdle(() => {
      this.#scheduled = false;
      const id = this.#next();
      if (id !== undefined && this.#running === null) void this.#run(id);
    });
  }

  async #run(id: string): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    let outcome: 'made' | 'failed' = 'failed';
    try {
      const jpeg = await this.#parts.make(id, running.signal);
      if (!running.signal.aborted) {
        await this.#parts.save(id, jpeg);
        outcome = 'made';
      }
    } catch {
      // A recording without a picture is ordinary (sound only, cut file): the placeholder says why.
    }
    this.#running = null;
    if (!running.signal.aborted) {
      this.#outcome.set(id, outcome);
      this.#tell();
    }
    this.#schedule();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
