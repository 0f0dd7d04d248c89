// Exhibits: a recording under the initials of whoever produces it and a number (JS/1), and who had it since.
import { z } from 'zod';
import { command } from './definition.ts';
import { recordingKind } from './footage.ts';
import { exhibitId, instant, recordingId } from './ids.ts';

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

const description = z.string().trim().min(1).max(500);

export const movementKind = z.enum(['handed-over', 'received', 'returned', 'sealed', 'copied', 'other']);
export type MovementKind = z.infer<typeof movementKind>;

export const exhibitSummary = z.object({
  id: exhibitId,
  label: z.string(),
  description: z.string(),
  producedAt: instant,
  recordingId,
  recordingTitle: z.string(),
  recordingKind,
  erasedAt: instant.nullable(),
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
  producerName: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().min(0),
  fileName: z.string(),
  startedAt: instant.nullable(),
  /** The label of the exhibit that it was made from, if that is one. */
  derivedFrom: z.string().nullable(),
  continuity: z.array(continuityEntry),
});
export type Exhibit = z.infer<typeof exhibit>;

const whom = z.string().trim().max(120);

export const exhibits = {
  commands: {
    /** What it would be called; the officer may change it. */
    propose: command(z.object({ recordingId }), exhibitMark.extend({ description: z.string() }), [
      'locked',
      'not-found',
      'deleted',
    ]),
    make: command(z.object({ recordingId, mark: exhibitMark, description }), exhibit, [
      'locked',
      'not-found',
      'deleted',
      'exhibit-taken',
    ]),
    describe: command(z.object({ id: exhibitId, description }), exhibit, ['locked', 'not-found']),
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
  events: {},
} as const;
