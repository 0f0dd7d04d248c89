// Export as an officer does it: asked what for and for whom, followed, cancelled, and the folder opened in a plain browser.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { auditLines, button, cameraIsRead, goTo, makeVault, offloadAll, textBox } from '../support/officer.ts';
import { openRecording } from '../support/officer-footage.ts';
import { atRest, axeFindings } from '../support/accessibility.ts';
import { Profile, requireChromium, type RunningProgram } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;
let target: string;

beforeAll(async () => {
  target = await mkdtemp(join(tmpdir(), 'kerbdesk-export-'));
  const camera = await profile.camera();
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
  await camera.plugIn();
  await cameraIsRead(page, 'CAM 7');
  await offloadAll(page, 'CAM 7');
  await goTo(page, 'Footage');
  await openRecording(page, '_0002.MP4');
});
afterAll(async () => {
  await profile.remove();
  await rm(target, { recursive: true, force: true });
});

const dialog = () => page.getByRole('dialog', { name: /^Export/ });
const patient = { timeout: 20_000 };
const choose = (path: string | null) => running.program.simulate({ kind: 'folder-choice', path });

/** The text of each printed page. */
async function pagesOf(pdf: Buffer): Promise<string[]> {
  const file = join(target, 'printed.pdf');
  await writeFile(file, pdf);
  const { stdout } = await promisify(execFile)('pdftotext', ['-layout', file, '-']);
  return stdout.split('\f').filter((text) => text.trim() !== '');
}

promises('an export', () => {
  test('is asked for by keyboard alone, and says what it needs to know', async () => {
    await page.keyboard.press('e');
    await dialog().getByRole('heading', { name: 'Export this recording' }).waitFor();
    await textBox(page, 'What is it for?').focus();
    await page.keyboard.press('Enter');
    await dialog().getByText('Say what it is for.').waitFor();
    await dialog().getByText('Say who gets it.').waitFor();
    // The first question that is not answered is where typing goes on.
    await expect
      .poll(() => textBox(page, 'What is it for?').evaluate((field) => field === document.activeElement))
      .toBe(true);
    await page.keyboard.type('R v Marsh');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => textBox(page, 'Who gets it?').evaluate((field) => field === document.activeElement))
      .toBe(true);
    await atRest(page);
    expect(await axeFindings(page)).toEqual([]);
  });

  test('that is not given a folder after all exports nothing, and keeps what was typed', async () => {
    choose(null);
    await textBox(page, 'What is it for?').fill('R v Marsh, Thames Magistrates’ Court');
    await textBox(page, 'Who gets it?').fill('Crown Prosecution Service');
    await page.keyboard.press('Enter');
    await expect.poll(() => textBox(page, 'Who gets it?').inputValue()).toBe('Crown Prosecution Service');
    expect(await readdir(target)).toEqual([]);
  });

  test('into a folder that cannot be used says so, and what to do', async () => {
    choose(join(target, 'not there'));
    await textBox(page, 'Who gets it?').press('Enter');
    await dialog().getByText('Choose another folder').waitFor();
    expect(await readdir(target)).toEqual([]);
  });

  test('ends with a folder that was read back, its manifest, and entries in the audit trail', async () => {
    choose(target);
    await button(dialog(), 'Choose where and export').click();
    await dialog().getByRole('heading', { name: 'Exported and checked' }).waitFor();
    await dialog().getByText('Every file was read back and is equal').waitFor();
    await atRest(page);
    expect(await axeFindings(page)).toEqual([]);
    const [folder = ''] = await readdir(target);
    expect(folder).toMatch(/^Kerbdesk export \d{4}-\d\d-\d\d \d{6} 1 recording$/);
    await button(dialog(), 'Done').click();
    const lines = await auditLines(page);
    expect(lines.filter((line) => line.includes('for Crown Prosecution Service'))).toHaveLength(2);
  });

  test('is seen and played in a browser that has never heard of Kerbdesk, and every printed page is marked', async () => {
    const [folder = ''] = await readdir(target);
    const browser = await chromium.launch({ executablePath: requireChromium(), args: ['--no-sandbox'] });
    try {
      const viewer = await browser.newPage();
      const failures: string[] = [];
      viewer.on('pageerror', ({ message }) => failures.push(message));
      // A player gives up requests by itself; anything else that fails is missing from the export.
      viewer.on('requestfailed', (request) => {
        if (request.failure()?.errorText !== 'net::ERR_ABORTED') failures.push(request.url());
      });
      viewer.on('request', (request) => {
        if (!request.url().startsWith('file:')) failures.push(`asked for ${request.url()}`);
      });
      await viewer.goto(pathToFileURL(join(target, folder, 'data/index.html')).href);
      await viewer.getByRole('heading', { name: 'Footage for Crown Prosecution Service' }).waitFor();
      const video = viewer.locator('video').first();
      await expect
        .poll(() => video.evaluate((element: HTMLVideoElement) => element.videoWidth), patient)
        .toBeGreaterThan(100);
      await video.evaluate((element: HTMLVideoElement) => {
        element.muted = true;
        return element.play();
      });
      await expect
        .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime), patient)
        .toBeGreaterThan(0.2);
      expect(failures).toEqual([]);
      const links = await viewer
        .locator('a')
        .evaluateAll((anchors) => anchors.map((a) => (a as HTMLAnchorElement).href));
      expect(links.every((href) => href.startsWith('file:'))).toBe(true);
      const pages = await pagesOf(await viewer.pdf({ format: 'A4' }));
      expect(pages.length).toBeGreaterThan(1);
      expect(pages.map((text) => text.match(/OFFICIAL-SENSITIVE/g)?.length)).toEqual(pages.map(() => 2));
    } finally {
      await browser.close();
    }
    expect(await readFile(join(target, folder, 'README.txt'), 'utf8')).toContain('sha256sum -c manifest-sha256.txt');
  });
});
