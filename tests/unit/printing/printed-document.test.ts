// Promises: what is laid out on pages is the document, every character of it, and nothing that is lost, doubled or moved goes unnoticed.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdsAll, rowsOfPages, type PrintedPage, type PrintedRow } from '#contract/printed-document.ts';

const frame = { name: 'Crime report', reference: 'NE-1', status: 'DRAFT', isDraft: true, foot: '', signatures: [] };

const aRow = fc
  .record({
    kind: fc.constantFrom<PrintedRow['kind']>('text', 'fact', 'item', 'note'),
    texts: fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { minLength: 1, maxLength: 4 }),
  })
  .map(({ kind, texts }): PrintedRow => ({ kind, cells: texts.map((text) => ({ text })) }));

/** Rows with where each is cut: a row cut in n places is n + 1 rows on as many pages. */
const laidOut = fc
  .array(fc.tuple(aRow, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 })), { maxLength: 12 })
  .map((rows) => {
    const pages: PrintedPage[] = [{ rows: [] }];
    for (const [row, cuts] of rows) {
      const ends = [...cuts.toSorted((a, b) => a - b), 1];
      for (const [part, end] of ends.entries()) {
        const begin = part === 0 ? 0 : (ends[part - 1] ?? 0);
        const place = (text: string, at: number): number => Math.floor(text.length * at);
        const cells = row.cells.map(({ text }) => ({ text: text.slice(place(text, begin), place(text, end)) }));
        if (part > 0) pages.push({ rows: [{ kind: 'columns', cells: [{ text: 'Heads' }], repeated: true }] });
        const last = pages.at(-1);
        const rowHere: PrintedRow = { ...row, cells, ...(part > 0 ? { continues: true } : {}) };
        if (last !== undefined) pages[pages.length - 1] = { rows: [...last.rows, rowHere] };
      }
    }
    return { printed: { frame, rows: rows.map(([row]) => row) }, pages };
  });

test('pages put together again are the document, wherever its rows were cut', () => {
  fc.assert(
    fc.property(laidOut, ({ printed, pages }) => {
      expect(rowsOfPages(pages)).toEqual(printed.rows);
      expect(holdsAll(printed, pages)).toBe(true);
    }),
  );
});

test('a character that is missing, doubled or changed is noticed, and so is a row that is out of its order', () => {
  fc.assert(
    fc.property(laidOut, fc.nat(), fc.constantFrom('drop', 'double', 'change'), ({ printed, pages }, pick, how) => {
      const places = pages.flatMap((page, at) =>
        page.rows.flatMap((row, index) =>
          row.repeated === true || row.cells[0]?.text === '' ? [] : [{ at, index, text: row.cells[0]?.text ?? '' }],
        ),
      );
      fc.pre(places.length > 0);
      const place = places[pick % places.length];
      if (place === undefined) return;
      const [first = '', ...rest] = Array.from(place.text);
      const words = { drop: rest, double: [first, first, ...rest], change: [`${first}x`, ...rest] }[how].join('');
      const changed = pages.map((page, at) => ({
        rows: page.rows.map((row, index) =>
          at === place.at && index === place.index ? { ...row, cells: [{ text: words }, ...row.cells.slice(1)] } : row,
        ),
      }));
      expect(holdsAll(printed, changed)).toBe(false);
    }),
  );
  const two = ['a', 'b'].map((text): PrintedRow => ({ kind: 'text', cells: [{ text }] }));
  expect(holdsAll({ frame, rows: two }, [{ rows: two.toReversed() }])).toBe(false);
  expect(holdsAll({ frame, rows: two }, [{ rows: two.slice(1) }])).toBe(false);
});
