// One step of an identification at a time: what is refused and why, how a search ends, what stays on record.
import { describe, expect, test } from 'vitest';
import type { Identification, IdentificationEvent } from '#contract/identify.ts';
import { advance, millisecondsLeft } from '#contract/identify/advance.ts';
import { purgeWords } from '#contract/identify/findings.ts';
import type { RefusalCode } from '#contract/identify/refusals.ts';
import {
  at,
  byConsent,
  byPower,
  candidate,
  captured,
  failed,
  hit,
  identified,
  judged,
  noHit,
  noMatch,
  notEstablished,
  person,
  readyAt,
  receipt,
  search,
  start,
  told,
  walk,
} from '../../support/made-identification.ts';

const stop: IdentificationEvent = { kind: 'stopped', why: 'cancelled', at: at(58) };
const describePerson: IdentificationEvent = { kind: 'person-described', person };

describe('a step is refused with its reason', () => {
  const twoFingers: IdentificationEvent = {
    kind: 'fingers-chosen',
    fingers: [
      { position: 2, notTaken: null },
      { position: 7, notTaken: null },
    ],
  };
  const twice = { ...hit('police'), candidates: [candidate('x'), { ...candidate('x'), rank: 2 }] } as ReturnType<
    typeof hit
  >;
  const onlyPolice = { ...search, asked: ['police' as const] };

  test.each<[string, RefusalCode, Identification, IdentificationEvent]>([
    [
      'a finger named twice',
      'finger-twice',
      readyAt('fingers'),
      {
        kind: 'fingers-chosen',
        fingers: [
          { position: 2, notTaken: null },
          { position: 2, notTaken: null },
        ],
      },
    ],
    [
      'no finger that can be taken',
      'no-finger',
      readyAt('fingers'),
      { kind: 'fingers-chosen', fingers: [{ position: 2, notTaken: { why: 'missing', note: '' } }] },
    ],
    ['a finger that was not chosen', 'finger-not-chosen', readyAt('capture'), captured(7)],
    ['a finger that is there already', 'finger-not-wanted', readyAt('capture'), captured(2)],
    [
      'a print from before the person was told',
      'before-it-was-told',
      walk(readyAt('capture'), { kind: 'retake', position: 2 }),
      captured(2, 9),
    ],
    [
      'a search with a finger open',
      'fingers-open',
      walk(readyAt('fingers'), twoFingers, captured(2)),
      { kind: 'submitted', search },
    ],
    [
      'a search without a finger',
      'no-finger',
      walk(readyAt('capture'), { kind: 'not-taken', position: 2, notTaken: { why: 'refused', note: '' } }),
      { kind: 'submitted', search },
    ],
    [
      'an answer of a database that was not asked',
      'database-not-asked',
      walk(readyAt('capture'), { kind: 'submitted', search: onlyPolice }),
      { kind: 'answered', answer: noHit('immigration') },
    ],
    ['a second answer', 'answered-already', readyAt('search'), { kind: 'answered', answer: noHit('police') }],
    [
      'an answer with one record twice',
      'candidate-twice',
      walk(readyAt('capture'), { kind: 'submitted', search }),
      { kind: 'answered', answer: twice },
    ],
    [
      'a decision on a record that nobody named',
      'no-such-candidate',
      readyAt('comparison'),
      { kind: 'decided', decision: { database: 'police', reference: 'immigration-1', judgement: 'same-person' } },
    ],
    [
      'an end of a comparison that is not made',
      'candidates-undecided',
      walk(readyAt('purge'), { kind: 'purged', receipt }, judged('immigration', 'another-person')),
      { kind: 'compared' },
    ],
    [
      'an outcome of another record',
      'outcome-contradicts',
      readyAt('outcome'),
      {
        kind: 'outcome-recorded',
        outcome: { ...identified('police'), reference: 'police-2' } as ReturnType<typeof identified>,
      },
    ],
    [
      'no outcome where somebody was found',
      'outcome-contradicts',
      readyAt('outcome'),
      { kind: 'outcome-recorded', outcome: notEstablished },
    ],
    [
      'a consent withdrawn that was none',
      'not-by-consent',
      readyAt('capture'),
      { kind: 'stopped', why: 'consent-withdrawn', at: at(30) },
    ],
    [
      'half a power',
      'incomplete',
      start,
      { kind: 'power-recorded', power: { ...byPower, suspectedOffence: '  ' } as typeof byPower },
    ],
    [
      'a power without a ground of doubt',
      'incomplete',
      start,
      { kind: 'power-recorded', power: { kind: 'pace-61-6a', suspectedOffence: 'Theft' } as unknown as typeof byPower },
    ],
    [
      'a notice without the speculative search',
      'incomplete',
      readyAt('notice'),
      { kind: 'told', notice: { ...told, speculativeSearch: false as unknown as true } },
    ],
    [
      'a reason that needs words and has none',
      'incomplete',
      readyAt('capture'),
      { kind: 'not-taken', position: 2, notTaken: { why: 'other', note: '' } },
    ],
    [
      'an ethnicity that is no code',
      'incomplete',
      start,
      { kind: 'person-described', person: { ...person, selfDefinedEthnicity: 'W8' } },
    ],
  ])('%s: %s', (_what, code, state, event) => {
    const next = advance(state, event);
    expect(next).toMatchObject({ ok: false, refusal: { refused: code } });
    expect(next.ok ? '' : next.refusal.words).toMatch(/^[A-Z].*\.$/);
  });

  test('an outcome before the purge was shown, or before the person was described', () => {
    const answered: IdentificationEvent[] = [
      { kind: 'submitted', search },
      { kind: 'answered', answer: noHit('police') },
      { kind: 'answered', answer: noHit('immigration') },
      { kind: 'purged', receipt },
      { kind: 'compared' },
    ];
    const state = walk(readyAt('capture'), ...answered);
    const record: IdentificationEvent = { kind: 'outcome-recorded', outcome: noMatch };
    expect(advance(walk(state, describePerson), record)).toMatchObject({ refusal: { refused: 'purge-not-shown' } });
    expect(advance(walk(state, { kind: 'purge-shown' }), record)).toMatchObject({
      refusal: { refused: 'person-not-described' },
    });
    expect(walk(state, describePerson, { kind: 'purge-shown' }, record).step).toBe('done');
  });
});

describe('a search', () => {
  const sent = walk(readyAt('capture'), { kind: 'submitted', search });

  test('goes on until every database has answered, in any order', () => {
    const one = walk(sent, { kind: 'answered', answer: noHit('immigration') });
    expect([one.step, walk(one, { kind: 'answered', answer: failed('police') }).step]).toEqual(['search', 'purge']);
  });

  test('whose time is over says of each that did not answer that it did not, and keeps those that did', () => {
    const over = walk(sent, { kind: 'answered', answer: hit('police') }, { kind: 'deadline-passed' });
    expect(over).toMatchObject({
      step: 'purge',
      answers: [hit('police'), { status: 'not-answered', database: 'immigration' }],
    });
  });

  test('has a minute', () => {
    expect(millisecondsLeft(search, new Date(at(30)))).toBe(60_000);
    expect(millisecondsLeft(search, new Date('2026-11-27T10:01:31Z'))).toBe(-1000);
  });

  test('that was given up keeps what had been answered, and waits for the purge', () => {
    const given = walk(sent, { kind: 'answered', answer: hit('police') }, stop);
    expect(given).toMatchObject({ step: 'stopping', answers: [hit('police')], stopped: { why: 'cancelled' } });
    const ended = walk(given, { kind: 'purged', receipt }, { kind: 'purge-shown' });
    expect(ended).toMatchObject({ step: 'ended', purge: receipt, search });
  });
});

test('other grounds are told anew', () => {
  const changed = walk(readyAt('fingers'), { kind: 'power-recorded', power: byConsent });
  expect(changed).toEqual({ ...start, step: 'notice', power: byConsent });
});

test('who gave consent may take it back, before the search and after, and what was captured is purged', () => {
  const consented = walk(
    start,
    { kind: 'power-recorded', power: byConsent },
    { kind: 'told', notice: told },
    { kind: 'fingers-chosen', fingers: [{ position: 2, notTaken: null }] },
    captured(2),
  );
  const withdrawn: IdentificationEvent = { kind: 'stopped', why: 'consent-withdrawn', at: at(25) };
  expect(walk(consented, withdrawn).step).toBe('stopping');
  expect(walk(consented, { kind: 'submitted', search }, withdrawn).step).toBe('stopping');
});

test('a Command & Control that was contacted stays on record where the rest is given up', () => {
  expect(walk(readyAt('outcome'), stop)).toMatchObject({ step: 'ended', contact: { spokeTo: 'Control room 3' } });
});

test('a purge is told in words, and one that failed is told as such', () => {
  expect(purgeWords(receipt)).toBe(
    'Fingerprints purged: 9 images and templates overwritten in memory (1.2 MB). None was kept.',
  );
  expect(purgeWords({ ...receipt, buffers: 1, bytes: 900, outOfReach: 2 })).toMatch(
    /^The purge is not complete: 1 image or template .*900 bytes.* 2 could not be overwritten/,
  );
});
