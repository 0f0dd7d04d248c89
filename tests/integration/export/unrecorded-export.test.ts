// An export that was whole when the program ended, or could not be written down: it is never called unfinished while it is there.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Bag, unfinishedPath } from '../../../main/storage/export/bag.ts';
import { sweepExports } from '../../../main/storage/export/export-recordings.ts';
import { newRecords, takeInRecording } from '../../support/records-kit.ts';
import { later, noon, temporaryFolder } from '../../support/vault-kit.ts';

const name = 'Kerbdesk export 2026-11-22 120000 JS-1';
const id = '5f0a7a52-3c5e-4a9f-9a55-0f1f6f3b9a77';

const begun = async (folder: string) => {
  const { api } = await newRecords();
  const recording = await takeInRecording(api);
  const facts = { id, at: noon, purpose: 'Trial', disclosedTo: 'CPS', folderName: name, recordingIds: [recording] };
  await api.beginExport({ ...facts, unfinishedPath: unfinishedPath(folder, name) });
  return { api, recording };
};

test('one that got its name is noted as given at the next unlock, with its manifest', async () => {
  const folder = await temporaryFolder();
  const { api, recording } = await begun(folder);
  await mkdir(path.join(folder, name));
  await writeFile(path.join(folder, name, 'manifest-sha256.txt'), 'abc  data/index.html\n');
  await sweepExports(api, later(noon, 60));
  const manifest = await readFile(path.join(folder, name, 'manifest-sha256.txt'));
  const manifestSha256 = createHash('sha256').update(manifest).digest('hex');
  expect(await api.listExports({ recordingId: recording })).toMatchObject([{ id, manifestSha256 }]);
  expect((await api.getRecording({ id: recording, at: noon })).custody.events.at(-1)).toMatchObject({
    what: 'exported',
  });
  expect(await readdir(folder)).toEqual([name]);
});

test('one that did not is removed, and nothing that only has a similar name', async () => {
  const folder = await temporaryFolder();
  const { api, recording } = await begun(folder);
  for (const one of [name, `${name}.unfinished`]) await mkdir(path.join(folder, one));
  await sweepExports(api, later(noon, 60));
  expect(await api.listExports({ recordingId: recording })).toEqual([]);
  expect(await readdir(folder)).toEqual([name]);
});

test('one that is whole but cannot be written down leaves nothing behind', async () => {
  const folder = await temporaryFolder();
  const bag = await Bag.begin(folder, name);
  await bag.add('data/index.html', '<p>');
  await bag.finish({ lines: [] }, () => undefined, new AbortController().signal);
  expect(await readdir(folder)).toEqual([name]);
  await bag.abandon();
  expect(await readdir(folder)).toEqual([]);
});
