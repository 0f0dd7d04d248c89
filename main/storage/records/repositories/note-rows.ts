// Notes as rows, what the page is given of them, and the list of them in pages.
import type { NoteId } from '#contract/ids.ts';
import { note, noteSummary, type Note, type NotesPage, type NotesQuery, type NoteSummary } from '#contract/notebook.ts';
import { notFound } from '../records-context.ts';
import { readTyped } from '../search/explain.ts';
import { allWords } from '../search/terms.ts';
import type { RecordsDatabase } from '../sqlite.ts';
import { knownCrimeNumber } from './report-rows.ts';

/** A note as a line of a list has it: of its text, which may be of many pages, the beginning alone is read. */
export interface NoteLine {
  readonly number: number;
  readonly id: NoteId;
  readonly started_at: string;
  readonly changed_at: string;
  readonly revision: number;
  readonly beginning: string;
  readonly place: string;
  readonly addendum_to: NoteId | null;
  readonly signed_at: string | null;
  readonly sha256: string | null;
  readonly original: string | null;
  readonly reports: string;
  readonly attachment_count: number;
  readonly not_whole_count: number;
}

export interface NoteRow extends NoteLine {
  readonly text: string;
}

const name = (table: string): string =>
  `json_object('id', ${table}.id, 'number', ${table}.number, 'startedAt', ${table}.started_at)`;

/** As much as a line of a list can show. */
const openingCharacters = 200;
/** White space in front of it and within it is left out. */
const beginningCharacters = openingCharacters * 4;

const lineColumns = `
  n.number, n.id, n.started_at, n.changed_at, n.revision, substr(n.text, 1, ${beginningCharacters}) AS beginning, n.place,
    n.addendum_to, n.signed_at, n.sha256,
    (SELECT ${name('o')} FROM notes o WHERE o.id = n.addendum_to) AS original,
    (SELECT count(*) FROM note_attachments a WHERE a.note_id = n.id AND a.sha256 IS NOT NULL) AS attachment_count,
    (SELECT count(*) FROM note_attachments a WHERE a.note_id = n.id AND a.sha256 IS NULL) AS not_whole_count,
    (SELECT json_group_array(json_object('id', r.id, 'localReference', r.local_reference,
        'crimeNumber', ${knownCrimeNumber}, 'title', r.title, 'status', r.status, 'how', l.how, 'at', l.at)
        ORDER BY l.at, r.number)
      FROM note_reports l JOIN reports r ON r.id = l.report_id WHERE l.note_id = n.id) AS reports`;

export const noteLines = `SELECT ${lineColumns} FROM notes n`;

/** The first words, on one line; a letter of two code units is not cut in half. */
export const openingOf = (text: string): string =>
  text.slice(0, beginningCharacters).trim().replaceAll(/\s+/gu, ' ').slice(0, openingCharacters).toWellFormed();

const summaryFields = (row: NoteLine) => ({
  id: row.id,
  number: row.number,
  startedAt: row.started_at,
  changedAt: row.changed_at,
  revision: row.revision,
  opening: openingOf(row.beginning),
  place: row.place,
  signedAt: row.signed_at,
  addendumTo: row.original === null ? null : (JSON.parse(row.original) as unknown),
  attachmentCount: row.attachment_count,
  notWholeCount: row.not_whole_count,
  reports: JSON.parse(row.reports) as unknown,
});

export const toNoteSummary = (row: NoteLine): NoteSummary => noteSummary.parse(summaryFields(row));

export function findNoteRow(db: RecordsDatabase, id: NoteId): NoteRow | undefined {
  return db.prepare<[string], NoteRow>(`SELECT ${lineColumns}, n.text FROM notes n WHERE n.id = ?`).get(id);
}

/** Throws `not-found`. */
export function noteRow(db: RecordsDatabase, id: NoteId): NoteRow {
  const row = findNoteRow(db, id);
  if (!row) throw notFound('note');
  return row;
}

/** Newest first, from behind the last of the page before; that keeps its place however many are begun meanwhile. */
export function notesPage(db: RecordsDatabase, { search, limit, after }: NotesQuery): NotesPage {
  const { words } = readTyped(search);
  const isFound =
    words.length === 0 ? 'true' : 'n.number IN (SELECT rowid FROM note_index WHERE note_index MATCH @query)';
  const query = words.length === 0 ? {} : { query: allWords('note', 'a', words) };
  const isBehind = after === null ? 'true' : '(n.started_at, n.number) < (@startedAt, @number)';
  const lines = db
    .prepare<object, NoteLine>(
      `${noteLines} WHERE ${isFound} AND ${isBehind} ORDER BY n.started_at DESC, n.number DESC LIMIT @limit`,
    )
    .all({ ...query, ...after, limit: limit + 1 });
  const total = db.prepare<object, number>(`SELECT count(*) FROM notes n WHERE ${isFound}`).pluck().get(query) ?? 0;
  const notes = lines.slice(0, limit).map(toNoteSummary);
  const last = notes.at(-1);
  const next = lines.length <= limit || last === undefined ? null : { startedAt: last.startedAt, number: last.number };
  return { notes, total, next };
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

/** Those that are on their way in, and those that a lock or a crash kept from arriving. */
const notWholeOf = (db: RecordsDatabase, id: NoteId): AttachmentRow[] =>
  db
    .prepare<[string], AttachmentRow>(
      `SELECT ${attachmentColumns} FROM note_attachments WHERE note_id = ? AND sha256 IS NULL ORDER BY added_at, rowid`,
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
    notWhole: notWholeOf(db, id).map((attachment) => ({
      id: attachment.id,
      fileName: attachment.file_name,
      addedAt: attachment.added_at,
    })),
  });
}
