// What databases answer, one by one, and what may be said of it. A database that did not answer has not said "no match", and no match
// is not "no record elsewhere".
import { z } from 'zod';
import {
  biometricDatabase,
  databaseNames,
  finalAnswersWith,
  personPhoto,
  type BiometricDatabase,
  type Candidate,
} from '../biometric-search.ts';

const { hit, possible, noHit, error, timeout } = finalAnswersWith(personPhoto);
const database = { database: biometricDatabase };

/** How a database's part of the search ended. Candidates are personal data: shown, and neither stored nor logged. */
export const finalAnswer = z.discriminatedUnion('status', [
  hit.extend(database),
  possible.extend(database),
  /** Only where the database itself said so. */
  noHit.extend(database),
  error.extend(database),
  timeout.extend(database),
  /** Nothing that could be relied upon was heard of it to the end. */
  z.strictObject({ status: z.literal('not-answered'), ...database }),
]);
export type FinalAnswer = z.infer<typeof finalAnswer>;

/** Names the record within its database: the PNC identity, the IABS reference; its rank where it has neither. */
export function referenceOf(database: BiometricDatabase, { rank, person }: Candidate): string {
  const reference = database === 'police' ? person.police?.pncId : person.immigration?.iabsReference;
  return reference ?? `Candidate ${rank}`;
}

export const candidatesOf = (answer: FinalAnswer): readonly Candidate[] =>
  answer.status === 'hit' || answer.status === 'possible' ? answer.candidates : [];

export interface SearchSummary {
  /** `none-found` only where every database that was asked said so; `incomplete` where one did not and none found anybody. */
  readonly found: 'waiting' | 'hit' | 'possible' | 'none-found' | 'incomplete';
  /** That were asked and have not answered yet. */
  readonly waiting: readonly BiometricDatabase[];
  /** That answered with an error or not in time: what they hold is not known. */
  readonly unanswered: readonly BiometricDatabase[];
}

export function summaryOf(asked: readonly BiometricDatabase[], answers: readonly FinalAnswer[]): SearchSummary {
  const statusOf = (one: BiometricDatabase) => answers.find((answer) => answer.database === one)?.status;
  const waiting = asked.filter((one) => statusOf(one) === undefined);
  const unanswered = asked.filter((one) => isWithout(statusOf(one)));
  const statuses = new Set(asked.map(statusOf));
  return { found: foundOf(statuses, waiting.length, unanswered.length), waiting, unanswered };
}

/** What this database holds is not known. */
const isWithout = (status: FinalAnswer['status'] | undefined): boolean =>
  status === 'error' || status === 'timeout' || status === 'not-answered';

function foundOf(
  statuses: ReadonlySet<FinalAnswer['status'] | undefined>,
  waiting: number,
  unanswered: number,
): SearchSummary['found'] {
  if (statuses.has('hit')) return 'hit';
  if (statuses.has('possible')) return 'possible';
  if (waiting > 0) return 'waiting';
  // A search of nothing found nothing out.
  return unanswered > 0 || statuses.size === 0 ? 'incomplete' : 'none-found';
}

const namesOf = (databases: readonly BiometricDatabase[]): string =>
  databases.map((one) => databaseNames[one]).join(' and ');

/** One or two sentences over all answers. */
export function summaryWords(asked: readonly BiometricDatabase[], answers: readonly FinalAnswer[]): string {
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
