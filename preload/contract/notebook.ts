// Notebook: timed notes, saved as they are typed; a note that is signed off is fixed, and none is ever torn out.
import { z } from 'zod';
import { command } from './definition.ts';
import { attachmentId, instant, noteId, reportId } from './ids.ts';

export const mostNoteCharacters = 50_000;

/** A photograph or a scan; footage belongs in the vault's containers, where it has its own clocks. */
export const mostAttachmentBytes = 25_000_000;
/** An attachment is handed over, and kept, in pieces of this size. */
export const attachmentPieceBytes = 1_048_576;
export const mostAttachments = 60;

/** A note as others name it. */
export const noteName = z.object({
  id: noteId,
  /** Consecutive from 1, as the pages of a paper notebook are: a gap would show. */
  number: z.number().int().min(1),
  startedAt: instant,
});
export type NoteName = z.infer<typeof noteName>;

export const noteReport = z.object({
  id: reportId,
  localReference: z.string(),
  /** The force's own; empty until it is known. */
  crimeNumber: z.string(),
  title: z.string(),
  status: z.enum(['draft', 'finished']),
  /** `inserted`: its text was put into the report. */
  how: z.enum(['linked', 'inserted']),
  at: instant,
});
export type NoteReport = z.infer<typeof noteReport>;

export const noteSummary = noteName.extend({
  changedAt: instant,
  /** From 1; 0 is a note that is not kept yet. */
  revision: z.number().int().min(1),
  /** Its first words, on one line. */
  opening: z.string(),
  place: z.string(),
  signedAt: instant.nullable(),
  /** What this note adds to, as a later entry in a paper notebook would. */
  addendumTo: noteName.nullable(),
  attachmentCount: z.number().int().min(0),
  /** Files that are on their way in, or were cut off. */
  notWholeCount: z.number().int().min(0),
  reports: z.array(noteReport),
});
export type NoteSummary = z.infer<typeof noteSummary>;

/** What the window can show by itself; anything else is kept and handed out again, but not drawn. */
export const pictureType = z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp']);
export type PictureType = z.infer<typeof pictureType>;

export const noteAttachment = z.object({
  id: attachmentId,
  fileName: z.string(),
  bytes: z.number().int().min(1),
  sha256: z.string().length(64),
  addedAt: instant,
  /** Told by its first bytes, not by its name. */
  picture: pictureType.nullable(),
  hasThumbnail: z.boolean(),
});
export type NoteAttachment = z.infer<typeof noteAttachment>;

/** A file that is on its way in; or that was, when the vault was locked or the program ended. Nothing of it is kept then but its name. */
export const notWholeAttachment = noteAttachment.pick({ id: true, fileName: true, addedAt: true });
export type NotWholeAttachment = z.infer<typeof notWholeAttachment>;

export const note = noteSummary.extend({
  text: z.string(),
  /** Of what was signed off; null until then. */
  sha256: z.string().length(64).nullable(),
  addenda: z.array(noteName),
  attachments: z.array(noteAttachment),
  notWhole: z.array(notWholeAttachment),
});
export type Note = z.infer<typeof note>;

export const noteContent = z.object({
  text: z.string().max(mostNoteCharacters),
  place: z.string().max(200),
});
export type NoteContent = z.infer<typeof noteContent>;

export const saveNote = noteContent.extend({
  /** Chosen by the window, so that a save whose answer was lost can be sent again. */
  id: noteId,
  /** The one the typing started from; 0 begins the note. */
  revision: z.number().int().min(0),
  /** How long ago its first key was pressed, in milliseconds: main's clock is the one that counts. Only of one that begins. */
  startedAgo: z.number().int().min(0).max(86_400_000),
  addendumTo: noteId.nullable(),
});
export type SaveNote = z.infer<typeof saveNote>;

/** Behind which note a page begins. */
export const notesPlace = noteName.pick({ startedAt: true, number: true });
export type NotesPlace = z.infer<typeof notesPlace>;

export const notesQuery = z.object({
  search: z.string().max(200),
  limit: z.number().int().min(1).max(200),
  /** Null: from the newest on. */
  after: notesPlace.nullable().default(null),
});
export type NotesQuery = z.infer<typeof notesQuery>;

export const notesPage = z.object({
  notes: z.array(noteSummary),
  /** Of all pages. */
  total: z.number().int().min(0),
  /** Null after the oldest. */
  next: notesPlace.nullable(),
});
export type NotesPage = z.infer<typeof notesPage>;

const mostThumbnailBytes = 65_536;

export const notebook = {
  commands: {
    /** A page of them, newest first. */
    list: command(notesQuery, notesPage, ['locked']),
    get: command(z.object({ id: noteId }), note, ['locked', 'not-found']),
    save: command(saveNote, note, [
      'locked',
      'not-found',
      'revision-conflict',
      'already-finished',
      'disk-full',
      'disk-error',
    ]),
    /** From then on the note is fixed; the audit trail has its hash. All of them or none. */
    sign: command(
      z.object({
        notes: z
          .array(z.object({ id: noteId, revision: z.number().int().min(1) }))
          .min(1)
          .max(500),
      }),
      z.array(note),
      ['locked', 'not-found', 'revision-conflict', 'already-finished', 'disk-full', 'disk-error'],
    ),
    link: command(z.object({ noteId, reportId }), note, ['locked', 'not-found']),
    unlink: command(z.object({ noteId, reportId }), note, ['locked', 'not-found']),
    /** Oldest first. */
    ofReport: command(z.object({ reportId }), z.array(noteSummary), ['locked']),
    beginAttachment: command(
      z.object({
        id: attachmentId,
        noteId,
        fileName: z.string().min(1).max(255),
        bytes: z.number().int().min(1).max(mostAttachmentBytes),
      }),
      z.null(),
      ['locked', 'not-found', 'already-finished', 'invalid-input', 'disk-full', 'disk-error'],
    ),
    /** One piece after the other; each is on the disk when it is answered. */
    addToAttachment: command(
      z.object({
        id: attachmentId,
        offset: z.number().int().min(0),
        bytes: z
          .instanceof(Uint8Array)
          .refine((bytes) => bytes.byteLength > 0 && bytes.byteLength <= attachmentPieceBytes),
      }),
      z.null(),
      ['locked', 'not-found', 'invalid-input', 'disk-full', 'disk-error'],
    ),
    /** Only where what was kept has the hash that the window found for the file. */
    finishAttachment: command(
      z.object({
        id: attachmentId,
        sha256: z.string().length(64),
        thumbnail: z
          .instanceof(Uint8Array)
          .refine((bytes) => bytes.byteLength > 0 && bytes.byteLength <= mostThumbnailBytes)
          .nullable(),
      }),
      note,
      ['locked', 'not-found', 'already-finished', 'invalid-input', 'disk-full', 'disk-error'],
    ),
    /** Also puts away the name of one that did not arrive whole. */
    abandonAttachment: command(z.object({ id: attachmentId }), note.nullable(), ['locked']),
    /** Asks for a folder and writes the file there as it was; null where the officer thought better of it. */
    saveCopy: command(z.object({ id: attachmentId }), z.object({ path: z.string().nullable() }), [
      'locked',
      'not-found',
      'folder-unusable',
      'disk-full',
      'disk-error',
    ]),
  },
  events: { changed: z.object({ ids: z.array(noteId) }) },
} as const;

/** The whole picture, as it was attached. */
export const attachmentAddress = (id: string): string => `/evidence/notes/${id}/picture`;
export const attachmentThumbnailAddress = (id: string): string => `/evidence/notes/${id}/thumbnail`;
