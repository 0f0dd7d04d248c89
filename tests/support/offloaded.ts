// Recordings in a real vault as an offload leaves them: written by the evidence sink with the officer's public key alone.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { RecordingId } from '#contract/ids.ts';
import { createEvidenceSink } from '../../main/storage/evidence/evidence-sink.ts';
import { readVaultPublicFacts } from '../../main/storage/vault/vault-directory.ts';
import type { SourceFacts } from '../../main/ports/evidence-sink.ts';
import { makeFacts } from '../unit/evidence/support/evidence-kit.ts';
import { later, noon, type OpenedVault } from './vault-kit.ts';

/** The device's own, as long as the test runs. */
export const resumeKey = new Uint8Array(randomBytes(32));

/** A whole offload as the device host does it, while the vault may be locked. Its receipt waits to be taken in. */
export async function offload(
  vault: OpenedVault,
  original: Uint8Array,
  facts: Partial<SourceFacts> = {},
): Promise<RecordingId> {
  const { facts: officer } = await readVaultPublicFacts(vault.folder, noon);
  const sink = createEvidenceSink(
    {
      officerId: officer.officer.id,
      evidenceFolder: path.join(vault.folder, 'evidence'),
      officerPublicKey: officer.encryptionPublicKey,
      escrowPublicKey: null,
      resumeKey,
    },
    { workerEntry: null },
  );
  onTestFinished(() => sink.close());
  const started = { at: noon, what: 'offload-started', detail: '' } as const;
  const intake = await sink.begin({ ...makeFacts(original.byteLength), ...facts }, started);
  await intake.write(Uint8Array.from(original));
  await intake.seal();
  expect(await intake.readBack(() => undefined, new AbortController().signal)).toBe(true);
  await intake.complete([
    { at: later(noon, 1), what: 'sealed', detail: '' },
    { at: later(noon, 2), what: 'read-back-equal', detail: '' },
  ]);
  return intake.recordingId;
}

/** The same, and taken into the records of the open vault. */
export async function takenIn(
  vault: OpenedVault,
  original: Uint8Array,
  facts: Partial<SourceFacts> = {},
): Promise<RecordingId> {
  const id = await offload(vault, original, facts);
  await vault.api.takeIn({ at: later(noon, 5), resumeKey });
  return id;
}
