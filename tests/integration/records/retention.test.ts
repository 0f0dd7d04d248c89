// Retention in the real database: schedules, holds, marks, what keeps a recording, the dry run, and a clock that leaps.
import { expect, test } from 'vitest';
import type { RecordingId } from '#contract/ids.ts';
import type { ReviewGroup } from '#contract/retention.ts';
import type { RecordsWorkerApi } from '../../../main/storage/records/records-worker-api.ts';
import { deriveFrom } from '../../support/derived-recording.ts';
import { intakeOf, newRecords, takeInRecording, type RecordingFactsForTests } from '../../support/records-kit.ts';
import { codeOf, failureOf, later, noon } from '../../support/vault-kit.ts';

const day = 86_400;
const undoHours = 24;
const at = later(noon, 40 * day);
const rules = { undoHours, at };

async function recorded(
  api: RecordsWorkerApi,
  categoryId: string | null,
  more: RecordingFactsForTests = {},
): Promise<RecordingId> {
  const id = await takeInRecording(api, { start: noon, ...more });
  if (categoryId !== null) await api.updateRecording({ id, revision: 0, patch: { categoryId }, at: noon });
  return id;
}

const remove = (api: RecordsWorkerApi, ids: RecordingId[], more: { reviewed?: boolean; at?: string } = {}) =>
  api.markForDeletion({ ids, reason: 'Recorded by accident', reviewed: false, ...rules, ...more });

async function review(api: RecordsWorkerApi, withinDays = 7, when = at, mode: 'by-hand' | 'automatic' = 'by-hand') {
  const { groups, clock } = await api.reviewRetention({ withinDays, mode, undoHours, at: when });
  const group = (name: ReviewGroup) => groups.find((one) => one.group === name) ?? { total: -1, items: [] };
  return { clock, group, ids: (name: ReviewGroup) => group(name).items.map(({ id }) => id) };
}

const trail = async (api: RecordsWorkerApi, id: RecordingId): Promise<string[]> =>
  (await api.listAudit({ before: null, limit: 100, subjectId: id, at })).entries.map(({ what }) => what);

test('a force’s schedule replaces the defaults, and a recording keeps a category that it drops', async () => {
  const { api } = await newRecords();
  const old = await recorded(api, 'traffic');
  const schedule = [
    { id: 'non-evidential', label: 'Not evidence', evidential: false, retentionDays: 20 },
    { id: 'murder', label: 'Homicide', evidential: true, retentionDays: null },
  ];
  expect(await api.applyCategories({ categories: schedule, at })).toBe(true);
  expect(await api.applyCategories({ categories: schedule, at })).toBe(false);
  const categories = await api.listCategories();
  expect(categories.filter(({ retired }) => !retired)).toEqual(schedule.map((one) => ({ ...one, retired: false })));
  expect((await api.getRecording({ id: old, at })).categoryId).toBe('traffic');
  const fresh = await recorded(api, 'non-evidential', { path: 'DCIM/B.MP4' });
  expect((await api.getRecording({ id: fresh, at })).deletionDueAt).toBe(later(noon, 20 * day));
  // Nothing is tagged with what the force does not use any more.
  const patch = { categoryId: 'arrest' };
  expect(await codeOf(api.updateRecording({ id: fresh, revision: 1, patch, at }))).toBe('not-found');
  const { entries } = await api.listAudit({ before: null, limit: 20, subjectId: null, at });
  expect(entries.map(({ what }) => what).join(' ')).toContain(
    'changed “Non-evidential” (non-evidential, 31 days) to “Not evidence”',
  );
});

test('a hold stops every deletion and takes back one that was marked, for the whole family', async () => {
  const { kit, api } = await newRecords();
  const original = await recorded(api, 'accidental', { segment: { group: 'g', index: 0 } });
  const segment = await takeInRecording(api, { path: 'DCIM/A2.MP4', segment: { group: 'g', index: 1 } });
  const clip = await deriveFrom(kit, api, original);
  const sibling = await deriveFrom(kit, api, original);
  await remove(api, [original]);
  expect((await api.getRecording({ id: clip, at })).deletedAfter).not.toBeNull();

  expect(await api.placeHold({ ids: [clip], reason: 'Court order', at })).toEqual([clip]);
  for (const id of [original, clip, segment]) {
    expect(await api.getRecording({ id, at })).toMatchObject({ onHold: true, deletedAfter: null, deletionDueAt: null });
  }
  // Beside the clip that is held, not in its line.
  expect(await api.getRecording({ id: sibling, at })).toMatchObject({ onHold: false });
  const refused = await failureOf(remove(api, [segment]));
  expect(refused.code).toBe('not-deletable');
  expect(refused.message).toContain('a hold is on it (“Court order”)');
  const list = await api.listRecordings({ worklist: 'on-hold', search: '', limit: 9, offset: 0, at });
  expect(list.recordings.map(({ id }) => id).toSorted()).toEqual([original, clip].toSorted());

  const [hold] = await api.listHolds({ id: original });
  if (!hold) throw new Error('there is no hold');
  expect(await api.liftHold({ id: hold.id, reason: 'Case closed', at })).toBe(clip);
  expect(await codeOf(api.liftHold({ id: hold.id, reason: 'Again', at }))).toBe('not-found');
  await remove(api, [original]);
  expect(await trail(api, clip)).toContain('Lifted the hold “Court order”.');
});

test('a marked recording has its own list, is not changed, and comes back with what it was made from', async () => {
  const { kit, api } = await newRecords();
  const original = await recorded(api, null);
  const clip = await deriveFrom(kit, api, original);
  expect(await api.planDeletion({ ids: [original], ...rules })).toMatchObject({
    finalAt: later(at, undoHours * 3600),
    fileCount: 2,
    madeFromThem: [{ id: clip, title: 'Clip of it' }],
    refusal: null,
    review: null,
  });
  const { marked } = await remove(api, [original]);
  expect(marked).toEqual([clip, original]);
  const list = async (worklist: 'all' | 'deleted') =>
    (await api.listRecordings({ worklist, search: '', limit: 9, offset: 0, at })).recordings.map(({ id }) => id);
  expect(await list('all')).toEqual([]);
  expect((await list('deleted')).toSorted()).toEqual([original, clip].toSorted());
  expect(await codeOf(api.updateRecording({ id: original, revision: 0, patch: { title: 'x' }, at }))).toBe('deleted');

  expect(await api.haveBack({ ids: [clip], at })).toEqual([clip, original]);
  expect(await list('all')).toEqual([original]);
});

test('an original is not deleted over a clip that is kept, and an exhibit or reported recording only by itself after review', async () => {
  const { kit, api } = await newRecords();
  const original = await recorded(api, null);
  const clip = await deriveFrom(kit, api, original);
  kit.behind((db) =>
    db.exec(
      `INSERT INTO exhibits (id, recording_id, producer, number, suffix, description, produced_at) VALUES ('e', '${clip}', 'AO', 1, 'A', 'Clip', '${noon}')`,
    ),
  );
  const refused = await failureOf(remove(api, [original], { reviewed: true }));
  expect(refused.message).toContain('“Clip of it”: it is exhibit AO/1A');

  const reported = await recorded(api, null, { path: 'DCIM/B.MP4' });
  const report = await api.createReport({ kind: 'crime', parentId: null, at });
  await api.setReportRecordings({ id: report.id, recordingIds: [reported], at });
  const other = await recorded(api, null, { path: 'DCIM/C.MP4' });
  expect((await failureOf(remove(api, [reported]))).message).toContain(`report ${report.localReference} names it`);
  expect(await codeOf(remove(api, [reported, other], { reviewed: true }))).toBe('not-deletable');
  expect((await remove(api, [reported], { reviewed: true })).marked).toEqual([reported]);
});

test('by itself the program marks only what an officer called non-evidential, early enough, and never again what was had back', async () => {
  const { api } = await newRecords();
  const plain = await recorded(api, 'non-evidential');
  const untagged = await recorded(api, null, { path: 'DCIM/B.MP4' });
  const evidence = await recorded(api, 'arrest', { path: 'DCIM/C.MP4' });
  const reported = await recorded(api, 'non-evidential', { path: 'DCIM/D.MP4' });
  const report = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  await api.setReportRecordings({ id: report.id, recordingIds: [reported], at: noon });

  const early = later(noon, 29 * day - 1);
  expect(await api.markByRetention({ at: early, undoHours })).toEqual([]);
  const due = later(noon, 29 * day);
  expect(await api.markByRetention({ at: due, undoHours })).toEqual([plain]);
  const end = later(noon, 31 * day);
  expect((await api.getRecording({ id: plain, at: due })).deletedAfter).toBe(later(due, day));
  expect(later(due, day) <= end).toBe(true);
  for (const id of [untagged, evidence, reported]) {
    expect((await api.getRecording({ id, at: due })).deletedAfter).toBeNull();
  }
  await api.haveBack({ ids: [plain], at: due });
  expect(await api.markByRetention({ at: end, undoHours })).toEqual([]);
});

test('the dry run groups what would go, what keeps it, and says when', async () => {
  const { api } = await newRecords();
  const plain = await recorded(api, 'non-evidential');
  const untagged = await recorded(api, null, { path: 'DCIM/B.MP4' });
  const held = await recorded(api, 'non-evidential', { path: 'DCIM/C.MP4' });
  const gone = await recorded(api, 'accidental', { path: 'DCIM/D.MP4' });
  const evidence = await recorded(api, 'traffic', { path: 'DCIM/E.MP4' });
  await api.placeHold({ ids: [held], reason: 'Complaint', at: noon });
  await remove(api, [gone]);

  const first = await review(api);
  expect(first.ids('non-evidential')).toEqual([plain]);
  expect(first.ids('untagged')).toEqual([untagged]);
  expect(first.ids('marked')).toEqual([gone]);
  expect(first.ids('kept')).toEqual([held]);
  expect(first.group('kept').items[0]).toMatchObject({ kept: [{ kind: 'hold', what: 'Complaint' }], goesAt: null });
  expect(first.ids('period-over')).toEqual([]);
  expect(first.group('non-evidential').items[0]?.goesAt).toBeNull();
  const automatic = await review(api, 7, later(noon, 25 * day), 'automatic');
  expect(automatic.group('non-evidential').items[0]?.goesAt).toBe(later(noon, 30 * day));
  const years = await review(api, 3660, at);
  expect(years.ids('period-over')).toEqual([evidence]);
});

test('a clock that leaps ahead is not believed until an officer says so, and one that goes back is', async () => {
  const { api } = await newRecords();
  expect(await api.believeClock({ at: noon })).toBe(true);
  const year = later(noon, 365 * day);
  expect(await api.believeClock({ at: year })).toBe(false);
  expect((await review(api, 7, year)).clock).toEqual({ inDoubt: true, believedAt: noon });
  // In doubt it stays: looking does not make it true.
  expect(await api.believeClock({ at: later(year, 60) })).toBe(false);
  expect(await api.believeClock({ at: later(noon, 3 * day) })).toBe(true);
  await api.confirmClock({ at: year });
  expect(await api.believeClock({ at: year })).toBe(true);
  expect(await api.believeClock({ at: noon })).toBe(true);
});

test('what nobody can have back leaves its custody and its trail, and no word of what was on it', async () => {
  const { kit, api } = await newRecords();
  const id = await recorded(api, 'non-evidential');
  const patch = { title: 'Mr Bellingham at home', notes: 'upset', tags: ['Hoe Street'], reference: 'CR/1' };
  await api.updateRecording({ id, revision: 1, patch, at });
  await api.saveMarker({ id, marker: { id: null, startSeconds: 1, endSeconds: null, label: 'Caution' }, at });
  await api.saveThumbnail({ id, jpeg: Uint8Array.of(1), at });
  const indexed = (): string =>
    kit.behind((db) =>
      db
        .prepare<[], Buffer>('SELECT block FROM recording_search_data')
        .pluck()
        .all()
        .map((block) => block.toString('latin1'))
        .join(''),
    );
  expect(indexed()).toContain('ellingham');
  const { finalAt } = await remove(api, [id]);
  expect(await api.dueErasures({ at: later(finalAt, -1) })).toEqual([]);
  expect(await api.dueErasures({ at: finalAt })).toEqual([id]);
  expect(await api.beginErasure({ id, at: finalAt })).toEqual([id]);
  // The point of no return: nothing may call it readable, and nobody gets it back.
  expect(await codeOf(api.recordingFacts({ id }))).toBe('deleted');
  expect(await codeOf(api.haveBack({ ids: [id], at: finalAt }))).toBe('deleted');
  expect(await codeOf(api.noteVerification({ id, equal: false, detail: 'x', at: finalAt }))).toBe('deleted');
  expect(await api.begunErasures(null)).toEqual([id]);

  await api.finishErasure({ id, at: finalAt });
  await api.finishErasure({ id, at: finalAt });
  const left = await api.getRecording({ id, at: finalAt });
  expect(left).toMatchObject({ title: '', notes: '', tags: [], markers: [], reference: 'CR/1', erasedAt: finalAt });
  expect(left.custody.events.at(-1)).toMatchObject({ what: 'shredded', at: finalAt });
  expect(left.custody.sha256).toHaveLength(64);
  const found = await api.listRecordings({ worklist: 'deleted', search: 'Bellingham', limit: 9, offset: 0, at });
  expect(found.total).toBe(0);
  expect(indexed()).not.toContain('ellingham');
  const { entries } = await api.listAudit({ before: null, limit: 9, subjectId: id, at });
  expect(entries.find(({ what }) => what.startsWith('Destroyed the key'))).toMatchObject({
    operation: 'erasure',
    reason: 'Recorded by accident',
  });
  expect((await api.verifyAudit({ at })).intact).toBe(true);
  expect(() => kit.behind((db) => db.exec('DELETE FROM deletions'))).toThrow('carried through');
});

test('what comes up between mark and erasure keeps a recording after all', async () => {
  const { kit, api } = await newRecords();
  const id = await recorded(api, 'non-evidential');
  const { finalAt } = await remove(api, [id]);
  const clip = await deriveFrom(kit, api, id);
  expect(await api.beginErasure({ id, at: finalAt })).toEqual([]);
  expect((await api.getRecording({ id, at })).deletedAfter).toBeNull();
  expect(await trail(api, id)).toContain('Taken back from deletion: something came up that keeps it.');
  expect((await api.getRecording({ id: clip, at })).deletedAfter).toBeNull();
});

test('a further file of a marked recording takes it back, and one of an erased recording stands for itself', async () => {
  const { api } = await newRecords();
  const lead = await recorded(api, 'non-evidential', { segment: { group: 'g', index: 0 } });
  await remove(api, [lead]);
  const second = intakeOf({ path: 'DCIM/A2.MP4', segment: { group: 'g', index: 1 } });
  await api.takeInRecording(second);
  expect((await api.getRecording({ id: lead, at })).deletedAfter).toBeNull();
  const { finalAt } = await remove(api, [lead]);
  expect(await api.beginErasure({ id: lead, at: finalAt })).toEqual([lead, second.recordingId]);
  await api.finishErasure({ id: lead, at: finalAt });
  const third = intakeOf({ path: 'DCIM/A3.MP4', segment: { group: 'g', index: 2 } });
  await api.takeInRecording(third);
  expect(await api.getRecording({ id: third.recordingId, at })).toMatchObject({ kind: 'recording', leadId: null });
});

test('what an officer had back while others were destroyed is not destroyed, nor is it before its new time', async () => {
  const { api } = await newRecords();
  const id = await recorded(api, 'non-evidential');
  const { finalAt } = await remove(api, [id]);
  expect(await api.dueErasures({ at: finalAt })).toEqual([id]);
  await api.haveBack({ ids: [id], at: finalAt });
  expect(await api.beginErasure({ id, at: finalAt })).toEqual([]);
  expect((await api.getRecording({ id, at })).erasedAt).toBeNull();
  const again = await remove(api, [id], { at: finalAt });
  expect(await api.beginErasure({ id, at: finalAt })).toEqual([]);
  expect((await api.getRecording({ id, at })).deletedAfter).toBe(again.finalAt);
  expect(await api.beginErasure({ id, at: again.finalAt })).toEqual([id]);
});

test('retention judges anew before it destroys: a category, a schedule or a report of meanwhile keeps the recording', async () => {
  const { api } = await newRecords();
  const marked = async (path: string): Promise<RecordingId> => {
    const id = await recorded(api, 'non-evidential', { path });
    expect(await api.markByRetention({ at, undoHours })).toEqual([id]);
    return id;
  };
  const final = later(at, 3 * day);
  const retagged = await recorded(api, 'arrest', { path: 'DCIM/B.MP4' });
  await api.editRecordings({
    recordings: [{ id: retagged, revision: 1 }],
    change: { categoryId: 'non-evidential' },
    at,
  });
  expect(await api.markByRetention({ at, undoHours })).toEqual([retagged]);
  await api.undoEditRecordings({ at });
  expect(await api.beginErasure({ id: retagged, at: final })).toEqual([]);
  expect(await trail(api, retagged)).toContain('Taken back from deletion: its period does not end now any more.');

  const linked = await marked('DCIM/C.MP4');
  const report = await api.createReport({ kind: 'crime', parentId: null, at });
  await api.setReportRecordings({ id: report.id, recordingIds: [linked], at });
  expect((await api.getRecording({ id: linked, at })).deletedAfter).toBeNull();
  expect(await trail(api, linked)).toContain(`Taken back from deletion: report ${report.localReference} names it.`);

  // A link that was a mistake keeps it no longer than it lasts.
  await api.setReportRecordings({ id: report.id, recordingIds: [], at });
  expect(await api.markByRetention({ at, undoHours })).toEqual([linked]);
  expect(await api.beginErasure({ id: linked, at: final })).toEqual([linked]);

  const longer = await marked('DCIM/D.MP4');
  const schedule = (retentionDays: number) => [
    { id: 'non-evidential', label: 'Non-evidential', evidential: false, retentionDays },
  ];
  await api.applyCategories({ categories: schedule(90), at });
  expect(await api.beginErasure({ id: longer, at: final })).toEqual([]);
  // Not for ever: its day comes.
  await api.applyCategories({ categories: schedule(31), at });
  expect(await api.markByRetention({ at, undoHours })).toEqual([longer]);
  expect(await api.beginErasure({ id: longer, at: final })).toEqual([longer]);
});

test('a side file gives its hold, and not its mark, to the recording that comes after it', async () => {
  const { api } = await newRecords();
  const [held, marked] = [
    await recorded(api, null, { path: 'D/a.json', sideOf: 'D/a.MP4' }),
    await recorded(api, null, { path: 'D/b.json', sideOf: 'D/b.MP4' }),
  ];
  await api.placeHold({ ids: [held], reason: 'IOPC', at });
  const { finalAt } = await remove(api, [marked], { reviewed: true });
  const [a, b] = [
    await recorded(api, 'non-evidential', { path: 'D/a.MP4' }),
    await recorded(api, 'non-evidential', { path: 'D/b.MP4' }),
  ];
  expect((await api.getRecording({ id: held, at })).leadId).toBe(a);
  expect((await api.getRecording({ id: a, at })).onHold).toBe(true);
  expect(await failureOf(remove(api, [a]))).toMatchObject({ code: 'not-deletable' });
  expect(await api.dueErasures({ at: finalAt })).toEqual([]);
  expect((await api.getRecording({ id: b, at })).deletedAfter).toBeNull();
});
