// What the window renders waits here until it is whole: encrypted with a key that is only in memory, so that what a lock or a
// crash leaves behind is noise. A container states its length first and a film its index last: the bytes must wait for both.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import { diskError, type FileOperations, type OpenFile } from '../file-operations.ts';

const tagBytes = 16;
/** A film's length and index are written last; more than this is not a film's way of writing. */
const maxPatches = 4096;
const maxPatchBytes = 16 * 1024 * 1024;

interface Block {
  /** Number of its nonce: each is used once. */
  readonly nonce: number;
  readonly position: number;
  readonly offset: number;
  readonly bytes: number;
}

interface Patch {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export class UploadFile {
  readonly #path: string;
  readonly #files: FileOperations;
  readonly #file: OpenFile;
  readonly #key = new Uint8Array(randomBytes(32));
  readonly #blocks: Block[] = [];
  readonly #patches: Patch[] = [];
  #patchBytes = 0;
  #stored = 0;
  #length = 0;

  private constructor(path: string, files: FileOperations, file: OpenFile) {
    this.#path = path;
    this.#files = files;
    this.#file = file;
  }

  static async create(path: string, files: FileOperations): Promise<UploadFile> {
    return new UploadFile(path, files, await files.open(path, 'create'));
  }

  get length(): number {
    return this.#length;
  }

  /** One call at a time. Bytes that were sent already are replaced; nothing may be left out. */
  async write(offset: number, bytes: Uint8Array): Promise<void> {
    if (offset > this.#length) throw misplaced();
    const known = Math.min(bytes.byteLength, this.#length - offset);
    if (known > 0) this.#patch(offset, bytes.slice(0, known));
    if (known === bytes.byteLength) return;
    const added = bytes.subarray(known);
    const nonce = this.#blocks.length;
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonceOf(nonce));
    const sealed = Buffer.concat([cipher.update(added), cipher.final(), cipher.getAuthTag()]);
    await this.#file.write(sealed, this.#stored).catch((error: unknown) => {
      throw diskError(error, 'what was rendered could not be stored. The recording it was made from is untouched.');
    });
    this.#blocks.push({ nonce, position: this.#stored, offset: this.#length, bytes: added.byteLength });
    this.#stored += sealed.byteLength;
    this.#length += added.byteLength;
  }

  /** Kept in memory: the same bytes are never encrypted again under the same nonce. */
  #patch(offset: number, bytes: Uint8Array): void {
    this.#patchBytes += bytes.byteLength;
    if (this.#patches.length >= maxPatches || this.#patchBytes > maxPatchBytes) throw misplaced();
    this.#patches.push({ offset, bytes });
  }

  /** From the first byte to the last. */
  async *read(): AsyncGenerator<Uint8Array> {
    for (const block of this.#blocks) yield await this.#open(block);
  }

  async #open(block: Block): Promise<Uint8Array> {
    const stored = new Uint8Array(block.bytes + tagBytes);
    const filled = await this.#file.read(stored, block.position).catch((error: unknown) => {
      throw diskError(error, 'what was rendered could not be read again. The recording it was made from is untouched.');
    });
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonceOf(block.nonce));
    decipher.setAuthTag(stored.subarray(block.bytes));
    try {
      if (filled !== stored.byteLength) throw new Error('the file is shorter than what was written');
      const bytes = new Uint8Array(Buffer.concat([decipher.update(stored.subarray(0, block.bytes)), decipher.final()]));
      for (const patch of this.#patches) apply(patch, block.offset, bytes);
      return bytes;
    } catch (error) {
      throw new KerbdeskError(
        'disk-error',
        'What was rendered did not come back from the disk as it was written, so it is not used. Nothing else was changed. Render it again.',
        { cause: error },
      );
    }
  }

  /** Forgets the key first: what may stay of the file is noise. */
  async remove(): Promise<void> {
    this.#key.fill(0);
    await this.#file.close().catch(() => undefined);
    await this.#files.remove(this.#path).catch(() => undefined);
  }
}

function apply(patch: Patch, offset: number, bytes: Uint8Array): void {
  const start = Math.max(patch.offset, offset);
  const end = Math.min(patch.offset + patch.bytes.byteLength, offset + bytes.byteLength);
  if (start >= end) return;
  bytes.set(patch.bytes.subarray(start - patch.offset, end - patch.offset), start - offset);
}

function nonceOf(number: number): Uint8Array {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 6, 6);
  return nonce;
}

const misplaced = (): KerbdeskError =>
  new KerbdeskError('invalid-input', 'Part of what was rendered is missing, so it was not kept. Render it again.');
