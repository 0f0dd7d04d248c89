// The matcher as the reference gateway asks it, with its real threads.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FingerPosition, FingerPrint, FingerprintEngine } from '../../../native-mocks/peers/fingerprint-engine.ts';
import { createMatcher } from '../../../native-mocks/peers/matcher/engine.ts';
import { impression } from '../../../native-mocks/prints/impression.ts';
import { masterPrint, type MasterPrint } from '../../../native-mocks/prints/master-print.ts';

const persons = [1001, 1002, 1003];
const positions: readonly FingerPosition[] = [2, 7];
const masters = new Map<string, MasterPrint>();
const engines: FingerprintEngine[] = [];

const printsOf = (person: number, seed: number): FingerPrint[] =>
  positions.map((position) => {
    const key = `${person} ${position}`;
    const master = masters.get(key) ?? masterPrint({ person, finger: position });
    masters.set(key, master);
    return { position, image: impression(master, { seed }) };
  });
const wanted = { limit: 5, signal: new AbortController().signal };

beforeAll(async () => {
  engines.push(createMatcher({ threads: 1 }), createMatcher({ threads: 2 }));
  for (const person of persons) {
    for (const engine of engines) await engine.enrol(`person ${person}`, printsOf(person, 1));
  }
}, 60_000);
afterAll(async () => {
  for (const engine of engines) await engine.close();
});

test('whoever is enrolled is a hit by two fingers, and the answer is the same however many threads share the work', async () => {
  for (const person of persons) {
    const answers = [];
    for (const engine of engines) answers.push(await engine.search(printsOf(person, 2), wanted));
    const [one, two] = answers;
    expect(one?.matched[0]?.personId).toBe(`person ${person}`);
    expect(one?.matched[0]?.score).toBeGreaterThan(one?.hitThreshold ?? Infinity);
    expect(one?.searchedFingers).toBe(6);
    expect(two).toEqual(one);
  }
});

test('a stranger is no hit', async () => {
  const answer = await engines[0]?.search(printsOf(1004, 2), wanted);
  expect(answer?.matched.filter(({ score }) => score >= (answer?.hitThreshold ?? 0))).toEqual([]);
});

test('a finger in which nothing is found is named, and a search that is given up ends as that', async () => {
  const blank: FingerPrint = {
    position: 7,
    image: { width: 320, height: 400, pixels: new Uint8Array(128_000).fill(250) },
  };
  await expect(engines[0]?.search([blank], wanted)).rejects.toThrow('Finger 7: There are hardly any ridges.');
  await expect(engines[0]?.enrol('nobody', [blank])).rejects.toThrow('Finger 7');
  await expect(engines[0]?.search(printsOf(1001, 2), { limit: 5, signal: AbortSignal.abort() })).rejects.toThrow(
    'abort',
  );
});

test('a person is enrolled with further fingers later and found by all of them, but never with one finger twice', async () => {
  const engine = createMatcher();
  const [index, otherIndex] = printsOf(1001, 1);
  if (index === undefined || otherIndex === undefined) throw new Error('no prints');
  await engine.enrol('one', [index]);
  const before = await engine.search(printsOf(1001, 2), wanted);
  await engine.enrol('one', [otherIndex]);
  const after = await engine.search(printsOf(1001, 2), wanted);
  expect([before.searchedFingers, after.searchedFingers]).toEqual([1, 2]);
  expect(before.matched[0]?.fingers.map(({ score }) => score > 0)).toEqual([true, false]);
  expect(after.matched).toHaveLength(1);
  expect(after.matched[0]?.fingers.map(({ score }) => score > 0)).toEqual([true, true]);
  await expect(engine.enrol('one', [index])).rejects.toThrow('Finger 2 of one is enrolled already');
  await engine.close();
});

test('a closed matcher answers nothing, also not what was asked before', async () => {
  const engine = createMatcher();
  await engine.enrol('one', printsOf(1001, 1));
  const asked = Promise.allSettled([engine.search(printsOf(1001, 2), wanted)]);
  await engine.close();
  expect(await asked).toMatchObject([{ status: 'rejected', reason: { message: 'This matcher is closed' } }]);
  await expect(engine.search(printsOf(1001, 2), wanted)).rejects.toThrow('closed');
});
