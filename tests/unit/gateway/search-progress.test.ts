// The invariant of a search: "no hit" is said by a database or not at all, and what was found is not taken back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  searchState,
  type BiometricDatabase,
  type Candidate,
  type DatabaseAnswer,
  type SearchProblem,
} from '#contract/biometric-search.ts';
import type { GatewayEvent } from '../../../main/ports/biometric-gateway.ts';
import { afterEvent, beginSearch, conclusionOf } from '../../../main/ports/search-progress.ts';

const candidate: Candidate = {
  rank: 1,
  score: 1,
  fingers: [{ position: 2, score: 1 }],
  person: {
    name: { family: 'INVENTED', given: null },
    aliases: [],
    birth: { date: null, place: null },
    nationality: null,
    description: null,
    photo: null,
    warnings: [],
    police: null,
    immigration: null,
  },
};
const base = { elapsedMilliseconds: 5, words: null };
const threshold = { hit: 2, possible: 1 };
const answers: readonly DatabaseAnswer[] = [
  { status: 'waiting', ...base },
  { status: 'searching', ...base },
  { status: 'hit', ...base, threshold, candidates: [candidate] },
  { status: 'possible', ...base, threshold, candidates: [candidate] },
  { status: 'no-hit', ...base, threshold },
  { status: 'error', ...base, words: 'it failed' },
  { status: 'timeout', ...base },
];
const causes: readonly SearchProblem['cause'][] = ['cut-off', 'deadline', 'cancelled', 'not-understood', 'unreachable'];

const database = fc.constantFrom<BiometricDatabase>('police', 'immigration');
const event: fc.Arbitrary<GatewayEvent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('database' as const), database, answer: fc.constantFrom(...answers) }),
  },
  fc.record({
    type: fc.constant('accepted' as const),
    searchId: fc.constant('s'),
    databases: fc.uniqueArray(database),
    reference: fc.boolean(),
  }),
  fc.constant({
    type: 'purged',
    receipt: { receipt: 'r', at: '2026-11-27T18:00:00.000Z', images: 2, templates: 4 },
  } as const),
  fc.constant({ type: 'end' } as const),
  fc.record({
    type: fc.constant('lost' as const),
    problem: fc.record({ cause: fc.constantFrom(...causes), words: fc.constant('x') }),
  }),
);
const asked = fc.uniqueArray(database, { minLength: 1 });

const stateAfter = (databases: readonly BiometricDatabase[], events: readonly GatewayEvent[]) =>
  events.reduce(afterEvent, beginSearch('TCN-1', databases));

/** What a database itself said before the end, whatever else was heard. */
function saidBy(name: BiometricDatabase, events: readonly GatewayEvent[]): readonly string[] {
  const end = events.findIndex(({ type }) => type === 'end' || type === 'lost');
  return events
    .slice(0, end === -1 ? events.length : end)
    .flatMap((one) => (one.type === 'database' && one.database === name ? [one.answer.status] : []))
    .filter((status) => status !== 'waiting' && status !== 'searching');
}

/** What may be shown of a database that said this, whatever else was heard. */
function mayShow(said: readonly string[]): readonly string[] {
  if (said.includes('hit')) return ['hit'];
  if (said.includes('possible')) return ['possible'];
  if (said.length === 0) return ['waiting', 'searching', 'not-answered'];
  // An error where the gateway had said before that this database would not answer.
  if (said.every((one) => one === 'no-hit')) return ['no-hit', 'error'];
  return ['error', ...said.filter((one) => one !== 'no-hit')];
}

test('a database is "no hit" only where it said so and nothing else; what was found stays found', () => {
  const check = fc.property(asked, fc.array(event, { maxLength: 12 }), (databases, events) => {
    for (const one of stateAfter(databases, events).databases) {
      expect(mayShow(saidBy(one.database, events))).toContain(one.answer.status);
    }
  });
  expect(fc.check(check, { numRuns: 3000 })).toMatchObject({ failed: false });
});

test('"no match" needs a "no hit" of every database that was asked, and the end', () => {
  fc.assert(
    fc.property(asked, fc.array(event, { maxLength: 12 }), (databases, events) => {
      const state = stateAfter(databases, events);
      if (conclusionOf(state) !== 'no-match') return;
      expect(state.phase).toBe('ended');
      for (const name of databases) expect(saidBy(name, events)).toContain('no-hit');
    }),
    { numRuns: 2000 },
  );
  const noHit: GatewayEvent = {
    type: 'database',
    database: 'police',
    answer: { status: 'no-hit', ...base, threshold },
  };
  expect(conclusionOf(stateAfter(['police'], [noHit, { type: 'end' }]))).toBe('no-match');
  expect(conclusionOf(stateAfter(['police', 'immigration'], [noHit, { type: 'end' }]))).toBe('incomplete');
});

test('after the end nothing changes, and nobody is left waiting', () => {
  fc.assert(
    fc.property(
      asked,
      fc.array(event, { maxLength: 8 }),
      fc.array(event, { maxLength: 4 }),
      (databases, events, late) => {
        const ended = stateAfter(databases, [...events, { type: 'end' }]);
        expect(late.reduce(afterEvent, ended)).toBe(ended);
        for (const { answer } of ended.databases) expect(['waiting', 'searching']).not.toContain(answer.status);
        expect(searchState.safeParse(ended).error).toBeUndefined();
      },
    ),
  );
});

const neededWords: Readonly<Record<string, string>> = {
  error: 'not a "no hit"',
  timeout: 'not a "no hit"',
  'not-answered': 'not a "no hit"',
  'no-hit': 'does not mean that there is no record elsewhere',
};

test('whatever kept a database from answering is said to be no "no hit"', () => {
  const check = fc.property(asked, fc.array(event, { maxLength: 12 }), (databases, events) => {
    for (const { answer, words } of stateAfter(databases, events).databases) {
      expect(words).toContain(neededWords[answer.status] ?? '');
    }
  });
  expect(fc.check(check)).toMatchObject({ failed: false });
});
