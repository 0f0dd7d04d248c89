// The steps of an identification cannot be walked in another order than the law and the purge want, by no sequence of events.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identification, type Identification, type IdentificationEvent, type Step } from '#contract/identify.ts';
import { advance, eventsAt } from '#contract/identify/advance.ts';
import {
  at,
  byConsent,
  byPower,
  captured,
  failed,
  flagged,
  hit,
  identified,
  judged,
  noHit,
  noMatch,
  notEstablished,
  person,
  receipt,
  search,
  start,
  told,
} from '../../support/made-identification.ts';

const stop: IdentificationEvent = { kind: 'stopped', why: 'cancelled', at: at(58) };
const contact: IdentificationEvent = {
  kind: 'control-contacted',
  contact: { at: at(50), spokeTo: 'Control room 3', instruction: 'Release' },
};
const describePerson: IdentificationEvent = { kind: 'person-described', person };

/** Every kind of event, those with a choice in more than one way. */
const events: readonly IdentificationEvent[] = [
  { kind: 'power-recorded', power: byPower },
  { kind: 'power-recorded', power: byConsent },
  { kind: 'told', notice: told },
  { kind: 'fingers-chosen', fingers: [{ position: 2, notTaken: null }] },
  { kind: 'fingers-chosen', fingers: [{ position: 7, notTaken: { why: 'bandaged', note: '' } }] },
  captured(2),
  captured(2, 5),
  { kind: 'retake', position: 2 },
  { kind: 'not-taken', position: 2, notTaken: { why: 'not-readable', note: '' } },
  { kind: 'submitted', search },
  { kind: 'answered', answer: hit('police') },
  { kind: 'answered', answer: noHit('police') },
  { kind: 'answered', answer: hit('immigration', flagged) },
  { kind: 'answered', answer: failed('immigration') },
  { kind: 'answered', answer: noHit('immigration') },
  { kind: 'deadline-passed' },
  { kind: 'purged', receipt },
  { kind: 'purge-shown' },
  judged('police', 'same-person'),
  judged('police', 'another-person'),
  judged('immigration', 'same-person'),
  judged('immigration', 'another-person'),
  { kind: 'compared' },
  contact,
  describePerson,
  { kind: 'outcome-recorded', outcome: identified('police') },
  { kind: 'outcome-recorded', outcome: noMatch },
  { kind: 'outcome-recorded', outcome: notEstablished },
  stop,
  { kind: 'stopped', why: 'consent-withdrawn', at: at(58) },
];

const allSteps: readonly Step[] = [
  'power',
  'notice',
  'fingers',
  'capture',
  'search',
  'purge',
  'comparison',
  'contact',
  'outcome',
  'done',
  'stopping',
  'stopped',
  'ended',
];
const afterCaptureBegan: readonly Step[] = allSteps.slice(3, 12);

interface Edge {
  readonly from: string;
  readonly event: IdentificationEvent;
  readonly to: string;
}

/** All states that these events lead to from the beginning, in any order and number, and all ways between them. */
function explore() {
  const states = new Map<string, Identification>([[JSON.stringify(start), start]]);
  const edges: Edge[] = [];
  for (const [from, state] of states) {
    for (const event of events) {
      const next = advance(state, event);
      if (!next.ok) continue;
      // Tries only count up: two are as good as any number.
      if ('fingers' in next.state && next.state.fingers.some(({ tries }) => tries > 1)) continue;
      const to = JSON.stringify(next.state);
      if (!states.has(to)) states.set(to, next.state);
      edges.push({ from, event, to });
    }
  }
  return { states, edges };
}
const { states, edges } = explore();
const stepOf = (key: string): Step => {
  const state = states.get(key);
  if (state === undefined) throw new Error('An unknown state');
  return state.step;
};

describe('whatever happens in whatever order', () => {
  test('every step can be reached, and every state is whole', () => {
    expect(new Set([...states.values()].map(({ step }) => step))).toEqual(new Set(allSteps));
    for (const state of states.values()) expect(identification.safeParse(state).success).toBe(true);
  });

  test('no finger is captured without both halves of the power, or consent, and without what was told', () => {
    const reached = [...states.values()].filter(({ step }) => afterCaptureBegan.includes(step));
    expect(reached.length).toBeGreaterThan(100);
    for (const state of reached) {
      const { power, notice } = state as Extract<Identification, { step: 'capture' }>;
      expect([byPower, byConsent]).toContainEqual(power);
      expect(notice).toEqual(told);
    }
    const into = edges.filter(({ from, to }) => stepOf(to) === 'capture' && stepOf(from) !== 'capture');
    expect(new Set(into.map(({ from }) => stepOf(from)))).toEqual(new Set(['fingers']));
  });

  test('nothing but the purge leads out of where prints are in memory', () => {
    const withPrints: readonly Step[] = ['capture', 'search', 'purge', 'stopping'];
    const out = edges.filter(({ from, to }) => withPrints.includes(stepOf(from)) && !withPrints.includes(stepOf(to)));
    expect(out.length).toBeGreaterThan(10);
    expect(new Set(out.map(({ event }) => event.kind))).toEqual(new Set(['purged']));
    for (const { to } of out) expect(states.get(to)).toMatchObject({ purge: receipt });
  });

  test('no outcome is recorded, and nothing ends that had prints, before the purge was shown', () => {
    const ends = edges.filter(({ to }) => ['done', 'ended'].includes(stepOf(to)));
    const unshown = ends.filter(({ from, event }) => {
      const state = states.get(from);
      if (state === undefined || ['power', 'notice', 'fingers', 'ended'].includes(state.step)) return false;
      return event.kind !== 'purge-shown' && !('purgeShown' in state && state.purgeShown);
    });
    expect([ends.length > 20, unshown]).toEqual([true, []]);
  });

  test('no outcome is recorded without both ethnicities, nor past a Command & Control that was asked for', () => {
    const done = [...states.values()].filter((state) => state.step === 'done');
    expect(done.length).toBeGreaterThan(5);
    for (const state of done) {
      expect(state.person).toEqual(person);
      const isFlagged = state.answers.some((answer) => answer.status === 'hit' && answer.database === 'immigration');
      const isRuledOut = state.decisions.some(
        (one) => one.database === 'immigration' && one.judgement === 'another-person',
      );
      expect(state.contact !== null).toBe(isFlagged && !isRuledOut);
    }
  });

  test('"no match" is never recorded where a database failed or was late', () => {
    const none = [...states.values()].filter((state) => state.step === 'done' && state.outcome.kind === 'no-match');
    expect(none.length).toBeGreaterThan(0);
    for (const state of none) {
      const { answers } = state as Extract<Identification, { step: 'done' }>;
      expect(
        answers.map(({ status }) => status).filter((status) => status === 'error' || status === 'not-answered'),
      ).toEqual([]);
    }
  });

  test('nobody is ever stuck: every state leads to an end', () => {
    const leadsOn = new Set([...states.keys()].filter((key) => ['done', 'ended'].includes(stepOf(key))));
    for (let before = -1; before !== leadsOn.size;) {
      before = leadsOn.size;
      for (const { from, to } of edges) if (leadsOn.has(to)) leadsOn.add(from);
    }
    expect(leadsOn.size).toBe(states.size);
  });

  test('an end is the end: nothing more happens but that the person is described', () => {
    const after = edges.filter(({ from }) => ['done', 'ended'].includes(stepOf(from)));
    expect(new Set(after.map(({ from, event }) => `${stepOf(from)}: ${event.kind}`))).toEqual(
      new Set(['ended: person-described']),
    );
  });
});

test('no sequence of any events captures a finger before the person was told of the power that is used', () => {
  const captures = { count: 0 };
  // Some sequences go a good way before they stray, or most would never reach a finger.
  const good = [0, 2, 3, 5, 9, 10, 13, 16, 17, 18, 22, 24, 25].map((index) => events[index] ?? stop);
  const sequence = fc
    .tuple(fc.nat(good.length), fc.array(fc.constantFrom(...events), { maxLength: 30 }))
    .map(([far, rest]) => [...good.slice(0, far), ...rest]);
  fc.assert(
    fc.property(sequence, (all) => {
      let state: Identification = start;
      const accepted: string[] = [];
      for (const event of all) {
        const next = advance(state, event);
        if (!next.ok) continue;
        state = next.state;
        accepted.push(event.kind);
        if (event.kind !== 'captured') continue;
        captures.count += 1;
        const [power, notice] = [accepted.lastIndexOf('power-recorded'), accepted.lastIndexOf('told')];
        expect(power).toBeGreaterThanOrEqual(0);
        expect(notice).toBeGreaterThan(power);
      }
    }),
    { numRuns: 400 },
  );
  expect(captures.count).toBeGreaterThan(20);
});

describe('the table', () => {
  const always = ['person-described', 'stopped'];
  test.each<[Step, readonly string[]]>([
    ['power', [...always, 'power-recorded']],
    ['notice', [...always, 'power-recorded', 'told']],
    ['fingers', [...always, 'power-recorded', 'fingers-chosen']],
    ['capture', [...always, 'captured', 'retake', 'not-taken', 'submitted']],
    ['search', [...always, 'answered', 'deadline-passed']],
    ['purge', [...always, 'purged']],
    ['comparison', [...always, 'purge-shown', 'decided', 'compared']],
    ['contact', [...always, 'purge-shown', 'control-contacted']],
    ['outcome', [...always, 'purge-shown', 'outcome-recorded']],
    ['done', []],
    ['stopping', ['person-described', 'purged']],
    ['stopped', ['person-described', 'purge-shown']],
    ['ended', ['person-described']],
  ])('at "%s" these may happen, and everything else is out of order', (step, kinds) => {
    expect(new Set(eventsAt(step))).toEqual(new Set(kinds));
    const state = [...states.values()].find((one) => one.step === step) ?? start;
    for (const event of events.filter(({ kind }) => !kinds.includes(kind)))
      expect(advance(state, event)).toMatchObject({ ok: false, refusal: { refused: 'out-of-order' } });
  });
});
