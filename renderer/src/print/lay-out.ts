// Breaks a document into pages before it is printed: rows are measured as they will be drawn, and a row that is too long for a page
// is cut between two of its lines. What it answers is the document again, page by page, every character in its place.
import type { PrintedCell, PrintedDocument, PrintedPage, PrintedRow } from '#contract/printed-document.ts';
import { bodyOf, drawPage, drawRows, textNodeOf } from './draw.ts';

/** These never stand last on a page: what they head comes with them. */
const heads: ReadonlySet<PrintedRow['kind']> = new Set(['title', 'heading', 'subheading', 'columns']);
/** So much of a row that follows a heading, or is cut, stays together. */
const leastLines = 3;

const typeface = '"Atkinson Hyperlegible Next Variable"';

interface Room {
  readonly bodyHeight: number;
  /** Draws a row as wide as on the page and leaves it there to be measured. */
  readonly measure: (rows: readonly PrintedRow[]) => HTMLElement[];
}

export async function layOut(printed: PrintedDocument): Promise<PrintedPage[]> {
  const everything = printed.rows.flatMap(({ cells }) => cells.map(({ text }) => text)).join('');
  // Its glyphs are fetched by range: each weight for all the text that there is.
  await Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 10pt ${typeface}`, everything)));
  const room = prepareRoom(printed.frame);
  const elements = room.measure(printed.rows);
  await document.fonts.ready;
  return new Pages(printed.rows, elements, room).fill();
}

function prepareRoom(frame: PrintedDocument['frame']): Room {
  const page = drawPage(frame, [{ rows: [] }], 0);
  document.body.replaceChildren(page);
  const bodyHeight = bodyOf(page).clientHeight;
  return {
    bodyHeight,
    measure(rows) {
      const { elements, drawn } = drawRows(rows);
      const flow = document.createElement('div');
      flow.className = 'flow';
      flow.append(...drawn);
      bodyOf(page).append(flow);
      return elements;
    },
  };
}

const heightOf = (element: Element): number => element.getBoundingClientRect().height;

class Pages {
  readonly #rows: readonly PrintedRow[];
  readonly #elements: readonly HTMLElement[];
  readonly #room: Room;
  readonly #pages: PrintedPage[] = [];
  #page: PrintedRow[] = [];
  #left: number;
  /** Rows of this page that are not only column heads shown again. */
  #own = 0;

  constructor(rows: readonly PrintedRow[], elements: readonly HTMLElement[], room: Room) {
    this.#rows = rows;
    this.#elements = elements;
    this.#room = room;
    this.#left = room.bodyHeight;
  }

  fill(): PrintedPage[] {
    for (const index of this.#rows.keys()) {
      if (this.#own > 0 && this.#needed(index) > this.#left) this.#turn(index);
      this.#place(index);
    }
    this.#pages.push({ rows: this.#page });
    return this.#pages;
  }

  /** What must fit for the row to be begun here: all of it, or its first lines where it can be cut. */
  #needed(index: number): number {
    const row = this.#rows[index];
    const element = this.#elements[index];
    if (row === undefined || element === undefined) return 0;
    const height = heightOf(element);
    return canBeCut(row) ? Math.min(height, leastHeight(element)) : height;
  }

  #place(index: number): void {
    let row = this.#rows[index];
    let element = this.#elements[index];
    while (row !== undefined && element !== undefined) {
      const height = heightOf(element);
      const fits = height <= this.#left;
      const signs = this.#signsAfter(index);
      if (height + signs <= this.#left) {
        this.#add(row, height);
        return;
      }
      const most = signs === 0 ? height : height - lastLinesOf(row, element);
      const parts = this.#cut(row, element, Math.min(most, this.#left));
      if (parts === null && fits && this.#own === 0) {
        this.#add(row, height);
        return;
      }
      if (parts === null) {
        // A page to itself is too small: the row cannot be cut, and nothing is left out silently.
        if (this.#own === 0) throw new Error(`a row of ${row.kind} is higher than a page`);
        this.#turn(index);
      } else {
        this.#add(parts[0], height);
        this.#turn(index);
        row = parts[1];
        [element] = this.#room.measure([row]);
      }
    }
  }

  /** How high the places to sign are that stand below a row: a signature alone on a page could be put under any text. */
  #signsAfter(index: number): number {
    let height = 0;
    if (this.#rows[index]?.kind === 'sign') return height;
    for (let at = index + 1; this.#rows[at]?.kind === 'sign'; at += 1) {
      const element = this.#elements[at];
      if (element !== undefined) height += heightOf(element);
    }
    return height;
  }

  /** What of the row fits into so much of this page, and the rest; null where nothing of it does. */
  #cut(row: PrintedRow, element: HTMLElement, most: number): readonly [PrintedRow, PrintedRow] | null {
    for (let height = most; height >= leastHeight(element); height -= lineHeightOf(element)) {
      const parts = cutRow(row, element, height);
      if (parts === null) return null;
      // Blank lines and what stands at the end of a line are not all told by measuring: the part itself decides.
      const [first] = this.#room.measure([parts[0]]);
      const fits = first !== undefined && heightOf(first) <= this.#left;
      first?.remove();
      if (fits) return parts;
    }
    return null;
  }

  #add(row: PrintedRow, height: number): void {
    this.#page.push(row);
    this.#left -= height;
    this.#own += 1;
  }

  /** Ends the page before a row, or within it. Heads that would stand last on it go on with what they head. */
  #turn(index: number): void {
    const moved = this.#headsAtEnd();
    this.#pages.push({ rows: this.#page.slice(0, this.#page.length - moved) });
    this.#page = [];
    this.#left = this.#room.bodyHeight;
    this.#own = 0;
    for (let at = index - moved; at < index; at += 1) {
      const [row, element] = [this.#rows[at], this.#elements[at]];
      if (row !== undefined && element !== undefined) this.#add(row, heightOf(element));
    }
    if (this.#rows[index]?.kind === 'item' && this.#page.at(-1)?.kind !== 'columns') this.#repeatColumns(index);
  }

  /** None where the page holds nothing else: turned once more, it would hold the same. */
  #headsAtEnd(): number {
    const before = this.#page.findLastIndex(({ kind, repeated }) => !heads.has(kind) || repeated === true);
    const moved = this.#page.length - 1 - before;
    return moved < this.#own ? moved : 0;
  }

  #repeatColumns(index: number): void {
    const columns = this.#rows.findLastIndex(({ kind }, at) => at < index && kind === 'columns');
    const row = this.#rows[columns];
    const element = this.#elements[columns];
    if (row === undefined || element === undefined) return;
    this.#page.push({ ...row, repeated: true });
    this.#left -= heightOf(element);
  }
}

const canBeCut = ({ kind }: PrintedRow): boolean => !heads.has(kind) && kind !== 'drawing' && kind !== 'sign';

/** How high the lines are that go on to the next page with what is signed below them; blank ones do not count. */
function lastLinesOf({ cells }: PrintedRow, element: Element): number {
  const cell = element.lastElementChild;
  const blank = /\s*$/u.exec(cells.at(-1)?.text ?? '')?.[0].split('\n').length ?? 1;
  return cell === null ? 0 : (leastLines + blank - 1) * lineHeightOf(cell);
}

const lineHeightOf = (cell: Element): number => Number.parseFloat(getComputedStyle(cell).lineHeight);

function leastHeight(element: Element): number {
  const label = element.querySelector('.text > .label');
  const cell = element.lastElementChild;
  const padding = ['padding-top', 'padding-bottom'].map((name) =>
    Number.parseFloat(getComputedStyle(element).getPropertyValue(name)),
  );
  return (
    (cell === null ? 0 : leastLines * lineHeightOf(cell)) +
    (label === null ? 0 : heightOf(label)) +
    padding.reduce((sum, one) => sum + one, 0)
  );
}

/** What of the row fits into so much height, and the rest; null where it cannot be cut there. */
function cutRow(row: PrintedRow, element: HTMLElement, height: number): readonly [PrintedRow, PrintedRow] | null {
  if (!canBeCut(row)) return null;
  const padding = Number.parseFloat(getComputedStyle(element).paddingBottom) + 1;
  const limit = element.getBoundingClientRect().top + height - padding;
  const cuts = row.cells.map((cell, column) => {
    const shown = element.children[column];
    const node = shown === undefined ? null : textNodeOf(shown);
    return shown === undefined || node === null ? 0 : cutText(cell.text, node, shown, limit);
  });
  const isWhole = cuts.every((cut, column) => cut === row.cells[column]?.text.length);
  const isNothing = cuts.every((cut) => cut === 0);
  if (isWhole || isNothing) return null;
  return [
    { ...row, cells: row.cells.map((cell, column) => ({ ...cell, text: cell.text.slice(0, cuts[column]) })) },
    { ...row, cells: row.cells.map((cell, column) => restOf(cell, cuts[column] ?? 0)), continues: true },
  ];
}

/** How much of a text lies above a height: whole lines, and no single last line is left for the next page. */
function cutText(text: string, node: Text, cell: Element, limit: number): number {
  const lineHeight = lineHeightOf(cell);
  const { top, bottom } = cell.getBoundingClientRect();
  const lines = Math.round((bottom - top) / lineHeight);
  const room = Math.floor((limit - top) / lineHeight + 0.05);
  if (lines <= room) return text.length;
  const kept = lines - room === 1 ? room - 1 : room;
  if (kept <= 0) return 0;
  const range = document.createRange();
  const bottomOf = (end: number): number => {
    range.setStart(node, 0);
    range.setEnd(node, end);
    return range.getBoundingClientRect().bottom;
  };
  // Glyphs end a little above or below their line, never half a line.
  const lowestOf = (count: number): number => top + (count + 0.4) * lineHeight;
  const endOf = (count: number): number => {
    let [low, high] = [0, text.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (bottomOf(middle) <= lowestOf(count)) low = middle;
      else high = middle - 1;
    }
    return betweenCharacters(text, low);
  };
  const end = endOf(kept);
  const paragraphEnd = text.indexOf('\n', end);
  const isWithinParagraph = !text.slice(end - 1, end + 1).includes('\n');
  const leavesOneLine =
    isWithinParagraph && bottomOf(paragraphEnd < 0 ? text.length : paragraphEnd) <= lowestOf(kept + 1);
  return leavesOneLine && kept > 1 ? endOf(kept - 1) : end;
}

const graphemes = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

/** Never within what is seen as one character, such as a letter and its accent, or a flag. */
function betweenCharacters(text: string, at: number): number {
  if (at === 0 || at >= text.length) return at;
  const start = Math.max(0, at - 100);
  const found = graphemes.segment(text.slice(start, at + 100)).containing(at - start);
  return found === undefined ? at : start + found.index;
}

const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;

const directionOf = (paragraph: string): 'ltr' | 'rtl' =>
  rightToLeft.test(/\p{L}/u.exec(paragraph)?.[0] ?? '') ? 'rtl' : 'ltr';

/** The rest of a cell; cut within a paragraph, it goes on in that paragraph's direction. */
function restOf(cell: PrintedCell, cut: number): PrintedCell {
  const text = cell.text.slice(cut);
  const begins = cell.text.lastIndexOf('\n', cut - 1) + 1;
  if (text === '' || cut === 0 || begins === cut) return { text };
  const before = begins === 0 ? cell.direction : undefined;
  return { text, direction: before ?? directionOf(cell.text.slice(begins)) };
}
