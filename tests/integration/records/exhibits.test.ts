// Exhibits in the real database: labels that are unique and follow on, and a continuity that nobody can change.
import { expect, test } from 'vitest';
import type { ExhibitMark } from '#contract/exhibits.ts';
import type { RecordsWorkerApi } from '../../../main/storage/records/records-worker-api.ts';
import { deriveFrom } from '../../support/derived-recording.ts';
import { newRecords, takeInRecording } from '../../support/records-kit.ts';
import { codeOf, failureOf, later, noon } from '../../support/vault-kit.ts';

const at = later(noon, 60);
const make = (
  api: RecordsWorkerApi,
  recordingId: Awaited<ReturnType<typeof takeInRecording>>,
  mark: Partial<ExhibitMark> = {},
  description = 'Stop in Hoe Street',
) => api.makeExhibit({ recordingId, mark: { producer: 'AO', number: 1, suffix: '', ...mark }, description, at });

test('the next free number is proposed, by the officer’s initials or those they chose', async () => {
  const { api } = await newRecords();
  const [first, second] = [await takeInRecording(api), await takeInRecording(api, { path: 'DCIM/B.MP4' })];
  await api.updateRecording({ id: first, revision: 0, patch: { title: 'Stop in Hoe Street' }, at });
  const proposal = { producer: 'AO', number: 1, suffix: '', description: 'Stop in Hoe Street' };
  expect(await api.proposeExhibit({ recordingId: first })).toEqual(proposal);
  expect((await make(api, first, { number: 7 })).label).toBe('AO/7');
  expect(await api.proposeExhibit({ recordingId: second })).toMatchObject({ producer: 'AO', number: 8, suffix: '' });
  await api.setSettings({ values: { exhibitInitials: 'AOK' }, at });
  expect(await api.proposeExhibit({ recordingId: second })).toMatchObject({ producer: 'AOK', number: 1 });
  expect((await api.getRecording({ id: first, at })).exhibit).toBe('AO/7');
});

test('a label is given once, and a recording bears one', async () => {
  const { api } = await newRecords();
  const [first, second] = [await takeInRecording(api), await takeInRecording(api, { path: 'DCIM/B.MP4' })];
  await make(api, first);
  const taken = await failureOf(make(api, second));
  expect(taken.code).toBe('exhibit-taken');
  expect(taken.message).toContain('AO/1 is taken: “Stop in Hoe Street”');
  expect(await codeOf(make(api, first, { number: 2 }))).toBe('exhibit-taken');
});

test('what was made from JS/1 is proposed as JS/1A, then JS/1B, and keeps its original from deletion', async () => {
  const { kit, api } = await newRecords();
  const original = await takeInRecording(api);
  const clip = await deriveFrom(kit, api, original);
  const redaction = await deriveFrom(kit, api, clip);
  await make(api, original);
  expect(await api.proposeExhibit({ recordingId: clip })).toMatchObject({ producer: 'AO', number: 1, suffix: 'A' });
  expect((await make(api, clip, { suffix: 'A' })).derivedFrom).toBe('AO/1');
  expect(await api.proposeExhibit({ recordingId: redaction })).toMatchObject({ number: 1, suffix: 'B' });
  const refused = await failureOf(
    api.markForDeletion({ ids: [original], reason: 'x', reviewed: true, undoHours: 24, at }),
  );
  expect(refused.message).toContain('it is exhibit AO/1A');
});

test('an exhibit made of something marked for deletion brings its original back', async () => {
  const { kit, api } = await newRecords();
  const original = await takeInRecording(api);
  await api.markForDeletion({ ids: [original], reason: 'x', reviewed: false, undoHours: 24, at });
  const clip = await deriveFrom(kit, api, original);
  expect(await codeOf(make(api, original))).toBe('deleted');
  await make(api, clip);
  expect((await api.getRecording({ id: original, at })).deletedAfter).toBeNull();
});

test('continuity tells in order who had it, who looked and what was read back, and is only ever added to', async () => {
  const { kit, api } = await newRecords();
  const id = await takeInRecording(api);
  const made = await make(api, id);
  await api.noteOpened({ id, at: later(noon, 70) });
  const movement = {
    id: made.id,
    what: 'handed-over',
    from: 'PC Okafor',
    to: 'Exhibits officer, Leyton',
    note: 'Disc 1',
  };
  const movedAt = later(noon, 80);
  const moved = await api.moveExhibit({ ...movement, what: 'handed-over', movedAt, at: later(noon, 90) });
  expect(moved).toMatchObject({ withWhom: 'Exhibits officer, Leyton', movementCount: 1 });
  const told = (await api.getExhibit({ id: made.id, at: later(noon, 95) })).continuity;
  expect(told.map(({ what }) => what)).toEqual([
    'Offload from the camera begun',
    'Sealed in the vault',
    'Read back from the vault: equal',
    'Opened the footage for playing.',
    'Handed over',
  ]);
  expect(told.at(-1)).toEqual({
    at: movedAt,
    source: 'movement',
    what: 'Handed over',
    who: 'PC Okafor → Exhibits officer, Leyton',
    detail: 'Disc 1',
  });
  expect(told[3]?.who).toContain('Ada Okafor');
  const early = { ...movement, what: 'received' as const, movedAt: noon, at };
  expect(await codeOf(api.moveExhibit(early))).toBe('invalid-input');
  const future = { ...movement, what: 'received' as const, movedAt: later(noon, 9999), at: later(noon, 99) };
  expect(await codeOf(api.moveExhibit(future))).toBe('invalid-input');
  expect(() => kit.behind((db) => db.exec(`UPDATE exhibit_movements SET to_whom = 'x'`))).toThrow('never changed');
  expect(() => kit.behind((db) => db.exec('DELETE FROM exhibit_movements'))).toThrow('never deleted');

  await api.describeExhibit({ id: made.id, description: 'Stop in Wood Street', at });
  expect((await api.listExhibits({ search: 'wood leyton' })).map(({ label }) => label)).toEqual(['AO/1']);
  expect(await api.listExhibits({ search: 'nothing' })).toEqual([]);
});
