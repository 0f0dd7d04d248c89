// Writes a BagIt folder (RFC 8493): payload with SHA-256 and SHA-512 manifests, on disk and read back before it has its name.
import { createHash, type Hash } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import { systemErrorCode, systemFiles } from '../file-operations.ts';

export interface BagFile {
  /** Relative to the bag, with forward slashes, for example "data/index.html". */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly sha512: string;
}

export interface BagInfo {
  /** Labels and values of bag-info.txt, in order. */
  readonly lines: readonly (readonly [label: string, value: string])[];
}

const unfinishedEnding = '.unfinished';

export const unfinishedPath = (folder: string, name: string): string => join(folder, `${name}${unfinishedEnding}`);

/** Removes an export that never got its name. Harmless where there is none. */
export async function removeUnfinished(path: string): Promise<void> {
  if (!path.endsWith(unfinishedEnding)) throw new Error('only an unfinished export is removed');
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * SHA-256 of manifest-sha256.txt of the export that got its name after all, though nobody wrote that down; null where it did
 * not. It has its name only once it was read back.
 */
export async function manifestOfFinished(path: string): Promise<string | null> {
  if (await exists(path)) return null;
  const manifest = join(path.slice(0, -unfinishedEnding.length), 'manifest-sha256.txt');
  if (!(await exists(manifest))) return null;
  return createHash('sha256')
    .update(await readFile(manifest))
    .digest('hex');
}

export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Read back in steps of this many bytes, so that memory stays flat. */
const readBackBytes = 4 * 1024 * 1024;

export class Bag {
  /** Where it is while it is not finished. */
  readonly #working: string;
  readonly #final: string;
  readonly #payload: BagFile[] = [];
  readonly #tags: BagFile[] = [];
  readonly #folders = new Set<string>();
  #named = false;

  private constructor(folder: string, name: string) {
    this.#final = join(folder, name);
    this.#working = unfinishedPath(folder, name);
  }

  /** @throws KerbdeskError `folder-unusable` where the folder cannot be written to, or has something of that name. */
  static async begin(folder: string, name: string): Promise<Bag> {
    const bag = new Bag(folder, name);
    try {
      await mkdir(bag.#working, { mode: 0o700 });
      return bag;
    } catch (error) {
      throw exportError(error);
    }
  }

  /** Takes a payload file; its path must begin with "data/". */
  async add(path: string, content: AsyncIterable<Uint8Array> | Uint8Array | string): Promise<BagFile> {
    const file = await this.#write(path, content);
    this.#payload.push(file);
    return file;
  }

  /** A file about the bag, beside its payload. */
  async addTag(path: string, content: Uint8Array | string): Promise<void> {
    this.#tags.push(await this.#write(path, content));
  }

  /** The text of a payload manifest as it stands, for a signature over it. */
  manifest(algorithm: 'sha256' | 'sha512'): string {
    return manifestOf(this.#payload, algorithm);
  }

  /**
   * Writes the tag files, reads everything back from disk, compares, and gives the bag its name.
   * @param onBytes bytes read back so far
   * @returns its folder, and the SHA-256 of manifest-sha256.txt
   */
  async finish(
    { lines }: BagInfo,
    onBytes: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<{ folder: string; manifestSha256: string }> {
    const oxum = `${this.#payload.reduce((sum, { bytes }) => sum + bytes, 0)}.${this.#payload.length}`;
    await this.addTag('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
    await this.addTag('bag-info.txt', infoText([...lines, ['Payload-Oxum', oxum]]));
    for (const algorithm of ['sha256', 'sha512'] as const) {
      await this.addTag(`manifest-${algorithm}.txt`, this.manifest(algorithm));
    }
    const manifestSha256 = this.#tags.find(({ path }) => path === 'manifest-sha256.txt')?.sha256 ?? '';
    const listed = [...this.#tags];
    for (const algorithm of ['sha256', 'sha512'] as const) {
      await this.addTag(`tagmanifest-${algorithm}.txt`, manifestOf(listed, algorithm));
    }
    await this.#readBack(onBytes, signal);
    try {
      for (const folder of this.#folders) await systemFiles.syncFolder(folder);
      await systemFiles.syncFolder(this.#working);
      await rename(this.#working, this.#final);
      this.#named = true;
      await systemFiles.syncFolder(dirname(this.#final));
    } catch (error) {
      throw exportError(error);
    }
    return { folder: this.#final, manifestSha256 };
  }

  /** Removes what was written, also where it was whole: half an export looks like a whole one to whoever finds it. */
  async abandon(): Promise<void> {
    // Under its own name the next unlock would take it for one that was given.
    if (this.#named) await rename(this.#final, this.#working);
    await removeUnfinished(this.#working);
  }

  async #write(path: string, content: AsyncIterable<Uint8Array> | Uint8Array | string): Promise<BagFile> {
    const place = join(this.#working, ...path.split('/'));
    const [sha256, sha512] = [createHash('sha256'), createHash('sha512')];
    let bytes = 0;
    try {
      await this.#makeFolders(dirname(place));
      const file = await open(place, 'wx', 0o600);
      try {
        for await (const block of blocksOf(content)) {
          await file.writeFile(block);
          sha256.update(block);
          sha512.update(block);
          bytes += block.byteLength;
        }
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      throw exportError(error);
    }
    return { path, bytes, sha256: hexOf(sha256), sha512: hexOf(sha512) };
  }

  async #makeFolders(folder: string): Promise<void> {
    if (this.#folders.has(folder) || folder === this.#working) return;
    await this.#makeFolders(dirname(folder));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    this.#folders.add(folder);
  }

  async #readBack(onBytes: (bytes: number) => void, signal: AbortSignal): Promise<void> {
    const buffer = new Uint8Array(readBackBytes);
    let done = 0;
    for (const { path, sha256 } of [...this.#payload, ...this.#tags]) {
      const hash = createHash('sha256');
      try {
        const file = await open(join(this.#working, ...path.split('/')), 'r');
        try {
          for (;;) {
            signal.throwIfAborted();
            const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, null);
            if (bytesRead === 0) break;
            hash.update(buffer.subarray(0, bytesRead));
            done += bytesRead;
            onBytes(done);
          }
        } finally {
          await file.close();
        }
      } catch (error) {
        throw exportError(error);
      }
      if (hexOf(hash) !== sha256) {
        throw new KerbdeskError(
          'folder-unusable',
          `What was written to the export folder does not read back as it was written (${path}). Nothing was exported. Use another disk.`,
        );
      }
    }
  }
}

async function* blocksOf(content: AsyncIterable<Uint8Array> | Uint8Array | string): AsyncGenerator<Uint8Array> {
  if (typeof content === 'string') yield Buffer.from(content);
  else if (content instanceof Uint8Array) yield content;
  else yield* content;
}

const hexOf = (hash: Hash): string => hash.digest('hex');

const manifestOf = (files: readonly BagFile[], algorithm: 'sha256' | 'sha512'): string =>
  files.map((file) => `${file[algorithm]}  ${file.path}\n`).join('');

/** A value of several lines would be taken for further labels. */
const infoText = (lines: BagInfo['lines']): string =>
  lines.map(([label, value]) => `${label}: ${value.replaceAll(/\s+/g, ' ').trim()}\n`).join('');

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'there is an unfinished export of the same name',
  ENOENT: 'it is not there any more',
  ENOTDIR: 'it is not a folder',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk can only be read',
  EIO: 'the disk does not answer',
};

/** Words for a failure of the folder that the officer chose; a `KerbdeskError` stays what it is. */
export function exportError(error: unknown): unknown {
  const code = error instanceof KerbdeskError ? null : systemErrorCode(error);
  if (code === null) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new KerbdeskError(
      'disk-full',
      'There is not enough space where you wanted the export. Nothing was exported; choose another disk.',
      { cause: error },
    );
  }
  const why = reasons[code] ?? `the system says ${code}`;
  return new KerbdeskError(
    'folder-unusable',
    `The export could not be written to that folder: ${why}. Nothing was exported; the recordings are untouched. Choose another folder.`,
    { cause: error },
  );
}
