// Who is this? A person of whom the name is not known, by fingerprint: the steps of one identification and what may happen in them.
// Each step has all that those before it gave and nothing of the next, so that none can be reached without them. No print is ever
// part of it. What may follow what is decided by `identify/advance.ts`.
import { z } from 'zod';
import { biometricDatabase } from './biometric-search.ts';
import { identificationId, instant } from './ids.ts';
import { finalAnswer } from './identify/answers.ts';
import { fingerState, notTaken, printPosition } from './identify/fingers.ts';
import { personDescribed } from './identify/person.ts';
import { notice, power, reasonWords } from './identify/power.ts';

export const searchSent = z.object({
  /** The transaction's number: the same for every try to send it. */
  transactionNumber: z.string().min(10).max(40),
  asked: z
    .array(biometricDatabase)
    .min(1)
    .refine((all) => new Set(all).size === all.length),
  startedAt: instant,
  /** Whoever has not answered by then has not answered. */
  deadlineAt: instant,
});
export type SearchSent = z.infer<typeof searchSent>;

/** That all prints and what was made of them were overwritten in memory; counts, nothing of what they held. */
export const purgeReceipt = z.object({
  at: instant,
  buffers: z.number().int().min(0),
  bytes: z.number().int().min(0),
  /** Buffers that could not be overwritten. Anything but 0 is told to the officer as a failure. */
  outOfReach: z.number().int().min(0),
});
export type PurgeReceipt = z.infer<typeof purgeReceipt>;

export const stopReason = z.enum([
  'cancelled',
  'consent-withdrawn',
  'person-left',
  'locked',
  'reader-unplugged',
  'gateway-unreachable',
  'took-too-long',
  'program-failed',
]);
const stopped = z.object({ why: stopReason, at: instant });

/** The officer's own judgement of one candidate, after looking. */
export const decision = z.object({
  database: biometricDatabase,
  reference: z.string().min(1).max(200),
  judgement: z.enum(['same-person', 'another-person', 'cannot-say']),
});
export type Decision = z.infer<typeof decision>;

/** Command & Control was contacted, as an immigration record asked. */
export const controlContact = z.object({ at: instant, spokeTo: reasonWords, instruction: reasonWords });

const disposal = z.enum([
  'no-further-action',
  'advice',
  'community-resolution',
  'penalty-notice',
  'summons',
  'arrest',
  'other',
]);
const closing = { disposal, note: z.string().trim().max(500), at: instant };

export const outcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('identified'),
    database: biometricDatabase,
    reference: z.string().min(1).max(200),
    ...closing,
  }),
  /** Every database that was asked answered, and nobody in them is this person. Not: that there is no record. */
  z.object({ kind: z.literal('no-match'), ...closing }),
  /** A database did not answer, or a comparison stayed open. */
  z.object({ kind: z.literal('not-established'), why: reasonWords, ...closing }),
]);
export type Outcome = z.infer<typeof outcome>;

const atPower = z.object({
  step: z.literal('power'),
  id: identificationId,
  startedAt: instant,
  place: z.string().trim().min(1).max(500),
  person: personDescribed.nullable(),
});
const atNotice = atPower.extend({ step: z.literal('notice'), power });
const atFingers = atNotice.extend({ step: z.literal('fingers'), notice });
const atCapture = atFingers.extend({ step: z.literal('capture'), fingers: z.array(fingerState).min(1).max(13) });
const answers = z.array(finalAnswer).max(10);
const atSearch = atCapture.extend({ step: z.literal('search'), search: searchSent, answers });
/** Prints are being overwritten; nothing else can happen before that is confirmed. */
const atPurge = atSearch.extend({ step: z.literal('purge') });
const atComparison = atSearch.extend({
  step: z.literal('comparison'),
  purge: purgeReceipt,
  /** The receipt stood before the officer's eyes. */
  purgeShown: z.boolean(),
  decisions: z.array(decision).max(500),
});
const atContact = atComparison.extend({ step: z.literal('contact') });
const atOutcome = atComparison.extend({ step: z.literal('outcome'), contact: controlContact.nullable() });
const done = atOutcome.extend({
  step: z.literal('done'),
  person: personDescribed,
  purgeShown: z.literal(true),
  outcome,
});

/** Given up with prints in memory: they are overwritten first. */
const stoppedAtPurge = atCapture.extend({
  step: z.literal('stopping'),
  search: searchSent.nullable(),
  answers,
  contact: controlContact.nullable(),
  stopped,
});
const stoppedAfterPurge = stoppedAtPurge.extend({ step: z.literal('stopped'), purge: purgeReceipt });
/** Given up. Where prints had been taken, their purge was shown. */
const ended = z.object({
  ...atPower.shape,
  step: z.literal('ended'),
  power: power.nullable(),
  notice: notice.nullable(),
  fingers: z.array(fingerState).max(13),
  search: searchSent.nullable(),
  answers,
  purge: purgeReceipt.nullable(),
  contact: controlContact.nullable(),
  stopped,
});

export const identification = z
  .discriminatedUnion('step', [
    atPower,
    atNotice,
    atFingers,
    atCapture,
    atSearch,
    atPurge,
    atComparison,
    atContact,
    atOutcome,
    done,
    stoppedAtPurge,
    stoppedAfterPurge,
    ended,
  ])
  .refine((state) => state.step !== 'ended' || state.fingers.length > 0 === (state.purge !== null));
export type Identification = z.infer<typeof identification>;
export type Step = Identification['step'];
export type At<Name extends Step> = Extract<Identification, { step: Name }>;

export const fingerPlan = z.object({ position: printPosition, notTaken: notTaken.nullable() });

/** What may happen. Who may say so: the officer of the first ones, the program of captures, answers and the purge. */
export const identificationEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('power-recorded'), power }),
  z.object({ kind: z.literal('told'), notice }),
  z.object({ kind: z.literal('fingers-chosen'), fingers: z.array(fingerPlan).min(1).max(13) }),
  z.object({
    kind: z.literal('captured'),
    position: printPosition,
    score: z.number().int().min(0).max(100),
    at: instant,
  }),
  /** The print that was there is overwritten. */
  z.object({ kind: z.literal('retake'), position: printPosition }),
  z.object({ kind: z.literal('not-taken'), position: printPosition, notTaken }),
  z.object({ kind: z.literal('submitted'), search: searchSent }),
  z.object({ kind: z.literal('answered'), answer: finalAnswer }),
  z.object({ kind: z.literal('deadline-passed') }),
  z.object({ kind: z.literal('purged'), receipt: purgeReceipt }),
  z.object({ kind: z.literal('purge-shown') }),
  z.object({ kind: z.literal('decided'), decision }),
  z.object({ kind: z.literal('compared') }),
  z.object({ kind: z.literal('control-contacted'), contact: controlContact }),
  z.object({ kind: z.literal('person-described'), person: personDescribed }),
  z.object({ kind: z.literal('outcome-recorded'), outcome }),
  z.object({ kind: z.literal('stopped'), why: stopReason, at: instant }),
]);
export type IdentificationEvent = z.infer<typeof identificationEvent>;
export type EventKind = IdentificationEvent['kind'];
export type EventOf<Kind extends EventKind> = Extract<IdentificationEvent, { kind: Kind }>;
