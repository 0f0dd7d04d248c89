// A report on paper, as an officer gets it there: asked what for, written whole or not at all, and read back with poppler, which knows
// nothing of Kerbdesk.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import type { ReportId } from '#contract/ids.ts';
import type { ReportContent } from '#contract/reports.ts';
import { atRest, axeFindings } from '../support/accessibility.ts';
import { burglary } from '../support/burglary.ts';
import { command } from '../support/kerbdesk-api.ts';
import { auditLines, button, goTo, lock, makeVault, openPalette, textBox, unlock } from '../support/officer.ts';
import { narrative, openReport, openSection, reportIsSaved } from '../support/officer-reports.ts';
import { onPaper, pdfFacts, pdfFonts, pdfPages, rightToLeftWords, withoutRightToLeft } from '../support/poppler.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const run = promisify(execFile);
const profile = new Profile({ quickUnlock: true });
const street = /Gloucester Road/;
let running: RunningProgram;
let page: Page;
let target: string;
let id: ReportId;
let pagesWhenFinished: number;
let finishedRevision: number;

beforeAll(async () => {
  target = await mkdtemp(join(tmpdir(), 'kerbdesk-printing-'));
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
  const made = await command(page, 'reports', 'create', { kind: 'crime' });
  id = made.id;
  await command(page, 'reports', 'save', { id, revision: made.revision, content: burglary });
  await goTo(page, 'Reports');
  await openReport(page, street);
});
afterAll(async () => {
  await profile.remove();
  await rm(target, { recursive: true, force: true });
});

const dialog = () => page.getByRole('dialog', { name: 'Print this report' });
const choose = (path: string | null) => running.program.simulate({ kind: 'file-choice', path });

/** Printing as an officer does it, up to the file. */
async function savedAs(name: string): Promise<string> {
  const file = join(target, name);
  await page.keyboard.press('Control+p');
  await textBox(page, 'What is it for?').fill('File for the CPS');
  await textBox(page, 'Who gets it?').fill('Crown Prosecution Service');
  choose(file);
  await button(dialog(), 'Save as PDF').click();
  const outcome = page.getByRole('dialog', { name: 'Saved as PDF' });
  await outcome.getByText(file, { exact: true }).waitFor();
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  await outcome.getByText(sha256, { exact: true }).waitFor();
  await button(outcome, 'Done').click();
  return file;
}

/** Pages of Chromium that are neither the officer's window nor empty. */
async function hiddenPages(): Promise<string[]> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const { targetInfos } = (await session?.send('Target.getTargets')) ?? { targetInfos: [] };
  return targetInfos.map(({ url }) => url).filter((url) => url.includes('print.html'));
}

promises('a draft on paper', () => {
  test('is asked for by one key, and says what it needs to know and that it leaves the vault', async () => {
    await page.keyboard.press('Control+p');
    await dialog().getByText('It leaves the vault, and is not encrypted there').waitFor();
    await dialog().getByText('and DRAFT, for the report is not finished').waitFor();
    await textBox(page, 'What is it for?').press('Enter');
    await dialog().getByText('Say what it is for.').waitFor();
    await dialog().getByText('Say who gets it.').waitFor();
    await atRest(page);
    expect(await axeFindings(page)).toEqual([]);
  });

  test('that is not given a file after all is not written, and what was typed stays', async () => {
    choose(null);
    await textBox(page, 'What is it for?').fill('File for the CPS');
    await textBox(page, 'Who gets it?').fill('CPS');
    await textBox(page, 'Who gets it?').press('Enter');
    await expect.poll(() => textBox(page, 'Who gets it?').inputValue()).toBe('CPS');
    expect(await readdir(target)).toEqual([]);
  });

  test('where it cannot be written says so, and a laptop without a printer too', async () => {
    choose(join(target, 'not there', 'report.pdf'));
    await button(dialog(), 'Save as PDF').click();
    await dialog().getByText('the folder is not there any more').waitFor();
    await button(dialog(), 'Print on paper').click();
    await dialog().getByText('This laptop has no printer set up').waitFor();
    await page.keyboard.press('Escape');
    expect(await readdir(target)).toEqual([]);
  });

  test('holds every word of the report in order, with the words that were typed last', async () => {
    await openSection(page, 'Incident');
    await narrative(page).press('Control+End');
    await page.keyboard.type(' Typed just now.');
    const file = await savedAs('draft.pdf');
    const { content } = await command(page, 'reports', 'get', { id });
    expect(content.values['narrative']).toMatch(/Typed just now\.$/);

    const pages = await pdfPages(file);
    const text = onPaper(pages.map(withoutFrame).join(''));
    let at = 0;
    const inOrder = [
      content.values['cad-reference'],
      content.values['venue-street'],
      content.values['venue-description'],
      ...content.people.map(({ values }) => values['can-say'] ?? values['description']),
      ...content.property.map(({ values }) => values['description']),
      content.values['method'],
      content.values['tools'],
      content.values['enquiries-done'],
      content.values['victim-words'],
      content.values['contact-when'],
    ];
    for (const value of inOrder) {
      const found = text.indexOf(onPaper(String(value)), at);
      expect({ value, isInOrder: found >= at }).toEqual({ value, isInOrder: true });
      at = found;
    }
    // The story goes over several pages, and is the same without their heads and feet.
    expect(withoutRightToLeft(text)).toContain(withoutRightToLeft(onPaper(story(content))));
    const onPages = rightToLeftWords(pages.join(' ')).map(letters);
    const written = rightToLeftWords(story(content)).map(letters);
    expect(written.length).toBeGreaterThan(10);
    expect(written.filter((word) => !onPages.includes(word))).toEqual([]);
  });

  test('is marked OFFICIAL-SENSITIVE twice and DRAFT on every page, numbered, on A4, with every font in it', async () => {
    const file = join(target, 'draft.pdf');
    const pages = await pdfPages(file);
    expect(pages.length).toBeGreaterThan(4);
    for (const [index, text] of pages.entries()) {
      expect(text.match(/OFFICIAL-SENSITIVE/g)).toHaveLength(2);
      expect(text.match(/\bDRAFT\b/g)).toHaveLength(1);
      expect(text).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(text).toMatch(/Printed \d{1,2} \w{3} \d{4}, \d\d:\d\d by PC Ada Okafor, 4417NE/);
    }
    const facts = await pdfFacts(file);
    expect(facts).toMatchObject({ pages: pages.length, pageSize: expect.stringContaining('(A4)'), isTagged: true });
    expect(facts.title).toMatch(/^Crime report NE-4417-\d{4}$/);
    const fonts = await pdfFonts(file);
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.filter(({ isEmbedded }) => !isEmbedded)).toEqual([]);
    expect(await hiddenPages()).toEqual([]);
  });

  test('is not printed while typing waits to be saved, and says so', async () => {
    await openSection(page, 'Incident');
    const { revision, content } = await command(page, 'reports', 'get', { id });
    const elsewhere = { ...content, values: { ...content.values, narrative: `${story(content)} In another window.` } };
    await narrative(page).evaluate(
      (box, [words, save]) => {
        // As a key does it, in one go with another window's save.
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(box, words);
        box.dispatchEvent(new Event('input', { bubbles: true }));
        const { reports } = Reflect.get(globalThis, 'kerbdesk') as { reports: { save: (input: unknown) => unknown } };
        return reports.save(save);
      },
      [`${story(content)} In this window.`, { id, revision, content: elsewhere }] as const,
    );
    const conflict = page.getByRole('dialog', { name: 'This report was also changed in another window' });
    await conflict.waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+p');
    await textBox(page, 'What is it for?').fill('File for the CPS');
    await textBox(page, 'Who gets it?').fill('CPS');
    await button(dialog(), 'Save as PDF').click();
    await dialog().getByText('Some of what you typed is not saved yet').waitFor();
    await page.keyboard.press('Escape');
    await button(page, 'Choose').click();
    await conflict.getByText('Both, one after the other').click();
    await button(conflict, 'Keep these').click();
    await conflict.waitFor({ state: 'detached' });
    await reportIsSaved(page);
    expect(await readdir(target)).toEqual(['draft.pdf']);
  });

  test('leaves nothing on a disk that is full, and says so', async () => {
    const disk = join(target, 'small disk');
    await mkdir(disk);
    await run('mount', ['-t', 'tmpfs', '-o', 'size=32k', 'tmpfs', disk]);
    try {
      const palette = await openPalette(page);
      await palette.getByRole('option', { name: /^Print this report/ }).click();
      await textBox(page, 'What is it for?').fill('File for the CPS');
      await textBox(page, 'Who gets it?').fill('CPS');
      choose(join(disk, 'report.pdf'));
      await button(dialog(), 'Save as PDF').click();
      await dialog().getByText('There is not enough space where you wanted the file').waitFor();
      expect(await readdir(disk)).toEqual([]);
      await page.keyboard.press('Escape');
    } finally {
      await run('umount', [disk]);
    }
  });
});

promises('a finished report on paper', () => {
  test('says when it was finished and the SHA-256 that the audit trail holds, and not DRAFT', async () => {
    const { revision } = await command(page, 'reports', 'get', { id });
    ({ revision: finishedRevision } = await command(page, 'reports', 'finish', { id, revision }));
    await goTo(page, 'Reports');
    await openReport(page, street);
    const file = await savedAs('finished.pdf');
    const pages = await pdfPages(file);
    pagesWhenFinished = pages.length;
    expect(pages.join('')).not.toContain('DRAFT');
    for (const text of pages) expect(text).toMatch(/Finished \d{1,2} \w{3} \d{4}, \d\d:\d\d/);
    const lines = await auditLines(page);
    const finished = lines.find((line) => line.includes('Finished report'));
    const digest = /[0-9a-f]{64}/.exec(finished ?? '')?.[0] ?? 'none';
    expect(onPaper(pages[0] ?? '')).toContain(digest);
  });

  test('is a disclosure in the audit trail: what, to whom, why, and the SHA-256 of each file', async () => {
    const lines = await auditLines(page);
    for (const name of ['draft.pdf', 'finished.pdf']) {
      const sha256 = createHash('sha256')
        .update(await readFile(join(target, name)))
        .digest('hex');
      const entry = lines.filter((line) => line.includes(sha256));
      expect(entry).toHaveLength(1);
      expect(entry[0]).toContain('for Crown Prosecution Service');
      expect(entry[0]).toContain('File for the CPS');
    }
  });
});

promises('a lock while a report is being printed', () => {
  test('ends the page that holds it, and leaves a whole file or none', async () => {
    const file = join(target, 'locked.pdf');
    for (const delay of [0, 60, 150, 400]) {
      choose(file);
      await page.evaluate(
        async ([reportId, revision, milliseconds]) => {
          const { documents } = Reflect.get(globalThis, 'kerbdesk') as {
            documents: { save: (input: unknown) => unknown };
          };
          void documents.save({ reportId, revision, purpose: 'Trying the lock', disclosedTo: 'Nobody' });
          await new Promise((resolve) => setTimeout(resolve, milliseconds));
        },
        [id, finishedRevision, delay] as const,
      );
      await lock(page);
      await expect.poll(hiddenPages).toEqual([]);
      await unlock(page);
      await goTo(page, 'Today');
      const names = (await readdir(target)).filter((name) => name.includes('locked'));
      const lengths = await Promise.all(names.map(async (name) => (await pdfFacts(join(target, name))).pages));
      expect([[], [['locked.pdf', pagesWhenFinished]]]).toContainEqual(
        names.map((name, index) => [name, lengths[index]]),
      );
      await rm(file, { force: true });
    }
  });
});

const story = (content: ReportContent): string => String(content.values['narrative']);

/** Letters that are written as one, such as lam and alef, poppler tells in the other order. */
const letters = (word: string): string => Array.from(word).toSorted().join('');

/** What a page says besides its marking, head and foot. */
function withoutFrame(text: string): string {
  const lines = text.split('\n').filter((line) => line !== '');
  const begin = lines.findIndex((line) => line.includes('DRAFT'));
  const end = lines.findLastIndex((line) => line.includes('Printed '));
  return lines.slice(begin + 1, end).join('\n');
}
