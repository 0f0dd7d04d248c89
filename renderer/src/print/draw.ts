// Draws pages as they will be on paper: each a box of A4 with its own head and foot, so that no break is left to the printer.
import type { SvgNode } from '#contract/collision/sketch/svg.ts';
import type { PrintedCell, PrintedDocument, PrintedPage, PrintedRow } from '#contract/printed-document.ts';
import type { MadeSignature } from '#contract/statement/places.ts';
import { drawInk } from '../ink/outline.ts';
import { pageNumber, protectiveMarking } from '#contract/printed-marking.ts';

type Frame = PrintedDocument['frame'];
type Signatures = readonly MadeSignature[];

/** What stands in a place: a drawn signature, and in words why there is none or only a mark. */
function drawSigned(place: string | undefined, signatures: Signatures): Element[] {
  const made = signatures.find((one) => one.place === place)?.signature;
  if (made === undefined) return [];
  const strokes = made.kind === 'none' ? [] : [drawInk(made.strokes, made.kind === 'mark' ? 'Mark' : 'Signature')];
  if (made.kind === 'signed') return strokes;
  const words = made.kind === 'mark' ? `Mark: ${made.reason}` : `Not signed: ${made.reason}`;
  return [...strokes, element('em', 'instead', words)];
}

const element = (tag: string, className: string, ...children: readonly (Node | string)[]): HTMLElement => {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
};

const tags: Partial<Record<PrintedRow['kind'], string>> = { title: 'h1', heading: 'h2', subheading: 'h3' };

const marks = { ltr: '\u200e', rtl: '\u200f' } as const;

function drawCell(tag: string, className: string, { text, direction }: PrintedCell): HTMLElement {
  const cell = element(tag, className);
  // A direction mark of its own, which is no part of the text.
  if (direction !== undefined) cell.append(element('span', 'direction', marks[direction]));
  cell.append(document.createTextNode(text));
  return cell;
}

/** The text of a drawn cell, for measuring; null for an empty one. */
export const textNodeOf = (cell: Element): Text | null => (cell.lastChild instanceof Text ? cell.lastChild : null);

const svgTags: ReadonlySet<string> = new Set(['svg', 'g', 'path', 'rect', 'circle', 'ellipse', 'text', 'image']);

function drawSvg({ tag, attributes, children }: SvgNode): Element {
  if (!svgTags.has(tag)) throw new Error(`a drawing has no ${tag}`);
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    // A photograph is named, and put in once the pages stand.
    if (name === 'href') made.setAttribute('data-picture', String(value));
    else if (name !== 'xmlns') made.setAttribute(name, String(value));
  }
  made.append(...children.map((child) => (typeof child === 'string' ? child : drawSvg(child))));
  return made;
}

function drawRow(row: PrintedRow, signatures: Signatures): HTMLElement {
  const { kind, cells, shares } = row;
  const isTable = kind === 'columns' || kind === 'item';
  const drawn = element(
    'div',
    `row ${kind}${row.continues === true ? ' continues' : ''}${cells.length === 4 && kind === 'fact' ? ' pairs' : ''}`,
  );
  drawn.append(
    ...cells.map((cell, column) => {
      const isLabel =
        (kind === 'drawing' && column === 0) ||
        ((kind === 'fact' || kind === 'sign') && column % 2 === 0) ||
        (kind === 'text' && cells.length === 2 && column === 0);
      const shown = drawCell(tags[kind] ?? 'div', isLabel ? 'cell label' : 'cell', cell);
      if (isTable) shown.setAttribute('role', kind === 'columns' ? 'columnheader' : 'cell');
      return shown;
    }),
  );
  const svg = row.svg === undefined ? null : drawSvg(JSON.parse(row.svg) as SvgNode);
  if (svg !== null) drawn.insertBefore(svg, drawn.lastChild);
  if (row.place !== undefined) drawn.dataset['place'] = row.place;
  // Over the name, in the order in which it is read: nothing on paper is laid over something else.
  if (kind === 'sign') drawn.children[1]?.prepend(element('span', 'space', ...drawSigned(row.place, signatures)));
  if (isTable) {
    drawn.setAttribute('role', 'row');
    drawn.style.gridTemplateColumns = (shares ?? cells.map(() => 1)).map((share) => `minmax(0, ${share}fr)`).join(' ');
  }
  return drawn;
}

/** Rows of a table stand in an element of their own, so that a reader of the PDF knows that they belong together. */
export function drawRows(
  rows: readonly PrintedRow[],
  signatures: Signatures = [],
): {
  readonly elements: HTMLElement[];
  readonly drawn: HTMLElement[];
} {
  const drawn: HTMLElement[] = [];
  const elements: HTMLElement[] = [];
  let table: HTMLElement | null = null;
  for (const row of rows) {
    const shown = drawRow(row, signatures);
    elements.push(shown);
    if (row.kind === 'columns' || (row.kind === 'item' && table === null)) {
      table = element('div', 'table');
      table.setAttribute('role', 'table');
      drawn.push(table);
    }
    if (row.kind !== 'columns' && row.kind !== 'item') table = null;
    if (table === null) drawn.push(shown);
    else table.append(shown);
  }
  return { elements, drawn };
}

export function drawPage(
  frame: Frame,
  pages: readonly PrintedPage[],
  index: number,
  signatures: Signatures = [],
): HTMLElement {
  const head = element(
    'header',
    'head',
    element('p', 'marking', protectiveMarking),
    element(
      'p',
      'line',
      element('span', '', `${frame.name} ${frame.reference}`),
      element('span', frame.isDraft ? 'status draft' : 'status', frame.status),
    ),
  );
  const foot = element('footer', 'foot');
  if (frame.signatures.length > 0) {
    foot.append(
      element(
        'div',
        'signatures',
        ...frame.signatures.map((label, column) => {
          const place = `page-${index + 1}:${frame.signers?.[column] ?? ''}`;
          const drawn = element('p', 'signature', element('span', '', label), ...drawSigned(place, signatures));
          drawn.dataset['place'] = place;
          return drawn;
        }),
      ),
    );
  }
  foot.append(
    element(
      'p',
      'line',
      element('span', '', frame.foot),
      element('span', 'number', pageNumber(index + 1, pages.length)),
    ),
    element('p', 'marking', protectiveMarking),
  );
  const { elements, drawn } = drawRows(pages[index]?.rows ?? [], signatures);
  const goesOn = pages[index + 1]?.rows.some(({ continues }) => continues) === true;
  if (goesOn) elements.at(-1)?.classList.add('goes-on');
  const body = element('div', 'body', ...drawn);
  return element('section', 'page', head, body, foot);
}

export const bodyOf = (page: Element): HTMLElement => {
  const body = page.querySelector<HTMLElement>('.body');
  if (body === null) throw new Error('a page has no body');
  return body;
};

/** Shows a named photograph; rejects where it cannot be drawn, for paper must not lack what it speaks of. */
async function showPicture(image: Element, jpegs: PrintedDocument['pictures']): Promise<void> {
  const base64 = jpegs?.[image.getAttribute('data-picture') ?? ''];
  if (base64 === undefined) throw new Error('a drawing names a picture that the document lacks');
  const bytes = Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0);
  const address = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
  await new Promise<void>((resolve, reject) => {
    image.addEventListener('load', () => resolve(), { once: true });
    image.addEventListener('error', () => reject(new Error('a picture cannot be drawn')), { once: true });
    image.setAttribute('href', address);
  });
}

/** Throws where a page does not hold what is on it: nothing is ever cut off on paper. */
export async function drawPages(
  { frame, signatures, pictures }: PrintedDocument,
  pages: readonly PrintedPage[],
): Promise<void> {
  document.title = `${frame.name} ${frame.reference}`;
  const drawn = pages.map((_page, index) => drawPage(frame, pages, index, signatures));
  document.body.replaceChildren(...drawn);
  await document.fonts.ready;
  await Promise.all([...document.querySelectorAll('[data-picture]')].map((image) => showPicture(image, pictures)));
  for (const [index, page] of drawn.entries()) {
    const body = bodyOf(page);
    if (body.scrollHeight > body.clientHeight + 1) throw new Error(`page ${index + 1} does not hold its text`);
  }
}
