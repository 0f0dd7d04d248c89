// The page that is printed, by itself: its breaks are known before it is printed, they stay where they are fixed, a signed page has a
// place for a signature, and what does not fit is an error, never cut off.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { toDevToolsPrinting } from '../../native-mocks/electron/print-to-pdf.ts';
import { node } from '#contract/collision/sketch/svg.ts';
import { holdsAll, type PrintedDocument, type PrintedPage, type PrintedRow } from '#contract/printed-document.ts';
import { difference, onPaper, pdfFacts, pdfPages } from '../support/poppler.ts';
import { Profile } from '../support/program.ts';
import { runsOf, seededChance } from '../support/random.ts';

const profile = new Profile({ quickUnlock: true });
let page: Page;
let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'kerbdesk-pages-'));
  ({ page } = await profile.launch());
  await page.goto(new URL('print.html', page.url()).href);
});
afterAll(async () => {
  await profile.remove();
  await rm(scratch, { recursive: true, force: true });
});

const show = (document: PrintedDocument, fixed: readonly PrintedPage[] | null = null): Promise<PrintedPage[]> =>
  page.evaluate(
    ([printed, pages]) => {
      const showDocument = Reflect.get(globalThis, 'showDocument') as (...given: unknown[]) => Promise<PrintedPage[]>;
      return showDocument(printed, pages);
    },
    [document, fixed] as const,
  );

/** The text of each page as it is on screen. */
const shown = (): Promise<string[]> =>
  page.locator('.page').evaluateAll((pages) => pages.map((one) => one.textContent));

async function pdfOfPage(): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send(
    'Page.printToPDF',
    toDevToolsPrinting({
      pageSize: 'A4',
      preferCSSPageSize: true,
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
      printBackground: true,
    }),
  );
  const file = join(scratch, 'page.pdf');
  await writeFile(file, Buffer.from(data, 'base64'));
  return file;
}

const row = (kind: PrintedRow['kind'], ...cells: string[]): PrintedRow => ({
  kind,
  cells: cells.map((text) => ({ text })),
});

const statement = (text: string): PrintedDocument => ({
  frame: {
    name: 'Witness statement',
    reference: 'NE-4417-0093',
    status: 'Sealed 22 Nov 2026, 14:03',
    isDraft: false,
    foot: 'Printed 22 Nov 2026, 14:30 by PC Ada Okafor, 4417NE',
    signatures: ['Signature', 'Signature witnessed by'],
  },
  rows: [row('title', 'Witness statement'), row('text', text), row('note', 'End of the statement.')],
});

/** Words from right to left stand alone between others: several together would be read from paper in the order seen. */
const words = [
  'she',
  'walked',
  'towards',
  'Żaneta',
  'naïve',
  'e\u0301t\u00e9',
  'said שלום and',
  'wrote برج down',
  '12:03',
  '“leave',
  'it”',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  '\n',
  '\n\n',
  '  ',
  '£3.50',
  '😀',
];

promises('pages', () => {
  test('hold the document whole, whatever it says, and poppler reads from paper what the page shows', async () => {
    const chance = seededChance('printed pages');
    for (let round = 0; round < runsOf('KERBDESK_PRINTED_PAGES', 6); round++) {
      const text = Array.from(
        { length: chance.between(10, 3000) },
        () => words[chance.between(0, words.length - 1)] ?? '',
      ).join(' ');
      const items = Array.from({ length: chance.between(0, 80) }, (_, index) => ({
        ...row('item', String(index + 1), Array.from(text).slice(0, chance.between(0, 400)).join(''), 'Stolen'),
        shares: [0.5, 3, 1],
      }));
      const printed: PrintedDocument = {
        ...statement(text),
        rows: [
          ...statement(text).rows,
          row('heading', 'Property'),
          ...(items.length === 0 ? [] : [{ ...row('columns', 'No.', 'What it is', 'Status'), shares: [0.5, 3, 1] }]),
          ...items,
        ],
      };
      const pages = await show(printed);
      expect(holdsAll(printed, pages)).toBe(true);
      const file = await pdfOfPage();
      expect(await pdfFacts(file)).toMatchObject({ pages: pages.length, pageSize: expect.stringContaining('(A4)') });
      const paper = await pdfPages(file);
      const onScreen = await shown();
      for (const [index, text] of paper.entries()) {
        expect(difference(onPaper(text), onPaper(onScreen[index] ?? ''))).toBe(null);
      }
    }
  });

  test('have a place to sign at the foot of every page, above its number', async () => {
    const pages = await show(statement('I saw it all. '.repeat(1500)));
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, text] of (await pdfPages(await pdfOfPage())).entries()) {
      expect(text.match(/Signature witnessed by/g)).toHaveLength(1);
      expect(text.indexOf('Signature witnessed by')).toBeLessThan(text.indexOf(`Page ${index + 1} of ${pages.length}`));
    }
  });

  test('are drawn again as they were fixed, and the same document is laid out the same', async () => {
    const printed = statement('A line that is signed. \n'.repeat(200));
    const pages = await show(printed);
    expect(await show(printed)).toEqual(pages);
    const before = await shown();
    expect(await show(printed, pages)).toEqual(pages);
    expect(await shown()).toEqual(before);
  });

  test('that are fixed with more than a page holds are refused, not cut off', async () => {
    const printed = statement('Too much for one page. '.repeat(600));
    await expect(show(printed, [{ rows: printed.rows }])).rejects.toThrow('page 1 does not hold its text');
  });

  test('begin no section at their very end, and repeat the heads of a table that goes on', async () => {
    for (let lines = 30; lines < 60; lines += 3) {
      const items = Array.from({ length: 60 }, (_, index) => ({ ...row('item', String(index)), shares: [1] }));
      const printed = {
        ...statement(''),
        rows: [
          row('text', 'x\n'.repeat(lines)),
          row('heading', 'Property'),
          { ...row('columns', 'No.'), shares: [1] },
          ...items,
        ],
      };
      const pages = await show(printed);
      expect(pages.map(({ rows }) => rows.at(-1)?.kind)).not.toContain('heading');
      expect(pages.map(({ rows }) => rows.at(-1)?.kind)).not.toContain('columns');
      for (const { rows } of pages.filter((one) => one.rows[0]?.kind === 'item' || one.rows[1]?.kind === 'item')) {
        expect(rows.find(({ kind }) => kind === 'columns' || kind === 'item')?.kind).toBe('columns');
      }
    }
  });

  test('never begin with a place to sign: the last lines of what is signed stand above it', async () => {
    const signs = [
      row('sign', 'Signature', 'Rosa Keane', 'Date', '…'),
      row('sign', 'Witnessed by', 'PC Okafor', 'Date', '…'),
    ];
    for (const blank of ['', '\n\n\n\n']) {
      for (let lines = 30; lines < 56; lines += 1) {
        const numbered = Array.from({ length: lines }, (_, index) => `Line ${index + 1}.`).join('\n');
        const rows = [row('title', 'WITNESS STATEMENT'), row('text', `${numbered}${blank}`), ...signs];
        const printed: PrintedDocument = { ...statement(''), rows };
        const pages = await show(printed);
        expect(holdsAll(printed, pages)).toBe(true);
        const signed = pages.find((one) => one.rows.some(({ kind }) => kind === 'sign'));
        expect(signed?.rows.filter(({ kind }) => kind === 'sign')).toHaveLength(2);
        const above = signed?.rows[0]?.kind === 'title' ? signed.rows[1] : signed?.rows[0];
        const told = above?.cells[0]?.text.trim().split('\n') ?? [];
        expect({ lines, blank, told: told.length >= 3, last: told.at(-1) }).toEqual({
          lines,
          blank,
          told: true,
          last: `Line ${lines}.`,
        });
      }
    }
  });

  test('keep a short declaration with its signature', async () => {
    for (let lines = 30; lines < 56; lines += 1) {
      const rows = [
        row('text', 'x\n'.repeat(lines)),
        row('text', 'I was present when it was signed.'),
        row('sign', 'Signature of the adult present', 'Joan Hale', 'Date', '…'),
      ];
      const pages = await show({ ...statement(''), rows });
      expect(pages.map((page) => page.rows[0]?.kind)).not.toContain('sign');
    }
  });

  test('never end with a heading, whatever follows it and however it must be cut', async () => {
    const square = node('rect', { width: 10, height: 10 });
    const svg = JSON.stringify(node('svg', { viewBox: '0 0 10 10' }, [square]));
    const following: Record<string, PrintedRow[]> = {
      'a drawing': [{ ...row('drawing', 'Sketch plan', '1 road'), svg }],
      'a text of four lines': [row('text', 'What happened', 'One line of it.\n'.repeat(3) + 'The fourth.')],
      'a text of blank lines': [row('text', `${'\n'.repeat(5)}At last.`)],
      'a long fact': [row('fact', 'Method', 'Forced the window of the kitchen. '.repeat(30))],
      'another heading and a table': [
        row('subheading', '1. Property'),
        { ...row('columns', 'No.', 'What it is'), shares: [1, 8] },
        { ...row('item', '1', 'A bicycle. '.repeat(60)), shares: [1, 8] },
      ],
    };
    for (const [what, rows] of Object.entries(following)) {
      for (let lines = 36; lines < 50; lines += 1) {
        const printed: PrintedDocument = {
          ...statement(''),
          rows: [row('text', 'x\n'.repeat(lines)), row('heading', 'What follows'), ...rows],
        };
        const pages = await show(printed);
        expect(holdsAll(printed, pages)).toBe(true);
        const last = pages.map((one) => one.rows.at(-1)?.kind);
        expect({ what, lines, isHeading: last.some((kind) => /heading|columns/.test(kind ?? '')) }).toEqual({
          what,
          lines,
          isHeading: false,
        });
        // A head of a table that came along with its heading is not shown twice.
        for (const one of pages) {
          expect(one.rows.filter(({ kind }) => kind === 'columns').length).toBeLessThan(2);
        }
      }
    }
  });

  test('keep room for the longest page number that they may get, so that it never pushes a line off its page', async () => {
    const text = 'A line that is signed.\n'.repeat(500);
    for (let length = 50; length < 110; length += 2) {
      const { frame, rows } = statement(text);
      const printed = { frame: { ...frame, foot: 'Printed by '.padEnd(length, 'PC Ada Okafor, ') }, rows };
      const pages = await show(printed);
      expect(pages.length).toBeGreaterThan(10);
      const heights = await page.locator('.body').evaluateAll((all) => all.map(({ clientHeight }) => clientHeight));
      expect(new Set(heights).size).toBe(1);
    }
  });

  test('are black on white in the dark theme', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await show(statement('In the dark.'));
    const colours = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return [color, backgroundColor];
    });
    expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    await page.emulateMedia({ colorScheme: null });
  });
});

test('a drawing stands on its page, whole and no higher than the page, with its words', async () => {
  const square = node('rect', { width: 10, height: 40 });
  const svg = JSON.stringify(node('svg', { viewBox: '0 0 10 40' }, [square]));
  const frame = {
    name: 'Collision report',
    reference: 'NE-1',
    status: 'DRAFT',
    isDraft: true,
    foot: '',
    signatures: [],
  };
  const filling = Array.from({ length: 30 }, (_, index) => row('fact', `Field ${index}`, 'answered'));
  const document: PrintedDocument = { frame, rows: [...filling, { ...row('drawing', 'Sketch plan', '1 road'), svg }] };
  const pages = await show(document);
  expect(holdsAll(document, pages)).toBe(true);
  const drawn = page.locator('.drawing svg');
  await expect.poll(() => drawn.count()).toBe(1);
  const [box, whole] = [await drawn.boundingBox(), await page.locator('.page').last().boundingBox()];
  expect(box?.height ?? 0).toBeGreaterThan(200);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan((whole?.y ?? 0) + (whole?.height ?? 0));
});
