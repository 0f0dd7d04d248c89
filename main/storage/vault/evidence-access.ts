// The unlocked officer's way to footage: plays and verifies recordings, which only the private key opens.
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant, RecordingId } from '#contract/ids.ts';
import type { Recording } from '#contract/footage.ts';
import { openDataKey } from '../evidence/container-header.ts';
import { openContainer, type EvidenceContainer } from '../evidence/container-reader.ts';
import { evidencePath } from '../evidence/evidence-files.ts';
import { startPartCrew, type PartCrew } from '../evidence/part-crew.ts';
import type { RecordingFacts, RecordsWorkerApi } from '../records/records-worker-api.ts';
import { createRecordingPool } from './recording-pool.ts';
import type { VaultKeys } from './vault-keys.ts';

/** The port's limit on one read: keeps memory flat and messages small. */
export const longestRead = 4 * 1024 * 1024;
const recordingsKeptOpen = 4;

export interface EvidenceAccessOptions {
  readonly evidenceFolder: string;
  readonly keys: VaultKeys;
  readonly records: RecordsWorkerApi;
  /** Entry of the threads that verify; null does it on this thread. */
  readonly cipherWorker: URL | null;
}

export class EvidenceAccess {
  readonly #options: EvidenceAccessOptions;
  readonly #pool;
  readonly #closing = new AbortController();
  #crew: Promise<PartCrew> | null = null;

  constructor(options: EvidenceAccessOptions) {
    this.#options = options;
    this.#pool = createRecordingPool((id) => this.openContainer(id), recordingsKeptOpen);
  }

  /** Opens a container with the officer's key. Close what it gives. */
  openContainer(id: RecordingId, crew?: PartCrew): Promise<EvidenceContainer> {
    const { evidenceFolder, keys } = this.#options;
    return openContainer({
      path: evidencePath(evidenceFolder, id, 'container'),
      openDataKey: (container) =>
        openDataKey(container, 'officer', keys.encryptionPrivateKey, keys.encryptionPublicKey),
      ...(crew === undefined ? {} : { crew }),
    });
  }

  async open({ id, at }: { id: RecordingId; at: Instant }): Promise<{ bytes: number; contentType: string }> {
    const { records } = this.#options;
    const facts = await records.recordingFacts({ id });
    await this.#pool.use(id, async (container) => requireSame(container, facts));
    await records.noteOpened({ id, at });
    return { bytes: facts.bytes, contentType: contentType(facts.container) };
  }

  read({ id, offset, length }: { id: RecordingId; offset: number; length: number }): Promise<Uint8Array> {
    const whole = Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0;
    if (!whole || length > longestRead) {
      throw new KerbdeskError('invalid-input', `One read takes 0 to ${longestRead} bytes from a position in the file.`);
    }
    return this.#pool.use(id, (container) => container.read(offset, length));
  }

  /** Damage is an outcome and is written down; only what kept us from finding out is thrown. */
  async verify({ id, at }: { id: RecordingId; at: Instant }): Promise<Recording> {
    const { records, cipherWorker } = this.#options;
    const facts = await records.recordingFacts({ id });
    this.#crew ??= startPartCrew(cipherWorker);
    const crew = await this.#crew;
    const outcome = await this.#compare(id, facts, crew);
    await records.noteVerification({ id, ...outcome, at });
    return records.getRecording({ id, at });
  }

  async #compare(id: RecordingId, facts: RecordingFacts, crew: PartCrew): Promise<{ equal: boolean; detail: string }> {
    try {
      const container = await this.openContainer(id, crew);
      try {
        requireSame(container, facts);
        const { equal } = await container.verify(() => undefined, this.#closing.signal);
        return {
          equal,
          detail: equal
            ? `all ${facts.bytes} bytes were read from the vault and have the SHA-256 taken from the camera, ${facts.sha256}.`
            : 'the bytes in the vault do not have the SHA-256 taken from the camera.',
        };
      } finally {
        await container.close();
      }
    } catch (error) {
      const damage =
        error instanceof KerbdeskError && (error.code === 'evidence-damaged' || error.code === 'not-found');
      if (!damage) throw error;
      return { equal: false, detail: error.message };
    }
  }

  /** Closes the file and forgets its key, before it is erased. */
  async letGo(id: RecordingId): Promise<void> {
    await this.#pool.drop(id);
  }

  /** Ends verifications and closes every file; waits for neither. */
  async close(): Promise<void> {
    this.#closing.abort(new KerbdeskError('locked', 'The vault was locked.'));
    await this.#pool.close();
    const crew = await this.#crew?.catch(() => null);
    await crew?.close();
  }
}

/** A container under the name of another recording is sealed and authentic, and still not the one in the records. */
function requireSame(container: EvidenceContainer, facts: RecordingFacts): void {
  if (container.sha256 === facts.sha256 && container.bytes === facts.bytes && container.parts === facts.parts) return;
  throw new KerbdeskError(
    'evidence-damaged',
    'The file of this recording is not the one that was taken in: its seal names another SHA-256. Nothing was changed. Tell IT.',
  );
}

/** What the player is told. Files of no known kind are not guessed at. */
function contentType(container: string | null): string {
  if (container === null) return 'application/octet-stream';
  if (container === 'jpeg' || container === 'png') return `image/${container}`;
  if (container === 'webm') return 'video/webm';
  return /mp4|mov|quicktime|3gp/i.test(container) ? 'video/mp4' : 'application/octet-stream';
}
