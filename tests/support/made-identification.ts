// An identification's parts as tests need them, of a person that never was.
import type { z } from 'zod';
import type { BiometricDatabase, Candidate, IdentifiedPerson } from '#contract/biometric-search.ts';
import type {
  Identification,
  IdentificationEvent,
  Outcome,
  PurgeReceipt,
  SearchSent,
  Step,
} from '#contract/identify.ts';
import { advance, begin } from '#contract/identify/advance.ts';
import type { FinalAnswer } from '#contract/identify/answers.ts';
import type { PersonDescribed } from '#contract/identify/person.ts';
import type { Notice, Power } from '#contract/identify/power.ts';
import { identificationId, type instant } from '#contract/ids.ts';

export const at = (second: number): z.infer<typeof instant> =>
  `2026-11-27T10:00:${String(second).padStart(2, '0')}.000Z`;

export const byPower: Power = {
  kind: 'pace-61-6a',
  suspectedOffence: 'Theft from a shop',
  name: { kind: 'doubted', grounds: 'Two names given within a minute' },
};
export const byConsent: Power = { kind: 'consent', age: 'adult', from: 'person', why: 'Found ill, cannot say a name' };

export const told: Notice = {
  reason: 'To find out who you are',
  authority: true,
  speculativeSearch: true,
  way: 'spoken',
  at: at(10),
};

type Immigration = NonNullable<IdentifiedPerson['immigration']>;

export const candidate = (reference: string, more: Partial<Immigration> = {}): Candidate => ({
  rank: 1,
  score: 90,
  fingers: [{ position: 2, score: 90 }],
  person: {
    name: { family: 'MADEUP', given: 'PERSON' },
    aliases: [{ family: 'ELSE', given: 'SOMEBODY' }],
    birth: { date: '1990-02-03', place: 'Nowhere' },
    nationality: null,
    description: 'Tall as a lamp post',
    photo: null,
    warnings: [{ signal: 'WE', words: 'Weapons' }],
    police: { pncId: reference, croNumber: null, wanted: null, missing: null },
    immigration: { iabsReference: reference, flag: 'NONE', commandAndControl: null, ...more },
  },
});

const searched = { elapsedMilliseconds: 4100, words: null, threshold: { hit: 60, possible: 40 } };
export const hit = (database: BiometricDatabase, more: Partial<Immigration> = {}): FinalAnswer => ({
  status: 'hit',
  database,
  ...searched,
  candidates: [candidate(`${database}-1`, more)],
});
export const noHit = (database: BiometricDatabase): FinalAnswer => ({ status: 'no-hit', database, ...searched });
export const failed = (database: BiometricDatabase): FinalAnswer => ({
  status: 'error',
  database,
  elapsedMilliseconds: 900,
  words: 'It is being maintained',
});
export const flagged = { commandAndControl: 'Contact Command & Control', flag: 'OVERSTAYER' };

export const search: SearchSent = {
  transactionNumber: '5f0c6a52-41b3-4c8e-9a0e-0c57d1a1f3aa',
  asked: ['police', 'immigration'],
  startedAt: at(30),
  deadlineAt: '2026-11-27T10:01:30.000Z',
};

export const receipt: PurgeReceipt = { at: at(40), buffers: 9, bytes: 1_234_567, outOfReach: 0 };

export const person: PersonDescribed = {
  age: { years: 30, how: 'estimated' },
  gender: 'male',
  selfDefinedEthnicity: 'NS',
  officerDefinedEthnicity: 'IC1',
};

const closing = { disposal: 'no-further-action', note: '', at: at(55) } as const;
export const identified = (database: BiometricDatabase): Outcome => ({
  kind: 'identified',
  database,
  reference: `${database}-1`,
  ...closing,
});
export const noMatch: Outcome = { kind: 'no-match', ...closing };
export const notEstablished: Outcome = { kind: 'not-established', why: 'IABS did not answer', ...closing };

export const judged = (
  database: BiometricDatabase,
  judgement: 'same-person' | 'another-person' | 'cannot-say',
): IdentificationEvent => ({ kind: 'decided', decision: { database, reference: `${database}-1`, judgement } });

export const captured = (position: 2 | 7, second = 20): IdentificationEvent => ({
  kind: 'captured',
  position,
  score: 80,
  at: at(second),
});

export const start = begin({
  id: identificationId.parse('0b5a7b3e-6a53-4c0c-9d5b-2f6a7f8f9a01'),
  startedAt: at(0),
  place: 'High Street',
});

/** The shortest way to each step, by an officer who does all as it should be. */
const way: readonly IdentificationEvent[] = [
  { kind: 'power-recorded', power: byPower },
  { kind: 'told', notice: told },
  { kind: 'fingers-chosen', fingers: [{ position: 2, notTaken: null }] },
  captured(2),
  { kind: 'submitted', search },
  { kind: 'answered', answer: hit('police') },
  { kind: 'answered', answer: hit('immigration', flagged) },
  { kind: 'purged', receipt },
  { kind: 'purge-shown' },
  judged('police', 'same-person'),
  judged('immigration', 'same-person'),
  { kind: 'compared' },
  {
    kind: 'control-contacted',
    contact: { at: at(50), spokeTo: 'Control room 3', instruction: 'Detain until collected' },
  },
  { kind: 'person-described', person },
  { kind: 'outcome-recorded', outcome: identified('police') },
];

export function walk(state: Identification, ...events: readonly IdentificationEvent[]): Identification {
  let now = state;
  for (const event of events) {
    const next = advance(now, event);
    if (!next.ok) throw new Error(`${event.kind} at ${now.step}: ${next.refusal.refused}`);
    now = next.state;
  }
  return now;
}

/** What happens until this step is reached. */
export function wayTo(step: Step): readonly IdentificationEvent[] {
  let now: Identification = start;
  for (const [index, event] of way.entries()) {
    if (now.step === step) return way.slice(0, index);
    now = walk(now, event);
  }
  if (now.step !== step) throw new Error(`No way leads to ${step}`);
  return way;
}

/** With all that the way gave by the time the step is left. */
export function readyAt(step: Step): Identification {
  let [now, last] = [start as Identification, null as Identification | null];
  for (const event of [...way, null]) {
    if (now.step === step) last = now;
    if (event !== null) now = walk(now, event);
  }
  if (last === null) throw new Error(`No way leads to ${step}`);
  return last;
}
