// A fingerprint engine that is none: it knows an image again by its hash, byte for byte. For tests of what surrounds a matcher.
import { createHash } from 'node:crypto';
import type { BiometricDatabase } from '#contract/biometric-search.ts';
import type { GrayImage } from '../../main/biometrics/gray-image.ts';
import type { FingerprintEngine, FingerPrint } from '../../native-mocks/peers/fingerprint-engine.ts';
import { inventedPeople } from '../../native-mocks/peers/gateway/people.ts';

const hashOf = ({ pixels }: GrayImage): string => createHash('sha256').update(pixels).digest('hex');

/** 100 points a finger that is known again; two make a hit, one a possible match. */
export function createHashEngine(): FingerprintEngine {
  const fingers: { readonly personId: string; readonly position: number; readonly hash: string }[] = [];
  let isClosed = false;
  const refuseClosed = (): void => {
    if (isClosed) throw new Error('This engine is closed');
  };
  return {
    async enrol(personId, prints) {
      refuseClosed();
      for (const { position, image } of prints) fingers.push({ personId, position, hash: hashOf(image) });
    },
    async search(prints, { limit }) {
      refuseClosed();
      const hashes = prints.map(({ position, image }) => ({ position, hash: hashOf(image) }));
      const matched = [...new Set(fingers.map(({ personId }) => personId))]
        .map((personId) => {
          const scores = hashes.map(({ position, hash }) => ({
            position,
            score: fingers.some((one) => one.personId === personId && one.hash === hash) ? 100 : 0,
          }));
          return { personId, score: scores.reduce((sum, { score }) => sum + score, 0), fingers: scores };
        })
        .filter(({ score }) => score >= 100)
        .toSorted((a, b) => b.score - a.score)
        .slice(0, limit);
      return { matched, hitThreshold: 200, possibleThreshold: 100, searchedFingers: fingers.length };
    },
    async close() {
      isClosed = true;
    },
  };
}

export const printWidth = 64;
export const printHeight = 80;

/** Bytes that belong to one finger of one person; they look like nothing. */
export function madePrint(personId: string, position: 2 | 7): FingerPrint {
  const seed = createHash('sha256').update(`${personId} ${position}`).digest();
  const pixels = new Uint8Array(printWidth * printHeight);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = ((seed[at % 32] ?? 0) + at * 7) & 0xff;
  return { position, image: { width: printWidth, height: printHeight, pixels } };
}

/** Both databases with both index fingers of everybody in them. */
export async function createEngines(): Promise<Record<BiometricDatabase, FingerprintEngine>> {
  const engines = { police: createHashEngine(), immigration: createHashEngine() };
  for (const database of ['police', 'immigration'] as const) {
    for (const person of inventedPeople) {
      if (person[database] === null) continue;
      await engines[database].enrol(person.personId, [madePrint(person.personId, 2), madePrint(person.personId, 7)]);
    }
  }
  return engines;
}
