// From finished offloads to footage that plays: receipts taken in, forged ones refused, recordings read and verified.
import { createHash, randomBytes } from 'node:crypto';
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { RecordingId } from '#contract/ids.ts';
import { evidencePath, type EvidenceFile } from '../../../main/storage/evidence/evidence-files.ts';
import { sealReceipt } from '../../../main/storage/evidence/receipt.ts';
import { readVaultPublicFacts } from '../../../main/storage/vault/vault-directory.ts';
import { makeFacts } from '../../unit/evidence/support/evidence-kit.ts';
import { offload as offloadBytes, resumeKey } from '../../support/offloaded.ts';
import {
  codeOf,
  later,
  noon,
  openNewVault,
  reopen,
  startVaultHost,
  type OpenedVault,
} from '../../support/vault-kit.ts';

interface Offloaded {
  readonly id: RecordingId;
  readonly original: Buffer;
}

async function offload(vault: OpenedVault, bytes: number, name = 'DCIM/100BWV/CLIP0001.MP4'): Promise<Offloaded> {
  const original = randomBytes(bytes);
  return { id: await offloadBytes(vault, original, { path: name }), original };
}

const file = (vault: OpenedVault, id: RecordingId, kind: EvidenceFile): string =>
  evidencePath(path.join(vault.folder, 'evidence'), id, kind);
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const names = (vault: OpenedVault): Promise<string[]> => readdir(path.join(vault.folder, 'evidence'));

test('a finished offload becomes a recording once, and its receipt goes', async () => {
  const vault = await openNewVault();
  const { id, original } = await offload(vault, 1_000_000);
  const receipt = await readFile(file(vault, id, 'receipt'));
  expect(await vault.api.takeIn({ at: later(noon, 5), resumeKey })).toEqual({ added: [id], problems: [] });
  const recording = await vault.api.getRecording({ id, at: later(noon, 6) });
  expect(recording).toMatchObject({
    state: 'verified',
    bytes: 1_000_000,
    fileName: 'CLIP0001.MP4',
    offloadedAt: later(noon, 1),
  });
  expect(recording.custody.sha256).toBe(hash(original));
  expect(recording.custody.events.map(({ what }) => what)).toEqual(['offload-started', 'sealed', 'read-back-equal']);
  expect((await names(vault)).some((name) => name.endsWith('.receipt'))).toBe(false);

  // Killed after the entry and before the receipt was gone: handed in again, it adds nothing.
  await writeFile(file(vault, id, 'receipt'), receipt);
  await vault.kill();
  const again = startVaultHost();
  await reopen(again, vault.made, later(noon, 10));
  expect(await again.api.takeIn({ at: later(noon, 11), resumeKey })).toEqual({ added: [], problems: [] });
  expect((await again.api.listRecordings({ worklist: 'all', search: '', limit: 9, offset: 0, at: noon })).total).toBe(
    1,
  );
  expect((await names(vault)).some((name) => name.endsWith('.receipt'))).toBe(false);
});

test('forged and damaged receipts are set aside and told, and do not keep good ones out', async () => {
  const vault = await openNewVault();
  const good = await offload(vault, 5000, 'good.MP4');
  const damaged = await offload(vault, 5001, 'damaged.MP4');
  const forged = await offload(vault, 5002, 'forged.MP4');
  const bytes = await readFile(file(vault, damaged.id, 'receipt'));
  bytes.writeUInt8(bytes.readUInt8(200) ^ 4, 200);
  await writeFile(file(vault, damaged.id, 'receipt'), bytes);
  // Whoever has the public key can seal a receipt; only this laptop's device host can mark it as its own.
  const { facts } = await readVaultPublicFacts(vault.folder, noon);
  const lie = {
    recordingId: forged.id,
    facts: makeFacts(5002, 'innocent.MP4'),
    seal: { sha256: hash(forged.original), bytes: 5002, parts: 1 },
    custody: [],
  };
  await writeFile(file(vault, forged.id, 'receipt'), sealReceipt(lie, facts.encryptionPublicKey, randomBytes(32)));

  const { added, problems } = await vault.api.takeIn({ at: later(noon, 5), resumeKey });
  expect(added).toContain(good.id);
  expect(problems.filter((problem) => problem.includes('set aside'))).toHaveLength(2);
  expect((await names(vault)).filter((name) => name.includes('.receipt.refused-'))).toHaveLength(2);
  // The recordings themselves are authentic: they are entered from their own description, to be verified.
  const { recordings } = await vault.api.listRecordings({ worklist: 'all', search: '', limit: 9, offset: 0, at: noon });
  expect(recordings.map(({ fileName, state }) => `${fileName} ${state}`).toSorted()).toEqual([
    'damaged.MP4 not-verified',
    'forged.MP4 not-verified',
    'good.MP4 verified',
  ]);
  const { entries } = await vault.api.listAudit({ before: null, limit: 50, subjectId: forged.id, at: noon });
  expect(entries.map(({ what }) => what).join('\n')).toContain('A receipt was refused and set aside.');
});

test('a recording whose receipt is lost is entered from itself, and verifying makes it good', async () => {
  const vault = await openNewVault();
  const { id, original } = await offload(vault, 300_000);
  await rm(file(vault, id, 'receipt'));
  const { added, problems } = await vault.api.takeIn({ at: noon, resumeKey });
  expect([added, problems.length]).toEqual([[id], 1]);
  expect((await vault.api.getRecording({ id, at: noon })).custody.sha256).toBe(hash(original));
  const verified = await vault.api.verifyRecording({ id, at: later(noon, 9) });
  expect([verified.state, verified.custody.events.at(-1)?.what]).toEqual(['verified', 'read-back-equal']);
});

test('an offload that is still being read back is not entered early', async () => {
  const vault = await openNewVault();
  const { id } = await offload(vault, 4000);
  await rm(file(vault, id, 'receipt'));
  await writeFile(file(vault, id, 'resume'), 'being read back');
  expect(await vault.api.takeIn({ at: noon, resumeKey })).toEqual({ added: [], problems: [] });
});

test('without the device’s key a receipt is taken, but not its word that the read-back was equal', async () => {
  const vault = await openNewVault();
  const { id } = await offload(vault, 4000);
  expect((await vault.api.takeIn({ at: noon, resumeKey: null })).added).toEqual([id]);
  expect((await vault.api.getRecording({ id, at: noon })).state).toBe('not-verified');
});

test('any range plays as it was recorded, and the consultation is noted once', async () => {
  const vault = await openNewVault();
  // Over one part of 16 MiB, so that ranges cross from one to the next.
  const { id, original } = await offload(vault, 18_000_000);
  await vault.api.takeIn({ at: noon, resumeKey });
  for (let times = 0; times < 5; times++) {
    expect(await vault.api.openRecording({ id, at: later(noon, times) })).toEqual({
      bytes: 18_000_000,
      contentType: 'video/mp4',
    });
  }
  for (const [offset, length] of [
    [0, 100],
    [262_100, 300],
    [16_700_000, 200_000],
    [17_999_990, 500],
    [18_000_000, 5],
    [0, 4_194_304],
  ] as const) {
    const read = await vault.api.readRecording({ id, offset, length });
    expect(hash(read), `${offset}+${length}`).toBe(hash(original.subarray(offset, offset + length)));
  }
  const many = await Promise.all(
    Array.from({ length: 20 }, (_, index) => vault.api.readRecording({ id, offset: index * 900_001, length: 50_000 })),
  );
  for (const [index, read] of many.entries()) {
    expect(hash(read)).toBe(hash(original.subarray(index * 900_001, index * 900_001 + 50_000)));
  }
  expect(await codeOf(vault.api.readRecording({ id, offset: 0, length: 4_194_305 }))).toBe('invalid-input');
  expect(await codeOf(vault.api.readRecording({ id, offset: -1, length: 1 }))).toBe('invalid-input');
  const { entries } = await vault.api.listAudit({ before: null, limit: 50, subjectId: id, at: noon });
  expect(entries.filter(({ what }) => what.includes('playing'))).toHaveLength(1);
});

test('more recordings than are kept open are all served', async () => {
  const vault = await openNewVault();
  const all: Offloaded[] = [];
  for (let index = 0; index < 7; index++) all.push(await offload(vault, 10_000 + index, `clip-${index}.MP4`));
  await vault.api.takeIn({ at: noon, resumeKey });
  for (let round = 0; round < 2; round++) {
    const read = await Promise.all(all.map(({ id }) => vault.api.readRecording({ id, offset: 0, length: 20_000 })));
    expect(read.map(hash)).toEqual(all.map(({ original }) => hash(original)));
  }
});

test('damage is found by verifying, written into the custody, and said in words', async () => {
  const vault = await openNewVault();
  const { id } = await offload(vault, 2_000_000);
  const other = await offload(vault, 2_000_000, 'other.MP4');
  await vault.api.takeIn({ at: noon, resumeKey });
  const container = file(vault, id, 'container');
  const good = await readFile(container);

  const flipped = Buffer.from(good);
  flipped.writeUInt8(flipped.readUInt8(1_000_000) ^ 1, 1_000_000);
  await writeFile(container, flipped);
  const damaged = await vault.api.verifyRecording({ id, at: later(noon, 1) });
  expect([damaged.state, damaged.custody.events.at(-1)?.what]).toEqual(['damaged', 'read-back-different']);
  expect(await codeOf(vault.api.readRecording({ id, offset: 900_000, length: 200_000 }))).toBe('evidence-damaged');

  // Another authentic recording under this one's name.
  await copyFile(file(vault, other.id, 'container'), container);
  expect((await vault.api.verifyRecording({ id, at: later(noon, 2) })).state).toBe('damaged');
  await rm(container);
  expect((await vault.api.verifyRecording({ id, at: later(noon, 3) })).state).toBe('damaged');

  await writeFile(container, good);
  expect((await vault.api.verifyRecording({ id, at: later(noon, 4) })).state).toBe('verified');
  expect((await vault.api.verifyAudit({ at: later(noon, 5) })).problems).toEqual([]);
});

test('a lock does not wait for a verification under way', async () => {
  const vault = await openNewVault();
  const { id } = await offload(vault, 60_000_000);
  await vault.api.takeIn({ at: noon, resumeKey });
  const verifying = codeOf(vault.api.verifyRecording({ id, at: later(noon, 1) }));
  await vault.api.close({ at: later(noon, 1), because: 'officer' });
  await vault.kill();
  expect(['locked', 'cancelled', 'vault-host-ended']).toContain(await verifying);
  const again = startVaultHost();
  await reopen(again, vault.made, later(noon, 9));
  expect((await again.api.getRecording({ id, at: noon })).state).toBe('verified');
});
