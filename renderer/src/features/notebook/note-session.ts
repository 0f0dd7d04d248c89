// One open note: what is typed, and the saving of it. It begins with its first key; typing that the note cannot take any more goes on
// in an addendum.
import type { NoteId } from '#contract/ids.ts';
import type { Note, NoteContent, SaveNote } from '#contract/notebook.ts';
import { AutosaveRunner } from '../../ipc/autosave-runner.ts';
import { startOfAutosave, type AutosaveState } from '../../ipc/autosave.ts';
import { codeOf, saveProblemOf } from '../../ipc/save-problem.ts';

export interface NoteStore {
  /** Rejects with a code, such as `revision-conflict`, and a message for the officer. */
  readonly save: (input: SaveNote) => Promise<Note>;
  readonly get: (id: NoteId) => Promise<Note>;
}

export interface NoteEvents {
  readonly onSaved: (note: Note) => void;
  /** The note was signed off or written over in another window: what is typed here is a note of its own now. */
  readonly onBranched: (from: NoteId, to: NoteId) => void;
}

export interface BlankNote {
  readonly id: NoteId;
  readonly addendumTo: NoteId | null;
}

export interface NoteSessionState extends NoteContent {
  readonly autosave: AutosaveState;
  /** When the first key was pressed, by this window's clock, until main has said by its own; null before. */
  readonly startedAt: string | null;
}

/** So many windows cannot be at work on one note: rather a failure that is tried again later. */
const conflictsInTurn = 5;

/** As far back as main takes it. */
const dayMilliseconds = 86_400_000;

const nothing: NoteContent = { text: '', place: '' };

export class NoteSession {
  /** Stays the same when the typing goes on in an addendum. */
  readonly key: string = crypto.randomUUID();
  readonly #store: NoteStore;
  readonly #events: NoteEvents;
  readonly #listeners = new Set<() => void>();
  readonly #autosave: AutosaveRunner;
  #id: NoteId;
  #addendumTo: NoteId | null;
  /** 0 until the note is kept. */
  #revision: number;
  /** What the vault holds, as far as this window knows. */
  #base: NoteContent;
  /** By a clock that nobody sets. */
  #begunAt: number | null = null;
  #state: NoteSessionState;

  constructor(from: Note | BlankNote, store: NoteStore, events: NoteEvents) {
    const kept = 'revision' in from ? from : null;
    this.#id = from.id;
    this.#addendumTo = kept === null ? (from as BlankNote).addendumTo : null;
    this.#revision = kept?.revision ?? 0;
    this.#base = kept === null ? nothing : { text: kept.text, place: kept.place };
    this.#state = { ...this.#base, autosave: startOfAutosave, startedAt: kept?.startedAt ?? null };
    this.#store = store;
    this.#events = events;
    this.#autosave = new AutosaveRunner(
      () => void this.#save(),
      (autosave) => this.#set({ autosave }),
    );
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  snapshot = (): NoteSessionState => this.#state;

  get id(): NoteId {
    return this.#id;
  }

  get revision(): number {
    return this.#revision;
  }

  get hasUnsaved(): boolean {
    return this.#autosave.hasUnsaved;
  }

  type(typed: Partial<NoteContent>): void {
    const next = { text: this.#state.text, place: this.#state.place, ...typed };
    if (next.text === this.#state.text && next.place === this.#state.place) return;
    this.#set(next);
    this.#typed();
  }

  /** For an attachment: the note is kept although nothing is typed yet. False where it could not be. */
  async begin(): Promise<boolean> {
    if (this.#revision === 0 && !this.hasUnsaved) this.#typed();
    await this.flush();
    return this.#revision > 0;
  }

  /** Takes in what another window saved, unless typing waits: then the next save settles the two. */
  accept(note: Note): void {
    if (note.id !== this.#id || note.revision <= this.#revision) return;
    if (this.hasUnsaved || this.#autosave.state.phase !== 'idle') return;
    this.#revision = note.revision;
    this.#base = { text: note.text, place: note.place };
    this.#set(this.#base);
  }

  flush(): Promise<void> {
    return this.#autosave.flush();
  }

  /** What is still unsaved is lost, so flush first. */
  close(): void {
    this.#autosave.stop();
    this.#listeners.clear();
  }

  #typed(): void {
    const isFirst = this.#revision === 0 && this.#begunAt === null;
    if (isFirst) {
      this.#begunAt = performance.now();
      this.#set({ startedAt: new Date().toISOString() });
    }
    const at = Date.now();
    this.#autosave.send({ type: 'typed', at });
    // The first key waits for nothing: it is what gives the note its time.
    if (isFirst) this.#autosave.send({ type: 'flush', at });
  }

  #startedAgo(): number {
    if (this.#begunAt === null) return 0;
    return Math.min(dayMilliseconds, Math.max(0, Math.round(performance.now() - this.#begunAt)));
  }

  async #save(): Promise<void> {
    for (let turn = 0; turn < conflictsInTurn; turn += 1) {
      const { text, place } = this.#state;
      try {
        const note = await this.#store.save({
          id: this.#id,
          revision: this.#revision,
          text,
          place,
          startedAgo: this.#startedAgo(),
          addendumTo: this.#addendumTo,
        });
        this.#base = { text, place };
        this.#revision = note.revision;
        if (this.#state.startedAt !== note.startedAt) this.#set({ startedAt: note.startedAt });
        this.#events.onSaved(note);
        this.#autosave.send({ type: 'saved', at: Date.now() });
        return;
      } catch (error) {
        const code = codeOf(error);
        if (code !== 'revision-conflict' && code !== 'already-finished') {
          this.#fail(error);
          return;
        }
      }
      try {
        await this.#takeIn();
      } catch (error) {
        this.#fail(error);
        return;
      }
    }
    this.#autosave.send({ type: 'failed', at: Date.now(), problem: 'Another window keeps changing this note.' });
  }

  /** Place and text are brought together where only one side changed each; else both are kept, in two notes. */
  async #takeIn(): Promise<void> {
    const theirs = await this.#store.get(this.#id);
    const mine = this.#state;
    const clashes = (['text', 'place'] as const).some(
      (part) => mine[part] !== theirs[part] && mine[part] !== this.#base[part] && theirs[part] !== this.#base[part],
    );
    if (theirs.signedAt !== null || clashes) {
      this.#branch();
      return;
    }
    const merged = {
      text: mine.text === this.#base.text ? theirs.text : mine.text,
      place: mine.place === this.#base.place ? theirs.place : mine.place,
    };
    this.#base = { text: theirs.text, place: theirs.place };
    this.#revision = theirs.revision;
    this.#set(merged);
  }

  #branch(): void {
    const from = this.#id;
    this.#id = crypto.randomUUID() as NoteId;
    this.#addendumTo = from;
    this.#revision = 0;
    this.#base = nothing;
    this.#begunAt = performance.now();
    this.#set({ startedAt: new Date().toISOString() });
    this.#events.onBranched(from, this.#id);
  }

  #fail(error: unknown): void {
    const problem = saveProblemOf(error);
    if (codeOf(error) === 'not-found') this.#autosave.send({ type: 'stopped', problem });
    else this.#autosave.send({ type: 'failed', at: Date.now(), problem });
  }

  #set(part: Partial<NoteSessionState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}
