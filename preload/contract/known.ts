// Known: the people, vehicles, property, places and events that this officer's reports speak of, each once, with its sources.
import { z } from 'zod';
import { command } from './definition.ts';
import { entityId, instant, reportId } from './ids.ts';

export const knownKind = z.enum(['person', 'vehicle', 'property', 'place', 'event']);
export type KnownKind = z.infer<typeof knownKind>;

/** As typed in the newest report that tells it; a date of birth that could be read as YYYY-MM-DD. */
const knownFact = z.object({ fact: z.string(), label: z.string(), value: z.string() });

export const knownSource = z.object({
  reportId,
  localReference: z.string(),
  reportTitle: z.string(),
  /** For example "Victim" or "Stolen"; empty where the report does not say. */
  role: z.string(),
  /** When that report was last changed. */
  at: instant,
});
export type KnownSource = z.infer<typeof knownSource>;

export const knownSummary = z.object({
  id: entityId,
  kind: knownKind,
  name: z.string(),
  facts: z.array(knownFact),
  /** The newest three. */
  sources: z.array(knownSource),
  mentionCount: z.number().int().min(1),
  /** Two reports tell a fact differently. */
  differs: z.boolean(),
});
export type KnownSummary = z.infer<typeof knownSummary>;

/** What the reports that speak of it say, fact by fact. */
export const knownFactHistory = z.object({
  fact: z.string(),
  label: z.string(),
  /** The newest first; more than one: they differ, and it is for the officer to settle. */
  told: z.array(z.object({ value: z.string(), sources: z.array(knownSource) })).min(1),
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
