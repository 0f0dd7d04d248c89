// Published rows of any kind and year, over all code lists, however a spreadsheet left the file: read, written back byte for byte, and
// taken in as a report without a fact invented or a loss untold.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnsOf, type Column } from '#contract/collision/rows/columns.ts';
import { cellOf, writtenLine } from '#contract/collision/rows/csv-reader.ts';
import { reportOf, type PublishedCollision } from '#contract/collision/rows/from-rows.ts';
import { layouts, publishedColumns, type FileKind, type Layout } from '#contract/collision/rows/layouts.ts';
import { readTable, rowOf, writeTable, type Row } from '#contract/collision/rows/read-file.ts';
import { rowsOf } from '#contract/collision/rows/to-rows.ts';
import { reportContent } from '#contract/reports.ts';

const digits = (least: number, most: number) => fc.integer({ min: least, max: most }).map(String);

const missing = (cell: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 5, arbitrary: cell }, fc.constantFrom('', '-1', 'NULL'));

const day = fc
  .date({ min: new Date('1979-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).split('-').toReversed().join('/'));

/** What a column may hold without being an error, every code of its list with -1 and 99 included. */
function cellsOf(column: Column): fc.Arbitrary<string> {
  switch (column.is) {
    case 'code':
      return fc.constantFrom(...Object.keys({ ...column.list.offered, ...column.list.accepted }), '-1', '99', '');
    case 'known':
      return fc.constantFrom('-1', 'E09000031', 'E06000065', 'E01032739', 'W06000015', '');
    case 'whole':
      return missing(digits(column.least, column.most));
    case 'decimal':
      return missing(
        fc
          .double({ min: column.least, max: column.most, noNaN: true })
          .map((value) => String(Number(value.toFixed(6)))),
      );
    case 'date':
      return day;
    case 'time':
      return missing(fc.tuple(digits(10, 23), digits(10, 59)).map((both) => both.join(':')));
    case 'year':
      return digits(1979, 2030);
    case 'reference':
      return fc.stringMatching(/^[0-9A-Z]{1,13}$/);
    case 'text':
      return fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('FORD "FIESTA", 1.2', 'line\nbreak', ' ', ''));
  }
}

const rowsIn = (layout: Layout, count: { readonly min: number; readonly max: number }): fc.Arbitrary<Row[]> => {
  const columns = columnsOf(layout);
  return fc.array(
    fc.record(Object.fromEntries(layout.columns.map((name, at) => [name, cellsOf(columns[at] ?? { is: 'text' })]))),
    { minLength: count.min, maxLength: count.max },
  );
};

const layoutNames = layouts.map((layout) => [`${layout.kind} of ${layout.year}`, layout] as const);

describe('a file', () => {
  test.each(layoutNames)(
    '%s: with a mark, other line ends, no end, quoted, in any order of columns',
    (_name, layout) => {
      const file = fc.record({
        rows: rowsIn(layout, { min: 0, max: 4 }),
        order: fc.shuffledSubarray([...layout.columns], { minLength: layout.columns.length }),
        isReordered: fc.boolean(),
        mark: fc.constantFrom('', '\u{FEFF}'),
        end: fc.constantFrom('\n' as const, '\r\n' as const),
        endsLast: fc.boolean(),
        quotesAll: fc.boolean(),
      });
      fc.assert(
        fc.property(file, ({ rows, order, isReordered, mark, end, endsLast, quotesAll }) => {
          const columns = isReordered ? order : layout.columns;
          const lines = [columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))];
          const text =
            mark +
            lines
              .map((cells, at) =>
                writtenLine({
                  cells: cells.map((cell) => (quotesAll ? { text: cell, quoted: true } : cellOf(cell))),
                  end: at === lines.length - 1 && !endsLast ? '' : end,
                }),
              )
              .join('');
          const { table, reading } = readTable('file.csv', [text]);
          expect(reading.findings.filter(({ level }) => level === 'error')).toEqual([]);
          expect(reading.rows).toBe(rows.length);
          if (table === null) throw new Error('the file was not recognised');
          expect(writeTable(table)).toBe(text);
          expect(table.lines.map((line) => rowOf(table.layout, line))).toEqual(rows);
        }),
        { numRuns: 40 },
      );
    },
  );
});

const layoutOf = (kind: FileKind): Layout => ({ kind, year: '2024', columns: publishedColumns(kind) });

/** Rows that belong to one collision, numbered as the files number them. */
const published: fc.Arbitrary<PublishedCollision> = fc
  .tuple(
    rowsIn(layoutOf('collision'), { min: 1, max: 1 }),
    rowsIn(layoutOf('vehicle'), { min: 0, max: 3 }),
    rowsIn(layoutOf('casualty'), { min: 0, max: 3 }),
    fc.nat({ max: 3 }),
  )
  .map(([[collision = {}], vehicles, casualties, offset]) => {
    const { collision_year: year = '', collision_ref_no: reference = '' } = collision;
    const identity = { collision_index: `${year}${reference}`, collision_year: year, collision_ref_no: reference };
    return {
      collision: { ...collision, ...identity },
      vehicles: vehicles.map((row, index) => ({ ...row, ...identity, vehicle_reference: String(index + 1) })),
      casualties: casualties.map((row, index) => ({
        ...row,
        ...identity,
        casualty_reference: String(index + 1),
        vehicle_reference: String(1 + ((index + offset) % Math.max(1, vehicles.length))),
      })),
    };
  });

const isNothing = (cell: string | undefined): boolean =>
  cell === '' || cell === '-1' || cell === 'NULL' || cell === '0';

describe('a published collision', () => {
  let made = 0;
  const newId = (): string => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`;

  test('becomes a report that can be kept; what changes of its cells is told, and never becomes another answer', () => {
    fc.assert(
      fc.property(published, (rows) => {
        const { content, losses } = reportOf(rows, newId);
        expect(reportContent.safeParse(content).error).toBeUndefined();
        const again = rowsOf(content, { localReference: '' });
        const told = new Set(losses.map(({ kind, index, columnName }) => `${kind} ${index} ${columnName}`));
        const pairs = [
          ['collision', [rows.collision], [again.collision]],
          ['vehicle', rows.vehicles, again.vehicles],
          ['casualty', rows.casualties, again.casualties],
        ] as const;
        const untold = pairs.flatMap(([kind, before, after]) =>
          before.flatMap((row, index) =>
            publishedColumns(kind).filter(
              (name) => after[index]?.[name] !== row[name] && !told.has(`${kind} ${index} ${name}`),
            ),
          ),
        );
        expect(untold).toEqual([]);
        const invented = losses.filter(
          ({ reason, was, becomes, columnName }) =>
            reason === 'not-asked' &&
            !isNothing(becomes) &&
            !isNothing(was) &&
            columnName !== 'vehicle_left_hand_drive',
        );
        expect(invented).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('taken in a second time loses nothing more', () => {
    fc.assert(
      fc.property(published, (rows) => {
        const once = rowsOf(reportOf(rows, newId).content, { localReference: '' });
        const twice = reportOf(once, newId);
        expect(twice.losses).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
