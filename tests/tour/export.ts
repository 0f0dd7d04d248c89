// The tour's export: asked for from a recording, done, and the folder as a browser shows it to whoever gets it.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { button, goTo, textBox } from '../support/officer.ts';
import { openRecording } from '../support/officer-footage.ts';
import { requireChromium } from '../support/program.ts';
import type { Stop } from './stop.ts';

export async function courtExport({ page, program, album }: Stop): Promise<void> {
  const target = await mkdtemp(join(tmpdir(), 'kerbdesk-tour-'));
  try {
    await goTo(page, 'Footage');
    await openRecording(page, 'Wendy Marsh');
    await page.keyboard.press('e');
    await textBox(page, 'What is it for?').fill('R v Marsh, Thames Magistrates’ Court, 12 Jan 2027');
    await textBox(page, 'Who gets it?').fill('Crown Prosecution Service');
    await album.take(page, 'export-form', 'What an export asks: what it is for, and who gets it.');
    program.simulate({ kind: 'folder-choice', path: target });
    await button(page.getByRole('dialog', { name: /^Export/ }), 'Choose where and export').click();
    await page.getByRole('heading', { name: 'Exported and checked' }).waitFor();
    await album.take(page, 'export-done', 'Exported, read back, and how to check it.');
    await button(page.getByRole('dialog'), 'Done').click();
    await showFolder(join(target, (await readdir(target))[0] ?? ''), album);
  } finally {
    await rm(target, { recursive: true, force: true });
  }
}

async function showFolder(folder: string, album: Stop['album']): Promise<void> {
  const browser = await chromium.launch({ executablePath: requireChromium(), args: ['--no-sandbox'] });
  try {
    const viewer = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await viewer.goto(pathToFileURL(join(folder, 'data/index.html')).href);
    await viewer.locator('video').first().waitFor();
    await album.take(viewer, 'export-viewer', 'The export in a browser that has never heard of Kerbdesk.');
  } finally {
    await browser.close();
  }
}
