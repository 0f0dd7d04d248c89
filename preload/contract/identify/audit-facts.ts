// What is kept of an identification, at any step of it: who used which power on what grounds, what was told, asked and answered, and
// that the prints are gone. No print, and nothing that a database said about anybody: only whether it found somebody.
import { z } from 'zod';
import { biometricDatabase } from '../biometric-search.ts';
import type { At, Identification } from '../identify.ts';
import { controlContact, purgeReceipt, stopReason } from '../identify.ts';
import { identificationId, instant, officerId, type OfficerId } from '../ids.ts';
import { candidatesOf } from './answers.ts';
import { printPosition, whyNotTaken } from './fingers.ts';
import { personDescribed } from './person.ts';
import { notice, type Power } from './power.ts';

const groundOfDoubt = z.object({ kind: z.enum(['not-known', 'doubted']), words: z.string() });

export const identificationFacts = z.strictObject({
  id: identificationId,
  officerId,
  startedAt: instant,
  /** Null while it is under way. */
  endedAt: instant.nullable(),
  place: z.string(),
  /** Null where it was given up before one was recorded. */
  power: z.enum(['pace-61-6a', 'consent']).nullable(),
  suspectedOffence: z.string().nullable(),
  groundOfDoubt: groundOfDoubt.nullable(),
  /** Who consented, where no power was used. */
  consentFrom: z.string().nullable(),
  notice: notice.nullable(),
  fingers: z.array(
    z.strictObject({
      position: printPosition,
      isTaken: z.boolean(),
      whyNot: whyNotTaken.nullable(),
      /** In the officer's words; null for none, as in records from before it was kept. */
      note: z.string().nullable().default(null),
    }),
  ),
  transactionNumber: z.string().nullable(),
  databases: z.array(
    z.strictObject({
      database: biometricDatabase,
      /** Null: it was asked, and the search was given up before it answered. */
      status: z.enum(['hit', 'possible', 'no-hit', 'error', 'timeout', 'not-answered']).nullable(),
      elapsedMilliseconds: z.number().int().min(0).nullable(),
      candidates: z.number().int().min(0),
    }),
  ),
  outcome: z.enum(['identified', 'no-match', 'not-established']).nullable(),
  disposal: z.string().nullable(),
  /** Why identity was not established, and what the officer noted of the outcome; null for none. */
  notEstablishedWhy: z.string().nullable().default(null),
  outcomeNote: z.string().nullable().default(null),
  commandAndControl: controlContact.nullable(),
  stopped: stopReason.nullable(),
  person: personDescribed.nullable(),
  /** Null only where no finger was ever asked for. */
  purge: purgeReceipt.nullable(),
});
export type IdentificationFacts = z.infer<typeof identificationFacts>;

function groundsOf(
  used: Power | null,
): Pick<IdentificationFacts, 'power' | 'suspectedOffence' | 'groundOfDoubt' | 'consentFrom'> {
  if (used === null) return { power: null, suspectedOffence: null, groundOfDoubt: null, consentFrom: null };
  if (used.kind === 'consent')
    return { power: used.kind, suspectedOffence: null, groundOfDoubt: null, consentFrom: used.from };
  const { name, suspectedOffence } = used;
  const words = name.kind === 'doubted' ? name.grounds : name.whyNotAscertained;
  return { power: used.kind, suspectedOffence, groundOfDoubt: { kind: name.kind, words }, consentFrom: null };
}

const written = (words: string): string | null => (words === '' ? null : words);

/** What a step does not have yet is not known. */
const nothingYet = {
  power: null,
  notice: null,
  fingers: [],
  search: null,
  answers: [],
  purge: null,
  contact: null,
} satisfies Partial<At<'ended'>>;

export function factsOf(state: Identification, officer: OfficerId): IdentificationFacts {
  const all: Omit<At<'ended'>, 'step' | 'stopped'> = { ...nothingYet, ...state };
  const { id, startedAt, place, power, notice: told, fingers, search, answers, person, purge, contact } = all;
  const result = state.step === 'done' ? state.outcome : null;
  const stopped = 'stopped' in state ? state.stopped : null;
  return {
    id,
    officerId: officer,
    startedAt,
    endedAt: state.step === 'ended' ? state.stopped.at : (result?.at ?? null),
    place,
    ...groundsOf(power),
    notice: told,
    fingers: fingers.map((finger) => ({
      position: finger.position,
      isTaken: finger.status === 'captured',
      whyNot: finger.status === 'not-taken' ? finger.why : null,
      note: finger.status === 'not-taken' ? written(finger.note) : null,
    })),
    transactionNumber: search?.transactionNumber ?? null,
    databases: (search?.asked ?? []).map((asked) => {
      const answer = answers.find((one) => one.database === asked);
      const candidates = answer === undefined ? 0 : candidatesOf(answer).length;
      const elapsedMilliseconds =
        answer !== undefined && 'elapsedMilliseconds' in answer ? answer.elapsedMilliseconds : null;
      return { database: asked, status: answer?.status ?? null, elapsedMilliseconds, candidates };
    }),
    outcome: result?.kind ?? null,
    disposal: result?.disposal ?? null,
    notEstablishedWhy: result?.kind === 'not-established' ? result.why : null,
    outcomeNote: written(result?.note ?? ''),
    commandAndControl: contact,
    stopped: stopped?.why ?? null,
    person,
    purge,
  };
}
