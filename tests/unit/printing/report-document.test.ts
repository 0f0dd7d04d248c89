// Promises: a printed report says all that its summary says, in the order of the form; a draft says that it is one, a finished report
// when and what.
import { expect, test } from 'vitest';
import { answersOf, checkSection, formOf } from '#contract/forms.ts';
import { officerId, reportId } from '#contract/ids.ts';
import { printedTime, reportDocument } from '#contract/report-document.ts';
import { emptyReportContent, type Report } from '#contract/reports.ts';
import { statementDocument } from '#contract/statement/statement-document.ts';
import { burglary } from '../../support/burglary.ts';

const draft: Report = {
  id: reportId.parse('4f6c1a2b-0000-4000-8000-000000000000'),
  kind: 'crime',
  parentId: null,
  localReference: 'NE-4417-0093',
  crimeNumber: '',
  title: 'Burglary, Gloucester Road',
  status: 'draft',
  revision: 7,
  createdAt: '2026-11-22T02:40:00.000Z',
  updatedAt: '2026-11-22T03:12:00.000Z',
  finishedAt: null,
  reportedAt: null,
  missing: { neededNow: 0, beforeSubmission: 3, optional: 5 },
  recordingIds: [],
  content: burglary,
};
const finished: Report = { ...draft, status: 'finished', finishedAt: '2026-11-22T03:15:00.000Z' };
const printing = {
  officer: {
    id: officerId.parse('4f6c1a2b-0000-4000-8000-000000000001'),
    name: 'Ada Okafor',
    rank: 'PC',
    shoulderNumber: '4417NE',
  },
  at: '2026-11-22T14:03:22.000Z',
  contentSha256: 'ab'.repeat(32),
};

const cellsOf = (report: Report): string[] =>
  reportDocument(report, printing).rows.flatMap(({ cells }) => cells.map(({ text }) => text));

test('every answer of the summary is on paper, in the order of the form', () => {
  const { values } = burglary;
  const form = formOf('crime');
  const now = draft.updatedAt;
  const of = (fields: typeof form.fields, own: typeof values) =>
    answersOf({ fields, values: own, report: values, now });
  const expected = form.sections
    .filter(({ id }) => id !== checkSection)
    .flatMap(({ id }) => [
      ...form.lists
        .filter(({ section }) => section === id)
        .flatMap((list) => burglary[list.id].flatMap((entry) => of(list.fields, entry.values))),
      ...of(
        form.fields.filter(({ section }) => section === id),
        values,
      ),
    ]);
  expect(expected.length).toBeGreaterThan(150);
  const cells = cellsOf(draft);
  let at = 0;
  for (const { field, typed, reading } of expected) {
    const words = field.kind === 'money' ? (reading ?? typed) : typed;
    const found = cells.findIndex((cell, index) => index >= at && cell.includes(words));
    expect(found, `${field.id}: ${words.slice(0, 60)}`).toBeGreaterThanOrEqual(0);
    at = found;
  }
});

test('a draft says so in its frame and at its head; a finished report gives its time and its SHA-256 instead', () => {
  const { frame } = reportDocument(draft, printing);
  expect(frame).toMatchObject({ status: 'DRAFT', isDraft: true, reference: 'NE-4417-0093' });
  expect(frame.foot).toBe('Printed 22 Nov 2026, 14:03 by PC Ada Okafor, 4417NE');
  expect(cellsOf(draft).join('\n')).toContain('A draft: not finished');
  expect(cellsOf(draft)).not.toContain(printing.contentSha256);
  expect(reportDocument(finished, printing).frame).toMatchObject({
    status: 'Finished 22 Nov 2026, 03:15',
    isDraft: false,
  });
  expect(cellsOf(finished)).toContain(printing.contentSha256);
  expect(cellsOf(finished).join('\n')).not.toContain('draft');
});

test('property is a table with a column for what any item has, and each item a row', () => {
  const { rows } = reportDocument(draft, printing);
  const heads = rows.filter(({ kind }) => kind === 'columns');
  expect(heads.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
    ['No.', 'What it is', 'Status', 'Kind', 'Value in £', 'Serial number', 'Marks'],
  ]);
  const items = rows.filter(({ kind }) => kind === 'item');
  expect(items).toHaveLength(burglary.property.length);
  expect(new Set(items.map(({ cells, shares }) => `${cells.length} ${shares?.length ?? 0}`))).toEqual(new Set(['7 7']));
});

test('an empty report prints its sections as empty, not as missing', () => {
  const cells = cellsOf({ ...draft, content: emptyReportContent });
  expect(cells.filter((cell) => cell === 'Nothing entered.')).toHaveLength(formOf('crime').sections.length - 1);
  expect(cells.at(-1)).toBe('End of NE-4417-0093.');
});

test('times on paper are United Kingdom time, summer and winter', () => {
  expect(printedTime('2026-07-01T22:30:00.000Z')).toBe('1 Jul 2026, 23:30');
  expect(printedTime('2026-09-01T08:05:00.000Z')).toBe('1 Sep 2026, 09:05');
});

test('a statement is signed at the foot of every page, and prompts that are for the officer alone are not in it', () => {
  const values = {
    'family-name': 'Marsh',
    narrative: 'I saw it.',
    covered: ['how-far'],
    advokate: ['a'],
    identifies: 'yes',
  };
  const report: Report = { ...draft, kind: 'statement', content: { ...emptyReportContent, values } };
  const printed = statementDocument(report, { ...printing, pages: 1, places: 'paper' });
  expect(statementDocument(report, { ...printing, pages: 1, places: 'none' }).frame).toMatchObject({
    status: 'DRAFT – not signed',
    signatures: [],
  });
  expect(printed.frame).toMatchObject({
    name: 'Witness statement',
    signatures: ['Signature', 'Signature witnessed by'],
  });
  const cells = printed.rows.flatMap((row) => row.cells.map(({ text }) => text));
  expect(cells).toContain('I saw it.');
  expect(cells).not.toContain('ADVOKATE');
  expect(cells).not.toContain('Asked about');
});
