// Erasing recordings from one camera, one after the other, each only if it is what the vault was proven to hold.
import { KerbdeskError } from '#contract/errors.ts';
import type { OfficerId } from '#contract/ids.ts';
import type { CameraFile, EraseOutcome } from '../ports/device-host.ts';
import type { CameraIdentity, CameraSource } from './camera-source.ts';
import { eraseFile } from './erase-file.ts';
import { identityOf, type OffloadVault } from './offload/job-camera.ts';
import type { RecordingList } from './recording-list.ts';

interface ErasingParts {
  readonly identity: () => CameraIdentity;
  readonly recordings: RecordingList;
  /** @throws KerbdeskError where nothing may be erased now. */
  readonly source: () => CameraSource;
  readonly vault: () => OffloadVault | null;
  readonly begins: () => void;
  /** What was broken off by that may be begun anew. */
  readonly ended: () => unknown;
  readonly changed: () => void;
}

const listingMilliseconds = 30_000;

export class CameraErasing {
  readonly #parts: ErasingParts;
  #active: AbortController | null = null;

  constructor(parts: ErasingParts) {
    this.#parts = parts;
  }

  get isActive(): boolean {
    return this.#active !== null;
  }

  /** As the camera lists them now. @throws KerbdeskError `busy`, `camera-unplugged`, `erasing-not-allowed`. */
  async files(): Promise<{ vaultOf: OfficerId | null; files: CameraFile[] }> {
    const { identity, recordings, source, vault } = this.#parts;
    const { id, name } = identity();
    const listing = await source()
      .list(AbortSignal.timeout(listingMilliseconds))
      .catch((error: unknown) => {
        throw new KerbdeskError('camera-unplugged', `${name} does not answer. Plug it in again.`, { cause: error });
      });
    const files: CameraFile[] = [];
    for (const file of listing.files) {
      const standing = await vault()?.sink.standing(identityOf(id, file));
      const recordingId = standing?.state === 'kept' ? standing.recordingId : null;
      const { path, bytes } = file;
      files.push({ path, name: file.name, bytes, recordingId, group: recordings.groupOf(file) });
    }
    return { vaultOf: vault()?.officerId ?? null, files };
  }

  /** Hashes the file as it is now and erases it if the hash is this one. @throws KerbdeskError as `files`. */
  async erase(path: string, sha256: string, hashed: (bytes: number) => void): Promise<EraseOutcome> {
    const { identity, recordings, begins, ended, changed } = this.#parts;
    const source = this.#parts.source();
    const file = recordings.files.find((one) => one.path === path);
    if (!file) return { outcome: 'not-erased', reason: 'It is no longer on the camera as it was listed.' };
    const active = new AbortController();
    this.#active = active;
    begins();
    changed();
    try {
      const erased = await eraseFile({
        source,
        file,
        cameraName: identity().name,
        sha256,
        signal: active.signal,
        hashed,
      });
      if (erased.outcome === 'erased') recordings.remove(path);
      return erased;
    } finally {
      this.#active = null;
      changed();
      ended();
    }
  }

  /** Ends the hashing that is under way; nothing of that file is erased. */
  stop(): void {
    this.#active?.abort();
  }
}

export const erasingNow = (name: string): KerbdeskError =>
  new KerbdeskError('busy', `Recordings are being erased from ${name}. Wait until that is done.`);
