// A strict reader of comma-separated values (RFC 4180) that keeps how each cell was written, so that a file can be written
// back byte for byte. It is fed piece by piece and never holds more than one line; limits keep a hostile file small.

export interface Cell {
  readonly text: string;
  /** Written in quotation marks, whether it needed them or not. */
  readonly quoted: boolean;
}

export type LineEnd = '\n' | '\r\n' | '';

export interface CsvLine {
  readonly cells: readonly Cell[];
  /** Nothing only for a last line that does not end. */
  readonly end: LineEnd;
  /** The line of the file on which it begins, from 1: a quoted cell may span several. */
  readonly number: number;
}

/** A place in a file, both from 1; the column counts characters. */
export interface FilePlace {
  readonly line: number;
  readonly column: number;
}

export class CsvProblem extends Error {
  override readonly name = 'CsvProblem';
  readonly place: FilePlace;

  constructor(message: string, place: FilePlace) {
    super(message);
    this.place = place;
  }
}

/** Far above what any published file holds. */
export const csvLimits = { charactersInCell: 10_000, cellsInLine: 200 } as const;

const byteOrderMark = '\u{FEFF}';

type State = 'cell-start' | 'plain' | 'quoted' | 'after-quote' | 'after-return';

export class CsvReader {
  /** Whether the file begins with a byte order mark, which is no part of the first cell. */
  hasByteOrderMark = false;

  #state: State = 'cell-start';
  #cells: Cell[] = [];
  #text = '';
  #quoted = false;
  #lineNumber = 1;
  #column = 1;
  #beganOn = 1;
  #isFirst = true;
  readonly #take: (line: CsvLine) => void;

  constructor(take: (line: CsvLine) => void) {
    this.#take = take;
  }

  /** Throws a CsvProblem at what is no well-formed file; nothing can be read after that. */
  push(piece: string): void {
    let rest = piece;
    if (this.#isFirst && piece !== '') {
      this.#isFirst = false;
      if (piece.startsWith(byteOrderMark)) {
        this.hasByteOrderMark = true;
        rest = piece.slice(1);
      }
    }
    for (const character of rest) this.#read(character);
  }

  end(): void {
    if (this.#state === 'quoted') this.#fail('A quotation mark opens here and is never closed', this.#opened);
    if (this.#state === 'after-return') this.#fail('A line ends in a carriage return without a line feed');
    if (this.#state !== 'cell-start' || this.#cells.length > 0) this.#endLine('');
  }

  /** Where the cell now read began, for a mark that is never closed. */
  #opened: FilePlace = { line: 1, column: 1 };

  #fail(message: string, place: FilePlace = { line: this.#lineNumber, column: this.#column }): never {
    throw new CsvProblem(message, place);
  }

  #endCell(): void {
    if (this.#cells.length >= csvLimits.cellsInLine) this.#fail(`A line has more than ${csvLimits.cellsInLine} cells`);
    this.#cells.push({ text: this.#text, quoted: this.#quoted });
    this.#text = '';
    this.#quoted = false;
    this.#state = 'cell-start';
  }

  #endLine(end: LineEnd): void {
    this.#endCell();
    const line: CsvLine = { cells: this.#cells, end, number: this.#beganOn };
    this.#cells = [];
    this.#take(line);
  }

  #append(character: string): void {
    if (this.#text.length >= csvLimits.charactersInCell)
      this.#fail(`A cell is longer than ${csvLimits.charactersInCell} characters`);
    this.#text += character;
  }

  #advance(character: string): void {
    if (character === '\n') {
      this.#lineNumber += 1;
      this.#column = 1;
    } else this.#column += 1;
  }

  #read(character: string): void {
    switch (this.#state) {
      case 'quoted':
        if (character === '"') this.#state = 'after-quote';
        else this.#append(character);
        break;
      case 'after-quote':
        if (character === '"') {
          this.#append('"');
          this.#state = 'quoted';
        } else if (!this.#separates(character))
          this.#fail('There is text between a closing quotation mark and the comma');
        break;
      case 'after-return':
        if (character !== '\n') this.#fail('A carriage return stands without a line feed');
        this.#advance(character);
        this.#endLine('\r\n');
        this.#beganOn = this.#lineNumber;
        return;
      case 'cell-start':
        if (character === '"') {
          this.#opened = { line: this.#lineNumber, column: this.#column };
          this.#quoted = true;
          this.#state = 'quoted';
        } else if (!this.#separates(character)) {
          this.#append(character);
          this.#state = 'plain';
        }
        break;
      case 'plain':
        if (character === '"') this.#fail('A quotation mark stands inside a cell that does not begin with one');
        else if (!this.#separates(character)) this.#append(character);
        break;
    }
    this.#advance(character);
    if (character === '\n' && this.#state === 'cell-start' && this.#cells.length === 0)
      this.#beganOn = this.#lineNumber;
  }

  /** Ends the cell or line at a comma or line end; says whether the character was one. */
  #separates(character: string): boolean {
    if (character === ',') this.#endCell();
    else if (character === '\n') this.#endLine('\n');
    else if (character === '\r') this.#state = 'after-return';
    else return false;
    return true;
  }
}

const escaped = ({ text, quoted }: Cell): string => (quoted ? `"${text.replaceAll('"', '""')}"` : text);

/** A line as the reader found it. */
export const writtenLine = ({ cells, end }: Pick<CsvLine, 'cells' | 'end'>): string =>
  cells.map(escaped).join(',') + end;

/** A cell of ours: in quotation marks only where it must be. */
export const cellOf = (text: string): Cell => ({ text, quoted: /[",\r\n]/.test(text) });
