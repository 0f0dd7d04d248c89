// Notes: begun at their first key, saved as they are typed, signed off with a hash, and joined to reports. None is ever deleted.
import { createHash } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant, NoteId, ReportId } from '#contract/ids.ts';
import type { NoteReport, SaveNote } from '#contract/notebook.ts';
import type { NotebookApi } from '../../../ports/notebook.ts';
import { utcTime } from '../audit-words.ts';
import { inTransaction, notFound, revisionConflict, type RecordsContext } from '../records-context.ts';
import { searchQuery } from '../search-words.ts';
import {
  attachmentsOf,
  findNoteRow,
  indexNote,
  noteRow,
  notesOverview,
  readNote,
  toNoteSummary,
  type AttachmentRow,
  type NoteRow,
} from './note-rows.ts';
import { reportRow } from './report-rows.ts';
import { endSitting, noteSave } from './sittings.ts';
import type { Synchronous } from './synchronous.ts';

type NotesApi = Synchronous<
  Pick<
    NotebookApi,
    | 'listNotes'
    | 'getNote'
    | 'saveNote'
    | 'signNotes'
    | 'putNotesIntoReport'
    | 'linkNote'
    | 'unlinkNote'
    | 'notesOfReport'
  >
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

  /** One link; the report says so too. What was put in stays put in when it is linked again. */
  function join(row: NoteRow, reportId: ReportId, how: NoteReport['how'], at: Instant): void {
    const report = reportRow(db, reportId);
    const before = db
      .prepare<unknown[], string>('SELECT how FROM note_reports WHERE note_id = ? AND report_id = ?')
      .pluck()
      .get(row.id, reportId);
    if (before === 'inserted' && how === 'linked') return;
    if (before === 'linked' && how === 'linked') return;
    db.prepare(
      `INSERT INTO note_reports (note_id, report_id, at, how) VALUES (?, ?, ?, ?)
       ON CONFLICT (note_id, report_id) DO UPDATE SET how = excluded.how, at = excluded.at`,
    ).run(row.id, reportId, at, how);
    const joined = how === 'inserted' ? 'Put the text of' : 'Linked';
    append(
      row.id,
      at,
      'combination',
      `${joined} note ${row.number} ${how === 'inserted' ? 'into' : 'to'} report ${report.local_reference}.`,
    );
    audit.append({
      at,
      operation: 'combination',
      subjectKind: 'report',
      subjectId: reportId,
      what: `${joined} note ${row.number}, begun ${utcTime(row.started_at)}.`,
    });
  }

  return {
    /** Not noted as a consultation, as lists of reports are not. Opening a note is. */
    listNotes({ search, limit }) {
      const query = searchQuery(search);
      const found =
        query === null ? '' : 'WHERE n.number IN (SELECT rowid FROM note_search WHERE note_search MATCH @query)';
      const parameters = query === null ? {} : { query };
      const rows = db
        .prepare<object, NoteRow>(`${notesOverview} ${found} ORDER BY n.started_at DESC, n.number DESC LIMIT @limit`)
        .all({ ...parameters, limit });
      const total = db.prepare<object, number>(`SELECT count(*) FROM notes n ${found}`).pluck().get(parameters) ?? 0;
      return { notes: rows.map(toNoteSummary), total };
    },

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
        indexNote(db, id);
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

    putNotesIntoReport({ noteIds, reportId, at }) {
      return inTransaction(context, () => {
        const report = reportRow(db, reportId);
        if (report.status !== 'draft') {
          throw new KerbdeskError(
            'already-finished',
            `Report ${report.local_reference} is finished and was not changed. Reopen it first.`,
          );
        }
        const rows = [...new Set(noteIds)]
          .map((id) => noteRow(db, id))
          .toSorted((a, b) =>
            a.started_at < b.started_at ? -1 : a.started_at > b.started_at ? 1 : a.number - b.number,
          );
        for (const row of rows) join(row, reportId, 'inserted', at);
        return rows.map(({ id }) => readNote(db, id));
      });
    },

    linkNote({ noteId, reportId, at }) {
      return inTransaction(context, () => {
        join(noteRow(db, noteId), reportId, 'linked', at);
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
        .prepare<[string], NoteRow>(
          `${notesOverview} WHERE n.id IN (SELECT note_id FROM note_reports WHERE report_id = ?)
           ORDER BY n.started_at, n.number`,
        )
        .all(reportId)
        .map(toNoteSummary),
  };
}
