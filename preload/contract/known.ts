// Known: the people, vehicles, property, places and events that this officer's reports speak of, each once, with its sources.
import { z } from 'zod';
import { command } from './definition.ts';
import { entityId, instant, reportId } from './ids.ts';
import { reportKind } from './reports.ts';

export const knownKind = z.enum(['person', 'vehicle', 'property', 'place', 'event']);
export type KnownKind = z.infer<typeof knownKind>;

export const knownSource = z.object({
  reportId,
  localReference: z.string(),
  /** The force's own; empty until it is known. */
  crimeNumber: z.string(),
  reportTitle: z.string(),
  kind: reportKind,
  /** Who wrote it last; empty for a report of before that was kept. */
  by: z.string(),
  /** For example "Victim" or "Stolen"; empty where the report does not say. */
  role: z.string(),
  /** When that report was last changed. */
  at: instant,
});
export type KnownSource = z.infer<typeof knownSource>;

/**
 * As typed in the newest report that tells it, or as the officer settled it; a date of birth that could be read as YYYY-MM-DD.
 * `source` is the newest that tells this value.
 */
const knownFact = z.object({ fact: z.string(), label: z.string(), value: z.string(), source: knownSource });

export const knownSummary = z.object({
  id: entityId,
  kind: knownKind,
  name: z.string(),
  facts: z.array(knownFact),
  /** The newest three. */
  sources: z.array(knownSource),
  mentionCount: z.number().int().min(1),
  /** Two reports tell a fact differently, and the officer has not settled it. */
  differs: z.boolean(),
});
export type KnownSummary = z.infer<typeof knownSummary>;

/** What the reports that speak of it say, fact by fact. */
export const knownFactHistory = z.object({
  fact: z.string(),
  label: z.string(),
  /** The settled one, then the newest first; more than one: they differ, and it is for the officer to settle. */
  told: z.array(z.object({ value: z.string(), sources: z.array(knownSource) })).min(1),
  /** Which of several the officer chose, and over which: it stays settled until a source tells yet another. */
  settled: z.object({ value: z.string(), over: z.array(z.string()), at: instant }).nullable(),
});
export type KnownFactHistory = z.infer<typeof knownFactHistory>;

export const knownProposal = z.object({ known: knownSummary, reasons: z.array(z.string()).min(1) });
export type KnownProposal = z.infer<typeof knownProposal>;

export const knownEntity = knownSummary.extend({
  history: z.array(knownFactHistory),
  mentions: z.array(knownSource.extend({ entityId })),
  /** What the officer has joined to it, each to be parted again. */
  joined: z.array(z.object({ id: entityId, name: z.string(), at: instant })),
  /** What may be the same, the likeliest first. */
  proposals: z.array(knownProposal).max(5),
});
export type Known = z.infer<typeof knownEntity>;

export const knownOffer = z.object({
  known: knownSummary,
  /** Why it is offered, for example "same plate" or "sounds like “Smyth”". */
  reason: z.string(),
});
export type KnownOffer = z.infer<typeof knownOffer>;

/** An entry of a report as the table of sources reads it: see `mentionKey`. */
const entryOfReport = z.object({ reportId, entry: z.string().max(100) });

/** What others than one entry tell of the entity that it speaks of. */
export const toldElsewhere = z.object({
  id: entityId,
  name: z.string(),
  /** How many reports besides this entry's speak of it. */
  reportCount: z.number().int().min(1),
  history: z.array(knownFactHistory),
});
export type ToldElsewhere = z.infer<typeof toldElsewhere>;

const pair = z.object({ entityId, otherId: entityId });

export const known = {
  commands: {
    /** What fits a name, plate, number or street as it is typed; at once, and also misspelt. */
    offer: command(
      z.object({
        kind: knownKind,
        typed: z.string().max(200),
        limit: z.number().int().min(1).max(20),
        /** Not to be offered: the entry that is being typed, and what is in the report already. */
        except: z.array(entityId).max(1000).optional(),
        /** The entry that is being typed: neither what it tells itself nor what it is of already is offered. */
        entry: entryOfReport.optional(),
      }),
      z.array(knownOffer).max(20),
      ['locked'],
    ),
    /** The newest first; with words to find, the best first. `before` is where the page before ended. */
    list: command(
      z.object({
        kind: knownKind.nullable(),
        search: z.string().max(200),
        limit: z.number().int().min(1).max(200),
        before: z.number().int().nullable(),
      }),
      z.object({ known: z.array(knownSummary), next: z.number().int().nullable() }),
      ['locked'],
    ),
    get: command(z.object({ entityId }), knownEntity, ['locked', 'not-found']),
    /** The two are one: what is told of the other is told of it from now on. */
    join: command(pair, knownEntity, ['locked', 'not-found']),
    /** Takes a joining back: what was joined is by itself again. */
    part: command(z.object({ entityId }), knownEntity, ['locked', 'not-found']),
    /** The two are not the same: it is not proposed again. */
    keepApart: command(pair, knownEntity, ['locked', 'not-found']),
    /** Null where nothing else tells of it. `chosen`: whom the officer took for the entry, which need not be saved yet. */
    told: command(entryOfReport.extend({ chosen: entityId.nullable() }), toldElsewhere.nullable(), ['locked']),
    /** Of what reports tell differently, this is right; the others are named, so that yet another opens the question again. */
    settle: command(
      z.object({
        entityId,
        fact: z.string().min(1).max(60),
        value: z.string().min(1).max(50_000),
        over: z.array(z.string().max(50_000)).min(1).max(100),
      }),
      z.null(),
      ['locked', 'not-found'],
    ),
    /**
     * Which of these words, of any case, are the name of a person or business in some report. Reports that were never read for it are read
     * first, some at each question; until all are, `isComplete` is false and every word may be a name.
     */
    namesAmong: command(
      z.object({ words: z.array(z.string().max(60)).max(20_000) }),
      z.object({ names: z.array(z.string()), isComplete: z.boolean() }),
      ['locked'],
    ),
  },
  events: { changed: z.object({ ids: z.array(entityId) }) },
} as const;
