// Attachments of notes: piece by piece into the encrypted records, whole or not at all, and fixed with their hash (ADR 0021).
import { createHash } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import type { AttachmentId, Instant } from '#contract/ids.ts';
import { attachmentPieceBytes, mostAttachments, pictureType, type PictureType } from '#contract/notebook.ts';
import type { NotebookApi } from '../../../ports/notebook.ts';
import { inTransaction, notFound, type RecordsContext } from '../records-context.ts';
import type { RecordsDatabase } from '../sqlite.ts';
import { indexNoteAnew } from '../search/sources.ts';
import { attachmentColumns, noteRow, readNote, type AttachmentRow } from './note-rows.ts';
import { requireOpen } from './notes.ts';
import type { Synchronous } from './synchronous.ts';

type AttachmentsApi = Synchronous<
  Pick<
    NotebookApi,
    | 'beginNoteAttachment'
    | 'addToNoteAttachment'
    | 'finishNoteAttachment'
    | 'abandonNoteAttachment'
    | 'openNoteAttachment'
    | 'readNoteAttachment'
    | 'readNoteThumbnail'
    | 'noteAttachmentCopied'
    | 'noteAttachmentNotCopied'
  >
>;

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .subarray(at, at + text.length)
    .equals(Buffer.from(text, 'latin1'));

/** By the first bytes alone: a name may say anything, and only these are ever handed to the page as a picture. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  if (startsWith(bytes, '\u00FF\u00D8\u00FF')) return 'image/jpeg';
  if (startsWith(bytes, '\u0089PNG\r\n\u001A\n')) return 'image/png';
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'image/gif';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'image/webp';
  return startsWith(bytes, 'BM') && bytes.length > 26 && bytes[6] === 0 && bytes[7] === 0 ? 'image/bmp' : null;
}

/** A lock or a crash came before they were whole. Their names stay with the note, which says that they are not in it. */
export function forgetUnfinishedAttachments({ db }: RecordsContext): void {
  db.exec(
    'DELETE FROM note_attachment_pieces WHERE attachment_id IN (SELECT id FROM note_attachments WHERE sha256 IS NULL)',
  );
}

const attachmentRow = (db: RecordsDatabase, id: AttachmentId): AttachmentRow | undefined =>
  db.prepare<[string], AttachmentRow>(`SELECT ${attachmentColumns} FROM note_attachments WHERE id = ?`).get(id);

/** Throws `not-found`. */
function wholeRow(db: RecordsDatabase, id: AttachmentId): AttachmentRow & { readonly sha256: string } {
  const row = attachmentRow(db, id);
  if (row === undefined || row.sha256 === null) throw notFound('attachment');
  return { ...row, sha256: row.sha256 };
}

/** Throws `not-found`. */
function unfinishedRow(db: RecordsDatabase, id: AttachmentId): AttachmentRow {
  const row = attachmentRow(db, id);
  if (row === undefined || row.sha256 !== null) throw notFound('attachment');
  return row;
}

const notAsItWas = (fileName: string): KerbdeskError =>
  new KerbdeskError(
    'invalid-input',
    `“${fileName}” did not arrive as it is on the disk, and was not attached. The file itself was not touched. Try again.`,
  );

export function createNoteAttachments(context: RecordsContext): AttachmentsApi {
  const { db, audit } = context;

  const remove = (id: AttachmentId): void => {
    db.prepare('DELETE FROM note_attachment_pieces WHERE attachment_id = ?').run(id);
    db.prepare('DELETE FROM note_attachments WHERE id = ?').run(id);
  };

  const pieceOf = (id: AttachmentId, piece: number): Buffer | undefined =>
    db
      .prepare<unknown[], Buffer>('SELECT bytes FROM note_attachment_pieces WHERE attachment_id = ? AND piece = ?')
      .pluck()
      .get(id, piece);

  const count = (sql: string, id: string): number => db.prepare<[string], number>(sql).pluck().get(id) ?? 0;

  const note = (
    row: AttachmentRow,
    at: Instant,
    operation: 'collection' | 'consultation' | 'disclosure',
    what: string,
  ) => {
    const entry = { at, subjectKind: 'note', subjectId: row.note_id, what } as const;
    if (operation === 'consultation') audit.consulted(entry);
    else audit.append({ ...entry, operation });
  };

  return {
    beginNoteAttachment({ id, noteId, fileName, bytes, at }) {
      inTransaction(context, () => {
        const owner = noteRow(db, noteId);
        requireOpen(owner);
        // Asked for again after an answer that was lost: from the beginning.
        if (attachmentRow(db, id) !== undefined) {
          unfinishedRow(db, id);
          remove(id);
        }
        if (count('SELECT count(*) FROM note_attachments WHERE note_id = ?', noteId) >= mostAttachments) {
          throw new KerbdeskError(
            'invalid-input',
            `Note ${owner.number} has ${mostAttachments} attachments, and takes no more. “${fileName}” was not attached: begin another note for it.`,
          );
        }
        db.prepare('INSERT INTO note_attachments (id, note_id, file_name, bytes, added_at) VALUES (?, ?, ?, ?, ?)').run(
          id,
          noteId,
          fileName.toWellFormed(),
          bytes,
          at,
        );
      });
    },

    addToNoteAttachment({ id, offset, bytes }) {
      inTransaction(context, () => {
        const row = unfinishedRow(db, id);
        const piece = offset / attachmentPieceBytes;
        const pieces = count('SELECT count(*) FROM note_attachment_pieces WHERE attachment_id = ?', id);
        const expected = Math.min(attachmentPieceBytes, row.bytes - offset);
        if (piece !== pieces || bytes.byteLength !== expected) throw notAsItWas(row.file_name);
        db.prepare('INSERT INTO note_attachment_pieces (attachment_id, piece, bytes) VALUES (?, ?, ?)').run(
          id,
          piece,
          bytes,
        );
      });
    },

    finishNoteAttachment({ id, sha256, thumbnail, at }) {
      return inTransaction(context, () => {
        const known = attachmentRow(db, id);
        // The answer to the same call may have been lost.
        if (known?.sha256 === sha256) return readNote(db, known.note_id);
        const row = unfinishedRow(db, id);
        const owner = noteRow(db, row.note_id);
        requireOpen(owner);
        const hash = createHash('sha256');
        let length = 0;
        for (let piece = 0; length < row.bytes; piece += 1) {
          const bytes = pieceOf(id, piece);
          if (bytes === undefined) throw notAsItWas(row.file_name);
          hash.update(bytes);
          length += bytes.byteLength;
        }
        if (hash.digest('hex') !== sha256) throw notAsItWas(row.file_name);
        const picture = pictureTypeOf(pieceOf(id, 0) ?? new Uint8Array());
        db.prepare('UPDATE note_attachments SET sha256 = ?, picture = ?, thumbnail = ?, added_at = ? WHERE id = ?').run(
          sha256,
          picture,
          thumbnail,
          at,
          id,
        );
        db.prepare('UPDATE notes SET changed_at = ? WHERE id = ?').run(at, owner.id);
        indexNoteAnew(db, owner.number);
        note(
          row,
          at,
          'collection',
          `Attached “${row.file_name}” to note ${owner.number}: ${row.bytes} bytes, SHA-256 ${sha256}.`,
        );
        return readNote(db, owner.id);
      });
    },

    abandonNoteAttachment({ id }) {
      return inTransaction(context, () => {
        const row = attachmentRow(db, id);
        if (row === undefined) return null;
        if (row.sha256 === null) remove(id);
        return readNote(db, row.note_id);
      });
    },

    openNoteAttachment({ id, at }) {
      return inTransaction(context, () => {
        const row = wholeRow(db, id);
        const { number } = noteRow(db, row.note_id);
        note(row, at, 'consultation', `Opened “${row.file_name}” of note ${number}.`);
        return {
          fileName: row.file_name,
          bytes: row.bytes,
          sha256: row.sha256,
          picture: pictureType.nullable().parse(row.picture),
          noteNumber: number,
        };
      });
    },

    readNoteAttachment({ id, piece }) {
      wholeRow(db, id);
      const bytes = pieceOf(id, piece);
      if (bytes === undefined) throw notFound('attachment');
      return new Uint8Array(bytes);
    },

    readNoteThumbnail({ id }) {
      wholeRow(db, id);
      const jpeg = db
        .prepare<[string], Buffer | null>('SELECT thumbnail FROM note_attachments WHERE id = ?')
        .pluck()
        .get(id);
      if (!jpeg) throw new KerbdeskError('not-found', 'This attachment has no small picture.');
      return new Uint8Array(jpeg);
    },

    noteAttachmentCopied({ id, at }) {
      inTransaction(context, () => {
        const row = wholeRow(db, id);
        const { number } = noteRow(db, row.note_id);
        note(
          row,
          at,
          'disclosure',
          `Had “${row.file_name}” of note ${number} copied out of the vault. SHA-256: ${row.sha256}.`,
        );
      });
    },

    noteAttachmentNotCopied({ id, at }) {
      inTransaction(context, () => {
        const row = wholeRow(db, id);
        const { number } = noteRow(db, row.note_id);
        note(
          row,
          at,
          'disclosure',
          `The copy of “${row.file_name}” of note ${number} failed: nothing of it was left outside the vault.`,
        );
      });
    },
  };
}
