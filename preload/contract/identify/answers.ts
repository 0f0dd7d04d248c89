// What databases answer, one by one, and what may be said of it. A database that did not answer has not said "no match", and no match
// is not "no record elsewhere".
import { z } from 'zod';
import { instant } from '../ids.ts';
import { printPosition } from './fingers.ts';

export const database = z.enum(['ident1', 'iabs']);
export type Database = z.infer<typeof database>;

export const databaseNames: Readonly<Record<Database, string>> = { ident1: 'IDENT1', iabs: 'IABS' };

const line = z.string().trim().min(1).max(200);
const lines = z.array(line).max(50);
const score = z.number().min(0).max(1_000_000);

/** A JPEG in base64; a face, for the officer's comparison. Shown, and kept nowhere. */
const photo = z.base64().max(400_000);

/** A record that may be this person's. Personal data: it is shown, and neither stored nor logged. */
export const candidate = z.object({
  rank: z.number().int().min(1).max(50),
  /** PNC identity or IABS reference: names the record within its database. */
  reference: line,
  croNumber: line.nullable(),
  score,
  fingers: z.array(z.object({ position: printPosition, score })).max(13),
  name: line.nullable(),
  aliases: lines,
  born: z.iso.date().nullable(),
  birthplace: line.nullable(),
  nationality: line.nullable(),
  description: z.string().trim().max(2000).nullable(),
  photo: photo.nullable(),
  /** Warning signals, as the database words them. */
  warnings: lines,
  wantedOrMissing: lines,
  /** Of an immigration record. */
  statusFlag: line.nullable(),
  /** That Command & Control is to be contacted, and what for; null where it is not asked. */
  commandAndControl: z.string().trim().min(1).max(1000).nullable(),
});
export type Candidate = z.infer<typeof candidate>;

const settled = { database, elapsedMs: z.number().int().min(0) };
const searched = {
  ...settled,
  /** From which score on a record is a hit. */
  threshold: score,
  /** When the gateway says that it purged its copy of the prints; null where it does not say. */
  purgedAt: instant.nullable(),
};
const candidates = z.array(candidate).min(1).max(50);

export const databaseAnswer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('hit'), ...searched, candidates }),
  z.object({ status: z.literal('possible'), ...searched, candidates }),
  /** Only where the database itself said so. */
  z.object({ status: z.literal('no-hit'), ...searched }),
  /** It answered that it cannot answer; `problem` in words for an officer. */
  z.object({ status: z.literal('error'), ...settled, problem: z.string().trim().min(1).max(500) }),
  z.object({ status: z.literal('timeout'), ...settled }),
]);
export type DatabaseAnswer = z.infer<typeof databaseAnswer>;

export const candidatesOf = (answer: DatabaseAnswer): readonly Candidate[] =>
  answer.status === 'hit' || answer.status === 'possible' ? answer.candidates : [];

export interface SearchSummary {
  /** `none-found` only where every database that was asked said so; `incomplete` where one did not and none found anybody. */
  readonly found: 'waiting' | 'hit' | 'possible' | 'none-found' | 'incomplete';
  /** That were asked and have not answered yet. */
  readonly waiting: readonly Database[];
  /** That answered with an error or not in time: what they hold is not known. */
  readonly unanswered: readonly Database[];
}

export function summaryOf(asked: readonly Database[], answers: readonly DatabaseAnswer[]): SearchSummary {
  const statusOf = (one: Database) => answers.find((answer) => answer.database === one)?.status;
  const waiting = asked.filter((one) => statusOf(one) === undefined);
  const unanswered = asked.filter((one) => statusOf(one) === 'error' || statusOf(one) === 'timeout');
  const statuses = new Set(asked.map(statusOf));
  return { found: foundOf(statuses, waiting.length, unanswered.length), waiting, unanswered };
}

function foundOf(
  statuses: ReadonlySet<DatabaseAnswer['status'] | undefined>,
  waiting: number,
  unanswered: number,
): SearchSummary['found'] {
  if (statuses.has('hit')) return 'hit';
  if (statuses.has('possible')) return 'possible';
  if (waiting > 0) return 'waiting';
  // A search of nothing found nothing out.
  return unanswered > 0 || statuses.size === 0 ? 'incomplete' : 'none-found';
}

const namesOf = (databases: readonly Database[]): string => databases.map((one) => databaseNames[one]).join(' and ');

/** One or two sentences over all answers. */
export function summaryWords(asked: readonly Database[], answers: readonly DatabaseAnswer[]): string {
  const { found, waiting, unanswered } = summaryOf(asked, answers);
  const missing =
    unanswered.length === 0 ? '' : ` ${namesOf(unanswered)} did not answer: what is held there is not known.`;
  const still = waiting.length === 0 ? '' : ` Waiting for ${namesOf(waiting)}.`;
  if (found === 'hit') return `Match found.${missing}${still}`;
  if (found === 'possible') return `Possible match found: compare.${missing}${still}`;
  if (found === 'waiting') return `${missing}${still}`.trim();
  if (found === 'incomplete') return `Not established.${missing}`;
  return `No match in ${namesOf(asked)}. This does not mean that there is no record elsewhere.`;
}
