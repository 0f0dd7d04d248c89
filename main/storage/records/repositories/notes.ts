// Notes: begun at their first key, saved as they are typed, signed off with a hash, and joined to reports. None is ever deleted.
import { createHash } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant, NoteId } from '#contract/ids.ts';
import type { SaveNote } from '#contract/notebook.ts';
import type { NotebookApi } from '../../../ports/notebook.ts';
import { utcTime } from '../audit-words.ts';
import { inTransaction, notFound, revisionConflict, type RecordsContext } from '../records-context.ts';
import { indexNoteAnew } from '../search/sources.ts';
import { joinNote } from './note-links.ts';
import {
  attachmentsOf,
  findNoteRow,
  noteLines,
  noteRow,
  notesPage,
  readNote,
  toNoteSummary,
  type AttachmentRow,
  type NoteLine,
  type NoteRow,
} from './note-rows.ts';
import { reportRow } from './report-rows.ts';
import { endSitting, noteSave } from './sittings.ts';
import type { Synchronous } from './synchronous.ts';

type NotesApi = Synchronous<
  Pick<NotebookApi, 'listNotes' | 'getNote' | 'saveNote' | 'signNotes' | 'linkNote' | 'unlinkNote' | 'notesOfReport'>
>;

/** Throws `already-finished`. */
export function requireOpen(row: NoteRow): void {
  if (row.signed_at === null) return;
  throw new KerbdeskError(
    'already-finished',
    `Note ${row.number} is signed off and was not changed. Add what is new as an addendum; what you typed is still on the screen.`,
  );
}

/**
 * What is signed: this text, as UTF-8, is what the hash in the audit trail is of. The members stand in this order, without white
 * space, as `JSON.stringify` writes them.
 */
export const signedContent = (row: NoteRow, attachments: readonly AttachmentRow[]): string =>
  JSON.stringify({
    number: row.number,
    id: row.id,
    startedAt: row.started_at,
    changedAt: row.changed_at,
    addendumTo: row.addendum_to,
    place: row.place,
    text: row.text,
    attachments: attachments.map(({ file_name: fileName, bytes, sha256 }) => ({ fileName, bytes, sha256 })),
  });

export function createNotes(context: RecordsContext): NotesApi {
  const { db, audit } = context;

  const append = (id: NoteId, at: Instant, operation: 'collection' | 'alteration' | 'combination', what: string) =>
    audit.append({ at, operation, subjectKind: 'note', subjectId: id, what });

  function begin({ id, text, place, startedAgo, addendumTo, at }: SaveNote & { at: Instant }): void {
    const original = addendumTo === null ? null : noteRow(db, addendumTo);
    const number = db.prepare<[], number>('SELECT coalesce(max(number), 0) + 1 FROM notes').pluck().get() ?? 1;
    const startedAt = new Date(Date.parse(at) - startedAgo).toISOString();
    db.prepare(
      `INSERT INTO notes (number, id, started_at, changed_at, revision, text, place, addendum_to)
       VALUES (@number, @id, @startedAt, @at, 1, @text, @place, @addendumTo)`,
    ).run({ number, id, startedAt, at, text, place, addendumTo });
    const to = original === null ? '' : `, an addendum to note ${original.number}`;
    append(id, at, 'collection', `Began note ${number} at ${utcTime(startedAt)}${to}.`);
  }

  return {
    /** Not noted as a consultation, as lists of reports are not. Opening a note is. */
    listNotes: (query) => notesPage(db, query),

    getNote({ id, at }) {
      return inTransaction(context, () => {
        const { number } = noteRow(db, id);
        audit.consulted({ at, subjectKind: 'note', subjectId: id, what: `Opened note ${number}.` });
        return readNote(db, id);
      });
    },

    saveNote(input) {
      return inTransaction(context, () => {
        const { id, revision, at } = input;
        // What SQLite would put in place of half a letter is put there before it is compared and hashed.
        const typed = { text: input.text.toWellFormed(), place: input.place.toWellFormed() };
        const row = findNoteRow(db, id);
        if (row === undefined) {
          if (revision !== 0) throw notFound('note');
          begin({ ...input, ...typed });
        } else {
          // The answer to the same save may have been lost.
          if (row.text === typed.text && row.place === typed.place) return readNote(db, id);
          requireOpen(row);
          if (row.revision !== revision) throw revisionConflict('note');
          db.prepare(
            'UPDATE notes SET revision = @next, changed_at = @at, text = @text, place = @place WHERE id = @id',
          ).run({ ...typed, id, next: revision + 1, at });
          noteSave(context, 'note', id, revision + 1, at);
        }
        indexNoteAnew(db, noteRow(db, id).number);
        return readNote(db, id);
      });
    },

    signNotes({ notes, at }) {
      return inTransaction(context, () => {
        for (const { id, revision } of notes) {
          const row = noteRow(db, id);
          requireOpen(row);
          if (row.revision !== revision) throw revisionConflict('note');
          endSitting(context, 'note', id, at);
          const digest = createHash('sha256')
            .update(signedContent(row, attachmentsOf(db, id)))
            .digest('hex');
          db.prepare('UPDATE notes SET signed_at = ?, sha256 = ? WHERE id = ?').run(at, digest, id);
          append(id, at, 'alteration', `Signed off note ${row.number}. SHA-256 of its content: ${digest}.`);
        }
        audit.checkpoint();
        return notes.map(({ id }) => readNote(db, id));
      });
    },

    linkNote({ noteId, reportId, at }) {
      return inTransaction(context, () => {
        joinNote(context, noteRow(db, noteId), { reportId, how: 'linked', at });
        return readNote(db, noteId);
      });
    },

    unlinkNote({ noteId, reportId, at }) {
      return inTransaction(context, () => {
        const [row, report] = [noteRow(db, noteId), reportRow(db, reportId)];
        const { changes } = db
          .prepare('DELETE FROM note_reports WHERE note_id = ? AND report_id = ?')
          .run(noteId, reportId);
        if (changes > 0) {
          append(noteId, at, 'combination', `Took note ${row.number} away from report ${report.local_reference}.`);
          audit.append({
            at,
            operation: 'combination',
            subjectKind: 'report',
            subjectId: reportId,
            what: `Took away note ${row.number}, begun ${utcTime(row.started_at)}.`,
          });
        }
        return readNote(db, noteId);
      });
    },

    notesOfReport: ({ reportId }) =>
      db
        .prepare<[string], NoteLine>(
          `${noteLines} WHERE n.id IN (SELECT note_id FROM note_reports WHERE report_id = ?)
           ORDER BY n.started_at, n.number`,
        )
        .all(reportId)
        .map(toNoteSummary),
  };
}
