// Many recordings described at once in the real records: all of it or nothing, each in the audit trail, and taken back.
import { expect, test } from 'vitest';
import type { Recording } from '#contract/footage.ts';
import type { RecordingId } from '#contract/ids.ts';
import type { RecordsWorkerApi } from '../../../main/storage/records/records-worker-api.ts';
import { newRecordingId, newRecords, takeInRecording } from '../../support/records-kit.ts';
import { codeOf, noon } from '../../support/vault-kit.ts';

const at = noon;

async function three(api: RecordsWorkerApi): Promise<RecordingId[]> {
  const ids: RecordingId[] = [];
  for (const minute of ['02', '01', '03'])
    ids.push(
      await takeInRecording(api, { startByMedia: `2026-11-22T10:${minute}:00.000Z`, path: `DCIM/${minute}.MP4` }),
    );
  return ids;
}
const fresh = (ids: readonly RecordingId[], revision = 0) => ids.map((id) => ({ id, revision }));
const shown = (api: RecordsWorkerApi, ids: readonly RecordingId[]): Promise<Recording[]> =>
  Promise.all(ids.map((id) => api.getRecording({ id, at })));

test('one edit describes them all, numbered as they were made, each with an audit entry of its own', async () => {
  const { api } = await newRecords();
  const ids = await three(api);
  const change = {
    categoryId: 'arrest',
    reference: ' CAD 4127/22NOV26 ',
    titlePattern: 'Arrest {number}, {reference}',
    addTags: ['knife'],
  };
  const outcome = await api.editRecordings({ recordings: fresh(ids), change, at });
  expect(outcome).toEqual({ changed: ids, conflicts: [] });
  const after = await shown(api, ids);
  expect(after.map(({ title }) => title)).toEqual([
    'Arrest 2, CAD 4127/22NOV26',
    'Arrest 1, CAD 4127/22NOV26',
    'Arrest 3, CAD 4127/22NOV26',
  ]);
  expect(after.every(({ tags, categoryId }) => tags.includes('knife') && categoryId === 'arrest')).toBe(true);
  for (const id of ids) {
    const { entries } = await api.listAudit({ before: null, limit: 10, subjectId: id, at });
    const altered = entries.filter(({ operation }) => operation === 'alteration').map(({ what }) => what);
    expect(altered).toEqual([
      expect.stringMatching(/^Changed title from nothing to “Arrest \d.*, together with 2 others\.$/),
    ]);
  }
  // Found by the new words at once.
  expect((await api.listRecordings({ worklist: 'all', search: 'knife', limit: 10, offset: 0, at })).total).toBe(3);
  expect((await api.listRecordings({ worklist: 'needs-tagging', search: '', limit: 10, offset: 0, at })).total).toBe(0);
});

test('a recording that was changed meanwhile is left alone and named; the others are changed', async () => {
  const { api } = await newRecords();
  const ids = await three(api);
  const [first] = ids;
  if (first === undefined) throw new Error('no recordings');
  await api.updateRecording({ id: first, revision: 0, patch: { title: 'By another window' }, at });
  const outcome = await api.editRecordings({ recordings: fresh(ids), change: { reference: 'CAD 1' }, at });
  expect(outcome.changed).toEqual(ids.slice(1));
  expect(outcome.conflicts).toEqual([{ id: first, title: 'By another window', fileName: '02.MP4' }]);
  expect((await api.getRecording({ id: first, at })).reference).toBe('');
});

test('one that is not there undoes all of it', async () => {
  const { api } = await newRecords();
  const ids = await three(api);
  const recordings = fresh([...ids, newRecordingId()]);
  expect(await codeOf(api.editRecordings({ recordings, change: { reference: 'CAD 1' }, at }))).toBe('not-found');
  expect((await shown(api, ids)).map(({ reference, revision }) => [reference, revision])).toEqual([
    ['', 0],
    ['', 0],
    ['', 0],
  ]);
});

test('the last edit is taken back to every former word, but not over what was typed since', async () => {
  const { api } = await newRecords();
  const ids = await three(api);
  const [first, second] = ids;
  if (first === undefined || second === undefined) throw new Error('no recordings');
  await api.updateRecording({ id: second, revision: 0, patch: { tags: ['own'], title: 'Own' }, at });
  const recordings = [...fresh([first]), ...fresh([second], 1)];
  const change = { reference: 'CAD 1', titlePattern: 'Same', addTags: ['more'], removeTags: ['own'] };
  await api.editRecordings({ recordings, change, at });
  expect((await api.getRecording({ id: second, at })).tags).toEqual(['more']);
  await api.updateRecording({ id: first, revision: 1, patch: { notes: 'Typed since' }, at });
  const undone = await api.undoEditRecordings({ at });
  expect(undone).toMatchObject({ changed: [second], conflicts: [{ id: first }] });
  expect(await api.getRecording({ id: second, at })).toMatchObject({ reference: '', title: 'Own', tags: ['own'] });
  expect((await api.getRecording({ id: first, at })).reference).toBe('CAD 1');
  // Once is once.
  expect(await api.undoEditRecordings({ at })).toEqual({ changed: [], conflicts: [] });
});

test('a whole worklist is selected with its revisions, however long, up to what can be edited at once', async () => {
  const { api } = await newRecords();
  const ids = await three(api);
  const selected = await api.selectRecordings({ worklist: 'needs-tagging', search: '', at });
  expect(selected.total).toBe(3);
  expect(selected.recordings.map(({ revision }) => revision)).toEqual([0, 0, 0]);
  expect(new Set(selected.recordings.map(({ id }) => id))).toEqual(new Set(ids));
});

test('templates are made, changed and removed, nine at most, and only with categories that exist', async () => {
  const { api } = await newRecords();
  const template = { id: null, label: 'Stop', categoryId: 'stop-and-search', title: 'Stop, {time}', tags: ['s1 PACE'] };
  const [made] = await api.saveTemplate({ template, at });
  expect(made).toMatchObject({ ...template, id: expect.any(String), source: 'own' });
  if (made === undefined) throw new Error('no template');
  const [changed] = await api.saveTemplate({ template: { ...template, id: made.id, label: 'Stop and search' }, at });
  expect(changed?.label).toBe('Stop and search');
  expect(await codeOf(api.saveTemplate({ template: { ...template, categoryId: 'no-such' }, at }))).toBe('not-found');
  for (let count = 1; count < 9; count += 1) await api.saveTemplate({ template, at });
  expect(await codeOf(api.saveTemplate({ template, at }))).toBe('invalid-input');
  expect(await api.removeTemplate({ id: made.id, at })).toHaveLength(8);
  expect(await codeOf(api.removeTemplate({ id: made.id, at }))).toBe('not-found');
});
