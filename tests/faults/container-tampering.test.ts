// However a container is changed, it is refused with words that say where; no read ever gives a byte that was not in the original.
// KERBDESK_TAMPER_RUNS sets how many changed containers are tried, KERBDESK_SEED repeats a run.
import { createHash } from 'node:crypto';
import { readFile, truncate } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KerbdeskError } from '#contract/errors.ts';
import { openDataKey } from '../../main/storage/evidence/container-header.ts';
import { openContainer } from '../../main/storage/evidence/container-reader.ts';
import { evidencePath } from '../../main/storage/evidence/evidence-files.ts';
import { plainPerPart } from '../../main/storage/evidence/geometry.ts';
import type { FileOperations } from '../../main/storage/file-operations.ts';
import {
  custody,
  feed,
  ignore,
  makeFacts,
  makeVault,
  never,
  offload,
  officerKeys,
  smallGeometry,
  type Vault,
} from '../unit/evidence/support/evidence-kit.ts';
import { seededRandom, testSeed, type SeededRandom } from '../unit/evidence/support/seeded-random.ts';
import { changes, takeApart, type TamperCorpus } from '../unit/evidence/support/tamper.ts';

const runs = Number(process.env['KERBDESK_TAMPER_RUNS'] ?? 3000);
const perPart = plainPerPart(smallGeometry);
const original = Buffer.concat(
  Array.from({ length: 30 }, (_, i) => createHash('sha512').update(`recording ${i}`).digest()),
).subarray(0, 4 * perPart + 200);

let vault: Vault;
let corpus: TamperCorpus;

beforeAll(async () => {
  vault = await makeVault();
  const facts = makeFacts(original.byteLength);
  const path = (id: string, file: 'partial' | 'container'): string =>
    evidencePath(vault.target.evidenceFolder, id as never, file);

  // The victim was torn off after three parts; the power cut took the third, so it was written twice, under two salts.
  const first = await vault.sink().begin(facts, custody('offload-started'));
  const id = first.recordingId;
  await feed(first, original.subarray(0, 3 * perPart + 20));
  await first.interrupt(custody('offload-interrupted'));
  const before = await readFile(path(id, 'partial'));
  const formerParts = new Map([1, 2].map((place) => [place, before.subarray(4096 + place * 384, 4480 + place * 384)]));
  await truncate(path(id, 'partial'), 4096 + 384);
  const second = await vault.sink().resume(id, facts, custody('offload-resumed'), ignore, never);
  await feed(second, original);
  await second.seal();
  await second.complete([]);

  const again = await offload(vault.sink(), original, makeFacts(original.byteLength, 'again.mp4'));
  const other = await offload(
    vault.sink(),
    Buffer.alloc(original.byteLength, 7),
    makeFacts(original.byteLength, 'b.mp4'),
  );
  corpus = {
    victim: await readFile(path(id, 'container')),
    others: [await readFile(path(again.id, 'container')), await readFile(path(other.id, 'container'))],
    formerParts,
  };
});
afterAll(() => vault.remove());

/** A file that is nowhere but in memory: a hundred thousand of them cost minutes, not hours. */
const inMemory = (content: Buffer): FileOperations => ({
  ...unused,
  open: () =>
    Promise.resolve({
      read: (into, position) => Promise.resolve(content.copy(into, 0, position, position + into.byteLength)),
      size: () => Promise.resolve(content.byteLength),
      close: () => Promise.resolve(),
      write: refuse,
      dataSync: refuse,
      sync: refuse,
      truncate: refuse,
    }),
});
const refuse = (): Promise<never> => Promise.reject(new Error('a reader only reads'));
const unused: FileOperations = {
  open: refuse,
  rename: refuse,
  remove: refuse,
  syncFolder: refuse,
  list: refuse,
  makeFolder: refuse,
  freeBytes: refuse,
};

interface Reading {
  /** Which of opening, a range and the whole was refused as damaged. */
  readonly refused: readonly ('open' | 'range' | 'verify')[];
  /** Any range that was given out and is not what the original has there. */
  readonly wrong: string | null;
  readonly message: string;
}

/** Reads a container as a player and as a verification would. Any other failure than `evidence-damaged` is thrown on. */
async function read(content: Buffer, random: SeededRandom): Promise<Reading> {
  const refused: Reading['refused'][number][] = [];
  let message = '';
  const noteDamage = (what: Reading['refused'][number]) => (error: unknown) => {
    if (!(error instanceof KerbdeskError) || error.code !== 'evidence-damaged') throw error;
    message = error.message;
    refused.push(what);
    return null;
  };
  const container = await openContainer({
    path: 'memory',
    openDataKey: (c) => openDataKey(c, 'officer', officerKeys.privateKey, officerKeys.publicKey),
    files: inMemory(content),
  }).catch(noteDamage('open'));
  if (container === null) return { refused, wrong: null, message };
  let wrong: string | null = null;
  for (let ranges = 0; ranges < 3; ranges++) {
    const offset = random.integer(original.byteLength);
    const bytes = await container.read(offset, 1 + random.integer(perPart)).catch(noteDamage('range'));
    if (bytes !== null && !original.subarray(offset, offset + bytes.byteLength).equals(bytes)) {
      wrong = `${bytes.byteLength} bytes at ${offset}`;
    }
  }
  await container.verify(ignore, never).catch(noteDamage('verify'));
  await container.close();
  return { refused, wrong, message };
}

describe('a changed container', () => {
  it('the container that is changed is whole, and its former parts were authentic', async () => {
    const reading = await read(corpus.victim, seededRandom(1));
    expect(reading).toEqual({ refused: [], wrong: null, message: '' });
    const pieces = takeApart(corpus.victim, original.byteLength);
    for (const [place, part] of corpus.formerParts) {
      expect(part.byteLength).toBe(pieces.parts[place]?.byteLength);
      expect(part.equals(pieces.parts[place] ?? part)).toBe(false);
    }
  });

  it(`is refused, ${runs} times`, async () => {
    const seed = testSeed();
    const names = Object.keys(changes);
    const tried = new Map<string, number>();
    for (let run = 0; run < runs; run++) {
      const random = seededRandom(seed + run);
      const name = names[(seed + run) % names.length] ?? '';
      const change = changes[name];
      if (change === undefined) throw new Error(`no change ${name}`);
      const pieces = takeApart(corpus.victim, original.byteLength);
      const changed = change(corpus.victim, random, corpus, pieces, original.byteLength);
      // A part swapped with itself is no change.
      if (changed.equals(corpus.victim)) continue;
      tried.set(name, (tried.get(name) ?? 0) + 1);
      const where = `${name}, KERBDESK_SEED=${seed + run}`;
      const reading = await read(changed, random).catch((error: unknown) => {
        throw new Error(`${where}: not refused but broken`, { cause: error });
      });
      const whole = reading.refused.includes('open') || reading.refused.includes('verify');
      if (!whole || reading.wrong !== null) {
        throw new Error(`${where}: refused at ${reading.refused.join()}, wrong ${reading.wrong ?? 'nothing'}`);
      }
    }
    expect([...tried.keys()].toSorted()).toEqual(names.toSorted());
  });

  it('every single bit flipped in header, first part and end is refused', async () => {
    const { victim } = corpus;
    const sealed = victim.byteLength - 600;
    for (let place = 0; place < victim.byteLength; place += place < 60 || place > sealed ? 1 : 29) {
      const changed = Buffer.from(victim);
      changed[place] = (changed[place] ?? 0) ^ (1 << (place & 7));
      const { refused } = await read(changed, seededRandom(place));
      expect({ place, refused: refused.length > 0 }).toEqual({ place, refused: true });
    }
  });

  it('the message says which part and segment is damaged', async () => {
    const changed = Buffer.from(corpus.victim);
    const place = 4096 + 2 * 384 + 128 + 5;
    changed[place] = (changed[place] ?? 0) ^ 4;
    expect((await read(changed, seededRandom(3))).message).toContain('part 3 of 5, segment 2');
  });
});
