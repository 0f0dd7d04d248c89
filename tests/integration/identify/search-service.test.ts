// A search in main, however it ends: what a database said is on record, what it did not say is never "no match", and prints are overwritten.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { candidatesOf, type FinalAnswer } from '#contract/identify/answers.ts';
import { answerOf, desk, leaveDesk } from '../../support/identify-desk.ts';
import { endedSearch } from '../../support/identify-host-stub.ts';
import { hit, noHit, person } from '../../support/made-identification.ts';
import { codeOf } from '../../support/vault-kit.ts';

afterEach(leaveDesk);

const searching = { status: 'searching', elapsedMilliseconds: 100, words: null } as const;

describe('a search', () => {
  test('of which a database did not answer is never told as "no match"', async () => {
    const { host, toSearch, until, handlers, id, view } = await desk();
    const transaction = await toSearch();
    host.emit(
      'search',
      endedSearch(transaction, { police: answerOf(noHit('police')), immigration: { status: 'not-answered' } }),
    );
    await until('comparison');
    expect((await view()).state).toMatchObject({ answers: [{ status: 'no-hit' }, { status: 'not-answered' }] });
    const say = (event: Parameters<typeof handlers.record>[0]['event']) => handlers.record({ id, event });
    await say({ kind: 'purge-shown' });
    await say({ kind: 'compared' });
    await say({ kind: 'person-described', person });
    expect(
      await codeOf(say({ kind: 'outcome-recorded', outcome: { kind: 'no-match', disposal: 'advice', note: '' } })),
    ).toBe('out-of-order');
  });

  test('that is given up halfway leaves on record what a database had said already', async () => {
    const { host, toSearch, handlers, id, view, trail } = await desk();
    const transaction = await toSearch();
    const halfway = { police: answerOf(hit('police')), immigration: searching };
    host.emit('search', { ...endedSearch(transaction, halfway), phase: 'searching' });
    await vi.waitFor(async () => expect((await view()).search).not.toBeNull());
    await handlers.record({ id, event: { kind: 'stopped', why: 'cancelled' } });
    expect((await view()).kept.facts?.databases).toMatchObject([
      { database: 'police', status: 'hit', candidates: 1 },
      { database: 'immigration', status: null },
    ]);
    expect(await trail()).toContainEqual(expect.stringMatching(/^consultation: Police \(IDENT1\): hit/));
  });

  test('that is given up is not told as a problem of the gateway', async () => {
    const { host, toSearch, handlers, id, view } = await desk();
    host.instead.purge = () => {
      const problem = { cause: 'cancelled', words: 'The search was cancelled.' } as const;
      host.emit('search', { ...endedSearch('none', { police: { status: 'not-answered' } }), problem });
      return Promise.resolve({ buffers: 1, bytes: 1, outOfReach: 0 });
    };
    await toSearch();
    await handlers.record({ id, event: { kind: 'stopped', why: 'cancelled' } });
    expect(await view()).toMatchObject({ search: null, problem: null, state: { step: 'stopped', answers: [] } });
  });

  test('in which a database names one record twice ends with it, and what that database holds is not known', async () => {
    const { host, toSearch, until, view } = await desk();
    const transaction = await toSearch();
    const [first] = candidatesOf(hit('police'));
    const twice = answerOf({ ...hit('police'), candidates: [first, { ...first, rank: 2 }] } as FinalAnswer);
    host.emit('search', endedSearch(transaction, { police: twice, immigration: answerOf(noHit('immigration')) }));
    await until('comparison');
    expect((await view()).state).toMatchObject({
      answers: [
        { database: 'immigration', status: 'no-hit' },
        { database: 'police', status: 'not-answered' },
      ],
    });
  });

  test('that could not be begun is over, and its prints are overwritten', async () => {
    const { host, until, toCaptured, handlers, id } = await desk();
    host.instead.search = () => Promise.reject(new Error('no network'));
    await toCaptured();
    await handlers.submit({ id });
    await until('stopped');
    expect(host.calls.at(-1)).toBe('purge');
  });
});
