// STATS19 rows: a collision report written as the three published files, and published files checked.
import { z } from 'zod';
import { command } from './definition.ts';
import { reportId } from './ids.ts';

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

export const stats19 = {
  commands: {
    /** Asks for a folder and writes the rows there as three files; null where the officer closed the chooser. */
    save: command(
      z.object({ id: reportId }),
      z.object({ folder: z.string(), files: z.array(z.string()), lacking: z.array(z.string()) }).nullable(),
      ['locked', 'not-found', 'disk-full', 'folder-unusable'],
    ),
    /** Asks for a folder and checks the CSV files in it; null where the officer closed the chooser. */
    check: command(z.null(), z.object({ folder: z.string(), files: z.array(checkedFile) }).nullable(), [
      'folder-unusable',
    ]),
  },
  events: {},
} as const;
