// Promise: what an officer reads of an identification is what happened: no step is listed as taken that was not, no silence becomes "no
// match", and what goes into a report says where it is from.
import { expect, it, test } from 'vitest';
import { candidate } from '../../support/made-identification.ts';
import { personValues, type FoundIdentity } from '../../../renderer/src/features/identify/identity-found.ts';
import {
  answerLabel,
  birthWords,
  elapsedWords,
  milestonesAt,
  readinessWords,
} from '../../../renderer/src/features/identify/identify-words.ts';

interface DatabaseAnswer {
  readonly status: 'error' | 'timeout' | 'waiting' | 'searching';
  readonly elapsedMilliseconds: number;
  readonly words: null;
}

const usual = { needsContact: false, wasSearched: true };
const labels = (...given: Parameters<typeof milestonesAt>): string[] =>
  milestonesAt(...given).map(({ label, state }) => `${label}: ${state}`);

test('what is behind, where the officer is and what is ahead', () => {
  expect(labels('capture', { ...usual, wasSearched: false })).toEqual([
    'Power and grounds: behind',
    'What they were told: behind',
    'Fingers: now',
    'Search: ahead',
    'Prints destroyed: ahead',
    'Compare and decide: ahead',
    'Outcome: ahead',
  ]);
});

test('Command & Control is a step only where a record asks for it', () => {
  expect(labels('contact', { ...usual, needsContact: true })).toContain('Command & Control: now');
  expect(labels('outcome', usual).join()).not.toContain('Control');
});

test('of one that was given up no step is listed that was never taken', () => {
  expect(labels('stopped', { needsContact: false, wasSearched: false })).toEqual([
    'Power and grounds: behind',
    'What they were told: behind',
    'Fingers: behind',
    'Prints destroyed: now',
  ]);
  expect(labels('stopped', usual)).toContain('Search: behind');
});

it.each(['error', 'timeout', 'not-answered', 'waiting', 'searching'] as const)(
  '%s is not called "no match"',
  (status) => {
    expect(answerLabel[status].label).not.toMatch(/no match/iu);
    const answer =
      status === 'not-answered'
        ? ({ status } as const)
        : ({ status, elapsedMilliseconds: 900, words: null } satisfies DatabaseAnswer);
    expect(elapsedWords(answer)).not.toMatch(/match/iu);
  },
);

it.each([
  ['1988-02-29', '29 Feb 1988'],
  ['1988-02', 'Feb 1988'],
  ['1988', '1988'],
])('a birth that is known as %s is told as %s', (known, told) => {
  expect(birthWords(known)).toBe(told);
});

const reader = { id: 'r', name: 'Reader', fingersAtOnce: 1, isSimulated: false };

test('a gateway that cannot be reached is told before a reader that is missing', () => {
  const problem = { cause: 'unreachable' as const, words: 'The gateway cannot be reached.' };
  const nothing = { readers: [], gatewayProblem: problem, isReference: false };
  expect(readinessWords(nothing)).toEqual({ tone: 'bad', text: problem.words });
  expect(readinessWords({ ...nothing, gatewayProblem: null }).tone).toBe('warn');
  expect(readinessWords({ readers: [reader], gatewayProblem: null, isReference: true }).tone).toBe('ok');
});

const found: FoundIdentity = {
  database: 'police',
  reference: '88/9999991X',
  person: candidate('88/9999991X').person,
  at: '2026-11-27T22:04:10.000Z',
  isReference: false,
};

test('an identity goes into a report with the record and the time that it is from', () => {
  expect(personValues(found)).toEqual({
    role: 'suspect',
    'family-name': 'MADEUP',
    'given-names': 'PERSON',
    'date-of-birth': '3 Feb 1990',
    'identity-source': 'Fingerprints, 27 Nov 2026 22:04: Police (IDENT1) 88/9999991X',
  });
});

test('an invented identity of the reference gateway says so in the report', () => {
  expect(personValues({ ...found, isReference: true })['identity-source']).toBe(
    'Fingerprints, 27 Nov 2026 22:04: Police (IDENT1) 88/9999991X (training: invented by the reference gateway)',
  );
});

test('a birth of which only the year is known is not made a day', () => {
  const person = { ...found.person, birth: { date: '1990', place: null } };
  expect(personValues({ ...found, person })).not.toHaveProperty('date-of-birth');
});
