// Lists what a mounted camera holds of interest: bounded, never following a link, never stopping at one bad folder.
import { constants, type Dirent } from 'node:fs';
import { lstat, open, readdir, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { CameraLayout } from '../layout/layout.ts';
import { isIgnoredFolder, isOfInterest, isVideoName } from '../layout/listing.ts';

export interface FoundFile {
  /** Forward slashes, relative to the root; bytes that are no UTF-8 appear as %XX. */
  readonly path: string;
  readonly name: string;
  /** The path as the file system spells it. */
  readonly raw: Buffer;
  readonly bytes: number;
  readonly modifiedMilliseconds: number;
}

export interface Walk {
  readonly files: readonly FoundFile[];
  /** A file that is there but whose facts could not be read. */
  readonly unreadable: number;
  /** A bound was met: there may be more. */
  readonly cutOff: boolean;
}

interface Folder {
  readonly raw: Buffer;
  readonly name: string;
  readonly relative: string;
  readonly depth: number;
}

/** Names come as bytes: a file whose name is not valid UTF-8 could not be opened again by its text. */
export type BytesEntry = Dirent<Buffer>;

export const listFolder = (folder: Buffer | string): Promise<BytesEntry[]> =>
  readdir(folder, { withFileTypes: true, encoding: 'buffer' });

/** @throws the system's error where the root itself cannot be listed. */
/** @param late where the signal comes: 'fail' rejects, 'stop' gives what was found until then */
export async function walkVolume(
  root: string,
  layout: CameraLayout,
  signal: AbortSignal,
  late: 'fail' | 'stop' = 'fail',
): Promise<Walk> {
  const files: FoundFile[] = [];
  let unreadable = 0;
  let entriesSeen = 0;
  let recordings = 0;
  let cutOff = false;
  const folders: Folder[] = [{ raw: Buffer.from(root), name: path.basename(root), relative: '', depth: 0 }];

  for (let folder = folders.shift(); folder; folder = folders.shift()) {
    if (late === 'stop' && signal.aborted) return { files, unreadable, cutOff: true };
    signal.throwIfAborted();
    let entries: BytesEntry[];
    try {
      entries = await listFolder(folder.raw);
    } catch (error) {
      if (folder.depth === 0) throw error;
      unreadable++;
      continue;
    }
    for (const entry of entries) {
      if (++entriesSeen > layout.maximumEntries || recordings >= layout.maximumRecordings) {
        return { files, unreadable, cutOff: true };
      }
      const name = spell(entry.name);
      const raw = joinRaw(folder.raw, entry.name);
      const relative = folder.relative === '' ? name : `${folder.relative}/${name}`;
      if (entry.isDirectory()) {
        if (isIgnoredFolder(name, layout)) continue;
        if (folder.depth + 1 > layout.maximumDepth) cutOff = true;
        else folders.push({ raw, name, relative, depth: folder.depth + 1 });
      } else if (entry.isFile() && isOfInterest(name, folder.name, layout)) {
        try {
          const facts = await lstat(raw);
          if (!facts.isFile()) continue;
          if (isVideoName(name, layout)) recordings++;
          files.push({ path: relative, name, raw, bytes: facts.size, modifiedMilliseconds: Math.floor(facts.mtimeMs) });
        } catch {
          unreadable++;
        }
      }
    }
  }
  return { files, unreadable, cutOff };
}

/** Whether any video lies below one of the layout's folders; stops at the first. */
export async function holdsVideo(folder: string, layout: CameraLayout): Promise<boolean> {
  const few: CameraLayout = { ...layout, maximumEntries: 2_000, maximumRecordings: 1 };
  try {
    const { files } = await walkVolume(folder, few, AbortSignal.timeout(10_000), 'stop');
    return files.some(({ name }) => isVideoName(name, layout));
  } catch {
    return false;
  }
}

const joinRaw = (folder: Buffer, name: Buffer): Buffer => Buffer.concat([folder, Buffer.from(path.sep), name]);

const strictDecoder = new TextDecoder('utf-8', { fatal: true });

/** A file name as text; bytes outside of UTF-8 as %XX, so that two names never become one. */
export function spell(name: Buffer): string {
  try {
    return strictDecoder.decode(name);
  } catch {
    return [...name]
      .map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`))
      .join('');
  }
}

const readOnly = constants.O_RDONLY;
// Absent on Windows, where links and pipes on a camera cannot be.
const guarded = readOnly | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const untouched = guarded | ((constants as Readonly<Record<string, number | undefined>>)['O_NOATIME'] ?? 0);

/** Opens for reading without following a link, and where the system lets us without noting the access on the camera. */
export async function openUntouched(file: Buffer | string): Promise<FileHandle> {
  let handle: FileHandle;
  try {
    handle = await open(file, untouched);
  } catch (error) {
    // Only the owner of a file may ask for that.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error;
    handle = await open(file, guarded);
  }
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw Object.assign(new Error('not a regular file'), { code: 'ENOENT' });
}
