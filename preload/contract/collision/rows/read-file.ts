// Reading a published file: its columns are recognised, every cell is checked, and each row is handed on as it was written.
// Strict to the format, lenient to codes: an unknown code is a warning, and nothing that can be read is refused.
import { checkCell, type CellAdvice } from './check-cell.ts';
import { checkRow } from './check-row.ts';
import { columnsOf, type Column } from './columns.ts';
import { CsvProblem, CsvReader, writtenLine, type CsvLine, type FilePlace } from './csv-reader.ts';
import { layoutName, readHeader, type Layout } from './layouts.ts';

export interface Finding {
  /** An error is a breach of the format; a warning is a code or a fact to look at. */
  readonly level: 'error' | 'warning';
  readonly file: string;
  readonly place: FilePlace;
  /** The column's name, where one column is at fault. */
  readonly columnName?: string;
  readonly message: string;
  /** The same finding on further lines is counted here instead of listed again. */
  readonly times: number;
}

export interface FileReading {
  readonly file: string;
  /** Null where the columns were not recognised. */
  readonly layout: Layout | null;
  readonly rows: number;
  readonly errors: number;
  readonly warnings: number;
  /** The first of each kind, in the order of the file; bounded. */
  readonly findings: readonly Finding[];
  /** Findings that came after the list was full. */
  readonly unlisted: number;
}

/** One row by the names of its columns. */
export type Row = Readonly<Record<string, string>>;

export interface RowReader {
  readonly header?: (layout: Layout, line: CsvLine) => void;
  /** Null for a line that has not as many cells as there are columns: it is kept as written, and told. */
  readonly row?: (row: Row | null, line: CsvLine) => void;
}

const mostFindings = 500;

const cellTexts = (line: CsvLine): readonly string[] => line.cells.map((cell) => cell.text);

/** Where a cell begins, for a line that does not span several. */
function placeOfCell(line: CsvLine, index: number): FilePlace {
  const before = writtenLine({ cells: line.cells.slice(0, index), end: '' });
  const breaks = before.split('\n');
  const ahead = (breaks.at(-1) ?? '').length + (index === 0 ? 0 : 1);
  return { line: line.number + breaks.length - 1, column: ahead + 1 };
}

export class Stats19File {
  readonly #file: string;
  readonly #to: RowReader;
  readonly #csv: CsvReader;
  readonly #findings = new Map<string, Finding>();
  #columns: readonly Column[] = [];
  #layout: Layout | null = null;
  #headerSeen = false;
  #stopped = false;
  #rows = 0;
  #errors = 0;
  #warnings = 0;
  #unlisted = 0;

  /** `file` is the name that findings are told with. */
  constructor(file: string, to: RowReader = {}) {
    this.#file = file;
    this.#to = to;
    this.#csv = new CsvReader((line) => this.#take(line));
  }

  /** Feeds a piece of the file, cut anywhere. After a breach that cannot be read past, pieces are ignored. */
  push(piece: string): void {
    this.#guarded(() => this.#csv.push(piece));
  }

  end(): FileReading {
    this.#guarded(() => this.#csv.end());
    if (!this.#headerSeen && !this.#stopped) this.#tell('error', { line: 1, column: 1 }, 'The file is empty.');
    return {
      file: this.#file,
      layout: this.#layout,
      rows: this.#rows,
      errors: this.#errors,
      warnings: this.#warnings,
      findings: [...this.#findings.values()],
      unlisted: this.#unlisted,
    };
  }

  get hasByteOrderMark(): boolean {
    return this.#csv.hasByteOrderMark;
  }

  #guarded(read: () => void): void {
    if (this.#stopped) return;
    try {
      read();
    } catch (cause) {
      if (!(cause instanceof CsvProblem)) throw cause;
      this.#stopped = true;
      this.#tell('error', cause.place, `${cause.message}. Nothing after this place was read.`);
    }
  }

  #tell(level: Finding['level'], place: FilePlace, message: string, columnName?: string): void {
    if (level === 'error') this.#errors += 1;
    else this.#warnings += 1;
    const key = `${level} ${columnName ?? ''} ${message}`;
    const before = this.#findings.get(key);
    if (before !== undefined) this.#findings.set(key, { ...before, times: before.times + 1 });
    else if (this.#findings.size >= mostFindings) this.#unlisted += 1;
    else {
      const finding = { level, file: this.#file, place, message, times: 1 };
      this.#findings.set(key, columnName === undefined ? finding : { ...finding, columnName });
    }
  }

  #take(line: CsvLine): void {
    if (this.#stopped) return;
    if (!this.#headerSeen) this.#takeHeader(line);
    else this.#takeRow(line);
  }

  #takeHeader(line: CsvLine): void {
    this.#headerSeen = true;
    const reading = readHeader(cellTexts(line));
    if (reading.ok) {
      this.#layout = reading.layout;
      this.#columns = columnsOf(reading.layout);
      if (reading.isReordered)
        this.#tell(
          'warning',
          { line: 1, column: 1 },
          'The columns stand in another order than they are published in. They are read by their names.',
        );
      this.#to.header?.(reading.layout, line);
      return;
    }
    this.#stopped = true;
    this.#tell('error', placeOfCell(line, reading.at), reading.message);
  }

  #takeRow(line: CsvLine): void {
    const layout = this.#layout;
    if (layout === null) return;
    const { columns } = layout;
    this.#rows += 1;
    if (line.cells.length !== columns.length) {
      const counts = `${line.cells.length} ${line.cells.length === 1 ? 'cell' : 'cells'}; ${layoutName(layout)} have ${columns.length}`;
      const isBlank = line.cells.length === 1 && line.cells[0]?.text === '';
      this.#tell('error', { line: line.number, column: 1 }, isBlank ? 'The line is blank.' : `The line has ${counts}.`);
      this.#to.row?.(null, line);
      return;
    }
    const row = rowOf(layout, line);
    if (row === null) return;
    const undecoded = line.cells.findIndex(({ text }) => text.includes('\u{FFFD}'));
    if (undecoded >= 0)
      this.#tell('error', placeOfCell(line, undecoded), 'A cell has bytes that are no UTF-8 text.', columns[undecoded]);
    for (const [index, name] of columns.entries()) {
      const column = this.#columns[index];
      const advice = column === undefined ? null : checkCell(column, row[name] ?? '');
      if (advice !== null) this.#tellCell(line, index, name, advice);
    }
    for (const { columnName, message } of checkRow(row))
      this.#tell('warning', placeOfCell(line, columns.indexOf(columnName)), message, columnName);
    this.#to.row?.(row, line);
  }

  #tellCell(line: CsvLine, index: number, name: string, { level, message }: CellAdvice): void {
    this.#tell(level, placeOfCell(line, index), `${name}: ${message}`, name);
  }
}

export interface Stats19Table {
  readonly layout: Layout;
  readonly hasByteOrderMark: boolean;
  readonly header: CsvLine;
  /** As written, also those that have not the columns' number of cells. */
  readonly lines: readonly CsvLine[];
}

/** More lines than this are not held at once: several months of a whole force. A longer file is read as a stream. */
export const mostLinesHeld = 50_000;

/** Reads a file into memory. The table is null if its columns were not recognised or it is too long to hold. */
export function readTable(
  file: string,
  pieces: Iterable<string>,
  most = mostLinesHeld,
): { readonly table: Stats19Table | null; readonly reading: FileReading } {
  let header: CsvLine | null = null;
  let layout: Layout | null = null;
  let lines: CsvLine[] = [];
  let isTooLong = false;
  const reader = new Stats19File(file, {
    header: (found, line) => {
      layout = found;
      header = line;
    },
    row: (_row, line) => {
      if (lines.length >= most) isTooLong = true;
      else lines.push(line);
    },
  });
  for (const piece of pieces) reader.push(piece);
  const reading = reader.end();
  if (isTooLong) lines = [];
  const table =
    header === null || layout === null || isTooLong
      ? null
      : { layout, header, lines, hasByteOrderMark: reader.hasByteOrderMark };
  return { table, reading };
}

/** A line by the names of its columns; null where it has not their number of cells. */
export function rowOf({ columns }: Layout, line: CsvLine): Row | null {
  if (line.cells.length !== columns.length) return null;
  return Object.fromEntries(columns.map((name, index) => [name, line.cells[index]?.text ?? ''] as const));
}

/** The file as it was read, byte for byte. */
export const writeTable = (table: Stats19Table): string =>
  (table.hasByteOrderMark ? '\u{FEFF}' : '') + [table.header, ...table.lines].map(writtenLine).join('');
