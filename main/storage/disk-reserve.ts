// A little disk space set aside in an officer's folder, given up bit by bit when the disk is full: an officer at night can
// still unlock, read and lock. It is not for saving: a save says that the disk is full, while there is still time to act.
import { randomFillSync } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, statfsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

const reserveName = 'disk-reserve.bin';
export const reserveBytes = 8 * 1024 * 1024;
/** More than an unlock or a look at a report writes, so that the rest is there for the next. */
const pieceBytes = 128 * 1024;
/** With less than this left nothing is set aside: the space is needed now. */
const plentyBytes = 64 * 1024 * 1024;
/** A failing call on a disk with less than this left failed because of that, whatever the database calls it. */
const nothingBytes = 64 * 1024;

/** Frees the next piece; false where nothing is left to give. Never throws: the failure that made it needed is what counts. */
export function giveFromReserve(folder: string): boolean {
  try {
    const file = openSync(join(folder, reserveName), 'r+');
    try {
      const { size } = fstatSync(file);
      if (size === 0) return false;
      ftruncateSync(file, Math.max(0, size - pieceBytes));
      // Journalled file systems hand out freed space only once the freeing itself is on disk.
      fsyncSync(file);
      return true;
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

/**
 * Sets aside what is missing, if the disk has plenty. Random bytes, so that no file system can store them in less.
 * Never throws: a vault without a reserve works like any other until the disk is full.
 */
export async function fillReserve(folder: string): Promise<void> {
  try {
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < plentyBytes) return;
    const file = await open(join(folder, reserveName), 'a', 0o600);
    try {
      const { size } = await file.stat();
      if (size < reserveBytes) await file.write(randomFillSync(new Uint8Array(reserveBytes - size)));
    } finally {
      await file.close();
    }
  } catch {
    // What could be set aside is.
  }
}

/** Whether the disk that the folder lies on has next to nothing left; false where it cannot say. */
export function isDiskFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < nothingBytes;
  } catch {
    return false;
  }
}
