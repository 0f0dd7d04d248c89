// Crypto-shredding stopped at every single file operation: it can always be ended, and no state in between is a lie.
import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RecordingId } from '#contract/ids.ts';
import { openDataKey } from '../../../main/storage/evidence/container-header.ts';
import { openContainer } from '../../../main/storage/evidence/container-reader.ts';
import { evidencePath } from '../../../main/storage/evidence/evidence-files.ts';
import { evidenceKeys } from '../../../main/storage/evidence/facts.ts';
import { shredRecording } from '../../../main/storage/evidence/shred-recording.ts';
import { readSourceMark } from '../../../main/storage/evidence/source-mark.ts';
import { systemFiles } from '../../../main/storage/file-operations.ts';
import { custody, escrowKeys, makeFacts, makeVault, officerKeys, type Vault } from './support/evidence-kit.ts';
import { createFaultyFiles } from './support/faulty-files.ts';

let vault: Vault;
let id: RecordingId;
let resume: Buffer;

beforeEach(async () => {
  vault = await makeVault();
  await offload();
});
afterEach(() => vault.remove());

async function offload(): Promise<void> {
  const original = randomBytes(1000);
  const intake = await vault.sink().begin(makeFacts(original.byteLength), custody('offload-started'));
  id = intake.recordingId;
  resume = await readFile(path('resume'));
  await intake.write(Uint8Array.from(original));
  await intake.seal();
  await intake.complete([]);
}

const path = (kind: Parameters<typeof evidencePath>[2]): string => evidencePath(vault.target.evidenceFolder, id, kind);
const names = (): Promise<string[]> => readdir(vault.target.evidenceFolder);

const opensFor = async (who: 'officer' | 'escrow'): Promise<boolean> => {
  const keys = who === 'officer' ? officerKeys : escrowKeys;
  try {
    const container = await openContainer({
      path: path('container'),
      openDataKey: (header) => openDataKey(header, who, keys.privateKey, keys.publicKey),
    });
    await container.close();
    return true;
  } catch {
    return false;
  }
};

it('a camera’s file is taken for kept only while its footage can be read, wherever the shredding was stopped', async () => {
  const keys = evidenceKeys(vault.target.resumeKey);
  let stopped = 0;
  await shredRecording(vault.target.evidenceFolder, id);
  for (let step = 1; ; step++) {
    // A finished recording again, with what a locked laptop needs to go on still lying there.
    await offload();
    await writeFile(path('resume'), resume);
    let done = 0;
    const files = createFaultyFiles(() => (++done === step ? 'EIO' : null));
    const failed = await shredRecording(vault.target.evidenceFolder, id, files).then(
      () => false,
      () => true,
    );
    if (!failed) break;
    stopped++;
    const kept = await readSourceMark(vault.target.evidenceFolder, id, keys, systemFiles);
    expect(kept === null || (await opensFor('officer'))).toBe(true);
    await shredRecording(vault.target.evidenceFolder, id);
    expect((await names()).filter((name) => name.startsWith(id))).toEqual([]);
  }
  expect(stopped).toBeGreaterThan(15);
});

it('once the keys are overwritten neither the officer’s nor the escrow key opens what is left', async () => {
  expect([await opensFor('officer'), await opensFor('escrow')]).toEqual([true, true]);
  const whole = await readFile(path('container'));
  // The power fails right before the name would go.
  const files = createFaultyFiles(() => null);
  const stopping = {
    ...files,
    remove: async (file: string) => {
      if (file === path('container')) throw new Error('no power');
      await files.remove(file);
    },
  };
  await expect(shredRecording(vault.target.evidenceFolder, id, stopping)).rejects.toThrow('no power');
  expect([await opensFor('officer'), await opensFor('escrow')]).toEqual([false, false]);
  const left = await readFile(path('container'));
  expect(left.byteLength).toBe(whole.byteLength);
  for (const sealed of whole.toString('latin1').match(/"sealed":"[^"]+"/g) ?? []) {
    expect(left.includes(sealed)).toBe(false);
  }
});

it('the key that lets a locked laptop go on is overwritten when it is not needed any more', async () => {
  const overwritten: Uint8Array[] = [];
  const sink = vault.sink({
    files: {
      ...systemFiles,
      open: async (file, mode) => {
        const opened = await systemFiles.open(file, mode);
        if (!file.endsWith('.resume') || mode !== 'update') return opened;
        return Object.assign(Object.create(opened) as typeof opened, {
          write: (bytes: Uint8Array, position: number) => {
            overwritten.push(bytes);
            return opened.write(bytes, position);
          },
          size: () => opened.size(),
          sync: () => opened.sync(),
          close: () => opened.close(),
        });
      },
    },
  });
  const original = randomBytes(500);
  const intake = await sink.begin(makeFacts(500, 'DCIM/100BWV/CLIP0002.MP4'), custody('offload-started'));
  await intake.write(Uint8Array.from(original));
  await intake.seal();
  await intake.complete([]);
  await sink.close();
  expect(overwritten).toHaveLength(1);
  expect(overwritten[0]?.every((byte) => byte === 0)).toBe(true);
  expect(overwritten[0]?.byteLength).toBeGreaterThan(100);
});
