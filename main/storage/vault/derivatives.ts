// Derivatives on their way into the vault: what the window renders is collected, sealed, read back and entered, or leaves nothing.
import { randomUUID } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import { uploadChunkBytes } from '#contract/derivatives.ts';
import type { Recording } from '#contract/footage.ts';
import { recordingId, uploadId, type RecordingId, type UploadId } from '#contract/ids.ts';
import { systemClock } from '../../ports/clock.ts';
import type { BeginDerivative, FinishDerivative } from '../../ports/vault-host.ts';
import { openDataKey } from '../evidence/container-header.ts';
import { openContainer } from '../evidence/container-reader.ts';
import { evidencePath, recordingsWith } from '../evidence/evidence-files.ts';
import { defaultGeometry } from '../evidence/geometry.ts';
import { startPartCrew, type PartCrew } from '../evidence/part-crew.ts';
import { createPartPool } from '../evidence/part-pool.ts';
import { sealWhole } from '../evidence/seal-whole.ts';
import { diskError, systemFiles, type FileOperations } from '../file-operations.ts';
import type { DerivativePlan, RecordsWorkerApi } from '../records/records-worker-api.ts';
import { UploadFile } from './upload-file.ts';
import type { VaultKeys } from './vault-keys.ts';

/** One is rendered and one snapshot taken meanwhile, and then some. */
const maxUploads = 4;
/** Left on the disk for the records, whatever is rendered. */
const keptFreeBytes = 64 * 1024 * 1024;

const untouched = 'The recording it was made from is untouched.';

export interface DerivativesOptions {
  readonly evidenceFolder: string;
  readonly keys: VaultKeys;
  readonly records: RecordsWorkerApi;
  /** Entry of the threads that encrypt; null does it on this thread. */
  readonly cipherWorker: URL | null;
  readonly files?: FileOperations;
}

interface Upload {
  readonly begun: BeginDerivative;
  readonly file: UploadFile;
  /** Writes and the end take turns. */
  turn: Promise<unknown>;
  ended: boolean;
}

export class Derivatives {
  readonly #options: DerivativesOptions;
  readonly #files: FileOperations;
  readonly #uploads = new Map<UploadId, Upload>();
  readonly #pool = createPartPool();
  readonly #closing = new AbortController();
  #crew: Promise<PartCrew> | null = null;

  constructor(options: DerivativesOptions) {
    this.#options = options;
    this.#files = options.files ?? systemFiles;
  }

  async begin(input: BeginDerivative): Promise<{ uploadId: UploadId }> {
    await this.#options.records.derivativeParent({ id: input.parentId });
    if (this.#uploads.size >= maxUploads) {
      throw new KerbdeskError('busy', 'Others are being made already. Wait until one of them is done.');
    }
    await this.#requireSpace(0);
    const id = uploadId.parse(randomUUID());
    const file = await this.#onDisk(async () => {
      await this.#files.makeFolder(this.#options.evidenceFolder);
      return UploadFile.create(this.#path(id, 'upload'), this.#files);
    });
    this.#uploads.set(id, { begun: input, file, turn: Promise.resolve(), ended: false });
    return { uploadId: id };
  }

  /** A fault ends the upload: what is missing in the middle would be found too late. */
  async write(id: UploadId, offset: number, bytes: Uint8Array): Promise<{ bytes: number }> {
    const upload = this.#upload(id);
    if (bytes.byteLength > uploadChunkBytes || !Number.isSafeInteger(offset) || offset < 0) {
      throw new KerbdeskError('invalid-input', `One piece takes at most ${uploadChunkBytes} bytes.`);
    }
    try {
      return await inTurn(upload, async () => {
        await this.#requireSpace(bytes.byteLength);
        await upload.file.write(offset, bytes);
        return { bytes: upload.file.length };
      });
    } catch (error) {
      await this.abandon(id);
      throw error;
    }
  }

  /** The upload is over, whatever comes of it. */
  async finish(input: FinishDerivative): Promise<Recording> {
    const upload = this.#upload(input.uploadId);
    upload.ended = true;
    try {
      return await upload.turn.then(() => this.#keep(input, upload));
    } finally {
      await this.#drop(input.uploadId, upload);
    }
  }

  async abandon(id: UploadId): Promise<void> {
    const upload = this.#uploads.get(id);
    if (upload === undefined || upload.ended) return;
    upload.ended = true;
    await upload.turn;
    await this.#drop(id, upload);
  }

  async #drop(id: UploadId, upload: Upload): Promise<void> {
    await upload.file.remove();
    this.#uploads.delete(id);
  }

  async #keep(input: FinishDerivative, { begun, file }: Upload): Promise<Recording> {
    const { records } = this.#options;
    const { recipe, media, at } = input;
    if (recipe.parentId !== begun.parentId || recipe.kind !== begun.kind || file.length === 0) {
      throw new KerbdeskError(
        'invalid-input',
        `What was rendered does not fit its recipe, so it was not kept. ${untouched}`,
      );
    }
    // The bytes are on the disk twice until the container is sealed.
    await this.#requireSpace(file.length);
    const plan = await records.planDerivative({ recipe, media, bytes: file.length });
    const id = recordingId.parse(randomUUID());
    const path = this.#path(id, 'derived');
    try {
      const seal = await this.#onDisk(async () =>
        sealWhole({
          path,
          recordingId: id,
          facts: plan.facts,
          content: file.read(),
          officerPublicKey: this.#options.keys.encryptionPublicKey,
          escrowPublicKey: input.escrowPublicKey,
          geometry: defaultGeometry,
          crew: await this.#startedCrew(),
          pool: this.#pool,
          files: this.#files,
          clock: systemClock,
        }),
      );
      const equal = await this.#readBack(path, id, seal.sha256);
      if (!equal) {
        throw new KerbdeskError(
          'disk-error',
          `What was rendered did not come back from the disk as it was written, so it was not kept. ${untouched} Make it again.`,
        );
      }
      await this.#onDisk(() => this.#files.syncFolder(this.#options.evidenceFolder));
      return await this.#enter(id, input, plan, seal, at);
    } catch (error) {
      // Once it is in the records, the next unlock gives the container its name.
      const isKnown = await this.#isKnown(id);
      if (isKnown === false) await this.#files.remove(path).catch(() => undefined);
      throw error;
    }
  }

  /** The row is what makes it real: it is written when the container is whole, and the container gets its name after it. */
  async #enter(
    id: RecordingId,
    { recipe, media }: FinishDerivative,
    plan: DerivativePlan,
    seal: { sha256: string; bytes: number; parts: number },
    at: FinishDerivative['at'],
  ): Promise<Recording> {
    const { records } = this.#options;
    await records.addDerivative({ id, plan, recipe, media, seal, at });
    try {
      await this.#files.rename(this.#path(id, 'derived'), this.#path(id, 'container'));
      await this.#files.syncFolder(this.#options.evidenceFolder);
    } catch (error) {
      throw diskError(
        error,
        'it could not be made ready to be opened. It is kept: lock and unlock to find it in the list.',
      );
    }
    return records.getRecording({ id, at });
  }

  /** With the officer's private key, as it will be opened later. */
  async #readBack(path: string, id: RecordingId, sha256: string): Promise<boolean> {
    const { keys } = this.#options;
    try {
      const container = await openContainer({
        path,
        openDataKey: (found) => openDataKey(found, 'officer', keys.encryptionPrivateKey, keys.encryptionPublicKey),
        crew: await this.#startedCrew(),
        pool: this.#pool,
        files: this.#files,
      });
      try {
        const { equal } = await container.verify(() => undefined, this.#closing.signal);
        return equal && container.sha256 === sha256 && container.recordingId === id;
      } finally {
        await container.close();
      }
    } catch (error) {
      if (error instanceof KerbdeskError && error.code === 'evidence-damaged') return false;
      throw error;
    }
  }

  /** Null where that cannot be told. */
  async #isKnown(id: RecordingId): Promise<boolean | null> {
    try {
      return (await this.#options.records.unknownRecordings({ ids: [id] })).length === 0;
    } catch {
      return null;
    }
  }

  #upload(id: UploadId): Upload {
    const upload = this.#uploads.get(id);
    if (upload !== undefined && !upload.ended) return upload;
    throw new KerbdeskError('not-found', `This is not being made any more. ${untouched} Make it again.`);
  }

  async #requireSpace(bytes: number): Promise<void> {
    const free = await this.#onDisk(() => this.#files.freeBytes(this.#options.evidenceFolder));
    if (free >= bytes + keptFreeBytes) return;
    throw new KerbdeskError(
      'disk-full',
      `This laptop's disk is full, so it could not be made. ${untouched} Free some space, then make it again.`,
    );
  }

  #onDisk<Value>(work: () => Promise<Value>): Promise<Value> {
    return work().catch((error: unknown) => {
      throw diskError(error, `it could not be made. ${untouched}`);
    });
  }

  #startedCrew(): Promise<PartCrew> {
    return (this.#crew ??= startPartCrew(this.#options.cipherWorker));
  }

  #path(id: UploadId | RecordingId, file: 'upload' | 'derived' | 'container'): string {
    return evidencePath(this.#options.evidenceFolder, recordingId.parse(id), file);
  }

  /** Waits for nothing that is under way; what is left on the disk goes at the next unlock. */
  async close(): Promise<void> {
    this.#closing.abort(new KerbdeskError('locked', 'The vault was locked.'));
    await Promise.all([...this.#uploads].map(([id, upload]) => this.#drop(id, upload)));
    const crew = await this.#crew?.catch(() => null);
    await crew?.close();
  }
}

/**
 * What a lock, a crash or a power cut left: rendered bytes go, a container that is in the records gets its name, one that is
 * not goes. Before anything new is made.
 */
export async function settleDerivatives(
  evidenceFolder: string,
  records: Pick<RecordsWorkerApi, 'unknownRecordings'>,
  files: FileOperations = systemFiles,
): Promise<void> {
  const names = await files.list(evidenceFolder);
  const [uploads, derived] = [recordingsWith('upload', names), recordingsWith('derived', names)];
  if (uploads.length + derived.length === 0) return;
  const unknown = new Set(await records.unknownRecordings({ ids: derived }));
  for (const id of uploads) await files.remove(evidencePath(evidenceFolder, id, 'upload'));
  for (const id of derived) {
    const path = evidencePath(evidenceFolder, id, 'derived');
    if (unknown.has(id)) await files.remove(path);
    else await files.rename(path, evidencePath(evidenceFolder, id, 'container'));
  }
  await files.syncFolder(evidenceFolder);
}

function inTurn<Value>(upload: Upload, work: () => Promise<Value>): Promise<Value> {
  const result = upload.turn.then(work);
  upload.turn = result.catch(() => undefined);
  return result;
}
