// What stays of an identification: who used which power on what grounds, what was told, asked and answered, and that the prints are
// gone. No print, and nothing that a database said about anybody: only whether it found somebody.
import { z } from 'zod';
import { biometricDatabase } from '../biometric-search.ts';
import type { At } from '../identify.ts';
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
  endedAt: instant,
  place: z.string(),
  /** Null where it was given up before one was recorded. */
  power: z.enum(['pace-61-6a', 'consent']).nullable(),
  suspectedOffence: z.string().nullable(),
  groundOfDoubt: groundOfDoubt.nullable(),
  /** Who consented, where no power was used. */
  consentFrom: z.string().nullable(),
  notice: notice.nullable(),
  fingers: z.array(z.strictObject({ position: printPosition, isTaken: z.boolean(), whyNot: whyNotTaken.nullable() })),
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

/** Of one that is over, in either way. */
export function factsOf(state: At<'done'> | At<'ended'>, officer: OfficerId): IdentificationFacts {
  const { id, startedAt, place, notice: told, fingers, search, answers, person, purge, contact } = state;
  const result = state.step === 'done' ? state.outcome : null;
  return {
    id,
    officerId: officer,
    startedAt,
    endedAt: state.step === 'done' ? state.outcome.at : state.stopped.at,
    place,
    ...groundsOf(state.power),
    notice: told,
    fingers: fingers.map((finger) => ({
      position: finger.position,
      isTaken: finger.status === 'captured',
      whyNot: finger.status === 'not-taken' ? finger.why : null,
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
    commandAndControl: contact,
    stopped: state.step === 'ended' ? state.stopped.why : null,
    person,
    purge,
  };
}
