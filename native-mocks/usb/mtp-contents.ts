// What a virtual MTP camera holds: a folder on disk as it is there, or a tree made up by a test.
import { open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

export interface HeldObject {
  readonly name: string;
  /** Null for a file. */
  readonly children: (() => Promise<readonly HeldObject[]>) | null;
  readonly bytes: number;
  readonly modifiedAt: Date;
  read(position: number, length: number): Promise<Uint8Array>;
  remove(): Promise<boolean>;
}

/** The children of a folder on disk, read whenever they are asked for. */
export async function heldOnDisk(folder: string): Promise<HeldObject[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const objects: HeldObject[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const place = path.join(folder, entry.name);
    const { size, mtime } = await stat(place);
    objects.push({
      name: entry.name,
      children: entry.isDirectory() ? () => heldOnDisk(place) : null,
      bytes: entry.isDirectory() ? 0 : size,
      modifiedAt: mtime,
      read: (position, length) => readPart(place, position, length),
      async remove() {
        await rm(place, { recursive: true });
        return true;
      },
    });
  }
  return objects;
}

async function readPart(place: string, position: number, length: number): Promise<Uint8Array> {
  const handle = await open(place);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

const noBytes = new Uint8Array(0);

export const heldFolder = (name: string, children: readonly HeldObject[]): HeldObject => ({
  name,
  children: () => Promise.resolve(children),
  bytes: 0,
  modifiedAt: new Date(2026, 10, 22),
  read: () => Promise.resolve(noBytes),
  remove: () => Promise.resolve(false),
});

export const heldFile = (
  name: string,
  content: Uint8Array,
  modifiedAt = new Date(2026, 10, 22, 14, 3, 2),
): HeldObject => ({
  name,
  children: null,
  bytes: content.byteLength,
  modifiedAt,
  read: (position, length) => Promise.resolve(content.subarray(position, position + length)),
  remove: () => Promise.resolve(true),
});
