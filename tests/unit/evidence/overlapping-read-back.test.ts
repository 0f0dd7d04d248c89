// Parts are read back while later ones are written: each once, only when durable, and what is not as it was written is told.
import { randomBytes } from 'node:crypto';
import { open, readFile, truncate } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordingId } from '#contract/ids.ts';
import { evidencePath } from '../../../main/storage/evidence/evidence-files.ts';
import { bodyBytes, plainPerPart } from '../../../main/storage/evidence/geometry.ts';
import {
  custody,
  feed,
  ignore,
  makeFacts,
  makeVault,
  never,
  offload,
  readAll,
  sha256,
  smallGeometry,
  workerEntry,
  type Vault,
} from './support/evidence-kit.ts';
import { createFaultyFiles } from './support/faulty-files.ts';
import { watchParts, type PartEvent } from './support/watched-parts.ts';

let vault: Vault;
beforeEach(async () => {
  vault = await makeVault();
});
afterEach(() => vault.remove());

const perPart = plainPerPart(smallGeometry);
const parts = 6;
const original = randomBytes((parts - 1) * perPart + 50);
const facts = makeFacts(original.byteLength);
const path = (id: RecordingId, file: 'partial' | 'container'): string =>
  evidencePath(vault.target.evidenceFolder, id, file);
const partsOf = (events: readonly PartEvent[], what: PartEvent['what']): number[] =>
  events.flatMap((event) => (event.what === what ? [event.part] : [])).toSorted((a, b) => a - b);
const every = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

async function flipBit(file: string, position: number): Promise<void> {
  const handle = await open(file, 'r+');
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, position);
  await handle.write(Buffer.of((byte[0] ?? 0) ^ 1), 0, 1, position);
  await handle.close();
}
const inPart = (part: number): number => 4096 + part * smallGeometry.partBytes + 200;

async function goOnFrom(id: RecordingId, bytesKept: number): Promise<void> {
  const intake = await vault.sink().resume(id, facts, custody('offload-resumed'), ignore, never);
  expect(intake.bytesKept).toBe(bytesKept);
  await feed(intake, original);
  await intake.seal();
  expect(await intake.readBack(ignore, never)).toBe(true);
  await intake.complete([]);
  const container = await vault.open(id);
  expect(sha256(await readAll(container))).toBe(sha256(original));
  await container.close();
}

describe.each([
  ['in other threads', workerEntry],
  ['in the calling thread', null],
] as const)('read-back %s', (_name, entry) => {
  it('covers every part exactly once, each after it was made durable', async () => {
    const watched = watchParts();
    const sink = vault.sink({ files: watched.files, workerEntry: entry });
    await offload(sink, original, facts, 300);
    await sink.close();
    expect(partsOf(watched.events, 'written')).toEqual(every(0, parts));
    expect(partsOf(watched.events, 'read')).toEqual(every(0, parts));
    expect(watched.readBeforeDurable()).toEqual([]);
    expect(watched.readAfterClose()).toBe(0);
  });

  it('does not read again what a resume read, and reads that once', async () => {
    const begun = await vault.sink().begin(facts, custody('offload-started'));
    await feed(begun, original.subarray(0, 3 * perPart + 20));
    await begun.interrupt(custody('offload-interrupted'));
    const watched = watchParts();
    const sink = vault.sink({ files: watched.files, workerEntry: entry });
    const intake = await sink.resume(begun.recordingId, facts, custody('offload-resumed'), ignore, never);
    expect(partsOf(watched.events, 'read')).toEqual([0, 1, 2]);
    await feed(intake, original);
    await intake.seal();
    expect(await intake.readBack(ignore, never)).toBe(true);
    await intake.complete([]);
    await sink.close();
    expect(partsOf(watched.events, 'written')).toEqual([3, 4, 5]);
    expect(partsOf(watched.events, 'read')).toEqual(every(0, parts));
  });

  it('goes on while parts are written: the last is not written before the first is read', async () => {
    const firstRead = Promise.withResolvers<void>();
    const watched = watchParts({
      beforeWrite: (part) => (part === parts - 1 ? firstRead.promise : undefined),
      afterRead: (part) => {
        if (part === 0) firstRead.resolve();
      },
    });
    const sink = vault.sink({ files: watched.files, workerEntry: entry });
    await offload(sink, original, facts);
    await sink.close();
    expect(partsOf(watched.events, 'read')).toEqual(every(0, parts));
  });

  it('finds a part that a disk did not keep while later ones are written, and tells it', async () => {
    const damagedRead = Promise.withResolvers<void>();
    const watched = watchParts({
      stored: (part, bytes) => {
        if (part === 1) bytes[200] = (bytes[200] ?? 0) ^ 1;
      },
      beforeWrite: (part) => (part === parts - 1 ? damagedRead.promise : undefined),
      afterRead: (part) => {
        if (part === 1) damagedRead.resolve();
      },
    });
    const sink = vault.sink({ files: watched.files, workerEntry: entry });
    const intake = await sink.begin(facts, custody('offload-started'));
    await feed(intake, original);
    await intake.seal();
    expect(await intake.readBack(ignore, never)).toBe(false);
    // Nothing after it was read: what was found once is not made good by reading on.
    expect(partsOf(watched.events, 'read')).toEqual([0, 1]);
    await intake.interrupt(custody('read-back-different'));
    await sink.close();
    await goOnFrom(intake.recordingId, perPart);
  });
});

describe('read-back', () => {
  it('tells a part that cannot be read while later ones are written as a fault of the disk', async () => {
    // Until its seal a new recording reads nothing but its parts: the second read is of the second part.
    const files = createFaultyFiles((operation, count) => (operation === 'read' && count === 2 ? 'EIO' : null));
    const intake = await vault.sink({ files }).begin(facts, custody('offload-started'));
    await feed(intake, original);
    await intake.seal();
    await expect(intake.readBack(ignore, never)).rejects.toMatchObject({ code: 'disk-error' });
    expect(files.fired()).toBe(1);
    await intake.interrupt(custody('offload-interrupted'));
    await goOnFrom(intake.recordingId, original.byteLength);
  });

  it('finds a part that was changed after the seal, where it had not been read before', async () => {
    const release = Promise.withResolvers<void>();
    const watched = watchParts({
      beforeRead: (part, file) => (part === 3 && file === 'partial' ? release.promise : undefined),
    });
    const intake = await vault.sink({ files: watched.files }).begin(facts, custody('offload-started'));
    await feed(intake, original);
    const sealing = intake.seal();
    await watched.untilSynced(2);
    await flipBit(path(intake.recordingId, 'partial'), inPart(3));
    release.resolve();
    await sealing;
    expect(await intake.readBack(ignore, never)).toBe(false);
    await intake.interrupt(custody('read-back-different'));
    await goOnFrom(intake.recordingId, 3 * perPart);
  });

  const body = bodyBytes(smallGeometry, original.byteLength);
  it.each([
    ['the header', (file: string) => flipBit(file, 40)],
    ['the padding of the header', (file: string) => flipBit(file, 4095)],
    ['the seal', (file: string) => flipBit(file, 4096 + body + 60)],
    ['the end mark', async (file: string) => flipBit(file, (await readFile(file)).byteLength - 1)],
    ['the length', async (file: string) => truncate(file, (await readFile(file)).byteLength - 1)],
  ])('finds a change of %s after the seal', async (_what, change) => {
    const intake = await vault.sink().begin(facts, custody('offload-started'));
    await feed(intake, original);
    await intake.seal();
    await change(path(intake.recordingId, 'container'));
    expect(await intake.readBack(ignore, never)).toBe(false);
    await intake.interrupt(custody('read-back-different'));
  });

  it('of a second time is of everything, as is that of a recording sealed before', async () => {
    const intake = await vault.sink().begin(facts, custody('offload-started'));
    await feed(intake, original);
    await intake.seal();
    expect(await intake.readBack(ignore, never)).toBe(true);
    await flipBit(path(intake.recordingId, 'container'), inPart(0));
    expect(await intake.readBack(ignore, never)).toBe(false);
    await flipBit(path(intake.recordingId, 'container'), inPart(0));
    await intake.interrupt(custody('offload-interrupted'));
    const again = await vault.sink().resume(intake.recordingId, facts, custody('offload-resumed'), ignore, never);
    await flipBit(path(intake.recordingId, 'container'), inPart(2));
    expect(await again.readBack(ignore, never)).toBe(false);
    await again.interrupt(custody('read-back-different'));
  });

  it('does not promise that a part stays as it was when it was read: a verification finds it changed', async () => {
    const read = Promise.withResolvers<void>();
    const watched = watchParts({
      beforeWrite: (part) => (part === parts - 1 ? read.promise : undefined),
      afterRead: (part) => {
        if (part === 1) read.resolve();
      },
    });
    const intake = await vault.sink({ files: watched.files }).begin(facts, custody('offload-started'));
    await feed(intake, original);
    await read.promise;
    await flipBit(path(intake.recordingId, 'partial'), inPart(0));
    await intake.seal();
    expect(await intake.readBack(ignore, never)).toBe(true);
    await intake.complete([]);
    const container = await vault.open(intake.recordingId);
    await expect(container.verify(ignore, never)).rejects.toMatchObject({ code: 'evidence-damaged' });
    await container.close();
  });

  it('tells its progress without ever going back, up to the whole', async () => {
    const hold = Promise.withResolvers<void>();
    const watched = watchParts({
      beforeRead: (part, file) => (part === 2 && file === 'partial' ? hold.promise : undefined),
    });
    const intake = await vault.sink({ files: watched.files }).begin(facts, custody('offload-started'));
    await feed(intake, original);
    const sealing = intake.seal();
    await watched.untilSynced(2);
    hold.resolve();
    await sealing;
    const told: number[] = [];
    expect(await intake.readBack((bytes) => told.push(bytes), never)).toBe(true);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toBe(original.byteLength);
    await intake.interrupt(custody('offload-interrupted'));
  });

  it('stops with an interruption in the middle, and the file is let go of', async () => {
    const watched = watchParts();
    const intake = await vault.sink({ files: watched.files, workerEntry }).begin(facts, custody('offload-started'));
    await feed(intake, original.subarray(0, 4 * perPart + 7));
    await intake.interrupt(custody('offload-interrupted'));
    const reads = partsOf(watched.events, 'read').length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(partsOf(watched.events, 'read')).toHaveLength(reads);
    expect(watched.readAfterClose()).toBe(0);
    await goOnFrom(intake.recordingId, 4 * perPart);
  });

  it('can be stopped after the seal, and is done anew from the start by a resume', async () => {
    const intake = await vault.sink().begin(facts, custody('offload-started'));
    await feed(intake, original);
    await intake.seal();
    const stop = new AbortController();
    stop.abort();
    await expect(intake.readBack(ignore, stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
    await intake.interrupt(custody('offload-interrupted'));
    await goOnFrom(intake.recordingId, original.byteLength);
  });
});
