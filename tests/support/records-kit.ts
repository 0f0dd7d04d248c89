// What tests of the records share: the real encrypted database on this thread, and recordings to put in it.
import type { CameraClock } from '#contract/footage.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { recordingId, type Instant, type RecordingId } from '#contract/ids.ts';
import type { MediaFacts } from '#contract/media.ts';
import type { Officer } from '#contract/session.ts';
import { openDatabase } from '../../main/storage/records/open-database.ts';
import type { OpenRecords, RecordsWorkerApi } from '../../main/storage/records/records-worker-api.ts';
import { createRecordsService } from '../../main/storage/records/records-service.ts';
import type { IntakeItem } from '../../main/storage/records/repositories/intake.ts';
import type { RecordsDatabase } from '../../main/storage/records/sqlite.ts';
import { generateRawKeyPair, type RawKeyPair } from '../../main/storage/keys/raw-keys.ts';
import { ada, noon, temporaryFolder } from './vault-kit.ts';

export class RecordsKit {
  readonly path: string;
  readonly officer: Officer = ada();
  readonly signing: RawKeyPair = generateRawKeyPair('ed25519');
  readonly #key = randomBytes(32);

  constructor(folder: string) {
    this.path = path.join(folder, 'records.db');
  }

  /** The service that the records worker serves. Each opening gets copies of the keys: the service wipes its own. */
  async open(more: Partial<OpenRecords> = {}): Promise<RecordsWorkerApi> {
    const api = createRecordsService() as unknown as RecordsWorkerApi;
    await api.openRecords({
      path: this.path,
      key: Uint8Array.from(this.#key),
      signingPrivateKey: Uint8Array.from(this.signing.privateKey),
      signingPublicKey: this.signing.publicKey,
      officer: this.officer,
      at: noon,
      create: false,
      failedBefore: 0,
      recoveredAt: [],
      ...more,
    });
    onTestFinished(async () => {
      await api.closeRecords({ at: noon, because: 'test' }).catch(() => undefined);
    });
    return api;
  }

  /** What somebody with the key can do to the database behind the program's back. */
  behind<Value>(work: (db: RecordsDatabase) => Value): Value {
    const db = openDatabase({ path: this.path, key: this.#key, create: false });
    try {
      return work(db);
    } finally {
      db.close();
    }
  }
}

/** New, empty records, open. */
export async function newRecords(): Promise<{ kit: RecordsKit; api: RecordsWorkerApi }> {
  const kit = new RecordsKit(await temporaryFolder());
  return { kit, api: await kit.open({ create: true }) };
}

export const playable: MediaFacts = {
  playability: 'playable',
  container: 'mp4',
  videoCodec: 'avc1',
  audioCodec: 'mp4a',
  width: 1920,
  height: 1080,
  frameRate: 30,
  durationSeconds: 60,
  startByMedia: null,
  remark: null,
};

export const newRecordingId = (): RecordingId => recordingId.parse(randomUUID());

export interface RecordingFactsForTests {
  readonly id?: RecordingId;
  readonly path?: string;
  readonly start?: Instant | null;
  readonly startByMedia?: Instant | null;
  readonly clock?: CameraClock | null;
  readonly segment?: { readonly group: string; readonly index: number } | null;
  readonly sideOf?: string | null;
  readonly positions?: IntakeItem['positions'];
  readonly at?: Instant;
}

/** A finished offload as a receipt tells of it. */
export function intakeOf(more: RecordingFactsForTests = {}): IntakeItem {
  const at = more.at ?? noon;
  const start = more.start ?? null;
  return {
    recordingId: more.id ?? newRecordingId(),
    facts: {
      cameraId: 'serial:Kerb:X60-118842',
      path: more.path ?? 'DCIM/100MEDIA/20261122_140302_0007.MP4',
      bytes: 1000,
      modifiedAt: null,
      cameraName: 'CAM 7',
      cameraSerial: 'X60-118842',
      cameraMake: 'Kerb',
      startByFile: start,
      startByFileSource: start === null ? null : 'file-name',
      media: { ...playable, startByMedia: more.startByMedia ?? null },
      clock: more.clock ?? null,
      segment: more.segment ?? null,
      sideOf: more.sideOf ?? null,
    },
    seal: { sha256: randomBytes(32).toString('hex'), bytes: 1000, parts: 1 },
    custody: [
      { at, what: 'offload-started', detail: 'From CAM 7.' },
      { at, what: 'sealed', detail: 'In one part.' },
      { at, what: 'read-back-equal', detail: 'The same.' },
    ],
    verified: true,
    positions: more.positions ?? [],
    remark: null,
    at,
  };
}

export async function takeInRecording(api: RecordsWorkerApi, more: RecordingFactsForTests = {}): Promise<RecordingId> {
  const item = intakeOf(more);
  await api.takeInRecording(item);
  return item.recordingId;
}
