// A text of forty pages is taken as it was typed, by the contract and on paper, and advice comes before the end of what can be typed.
import { expect, test } from 'vitest';
import { formOf } from '#contract/forms.ts';
import { printedDocument } from '#contract/printed-document.ts';
import { emptyReportContent, mostTypedCharacters, reportContent, reportKind } from '#contract/reports.ts';
import { statementRows } from '#contract/statement/statement-rows.ts';

test('the longest text that can be typed is kept and fits on paper', () => {
  const narrative = 'I saw him. '.repeat(mostTypedCharacters).slice(0, mostTypedCharacters);
  const values = { narrative };
  expect(reportContent.parse({ ...emptyReportContent, values }).values['narrative']).toBe(narrative);
  const rows = statementRows(values, { pages: 40, places: 'none', day: '', officer: '' });
  expect(rows.some(({ cells }) => cells.some(({ text }) => text === narrative))).toBe(true);
  expect(printedDocument.shape.rows.safeParse(rows).success).toBe(true);
});

test.for(reportKind.options)('no field of a %s advises more than can be typed', (kind) => {
  const form = formOf(kind);
  const lengths = [...form.fields, ...form.lists.flatMap(({ fields }) => fields)].map(
    ({ maxLength }) => maxLength ?? 0,
  );
  expect(Math.max(...lengths)).toBeLessThan(mostTypedCharacters);
});
