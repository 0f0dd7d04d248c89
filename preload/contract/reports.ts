// Reports: written at the kerb, saved as they are typed. Fields are data (see forms.ts); a draft may hold anything.
import { z } from 'zod';
import { withVehicleIds } from './collision/casualty-vehicle.ts';
import { command } from './definition.ts';
import { instant, noteId, recordingId, reportId } from './ids.ts';

export const reportKind = z.enum(['crime', 'collision', 'statement', 'witness-details']);
export type ReportKind = z.infer<typeof reportKind>;

/** Some forty pages: the browser stops typing here without a word, so no field comes near it. */
export const mostTypedCharacters = 150_000;

/** A field's value exactly as typed; rules are checked for display and never block a save. */
export const fieldValue = z.union([z.string().max(mostTypedCharacters), z.array(z.string().max(200)).max(100)]);
export type FieldValue = z.infer<typeof fieldValue>;

export const fieldValues = z.record(z.string().max(60), fieldValue);
export type FieldValues = z.infer<typeof fieldValues>;

/** One row of a repeated group, such as a person or an item of property. */
export const reportEntry = z.object({ id: z.uuid(), values: fieldValues });
export type ReportEntry = z.infer<typeof reportEntry>;

/** The lists that reports are made of; a definition says which of them its kind has. */
export const entryListIds = ['people', 'property', 'vehicles', 'casualties', 'offences'] as const;
export type EntryListId = (typeof entryListIds)[number];

const entries = (most: number) => z.array(reportEntry).max(most);

export const reportContent = z
  .object({
    values: fieldValues,
    people: entries(200),
    property: entries(500),
    // Reports that were written before these lists existed have none.
    vehicles: entries(200).default([]),
    casualties: entries(500).default([]),
    offences: entries(50).default([]),
  })
  // Whoever reads a report that was kept with numbers gets ids.
  .transform(withVehicleIds);
export type ReportContent = z.infer<typeof reportContent>;

export const emptyReportContent: ReportContent = {
  values: {},
  people: [],
  property: [],
  vehicles: [],
  casualties: [],
  offences: [],
};

export const missingCounts = z.object({
  neededNow: z.number().int().min(0),
  beforeSubmission: z.number().int().min(0),
  optional: z.number().int().min(0),
});

export const reportSummary = z.object({
  id: reportId,
  kind: reportKind,
  /** The report that a statement belongs to; the statement that witness details belong to. */
  parentId: reportId.nullable(),
  /** Provisional and local, for example "NE-4417-0093"; never a crime number. */
  localReference: z.string(),
  /** The force's own number, of this report or of the crime report that it belongs to; empty until it is known. */
  crimeNumber: z.string(),
  title: z.string(),
  status: z.enum(['draft', 'finished']),
  revision: z.number().int().min(0),
  createdAt: instant,
  updatedAt: instant,
  finishedAt: instant.nullable(),
  /** When the matter was reported to police, if that could be read: the 24 h clock runs from here. */
  reportedAt: instant.nullable(),
  missing: missingCounts,
  recordingIds: z.array(recordingId),
});
export type ReportSummary = z.infer<typeof reportSummary>;

/** One of the reports that belong together. */
export const belongingReport = reportSummary.extend({
  /** Of a statement: the entries of the report that it belongs to which speak of its witness. */
  witnessEntries: z.array(z.string()),
});
export type BelongingReport = z.infer<typeof belongingReport>;

export const report = reportSummary.extend({ content: reportContent });
export type Report = z.infer<typeof report>;

/** What a report said at the end of some minute of writing, or when it was finished. */
export const reportVersion = z.object({
  revision: z.number().int().min(0),
  because: z.enum(['written', 'finished']),
  at: instant,
  by: z.string(),
});
export type ReportVersion = z.infer<typeof reportVersion>;

export const reports = {
  commands: {
    list: command(
      z.object({ search: z.string().max(200), status: z.enum(['all', 'draft', 'finished']) }),
      z.array(reportSummary),
      ['locked'],
    ),
    /** `content` is what is known already, for example of the witness. */
    create: command(
      z.object({ kind: reportKind, parentId: reportId.nullable().default(null), content: reportContent.optional() }),
      report,
      ['locked', 'disk-full', 'disk-error'],
    ),
    get: command(z.object({ id: reportId }), report, ['locked', 'not-found']),
    /**
     * `revision` is the one the typing started from; the answer carries the new one. `noteIds` are notes whose text was put in: with
     * it they are joined to the report, or not at all.
     */
    save: command(
      z.object({
        id: reportId,
        revision: z.number().int().min(0),
        content: reportContent,
        noteIds: z.array(noteId).max(500).default([]),
      }),
      reportSummary,
      ['locked', 'not-found', 'revision-conflict', 'already-finished', 'disk-full', 'disk-error'],
    ),
    finish: command(z.object({ id: reportId, revision: z.number().int().min(0) }), report, [
      'locked',
      'not-found',
      'revision-conflict',
      'already-finished',
    ]),
    /** A finished report goes back to draft; the audit trail says so. */
    reopen: command(z.object({ id: reportId }), report, ['locked', 'not-found']),
    /** What it belongs to, and what belongs to it, in the order in which they were begun. */
    belonging: command(z.object({ id: reportId }), z.array(belongingReport), ['locked']),
    /** Newest first. */
    history: command(z.object({ id: reportId }), z.array(reportVersion), ['locked', 'not-found']),
    /** The version of that revision, and the one before it; the first one follows an empty report. */
    version: command(
      z.object({ id: reportId, revision: z.number().int().min(0) }),
      z.object({ content: reportContent, before: reportContent }),
      ['locked', 'not-found'],
    ),
    setRecordings: command(z.object({ id: reportId, recordingIds: z.array(recordingId).max(200) }), report, [
      'locked',
      'not-found',
      'already-finished',
    ]),
  },
  events: { changed: z.object({ ids: z.array(reportId) }) },
} as const;
