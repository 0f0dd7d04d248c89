// What goes out to a court: the very bytes, checked with tools that nobody here wrote, and nothing left behind of what failed.
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { ExportRequest } from '#contract/exports.ts';
import type { RecordingId } from '#contract/ids.ts';
import { evidencePath } from '../../../main/storage/evidence/evidence-files.ts';
import { takenIn } from '../../support/offloaded.ts';
import { codeOf, later, noon, openNewVault, reopen, startVaultHost, temporaryFolder } from '../../support/vault-kit.ts';

const run = promisify(execFile);
const reader = (name: string): string => path.join(import.meta.dirname, '../../readers', name);
const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const request = (...recordingIds: RecordingId[]): ExportRequest => ({
  recordingIds,
  purpose: 'R v Marsh, Thames Magistrates’ Court',
  disclosedTo: 'Crown Prosecution Service',
  includeNotes: false,
});
const at = later(noon, 60);

async function exported() {
  const vault = await openNewVault();
  const original = randomBytes(5_000_000);
  const trail = Buffer.from('{"points":[]}');
  const lead = await takenIn(vault, original, { path: 'DCIM/A%20\u202e_0001.MP4', segment: { group: 'g', index: 0 } });
  await takenIn(vault, randomBytes(1000), { path: 'DCIM/A_0002.MP4', segment: { group: 'g', index: 1 } });
  await takenIn(vault, trail, { path: 'DCIM/A_0001.json', sideOf: 'DCIM/A%20\u202e_0001.MP4' });
  const other = await takenIn(vault, randomBytes(2000), { path: 'DCIM/B.MP4' });
  const { revision } = await vault.api.getRecording({ id: lead, at });
  await vault.api.updateRecording({
    id: lead,
    revision,
    patch: { title: '<script>alert(1)</script> & "Hoe Street"', notes: 'Known to me.', tags: ['shop'] },
    at,
  });
  const target = await temporaryFolder();
  const outcome = await vault.api.exportRecordings({ request: request(lead, other), folder: target, at });
  return { vault, original, lead, other, target, ...outcome };
}

test('an export is a valid bag for a reader written from the RFC, and every original is in it byte for byte', async () => {
  const { folder, original, record } = await exported();
  const { stdout } = await run('python3', [reader('validate_bag.py'), folder]);
  expect(stdout).toContain('valid');
  await run('sha256sum', ['--strict', '-c', 'manifest-sha256.txt'], { cwd: folder });
  await run('sha512sum', ['--strict', '-c', 'manifest-sha512.txt'], { cwd: folder });
  await run('sha256sum', ['--strict', '-c', 'tagmanifest-sha256.txt'], { cwd: folder });
  const files = await readdir(path.join(folder, 'data/recordings'));
  expect(files).toHaveLength(3);
  const hashes = await Promise.all(
    files.map(async (name) => hash(await readFile(path.join(folder, 'data/recordings', name)))),
  );
  expect(hashes).toContain(hash(original));
  expect(await readdir(path.join(folder, 'data/side-files'))).toHaveLength(1);
  expect(hash(await readFile(path.join(folder, 'manifest-sha256.txt')))).toBe(record.manifestSha256);
});

test('a changed, missing or added file is seen by that reader', async () => {
  const { folder } = await exported();
  const [name = ''] = await readdir(path.join(folder, 'data/recordings'));
  const file = path.join(folder, 'data/recordings', name);
  const bytes = await readFile(file);
  const broken = async (): Promise<string> =>
    run('python3', [reader('validate_bag.py'), folder]).then(
      () => 'valid',
      (error: { stderr: string }) => error.stderr,
    );
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  await writeFile(file, bytes);
  expect(await broken()).toContain('was changed');
  bytes[100] ^= 1;
  await writeFile(file, bytes);
  expect(await broken()).toBe('valid');
  await writeFile(path.join(folder, 'data/recordings/more.mp4'), 'x');
  expect(await broken()).toContain('differs from the payload');
});

test('OpenSSL finds the officer’s signatures over the manifest and over the checkpoint good, and over others bad', async () => {
  const { folder } = await exported();
  const verify = (file: string, signature: string): Promise<{ stdout: string }> =>
    run(
      'openssl',
      [
        'pkeyutl',
        '-verify',
        '-pubin',
        '-inkey',
        'signature/officer-key.pem',
        '-rawin',
        '-in',
        file,
        '-sigfile',
        signature,
      ],
      { cwd: folder },
    );
  expect((await verify('manifest-sha256.txt', 'signature/manifest-sha256.txt.sig')).stdout).toContain('Success');
  expect((await verify('data/audit/checkpoint.txt', 'data/audit/checkpoint.sig')).stdout).toContain('Success');
  await expect(verify('manifest-sha512.txt', 'signature/manifest-sha256.txt.sig')).rejects.toThrow('Command failed');
});

test('the audit extract of each recording is proven against the checkpoint that goes with it', async () => {
  const { folder, lead, other } = await exported();
  const checkpoint = await readFile(path.join(folder, 'data/audit/checkpoint.txt'), 'utf8');
  for (const id of [lead, other]) {
    const file = path.join(folder, `data/audit/${id}.jsonl`);
    await run('python3', [reader('verify_audit_log.py'), file]);
    const text = await readFile(file, 'utf8');
    const notes = text.split('\n').filter((line) => line.startsWith('{"kind":"checkpoint"'));
    expect((JSON.parse(notes.at(-1) ?? '{}') as { note: string }).note.startsWith(checkpoint)).toBe(true);
    expect(text).toContain('for Crown Prosecution Service');
  }
});

test('it is a disclosure: in the trail before and after, in the custody, in the list of exports', async () => {
  const { vault, lead, record } = await exported();
  const { entries } = await vault.api.listAudit({ before: null, limit: 50, subjectId: lead, at });
  const disclosures = entries.filter(({ operation }) => operation === 'disclosure');
  expect(disclosures.map(({ what }) => what.slice(0, 8))).toEqual(['Exported', 'Began to']);
  expect(disclosures.every(({ reason }) => reason === 'R v Marsh, Thames Magistrates’ Court')).toBe(true);
  const { custody } = await vault.api.getRecording({ id: lead, at });
  expect(custody.events.at(-1)).toMatchObject({ what: 'exported' });
  expect(await vault.api.listExports({ recordingId: lead })).toEqual([record]);
  expect((await vault.api.verifyAudit({ at })).intact).toBe(true);
});

test('what an officer typed is text on the page, never markup, and notes stay at home unless asked for', async () => {
  const { folder } = await exported();
  const page = await readFile(path.join(folder, 'data/index.html'), 'utf8');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Hoe Street&quot;');
  expect(page).not.toContain('<script');
  const everything = (await run('grep', ['-rl', 'Known to me', folder]).catch(() => ({ stdout: '' }))).stdout;
  expect(everything).toBe('');
});

test('an exhibit goes out under its label, with the list of who had it', async () => {
  const vault = await openNewVault();
  const id = await takenIn(vault, randomBytes(1000));
  const mark = { producer: 'AO', number: 1, suffix: '' };
  const exhibit = await vault.api.makeExhibit({ recordingId: id, mark, description: 'Footage of the search', at });
  const movement = { what: 'handed-over', from: 'PC Okafor', to: 'DC Singh', note: 'Sealed bag MPS 4471' } as const;
  await vault.api.moveExhibit({ id: exhibit.id, movedAt: at, ...movement, at });
  const target = await temporaryFolder();
  const { folder } = await vault.api.exportRecordings({ request: request(id), folder: target, at });
  expect(folder).toMatch(/AO-1$/);
  const page = await readFile(path.join(folder, 'data/index.html'), 'utf8');
  expect(page).toContain('Continuity of exhibit AO/1');
  expect(page).toContain('Sealed bag MPS 4471');
  const described = JSON.parse(await readFile(path.join(folder, 'data/records/AO-1.json'), 'utf8')) as object;
  expect(described).toMatchObject({ exhibit: 'AO/1', label: 'AO/1' });
  await run('python3', [reader('validate_bag.py'), folder]);
});

test('damaged evidence is not exported, and nothing of the export stays', async () => {
  const vault = await openNewVault();
  const id = await takenIn(vault, randomBytes(3_000_000));
  const container = evidencePath(path.join(vault.folder, 'evidence'), id, 'container');
  const bytes = await readFile(container);
  bytes[1_500_000] = (bytes[1_500_000] ?? 0) ^ 1;
  await writeFile(container, bytes);
  const target = await temporaryFolder();
  expect(await codeOf(vault.api.exportRecordings({ request: request(id), folder: target, at }))).toBe(
    'evidence-damaged',
  );
  expect(await readdir(target)).toEqual([]);
  const { entries } = await vault.api.listAudit({ before: null, limit: 5, subjectId: id, at });
  expect(entries[0]?.what).toContain('was not finished');
});

test('a folder that cannot be written to is refused with words, and again takes the next one', async () => {
  const vault = await openNewVault();
  const id = await takenIn(vault, randomBytes(1000));
  const target = await temporaryFolder();
  const missing = path.join(target, 'not there');
  expect(await codeOf(vault.api.exportRecordings({ request: request(id), folder: missing, at }))).toBe(
    'folder-unusable',
  );
  const file = path.join(target, 'a file');
  await writeFile(file, '');
  await chmod(file, 0o400);
  expect(await codeOf(vault.api.exportRecordings({ request: request(id), folder: file, at }))).toBe('folder-unusable');
  await expect(vault.api.exportRecordings({ request: request(id), folder: target, at })).resolves.toBeDefined();
});

test('one that is cancelled leaves nothing behind', async () => {
  const vault = await openNewVault();
  const id = await takenIn(vault, randomBytes(60_000_000));
  const target = await temporaryFolder();
  const work = vault.api.exportRecordings({ request: request(id), folder: target, at });
  await expect.poll(async () => (await vault.api.exportProgress())?.bytesDone ?? 0).toBeGreaterThan(0);
  await vault.api.cancelExport();
  expect(await codeOf(work)).toBe('cancelled');
  expect(await readdir(target)).toEqual([]);
  expect(await vault.api.exportProgress()).toBeNull();
});

test('plain footage that a kill left in an unfinished export is removed at the next unlock, and the trail says so', async () => {
  const vault = await openNewVault();
  const id = await takenIn(vault, randomBytes(60_000_000));
  const target = await temporaryFolder();
  const work = vault.api.exportRecordings({ request: request(id), folder: target, at }).catch(() => undefined);
  await expect.poll(async () => (await vault.api.exportProgress())?.bytesDone ?? 0).toBeGreaterThan(0);
  await vault.kill();
  await work;
  expect(await readdir(target)).toHaveLength(1);
  const bystander = path.join(target, 'holiday.unfinished');
  await mkdir(bystander);

  const again = startVaultHost();
  await reopen(again, vault.made, later(at, 60));
  await expect.poll(() => readdir(target)).toEqual(['holiday.unfinished']);
  await expect
    .poll(async () => (await again.api.listAudit({ before: null, limit: 5, subjectId: id, at })).entries[0]?.what)
    .toContain('was not finished');
  expect(await again.api.listExports({ recordingId: null })).toEqual([]);
});
