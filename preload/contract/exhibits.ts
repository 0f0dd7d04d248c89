// Exhibits: a recording or a thing under the initials of whoever produces it and a number (JS/1), what reports say of it, and who had
// it since.
import { z } from 'zod';
import { command } from './definition.ts';
import { exhibitFact, exhibitMention, mostCharacters } from './exhibits/mention.ts';
import { recordingKind } from './footage.ts';
import { exhibitId, instant, recordingId, reportId } from './ids.ts';
import { reportKind } from './reports.ts';

/** Initials as they stand before the stroke: letters, and what names bring with them. */
export const producer = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^\p{L}[\p{L}'-]{0,7}$/u);

/** "JS/1" is an original, "JS/1A" the first thing made from it. */
export const exhibitMark = z.object({
  producer,
  number: z.number().int().min(1).max(9999),
  suffix: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{0,2}$/),
});
export type ExhibitMark = z.infer<typeof exhibitMark>;

export const exhibitLabel = (mark: ExhibitMark): string => `${mark.producer}/${mark.number}${mark.suffix}`;

const description = z.string().trim().min(1).max(mostCharacters.description);
const foundWhere = z.string().trim().max(mostCharacters.foundWhere);
const foundWhen = z.string().trim().max(mostCharacters.foundWhen);

export const movementKind = z.enum(['handed-over', 'received', 'returned', 'sealed', 'copied', 'other']);
export type MovementKind = z.infer<typeof movementKind>;

/** The report that tells of an exhibit. */
export const exhibitReport = z.object({
  id: reportId,
  kind: reportKind,
  localReference: z.string(),
  /** The force's own; empty until it is known. */
  crimeNumber: z.string(),
  title: z.string(),
});
export type ExhibitReport = z.infer<typeof exhibitReport>;

/** One that an exhibit was taken from or that names it. */
export const exhibitSource = exhibitMention.extend({
  report: exhibitReport,
  /** The exhibit was put on the list from here; else it is only named here. */
  isTakenFrom: z.boolean(),
  /** It says nothing of it any more: what it said is on the list. */
  isGone: z.boolean(),
  /** What it says otherwise than the list, until the officer settles it. */
  conflicts: z.array(z.object({ fact: exhibitFact, mine: z.string(), theirs: z.string() })),
});
export type ExhibitSource = z.infer<typeof exhibitSource>;

/** What a report tells of and the list has not: seized property, what a statement produces or names. */
export const exhibitOffer = exhibitMention.extend({
  report: exhibitReport,
  /** What it would be called; the officer may change it. */
  mark: exhibitMark,
  /** The officer said that it is no exhibit. */
  isRefused: z.boolean(),
});
export type ExhibitOffer = z.infer<typeof exhibitOffer>;

export const exhibitSummary = z.object({
  id: exhibitId,
  label: z.string(),
  description: z.string(),
  producedAt: instant,
  /** Null for a thing. */
  recordingId: recordingId.nullable(),
  /** Empty for a thing. */
  recordingTitle: z.string(),
  recordingKind: recordingKind.nullable(),
  erasedAt: instant.nullable(),
  foundWhere: z.string(),
  /** As written down: "22 Nov 2026, 14:05". */
  foundWhen: z.string(),
  /** Who produces it. */
  producerName: z.string(),
  /** Put on the list by mistake: its label is not given again. */
  withdrawn: z.object({ at: instant, because: z.string() }).nullable(),
  /** That it was taken from. */
  report: exhibitReport.nullable(),
  /** What of that report it is: see `exhibitMention`; empty for none. */
  entry: z.string(),
  /** Which of the report's property, from 1; 0 for none. */
  place: z.number().int().min(0),
  /** How often reports say otherwise. */
  conflictCount: z.number().int().min(0),
  /** Who had it last, by its movements; null where it has not left the producer. */
  withWhom: z.string().nullable(),
  movementCount: z.number().int().min(0),
});
export type ExhibitSummary = z.infer<typeof exhibitSummary>;

/** One line of the continuity list, from where it was written down. */
export const continuityEntry = z.object({
  at: instant,
  source: z.enum(['custody', 'audit', 'movement']),
  what: z.string(),
  who: z.string().nullable(),
  detail: z.string(),
});
export type ContinuityEntry = z.infer<typeof continuityEntry>;

/** Everything a court asks of an exhibit, in the order in which it happened. */
export const exhibit = exhibitSummary.extend({
  producer: z.string(),
  /** Of the recording; null for a thing. */
  file: z
    .object({ name: z.string(), bytes: z.number().int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
    .nullable(),
  startedAt: instant.nullable(),
  /** The label of the exhibit that it was made from, if that is one. */
  derivedFrom: z.string().nullable(),
  /** What it was taken from first, then what names it. */
  sources: z.array(exhibitSource),
  continuity: z.array(continuityEntry),
});
export type Exhibit = z.infer<typeof exhibit>;

const whom = z.string().trim().max(120);
const mentionId = z.object({ reportId, entry: z.string().max(100) });

export const exhibits = {
  commands: {
    /** What it would be called; the officer may change it. */
    propose: command(
      z.object({ recordingId: recordingId.nullable() }),
      exhibitMark.extend({ description: z.string() }),
      ['locked', 'not-found', 'deleted'],
    ),
    make: command(z.object({ recordingId, mark: exhibitMark, description }), exhibit, [
      'locked',
      'not-found',
      'deleted',
      'exhibit-taken',
    ]),
    /** Where and when are those of a thing; left out, they stay. */
    describe: command(
      z.object({ id: exhibitId, description, foundWhere: foundWhere.optional(), foundWhen: foundWhen.optional() }),
      exhibit,
      ['locked', 'not-found'],
    ),
    /** The newest reports first. */
    offers: command(z.null(), z.array(exhibitOffer), ['locked']),
    /** A thing, from what a report says of it or by hand. */
    add: command(
      z.object({
        source: mentionId.nullable(),
        mark: exhibitMark,
        description,
        foundWhere,
        foundWhen,
        /** Empty: this officer. */
        producerName: whom,
      }),
      exhibit,
      ['locked', 'not-found', 'exhibit-taken'],
    ),
    /** What is offered is no exhibit, or may be one after all. */
    refuse: command(mentionId.extend({ isRefused: z.boolean() }), z.null(), ['locked', 'not-found']),
    /** Where the list and a report differ; `theirs` is what the officer read there. */
    settle: command(
      mentionId.extend({ id: exhibitId, fact: exhibitFact, take: z.enum(['mine', 'theirs']), theirs: z.string() }),
      exhibit,
      ['locked', 'not-found', 'revision-conflict'],
    ),
    /** Of a thing that never changed hands: it was put on the list by mistake. */
    withdraw: command(z.object({ id: exhibitId, because: z.string().trim().min(1).max(300) }), exhibit, [
      'locked',
      'not-found',
      'invalid-input',
    ]),
    list: command(z.object({ search: z.string().max(200) }), z.array(exhibitSummary), ['locked']),
    get: command(z.object({ id: exhibitId }), exhibit, ['locked', 'not-found']),
    /** Appended; never changed afterwards. */
    move: command(
      z.object({
        id: exhibitId,
        at: instant,
        what: movementKind,
        from: whom.min(1),
        to: whom,
        note: z.string().trim().max(500),
      }),
      exhibit,
      ['locked', 'not-found', 'invalid-input'],
    ),
  },
  events: { changed: z.object({ ids: z.array(exhibitId) }) },
} as const;
