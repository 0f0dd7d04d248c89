// Notes as rows, and what the page is given of them.
import type { NoteId } from '#contract/ids.ts';
import { note, noteSummary, type Note, type NoteSummary } from '#contract/notebook.ts';
import { notFound } from '../records-context.ts';
import { searchText } from '../search-words.ts';
import type { RecordsDatabase } from '../sqlite.ts';

export interface NoteRow {
  readonly number: number;
  readonly id: NoteId;
  readonly started_at: string;
  readonly changed_at: string;
  readonly revision: number;
  readonly text: string;
  readonly place: string;
  readonly addendum_to: NoteId | null;
  readonly signed_at: string | null;
  readonly sha256: string | null;
  readonly original: string | null;
  readonly reports: string;
  readonly attachment_count: number;
}

const name = (table: string): string =>
  `json_object('id', ${table}.id, 'number', ${table}.number, 'startedAt', ${table}.started_at)`;

export const notesOverview = `
  SELECT n.*,
    (SELECT ${name('o')} FROM notes o WHERE o.id = n.addendum_to) AS original,
    (SELECT count(*) FROM note_attachments a WHERE a.note_id = n.id AND a.sha256 IS NOT NULL) AS attachment_count,
    (SELECT json_group_array(json_object('id', r.id, 'localReference', r.local_reference, 'title', r.title,
        'status', r.status, 'how', l.how, 'at', l.at) ORDER BY l.at, r.number)
      FROM note_reports l JOIN reports r ON r.id = l.report_id WHERE l.note_id = n.id) AS reports
  FROM notes n`;

/** As much as a line of a list can show. */
const openingCharacters = 200;

/** The first words, on one line; a letter of two code units is not cut in half. */
export const openingOf = (text: string): string =>
  text
    .slice(0, openingCharacters * 4)
    .trim()
    .replaceAll(/\s+/gu, ' ')
    .slice(0, openingCharacters)
    .toWellFormed();

const summaryFields = (row: NoteRow) => ({
  id: row.id,
  number: row.number,
  startedAt: row.started_at,
  changedAt: row.changed_at,
  revision: row.revision,
  opening: openingOf(row.text),
  place: row.place,
  signedAt: row.signed_at,
  addendumTo: row.original === null ? null : (JSON.parse(row.original) as unknown),
  attachmentCount: row.attachment_count,
  reports: JSON.parse(row.reports) as unknown,
});

export const toNoteSummary = (row: NoteRow): NoteSummary => noteSummary.parse(summaryFields(row));

export function findNoteRow(db: RecordsDatabase, id: NoteId): NoteRow | undefined {
  return db.prepare<[string], NoteRow>(`${notesOverview} WHERE n.id = ?`).get(id);
}

/** Throws `not-found`. */
export function noteRow(db: RecordsDatabase, id: NoteId): NoteRow {
  const row = findNoteRow(db, id);
  if (!row) throw notFound('note');
  return row;
}

export interface AttachmentRow {
  readonly id: string;
  readonly note_id: NoteId;
  readonly file_name: string;
  readonly bytes: number;
  readonly added_at: string;
  readonly picture: string | null;
  readonly sha256: string | null;
  readonly has_thumbnail: number;
}

export const attachmentColumns =
  'id, note_id, file_name, bytes, added_at, picture, sha256, thumbnail IS NOT NULL AS has_thumbnail';

/** Those that are whole, in the order in which they came. */
export const attachmentsOf = (db: RecordsDatabase, id: NoteId): AttachmentRow[] =>
  db
    .prepare<[string], AttachmentRow>(
      `SELECT ${attachmentColumns} FROM note_attachments WHERE note_id = ? AND sha256 IS NOT NULL
       ORDER BY added_at, rowid`,
    )
    .all(id);

export function readNote(db: RecordsDatabase, id: NoteId): Note {
  const row = noteRow(db, id);
  const addenda = db
    .prepare<[string], string>(`SELECT ${name('a')} FROM notes a WHERE a.addendum_to = ? ORDER BY a.number`)
    .pluck()
    .all(id);
  return note.parse({
    ...summaryFields(row),
    text: row.text,
    sha256: row.sha256,
    addenda: addenda.map((text) => JSON.parse(text) as unknown),
    attachments: attachmentsOf(db, id).map((attachment) => ({
      id: attachment.id,
      fileName: attachment.file_name,
      bytes: attachment.bytes,
      sha256: attachment.sha256,
      addedAt: attachment.added_at,
      picture: attachment.picture,
      hasThumbnail: attachment.has_thumbnail === 1,
    })),
  });
}

/** Puts a note's words in the search index anew. */
export function indexNote(db: RecordsDatabase, id: NoteId): void {
  const { number, text, place } = noteRow(db, id);
  const files = attachmentsOf(db, id).map((attachment) => attachment.file_name);
  db.prepare('DELETE FROM note_search WHERE rowid = ?').run(number);
  db.prepare('INSERT INTO note_search (rowid, words) VALUES (?, ?)').run(number, searchText([text, place, ...files]));
}
