// Recordings in the real encrypted records: tagged, found, listed and counted, and their custody left alone.
import { expect, test } from 'vitest';
import { markerId } from '#contract/ids.ts';
import { newRecords, newRecordingId, takeInRecording } from '../../support/records-kit.ts';
import { codeOf, later, noon } from '../../support/vault-kit.ts';

const all = { worklist: 'all', search: '', limit: 100, offset: 0, at: noon } as const;
const day = 86_400;

test('an officer’s words about a recording are kept, and a change from an older view is refused', async () => {
  const { api } = await newRecords();
  const id = await takeInRecording(api);
  const patch = {
    title: 'Stop at Mare St',
    reference: ' NE/1234/26 ',
    tags: ['knife', 'knife', 'search'],
    notes: 'Ω 刑事',
  };
  const changed = await api.updateRecording({ id, revision: 0, patch, at: noon });
  expect(changed).toMatchObject({
    title: 'Stop at Mare St',
    reference: 'NE/1234/26',
    tags: ['knife', 'search'],
    revision: 1,
  });
  expect(await codeOf(api.updateRecording({ id, revision: 0, patch: { title: 'Older' }, at: noon }))).toBe(
    'revision-conflict',
  );
  expect((await api.getRecording({ id, at: noon })).title).toBe('Stop at Mare St');
  // Nothing changed: no new revision, no audit entry.
  const before = (await api.listAudit({ before: null, limit: 1, subjectId: id, at: noon })).total;
  expect((await api.updateRecording({ id, revision: 1, patch: { title: 'Stop at Mare St' }, at: noon })).revision).toBe(
    1,
  );
  expect((await api.listAudit({ before: null, limit: 1, subjectId: id, at: noon })).total).toBe(before);
  expect(await codeOf(api.updateRecording({ id, revision: 1, patch: { categoryId: 'no-such' }, at: noon }))).toBe(
    'not-found',
  );
});

test('markers come and go on the timeline, in its order', async () => {
  const { api } = await newRecords();
  const id = await takeInRecording(api);
  await api.saveMarker({ id, marker: { id: null, startSeconds: 30, endSeconds: 40.5, label: 'Struggle' }, at: noon });
  const two = await api.saveMarker({
    id,
    marker: { id: null, startSeconds: 5, endSeconds: null, label: 'Caution' },
    at: noon,
  });
  expect(two.markers.map(({ label }) => label)).toEqual(['Caution', 'Struggle']);
  const [caution, struggle] = two.markers;
  if (!caution || !struggle) throw new Error('no markers');
  const moved = await api.saveMarker({ id, marker: { ...caution, startSeconds: 50 }, at: noon });
  expect(moved.markers.map(({ label }) => label)).toEqual(['Struggle', 'Caution']);
  expect((await api.removeMarker({ id, markerId: struggle.id, at: noon })).markers).toHaveLength(1);
  expect(await codeOf(api.removeMarker({ id, markerId: struggle.id, at: noon }))).toBe('not-found');
  const stray = { ...caution, id: markerId.parse(crypto.randomUUID()) };
  expect(await codeOf(api.saveMarker({ id, marker: stray, at: noon }))).toBe('not-found');
  expect(await codeOf(api.getRecording({ id: newRecordingId(), at: noon }))).toBe('not-found');
});

test('the audit trail says of markers and tags what an officer would say', async () => {
  const { api } = await newRecords();
  const id = await takeInRecording(api);
  const mark = (startSeconds: number, endSeconds: number | null, label: string) =>
    api.saveMarker({ id, marker: { id: null, startSeconds, endSeconds, label }, at: noon });
  await mark(130.48, null, '');
  await mark(30, 40.5, 'Struggle');
  const { revision } = await api.getRecording({ id, at: noon });
  const tags = ['Hoe Street', 'shoplifting'];
  await api.updateRecording({ id, revision, patch: { tags }, at: noon });
  await api.updateRecording({ id, revision: revision + 1, patch: { tags: [] }, at: noon });
  const { entries } = await api.listAudit({ before: null, limit: 50, subjectId: id, at: noon });
  const altered = entries.filter(({ operation }) => operation === 'alteration').map(({ what }) => what);
  expect(altered.toReversed()).toEqual([
    'Added a marker at 00:02:10.',
    'Added a marker from 00:00:30 to 00:00:40: “Struggle”.',
    'Changed tags from none to Hoe Street, shoplifting.',
    'Changed tags from Hoe Street, shoplifting to none.',
  ]);
});

test('search finds the beginnings of words in all that is said of a recording', async () => {
  const { api } = await newRecords();
  const id = await takeInRecording(api, { path: 'DCIM/100MEDIA/20261122_140302_0007.MP4' });
  await takeInRecording(api, { path: 'DCIM/other_0099.MP4' });
  await api.updateRecording({
    id,
    revision: 0,
    patch: {
      title: 'Café burglary',
      reference: 'NE-4417-0093',
      tags: ['red van'],
      notes: 'O’Brien ran',
      categoryId: 'arrest',
    },
    at: noon,
  });
  await api.saveMarker({
    id,
    marker: { id: null, startSeconds: 1, endSeconds: null, label: 'Glass breaks' },
    at: noon,
  });
  const find = async (search: string): Promise<number> => (await api.listRecordings({ ...all, search })).total;
  for (const words of [
    'burg',
    'cafe',
    'CAFÉ',
    'cafe\u0301',
    'NE-4417-0093',
    'ne-4417',
    'van red',
    'brien',
    'glass bre',
    'arrest',
    '20261122_140302_0007',
    '0007.mp4',
  ]) {
    expect(`${words}: ${await find(words)}`).toBe(`${words}: 1`);
  }
  expect(await find('cam 7')).toBe(2);
  expect(await find('X60-118842')).toBe(2);
  expect(await find('burg nowhere')).toBe(0);
  // What is taken away is not found any more.
  await api.updateRecording({ id, revision: 2, patch: { notes: '' }, at: noon });
  expect(await find('brien')).toBe(0);
});

test('nothing that is typed into the search box is taken for a query', async () => {
  const { api } = await newRecords();
  await takeInRecording(api);
  const typed = [
    '"',
    '""',
    "'",
    '*',
    '**',
    'a*b',
    '(',
    ')',
    'NEAR(a b, 2)',
    'words:x',
    'words : x',
    '-x',
    '^cam',
    'a AND',
    'OR',
    'NOT NOT',
    '{words}',
    'a + b',
    "'; DROP TABLE recordings; --",
    '\u0000',
    'a\u0000b',
    '\ud800',
    '%',
    '_',
    '\\',
    '🚓',
    'x'.repeat(200),
    Array(100).fill('cam').join(' '),
    '"cam" OR "1"="1"',
    'rowid',
    'recording_search MATCH',
  ];
  const failed: string[] = [];
  for (const search of typed) {
    try {
      for (const worklist of ['all', 'needs-tagging', 'deletion-due'] as const) {
        await api.listRecordings({ ...all, worklist, search });
      }
      await api.listReports({ search, status: 'all' });
    } catch (error) {
      failed.push(`${JSON.stringify(search)}: ${String(error)}`);
    }
  }
  expect(failed).toEqual([]);
  expect((await api.listRecordings(all)).total).toBe(1);
});

test('deletion falls due by the recording’s start and its category, and worklists count it', async () => {
  const { api } = await newRecords();
  const start = later(noon, -26 * day);
  const untagged = await takeInRecording(api, { start });
  const evidential = await takeInRecording(api, { start });
  const kept = await takeInRecording(api, { start });
  const fresh = await takeInRecording(api, { start: null });
  const byMedia = await takeInRecording(api, { start, startByMedia: later(noon, -40 * day) });
  await api.updateRecording({
    id: evidential,
    revision: 0,
    patch: { categoryId: 'arrest', reference: 'A/1' },
    at: noon,
  });
  await api.updateRecording({ id: kept, revision: 0, patch: { categoryId: 'serious-incident' }, at: noon });
  const { recordings, counts } = await api.listRecordings(all);
  const due = new Map(recordings.map((recording) => [recording.id, recording.deletionDueAt]));
  expect(due.get(untagged)).toBe(later(start, 31 * day));
  expect(due.get(evidential)).toBe(later(start, 2192 * day));
  expect(due.get(kept)).toBeNull();
  expect(due.get(fresh)).toBe(later(noon, 31 * day));
  expect(due.get(byMedia)).toBe(later(noon, -9 * day));
  expect(recordings.find(({ id }) => id === byMedia)?.startSource).toBe('media');
  expect(counts).toMatchObject({ all: 5, 'needs-tagging': 4, 'no-reference': 4, 'no-category': 3, 'deletion-due': 2 });
  // Most urgent first there; newest first elsewhere.
  const urgent = await api.listRecordings({ ...all, worklist: 'deletion-due' });
  expect(urgent.recordings.map(({ id }) => id)).toEqual([byMedia, untagged]);
  expect(recordings[0]?.id).toBe(fresh);
  const page = await api.listRecordings({ ...all, limit: 2, offset: 2 });
  expect([page.recordings.length, page.total]).toEqual([2, 5]);
});

test('a recording is taken in once, with its custody', async () => {
  const { api } = await newRecords();
  const id = newRecordingId();
  await takeInRecording(api, { id });
  await takeInRecording(api, { id, path: 'another.MP4' });
  const recording = await api.getRecording({ id, at: noon });
  expect(recording).toMatchObject({ fileName: '20261122_140302_0007.MP4', state: 'verified', revision: 0 });
  expect(recording.custody.events.map(({ what }) => what)).toEqual(['offload-started', 'sealed', 'read-back-equal']);
  expect((await api.listRecordings(all)).total).toBe(1);
  await api.noteVerification({ id, equal: false, detail: 'part 3 does not authenticate.', at: later(noon, 9) });
  const after = await api.getRecording({ id, at: noon });
  expect([after.state, after.custody.events.at(-1)?.what]).toEqual(['damaged', 'read-back-different']);
});

test('thumbnails are kept as they were given', async () => {
  const { api } = await newRecords();
  const id = await takeInRecording(api);
  expect(await codeOf(api.readThumbnail({ id }))).toBe('not-found');
  await api.saveThumbnail({ id, jpeg: Uint8Array.of(0xff, 0xd8, 1), at: noon });
  await api.saveThumbnail({ id, jpeg: Uint8Array.of(0xff, 0xd8, 2), at: noon });
  expect(await api.readThumbnail({ id })).toEqual(Uint8Array.of(0xff, 0xd8, 2));
  expect((await api.getRecording({ id, at: noon })).hasThumbnail).toBe(true);
});

test('not even SQL with the key changes what custody rests on', async () => {
  const { kit, api } = await newRecords();
  const id = await takeInRecording(api);
  await api.closeRecords({ at: noon, because: 'officer' });
  const forbidden = [
    `UPDATE recordings SET sha256 = '${'0'.repeat(64)}'`,
    'UPDATE recordings SET bytes = 1',
    `UPDATE recordings SET source_path = 'x'`,
    `UPDATE recordings SET offloaded_at = 'x'`,
    'DELETE FROM recordings',
    `INSERT OR REPLACE INTO recordings SELECT * FROM recordings`,
    `UPDATE custody_events SET detail = 'x'`,
    'DELETE FROM custody_events',
    'INSERT OR REPLACE INTO custody_events SELECT * FROM custody_events',
    `UPDATE audit_entries SET entry = '{}'`,
    'DELETE FROM audit_entries',
    'INSERT OR REPLACE INTO audit_entries (position, entry) SELECT position, entry FROM audit_entries',
    `INSERT INTO audit_entries (position, entry) VALUES (1000, '{}')`,
    'UPDATE audit_nodes SET level = level',
    'DELETE FROM audit_nodes',
    'DELETE FROM audit_checkpoints',
  ];
  kit.behind((db) => {
    for (const sql of forbidden) expect(() => db.exec(sql)).toThrow(/never|not deleted|in order/);
  });
  const again = await kit.open();
  expect((await again.getRecording({ id, at: noon })).custody.events).toHaveLength(3);
  expect((await again.verifyAudit({ at: noon })).problems).toEqual([]);
});

test('where a recording was made is kept with the recording that leads, also when its trail came first', async () => {
  const { kit, api } = await newRecords();
  const positions = [
    { at: later(noon, 1), latitude: 51.5, longitude: -0.1 },
    { at: later(noon, 2), latitude: 51.6, longitude: -0.2 },
  ];
  await takeInRecording(api, { path: 'D/a.json', sideOf: 'D/a.MP4', positions });
  const id = await takeInRecording(api, { path: 'D/a.MP4' });
  await takeInRecording(api, { path: 'D/a_more.json', sideOf: 'D/a.MP4', positions: positions.slice(0, 1) });
  expect(kit.behind((db) => db.prepare('SELECT * FROM recording_positions ORDER BY at').all())).toEqual(
    positions.map(({ at, latitude, longitude }) => ({ recording_id: id, at, latitude, longitude })),
  );
});
