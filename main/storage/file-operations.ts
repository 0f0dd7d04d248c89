// The few file operations that storage uses, as a seam: tests put faults in, and disk errors get words for an officer.
import { mkdir, open, readdir, rename, rm, statfs, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';

export interface OpenFile {
  /** Fills `into` from `position`; answers how many bytes there were (fewer only at the end of the file). */
  read(into: Uint8Array, position: number): Promise<number>;
  /** Writes all of `bytes` at `position`. */
  write(bytes: Uint8Array, position: number): Promise<void>;
  /** Data and length reach the disk; times may not. */
  dataSync(): Promise<void>;
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  size(): Promise<number>;
  close(): Promise<void>;
}

/** `create` empties what is there; `update` needs an existing file. New files are readable by their owner alone. */
type OpenMode = 'read' | 'create' | 'update';

export interface FileOperations {
  open(path: string, mode: OpenMode): Promise<OpenFile>;
  /** Replaces what is at `to`. */
  rename(from: string, to: string): Promise<void>;
  /** Harmless where there is nothing. */
  remove(path: string): Promise<void>;
  /** Makes new, renamed and removed names in the folder durable. */
  syncFolder(path: string): Promise<void>;
  /** Names in the folder; empty where the folder does not exist. */
  list(folder: string): Promise<string[]>;
  /** Harmless where it exists. Its name is durable once the folder above is synced. */
  makeFolder(path: string): Promise<void>;
  freeBytes(folder: string): Promise<number>;
}

const flagsOf: Readonly<Record<OpenMode, string>> = { read: 'r', create: 'w+', update: 'r+' };

class SystemFile implements OpenFile {
  readonly #handle: FileHandle;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async read(into: Uint8Array, position: number): Promise<number> {
    let filled = 0;
    while (filled < into.byteLength) {
      const { bytesRead } = await this.#handle.read(into, filled, into.byteLength - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  }

  async write(bytes: Uint8Array, position: number): Promise<void> {
    let written = 0;
    while (written < bytes.byteLength) {
      const { bytesWritten } = await this.#handle.write(bytes, written, bytes.byteLength - written, position + written);
      written += bytesWritten;
    }
  }

  dataSync(): Promise<void> {
    return this.#handle.datasync();
  }

  sync(): Promise<void> {
    return this.#handle.sync();
  }

  truncate(length: number): Promise<void> {
    return this.#handle.truncate(length);
  }

  async size(): Promise<number> {
    return (await this.#handle.stat()).size;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

const onWindows = process.platform === 'win32';

/** Virus scanners on Windows hold a new file open for a moment, and a rename then fails; it succeeds a little later. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const code = systemErrorCode(error);
      if (!onWindows || attempt === 8 || (code !== 'EPERM' && code !== 'EACCES' && code !== 'EBUSY')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt));
    }
  }
}

export const systemFiles: FileOperations = {
  open: async (path, mode) => new SystemFile(await open(path, flagsOf[mode], 0o600)),
  rename: renamePatiently,
  remove: (path) => rm(path, { force: true }),
  async syncFolder(path) {
    // Windows has no fsync for folders; NTFS writes names to its journal itself.
    if (onWindows) return;
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  async list(folder) {
    try {
      return await readdir(folder);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw error;
    }
  },
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  async freeBytes(folder) {
    try {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    } catch (error) {
      // A folder that is made with its first file will lie on the disk that its parent lies on.
      if (systemErrorCode(error) !== 'ENOENT' || dirname(folder) === folder) throw error;
      return systemFiles.freeBytes(dirname(folder));
    }
  },
};

/** The operating system's code (`ENOENT`), or null for any other failure. */
export function systemErrorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/**
 * Turns a failed file operation into a `disk-full` or `disk-error` for the officer; a `KerbdeskError` stays what it is.
 * `what` continues "… and", for example "could not keep the recording. What was copied so far is safe."
 */
export function diskError(error: unknown, what: string): KerbdeskError {
  if (error instanceof KerbdeskError) return error;
  const code = systemErrorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new KerbdeskError('disk-full', `This laptop's disk is full and ${what} Free some space, then try again.`, {
      cause: error,
    });
  }
  const fault = code === null ? 'Kerbdesk met a fault of its own' : `This laptop's disk reported a fault (${code})`;
  return new KerbdeskError('disk-error', `${fault} and ${what} Try again; if it happens twice, tell IT.`, {
    cause: error,
  });
}
