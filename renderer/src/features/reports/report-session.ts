// One open report: its content, where the officer is in it, and the saving of what is typed.
import { typedOnKey } from '#contract/forms.ts';
import type { NoteId } from '#contract/ids.ts';
import type { EntryListId, FieldValues, Report, ReportContent, ReportEntry, ReportSummary } from '#contract/reports.ts';
import { AutosaveRunner } from '../../ipc/autosave-runner.ts';
import { startOfAutosave, type AutosaveState } from '../../ipc/autosave.ts';
import { codeOf, saveProblemOf } from '../../ipc/save-problem.ts';
import { sameContent, valuesIn, withEntry, withoutEntry, withValues, type Scope } from './draft-content.ts';
import { UndoStack } from './history/undo-stack.ts';
import { mergeContent, settle, type Choice, type Merge } from './merge-content.ts';
import { WhenQuiet } from './when-quiet.ts';

export interface ReportStore {
  /** Rejects with a code, such as `revision-conflict`, and a message for the officer. */
  readonly save: (revision: number, content: ReportContent, noteIds: readonly NoteId[]) => Promise<ReportSummary>;
  readonly get: () => Promise<Report>;
}

export interface SessionState {
  readonly content: ReportContent;
  readonly autosave: AutosaveState;
  /** Both windows changed the same: the officer chooses; typing is kept meanwhile. */
  readonly conflict: Merge | null;
  /** Another window's changes were taken in without a question; counts up, so that the screen can say so. */
  readonly takenIn: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** So many windows cannot be at work on one report: rather a failure that is tried again later. */
const conflictsInTurn = 5;

export class ReportSession {
  readonly #store: ReportStore;
  /** Tells the rest of the screen what was saved last. */
  readonly #telling: WhenQuiet;
  #saved: { readonly summary: ReportSummary; readonly content: ReportContent } | null = null;
  readonly #autosave: AutosaveRunner;
  readonly #listeners = new Set<() => void>();
  readonly #steps = new UndoStack();
  #state: SessionState;
  /** What the vault holds, as far as this window knows. */
  #base: ReportContent;
  #revision: number;
  /** Notes whose text was put in; the save that takes it along joins them to the report. */
  #noteIds: readonly NoteId[] = [];

  /** @param onSaved is told of the last save in the next pause of typing, and at the latest before a flush settles */
  constructor(report: Report, store: ReportStore, onSaved: (summary: ReportSummary, content: ReportContent) => void) {
    this.#store = store;
    this.#telling = new WhenQuiet(() => {
      if (this.#saved !== null) onSaved(this.#saved.summary, this.#saved.content);
    });
    this.#autosave = new AutosaveRunner(
      () => void this.#save(),
      (autosave) => this.#set({ autosave }),
    );
    this.#base = report.content;
    this.#revision = report.revision;
    this.#state = {
      content: report.content,
      autosave: startOfAutosave,
      conflict: null,
      takenIn: 0,
      canUndo: false,
      canRedo: false,
    };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  snapshot = (): SessionState => this.#state;

  get revision(): number {
    return this.#revision;
  }

  get hasUnsaved(): boolean {
    return this.#autosave.hasUnsaved;
  }

  values(scope: Scope): FieldValues {
    return valuesIn(this.#state.content, scope);
  }

  setValues(scope: Scope, patch: FieldValues): void {
    const typedIn = Object.keys(patch)[0] ?? '';
    this.#edit(withValues(this.#state.content, scope, patch), `${scope?.entryId ?? ''} ${typedIn}`);
  }

  /** A date is kept with the day on which it was typed, so that "today" means the same tomorrow. */
  setDate(scope: Scope, fieldId: string, typed: string, today: string): void {
    this.setValues(scope, { [fieldId]: typed, [typedOnKey(fieldId)]: typed === '' ? '' : today });
  }

  /** Call it with the text that was put in, before anything is awaited: the next save brings both to the disk, or neither. */
  putIn(noteIds: readonly NoteId[]): void {
    this.#noteIds = [...this.#noteIds, ...noteIds];
  }

  addEntry(list: EntryListId, entry: ReportEntry, index = this.#state.content[list].length): void {
    this.#edit(withEntry(this.#state.content, list, entry, index));
  }

  removeEntry(list: EntryListId, entryId: string): void {
    this.#edit(withoutEntry(this.#state.content, list, entryId));
  }

  /** Takes the last step back; typing in one field is one step. Saved as any change is. */
  undo(): void {
    this.#show(this.#steps.undo(this.#state.content));
  }

  /** What is put in for the officer is a step of its own, apart from the typing before and after it. */
  endUndoStep(): void {
    this.#steps.endStep();
  }

  redo(): void {
    this.#show(this.#steps.redo(this.#state.content));
  }

  /** Takes in a newer state of the report from elsewhere, unless typing waits: then the next save settles the two. */
  accept(report: Report): void {
    const { phase } = this.#state.autosave;
    if (report.revision <= this.#revision) return;
    if (phase === 'stopped' && report.status === 'draft') {
      // It was finished elsewhere and is open again: the save that was refused goes on, on top of what it became.
      this.#autosave.send({ type: 'settled', at: Date.now() });
      return;
    }
    if (this.hasUnsaved || phase !== 'idle') return;
    this.#base = report.content;
    this.#revision = report.revision;
    if (sameContent(report.content, this.#state.content)) return;
    this.#steps.forget();
    this.#set({ content: report.content, takenIn: this.#state.takenIn + 1 });
  }

  /** Saves now; resolves when all is saved or when saving cannot go on. Never rejects: the state says what happened. */
  async flush(): Promise<void> {
    await this.#autosave.flush();
    this.#telling.runNow();
  }

  /** The officer's choices for a conflict, in the order of its clashes; saved at once. */
  settleConflict(choices: readonly Choice[]): void {
    const { conflict } = this.#state;
    if (conflict === null) return;
    // What was chosen from the other window is not to be taken back with a step of this one.
    this.#steps.forget();
    this.#set({ content: settle(this.#state.content, conflict.clashes, choices), conflict: null });
    this.#autosave.send({ type: 'settled', at: Date.now() });
  }

  /** Stops all timers; what is still unsaved is lost, so flush first. */
  close(): void {
    this.#autosave.stop();
    this.#telling.stop();
    this.#listeners.clear();
  }

  #edit(content: ReportContent, key: string | null = null): void {
    if (content === this.#state.content) return;
    this.#steps.note(this.#state.content, key, Date.now());
    this.#show(content);
  }

  #show(content: ReportContent | null): void {
    if (content === null) return;
    this.#set({ content });
    this.#telling.typed();
    this.#autosave.send({ type: 'typed', at: Date.now() });
  }

  async #save(): Promise<void> {
    for (let turn = 0; turn < conflictsInTurn; turn += 1) {
      const { content } = this.#state;
      const noteIds = this.#noteIds;
      try {
        const summary = await this.#store.save(this.#revision, content, noteIds);
        this.#noteIds = this.#noteIds.slice(noteIds.length);
        this.#base = content;
        this.#revision = summary.revision;
        this.#saved = { summary, content };
        this.#telling.ask();
        this.#autosave.send({ type: 'saved', at: Date.now() });
        return;
      } catch (error) {
        if (codeOf(error) !== 'revision-conflict') {
          this.#fail(error);
          return;
        }
      }
      try {
        if (!(await this.#takeIn())) return;
      } catch (error) {
        this.#fail(error);
        return;
      }
    }
    this.#autosave.send({ type: 'failed', at: Date.now(), problem: 'Another window keeps changing this report.' });
  }

  /** Brings another window's changes together with these; false when the officer must choose first. */
  async #takeIn(): Promise<boolean> {
    const theirs = await this.#store.get();
    const merge = mergeContent(this.#base, this.#state.content, theirs.content);
    if (!sameContent(this.#base, theirs.content)) {
      this.#steps.forget();
      this.#set({ takenIn: this.#state.takenIn + 1 });
    }
    this.#base = theirs.content;
    this.#revision = theirs.revision;
    this.#set({ content: merge.content });
    if (merge.clashes.length === 0) return true;
    this.#set({ conflict: merge });
    this.#autosave.send({ type: 'conflict', at: Date.now() });
    return false;
  }

  #fail(error: unknown): void {
    const code = codeOf(error);
    const problem = saveProblemOf(error);
    if (code === 'already-finished' || code === 'not-found') this.#autosave.send({ type: 'stopped', problem });
    else this.#autosave.send({ type: 'failed', at: Date.now(), problem });
  }

  #set(part: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...part, canUndo: this.#steps.canUndo, canRedo: this.#steps.canRedo };
    for (const listener of this.#listeners) listener();
  }
}
