// STATS19 rows: a collision report written as the three published files, published files checked, and one of their collisions taken in.
import { z } from 'zod';
import { command } from './definition.ts';
import { reportId } from './ids.ts';
import { report } from './reports.ts';

const finding = z.object({
  /** An error is a breach of the format; a warning is a code or a fact to look at. */
  level: z.enum(['error', 'warning']),
  line: z.number().int().min(1),
  column: z.number().int().min(1),
  message: z.string(),
  /** On how many lines. */
  times: z.number().int().min(1),
});

export const checkedFile = z.object({
  name: z.string(),
  /** For example "vehicles as published with the data of 2024"; null where the columns are not known. */
  layout: z.string().nullable(),
  rows: z.number().int().min(0),
  errors: z.number().int().min(0),
  warnings: z.number().int().min(0),
  /** The first of each kind. */
  findings: z.array(finding),
  /** Further kinds that are not listed. */
  unlisted: z.number().int().min(0),
});
export type CheckedFile = z.infer<typeof checkedFile>;

/** Shown at most; the counts are of all. */
export const mostFindingsShown = 100;
export const mostFilesChecked = 50;
/** A year of the whole country is below 50 MB; what is far larger is no file of one year, and would take minutes. */
export const mostBytesInFile = 64_000_000;
/** Of all files of a folder together. */
export const mostBytesInFolder = 256_000_000;

export const checkedFolder = z.object({
  folder: z.string(),
  files: z.array(checkedFile),
  /** CSV files beyond the first `mostFilesChecked`, which were not opened. */
  unopened: z.number().int().min(0),
});
export type CheckedFolder = z.infer<typeof checkedFolder>;

/** To whom and why: rows leave the vault, and hold more of a person than they seem to. */
export const rowsRequest = z.object({
  id: reportId,
  purpose: z.string().trim().min(1).max(300),
  /** Data Protection Act 2018 s62(4): to whom it was disclosed. */
  disclosedTo: z.string().trim().min(1).max(200),
});
export type RowsRequest = z.infer<typeof rowsRequest>;

export const savedRows = z.object({
  folder: z.string(),
  files: z.array(z.string()),
  /** What rows need and the report does not say, in sentences. */
  lacking: z.array(z.string()),
});
export type SavedRows = z.infer<typeof savedRows>;

/** One collision of published files, for choosing among them. */
export const publishedCollision = z.object({
  /** `collision_index`: the year and the reference together. */
  index: z.string().max(60),
  reference: z.string(),
  /** As published: DD/MM/YYYY and HH:MM. */
  date: z.string(),
  time: z.string(),
  /** The code: 1 fatal, 2 serious, 3 slight; anything else as it stands there. */
  severity: z.string(),
  /** As the row of the collision says. */
  vehicles: z.string(),
  casualties: z.string(),
});
export type PublishedCollisionSummary = z.infer<typeof publishedCollision>;

export const mostCollisionsListed = 200;

export const publishedFolder = z.object({
  folder: z.string(),
  /** Every CSV file, and why it cannot be taken in where it cannot. */
  files: z.array(
    z.object({ name: z.string(), rows: z.number().int().min(0), what: z.string(), problem: z.string().nullable() }),
  ),
  unopened: z.number().int().min(0),
});
export type PublishedFolder = z.infer<typeof publishedFolder>;

/** What becomes of one published collision, before anything is kept. */
export const publishedPreview = z.object({
  collision: publishedCollision,
  title: z.string(),
  vehicles: z.number().int().min(0),
  casualties: z.number().int().min(0),
  /** What to look at: codes that are not known, rows that are not there. */
  cautions: z.array(z.string()),
  /** Cells that the report cannot hold, or works out anew; those that hold nothing are left out. */
  losses: z.array(
    z.object({
      /** "Collision", "Vehicle 2". */
      of: z.string(),
      column: z.string(),
      was: z.string(),
      becomes: z.string(),
      reason: z.enum(['not-held', 'worked-out', 'not-asked']),
    }),
  ),
});
export type PublishedPreview = z.infer<typeof publishedPreview>;

export const stats19 = {
  commands: {
    /** Asks for a folder and writes the rows there as three files, all or none; null where the officer closed the chooser. */
    save: command(rowsRequest, savedRows.nullable(), ['locked', 'not-found', 'busy', 'disk-full', 'folder-unusable']),
    /** Asks for a folder and checks the CSV files in it; null where the officer closed the chooser. */
    check: command(z.null(), checkedFolder.nullable(), ['busy', 'folder-unusable']),
    /** Asks for a folder of published files to take a collision from; null where the officer closed the chooser. */
    openPublished: command(z.null(), publishedFolder.nullable(), ['locked', 'busy', 'folder-unusable']),
    /** The collisions of the folder that was opened last, by reference, index or date; all for an empty search. */
    findPublished: command(
      z.object({ search: z.string().max(60) }),
      z.object({ collisions: z.array(publishedCollision).max(mostCollisionsListed), total: z.number().int().min(0) }),
      ['locked', 'not-found'],
    ),
    previewPublished: command(z.object({ index: z.string().max(60) }), publishedPreview, [
      'locked',
      'not-found',
      'busy',
      'folder-unusable',
    ]),
    /** Makes a draft of it. */
    importPublished: command(z.object({ index: z.string().max(60) }), report, [
      'locked',
      'not-found',
      'busy',
      'folder-unusable',
      'disk-full',
      'disk-error',
    ]),
  },
  events: {},
} as const;
