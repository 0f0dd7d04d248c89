// Statements on paper and as files: how an officer gets them out, and what stands on them, as readers see it that know nothing of Kerbdesk.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import type { ReportContent } from '#contract/reports.ts';
import type { SealSummary } from '#contract/signing.ts';
import type { SealedStatement } from '#contract/statement/sealed-statement.ts';
import { command } from './kerbdesk-api.ts';
import { beginning, button, textBox } from './officer.ts';
import { onPaper } from './poppler.ts';
import type { RunningProgram } from './program.ts';
import { signed } from './signing-kit.ts';

const run = promisify(execFile);

/** Begun, signed everywhere and sealed, as the window does it. */
export async function sealedByCommands(page: Page, content: ReportContent): Promise<SealSummary> {
  const made = await command(page, 'reports', 'create', { kind: 'statement', content });
  const open = await command(page, 'signing', 'begin', { reportId: made.id, revision: made.revision, way: 'screen' });
  for (const [index, place] of open.fixed.places.entries()) {
    await command(page, 'signing', 'sign', { id: open.id, place: place.id, signature: signed(100 + index * 10) });
  }
  return command(page, 'signing', 'seal', { id: open.id, paper: null });
}

/** Printing as an officer does it, up to the file. */
export async function saveStatement(
  { page, program }: RunningProgram,
  file: string,
  what: string | null = null,
  deed = 'Save as PDF',
): Promise<string> {
  await page.keyboard.press('Control+p');
  const dialog = page.getByRole('dialog', { name: 'Print this report' });
  if (what !== null) await dialog.getByText(beginning(what)).first().click();
  await textBox(page, 'What is it for?').fill('File for the CPS');
  await textBox(page, 'Who gets it?').fill('Crown Prosecution Service');
  program.simulate({ kind: 'file-choice', path: file });
  await button(dialog, deed).click();
  const saved = deed === 'Save as PDF' ? 'Saved as PDF' : 'Sealed form saved';
  await button(page.getByRole('dialog', { name: saved }), 'Done').click();
  return file;
}

/** Every word of the sealed pages, in order. */
export const sealedWords = ({ pages }: SealedStatement): string =>
  onPaper(pages.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ text }) => text))).join(' '));

/** The words of the pages without what stands on every one of them. */
export function bodyOf(
  pages: readonly string[],
  { frame }: { frame: { name: string; reference: string; status: string; foot: string } },
): string {
  return onPaper(
    pages
      .map((text) => {
        let body = onPaper(text);
        for (const part of ['OFFICIAL-SENSITIVE', `${frame.name} ${frame.reference}`, frame.status]) {
          if (!body.startsWith(onPaper(part)))
            throw new Error(`a page does not begin with ${part}: ${body.slice(0, 80)}`);
          body = body.slice(onPaper(part).length);
        }
        const end = body.lastIndexOf(onPaper('Signature Signature witnessed by') + onPaper(frame.foot));
        if (end < 0 || !/Page\d+of\d+OFFICIAL-SENSITIVE$/.test(body.slice(end)))
          throw new Error(`a page has another foot: ${body.slice(-200)}`);
        return body.slice(0, end);
      })
      .join(''),
  );
}

/** How much is drawn in a stretch of a page, of 1: millimetres from its left and top. */
export async function inkIn(
  file: string,
  at: number,
  box: { x: number; y: number; w: number; h: number },
): Promise<number> {
  const dots = (mm: number): string => String(Math.round((mm / 25.4) * 100));
  const out = `${file}-${at}-${box.x}`;
  await run('pdftoppm', [
    '-r',
    '100',
    '-gray',
    '-f',
    String(at),
    '-l',
    String(at),
    '-singlefile',
    '-x',
    dots(box.x),
    '-y',
    dots(box.y),
    '-W',
    dots(box.w),
    '-H',
    dots(box.h),
    file,
    out,
  ]);
  const picture = await readFile(`${out}.pgm`);
  const pixels = picture.subarray(picture.length - Math.round((box.w / 25.4) * 100) * Math.round((box.h / 25.4) * 100));
  return pixels.filter((grey) => grey < 128).length / pixels.length;
}
