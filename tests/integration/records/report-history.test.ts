// What a report said before: a version for each minute of writing, who and when, and never one lost.
import { expect, test } from 'vitest';
import { emptyReportContent, type ReportContent } from '#contract/reports.ts';
import { newRecords } from '../../support/records-kit.ts';
import { codeOf, later, noon } from '../../support/vault-kit.ts';

const saying = (narrative: string): ReportContent => ({ ...emptyReportContent, values: { narrative } });

test('a minute of writing is one version; the next minute and the finishing are others, each with what was before', async () => {
  const { api } = await newRecords();
  const { id } = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  let revision = 0;
  for (const [seconds, words] of [
    [1, 'A'],
    [2, 'A man'],
    [50, 'A man in a red coat'],
    [70, 'A man in a red coat ran.'],
  ] as const) {
    ({ revision } = await api.saveReport({ id, revision, content: saying(words), at: later(noon, seconds) }));
  }
  await api.finishReport({ id, revision, at: later(noon, 80) });
  await api.reopenReport({ id, at: later(noon, 90) });
  await api.saveReport({ id, revision: 6, content: saying('A woman ran.'), at: later(noon, 95) });

  const history = await api.reportHistory({ id, at: later(noon, 99) });
  expect(history.map((one) => [one.revision, one.because, one.at])).toEqual([
    [7, 'written', later(noon, 95)],
    [5, 'finished', later(noon, 80)],
    [4, 'written', later(noon, 70)],
    [3, 'written', later(noon, 50)],
  ]);
  expect(new Set(history.map(({ by }) => by))).toEqual(new Set(['Ada Okafor']));
  expect(await api.reportVersion({ id, revision: 7 })).toEqual({
    content: saying('A woman ran.'),
    before: saying('A man in a red coat ran.'),
  });
  expect(await api.reportVersion({ id, revision: 3 })).toEqual({
    content: saying('A man in a red coat'),
    before: emptyReportContent,
  });
  expect(await codeOf(api.reportVersion({ id, revision: 1 }))).toBe('not-found');
});

test('a report written before versions were kept begins its history with what it said then', async () => {
  const { kit, api } = await newRecords();
  const { id } = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  await api.saveReport({ id, revision: 0, content: saying('Before'), at: later(noon, 1) });
  await api.closeRecords({ at: noon, because: 'officer' });
  kit.behind((db) => db.exec('DROP TRIGGER report_versions_kept; DELETE FROM report_versions;'));
  const again = await kit.open();
  await again.saveReport({ id, revision: 1, content: saying('After'), at: later(noon, 200) });
  expect((await again.reportHistory({ id, at: later(noon, 201) })).map(({ revision }) => revision)).toEqual([2, 1]);
  expect((await again.reportVersion({ id, revision: 2 })).before).toEqual(saying('Before'));
});

test('looking at the history is a consultation in the audit trail, once a while', async () => {
  const { api } = await newRecords();
  const { id } = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  await api.reportHistory({ id, at: later(noon, 1) });
  const { entries } = await api.listAudit({ before: null, limit: 5, subjectId: id, at: later(noon, 2) });
  expect(entries[0]?.what).toContain('history of');
  expect(entries[0]?.operation).toBe('consultation');
});

test('what a report was begun with is its first version, also where typing follows at once', async () => {
  const { api } = await newRecords();
  const begun = saying('Hale');
  const { id } = await api.createReport({ kind: 'statement', parentId: null, content: begun, at: noon });
  await api.saveReport({ id, revision: 0, content: saying('Hall'), at: later(noon, 1) });
  expect((await api.reportHistory({ id, at: later(noon, 2) })).map(({ revision }) => revision)).toEqual([1, 0]);
  expect(await api.reportVersion({ id, revision: 1 })).toEqual({ content: saying('Hall'), before: begun });
  const { id: other } = await api.createReport({ kind: 'statement', parentId: null, content: begun, at: noon });
  await api.finishReport({ id: other, revision: 0, at: later(noon, 3) });
  expect((await api.reportHistory({ id: other, at: later(noon, 4) })).map(({ because }) => because)).toEqual([
    'finished',
    'written',
  ]);
});

test('an entry added and removed within one minute is in a version of its own', async () => {
  const { api } = await newRecords();
  const { id } = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  const hale = { id: crypto.randomUUID(), values: { 'family-name': 'Hale' } };
  const withHale: ReportContent = { ...saying('A man ran.'), people: [hale] };
  await api.saveReport({ id, revision: 0, content: withHale, at: later(noon, 1) });
  await api.saveReport({ id, revision: 1, content: saying('A man ran.'), at: later(noon, 2) });
  await api.saveReport({ id, revision: 2, content: saying('A man ran off.'), at: later(noon, 3) });
  expect((await api.reportHistory({ id, at: later(noon, 4) })).map(({ revision }) => revision)).toEqual([3, 1]);
  expect((await api.reportVersion({ id, revision: 3 })).before).toEqual(withHale);
});
