// The notebook as main sees it. Every change is an audit entry in the same transaction; of typing, as of a report, its sittings.
import type { AttachmentId, Instant, NoteId, ReportId } from '#contract/ids.ts';
import type { Note, NotesPage, NotesQuery, NoteSummary, PictureType, SaveNote } from '#contract/notebook.ts';

/** What is needed to hand an attachment out. */
export interface AttachmentFacts {
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly picture: PictureType | null;
  /** Of the note that it belongs to. */
  readonly noteNumber: number;
}

export interface NotebookApi {
  listNotes(input: NotesQuery): Promise<NotesPage>;
  getNote(input: { id: NoteId; at: Instant }): Promise<Note>;
  saveNote(input: SaveNote & { at: Instant }): Promise<Note>;
  signNotes(input: { notes: readonly { id: NoteId; revision: number }[]; at: Instant }): Promise<Note[]>;
  linkNote(input: { noteId: NoteId; reportId: ReportId; at: Instant }): Promise<Note>;
  unlinkNote(input: { noteId: NoteId; reportId: ReportId; at: Instant }): Promise<Note>;
  notesOfReport(input: { reportId: ReportId }): Promise<NoteSummary[]>;

  beginNoteAttachment(input: {
    id: AttachmentId;
    noteId: NoteId;
    fileName: string;
    bytes: number;
    at: Instant;
  }): Promise<void>;
  addToNoteAttachment(input: { id: AttachmentId; offset: number; bytes: Uint8Array }): Promise<void>;
  finishNoteAttachment(input: {
    id: AttachmentId;
    sha256: string;
    thumbnail: Uint8Array | null;
    at: Instant;
  }): Promise<Note>;
  /** Answers its note; null where there was no such attachment. */
  abandonNoteAttachment(input: { id: AttachmentId }): Promise<Note | null>;
  /** Notes the consultation. */
  openNoteAttachment(input: { id: AttachmentId; at: Instant }): Promise<AttachmentFacts>;
  /** One piece of it; pieces are numbered from 0. */
  readNoteAttachment(input: { id: AttachmentId; piece: number }): Promise<Uint8Array>;
  readNoteThumbnail(input: { id: AttachmentId }): Promise<Uint8Array>;
  /** Before it is: a copy outside the vault is never without its entry. */
  noteAttachmentCopied(input: { id: AttachmentId; at: Instant }): Promise<void>;
  /** The copy that was noted did not come about. */
  noteAttachmentNotCopied(input: { id: AttachmentId; at: Instant }): Promise<void>;
}

export interface NotebookFilesApi {
  /**
   * Notes the disclosure, then writes the attachment into the folder, under a name that is free there, whole or not at all. Rejects with
   * `disk-full` or `folder-unusable`; the trail says that it failed.
   */
  copyNoteAttachment(input: { id: AttachmentId; folder: string; at: Instant }): Promise<{ path: string }>;
}
