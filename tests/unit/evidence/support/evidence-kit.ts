// What tests of evidence containers share: an officer's keys, a folder, a camera file of known bytes, an offload in one call.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CustodyEvent } from '#contract/footage.ts';
import { officerId, type RecordingId } from '#contract/ids.ts';
import type { OffloadTarget } from '../../../../main/ports/device-host.ts';
import type { EvidenceIntake, SealFacts, SourceFacts } from '../../../../main/ports/evidence-sink.ts';
import { openDataKey } from '../../../../main/storage/evidence/container-header.ts';
import { openContainer, type EvidenceContainer } from '../../../../main/storage/evidence/container-reader.ts';
import { evidencePath } from '../../../../main/storage/evidence/evidence-files.ts';
import {
  createEvidenceSink,
  type ClosableEvidenceSink,
  type EvidenceSinkDependencies,
} from '../../../../main/storage/evidence/evidence-sink.ts';
import type { Geometry } from '../../../../main/storage/evidence/geometry.ts';
import { generateRawKeyPair } from '../../../../main/storage/keys/raw-keys.ts';
import { builtProcess } from '../../../support/built-process.ts';

/** Three segments a part, so that every kind of boundary comes up within a few hundred bytes. */
export const smallGeometry: Geometry = { partBytes: 384, segmentBytes: 128 };

export const kitOfficer = officerId.parse('5f0a7a52-3c5e-4a9f-9a55-0f1f6f3b9a01');
export const officerKeys = generateRawKeyPair('x25519');
export const escrowKeys = generateRawKeyPair('x25519');
export const workerEntry = pathToFileURL(builtProcess('part-cipher-worker'));

export interface Vault {
  readonly target: OffloadTarget;
  sink(dependencies?: Partial<EvidenceSinkDependencies>): ClosableEvidenceSink;
  open(id: RecordingId): Promise<EvidenceContainer>;
  remove(): Promise<void>;
}

export async function makeVault(geometry: Geometry = smallGeometry): Promise<Vault> {
  const folder = await mkdtemp(join(tmpdir(), 'kerbdesk-evidence-'));
  const target: OffloadTarget = {
    officerId: kitOfficer,
    evidenceFolder: join(folder, 'evidence'),
    officerPublicKey: officerKeys.publicKey,
    escrowPublicKey: escrowKeys.publicKey,
    resumeKey: new Uint8Array(randomBytes(32)),
  };
  return {
    target,
    sink: (dependencies) => createEvidenceSink(target, { workerEntry: null, geometry, ...dependencies }),
    open: (id) => openAsOfficer(evidencePath(target.evidenceFolder, id, 'container')),
    remove: () => rm(folder, { recursive: true }),
  };
}

export const openAsOfficer = (path: string): Promise<EvidenceContainer> =>
  openContainer({
    path,
    openDataKey: (container) => openDataKey(container, 'officer', officerKeys.privateKey, officerKeys.publicKey),
  });

export function makeFacts(bytes: number, path = 'DCIM/100BWV/CLIP0001.MP4'): SourceFacts {
  return {
    cameraId: 'serial:CAM7',
    path,
    bytes,
    modifiedAt: '2026-11-21T22:14:05.000Z',
    cameraName: 'CAM 7',
    cameraSerial: 'X9-00417',
    cameraMake: 'Example',
    startByFile: '2026-11-21T22:10:00.000Z',
    startByFileSource: 'file-name',
    media: {
      playability: 'playable',
      container: 'mp4',
      videoCodec: 'h264',
      audioCodec: 'aac',
      width: 1920,
      height: 1080,
      frameRate: 25,
      durationSeconds: 245.5,
      startByMedia: '2026-11-21T22:10:00.000Z',
      remark: null,
    },
    clock: null,
    segment: null,
    sideOf: null,
  };
}

let lastSecond = 0;
export const custody = (what: CustodyEvent['what'], detail = ''): CustodyEvent => ({
  at: new Date(Date.UTC(2026, 10, 22, 3, 0, lastSecond++)).toISOString(),
  what,
  detail,
});

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const never = new AbortController().signal;
export const ignore = (): void => undefined;

/** Writes what is still missing of `original`, in pieces of `piece` bytes. */
export async function feed(intake: EvidenceIntake, original: Uint8Array, piece = 1000): Promise<void> {
  for (let at = intake.bytesKept; at < original.byteLength; at += piece) {
    await intake.write(original.subarray(at, at + piece));
  }
}

export async function offload(
  sink: ClosableEvidenceSink,
  original: Uint8Array,
  facts: SourceFacts = makeFacts(original.byteLength),
  piece?: number,
): Promise<{ id: RecordingId; seal: SealFacts }> {
  const intake = await sink.begin(facts, custody('offload-started'));
  await feed(intake, original, piece);
  const seal = await intake.seal();
  if (!(await intake.readBack(ignore, never))) throw new Error('the read-back differs');
  await intake.complete([custody('sealed'), custody('read-back-equal')]);
  return { id: intake.recordingId, seal };
}

export async function readAll(container: EvidenceContainer): Promise<Uint8Array> {
  return container.read(0, container.bytes);
}
