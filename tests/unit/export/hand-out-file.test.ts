// A file that leaves the vault is whole under its name or not there at all, and is on record before it has its name.
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KerbdeskError } from '#contract/errors.ts';
import { handOutFile, handOutFiles } from '../../../main/storage/export/hand-out-file.ts';
import { systemFiles } from '../../../main/storage/file-operations.ts';
import { createFaultyFiles } from '../../support/faulty-files.ts';

const bytes = Buffer.from('%PDF-1.4 and so on'.repeat(1000));
let folder: string;
let target: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kerbdesk-hand-out-'));
  target = join(folder, 'report.pdf');
});
afterAll(() => rm(folder, { recursive: true }));

const nothing = (): Promise<void> => Promise.resolve();

describe('handing out a file', () => {
  it('writes the very bytes, tells their hash, and puts them on record before they have their name', async () => {
    const seen: string[] = [];
    const outcome = await handOutFile(target, bytes, async (sha256) => {
      seen.push(sha256, ...(await readdir(folder)));
    });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(outcome).toEqual({ path: target, bytes: bytes.byteLength, sha256 });
    expect(seen).toEqual([sha256, '.report.pdf.unfinished']);
    expect(await readdir(folder)).toEqual(['report.pdf']);
    expect(Buffer.compare(await readFile(target), bytes)).toBe(0);
  });

  it.each(['ENOSPC', 'EIO'] as const)(
    'leaves the old file and nothing else, whichever step fails with %s',
    async (code) => {
      await writeFile(target, 'the old one');
      // The folder's own fsync comes after the file has its name: its failure takes nothing away.
      const steps = createFaultyFiles(null, code);
      await handOutFile(join(folder, 'counted.pdf'), bytes, nothing, steps.files);
      await rm(join(folder, 'counted.pdf'));
      const last = steps.calls.indexOf('rename');
      expect(last).toBeGreaterThan(1);
      for (let failAt = 0; failAt <= last; failAt++) {
        const { files } = createFaultyFiles(failAt, code);
        const failure = await handOutFile(target, bytes, nothing, files).catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(KerbdeskError);
        expect((failure as KerbdeskError).code).toBe(code === 'ENOSPC' ? 'disk-full' : 'folder-unusable');
        expect(await readdir(folder)).toEqual(['report.pdf']);
        expect(await readFile(target, 'utf8')).toBe('the old one');
      }
    },
  );

  it('leaves nothing where it cannot be put on record', async () => {
    await rm(target, { force: true });
    const refused = handOutFile(target, bytes, () => Promise.reject(new KerbdeskError('locked', 'Locked.')));
    await expect(refused).rejects.toMatchObject({ code: 'locked' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('says where it may not write, and what does not read back', async () => {
    await expect(handOutFile(join(folder, 'gone', 'x.pdf'), bytes, nothing)).rejects.toMatchObject({
      code: 'folder-unusable',
      message: expect.stringContaining('is not there any more'),
    });
    const lying = {
      ...systemFiles,
      open: async (...place: Parameters<typeof systemFiles.open>) => {
        const file = await systemFiles.open(...place);
        return Object.assign(Object.create(file) as typeof file, {
          read: (into: Uint8Array) => Promise.resolve(into.fill(0).byteLength),
          write: (piece: Uint8Array, at: number) => file.write(piece, at),
          sync: () => file.sync(),
          close: () => file.close(),
        });
      },
    };
    await expect(handOutFile(target, bytes, nothing, lying)).rejects.toMatchObject({
      code: 'folder-unusable',
      message: expect.stringContaining('does not read back'),
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('handing out files that belong together', () => {
  const names = ['a.csv', 'b.csv', 'c.csv'];
  const wanted = () => names.map((name) => ({ path: join(folder, name), bytes: Buffer.from(`rows of ${name}`) }));

  it('has all of them written, and on record, before the first has its name', async () => {
    await rm(folder, { recursive: true });
    folder = await mkdtemp(join(tmpdir(), 'kerbdesk-hand-out-'));
    const seen: string[] = [];
    const written = await handOutFiles(wanted(), async (files) => {
      seen.push(...files.map(({ sha256 }) => sha256), ...(await readdir(folder)));
    });
    expect(seen).toEqual([...written.map(({ sha256 }) => sha256), ...names.map((name) => `.${name}.unfinished`)]);
    expect(await readdir(folder)).toEqual(names);
    expect(await readFile(join(folder, 'b.csv'), 'utf8')).toBe('rows of b.csv');
    for (const name of names) await rm(join(folder, name));
  });

  it.each(['ENOSPC', 'EIO'] as const)('leaves none of them, whichever step fails with %s', async (code) => {
    const steps = createFaultyFiles(null, code);
    await handOutFiles(wanted(), nothing, steps.files);
    for (const name of names) await rm(join(folder, name));
    const last = steps.calls.lastIndexOf('rename');
    for (let failAt = 0; failAt <= last; failAt++) {
      const failure = await handOutFiles(wanted(), nothing, createFaultyFiles(failAt, code).files).catch(
        (error: unknown) => error,
      );
      expect(failure).toMatchObject({ code: code === 'ENOSPC' ? 'disk-full' : 'folder-unusable' });
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it('takes the place of no other file, whatever its capitals, and leaves nothing where it may not be put on record', async () => {
    const other = join(folder, 'B.csv');
    await writeFile(other, 'somebody else’s');
    await expect(handOutFiles(wanted(), nothing)).rejects.toMatchObject({
      code: 'folder-unusable',
      message: expect.stringContaining('has a file B.csv already, which was left as it is'),
    });
    expect(await readdir(folder)).toEqual(['B.csv']);
    // One that comes while it is being put on record.
    await rm(other);
    const meanwhile = handOutFiles(wanted(), () => writeFile(other, 'somebody else’s'));
    await expect(meanwhile).rejects.toMatchObject({ code: 'folder-unusable' });
    expect(await readFile(other, 'utf8')).toBe('somebody else’s');
    await rm(other);
    const refused = handOutFiles(wanted(), () => Promise.reject(new KerbdeskError('locked', 'Locked.')));
    await expect(refused).rejects.toMatchObject({ code: 'locked' });
    expect(await readdir(folder)).toEqual([]);
  });
});
