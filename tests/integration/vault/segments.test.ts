// Several files become one recording in the records, in playing order, with what came with them, whenever each arrives.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { FootageList } from '#contract/footage.ts';
import type { SourceFacts } from '../../../main/ports/evidence-sink.ts';
import { offload, resumeKey, takenIn } from '../../support/offloaded.ts';
import { later, noon, openNewVault, type OpenedVault } from '../../support/vault-kit.ts';

const part = (index: number): Partial<SourceFacts> => ({
  path: `DCIM/100GOPRO/GX0${index}0034.MP4`,
  segment: { group: 'serial:1/DCIM/100GOPRO/0034@2026-11-22', index },
  startByFile: later(noon, index * 600),
  startByFileSource: 'file-name',
});
const trail = (of: number, text: string): [Uint8Array, Partial<SourceFacts>] => [
  Buffer.from(text),
  { path: `DCIM/100GOPRO/GX0${of}0034.json`, sideOf: `DCIM/100GOPRO/GX0${of}0034.MP4` },
];
const twoPlaces = JSON.stringify([
  { lat: 51.5, lon: -0.1, time: '2026-11-22T12:10:00Z' },
  { lat: 51.6, lon: -0.2, time: '2026-11-22T12:11:00Z' },
]);
const all = (vault: OpenedVault): Promise<FootageList> =>
  vault.api.listRecordings({ worklist: 'all', search: '', limit: 20, offset: 0, at: noon });

test('files of one recording taken in together are led by the first, whatever order they came in', async () => {
  const vault = await openNewVault();
  const [text, facts] = trail(2, twoPlaces);
  const sideFile = await offload(vault, text, facts);
  const third = await offload(vault, randomBytes(300), part(3));
  const first = await offload(vault, randomBytes(100), part(1));
  const second = await offload(vault, randomBytes(200), part(2));
  const { added, problems } = await vault.api.takeIn({ at: later(noon, 5), resumeKey });
  expect([added, problems]).toEqual([[first, second, third, sideFile], []]);

  const { recordings, total } = await all(vault);
  expect([total, recordings[0]?.id, recordings[0]?.segmentCount, recordings[0]?.sideFileCount]).toEqual([
    1,
    first,
    3,
    1,
  ]);
  const recording = await vault.api.getRecording({ id: first, at: noon });
  expect(recording.segments.map(({ id }) => id)).toEqual([first, second, third]);
  expect(recording.sideFiles.map(({ id }) => id)).toEqual([sideFile]);
  const { entries } = await vault.api.listAudit({ before: null, limit: 5, subjectId: sideFile, at: noon });
  expect(entries[0]?.what).toMatch(/says where its recording was made, 2 times/);
});

test('a file that comes a day later joins, and its side files with it', async () => {
  const vault = await openNewVault();
  const second = await takenIn(vault, randomBytes(200), part(2));
  const [text, facts] = trail(1, twoPlaces);
  const early = await takenIn(vault, text, facts);
  expect((await vault.api.getRecording({ id: early, at: noon })).leadId).toBeNull();
  const first = await takenIn(vault, randomBytes(100), part(1));
  const recording = await vault.api.getRecording({ id: second, at: noon });
  expect(recording.segments.map(({ id }) => id)).toEqual([first, second]);
  expect(recording.sideFiles.map(({ id }) => id)).toEqual([early]);
  expect((await all(vault)).total).toBe(1);
});

test('a side file that is no trail, or a damaged one, is kept all the same', async () => {
  const vault = await openNewVault();
  await takenIn(vault, randomBytes(100), part(1));
  const [text, facts] = trail(1, '{"CoordinateEntries": "none"}');
  const id = await takenIn(vault, text, facts);
  expect(await vault.api.getRecording({ id, at: noon })).toMatchObject({ kind: 'side-file', state: 'verified' });
});
