// The force's forms in the real records: what drafts lack is counted by the forms in force, and crime numbers belong to all of a case.
import { expect, test } from 'vitest';
import { forceForms } from '#contract/force-forms/schema.ts';
import { emptyReportContent, type ReportContent } from '#contract/reports.ts';
import { contentOf, entryEntity, person, rewriteReport, writeReport } from '../../support/known-kit.ts';
import { newRecords } from '../../support/records-kit.ts';
import { later, noon } from '../../support/vault-kit.ts';

const withValues = (values: ReportContent['values']): ReportContent => ({ ...emptyReportContent, values });
const field = { form: 'crime', section: 'incident', id: 'beat', label: 'Beat', kind: 'text', group: 'needed-now' };
const forms = forceForms.parse({
  format: 1,
  force: 'Northshire',
  version: '1',
  lists: { flags: [{ code: 'op-sapphire', label: 'Operation Sapphire' }] },
  fields: [field],
});

test('drafts of before lack what the force has added since, and lack it no more when it is taken away', async () => {
  const { kit, api } = await newRecords();
  const draft = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  const neededNow = async (service: typeof api): Promise<number | undefined> =>
    (await service.listReports({ search: '', status: 'all' })).find(({ id }) => id === draft.id)?.missing.neededNow;
  const published = await neededNow(api);
  await api.closeRecords({ at: noon, because: 'officer' });
  const extended = await kit.open({ forms });
  expect(await neededNow(extended)).toBe((published ?? 0) + 1);
  const content = withValues({ force_beat: 'NE2', flags: ['force:op-sapphire'] });
  const saved = await extended.saveReport({ id: draft.id, revision: 0, content, at: later(noon, 5) });
  expect(saved.missing.neededNow).toBe(published);
  const found = async (search: string): Promise<number> =>
    (await extended.listReports({ search, status: 'all' })).length;
  expect([await found('sapphire'), await found('NE2'), await found('ruby')]).toEqual([1, 1, 0]);
  await extended.closeRecords({ at: noon, because: 'officer' });
  const again = await kit.open();
  expect(await neededNow(again)).toBe(published);
  expect((await again.getReport({ id: draft.id, at: noon })).content).toEqual(content);
});

test('the crime number is known of the report, of its statement and of the statement’s details, and both references find it', async () => {
  const { api } = await newRecords();
  const crime = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  expect(crime.crimeNumber).toBe('');
  const statement = await api.createReport({ kind: 'statement', parentId: crime.id, at: noon });
  const details = await api.createReport({ kind: 'witness-details', parentId: statement.id, at: noon });
  const content = withValues({ 'crime-number': ' 42/1234567/26 ' });
  const saved = await api.saveReport({ id: crime.id, revision: 0, content, at: noon });
  expect(saved.crimeNumber).toBe('42/1234567/26');
  for (const { id } of [statement, details]) {
    expect((await api.getReport({ id, at: noon })).crimeNumber).toBe('42/1234567/26');
  }
  for (const search of ['42/1234567/26', crime.localReference]) {
    expect((await api.listReports({ search, status: 'all' })).map(({ id }) => id)).toContain(crime.id);
    const hits = await api.find({ text: search, limit: 5 });
    expect(hits.map(({ id }) => id)).toContain(crime.id);
  }
});

test('what is known goes by the crime number as soon as its report has one, and its statement goes by it too', async () => {
  const { api } = await newRecords();
  const crime = await writeReport(api, { people: [person('Jane', 'Marlow')] });
  const jane = entryEntity(crime, 'people');
  await api.createReport({
    kind: 'statement',
    parentId: crime.id,
    content: contentOf({ values: { 'family-name': 'Marlow', entityId: jane } }),
    at: noon,
  });
  const numbers = async () => (await api.getKnown({ entityId: jane, at: noon })).mentions.map((one) => one.crimeNumber);
  expect(await numbers()).toEqual(['', '']);
  await rewriteReport(api, crime.id, { ...crime.content, values: { 'crime-number': '42/1234567/26' } });
  expect(await numbers()).toEqual(['42/1234567/26', '42/1234567/26']);
});
