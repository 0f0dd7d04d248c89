// Promise: whatever the gateway or a proxy does badly, a search ends in time, says what is known, and is submitted once.
import { randomUUID } from 'node:crypto';
import { request } from 'node:https';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { conclusionOf } from '../../../main/ports/search-progress.ts';
import type { GatewayClient } from '../../../main/ports/biometric-gateway.ts';
import type { GatewayControl } from '../../../native-mocks/peers/gateway/control.ts';
import type { ReferenceGateway } from '../../../native-mocks/peers/gateway/reference-gateway.ts';
import {
  clientFor,
  identityFor,
  printsOf,
  searchFor,
  searchTransaction,
  startGateway,
  statusesOf,
} from '../../support/gateway-kit.ts';

let gateway: ReferenceGateway;
let client: GatewayClient;
beforeAll(async () => {
  gateway = await startGateway();
  client = clientFor(gateway, { timing: { longestSilence: 1300, turn: 400 } });
});
afterAll(async () => {
  client.close();
  await gateway.close();
});

const numbered = (number: string) =>
  gateway.searches.all.filter(({ transactionControlNumber }) => transactionControlNumber === number);

const answered = { police: 'hit', immigration: 'no-hit' };
const unanswered = { police: 'not-answered', immigration: 'not-answered' };
type Faults = NonNullable<GatewayControl['faults']>;

const passing: { readonly name: string; readonly faults: Faults }[] = [
  { name: 'the answer to a submission is lost', faults: [{ route: 'submit', fault: { kind: 'cut', afterBytes: 0 } }] },
  {
    name: 'half of the answer to a submission is lost',
    faults: [{ route: 'submit', times: 3, fault: { kind: 'cut', afterBytes: 40 } }],
  },
  { name: 'a submission stalls', faults: [{ route: 'submit', fault: { kind: 'stall', afterBytes: 3 } }] },
  { name: 'a submission fails with 503', faults: [{ route: 'submit', fault: { kind: 'status', status: 503 } }] },
  {
    name: 'the stream is cut within an event',
    faults: [{ route: 'stream', times: 2, fault: { kind: 'cut', afterBytes: 700 } }],
  },
  { name: 'the stream stalls', faults: [{ route: 'stream', fault: { kind: 'stall', afterBytes: 900 } }] },
  { name: 'a proxy holds every stream back', faults: [{ route: 'stream', times: 50, fault: { kind: 'held-back' } }] },
  { name: 'streams fail with 502', faults: [{ route: 'stream', times: 50, fault: { kind: 'status', status: 502 } }] },
];

test.each(passing)('the answer is whole, and searched once, where $name', async ({ faults }) => {
  const transactionControlNumber = randomUUID();
  // Long enough for a stream to be held back by.
  gateway.control({ faults, databases: { police: { delayMilliseconds: 200 } } });
  const { state } = await searchFor(client, 'invented-1', { transactionControlNumber });
  expect(statusesOf(state)).toEqual(answered);
  expect(state.problem).toBeNull();
  expect(numbered(transactionControlNumber).length).toBe(1);
});

const lasting: { readonly name: string; readonly cause: string; readonly faults: Faults }[] = [
  { name: 'malformed', cause: 'not-understood', faults: [{ route: 'stream', fault: { kind: 'malformed' } }] },
  {
    name: 'of another transaction',
    cause: 'other-transaction',
    faults: [{ route: 'stream', fault: { kind: 'wrong-tcr' } }],
  },
  { name: 'without an end', cause: 'not-understood', faults: [{ route: 'stream', fault: { kind: 'endless' } }] },
  {
    name: 'to a submission malformed',
    cause: 'not-understood',
    faults: [{ route: 'submit', fault: { kind: 'malformed' } }],
  },
  {
    name: 'to a submission of another transaction',
    cause: 'other-transaction',
    faults: [{ route: 'submit', fault: { kind: 'wrong-tcr' } }],
  },
  {
    name: 'to a submission without an end',
    cause: 'not-understood',
    faults: [{ route: 'submit', fault: { kind: 'endless' } }],
  },
  { name: 'a refusal', cause: 'refused', faults: [{ route: 'submit', fault: { kind: 'status', status: 422 } }] },
  {
    name: 'a failure each time',
    cause: 'gateway-failed',
    faults: [{ route: 'submit', times: 99, fault: { kind: 'status', status: 500 } }],
  },
  {
    name: 'cut each time',
    cause: 'cut-off',
    faults: [
      { route: 'stream', times: 99, fault: { kind: 'cut', afterBytes: 10 } },
      { route: 'turn', times: 99, fault: { kind: 'cut', afterBytes: 10 } },
    ],
  },
];

test.each(lasting)(
  'an answer that is $name leaves the databases unanswered, and the prints are dropped',
  async ({ faults, cause }) => {
    const transactionControlNumber = randomUUID();
    gateway.control({ faults });
    const { state } = await searchFor(client, 'stranger', { transactionControlNumber });
    expect(statusesOf(state)).toEqual(unanswered);
    expect(conclusionOf(state)).toBe('incomplete');
    expect(state.problem?.cause).toBe(cause);
    expect(numbered(transactionControlNumber).every(({ isPurged }) => isPurged)).toBe(true);
  },
);

test('the same transaction twice is one search; another one under its number is refused', async () => {
  gateway.control({ databases: { police: { delayMilliseconds: 300 } } });
  const transactionControlNumber = randomUUID();
  const first = searchFor(client, 'invented-1', { transactionControlNumber });
  await expect.poll(() => numbered(transactionControlNumber).length).toBe(1);
  const [again, other] = await Promise.all([
    searchFor(client, 'invented-1', { transactionControlNumber }),
    searchFor(client, 'invented-2', { transactionControlNumber, databases: ['police'] }),
  ]);
  expect(other.state.problem?.cause).toBe('refused');
  for (const { state } of [again, await first]) expect(statusesOf(state)).toEqual(answered);
  expect(numbered(transactionControlNumber).length).toBe(1);
});

test('cancelling reaches the gateway, which drops the prints and says so, a second time if need be', async () => {
  gateway.control({
    databases: { police: { delayMilliseconds: 30_000 }, immigration: { delayMilliseconds: 30_000 } },
    faults: [{ route: 'drop', fault: { kind: 'cut', afterBytes: 0 } }],
  });
  const cancelling = new AbortController();
  const transactionControlNumber = randomUUID();
  const { state, events } = await searchFor(client, 'invented-1', {
    transactionControlNumber,
    signal: cancelling.signal,
    onEvent: (event) => {
      if (event.type === 'database' && event.answer.status === 'searching') cancelling.abort();
    },
  });
  expect(state.problem?.cause).toBe('cancelled');
  expect(events.slice(-2)).toMatchObject([{ type: 'purged' }, { type: 'lost' }]);
  expect(statusesOf(state)).toEqual(unanswered);
  expect(numbered(transactionControlNumber)[0]?.isPurged).toBe(true);
});

test('cancelling before the gateway has answered to the submission drops it under its number, also when it comes later', async () => {
  gateway.control({ faults: [{ route: 'submit', fault: { kind: 'stall', afterBytes: 0 } }] });
  const cancelling = new AbortController();
  const transactionControlNumber = randomUUID();
  const running = searchFor(client, 'invented-1', { transactionControlNumber, signal: cancelling.signal });
  await expect.poll(() => numbered(transactionControlNumber).length).toBe(1);
  cancelling.abort();
  expect((await running).state).toMatchObject({ problem: { cause: 'cancelled' } });
  expect(numbered(transactionControlNumber)[0]?.isPurged).toBe(true);

  const late = randomUUID();
  await gateway.searches.dropNumber('laptop', late);
  expect(() =>
    gateway.searches.submit({
      client: 'laptop',
      transactionControlNumber: late,
      databases: ['police'],
      transaction: searchTransaction(late, printsOf('invented-1')),
      timeLeft: 1000,
    }),
  ).toThrow('was dropped');
});

test('who stops listening cancels the search', async () => {
  gateway.control({ databases: { police: { delayMilliseconds: 30_000 } } });
  const transactionControlNumber = randomUUID();
  for await (const event of client.search({
    transaction: searchTransaction(transactionControlNumber, printsOf('invented-1')),
    transactionControlNumber,
    databases: ['police'],
    deadline: performance.now() + 20_000,
    signal: new AbortController().signal,
  })) {
    if (event.type === 'accepted') break;
  }
  await expect.poll(() => numbered(transactionControlNumber)[0]?.isPurged).toBe(true);
});

test('at the deadline nothing more is waited for, whatever the gateway does', async () => {
  gateway.control({
    faults: [
      { route: 'stream', times: 99, fault: { kind: 'stall', afterBytes: 0 } },
      { route: 'turn', times: 99, fault: { kind: 'stall', afterBytes: 0 } },
    ],
  });
  const patient = clientFor(gateway, { timing: { longestSilence: 60_000 } });
  const begun = performance.now();
  const { state } = await searchFor(patient, 'stranger', { milliseconds: 700 });
  expect(performance.now() - begun).toBeLessThan(5000);
  expect(state.problem?.cause).toBe('deadline');
  expect(statusesOf(state)).toEqual(unanswered);
  patient.close();
});

test('a gateway in another process is told what to do badly by a request', async () => {
  gateway.control({});
  expect(await client.reachable()).toEqual({ reachable: true, reference: true });
  const { authority: ca, certificate: cert, key } = identityFor(gateway);
  const status = await new Promise((resolve, reject) => {
    const telling = request({
      host: 'localhost',
      port: gateway.port,
      path: '/reference/control',
      method: 'PUT',
      ca,
      cert,
      key,
    });
    telling.once('error', reject);
    telling.once('response', (response) => resolve(response.resume().statusCode));
    telling.end(JSON.stringify({ faults: [{ route: 'health', fault: { kind: 'status', status: 503 } }] }));
  });
  expect(status).toBe(200);
  expect(await client.reachable()).toMatchObject({ reachable: false, problem: { cause: 'gateway-failed' } });
  expect(await client.reachable()).toMatchObject({ reachable: true });
});
