// Published STATS19 rows: they load, are checked without being refused, and are written back byte for byte.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layouts, publishedColumns } from '#contract/collision/rows/layouts.ts';
import { readTable, rowOf, Stats19File, writeTable, type FileReading } from '#contract/collision/rows/read-file.ts';

const samples = fileURLToPath(new URL('../../../../shared/samples/stats19/', import.meta.url));
const hasSamples = existsSync(samples);

const header = publishedColumns('collision').join(',');
const row =
  '2023481377458,2023,481377458,532184,181047,-0.096513,51.512895,48,2,2,1,11/08/2023,6,23:30,-1,E09000001,E09000001,' +
  'E09000001,6,0,6,20,6,16,2,6,0,0,5,15,4,1,1,0,0,0,1,3,2,E01032739,7,1,1,0';

const withCell = (name: string, text: string): string => {
  const cells = row.split(',');
  cells[publishedColumns('collision').indexOf(name)] = text;
  return cells.join(',');
};

const read = (...lines: readonly string[]): FileReading => readTable('collision.csv', [lines.join('\n')]).reading;

/** In pieces, as from a disk. */
function* cut(text: string, size: number): Generator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

describe('the published samples', () => {
  test.skipIf(!hasSamples).each([
    ['collision_2023_raw_sample.csv', 'collision', '2024', 44],
    ['stats19_vehicle_2023_raw_sample.csv', 'vehicle', '2023', 3],
    ['stats19_casualty_2023_raw_sample.csv', 'casualty', '2023', 3],
  ])(
    '%s loads, is valid and is written back byte for byte (skipped without ../shared/samples)',
    (name, kind, year, rows) => {
      const bytes = readFileSync(`${samples}${name}`, 'utf8');
      const { table, reading } = readTable(name, cut(bytes, 1000));
      expect(reading.errors).toBe(0);
      expect(reading.layout).toMatchObject({ kind, year });
      expect(reading.rows).toBe(rows);
      expect(table).not.toBeNull();
      expect(table === null ? '' : writeTable(table)).toBe(bytes);
    },
  );

  test.skipIf(!hasSamples)(
    'an authority that the guide lacks is a warning with its place (skipped without ../shared/samples)',
    () => {
      const name = 'collision_2023_raw_sample.csv';
      const { reading } = readTable(name, [readFileSync(`${samples}${name}`, 'utf8')]);
      expect(reading.findings).toEqual([
        {
          level: 'warning',
          file: name,
          place: { line: 44, column: 104 },
          columnName: 'local_authority_highway',
          message: 'local_authority_highway: E06000065 is not in the guide of 2024 (it is North Yorkshire).',
          times: 1,
        },
      ]);
    },
  );
});

describe('checking', () => {
  test('a row as published has nothing to be told', () => {
    expect(read(header, row)).toMatchObject({ rows: 1, errors: 0, warnings: 0, findings: [] });
  });

  test.each([
    ['date', '31/02/2023', 'error', 'is not a date'],
    ['date', '2023-08-11', 'error', 'is not a date'],
    ['time', '24:00', 'error', 'is not a time'],
    ['number_of_vehicles', 'two', 'error', 'is not a number'],
    ['longitude', '1,5', 'error', 'has 45 cells'],
    ['speed_limit', '45', 'warning', 'is not in the guide'],
    ['junction_detail', '14', 'warning', 'is not in the guide'],
    ['junction_detail', 'T junction', 'error', 'is not a code'],
    ['latitude', '12.5', 'warning', 'is outside'],
    ['day_of_week', '5', 'warning', 'not the day of the date'],
    ['collision_ref_no', '481377459', 'warning', 'not the year and the reference'],
  ])('%s %j is told as %s', (name, text, level, words) => {
    const { findings } = read(header, withCell(name, text));
    expect(findings[0]?.level).toBe(level);
    expect(findings[0]?.message).toContain(words);
    expect(findings[0]?.place.line).toBe(2);
  });

  test.each(['', '-1', 'NULL'])('%j is how the files write that a place is not known', (missing) => {
    expect(read(header, withCell('location_easting_osgr', missing))).toMatchObject({ errors: 0, warnings: 0 });
  });

  test('a short line is told and kept, and those after it are read', () => {
    const text = [header, '1,2', row, ''].join('\n');
    const { table, reading } = readTable('collision.csv', [text]);
    expect(reading).toMatchObject({ rows: 2, errors: 1 });
    expect(reading.findings[0]?.message).toBe(
      'The line has 2 cells; collisions as published with the data of 2024 have 44.',
    );
    expect(table === null ? '' : writeTable(table)).toBe(text);
    expect(table?.lines.map((line) => rowOf(table.layout, line) === null)).toEqual([true, false]);
  });

  test('an open quotation mark ends the reading with its place', () => {
    const { findings, rows } = read(header, row, withCell('time', '"08:00'), row);
    expect(rows).toBe(1);
    expect(findings).toMatchObject([{ level: 'error', place: { line: 3, column: 86 } }]);
    expect(findings[0]?.message).toContain('Nothing after this place was read');
  });

  test('findings of one kind are counted, not listed by the thousand', () => {
    const strange = withCell('local_authority_highway', 'E06000065');
    const { findings, warnings } = read(header, ...Array.from({ length: 2000 }, () => strange));
    expect(warnings).toBe(2000);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.times).toBe(2000);
    const many = Array.from({ length: 2000 }, (_, index) => withCell('speed_limit', String(1000 + index)));
    const bounded = read(header, ...many);
    expect(bounded.findings).toHaveLength(500);
    expect(bounded.unlisted).toBe(1500);
  });

  test('a file too long to hold is read as a stream to its end', () => {
    const text = [header, ...Array.from({ length: 20 }, () => row)].join('\n');
    const held = readTable('collision.csv', [text], 10);
    expect(held.table).toBeNull();
    expect(held.reading.rows).toBe(20);
  });
});

describe('columns', () => {
  test.each(layouts.map((layout) => [layout.kind, layout.year, layout] as const))(
    'of %ss of %s are recognised',
    (_kind, _year, layout) => {
      expect(readTable('file.csv', [`${layout.columns.join(',')}\n`]).reading).toMatchObject({ layout, errors: 0 });
    },
  );

  test('of another year are told with what differs', () => {
    const other = publishedColumns('vehicle')
      .filter((name) => name !== 'escooter_flag')
      .concat('hybrid_flag')
      .join(',');
    const { table, reading } = readTable('vehicles.csv', [`${other}\n`]);
    expect(table).toBeNull();
    expect(reading.findings).toHaveLength(1);
    expect(reading.findings[0]).toMatchObject({ level: 'error', file: 'vehicles.csv', place: { line: 1 } });
    expect(reading.findings[0]?.message).toBe(
      'These are not the columns of a year that can be read. Nearest are vehicles as published with the data of 2024; this file lacks escooter_flag and has hybrid_flag besides.',
    );
  });

  test.each(['', 'name,age\n', '\u{FEFF}\n', '<html>\n'])('%j is no file of ours and is told so', (text) => {
    const { table, reading } = readTable('x.csv', [text]);
    expect(table).toBeNull();
    expect(reading.errors).toBe(1);
  });
});

test('whatever is read, reading ends with a report and never with a crash', () => {
  const cells = fc.oneof(
    fc.constantFrom('', '-1', 'NULL', '"', '11/08/2023', '__proto__', 'E06000065', '1e9'),
    fc.string(),
  );
  const lines = fc.array(
    fc.array(cells, { maxLength: 46 }).map((line) => line.join(',')),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...layouts), lines, ({ columns }, body) => {
      const reader = new Stats19File('fuzz.csv');
      reader.push(`${columns.join(',')}\n`);
      for (const line of body) reader.push(`${line}\n`);
      const reading = reader.end();
      expect(reading.errors + reading.warnings).toBeGreaterThanOrEqual(reading.findings.length);
    }),
    { numRuns: 300 },
  );
});
