// Who is this? What the page may ask of an identification by fingerprint, and what it hears of it. No print ever comes to the page.
import { z } from 'zod';
import { searchProblem, searchState } from '../biometric-search.ts';
import { command } from '../definition.ts';
import { controlContact, decision, fingerPlan, identification, outcome, stopReason } from '../identify.ts';
import { identificationId, reportId } from '../ids.ts';
import { identificationDraft } from './draft.ts';
import { captureFrame, notTaken, printPosition } from './fingers.ts';
import { keptIdentification } from './kept.ts';
import { personDescribed } from './person.ts';

export const readerSummary = z.object({
  id: z.string().min(1).max(200),
  /** "DigitalPersona U.are.U 4500". */
  name: z.string().min(1).max(200),
  /** 1, or as many as lie on its glass at once. */
  fingersAtOnce: z.number().int().min(1).max(4),
  /** No real one: for training and demonstrations. */
  isSimulated: z.boolean(),
});
export type ReaderSummary = z.infer<typeof readerSummary>;

/** What is there to identify with; told before a finger is laid on the glass, since prints cannot be kept for later. */
export const readiness = z.object({
  readers: z.array(readerSummary).max(20),
  /** Null where the gateway can be reached. */
  gatewayProblem: searchProblem.nullable(),
  /** The gateway calls itself the reference gateway: its people are invented. */
  isReference: z.boolean(),
});

export type Readiness = z.infer<typeof readiness>;

export const identificationView = z.object({
  kept: keptIdentification,
  /** Null before a power is on record, and for one that is not in hand any more. */
  state: identification.nullable(),
  /** While databases answer. */
  search: searchState.nullable(),
  /** The finger that the reader waits for or sees. */
  capturing: printPosition.nullable(),
  /** What went wrong last, for the officer; null for nothing. */
  problem: z.string().max(1000).nullable(),
});
export type IdentificationView = z.infer<typeof identificationView>;

/** What an officer may say of one in hand; when it was said is set by the program's own clock. */
export const officerEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fingers-chosen'), fingers: z.array(fingerPlan).min(1).max(13) }),
  z.object({ kind: z.literal('retake'), position: printPosition }),
  z.object({ kind: z.literal('not-taken'), position: printPosition, notTaken }),
  z.object({ kind: z.literal('purge-shown') }),
  z.object({ kind: z.literal('decided'), decision }),
  z.object({ kind: z.literal('compared') }),
  z.object({ kind: z.literal('control-contacted'), contact: controlContact.omit({ at: true }) }),
  z.object({ kind: z.literal('person-described'), person: personDescribed }),
  z.object({
    kind: z.literal('outcome-recorded'),
    outcome: z.discriminatedUnion('kind', [
      outcome.options[0].omit({ at: true }),
      outcome.options[1].omit({ at: true }),
      outcome.options[2].omit({ at: true }),
    ]),
  }),
  z.object({ kind: z.literal('stopped'), why: stopReason.extract(['cancelled', 'consent-withdrawn', 'person-left']) }),
]);
export type OfficerEvent = z.infer<typeof officerEvent>;

const named = z.object({ id: identificationId });
const stored = ['locked', 'not-found', 'out-of-order', 'disk-full', 'disk-error'] as const;

export const identify = {
  commands: {
    list: command(z.null(), z.array(keptIdentification), ['locked']),
    begin: command(z.object({ reportId: reportId.nullable() }), identificationView, ['busy', ...stored]),
    get: command(named, identificationView, ['locked', 'not-found']),
    saveDraft: command(
      named.extend({ revision: z.number().int().min(0), draft: identificationDraft }),
      keptIdentification,
      ['revision-conflict', ...stored],
    ),
    /** From what was typed. Rejects with `not-ready` while a part of it is missing, and says which. */
    recordPower: command(named, identificationView, ['busy', 'not-ready', ...stored]),
    recordNotice: command(named, identificationView, ['not-ready', ...stored]),
    record: command(named.extend({ event: officerEvent }), identificationView, stored),
    readiness: command(z.null(), readiness, ['locked', 'busy']),
    capture: command(named.extend({ readerId: readerSummary.shape.id, position: printPosition }), identificationView, [
      'busy',
      ...stored,
    ]),
    stopCapture: command(named, identificationView, stored),
    submit: command(named, identificationView, ['busy', 'not-ready', ...stored]),
  },
  events: {
    changed: named,
    /** At most ten a second. */
    frame: named.extend({ frame: captureFrame }),
    readers: z.object({ readers: readiness.shape.readers }),
  },
} as const;
