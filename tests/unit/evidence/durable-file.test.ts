// A small file is after any fault the old one or the new one, whole.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSmallFile, removeDurably, writeDurably } from '../../../main/storage/durable-file.ts';
import { diskError, systemFiles } from '../../../main/storage/file-operations.ts';
import { createFaultyFiles } from './support/faulty-files.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kerbdesk-durable-'));
  path = join(folder, 'vault.json');
});
afterEach(() => rm(folder, { recursive: true }));

const old = Buffer.from('the old content');
const fresh = Buffer.from('the new content, which is longer');

describe('writing durably', () => {
  it('goes through a temporary file, fsync, rename and fsync of the folder, in this order', async () => {
    const order: string[] = [];
    const files = createFaultyFiles((operation) => {
      order.push(operation);
      return null;
    });
    await writeDurably(path, fresh, files);
    expect(order).toEqual(['open', 'write', 'sync', 'rename', 'syncFolder']);
    expect(await readSmallFile(path, 100)).toEqual(new Uint8Array(fresh));
    expect(await readdir(folder)).toEqual(['vault.json']);
  });

  it('leaves the old content whole when anything before the rename fails, and no litter', async () => {
    await writeDurably(path, old);
    for (const failing of ['open', 'write', 'sync', 'rename'] as const) {
      const files = createFaultyFiles((operation) => (operation === failing ? 'ENOSPC' : null));
      await expect(writeDurably(path, fresh, files)).rejects.toMatchObject({ code: 'ENOSPC' });
      expect(await readSmallFile(path, 100)).toEqual(new Uint8Array(old));
      expect(await readdir(folder)).toEqual(['vault.json']);
    }
  });

  it('never says it is durable when the last fsync failed', async () => {
    const files = createFaultyFiles((operation) => (operation === 'syncFolder' ? 'EIO' : null));
    await expect(writeDurably(path, fresh, files)).rejects.toMatchObject({ code: 'EIO' });
  });

  it('writes over what a crash left of an earlier try', async () => {
    await writeFile(`${path}.tmp`, 'half of something much longer than what is written now, as a crash leaves it');
    await writeDurably(path, fresh);
    expect(await readSmallFile(path, 100)).toEqual(new Uint8Array(fresh));
  });
});

describe('reading and removing', () => {
  it('a file that is not there is null, a file too large is refused', async () => {
    expect(await readSmallFile(path, 10)).toBeNull();
    await writeDurably(path, fresh);
    await expect(readSmallFile(path, 10)).rejects.toThrow(RangeError);
  });

  it('removing twice is harmless, and syncs the folder', async () => {
    await writeDurably(path, fresh);
    const files = createFaultyFiles(() => null);
    await removeDurably(path, files);
    await removeDurably(path, files);
    expect(await readdir(folder)).toEqual([]);
    expect(files.counts.syncFolder).toBe(2);
  });

  it('the folder of a fresh name can be listed, one that is not there is empty', async () => {
    expect(await systemFiles.list(join(folder, 'none'))).toEqual([]);
  });
});

describe('what an officer is told', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EIO', 'disk-error'],
    ['EROFS', 'disk-error'],
  ])('%s is %s', (code, expected) => {
    const error = diskError(Object.assign(new Error('x'), { code }), 'could not keep it.');
    expect(error).toMatchObject({ code: expected });
    expect(error.message).toContain('could not keep it.');
    expect(diskError(error, 'something else.')).toBe(error);
  });
});
