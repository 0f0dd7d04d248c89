// Promise: the reference gateway tells an admitted laptop, and nobody else, when it had a search whole and when it had said all of it.
import { randomUUID } from 'node:crypto';
import { request } from 'node:https';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReferenceGateway } from '../../../native-mocks/peers/gateway/reference-gateway.ts';
import {
  clientFor,
  identityFor,
  printsOf,
  searchFor,
  searchTransaction,
  startGateway,
} from '../../support/gateway-kit.ts';

let gateway: ReferenceGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

function timings(isAdmitted = true): Promise<{ readonly status: number | undefined; readonly said: unknown }> {
  const { authority: ca, certificate: cert, key } = identityFor(gateway);
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: 'localhost',
        port: gateway.port,
        path: '/reference/timings',
        agent: false,
        ca,
        ...(isAdmitted ? { cert, key } : {}),
      },
      (answer) => {
        json(answer).then((said) => resolve({ status: answer.statusCode, said }), reject);
      },
    );
    asked.once('error', reject);
    asked.end();
  });
}

test('a search has the moments of its whole transaction and of its last answer, once, also where its stream was cut', async () => {
  gateway.control({
    databases: { police: { delayMilliseconds: 300 } },
    faults: [{ route: 'stream', fault: { kind: 'cut', afterBytes: 60 } }],
  });
  const client = clientFor(gateway);
  const transactionControlNumber = randomUUID();
  const before = Date.now();
  await searchFor(client, 'invented-1', { transactionControlNumber });
  const after = Date.now();
  client.close();
  const { status, said } = await timings();
  expect(status).toBe(200);
  const { searches } = said as { searches: { receivedAt: number; answeredAt: number }[] };
  expect(searches).toEqual([
    {
      transactionControlNumber,
      bytes: searchTransaction(transactionControlNumber, printsOf('invented-1')).length,
      receivedAt: expect.any(Number) as unknown,
      answeredAt: expect.any(Number) as unknown,
    },
  ]);
  const [{ receivedAt, answeredAt } = { receivedAt: 0, answeredAt: 0 }] = searches;
  expect(receivedAt).toBeGreaterThanOrEqual(before);
  expect(answeredAt - receivedAt).toBeGreaterThanOrEqual(290);
  expect(answeredAt).toBeLessThanOrEqual(after);
});

test('whoever has no certificate of this gateway is told nothing', async () => {
  expect(await timings(false)).toMatchObject({ status: 403 });
});
