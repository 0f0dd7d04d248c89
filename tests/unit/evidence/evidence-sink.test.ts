// The promises of an offload: it goes on where it stopped, twice adds nothing, and a finished recording is out of the device's reach.
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordingId } from '#contract/ids.ts';
import type { SourceFacts } from '../../../main/ports/evidence-sink.ts';
import { evidencePath } from '../../../main/storage/evidence/evidence-files.ts';
import { shredRecording } from '../../../main/storage/evidence/shred-recording.ts';
import { evidenceKeys } from '../../../main/storage/evidence/facts.ts';
import { plainPerPart } from '../../../main/storage/evidence/geometry.ts';
import { openReceipt } from '../../../main/storage/evidence/receipt.ts';
import { readResumeRecord } from '../../../main/storage/evidence/resume-record.ts';
import { systemFiles } from '../../../main/storage/file-operations.ts';
import {
  custody,
  feed,
  ignore,
  makeFacts,
  makeVault,
  never,
  offload,
  officerKeys,
  readAll,
  sha256,
  smallGeometry,
  workerEntry,
  type Vault,
} from './support/evidence-kit.ts';

let vault: Vault;
beforeEach(async () => {
  vault = await makeVault();
});
afterEach(() => vault.remove());

const perPart = plainPerPart(smallGeometry);
const names = async (): Promise<string[]> => (await readdir(vault.target.evidenceFolder)).toSorted();
const path = (id: RecordingId, file: Parameters<typeof evidencePath>[2]): string =>
  evidencePath(vault.target.evidenceFolder, id, file);

/** Begins, writes `bytes` of the original and stops, as when a cable is pulled. */
async function offloadUntil(original: Uint8Array, facts: SourceFacts, bytes: number): Promise<RecordingId> {
  const intake = await vault.sink().begin(facts, custody('offload-started'));
  await feed(intake, original.subarray(0, bytes), 100);
  await intake.interrupt(custody('offload-interrupted', 'cable'));
  return intake.recordingId;
}

async function goOnWith(id: RecordingId, original: Uint8Array, facts: SourceFacts): Promise<number> {
  const sink = vault.sink();
  expect(await sink.standing(facts)).toEqual({ state: 'partial', recordingId: id });
  const intake = await sink.resume(id, facts, custody('offload-resumed'), ignore, never);
  await feed(intake, original);
  const seal = await intake.seal();
  expect(seal).toEqual({
    sha256: sha256(original),
    bytes: original.byteLength,
    parts: Math.ceil(original.byteLength / perPart),
  });
  expect(await intake.readBack(ignore, never)).toBe(true);
  await intake.complete([custody('sealed')]);
  const container = await vault.open(id);
  expect(sha256(await readAll(container))).toBe(sha256(original));
  await container.close();
  return intake.bytesKept;
}

describe('resuming', () => {
  it.each([0, 1, perPart - 1, perPart, perPart + 1, 3 * perPart, 3 * perPart + 200])(
    'goes on at the last whole part when %i bytes were written',
    async (written) => {
      const original = randomBytes(5 * perPart + 77);
      const facts = makeFacts(original.byteLength);
      const id = await offloadUntil(original, facts, written);
      expect(await goOnWith(id, original, facts)).toBe(Math.floor(written / perPart) * perPart);
    },
  );

  it('survives any number of interruptions, with the whole story in the receipt', async () => {
    const original = randomBytes(6 * perPart + 5);
    const facts = makeFacts(original.byteLength);
    const id = await offloadUntil(original, facts, 50);
    for (let session = 1; session < 6; session++) {
      const intake = await vault.sink().resume(id, facts, custody('offload-resumed'), ignore, never);
      await feed(intake, original.subarray(0, session * perPart + 13));
      await intake.interrupt(custody('offload-interrupted', `session ${session}`));
    }
    expect(await goOnWith(id, original, facts)).toBe(5 * perPart);
    const receipt = openReceipt(
      await readFile(path(id, 'receipt')),
      officerKeys.privateKey,
      officerKeys.publicKey,
      vault.target.resumeKey,
    );
    expect(receipt.custody.map((event) => event.what)).toEqual([
      'offload-started',
      'offload-interrupted',
      ...Array.from({ length: 5 }, () => ['offload-resumed', 'offload-interrupted']).flat(),
      'offload-resumed',
      'sealed',
    ]);
    expect(receipt.facts).toEqual(facts);
  });

  it('cuts a torn part off and writes it anew with another salt', async () => {
    const original = randomBytes(4 * perPart);
    const facts = makeFacts(original.byteLength);
    const id = await offloadUntil(original, facts, 3 * perPart);
    const before = await readFile(path(id, 'partial'));
    const cut = before.byteLength - smallGeometry.partBytes - 100;
    await truncate(path(id, 'partial'), cut);
    expect(await goOnWith(id, original, facts)).toBe(perPart);
    const after = await readFile(path(id, 'container'));
    const secondPart = before.byteLength - 2 * smallGeometry.partBytes;
    expect(after.subarray(0, secondPart).equals(before.subarray(0, secondPart))).toBe(true);
    expect(after.subarray(secondPart, secondPart + 40).equals(before.subarray(secondPart, secondPart + 40))).toBe(
      false,
    );
  });

  it('does not rely on a stored part that was changed', async () => {
    const original = randomBytes(4 * perPart);
    const facts = makeFacts(original.byteLength);
    const id = await offloadUntil(original, facts, 3 * perPart);
    const bytes = await readFile(path(id, 'partial'));
    const place = bytes.byteLength - smallGeometry.partBytes - 10;
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    await writeFile(path(id, 'partial'), bytes);
    expect(await goOnWith(id, original, facts)).toBe(perPart);
  });

  it.each([
    ['its header is damaged', async (id: RecordingId) => writeFile(path(id, 'partial'), randomBytes(9000))],
    ['it is empty', async (id: RecordingId) => truncate(path(id, 'partial'), 0)],
    ['it is gone', async (id: RecordingId) => unlink(path(id, 'partial'))],
  ])('starts anew with the same recording when nothing can be used: %s', async (_name, ruin) => {
    const original = randomBytes(3 * perPart);
    const facts = makeFacts(original.byteLength);
    const id = await offloadUntil(original, facts, 2 * perPart);
    await ruin(id);
    expect(await goOnWith(id, original, facts)).toBe(0);
  });

  it('finishes what was sealed but not completed, without the camera, once for all', async () => {
    const original = randomBytes(2 * perPart + 9);
    const facts = makeFacts(original.byteLength);
    const intake = await vault.sink().begin(facts, custody('offload-started'));
    await feed(intake, original);
    await intake.seal();
    await intake.interrupt(custody('offload-interrupted', 'the program was closed'));
    expect(await goOnWith(intake.recordingId, original, facts)).toBe(original.byteLength);
  });

  it('finishes what was sealed but not yet renamed', async () => {
    const original = randomBytes(2 * perPart + 9);
    const facts = makeFacts(original.byteLength);
    const intake = await vault.sink().begin(facts, custody('offload-started'));
    const id = intake.recordingId;
    await feed(intake, original);
    await intake.seal();
    await intake.interrupt(custody('offload-interrupted'));
    await rename(path(id, 'container'), path(id, 'partial'));
    expect(await goOnWith(id, original, facts)).toBe(original.byteLength);
  });

  it('goes back to the last good part when a sealed container turns out damaged', async () => {
    const original = randomBytes(3 * perPart);
    const facts = makeFacts(original.byteLength);
    const intake = await vault.sink().begin(facts, custody('offload-started'));
    const id = intake.recordingId;
    await feed(intake, original);
    await intake.seal();
    const bytes = await readFile(path(id, 'container'));
    const place = 4096 + smallGeometry.partBytes + 200;
    bytes[place] = (bytes[place] ?? 0) ^ 0x10;
    await writeFile(path(id, 'container'), bytes);
    expect(await intake.readBack(ignore, never)).toBe(false);
    await intake.interrupt(custody('read-back-different'));
    expect(await goOnWith(id, original, facts)).toBe(perPart);
  });

  it('can be stopped while stored parts are read back, and loses nothing', async () => {
    const original = randomBytes(20 * perPart);
    const facts = makeFacts(original.byteLength);
    const id = await offloadUntil(original, facts, 18 * perPart);
    const stop = new AbortController();
    const sink = vault.sink();
    const seen: number[] = [];
    const resuming = sink.resume(
      id,
      facts,
      custody('offload-resumed'),
      (bytes) => {
        seen.push(bytes);
        if (seen.length === 4) stop.abort();
      },
      stop.signal,
    );
    await expect(resuming).rejects.toMatchObject({ code: 'cancelled' });
    expect(seen).toEqual([1, 2, 3, 4].map((parts) => parts * perPart));
    expect(await goOnWith(id, original, facts)).toBe(18 * perPart);
  });

  it('refuses to mix two files, and to let two writers at one recording', async () => {
    const original = randomBytes(3 * perPart);
    const facts = makeFacts(original.byteLength);
    const id = await offloadUntil(original, facts, perPart);
    const sink = vault.sink();
    const other = { ...facts, modifiedAt: '2026-11-21T23:00:00.000Z' };
    const mixed = sink.resume(id, other, custody('offload-resumed'), ignore, never);
    await expect(mixed).rejects.toMatchObject({ code: 'not-found' });
    expect(await sink.standing(other)).toEqual({ state: 'new' });
    const intake = await sink.resume(id, facts, custody('offload-resumed'), ignore, never);
    const second = vault.sink().resume(id, facts, custody('offload-resumed'), ignore, never);
    await expect(second).rejects.toMatchObject({ code: 'busy' });
    await intake.interrupt(custody('offload-interrupted'));
  });
});

describe('what a camera gives', () => {
  it('a file that turned out shorter is not sealed, and can be gone on with', async () => {
    const original = randomBytes(3 * perPart);
    const facts = makeFacts(original.byteLength);
    const intake = await vault.sink().begin(facts, custody('offload-started'));
    await feed(intake, original.subarray(0, 2 * perPart + 3));
    await expect(intake.seal()).rejects.toMatchObject({ code: 'camera-read-error' });
    await intake.interrupt(custody('offload-interrupted'));
    expect(await goOnWith(intake.recordingId, original, facts)).toBe(2 * perPart);
  });

  it('a file that turned out longer is not sealed either', async () => {
    const intake = await vault.sink().begin(makeFacts(100), custody('offload-started'));
    await intake.write(randomBytes(100));
    await expect(intake.write(randomBytes(1))).rejects.toMatchObject({ code: 'camera-read-error' });
    await intake.interrupt(custody('offload-interrupted'));
  });
});

describe('several at once', () => {
  it('more recordings than there are buffers are written at the same time without waiting for each other for ever', async () => {
    const sink = vault.sink({ workerEntry });
    const originals = Array.from({ length: 9 }, (_, i) => randomBytes(4 * perPart + i * 50));
    const done = await Promise.all(
      originals.map((original, i) => offload(sink, original, makeFacts(original.byteLength, `${i}.mp4`), 60 + i)),
    );
    await sink.close();
    expect(done.map(({ seal }) => seal.sha256)).toEqual(originals.map(sha256));
  });

  it('a recording whose threads die under it goes on later', async () => {
    const original = randomBytes(200 * perPart);
    const facts = makeFacts(original.byteLength);
    const sink = vault.sink({ workerEntry });
    const intake = await sink.begin(facts, custody('offload-started'));
    await intake.write(original.subarray(0, 20 * perPart));
    await sink.close();
    const goingOn = async (): Promise<void> => {
      for (let at = 20 * perPart; at < original.byteLength; at += perPart) {
        await intake.write(original.subarray(at, at + perPart));
      }
      await intake.seal();
    };
    await expect(goingOn()).rejects.toMatchObject({ code: 'disk-error' });
    const durable = intake.bytesDurable();
    await intake.interrupt(custody('offload-interrupted'));
    expect(await goOnWith(intake.recordingId, original, facts)).toBeGreaterThanOrEqual(durable);
  });
});

describe('offloading twice', () => {
  it('adds nothing, also in a new process and while locked', async () => {
    const original = randomBytes(perPart + 1);
    const facts = makeFacts(original.byteLength);
    const sink = vault.sink();
    expect(await sink.standing(facts)).toEqual({ state: 'new' });
    const { id } = await offload(sink, original, facts);
    for (const later of [sink, vault.sink()]) {
      expect(await later.standing(facts)).toEqual({ state: 'kept', recordingId: id });
      await expect(later.begin(facts, custody('offload-started'))).rejects.toMatchObject({ code: 'busy' });
    }
    expect(await names()).toEqual([`${id}.kev`, `${id}.receipt`, `${id}.source`]);
    await unlink(path(id, 'receipt')); // as the vault host does when it has taken the recording in
    expect(await vault.sink().standing(facts)).toEqual({ state: 'kept', recordingId: id });
  });

  it('a file is not taken for kept when its container is gone, cut, or its mark is another one', async () => {
    const original = randomBytes(perPart + 1);
    const facts = makeFacts(original.byteLength);
    const { id } = await offload(vault.sink(), original, facts);
    const { id: otherId } = await offload(vault.sink(), original, makeFacts(original.byteLength, 'other.mp4'));
    const mark = await readFile(path(id, 'source'));

    await writeFile(path(id, 'source'), await readFile(path(otherId, 'source')));
    expect(await vault.sink().standing(facts)).toEqual({ state: 'new' });
    const forged = mark.toString().replace(/"mac":"./, (found) => `"mac":"${found.endsWith('0') ? '1' : '0'}`);
    await writeFile(path(id, 'source'), forged);
    expect(await vault.sink().standing(facts)).toEqual({ state: 'new' });
    await writeFile(path(id, 'source'), mark);
    expect(await vault.sink().standing(facts)).toEqual({ state: 'kept', recordingId: id });

    const { size } = await stat(path(id, 'container'));
    await truncate(path(id, 'container'), size - 1);
    expect(await vault.sink().standing(facts)).toEqual({ state: 'new' });
  });

  it('after a recording was erased its file can be offloaded again', async () => {
    const original = randomBytes(300);
    const facts = makeFacts(original.byteLength);
    const sink = vault.sink();
    const { id } = await offload(sink, original, facts);
    await shredRecording(vault.target.evidenceFolder, id);
    await shredRecording(vault.target.evidenceFolder, id);
    expect(await names()).toEqual([]);
    expect(await sink.standing(facts)).toEqual({ state: 'new' });
    await offload(sink, original, facts);
  });

  it('a completion that stopped just before its last step is kept, and the key to it is removed', async () => {
    const original = randomBytes(300);
    const facts = makeFacts(original.byteLength);
    const intake = await vault.sink().begin(facts, custody('offload-started'));
    const id = intake.recordingId;
    const resume = await readFile(path(id, 'resume'));
    await feed(intake, original);
    await intake.seal();
    await intake.complete([]);
    await writeFile(path(id, 'resume'), resume);
    expect(await vault.sink().standing(facts)).toEqual({ state: 'kept', recordingId: id });
    expect(await names()).toEqual([`${id}.kev`, `${id}.receipt`, `${id}.source`]);
  });
});

describe('what lies on the disk', () => {
  it('tells nothing of the camera or the recording, before and after completion', async () => {
    const original = Buffer.concat([Buffer.from('PLAINTEXT-OF-THE-RECORDING'), randomBytes(2 * perPart)]);
    const facts = makeFacts(original.byteLength);
    const id = await offloadUntil(original, facts, 2 * perPart);
    const telling = ['CAM 7', 'CAM7', 'X9-00417', 'CLIP0001', 'DCIM', 'Example', 'PLAINTEXT', '22:1'];
    const check = async (): Promise<void> => {
      for (const name of await names()) {
        const content = await readFile(join(vault.target.evidenceFolder, name), 'latin1');
        for (const word of telling) expect(content.includes(word), `${word} in ${name}`).toBe(false);
      }
    };
    await check();
    await goOnWith(id, original, facts);
    await check();
  });

  it('nothing that the device host keeps opens a finished recording', async () => {
    const { id } = await offload(vault.sink(), randomBytes(500));
    const keys = evidenceKeys(vault.target.resumeKey);
    expect(await readResumeRecord(vault.target.evidenceFolder, id, keys, systemFiles)).toBeNull();
    expect(await names()).toEqual([`${id}.kev`, `${id}.receipt`, `${id}.source`]);
  });

  it('a resume record of another device or another recording is not used', async () => {
    const facts = makeFacts(1000);
    const original = randomBytes(1000);
    const id = await offloadUntil(original, facts, 900);
    const otherDevice = { ...vault.target, resumeKey: new Uint8Array(randomBytes(32)) };
    const keys = evidenceKeys(otherDevice.resumeKey);
    expect(await readResumeRecord(vault.target.evidenceFolder, id, keys, systemFiles)).toBeNull();
    const other = await offloadUntil(original, makeFacts(1000, 'b.mp4'), 900);
    const swapped = (await readFile(path(id, 'resume'), 'utf8')).replaceAll(id, other);
    await writeFile(path(other, 'resume'), swapped);
    const own = evidenceKeys(vault.target.resumeKey);
    expect(await readResumeRecord(vault.target.evidenceFolder, other, own, systemFiles)).toBeNull();
  });

  it('crash litter is swept, evidence is not', async () => {
    const original = randomBytes(1000);
    const facts = makeFacts(1000);
    const id = await offloadUntil(original, facts, 900);
    const empty = await offloadUntil(original, makeFacts(1000, 'c.mp4'), 0);
    await rm(path(empty, 'resume'));
    await rm(path(id, 'resume'));
    await writeFile(`${path(id, 'source')}.tmp`, 'half');
    expect(await vault.sink().standing(facts)).toEqual({ state: 'new' });
    expect(await names()).toEqual([`${id}.kev.partial`]);
  });
});
