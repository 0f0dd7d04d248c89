// An attachment leaves the vault whole or not at all, over no other file, and the trail has it before a byte is outside.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { AttachmentId, NoteId } from '#contract/ids.ts';
import { attachmentPieceBytes } from '#contract/notebook.ts';
import { systemFiles, type FileOperations } from '../../../main/storage/file-operations.ts';
import { copyAttachment } from '../../../main/storage/vault/copy-attachment.ts';
import { createFaultyFiles } from '../../support/faulty-files.ts';
import { newRecords } from '../../support/records-kit.ts';
import { codeOf, noon } from '../../support/vault-kit.ts';

const bytes = randomBytes(attachmentPieceBytes + 1234);

async function withAttachment() {
  const { api } = await newRecords();
  const noteId = randomUUID() as NoteId;
  await api.saveNote({ id: noteId, revision: 0, text: 'x', place: '', startedAgo: 0, addendumTo: null, at: noon });
  const id = randomUUID() as AttachmentId;
  await api.beginNoteAttachment({ id, noteId, fileName: 'custody.pdf', bytes: bytes.byteLength, at: noon });
  for (let offset = 0; offset < bytes.byteLength; offset += attachmentPieceBytes) {
    await api.addToNoteAttachment({ id, offset, bytes: bytes.subarray(offset, offset + attachmentPieceBytes) });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await api.finishNoteAttachment({ id, sha256, thumbnail: null, at: noon });
  const folder = await mkdtemp(path.join(tmpdir(), 'kerbdesk-copies-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const copies = async (): Promise<string[]> => {
    const { entries } = await api.listAudit({ before: null, limit: 100, subjectId: noteId, at: noon });
    return entries.map(({ what }) => what).filter((what) => /cop(?:y|ied)/.test(what));
  };
  return {
    api,
    id,
    folder,
    copies,
    copy: (files?: FileOperations) => copyAttachment(api, { id, folder, at: noon }, files),
  };
}

const copied = expect.stringMatching(
  /^Had “custody\.pdf” of note 1 copied out of the vault\. SHA-256: [0-9a-f]{64}\.$/,
);
const failed = 'The copy of “custody.pdf” of note 1 failed: nothing of it was left outside the vault.';

test('a copy is bit for bit, under a name that is free whatever the case, and on record before the file is opened', async () => {
  const { folder, copy, copies } = await withAttachment();
  await writeFile(path.join(folder, 'Custody.PDF'), 'another file');
  const recorded: string[][] = [];
  const watching: FileOperations = {
    ...systemFiles,
    async open(place, mode) {
      recorded.push(await copies());
      return await systemFiles.open(place, mode);
    },
  };
  const { path: made } = await copy(watching);
  expect(path.basename(made)).toBe('custody (2).pdf');
  expect((await readFile(made)).equals(bytes)).toBe(true);
  expect(await readFile(path.join(folder, 'Custody.PDF'), 'utf8')).toBe('another file');
  expect((await readdir(folder)).toSorted()).toEqual(['Custody.PDF', 'custody (2).pdf']);
  expect(recorded).toEqual([[copied]]);
  expect(await copies()).toEqual([copied]);
});

test.each(['ENOSPC', 'EIO'] as const)(
  'whichever step fails with %s, nothing of it stays outside, the officer is told which, and the trail says so',
  async (code) => {
    const { folder, copy, copies } = await withAttachment();
    const steps = createFaultyFiles(null, code);
    await rm((await copy(steps.files)).path);
    const last = steps.calls.indexOf('rename');
    expect(last).toBeGreaterThan(1);
    for (let failAt = 0; failAt <= last; failAt++) {
      const { files } = createFaultyFiles(failAt, code);
      expect(await codeOf(copy(files))).toBe(code === 'ENOSPC' ? 'disk-full' : 'folder-unusable');
      expect(await readdir(folder)).toEqual([]);
      // Newest first.
      expect((await copies()).slice(0, 2)).toEqual([failed, copied]);
    }
  },
);

test('a folder that is gone is said to be gone', async () => {
  const { folder, copy, copies } = await withAttachment();
  await rm(folder, { recursive: true });
  await expect(copy()).rejects.toMatchObject({
    code: 'folder-unusable',
    message: expect.stringContaining('the folder is not there any more'),
  });
  expect(await copies()).toEqual([failed, copied]);
});
