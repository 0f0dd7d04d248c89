// The reader of comma-separated values: strict, bounded, and true to every byte.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLimits, CsvProblem, CsvReader, writtenLine, type CsvLine } from '#contract/collision/rows/csv-reader.ts';

function read(...pieces: readonly string[]): { readonly lines: CsvLine[]; readonly mark: boolean } {
  const lines: CsvLine[] = [];
  const reader = new CsvReader((line) => lines.push(line));
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return { lines, mark: reader.hasByteOrderMark };
}

const texts = (lines: readonly CsvLine[]): string[][] => lines.map(({ cells }) => cells.map(({ text }) => text));

const writtenAgain = ({ lines, mark }: ReturnType<typeof read>): string =>
  (mark ? '\u{FEFF}' : '') + lines.map(writtenLine).join('');

function problemOf(file: string): CsvProblem {
  try {
    read(file);
  } catch (cause) {
    if (cause instanceof CsvProblem) return cause;
    throw cause;
  }
  throw new Error('read without a problem');
}

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', '1', ' ', '-', 'é', '😀'), maxLength: 6 }).map((text) => text),
  fc
    .string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' '), maxLength: 6 })
    .map((text) => `"${text.replaceAll('"', '""')}"`),
);
const file = fc
  .tuple(
    fc.boolean(),
    fc.array(fc.tuple(fc.array(cell, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\r\n')), { maxLength: 6 }),
    fc.option(fc.array(cell, { minLength: 2, maxLength: 3 })),
  )
  .map(([mark, lines, last]) => {
    const body = lines.map(([cells, end]) => cells.join(',') + end).join('') + (last === null ? '' : last.join(','));
    return (mark ? '\u{FEFF}' : '') + body;
  });

describe('reading', () => {
  test('takes cells with commas, quotation marks and line ends in quotation marks', () => {
    expect(texts(read('a,"b,""c"""\r\n"d\ne",\n').lines)).toEqual([
      ['a', 'b,"c"'],
      ['d\ne', ''],
    ]);
  });

  test('writes any well-formed file back byte for byte, wherever it was cut', () => {
    fc.assert(
      fc.property(file, fc.array(fc.nat(80), { maxLength: 4 }), (written, cuts) => {
        const places = [0, ...cuts.map((cut) => cut % (written.length + 1)).toSorted((a, b) => a - b), written.length];
        // Code points are never halved by a decoder.
        const whole = places.map((place) => (/^[\uDC00-\uDFFF]/.test(written.slice(place)) ? place + 1 : place));
        const pieces = whole.slice(1).map((place, index) => written.slice(whole[index], place));
        expect(writtenAgain(read(...pieces))).toBe(written);
      }),
      { numRuns: 500 },
    );
  });

  test('reads or refuses whatever it is given, and never anything between', () => {
    const hostile = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', '\u{FEFF}', '\u{0}'), maxLength: 30 });
    fc.assert(
      fc.property(hostile, (text) => {
        try {
          expect(writtenAgain(read(text))).toBe(text);
        } catch (cause) {
          if (!(cause instanceof CsvProblem) || cause.place.line < 1 || cause.place.column < 1) throw cause;
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['a,b\nc,"d', 2, 3, 'never closed'],
    ['a,b\nc,"d"e', 2, 6, 'between a closing quotation mark'],
    ['a,b"c', 1, 4, 'inside a cell'],
    ['a\rb', 1, 3, 'carriage return'],
    ['a\n"b\nc"x', 3, 3, 'between a closing quotation mark'],
  ])('says where %j is no such file', (text, line, column, words) => {
    const problem = problemOf(text);
    expect(problem.place).toEqual({ line, column });
    expect(problem.message).toContain(words);
  });

  test('tells on which line of the file a row begins, also after a cell of several lines', () => {
    expect(read('a\n"b\n\nc"\nd').lines.map(({ number }) => number)).toEqual([1, 2, 5]);
  });

  test('does not let one cell or one line grow without end', () => {
    const grow = (piece: string, pieces: number) => () => {
      const reader = new CsvReader(() => undefined);
      for (let index = 0; index < pieces; index += 1) reader.push(piece);
    };
    expect(grow('x'.repeat(1000), 100)).toThrow(`longer than ${csvLimits.charactersInCell}`);
    expect(grow(`"${'x'.repeat(1000)}`, 1)).not.toThrow();
    expect(grow(','.repeat(100), 100)).toThrow(`more than ${csvLimits.cellsInLine} cells`);
  });
});
