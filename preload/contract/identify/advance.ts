// What may follow what in one identification: an exhaustive table, pure. Whoever holds one asks here and nowhere else.
import {
  identificationEvent,
  type At,
  type EventKind,
  type EventOf,
  type Identification,
  type IdentificationEvent,
  type SearchSent,
  type Step,
} from '../identify.ts';
import type { IdentificationId, Instant } from '../ids.ts';
import { candidatesOf, referenceOf, type FinalAnswer } from './answers.ts';
import { contactIsNeeded, findingsAgree, isUndecided } from './findings.ts';
import type { FingerState } from './fingers.ts';
import { refuse, type Refusal } from './refusals.ts';

export type Advanced =
  | { readonly ok: true; readonly state: Identification }
  /** Nothing has changed. */
  | { readonly ok: false; readonly refusal: Refusal };

type Next = Identification | Refusal;
type Handler<Name extends Step, Kind extends EventKind> = (state: At<Name>, event: EventOf<Kind>) => Next;
type Table = { readonly [Name in Step]: { readonly [Kind in EventKind]?: Handler<Name, Kind> } };

/** Prints are in memory from here until the purge. */
type WithPrints = At<'capture'> | At<'search'> | At<'purge'>;
type Compared = At<'comparison'> | At<'contact'> | At<'outcome'>;

function describe<State extends Exclude<Identification, At<'done'>>>(
  state: State,
  { person }: EventOf<'person-described'>,
): State {
  return { ...state, person };
}

/** New grounds are told anew. */
const recordPower = (
  { id, startedAt, place, person }: At<'power'> | At<'notice'> | At<'fingers'>,
  { power }: EventOf<'power-recorded'>,
): At<'notice'> => ({ step: 'notice', id, startedAt, place, person, power });

function stopBefore(state: At<'power'> | At<'notice'> | At<'fingers'>, { why, at }: EventOf<'stopped'>): Next {
  const { id, startedAt, place, person } = state;
  const power = state.step === 'power' ? null : state.power;
  if (why === 'consent-withdrawn' && power?.kind !== 'consent') return refuse('not-by-consent');
  const notice = state.step === 'fingers' ? state.notice : null;
  const nothing = { fingers: [], search: null, answers: [], purge: null, contact: null };
  return { step: 'ended', id, startedAt, place, person, power, notice, ...nothing, stopped: { why, at } };
}

function stopWithPrints(state: WithPrints, { why, at }: EventOf<'stopped'>): Next {
  if (why === 'consent-withdrawn' && state.power.kind !== 'consent') return refuse('not-by-consent');
  const { id, startedAt, place, person, power, notice, fingers } = state;
  const { search, answers } = state.step === 'capture' ? { search: null, answers: [] } : state;
  const common = { id, startedAt, place, person, power, notice, fingers, search, answers, contact: null };
  return { step: 'stopping', ...common, stopped: { why, at } };
}

function stopAfterPurge(state: Compared, { why, at }: EventOf<'stopped'>): Next {
  if (why === 'consent-withdrawn' && state.power.kind !== 'consent') return refuse('not-by-consent');
  const { id, startedAt, place, person, power, notice, fingers, search, answers, purge } = state;
  const contact = state.step === 'outcome' ? state.contact : null;
  const common = { id, startedAt, place, person, power, notice, fingers, search, answers, purge, contact };
  return { step: state.purgeShown ? 'ended' : 'stopped', ...common, stopped: { why, at } };
}

const showPurge = <State extends Compared>(state: State): State => ({ ...state, purgeShown: true });

function chooseFingers(state: At<'fingers'>, { fingers: plans }: EventOf<'fingers-chosen'>): Next {
  if (new Set(plans.map(({ position }) => position)).size !== plans.length) return refuse('finger-twice');
  if (plans.every(({ notTaken }) => notTaken !== null)) return refuse('no-finger');
  const fingers = plans.map(({ position, notTaken }): FingerState =>
    notTaken === null
      ? { status: 'wanted', position, tries: 0 }
      : { status: 'not-taken', position, tries: 0, ...notTaken },
  );
  return { ...state, step: 'capture', fingers };
}

/** What becomes of one finger; a refusal where it is not among those that were chosen. */
function withFinger(
  state: At<'capture'>,
  position: FingerState['position'],
  change: (finger: FingerState) => FingerState | Refusal,
): Next {
  const finger = state.fingers.find((one) => one.position === position);
  if (finger === undefined) return refuse('finger-not-chosen');
  const changed = change(finger);
  if ('refused' in changed) return changed;
  return { ...state, fingers: state.fingers.map((one) => (one === finger ? changed : one)) };
}

function capture(state: At<'capture'>, { position, score, at }: EventOf<'captured'>): Next {
  if (at < state.notice.at) return refuse('before-it-was-told');
  return withFinger(state, position, ({ status, tries }) =>
    status === 'wanted' ? { status: 'captured', position, tries: tries + 1, score, at } : refuse('finger-not-wanted'),
  );
}

function submit(state: At<'capture'>, { search }: EventOf<'submitted'>): Next {
  const statuses = new Set(state.fingers.map(({ status }) => status));
  if (statuses.has('wanted')) return refuse('fingers-open');
  if (!statuses.has('captured')) return refuse('no-finger');
  return { ...state, step: 'search', search, answers: [] };
}

/** With every answer there, the prints have served. */
const withAnswers = (state: At<'search'>, answers: FinalAnswer[]): Next => ({
  ...state,
  step: answers.length === state.search.asked.length ? 'purge' : 'search',
  answers,
});

function answer(state: At<'search'>, { answer: given }: EventOf<'answered'>): Next {
  if (!state.search.asked.includes(given.database)) return refuse('database-not-asked');
  if (state.answers.some(({ database }) => database === given.database)) return refuse('answered-already');
  const references = candidatesOf(given).map((candidate) => referenceOf(given.database, candidate));
  if (new Set(references).size !== references.length) return refuse('candidate-twice');
  return withAnswers(state, [...state.answers, given]);
}

/** Who has not answered has not said "no match". */
function passDeadline(state: At<'search'>): Next {
  const open = state.search.asked.filter((one) => !state.answers.some(({ database }) => database === one));
  const late = open.map((database): FinalAnswer => ({ status: 'not-answered', database }));
  return withAnswers(state, [...state.answers, ...late]);
}

function decide(state: At<'comparison'>, { decision }: EventOf<'decided'>): Next {
  const { database, reference } = decision;
  const isOffered = state.answers.some(
    (one) =>
      one.database === database &&
      candidatesOf(one).some((candidate) => referenceOf(database, candidate) === reference),
  );
  if (!isOffered) return refuse('no-such-candidate');
  const others = state.decisions.filter((one) => one.database !== database || one.reference !== reference);
  return { ...state, decisions: [...others, decision] };
}

function endComparison(state: At<'comparison'>): Next {
  if (isUndecided(state)) return refuse('candidates-undecided');
  if (contactIsNeeded(state)) return { ...state, step: 'contact' };
  return { ...state, step: 'outcome', contact: null };
}

function recordOutcome(state: At<'outcome'>, { outcome }: EventOf<'outcome-recorded'>): Next {
  const { person } = state;
  if (!state.purgeShown) return refuse('purge-not-shown');
  if (person === null) return refuse('person-not-described');
  if (!findingsAgree(state, outcome)) return refuse('outcome-contradicts');
  return { ...state, step: 'done', person, purgeShown: true, outcome };
}

const beforePrints = { 'person-described': describe, stopped: stopBefore } as const;
const withPrints = { 'person-described': describe, stopped: stopWithPrints } as const;
const afterPurge = { 'person-described': describe, stopped: stopAfterPurge, 'purge-shown': showPurge } as const;

const table: Table = {
  power: { ...beforePrints, 'power-recorded': recordPower },
  notice: {
    ...beforePrints,
    'power-recorded': recordPower,
    told: (state, { notice }) => ({ ...state, step: 'fingers', notice }),
  },
  fingers: { ...beforePrints, 'power-recorded': recordPower, 'fingers-chosen': chooseFingers },
  capture: {
    ...withPrints,
    captured: capture,
    retake: (state, { position }) =>
      withFinger(state, position, ({ tries }) => ({ status: 'wanted', position, tries })),
    'not-taken': (state, { position, notTaken }) =>
      withFinger(state, position, ({ tries }) => ({ status: 'not-taken', position, tries, ...notTaken })),
    submitted: submit,
  },
  search: { ...withPrints, answered: answer, 'deadline-passed': passDeadline },
  purge: {
    ...withPrints,
    purged: (state, { receipt }) => ({
      ...state,
      step: 'comparison',
      purge: receipt,
      purgeShown: false,
      decisions: [],
    }),
  },
  comparison: { ...afterPurge, decided: decide, compared: endComparison },
  contact: {
    ...afterPurge,
    'control-contacted': (state, { contact }) => ({ ...state, step: 'outcome', contact }),
  },
  outcome: { ...afterPurge, 'outcome-recorded': recordOutcome },
  done: {},
  stopping: {
    'person-described': describe,
    purged: (state, { receipt }) => ({ ...state, step: 'stopped', purge: receipt }),
  },
  stopped: { 'person-described': describe, 'purge-shown': (state) => ({ ...state, step: 'ended' }) },
  ended: { 'person-described': describe },
};

/** Which events have a row at a step: what a page may offer. */
export const eventsAt = (step: Step): readonly EventKind[] => Object.keys(table[step]) as EventKind[];

export interface Begin {
  readonly id: IdentificationId;
  readonly startedAt: Instant;
  readonly place: string;
}

export const begin = ({ id, startedAt, place }: Begin): At<'power'> => ({
  step: 'power',
  id,
  startedAt,
  place,
  person: null,
});

/** The event is checked against its schema here, too: no half of a power and no empty reason gets further. */
export function advance(state: Identification, event: IdentificationEvent): Advanced {
  const parsed = identificationEvent.safeParse(event);
  if (!parsed.success) return { ok: false, refusal: refuse('incomplete') };
  const handler = table[state.step][parsed.data.kind] as ((state: Identification, event: unknown) => Next) | undefined;
  const next = handler === undefined ? refuse('out-of-order') : handler(state, parsed.data);
  return 'refused' in next ? { ok: false, refusal: next } : { ok: true, state: next };
}

/** How long a search has, in milliseconds; below 0 when its time is over. */
export const millisecondsLeft = ({ deadlineAt }: SearchSent, now: Date): number =>
  Date.parse(deadlineAt) - now.getTime();
