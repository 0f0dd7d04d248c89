// A document for paper: what stands on every page, and rows of text. It is laid out into pages before it is printed, so that a page's
// text is known, can be signed and can be sealed. Pure; drawn by renderer/src/print.
import { z } from 'zod';
import { madeSignature, placeId, signer } from './statement/places.ts';

/** Longer than any text that a report holds: `mostTypedCharacters`, and what is said around it. */
const text = z.string().max(160_000);

export const printedCell = z.object({
  text,
  /** Where the text goes on in the middle of a paragraph: which way that paragraph runs. */
  direction: z.enum(['ltr', 'rtl']).optional(),
});
export type PrintedCell = z.infer<typeof printedCell>;

export const printedRow = z.object({
  kind: z.enum([
    'title',
    'heading',
    'subheading',
    /** Running text over the whole width, such as a narrative or a statement; of two cells, the first is its label. */
    'text',
    'note',
    /** Of a letter: who writes, and to whom. */
    'sender',
    'addressee',
    /** Of a letter: running text without a rule below it. */
    'prose',
    /** A drawing over the whole width; its cells are its label and what stands in it, in words. */
    'drawing',
    /** A label and what it says; two pairs side by side have four cells. */
    'fact',
    /** The heads of a table's columns: repeated on each page that the table goes on to. */
    'columns',
    'item',
    /** A place to sign: its label, who signs, and two cells for the date. */
    'sign',
  ]),
  cells: z.array(printedCell).min(1).max(12),
  /** How wide the columns of a table are, in parts. */
  shares: z.array(z.number().positive()).max(12).optional(),
  /** The rest of a row that began on the page before. */
  continues: z.boolean().optional(),
  /** Column heads shown anew on a later page. */
  repeated: z.boolean().optional(),
  /** Of a place to sign: which one (statement/places.ts). */
  place: placeId.optional(),
  /** Of a drawing: its SVG nodes as JSON (collision/sketch/svg.ts). The page takes no markup as text. */
  svg: z.string().max(1_000_000).optional(),
});
export type PrintedRow = z.infer<typeof printedRow>;

/** What stands on every page, above and below. */
export const printedFrame = z.object({
  /** For example "Crime report". */
  name: text,
  reference: text,
  /** For example "DRAFT" or "Finished 22 Nov 2026, 14:03". */
  status: text,
  isDraft: z.boolean(),
  /** For example "Printed 22 Nov 2026, 14:03 by PC Ada Okafor, 4417NE". */
  foot: text,
  /** Who signs at the foot of every page, for example "Signature of witness"; none for a report. */
  signatures: z.array(text).max(3),
  /** Of each of them, who it is: with the page it makes the place that is signed. */
  signers: z.array(signer).max(3).optional(),
});

/** A photograph in a drawing is named there, `picture:` and its id, and stands apart: pages are compared without it. */
export const pictureName = (id: string): string => `picture:${id}`;

export const printedDocument = z.object({
  frame: printedFrame,
  rows: z.array(printedRow).max(20_000),
  /** What was signed, drawn in its places. */
  signatures: z.array(madeSignature).optional(),
  /** JPEGs in base64 by the names that drawings give them. */
  pictures: z.record(z.string(), z.string().max(8_000_000)).optional(),
});
export type PrintedDocument = z.infer<typeof printedDocument>;

export const printedPage = z.object({ rows: z.array(printedRow).max(20_000) });
export type PrintedPage = z.infer<typeof printedPage>;

/** The rows of laid-out pages put together again: the document's own rows, if nothing was lost, doubled or moved. */
export function rowsOfPages(pages: readonly PrintedPage[]): PrintedRow[] {
  const rows: PrintedRow[] = [];
  for (const { kind, cells, shares, continues, repeated, place } of pages.flatMap((page) => page.rows)) {
    if (repeated === true) continue;
    const before = rows.at(-1);
    if (continues === true && before !== undefined) {
      rows[rows.length - 1] = {
        ...before,
        cells: before.cells.map((cell, column) => ({ text: cell.text + (cells[column]?.text ?? '') })),
      };
    } else {
      rows.push({
        kind,
        cells: cells.map((cell) => ({ text: cell.text })),
        ...(shares === undefined ? {} : { shares }),
        ...(place === undefined ? {} : { place }),
      });
    }
  }
  return rows;
}

/** Whether the pages hold the document, every character of it, in its order. */
export function holdsAll(document: PrintedDocument, pages: readonly PrintedPage[]): boolean {
  const rows = rowsOfPages(pages);
  return (
    rows.length === document.rows.length &&
    document.rows.every(({ kind, cells }, index) => {
      const row = rows[index];
      return (
        row?.kind === kind &&
        row.cells.length === cells.length &&
        cells.every((cell, column) => row.cells[column]?.text === cell.text)
      );
    })
  );
}
