// Promise: what the reference gateway found is what the client says, over real TLS; what it did not find, could not search or was not in
// time to say is told apart.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { conclusionOf } from '../../../main/ports/search-progress.ts';
import type { GatewayClient } from '../../../main/ports/biometric-gateway.ts';
import type { ReferenceGateway } from '../../../native-mocks/peers/gateway/reference-gateway.ts';
import { searchState } from '#contract/biometric-search.ts';
import { clientFor, printsOf, searchFor, startGateway, statusesOf } from '../../support/gateway-kit.ts';

let gateway: ReferenceGateway;
let client: GatewayClient;
beforeAll(async () => {
  gateway = await startGateway({ databaseTimeout: 1500 });
  client = clientFor(gateway);
});
afterAll(async () => {
  client.close();
  await gateway.close();
});

test('a person in both databases is found in both, with all that each knows', async () => {
  gateway.control({});
  const { state, events } = await searchFor(client, 'invented-3');
  expect(statusesOf(state)).toEqual({ police: 'hit', immigration: 'hit' });
  expect(conclusionOf(state)).toBe('found');
  expect(searchState.safeParse(state).error).toBeUndefined();
  expect(state).toMatchObject({ phase: 'ended', reference: true, problem: null });
  const answers = state.databases.map(({ answer }) => ('candidates' in answer ? answer.candidates : []));
  expect(answers[0]?.[0]).toMatchObject({
    rank: 1,
    score: 200,
    fingers: [
      { position: 2, score: 100 },
      { position: 7, score: 100 },
    ],
    person: { name: { family: 'SAMPLOVA' }, police: { pncId: '19/9999993X' } },
  });
  expect(answers[1]?.[0]?.person.immigration?.commandAndControl).toContain('Command & Control');
  expect([...(answers[0]?.[0]?.person.photo?.bytes.subarray(1, 4) ?? [])]).toEqual([0x50, 0x4e, 0x47]);
  expect(events.at(-1)).toEqual({ type: 'end' });
  expect(events.filter(({ type }) => type === 'database').length).toBe(6);
});

test('the prints are gone from the gateway when it says so', async () => {
  gateway.control({});
  const { state } = await searchFor(client, 'invented-1', { transactionControlNumber: 'PURGED-1' });
  expect(state.purge).toMatchObject({ images: 2 });
  const search = gateway.searches.all.find((one) => one.transactionControlNumber === 'PURGED-1');
  expect(search?.isPurged).toBe(true);
});

test('a person in one database is a hit there and no match in the other', async () => {
  gateway.control({});
  const { state } = await searchFor(client, 'invented-1');
  expect(statusesOf(state)).toEqual({ police: 'hit', immigration: 'no-hit' });
  const [police, immigration] = state.databases;
  expect(police?.answer).toMatchObject({
    candidates: [
      { person: { warnings: [{ signal: 'VI' }, { signal: 'WE' }], police: { wanted: { since: '2026-10-03' } } } },
    ],
  });
  expect(immigration?.words).toContain('does not mean that there is no record elsewhere');
});

test('one finger alone makes a possible match', async () => {
  gateway.control({});
  const prints = printsOf('invented-1').slice(0, 1);
  const { state } = await searchFor(client, 'invented-1', { prints });
  expect(statusesOf(state)).toEqual({ police: 'possible', immigration: 'no-hit' });
});

test('nobody is found where both databases say so', async () => {
  gateway.control({});
  const { state } = await searchFor(client, 'stranger');
  expect(statusesOf(state)).toEqual({ police: 'no-hit', immigration: 'no-hit' });
  expect(conclusionOf(state)).toBe('no-match');
});

test('a database that does not answer in time has timed out, and the other one is heard before that', async () => {
  gateway.control({ databases: { immigration: { instead: 'silence' } } });
  const { state, events } = await searchFor(client, 'stranger');
  expect(statusesOf(state)).toEqual({ police: 'no-hit', immigration: 'timeout' });
  expect(conclusionOf(state)).toBe('incomplete');
  const finals = events.filter(
    (event) => event.type === 'database' && !['waiting', 'searching'].includes(event.answer.status),
  );
  expect(finals).toMatchObject([{ database: 'police' }, { database: 'immigration' }]);
  expect(state.purge).not.toBeNull();
});

test('two databases that failed are two errors and no "no hit"', async () => {
  gateway.control({ databases: { police: { instead: 'error' }, immigration: { instead: 'error' } } });
  const { state } = await searchFor(client, 'stranger');
  expect(statusesOf(state)).toEqual({ police: 'error', immigration: 'error' });
  expect(conclusionOf(state)).toBe('incomplete');
  expect(state.databases[0]?.words).toContain('not a "no hit"');
});

test('an answer in words that nobody agreed on is an error of that database alone', async () => {
  gateway.control({ databases: { police: { instead: 'nonsense' } } });
  const { state } = await searchFor(client, 'stranger');
  expect(statusesOf(state)).toEqual({ police: 'error', immigration: 'no-hit' });
  expect(state.databases[0]?.words).toContain('cannot be understood');
});

test('the time that is left is passed on, so that the gateway ends before the officer stops waiting', async () => {
  gateway.control({ databases: { police: { delayMilliseconds: 60_000 } } });
  const { state, events } = await searchFor(client, 'stranger', { milliseconds: 1800 });
  // Its own limit of a database is longer than what was left.
  expect(statusesOf(state)).toEqual({ police: 'timeout', immigration: 'no-hit' });
  expect(events.at(-1)).toEqual({ type: 'end' });
  expect(state.purge).not.toBeNull();
});

test('only the databases that were asked for are searched', async () => {
  gateway.control({});
  const { state } = await searchFor(client, 'invented-3', { databases: ['immigration'] });
  expect(statusesOf(state)).toEqual({ immigration: 'hit' });
});

test('a gateway that calls itself the reference gateway is refused on a laptop that is not for training', async () => {
  gateway.control({});
  const strict = clientFor(gateway, { allowReference: false });
  expect(await strict.reachable()).toMatchObject({ reachable: false, problem: { cause: 'not-trusted' } });
  const { state } = await searchFor(strict, 'invented-3', { transactionControlNumber: 'STRICT-1' });
  expect(state.problem?.cause).toBe('not-trusted');
  expect(statusesOf(state)).toEqual({ police: 'not-answered', immigration: 'not-answered' });
  expect(gateway.searches.all.find((one) => one.transactionControlNumber === 'STRICT-1')?.isPurged).toBe(true);
  strict.close();
});
