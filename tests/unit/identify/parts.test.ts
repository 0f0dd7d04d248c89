// The parts of an identification: the power and what was told, answers and what may be said of them, what stays on record.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identificationFacts, factsOf } from '#contract/identify/audit-facts.ts';
import { databaseNames, type BiometricDatabase } from '#contract/biometric-search.ts';
import { finalAnswer, summaryOf, summaryWords, type FinalAnswer } from '#contract/identify/answers.ts';
import {
  emptyIdentification,
  gapsOfNotice,
  gapsOfPower,
  identificationDraft,
  noticeOf,
  powerOf,
  type IdentificationDraft,
} from '#contract/identify/draft.ts';
import {
  captureAdvice,
  captureAdviceWords,
  captureFrame,
  type CaptureFrame,
  positionNames,
  usualPositions,
  whyNotTaken,
  whyNotTakenWords,
} from '#contract/identify/fingers.ts';
import type { Identification } from '#contract/identify.ts';
import { officerId } from '#contract/ids.ts';
import { consentAge, consentFrom, power } from '#contract/identify/power.ts';
import type { CaptureAdvice } from '../../../main/biometrics/quality/capture-guide.ts';
import {
  at,
  byConsent,
  candidate,
  failed,
  flagged,
  hit,
  noHit,
  notEstablished,
  readyAt,
  receipt,
  start,
  told,
  walk,
} from '../../support/made-identification.ts';

const typed: IdentificationDraft = {
  ...emptyIdentification,
  place: 'High Street',
  path: 'pace-61-6a',
  suspectedOffence: 'Theft from a shop',
  nameGround: 'not-known',
  groundOfDoubt: 'No papers, says nothing',
  toldReason: 'To find out who you are',
  toldAuthority: true,
  toldSpeculativeSearch: true,
  toldWay: 'interpreter',
};

const possible = (database: BiometricDatabase): FinalAnswer =>
  ({ ...hit(database), status: 'possible' }) as FinalAnswer;
const late = (database: BiometricDatabase): FinalAnswer => ({
  status: 'timeout',
  database,
  elapsedMilliseconds: 60_000,
  words: null,
});

describe('the power', () => {
  test('is there with both halves, as they were written', () => {
    expect(gapsOfPower(typed)).toEqual([]);
    expect(powerOf(typed)).toEqual({
      kind: 'pace-61-6a',
      suspectedOffence: 'Theft from a shop',
      name: { kind: 'not-known', whyNotAscertained: 'No papers, says nothing' },
    });
    expect(powerOf({ ...typed, nameGround: 'doubted' })).toMatchObject({
      name: { kind: 'doubted', grounds: 'No papers, says nothing' },
    });
  });

  test.each<[keyof IdentificationDraft, Partial<IdentificationDraft>]>([
    ['place', { place: ' ' }],
    ['path', { path: null }],
    ['suspectedOffence', { suspectedOffence: '  x ' }],
    ['nameGround', { nameGround: null }],
    ['groundOfDoubt', { groundOfDoubt: '' }],
    ['consentAge', { path: 'consent', consentFrom: 'person', consentWhy: 'Found ill' }],
    ['consentFrom', { path: 'consent', consentAge: 'adult', consentFrom: 'parent', consentWhy: 'Found ill' }],
    ['consentWhy', { path: 'consent', consentAge: 'adult', consentFrom: 'person' }],
  ])('without "%s" is not there, and the officer is told what is missing', (field, change) => {
    const draft = { ...typed, ...change };
    expect(gapsOfPower(draft).map((gap) => gap.field)).toContain(field);
    expect(powerOf(draft)).toBeNull();
  });

  test('is there exactly where nothing is missing, whatever is typed', () => {
    const words = fc.constantFrom('', '  ', 'ab', 'abc', 'a reason', 'x'.repeat(501));
    const drafts = fc.record({
      place: words,
      path: fc.constantFrom(null, 'pace-61-6a' as const, 'consent' as const),
      suspectedOffence: words,
      nameGround: fc.constantFrom(null, 'not-known' as const, 'doubted' as const),
      groundOfDoubt: words,
      consentAge: fc.constantFrom(null, ...consentAge.options),
      consentFrom: fc.constantFrom(null, ...consentFrom.options),
      consentWhy: words,
    });
    fc.assert(
      fc.property(drafts, (some) => {
        const draft = { ...typed, ...some };
        expect(identificationDraft.safeParse(draft).success).toBe(true);
        expect(powerOf(draft) === null).toBe(gapsOfPower(draft).length > 0);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['adult', 'person'],
    ['14-17', 'person-and-parent'],
    ['under-14', 'parent'],
  ])('by consent of somebody who is %s is given by: %s', (age, from) => {
    const accepted = consentFrom.options.filter(
      (one) => power.safeParse({ kind: 'consent', age, from: one, why: 'Found ill' }).success,
    );
    expect(accepted).toEqual([from]);
  });
});

describe('what the person was told', () => {
  test('is there with the reason, the power and the speculative search', () => {
    expect(noticeOf(typed, at(10))).toEqual({ ...told, way: 'interpreter' });
    expect(gapsOfNotice(typed)).toEqual([]);
  });

  test.each<[keyof IdentificationDraft, Partial<IdentificationDraft>]>([
    ['toldReason', { toldReason: '' }],
    ['toldAuthority', { toldAuthority: false }],
    ['toldSpeculativeSearch', { toldSpeculativeSearch: false }],
    ['toldWay', { toldWay: null }],
  ])('is not there without "%s"', (field, change) => {
    const draft = { ...typed, ...change };
    expect([gapsOfNotice(draft).map((gap) => gap.field), noticeOf(draft, at(10))]).toEqual([[field], null]);
  });
});

describe('of answers is said', () => {
  const both = ['police', 'immigration'] as const;
  test.each<[string, FinalAnswer[], string]>([
    ['nothing has been answered', [], 'Waiting for Police (IDENT1) and Immigration (IABS).'],
    ['one found nobody', [noHit('police')], 'Waiting for Immigration (IABS).'],
    ['one found somebody', [hit('police')], 'Match found. Waiting for Immigration (IABS).'],
    [
      'one found somebody and one failed',
      [hit('police'), failed('immigration')],
      'Match found. Immigration (IABS) did not answer: what is held there is not known.',
    ],
    ['one may have found somebody', [noHit('police'), possible('immigration')], 'Possible match found: compare.'],
    [
      'one was late',
      [noHit('police'), late('immigration')],
      'Not established. Immigration (IABS) did not answer: what is held there is not known.',
    ],
    [
      'both failed',
      [failed('police'), late('immigration')],
      'Not established. Police (IDENT1) and Immigration (IABS) did not answer: what is held there is not known.',
    ],
    [
      'both found nobody',
      [noHit('police'), noHit('immigration')],
      'No match in Police (IDENT1) and Immigration (IABS). This does not mean that there is no record elsewhere.',
    ],
  ])('where %s', (_what, answers, words) => {
    expect(summaryWords(both, answers)).toBe(words);
  });

  test('"no match" only where every database that was asked said so itself', () => {
    const answerOf = (database: BiometricDatabase) =>
      fc.constantFrom(null, hit(database), possible(database), noHit(database), failed(database), late(database), {
        status: 'not-answered' as const,
        database,
      });
    const asked = fc.subarray([...both]);
    fc.assert(
      fc.property(asked, answerOf('police'), answerOf('immigration'), (databases, one, other) => {
        const answers = [one, other].filter((answer) => answer !== null);
        const said = answers.filter(({ status, database }) => status === 'no-hit' && databases.includes(database));
        const isNone = databases.length > 0 && said.length === databases.length;
        expect(summaryOf(databases, answers).found === 'none-found').toBe(isNone);
        expect(summaryWords(databases, answers).includes('No match')).toBe(isNone);
        expect(summaryWords(databases, answers)).not.toBe('');
      }),
    );
  });

  test('what is no answer is none: a hit without a record, a "no hit" with one, an error with empty words', () => {
    const { candidates: _candidates, ...empty } = hit('police') as Extract<FinalAnswer, { status: 'hit' }>;
    for (const wrong of [
      empty,
      { ...empty, candidates: [] },
      { ...failed('immigration'), words: '' },
      { status: 'no-hit', database: 'pnc' },
    ])
      expect(finalAnswer.safeParse(wrong).success).toBe(false);
    expect(finalAnswer.safeParse({ ...noHit('immigration'), candidates: [candidate('x')] }).success).toBe(false);
  });

  test('every database has a name', () => {
    expect(Object.values(databaseNames)).toEqual(['Police (IDENT1)', 'Immigration (IABS)']);
  });
});

describe('of the glass', () => {
  test('advice is told in words for each that the guide can give', () => {
    // Both sides name the same codes, or this does not compile.
    const codes: readonly CaptureAdvice[] = captureAdvice.options;
    const back: Readonly<Record<CaptureAdvice, string>> = captureAdviceWords;
    expect(codes.map((code) => back[code]).filter((words) => !/^[A-Z][a-z ]+$/.test(words))).toEqual([]);
    expect(captureAdviceWords['press-lighter']).toBe('Press a little lighter');
  });

  test('the picture that a window gets has as many grays as it has pixels, and nothing finer than sixteen', () => {
    const frame = (picture: CaptureFrame['picture']): boolean => {
      const seen: CaptureFrame = { position: 2, state: 'adjust', advice: 'hold-still', goodFrames: 0, picture };
      return captureFrame.safeParse(seen).success;
    };
    expect(frame({ columns: 3, rows: 2, grays: '0f8a77' })).toBe(true);
    expect(frame({ columns: 3, rows: 2, grays: '0f8a7' })).toBe(false);
    expect(frame({ columns: 1, rows: 1, grays: 'g' })).toBe(false);
    expect(frame({ columns: 400, rows: 1, grays: '0'.repeat(400) })).toBe(false);
  });

  test('every reason why a finger was not taken has its words', () => {
    expect(Object.keys(whyNotTakenWords)).toEqual(whyNotTaken.options);
  });

  test('both index fingers are asked for', () => {
    expect(usualPositions.map((position) => positionNames[position])).toEqual([
      'Right index finger',
      'Left index finger',
    ]);
  });
});

describe('on record', () => {
  const officer = officerId.parse('7f3c7f0e-64f0-4a6e-9a3f-3a1f6f3f0c11');
  const finished = (state: Identification) => {
    if (state.step !== 'done' && state.step !== 'ended') throw new Error(`It is at ${state.step}`);
    return factsOf(state, officer);
  };
  const done = finished(readyAt('done'));

  test('stay the officer’s own words: why a finger was not taken, why identity was not established, the note', () => {
    const outcome = readyAt('done');
    if (outcome.step !== 'done') throw new Error('it is not done');
    const facts = finished({
      ...outcome,
      fingers: [{ status: 'not-taken', position: 7, tries: 1, why: 'other', note: 'A cast up to the elbow' }],
      outcome: { ...notEstablished, note: 'Taken to hospital' },
    });
    expect(facts).toMatchObject({
      fingers: [{ whyNot: 'other', note: 'A cast up to the elbow' }],
      notEstablishedWhy: 'IABS did not answer',
      outcomeNote: 'Taken to hospital',
    });
    const { notEstablishedWhy: _why, outcomeNote: _note, ...before } = done;
    expect(identificationFacts.parse(before)).toEqual(done);
  });

  test('stays everything that the power, the search and the purge must show', () => {
    expect(identificationFacts.parse(done)).toEqual(done);
    expect(done).toMatchObject({
      officerId: officer,
      startedAt: at(0),
      endedAt: at(55),
      place: 'High Street',
      power: 'pace-61-6a',
      suspectedOffence: 'Theft from a shop',
      groundOfDoubt: { kind: 'doubted', words: 'Two names given within a minute' },
      consentFrom: null,
      notice: told,
      fingers: [{ position: 2, isTaken: true, whyNot: null }],
      databases: [
        { database: 'police', status: 'hit', elapsedMilliseconds: 4100, candidates: 1 },
        { database: 'immigration', status: 'hit', elapsedMilliseconds: 4100, candidates: 1 },
      ],
      outcome: 'identified',
      commandAndControl: { spokeTo: 'Control room 3' },
      person: { age: { years: 30 }, gender: 'male', selfDefinedEthnicity: 'NS', officerDefinedEthnicity: 'IC1' },
      purge: receipt,
    });
  });

  test('stays nothing that a database said of anybody', () => {
    const kept = JSON.stringify(done);
    const said = candidate('police-1', flagged);
    const { name, aliases, birth, description, warnings, police, immigration } = said.person;
    for (const words of [
      police?.pncId,
      name.family,
      aliases[0]?.family,
      birth.date,
      description,
      warnings[0]?.words,
      immigration?.flag,
    ])
      expect([words, kept.includes(words ?? '')]).toEqual([words, false]);
    expect(identificationFacts.safeParse({ ...done, image: 'AAAA' }).success).toBe(false);
  });

  test('stays that it was given up, and when nothing was there to purge', () => {
    const given = walk(start, { kind: 'stopped', why: 'person-left', at: at(3) });
    expect(finished(given)).toMatchObject({
      stopped: 'person-left',
      endedAt: at(3),
      power: null,
      purge: null,
      databases: [],
    });
  });

  test('stays which database had not answered when a search was given up', () => {
    const ended = walk(
      readyAt('search'),
      { kind: 'stopped', why: 'reader-unplugged', at: at(33) },
      { kind: 'purged', receipt },
      { kind: 'purge-shown' },
    );
    expect(finished(ended).databases).toEqual([
      { database: 'police', status: 'hit', elapsedMilliseconds: 4100, candidates: 1 },
      { database: 'immigration', status: null, elapsedMilliseconds: null, candidates: 0 },
    ]);
  });

  test('stays whose consent it was', () => {
    const given = walk(
      start,
      { kind: 'power-recorded', power: byConsent },
      { kind: 'stopped', why: 'cancelled', at: at(9) },
    );
    expect(finished(given)).toMatchObject({ power: 'consent', consentFrom: 'person', suspectedOffence: null });
  });
});
