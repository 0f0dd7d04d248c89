// Promise: wherever the network cuts or stalls, in either direction and within a handshake too, no database is "no hit" unless it said so,
// a search is submitted once, and what can still be heard is heard.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LaptopIdentity } from '../../../main/gateway/laptop-identity.ts';
import type { GatewayTiming } from '../../../main/gateway/gateway-client.ts';
import type { ReferenceGateway } from '../../../native-mocks/peers/gateway/reference-gateway.ts';
import { startCuttingRelay, type CuttingRelay, type RelayFault } from '../../support/cutting-relay.ts';
import { clientFor, identityFor, searchFor, startGateway, statusesOf } from '../../support/gateway-kit.ts';
import { runsOf } from '../../support/random.ts';

const cuts = runsOf('KERBDESK_CUTS', 40);
let gateway: ReferenceGateway;
let relay: CuttingRelay;
let identity: LaptopIdentity;
let whole: { up: number; down: number };
beforeAll(async () => {
  gateway = await startGateway();
  relay = await startCuttingRelay(gateway.port);
  identity = identityFor(gateway);
  relay.plan([]);
  await search([]);
  whole = { ...relay.passed };
});
afterAll(async () => {
  await relay.close();
  await gateway.close();
});

async function search(faults: readonly RelayFault[], timing: Partial<GatewayTiming> = {}) {
  relay.plan(faults);
  // Connections of its own, so that the handshake is cut as well.
  const client = clientFor(gateway, { identity, port: relay.port, timing: { pause: 3, dropping: 150, ...timing } });
  const transactionControlNumber = randomUUID();
  const { state } = await searchFor(client, 'invented-1', { transactionControlNumber, milliseconds: 6000 });
  client.close();
  const searches = gateway.searches.all.filter((one) => one.transactionControlNumber === transactionControlNumber);
  return { state, searches };
}

const direction = fc.constantFrom('up' as const, 'down' as const);
/** Of what a search without faults needs in that direction. */
const share = fc.double({ min: 0, max: 1, noNaN: true });
const answered = { police: 'hit', immigration: 'no-hit' };

test('one cut at any byte is made good, without a second search', async () => {
  expect(whole.up).toBeGreaterThan(10_000);
  expect(whole.down).toBeGreaterThan(2000);
  await fc.assert(
    fc.asyncProperty(direction, share, async (way, part) => {
      const { state, searches } = await search([
        { direction: way, afterBytes: Math.floor(whole[way] * part), how: 'cut' },
      ]);
      expect(state.problem).toBeNull();
      expect(statusesOf(state)).toEqual(answered);
      expect(searches.length).toBe(1);
    }),
    { numRuns: cuts },
  );
});

test('a network that cuts again and again ends in honest words, and never in a "no hit" that nobody said', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(direction, fc.integer({ min: 1, max: 9000 }), async (way, step) => {
      const faults = Array.from({ length: 40 }, (_none, at) => ({
        direction: way,
        afterBytes: (at + 1) * step,
        how: 'cut' as const,
      }));
      const { state, searches } = await search(faults);
      const { police, immigration } = statusesOf(state);
      seen.add(String(police));
      expect(['hit', 'not-answered']).toContain(police);
      expect(['no-hit', 'not-answered']).toContain(immigration);
      expect(state.phase).toBe('ended');
      expect(police === 'not-answered' && state.problem === null).toBe(false);
      expect(searches.length).toBeLessThanOrEqual(1);
    }),
    {
      numRuns: cuts / 2,
      examples: [
        ['down', 1],
        ['up', 20],
        ['down', 8000],
      ],
    },
  );
  expect([...seen].toSorted()).toEqual(['hit', 'not-answered']);
});

test('a network that falls silent at any byte is given up, and taken up again', async () => {
  await fc.assert(
    fc.asyncProperty(direction, share, async (way, part) => {
      const { state, searches } = await search(
        [{ direction: way, afterBytes: Math.floor(whole[way] * part), how: 'stall' }],
        { longestSilence: 150, connecting: 150, submitting: 300, turn: 100 },
      );
      expect(statusesOf(state)).toEqual(answered);
      expect(searches.length).toBe(1);
    }),
    { numRuns: cuts / 4 },
  );
});
