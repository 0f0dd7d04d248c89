// What is being attached to one note. It outlives the screen, so that no file is dropped because the officer went elsewhere.
import type { AttachmentId } from '#contract/ids.ts';
import { nameOf, whyNot } from './file-words.ts';

export interface TakenFile {
  /** Of the attachment that it becomes. */
  readonly id: AttachmentId;
  readonly file: File;
  readonly fileName: string;
}

export interface ComingFile {
  readonly id: AttachmentId;
  readonly fileName: string;
  /** 0 to 1. */
  readonly share: number;
}

export interface AttachProblem {
  readonly id: AttachmentId;
  readonly why: string;
  /** What can be tried again: a picture that was pasted is nowhere else. */
  readonly taken: TakenFile | null;
}

export interface AttachingState {
  readonly coming: readonly ComingFile[];
  readonly problems: readonly AttachProblem[];
}

/** How all that was taken since nothing was under way has ended. */
export interface AttachOutcome {
  readonly attached: readonly string[];
  readonly problems: readonly AttachProblem[];
}

export interface AttachingDeeds {
  /** Has the vault know the file's name at once, so that one that a lock cuts off is missed. Rejects with words for the officer. */
  readonly announce: (taken: TakenFile) => Promise<void>;
  /** Rejects with words for the officer. */
  readonly attach: (taken: TakenFile, onProgress: (share: number) => void) => Promise<void>;
  readonly onEnded: (outcome: AttachOutcome) => void;
}

const nothing: AttachingState = { coming: [], problems: [] };

export class Attaching {
  readonly #deeds: AttachingDeeds;
  readonly #listeners = new Set<() => void>();
  #state = nothing;
  #attached: readonly string[] = [];
  #failed: readonly AttachProblem[] = [];
  #underWay: Promise<void> = Promise.resolve();

  constructor(deeds: AttachingDeeds) {
    this.#deeds = deeds;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  snapshot = (): AttachingState => this.#state;

  get isBusy(): boolean {
    return this.#state.coming.length > 0;
  }

  /** Files that were not attached and are kept here to be tried again. */
  get isKeeping(): boolean {
    return this.#state.problems.some(({ taken }) => taken !== null);
  }

  attach(files: readonly File[], isPasted = false): void {
    const asked = files.map((file) => ({ id: crypto.randomUUID() as AttachmentId, file, why: whyNot(file) }));
    const refused = asked.flatMap(({ id, why }) => (why === null ? [] : [{ id, why, taken: null }]));
    // Those that can be tried again stay until they are, or are put away.
    this.#set({ problems: [...this.#state.problems.filter(({ taken }) => taken !== null), ...refused] });
    this.#take(
      asked
        .filter(({ why }) => why === null)
        .map(({ id, file }) => ({ id, file, fileName: nameOf(file, isPasted, Date.now()) })),
    );
  }

  tryAgain(): void {
    const taken = this.#state.problems.map((problem) => problem.taken).filter((one) => one !== null);
    this.#set({ problems: [] });
    this.#take(taken.map((one) => ({ ...one, id: crypto.randomUUID() as AttachmentId })));
  }

  putAwayProblems(): void {
    this.#set({ problems: [] });
  }

  /** Resolves when nothing is under way any more, also what was added meanwhile. Never rejects. */
  async settled(): Promise<void> {
    while (this.isBusy) {
      // oxlint-disable-next-line no-await-in-loop -- what is added meanwhile is waited for as well
      await this.#underWay;
    }
  }

  #take(taken: readonly TakenFile[]): void {
    if (taken.length === 0) return;
    const coming = taken.map(({ id, fileName }) => ({ id, fileName, share: 0 }));
    this.#set({ coming: [...this.#state.coming, ...coming] });
    // All names at once, before the first byte of any; then one file after the other.
    let announcing: Promise<unknown> = Promise.resolve();
    for (const one of taken) {
      const announced = announcing.then(() => this.#deeds.announce(one));
      announcing = announced.catch(() => undefined);
      this.#underWay = this.#underWay.then(() => this.#attachOne(one, announced));
    }
  }

  async #attachOne(taken: TakenFile, announced: Promise<void>): Promise<void> {
    const { id, fileName } = taken;
    let problem: AttachProblem | null = null;
    try {
      await announced;
      await this.#deeds.attach(taken, (share) =>
        this.#set({ coming: this.#state.coming.map((one) => (one.id === id ? { ...one, share } : one)) }),
      );
      this.#attached = [...this.#attached, fileName];
    } catch (error) {
      problem = { id, why: error instanceof Error ? error.message : `“${fileName}” was not attached.`, taken };
      this.#failed = [...this.#failed, problem];
    }
    this.#set({
      coming: this.#state.coming.filter((one) => one.id !== id),
      problems: problem === null ? this.#state.problems : [...this.#state.problems, problem],
    });
    if (this.isBusy) return;
    const outcome = { attached: this.#attached, problems: this.#failed };
    this.#attached = [];
    this.#failed = [];
    this.#deeds.onEnded(outcome);
  }

  #set(part: Partial<AttachingState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}
