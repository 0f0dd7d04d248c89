// The notebook: passes on to the records and tells the other windows.
import type { NoteId, ReportId } from '#contract/ids.ts';
import type { FeatureHandlers } from '#contract/index.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Shell } from '../../ports/shell.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export { createNoteRoute, isOfNotes } from './note-route.ts';

export interface NotebookDependencies {
  /** The open vault; throws `locked`. */
  readonly vault: () => VaultHostApi;
  readonly chooseFolder: Shell['chooseFolder'];
  readonly clock: Clock;
  readonly events: EventBus;
}

export function createNotebookHandlers(dependencies: NotebookDependencies): FeatureHandlers<'notebook'> {
  const { vault, clock, events } = dependencies;
  const at = () => clock.now();

  /** The note that an addendum belongs to shows it, so it has changed as well. */
  async function announced<Answer extends { id: NoteId; addendumTo: { id: NoteId } | null }>(
    change: Promise<Answer>,
  ): Promise<Answer> {
    const answer = await change;
    events.emit('notebook', 'changed', {
      ids: answer.addendumTo === null ? [answer.id] : [answer.id, answer.addendumTo.id],
    });
    return answer;
  }
  async function joined<Answer>(change: Promise<Answer>, noteIds: readonly NoteId[], reportId: ReportId) {
    const answer = await change;
    events.emit('notebook', 'changed', { ids: [...noteIds] });
    events.emit('reports', 'changed', { ids: [reportId] });
    return answer;
  }

  return {
    list: (query) => vault().listNotes(query),
    get: ({ id }) => vault().getNote({ id, at: at() }),
    save: (input) => announced(vault().saveNote({ ...input, at: at() })),
    async sign({ notes }) {
      const signed = await vault().signNotes({ notes, at: at() });
      events.emit('notebook', 'changed', { ids: notes.map(({ id }) => id) });
      return signed;
    },
    link: ({ noteId, reportId }) => joined(vault().linkNote({ noteId, reportId, at: at() }), [noteId], reportId),
    unlink: ({ noteId, reportId }) => joined(vault().unlinkNote({ noteId, reportId, at: at() }), [noteId], reportId),
    ofReport: ({ reportId }) => vault().notesOfReport({ reportId }),

    async beginAttachment(input) {
      await vault().beginNoteAttachment({ ...input, at: at() });
      return null;
    },
    async addToAttachment(input) {
      await vault().addToNoteAttachment(input);
      return null;
    },
    finishAttachment: (input) => announced(vault().finishNoteAttachment({ ...input, at: at() })),
    async abandonAttachment({ id }) {
      const note = await vault().abandonNoteAttachment({ id });
      if (note !== null) events.emit('notebook', 'changed', { ids: [note.id] });
      return note;
    },
    async saveCopy({ id }) {
      const api = vault();
      const folder = await dependencies.chooseFolder({ title: 'Where to put the copy', button: 'Save here' });
      return folder === null ? { path: null } : api.copyNoteAttachment({ id, folder, at: at() });
    },
  };
}
