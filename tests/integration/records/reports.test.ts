// Reports in the real encrypted records: saved as typed, guarded by revision, finished and reopened; and what today shows.
import { expect, test } from 'vitest';
import { emptyReportContent, type ReportContent } from '#contract/reports.ts';
import { defaultSettings } from '#contract/settings.ts';
import { entryEntity, person, writeReport } from '../../support/known-kit.ts';
import { newRecordingId, newRecords, takeInRecording } from '../../support/records-kit.ts';
import { codeOf, later, noon } from '../../support/vault-kit.ts';

const withValues = (values: ReportContent['values']): ReportContent => ({ ...emptyReportContent, values });
const day = 86_400;

test('what is typed is kept to the letter, whatever it is', async () => {
  const { kit, api } = await newRecords();
  const draft = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  const content: ReportContent = {
    ...emptyReportContent,
    values: { 'mo-narrative': 'He said "stop"; DROP TABLE reports; -- 🚓 \u0000 ﷽ tab\t', keywords: ['a', 'b'] },
    people: [{ id: crypto.randomUUID(), values: { role: 'victim', 'family-name': 'Ó Súilleabháin' } }],
    property: [{ id: crypto.randomUUID(), values: { description: 'Phone' } }],
  };
  const saved = await api.saveReport({ id: draft.id, revision: 0, content, at: later(noon, 1) });
  expect(saved.revision).toBe(1);
  await api.closeRecords({ at: noon, because: 'officer' });
  const again = await kit.open();
  expect((await again.getReport({ id: draft.id, at: noon })).content).toEqual(content);
});

test('a save from an older revision is refused and changes nothing; the same text again is no new revision', async () => {
  const { api } = await newRecords();
  const { id } = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  const first = withValues({ 'venue-street': 'Mare St' });
  await api.saveReport({ id, revision: 0, content: first, at: noon });
  expect(await codeOf(api.saveReport({ id, revision: 0, content: withValues({}), at: noon }))).toBe(
    'revision-conflict',
  );
  expect((await api.saveReport({ id, revision: 1, content: first, at: noon })).revision).toBe(1);
  expect((await api.getReport({ id, at: noon })).content).toEqual(first);
  expect(await codeOf(api.finishReport({ id, revision: 0, at: noon }))).toBe('revision-conflict');
});

test('a finished report stays as it is until it is reopened, and the trail says both', async () => {
  const { api } = await newRecords();
  const { id, localReference } = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  await api.saveReport({ id, revision: 0, content: withValues({ 'venue-street': 'Mare St' }), at: noon });
  const finished = await api.finishReport({ id, revision: 1, at: later(noon, 5) });
  expect(finished).toMatchObject({ status: 'finished', finishedAt: later(noon, 5), revision: 2 });
  const { revision } = finished;
  expect(await codeOf(api.saveReport({ id, revision, content: withValues({}), at: noon }))).toBe('already-finished');
  expect(await codeOf(api.finishReport({ id, revision, at: noon }))).toBe('already-finished');
  expect(await codeOf(api.setReportRecordings({ id, recordingIds: [newRecordingId()], at: noon }))).toBe(
    'already-finished',
  );
  const reopened = await api.reopenReport({ id, at: later(noon, 9) });
  expect(reopened).toMatchObject({ status: 'draft', finishedAt: null, revision: 3 });
  await api.saveReport({ id, revision: 3, content: withValues({ 'venue-street': 'Well St' }), at: noon });
  const { entries } = await api.listAudit({ before: null, limit: 50, subjectId: id, at: noon });
  const said = entries.map(({ what }) => what).join('\n');
  expect(said).toMatch(new RegExp(`Finished report ${localReference}. SHA-256 of its content: [0-9a-f]{64}`));
  expect(said).toContain(`Reopened report ${localReference}, finished 22 Nov 2026 12:00:05 UTC.`);
});

test('reports and recordings are linked both ways, in the order given', async () => {
  const { api } = await newRecords();
  const { id } = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  const [a, b] = [await takeInRecording(api), await takeInRecording(api)];
  expect((await api.setReportRecordings({ id, recordingIds: [b, a, b], at: noon })).recordingIds).toEqual([b, a]);
  expect((await api.getRecording({ id: a, at: noon })).reportIds).toEqual([id]);
  expect(await codeOf(api.setReportRecordings({ id, recordingIds: [newRecordingId()], at: noon }))).toBe('not-found');
  expect((await api.setReportRecordings({ id, recordingIds: [a], at: noon })).recordingIds).toEqual([a]);
  expect((await api.getRecording({ id: b, at: noon })).reportIds).toEqual([]);
  const { entries } = await api.listAudit({ before: null, limit: 50, subjectId: id, at: noon });
  const short = (recordingId: string) => recordingId.slice(0, 8);
  const { fileName } = await api.getRecording({ id: a, at: noon });
  const combined = entries.filter(({ operation }) => operation === 'combination');
  expect(combined.map(({ what }) => what).toReversed()).toEqual([
    `Linked 2 recordings: ${fileName} (${short(b)}); ${fileName} (${short(a)}).`,
    `Took away the recording ${fileName} (${short(b)}).`,
  ]);
  // And under each recording, for its continuity.
  const { localReference } = await api.getReport({ id, at: noon });
  const own = await api.listAudit({ before: null, limit: 50, subjectId: b, at: noon });
  expect(own.entries.filter(({ operation }) => operation === 'combination').map(({ what }) => what)).toEqual([
    `Taken away from report ${localReference}.`,
    `Linked to report ${localReference}.`,
  ]);
});

test('reports are found by any of their words and by their state, newest first', async () => {
  const { api } = await newRecords();
  const one = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  const two = await api.createReport({ kind: 'crime', parentId: null, at: later(noon, 1) });
  const content: ReportContent = {
    ...withValues({ 'venue-street': 'Gloucester Rd' }),
    people: [{ id: crypto.randomUUID(), values: { 'family-name': 'Okonkwo' } }],
  };
  await api.saveReport({ id: one.id, revision: 0, content, at: later(noon, 2) });
  await api.finishReport({ id: two.id, revision: 0, at: later(noon, 3) });
  const ids = async (search: string, status: 'all' | 'draft' | 'finished') =>
    (await api.listReports({ search, status })).map(({ id }) => id);
  expect(await ids('', 'all')).toEqual([two.id, one.id]);
  expect(await ids('okon glouc', 'all')).toEqual([one.id]);
  expect(await ids(two.localReference, 'all')).toEqual([two.id]);
  expect(await ids('', 'draft')).toEqual([one.id]);
  expect(await ids('', 'finished')).toEqual([two.id]);
  expect(await ids('okon', 'finished')).toEqual([]);
});

test('typing is audited by sittings: who and when from the first save on, summed up at pauses, lock and finish', async () => {
  const { kit, api } = await newRecords();
  const { id } = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  const save = (revision: number, seconds: number) =>
    api.saveReport({ id, revision, content: withValues({ narrative: `${revision}` }), at: later(noon, seconds) });
  for (let revision = 0; revision < 20; revision++) await save(revision, revision);
  const said = async (from: typeof api) =>
    (await from.listAudit({ before: null, limit: 50, subjectId: id, at: noon })).entries
      .filter(({ operation }) => operation === 'alteration')
      .map(({ what }) => what)
      .toReversed();
  expect(await said(api)).toEqual(['Began to write: revision 1.']);
  await save(20, 19 + 600);
  const first = 'Wrote from 22 Nov 2026 12:00:00 to 12:00:19 UTC: revisions 1 to 20.';
  expect(await said(api)).toEqual(['Began to write: revision 1.', first, 'Began to write: revision 21.']);
  await save(21, 19 + 601);
  // The program is killed: nothing was summed up. The next unlock does it.
  const again = await kit.open({ at: later(noon, 7200) });
  const second = 'Wrote from 22 Nov 2026 12:10:19 to 12:10:20 UTC: revisions 21 to 22.';
  expect(await said(again)).toEqual(['Began to write: revision 1.', first, 'Began to write: revision 21.', second]);
});

test('today shows what falls due, in that order, with the clocks of the field', async () => {
  const { api } = await newRecords();
  const nearDue = await takeInRecording(api, { start: later(noon, -29 * day) });
  const evidential = await takeInRecording(api, { start: later(noon, -29 * day) });
  await takeInRecording(api, { start: later(noon, -3 * day) });
  await api.updateRecording({
    id: evidential,
    revision: 0,
    patch: { categoryId: 'arrest', reference: 'A/1' },
    at: noon,
  });
  await api.updateRecording({ id: nearDue, revision: 0, patch: { title: 'Foot patrol' }, at: noon });
  const draft = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  // 22 November: no summer time, so local time is UTC.
  const values = { 'reported-date': '2026-11-22', 'reported-time': '09:30' };
  await api.saveReport({ id: draft.id, revision: 0, content: withValues(values), at: noon });
  const undated = await api.createReport({ kind: 'crime', parentId: null, at: later(noon, -1) });

  const summary = await api.today({ at: noon });
  expect(summary.due).toEqual([
    {
      kind: 'record-crime',
      dueAt: '2026-11-23T09:30:00.000Z',
      reportId: draft.id,
      title: 'Crime report',
      reportedAt: '2026-11-22T09:30:00.000Z',
    },
    {
      kind: 'deletion',
      dueAt: later(noon, 2 * day),
      recordingId: nearDue,
      title: 'Foot patrol',
      categoryMissing: true,
    },
  ]);
  expect(summary.drafts.map(({ id }) => id)).toEqual([draft.id, undated.id]);
  expect(summary).toMatchObject({
    recordingsToTag: 2,
    recordingsTotal: 3,
    oldestToTagStartedAt: later(noon, -29 * day),
  });
  await api.finishReport({ id: draft.id, revision: 1, at: noon });
  expect((await api.today({ at: noon })).due.map(({ kind }) => kind)).toEqual(['deletion']);
});

test('settings fall back to what they were for a value that is not known', async () => {
  const dark = { ...defaultSettings, theme: 'dark' };
  const { kit, api } = await newRecords();
  expect(await api.setSettings({ values: { theme: 'dark' }, at: noon })).toEqual(dark);
  await api.closeRecords({ at: noon, because: 'officer' });
  kit.behind((db) => db.exec(`INSERT INTO settings VALUES ('touch', '"maybe"'), ('colour', '1')`));
  expect(await (await kit.open()).getSettings()).toEqual(dark);
});

test('a statement is found at the person who gives it, also after that person was joined to another, and at nobody else', async () => {
  const { api } = await newRecords();
  const elsewhere = await writeReport(api, { people: [person('Jane', 'Marlow')] });
  const crime = await writeReport(api, { people: [person('Jane', 'Marlow'), person('John', 'Hale')] });
  const [jane] = crime.content.people;
  const [kept, other] = [entryEntity(elsewhere, 'people'), entryEntity(crime, 'people')];
  const statement = await api.createReport({
    kind: 'statement',
    parentId: crime.id,
    content: withValues({ 'family-name': 'Marlow', entityId: kept }),
    at: noon,
  });
  const given = async () => (await api.reportsBelonging({ id: crime.id })).map((one) => one.witnessEntries);
  expect(await given()).toEqual([[]]);
  await api.joinKnown({ entityId: kept, otherId: other, at: noon });
  expect(await given()).toEqual([[jane?.id]]);
  await api.saveReport({ id: statement.id, revision: 0, content: withValues({ 'family-name': 'Marlow' }), at: noon });
  expect(await given()).toEqual([[]]);
});

test('what belongs together is found from either side; restricted details are found by no word of them', async () => {
  const { api } = await newRecords();
  const crime = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  const statement = await api.createReport({ kind: 'statement', parentId: crime.id, at: noon });
  const details = await api.createReport({
    kind: 'witness-details',
    parentId: statement.id,
    content: withValues({ address: '12 Secret Mews', of: 'M H' }),
    at: noon,
  });
  const ids = async (id: typeof crime.id) => (await api.reportsBelonging({ id })).map((one) => one.id);
  expect(await ids(crime.id)).toEqual([statement.id]);
  expect(await ids(statement.id)).toEqual([crime.id, details.id]);
  expect(await ids(details.id)).toEqual([statement.id]);
  expect(await api.listReports({ search: 'secret', status: 'all' })).toEqual([]);
  expect((await api.listReports({ search: details.localReference, status: 'all' })).map(({ id }) => id)).toEqual([
    details.id,
  ]);
});
