// Every single file operation of an offload fails once, with EIO and with ENOSPC: nothing acknowledged is lost, and it goes on.
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KerbdeskError } from '#contract/errors.ts';
import { plainPerPart } from '../../main/storage/evidence/geometry.ts';
import type { EvidenceIntake } from '../../main/ports/evidence-sink.ts';
import type { ClosableEvidenceSink } from '../../main/storage/evidence/evidence-sink.ts';
import {
  custody,
  feed,
  ignore,
  makeFacts,
  makeVault,
  never,
  readAll,
  sha256,
  smallGeometry,
  type Vault,
} from '../unit/evidence/support/evidence-kit.ts';
import { createFaultyFiles, operations, type Operation } from '../unit/evidence/support/faulty-files.ts';
import { seededRandom, testSeed } from '../unit/evidence/support/seeded-random.ts';

let vault: Vault;
beforeEach(async () => {
  vault = await makeVault();
});
afterEach(() => vault.remove());

const perPart = plainPerPart(smallGeometry);
const original = createHash('sha512').update('a recording').digest();
const bytes = Buffer.concat(Array.from({ length: 30 }, () => original)).subarray(0, 5 * perPart + 100);
const facts = makeFacts(bytes.byteLength);

/** What the officer was told: how much was durable, and whether the recording was said to be kept. */
interface Told {
  durable: number;
  kept: boolean;
}

/** One session with a camera: begins or goes on, and ends however it ends. */
async function session(sink: ClosableEvidenceSink, told: Told, breakOff = bytes.byteLength): Promise<void> {
  const standing = await sink.standing(facts);
  if (standing.state === 'kept') {
    told.kept = true;
    return;
  }
  let intake: EvidenceIntake | null = null;
  try {
    intake =
      standing.state === 'new'
        ? await sink.begin(facts, custody('offload-started'))
        : await sink.resume(standing.recordingId, facts, custody('offload-resumed'), ignore, never);
    expect(intake.bytesKept, 'what was durable is still there').toBeGreaterThanOrEqual(wholeParts(told.durable));
    await feed(intake, bytes.subarray(0, breakOff), 300);
    if (breakOff < bytes.byteLength) {
      await intake.interrupt(custody('offload-interrupted'));
    } else {
      await intake.seal();
      if (!(await intake.readBack(ignore, never))) throw new Error('the read-back differs');
      await intake.complete([custody('sealed')]);
      told.kept = true;
    }
  } catch (error) {
    if (intake !== null) await intake.interrupt(custody('offload-interrupted')).catch(mustBeExplained);
    throw error;
  } finally {
    if (intake !== null) told.durable = Math.max(told.durable, intake.bytesDurable());
  }
}

const wholeParts = (durable: number): number =>
  durable === bytes.byteLength ? durable : Math.floor(durable / perPart) * perPart;

function mustBeExplained(error: unknown): void {
  expect(error).toBeInstanceOf(KerbdeskError);
}

async function mustBeWhole(): Promise<void> {
  const standing = await vault.sink().standing(facts);
  if (standing.state !== 'kept') throw new Error(`the recording is ${standing.state}`);
  const container = await vault.open(standing.recordingId);
  expect(sha256(await readAll(container))).toBe(sha256(bytes));
  expect(await container.verify(ignore, never)).toEqual({ equal: true });
  await container.close();
  const names = await readdir(vault.target.evidenceFolder);
  const id = standing.recordingId;
  expect(names.toSorted()).toEqual([`${id}.kev`, `${id}.receipt`, `${id}.source`]);
}

/** Counts what a session asks of the disk when nothing fails, with some room for timing. */
async function countOperations(prepare: (vault: Vault) => Promise<void>): Promise<Record<Operation, number>> {
  const counting = await makeVault();
  const former = vault;
  vault = counting;
  await prepare(counting);
  const files = createFaultyFiles(() => null);
  await session(counting.sink({ files }), { durable: 0, kept: false });
  vault = former;
  await counting.remove();
  return { ...files.counts };
}

const nothing = (): Promise<void> => Promise.resolve();
const halfWay = (of: Vault): Promise<void> => session(of.sink(), { durable: 0, kept: false }, 3 * perPart + 50);
const sealedOnly = async (of: Vault): Promise<void> => {
  const intake = await of.sink().begin(facts, custody('offload-started'));
  await feed(intake, bytes);
  await intake.seal();
  await intake.interrupt(custody('offload-interrupted'));
};

const codes = { EIO: 'disk-error', ENOSPC: 'disk-full' } as const;

/** Prepares a vault, lets one operation of a session fail, then finishes with a sound disk. Answers whether it failed. */
async function surviveOne(
  prepare: (of: Vault) => Promise<void>,
  durable: number,
  failing: { readonly operation: Operation; readonly count: number; readonly code: keyof typeof codes },
): Promise<boolean> {
  await vault.remove();
  vault = await makeVault();
  await prepare(vault);
  const files = createFaultyFiles((operation, count) =>
    operation === failing.operation && count === failing.count ? failing.code : null,
  );
  const told: Told = { durable, kept: false };
  const error: unknown = await session(vault.sink({ files }), told).then(
    () => null,
    (reason: unknown) => reason,
  );
  const where = `${failing.operation} ${failing.count}`;
  // A fault in tidying up is nobody's concern, as long as the recording is whole. Any other is told as what it is.
  const outcome = error === null ? { kept: told.kept } : { code: error instanceof KerbdeskError ? error.code : error };
  expect([
    { where, kept: true },
    { where, code: codes[failing.code] },
  ]).toContainEqual({ where, ...outcome });
  const { state } = await vault.sink().standing(facts);
  expect({ where, state: told.kept ? state : 'kept' }).toEqual({ where, state: 'kept' });
  await session(vault.sink(), told);
  await mustBeWhole();
  return files.fired() > 0;
}

describe.each([
  ['a new offload', nothing, 0],
  ['a resumed offload', halfWay, 3 * perPart],
  ['finishing a sealed recording', sealedOnly, bytes.byteLength],
] as const)('%s', (_name, prepare, durable) => {
  it.each(['EIO', 'ENOSPC'] as const)('survives %s at every operation', async (code) => {
    const counts = await countOperations(prepare);
    let fired = 0;
    for (const operation of operations) {
      for (let count = 1; count <= counts[operation] + 2; count++) {
        if (await surviveOne(prepare, durable, { operation, count, code })) fired++;
      }
    }
    expect(fired).toBeGreaterThan(20);
  });
});

it('any sequence of faults over any number of sessions ends with the whole recording', async () => {
  const runs = Number(process.env['KERBDESK_FAULT_RUNS'] ?? 60);
  const seed = testSeed();
  for (let run = 0; run < runs; run++) {
    const random = seededRandom(seed + run);
    await vault.remove();
    vault = await makeVault();
    const told: Told = { durable: 0, kept: false };
    const rate = 0.002 + random.next() * 0.08;
    for (let attempt = 0; attempt < 40 && !told.kept; attempt++) {
      const files = createFaultyFiles(() => (random.next() < rate ? (random.next() < 0.5 ? 'EIO' : 'ENOSPC') : null));
      const breakOff = random.next() < 0.4 ? random.integer(bytes.byteLength) : bytes.byteLength;
      await session(vault.sink({ files }), told, breakOff).catch(mustBeExplained);
    }
    await session(vault.sink(), told);
    await mustBeWhole();
  }
});
