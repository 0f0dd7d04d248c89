// Exports: recordings handed to a court, the CPS or another force, as a folder that anybody can check without Kerbdesk.
import { z } from 'zod';
import { command } from './definition.ts';
import { instant, jobId, recordingId } from './ids.ts';

export const exportRequest = z.object({
  /** What goes out, with the segments and side files of each; a redaction goes without what it was made from. */
  recordingIds: z.array(recordingId).min(1).max(200),
  /** For example "R v Marsh, Thames Magistrates’ Court". */
  purpose: z.string().trim().min(1).max(300),
  /** Data Protection Act 2018 s62(3)(b)(ii): the log of a disclosure identifies the recipients. */
  disclosedTo: z.string().trim().min(1).max(200),
  /** The officer’s own notes are working notes: they go out only where somebody says so. */
  includeNotes: z.boolean(),
});
export type ExportRequest = z.infer<typeof exportRequest>;

export const exportRecord = z.object({
  id: z.uuid(),
  at: instant,
  purpose: z.string(),
  disclosedTo: z.string(),
  folderName: z.string(),
  /** Of manifest-sha256.txt, lower-case hexadecimal: names every byte of the export. */
  manifestSha256: z.string().regex(/^[0-9a-f]{64}$/),
  recordingIds: z.array(recordingId),
});
export type ExportRecord = z.infer<typeof exportRecord>;

export const exports = {
  commands: {
    /** Asks for a folder, then writes into it; null where the officer closed the chooser. */
    start: command(exportRequest, z.object({ jobId }).nullable(), [
      'locked',
      'not-found',
      'busy',
      'disk-full',
      'folder-unusable',
    ]),
    /** Newest first; of one recording, or all. */
    list: command(z.object({ recordingId: recordingId.nullable() }), z.array(exportRecord), ['locked']),
  },
  events: {
    finished: z.object({
      jobId,
      /** The folder as the system spells it. */
      folder: z.string(),
      record: exportRecord,
    }),
  },
} as const;
