// The tour's printing: what it asks, where the PDF lies, and its pages as they come out of a printer.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { burglary } from '../support/burglary.ts';
import { command } from '../support/kerbdesk-api.ts';
import { button, goTo, textBox } from '../support/officer.ts';
import { openReport } from '../support/officer-reports.ts';
import { requireChromium } from '../support/program.ts';
import type { Stop } from './stop.ts';

export async function printing({ page, program, album }: Stop): Promise<void> {
  const target = await mkdtemp(join(tmpdir(), 'kerbdesk-tour-print-'));
  try {
    const { id, revision } = await command(page, 'reports', 'create', { kind: 'crime' });
    await command(page, 'reports', 'save', { id, revision, content: burglary });
    await goTo(page, 'Reports');
    await openReport(page, /Gloucester Road/);
    await page.keyboard.press('Control+p');
    await textBox(page, 'What is it for?').fill('File for the CPS, burglary at 14a Gloucester Road');
    await textBox(page, 'Who gets it?').fill('Crown Prosecution Service');
    await album.take(page, 'print-form', 'What printing asks: what it is for, and who gets it.');
    program.simulate({ kind: 'file-choice', path: join(target, 'report.pdf') });
    await button(page.getByRole('dialog'), 'Save as PDF').click();
    await page.getByRole('heading', { name: 'Saved as PDF' }).waitFor();
    await album.take(page, 'print-done', 'The PDF is saved: where it lies, and its SHA-256.');
    await button(page.getByRole('dialog'), 'Done').click();
    await showPages(target, album);
  } finally {
    await rm(target, { recursive: true, force: true });
  }
}

/** The first pages side by side, as poppler draws them. */
async function showPages(folder: string, album: Stop['album']): Promise<void> {
  await promisify(execFile)('pdftoppm', [
    '-png',
    '-r',
    '150',
    '-l',
    '2',
    join(folder, 'report.pdf'),
    join(folder, 'page'),
  ]);
  const pictures = (await readdir(folder)).filter((name) => name.endsWith('.png')).toSorted();
  const images = pictures.map(
    (name) => `<img src="${name}" alt="" style="width: 600px; margin: 12px; border: 1px solid #999">`,
  );
  const viewer = join(folder, 'pages.html');
  await writeFile(viewer, `<!doctype html><body style="margin: 0; background: #ccc">${images.join('')}</body>`);
  const browser = await chromium.launch({ executablePath: requireChromium(), args: ['--no-sandbox'] });
  try {
    const shown = await browser.newPage({ viewport: { width: 1280, height: 890 } });
    await shown.goto(pathToFileURL(viewer).href);
    await album.take(shown, 'print-page', 'The first two pages of the report on paper.');
  } finally {
    await browser.close();
  }
}
