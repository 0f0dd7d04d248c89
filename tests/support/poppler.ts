// What a PDF holds, as poppler reads it: a reader that knows nothing of what wrote it.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface PdfFacts {
  readonly pages: number;
  /** For example "594.96 x 841.92 pts (A4)". */
  readonly pageSize: string;
  readonly title: string;
  readonly isTagged: boolean;
}

export async function pdfFacts(file: string): Promise<PdfFacts> {
  const { stdout } = await run('pdfinfo', [file]);
  const value = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(stdout)?.[1]?.trim() ?? '';
  return {
    pages: Number(value('Pages')),
    pageSize: value('Page size'),
    title: value('Title'),
    isTagged: value('Tagged') === 'yes',
  };
}

/** The text of each page, in the order in which it was drawn. */
export async function pdfPages(file: string): Promise<string[]> {
  const { stdout } = await run('pdftotext', ['-raw', '-enc', 'UTF-8', file, '-'], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.split('\f').slice(0, -1);
}

export interface PdfFont {
  readonly name: string;
  readonly isEmbedded: boolean;
  /** Whether its glyphs can be told back as text. */
  readonly hasUnicode: boolean;
}

export async function pdfFonts(file: string): Promise<PdfFont[]> {
  const { stdout } = await run('pdffonts', [file]);
  return stdout
    .split('\n')
    .slice(2)
    .filter((line) => line !== '')
    .map((line) => {
      // The last columns: emb, sub, uni, object and its generation.
      const columns = line.trimEnd().split(/\s+/);
      return { name: columns[0] ?? '', isEmbedded: columns.at(-5) === 'yes', hasUnicode: columns.at(-3) === 'yes' };
    });
}

/** Width and height in pixels of each picture, as it is kept in the file. */
export async function pdfImages(file: string): Promise<(readonly [number, number])[]> {
  const { stdout } = await run('pdfimages', ['-list', file]);
  return stdout
    .split('\n')
    .slice(2)
    .filter((line) => line !== '')
    .map((line) => {
      // page, number, type, width, height
      const columns = line.trim().split(/\s+/);
      return [Number(columns[3]), Number(columns[4])] as const;
    });
}

/**
 * A text as it can be compared with what stands on paper: without the spaces and line ends, which paper has of its own, and without
 * the invisible marks by which readers of PDFs tell directions.
 */
export const onPaper = (text: string): string =>
  text.normalize('NFC').replaceAll(/[\s\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '');

/** Where two texts part, with a little of each; null where they are equal. */
export function difference(paper: string, expected: string): string | null {
  if (paper === expected) return null;
  let at = 0;
  while (paper[at] !== undefined && paper[at] === expected[at]) at += 1;
  const near = (text: string): string => text.slice(Math.max(0, at - 20), at + 40);
  return `at ${at}: on paper “${near(paper)}”, expected “${near(expected)}”`;
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}]+/gu;

/** Words that run from right to left stand on paper as they are seen: each whole, but several of them in the other order. */
export const rightToLeftWords = (text: string): string[] => text.match(rightToLeft) ?? [];
export const withoutRightToLeft = (text: string): string => text.replaceAll(rightToLeft, '');
