// Hands what the window made to the vault, piece by piece: nothing of it is kept here, and nothing is kept there until it is whole.
import { appError } from '#contract/errors.ts';
import { uploadAddress, uploadChunkBytes, type DerivativeKind } from '#contract/derivatives.ts';
import type { Recording } from '#contract/footage.ts';
import type { RecordingId, UploadId } from '#contract/ids.ts';
import type { MediaFacts } from '#contract/media.ts';
import type { Recipe } from '#contract/recipe.ts';
import { CommandError, kerbdesk, value } from '../ipc/kerbdesk.ts';

export class DerivativeUpload {
  readonly #id: UploadId;
  readonly #signal: AbortSignal;
  readonly #pending = new Uint8Array(uploadChunkBytes);
  /** Where the pending bytes begin in the file, and how many they are. */
  #start = 0;
  #filled = 0;

  private constructor(id: UploadId, signal: AbortSignal) {
    this.#id = id;
    this.#signal = signal;
  }

  static async begin(parentId: RecordingId, kind: DerivativeKind, signal: AbortSignal): Promise<DerivativeUpload> {
    const { uploadId } = await value(kerbdesk.derivatives.begin({ parentId, kind }));
    return new DerivativeUpload(uploadId, signal);
  }

  /** In order; a later call may replace bytes that were written. Waits while the vault is busy. */
  async write(position: number, bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.byteLength;) {
      const at = position + done;
      const within = at >= this.#start && at <= this.#start + this.#filled && at < this.#start + uploadChunkBytes;
      if (!within) {
        await this.#flush();
        this.#start = at;
      }
      const place = at - this.#start;
      const count = Math.min(bytes.byteLength - done, uploadChunkBytes - place);
      this.#pending.set(bytes.subarray(done, done + count), place);
      this.#filled = Math.max(this.#filled, place + count);
      done += count;
    }
  }

  /** A place for a library that writes a file. */
  writable(): WritableStream<{ readonly data: Uint8Array<ArrayBuffer>; readonly position: number }> {
    return new WritableStream({ write: ({ data, position }) => this.write(position, data) });
  }

  async finish(recipe: Recipe, media: MediaFacts): Promise<Recording> {
    await this.#flush();
    return value(kerbdesk.derivatives.finish({ uploadId: this.#id, recipe, media }));
  }

  /** Harmless after anything: what was not finished goes. */
  async abandon(): Promise<void> {
    await kerbdesk.derivatives.abandon({ uploadId: this.#id });
  }

  async #flush(): Promise<void> {
    if (this.#filled === 0) return;
    const response = await fetch(uploadAddress(this.#id, this.#start), {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: this.#pending.slice(0, this.#filled),
      signal: this.#signal,
    });
    if (!response.ok) {
      const told = appError.safeParse(await response.json().catch(() => null));
      throw told.success ? new CommandError(told.data) : new Error(`The vault answered ${response.status}`);
    }
    this.#start += this.#filled;
    this.#filled = 0;
  }
}
