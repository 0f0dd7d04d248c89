// An identification as the vault keeps it: what was typed before there was a power, and what is known since. Never a print.
import { z } from 'zod';
import { identificationId, instant, reportId } from '../ids.ts';
import { identificationFacts } from './audit-facts.ts';
import { identificationDraft } from './draft.ts';

export const keptIdentification = z.object({
  id: identificationId,
  revision: z.number().int().min(0),
  startedAt: instant,
  updatedAt: instant,
  draft: identificationDraft,
  /** Null until a power was recorded. */
  facts: identificationFacts.nullable(),
  /** The report that it was begun from. */
  reportId: reportId.nullable(),
});
export type KeptIdentification = z.infer<typeof keptIdentification>;
