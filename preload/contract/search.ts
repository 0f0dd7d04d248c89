// Search: one box over everything in the vault, as it is typed, each hit with the reason for it.
import { z } from 'zod';
import { command } from './definition.ts';
import { instant } from './ids.ts';

export const searchKind = z.enum([
  'person',
  'vehicle',
  'property',
  'place',
  'event',
  'exhibit',
  'report',
  'note',
  'recording',
  'marker',
]);
export type SearchKind = z.infer<typeof searchKind>;

export const searchHit = z.object({
  kind: searchKind,
  /** Tells it apart from every other hit. */
  key: z.string(),
  /** What is opened: an entity, an exhibit, a report, a note or a recording. */
  id: z.uuid(),
  title: z.string(),
  /** What tells it from others of the same title: references and roles. */
  detail: z.string(),
  /** When it was made or last changed, where that is known. */
  at: instant.nullable(),
  /** How long a recording is; where in it a marker stands. */
  seconds: z.number().min(0).nullable(),
  reason: z.object({
    /** For example "Phone" or "What happened". */
    label: z.string(),
    /** The words around what was found, in pieces; empty where the title shows it already. */
    snippet: z.array(z.object({ text: z.string(), isMarked: z.boolean() })),
  }),
});
export type SearchHit = z.infer<typeof searchHit>;
export type SearchReason = SearchHit['reason'];

export const search = {
  commands: {
    /** At most `limit` of each kind. Exact references and plates first, then names, then text; the newest first among equals. */
    find: command(z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(20) }), z.array(searchHit), [
      'locked',
    ]),
  },
  events: {},
} as const;
