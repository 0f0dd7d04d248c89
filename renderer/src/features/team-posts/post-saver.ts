// Saves a post as it is typed: a moment after the last key, at the latest half a second after the first. What cannot be saved is tried
// again, and stays on the screen; what another window typed meanwhile is brought together field by field.
import type { TeamPost, TeamPostContent } from '#contract/team-posts.ts';

const pauseMilliseconds = 300;
const longestWaitMilliseconds = 500;
const firstRetryMilliseconds = 1000;
const longestRetryMilliseconds = 16_000;
/** So many windows cannot be at work on one post. */
const mostConflicts = 5;

export interface PostStore {
  /** Rejects with the code `revision-conflict` where another window saved first. */
  readonly save: (revision: number, content: TeamPostContent) => Promise<TeamPost>;
  readonly get: () => Promise<TeamPost>;
  /** The same field was written in two windows: what is here was kept, and this is what the other had. */
  readonly onClash: (theirs: readonly string[]) => void;
}

export interface SaverState {
  readonly content: TeamPostContent;
  readonly status: 'saved' | 'saving' | 'failed';
  readonly problem: string | null;
  /** Whether anything was saved since it was opened: only then does the screen say so. */
  readonly savedOnce: boolean;
}

type Field = keyof TeamPostContent;

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);
const same = (a: TeamPostContent, b: TeamPostContent): boolean =>
  (Object.keys(a) as Field[]).every((field) => a[field] === b[field]);

/** Mine where I wrote, theirs where only they did. */
export function mergePosts(
  base: TeamPostContent,
  mine: TeamPostContent,
  theirs: TeamPostContent,
): { readonly content: TeamPostContent; readonly clashes: readonly string[] } {
  const fields = Object.keys(mine) as Field[];
  const taken = fields.filter((field) => mine[field] === base[field]);
  const clashes = fields.filter(
    (field) => mine[field] !== base[field] && theirs[field] !== base[field] && mine[field] !== theirs[field],
  );
  return {
    content: { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) },
    clashes: clashes.map((field) => theirs[field] ?? '').filter((text) => text.trim() !== ''),
  };
}

export class PostSaver {
  readonly #store: PostStore;
  readonly #listeners = new Set<() => void>();
  #base: TeamPost;
  #state: SaverState;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #typedAt: number | null = null;
  #retry = firstRetryMilliseconds;
  #work: Promise<void> = Promise.resolve();

  constructor(post: TeamPost, store: PostStore) {
    this.#base = post;
    this.#store = store;
    this.#state = { content: post.content, status: 'saved', problem: null, savedOnce: false };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  snapshot = (): SaverState => this.#state;

  get hasUnsaved(): boolean {
    return !same(this.#state.content, this.#base.content);
  }
  /** Of what is on the disk. */
  get revision(): number {
    return this.#base.revision;
  }

  change(part: Partial<TeamPostContent>): void {
    this.#set({ content: { ...this.#state.content, ...part }, status: 'saving' });
    const now = Date.now();
    this.#typedAt ??= now;
    this.#wait(Math.min(pauseMilliseconds, Math.max(0, this.#typedAt + longestWaitMilliseconds - now)));
  }

  /** A newer state from elsewhere; what was typed here and waits is brought over when it is saved. */
  accept(post: TeamPost): void {
    if (post.revision <= this.#base.revision || this.hasUnsaved) return;
    this.#base = post;
    this.#set({ content: post.content });
  }

  /** Never rejects: the state says how it went. */
  async flush(): Promise<void> {
    this.#stopTimer();
    this.#work = this.#work.then(async () => await this.#save());
    await this.#work;
  }

  close(): void {
    this.#stopTimer();
  }

  async #save(): Promise<void> {
    this.#typedAt = null;
    for (let turn = 0; this.hasUnsaved && turn <= mostConflicts; turn += 1) {
      const { content } = this.#state;
      this.#set({ status: 'saving' });
      try {
        this.#base = await this.#store.save(this.#base.revision, content);
        this.#set({ savedOnce: true });
      } catch (error) {
        if (codeOf(error) !== 'revision-conflict' || !(await this.#takeIn())) {
          this.#fail(error);
          return;
        }
      }
    }
    if (this.hasUnsaved) {
      this.#fail(null);
      return;
    }
    this.#retry = firstRetryMilliseconds;
    this.#set({ status: 'saved', problem: null });
  }

  async #takeIn(): Promise<boolean> {
    try {
      const theirs = await this.#store.get();
      const { content, clashes } = mergePosts(this.#base.content, this.#state.content, theirs.content);
      this.#base = theirs;
      this.#set({ content });
      if (clashes.length > 0) this.#store.onClash(clashes);
      return true;
    } catch {
      return false;
    }
  }

  #fail(error: unknown): void {
    const problem =
      error instanceof Error && codeOf(error) !== null ? error.message : 'What you typed could not be saved.';
    this.#set({ status: 'failed', problem });
    this.#wait(this.#retry);
    this.#retry = Math.min(this.#retry * 2, longestRetryMilliseconds);
  }

  #wait(milliseconds: number): void {
    this.#stopTimer();
    this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #set(part: Partial<SaverState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}
