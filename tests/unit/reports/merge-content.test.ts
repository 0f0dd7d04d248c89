// Bringing two windows together never loses what either wrote.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyReportContent, type FieldValues, type ReportContent } from '#contract/reports.ts';
import { sameContent } from '../../../renderer/src/features/reports/draft-content.ts';
import { mergeContent, settle } from '../../../renderer/src/features/reports/merge-content.ts';

const person = (digit: number, values: FieldValues = {}) => ({
  id: `6f1c2a52-0000-4000-8000-00000000000${digit}`,
  values,
});
const content = (values: FieldValues, people: ReportContent['people'] = []): ReportContent => ({
  ...emptyReportContent,
  values,
  people,
});

const values = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'offence', 'offence-class', 'd', 'd.typed-on'),
  fc.constantFrom('1', '2', '3'),
);
const anyContent = fc
  .tuple(values, fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 4 }), values), { selector: ([digit]) => digit }))
  .map(([own, people]) =>
    content(
      own,
      people.map(([digit, of]) => person(digit, of)),
    ),
  );

describe('merging', () => {
  it('takes the only change there is', () => {
    fc.assert(
      fc.property(anyContent, anyContent, (base, changed) => {
        for (const merge of [mergeContent(base, changed, base), mergeContent(base, base, changed)]) {
          expect(merge.clashes).toEqual([]);
        }
        expect(sameContent(mergeContent(base, base, changed).content, changed)).toBe(true);
        expect(sameContent(mergeContent(changed, changed, changed).content, changed)).toBe(true);
      }),
    );
  });

  it('keeps every value that either window wrote: in the report, or among the clashes', () => {
    fc.assert(
      fc.property(anyContent, anyContent, anyContent, (base, mine, theirs) => {
        const merge = mergeContent(base, mine, theirs);
        for (const [side, from] of [
          ['mine', mine],
          ['theirs', theirs],
        ] as const) {
          for (const [key, value] of Object.entries(from.values)) {
            if (base.values[key] === value) continue;
            const lead = key === 'offence-class' ? 'offence' : key.replace('.typed-on', '');
            const clash = merge.clashes.find(({ scope, fieldId }) => scope === null && fieldId === lead);
            expect(clash === undefined ? merge.content.values[key] : clash[side][key]).toBe(value);
          }
        }
        const chosen = settle(
          merge.content,
          merge.clashes,
          merge.clashes.map(() => 'theirs'),
        );
        for (const clash of merge.clashes.filter(({ scope }) => scope === null)) {
          expect(chosen.values[clash.fieldId]).toBe(theirs.values[clash.fieldId]);
        }
      }),
    );
  });

  it('keeps a class with its offence and a day of typing with its date', () => {
    const base = content({ offence: 'theft' });
    const mine = content({
      offence: 'Shoplifting',
      'offence-class': '46',
      'reported-date': 'today',
      'reported-date.typed-on': '2026-11-22',
    });
    const theirs = content({ offence: 'Robbery of personal property', 'offence-class': '34B' });
    const merge = mergeContent(base, mine, theirs);
    expect(merge.clashes.map(({ fieldId }) => fieldId)).toEqual(['offence']);
    expect(settle(merge.content, merge.clashes, ['theirs']).values).toEqual({
      ...theirs.values,
      'reported-date': 'today',
      'reported-date.typed-on': '2026-11-22',
    });
  });

  it('removes a person whom nobody wrote on since, and keeps one whom somebody did', () => {
    const base = content({}, [person(1, { role: 'victim' }), person(2)]);
    const removed = content({}, [person(2)]);
    expect(mergeContent(base, removed, base).content.people.map(({ id }) => id)).toEqual([person(2).id]);
    const written = content({}, [person(1, { role: 'victim', phone: '1' }), person(2)]);
    expect(mergeContent(base, removed, written).content.people.map(({ id }) => id)).toContain(person(1).id);
    expect(mergeContent(base, written, removed).content.people.map(({ id }) => id)).toContain(person(1).id);
  });
});
