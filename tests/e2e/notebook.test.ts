// The notebook in the whole program: by keyboard alone, with attachments, into reports, and fixed once signed off.
import { createHash } from 'node:crypto';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { command } from '../support/kerbdesk-api.ts';
import { auditLines, beginning, goTo, heading, lock, makeVault, openPalette, unlock } from '../support/officer.ts';
import {
  attached,
  attachFiles,
  jot,
  note,
  noteIsSaved,
  noteRows,
  noteText,
  openNote,
  photograph,
  writeNote,
} from '../support/officer-notebook.ts';
import { narrative, reportIsSaved, sections } from '../support/officer-reports.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;

beforeAll(async () => {
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
});
afterAll(() => profile.remove());

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const type = (words: string): Promise<void> => page.keyboard.type(words);

/** Presses Tab until something with this name has the focus. */
async function tabTo(name: RegExp): Promise<void> {
  const met: string[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return '';
      const isBox = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
      const label = isBox ? element.labels?.[0]?.textContent : null;
      return (element.getAttribute('aria-label') ?? label ?? element.innerText).trim();
    });
    if (name.test(here)) return;
    met.push(here);
    await press('Tab');
  }
  throw new Error(`Tab never came to ${name}; it went by: ${met.join(' | ')}`);
}

/** The time in the margin, as HH:MM. */
const timeOf = async (): Promise<string> => (await note(page).getByRole('heading', { level: 2 }).innerText()).trim();

/** Through the palette, which finds notes by their words. */
async function found(words: string, name: RegExp): Promise<void> {
  const palette = await openPalette(page);
  await type(words);
  const option = palette.getByRole('option', { name });
  await option.waitFor();
  // A report that the note was put into has the same words, and stands above it.
  const isChosen = option.and(page.locator('[data-focused]'));
  for (let presses = 0; presses < 10 && !(await isChosen.isVisible()); presses += 1) await press('ArrowDown');
  await press('Enter');
  await note(page).waitFor();
}

promises('by keyboard alone an officer', () => {
  test('jots a note from anywhere; it takes its time from the first key, and a blank one is not kept', async () => {
    await press('Control+4');
    await heading(page, 'Footage').waitFor();
    await jot(page);
    // Nothing is typed: it leaves no trace.
    await press('Control+1');
    await heading(page, /^Good /).waitFor();
    expect((await command(page, 'notebook', 'list', { search: '', limit: 10 })).total).toBe(0);
    await jot(page);
    const before = new Date();
    await type('Two men ran towards the station.');
    await noteIsSaved(page);
    const { notes } = await command(page, 'notebook', 'list', { search: '', limit: 10 });
    expect(notes).toHaveLength(1);
    const started = new Date(notes[0]?.startedAt ?? 0).getTime();
    expect(Math.abs(started - before.getTime())).toBeLessThan(3000);
    expect(await timeOf()).toMatch(/^\d\d:\d\d$/);
    // The key again begins the next one.
    await jot(page);
    await type('A woman saw it, Wendy Marsh.');
    await noteIsSaved(page);
    await expect.poll(() => noteRows(page).count()).toBe(2);
  });

  test('attaches a photograph, sees it small and large, and nothing of it was altered', async () => {
    const picture = await photograph(page);
    await attachFiles(page, picture);
    await expect.poll(() => attached(page).count()).toBe(1);
    await attached(page).locator('img').waitFor();
    const { notes } = await command(page, 'notebook', 'list', { search: 'door', limit: 10 });
    const kept = await command(page, 'notebook', 'get', { id: notes[0]?.id ?? never() });
    expect(kept.attachments[0]?.sha256).toBe(createHash('sha256').update(picture.buffer).digest('hex'));
    await tabTo(/^door\.jpg/);
    await press('Enter');
    const dialog = page.getByRole('dialog', { name: 'door.jpg' });
    const large = dialog.getByRole('img', { name: 'door.jpg' });
    await expect.poll(() => large.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1600);
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  test('inserts notes where the cursor is in a crime report, takes them back with undo, and both sides show the link', async () => {
    await press('Control+2');
    await heading(page, 'Reports').waitFor();
    await press('n');
    await sections(page).waitFor();
    await tabTo(/^What happened/);
    await type('Before. After.');
    for (let step = 0; step < ' After.'.length; step += 1) await press('ArrowLeft');
    await press('Alt+j');
    const dialog = page.getByRole('dialog', { name: 'Insert from notebook' });
    await dialog.getByRole('checkbox').nth(1).waitFor();
    // Newest first.
    expect((await dialog.getByRole('listitem').allInnerTexts())[0]).toContain('Wendy Marsh');
    await tabTo(/^Find a note/);
    await press('Tab', 'Space', 'Tab', 'Space', 'Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    const inserted =
      /^Before\.\n\d\d:\d\d Two men ran towards the station\.\n\d\d:\d\d A woman saw it, Wendy Marsh\.\n After\.$/;
    await expect.poll(() => narrative(page).inputValue()).toMatch(inserted);
    await expect.poll(() => narrative(page).evaluate((box) => box === document.activeElement)).toBe(true);
    await press('Control+z');
    await expect.poll(() => narrative(page).inputValue()).toBe('Before. After.');
    await press('Control+Shift+z');
    await expect.poll(() => narrative(page).inputValue()).toMatch(inserted);
    await expect.poll(() => command(page, 'reports', 'list', { search: 'Wendy', status: 'all' })).toHaveLength(1);
    const summary = (await command(page, 'reports', 'list', { search: 'Wendy', status: 'all' }))[0];
    const report = await command(page, 'reports', 'get', { id: summary?.id ?? never() });
    expect(report.content.values['narrative']).toMatch(inserted);
    const card = page.getByRole('region', { name: 'Notebook' });
    await card.getByRole('link', { name: /Wendy Marsh/ }).focus();
    await press('Enter');
    await note(page)
      .getByRole('link', { name: /^Crime report/ })
      .waitFor();
    await note(page)
      .getByText(new RegExp(`${report.localReference} · text put in`))
      .waitFor();
  });

  test('puts a note into a new report from the notebook', async () => {
    await jot(page);
    await type('Shed opened at 9 Grove Road.');
    await noteIsSaved(page);
    await press('Alt+r');
    const dialog = page.getByRole('dialog', { name: 'Put into which report?' });
    await dialog.getByRole('button', { name: beginning('New crime report') }).waitFor();
    await tabTo(/^New crime report/);
    await press('Enter');
    await sections(page).waitFor();
    await expect.poll(() => narrative(page).inputValue()).toMatch(/^\d\d:\d\d Shed opened at 9 Grove Road\.$/);
    await reportIsSaved(page);
  });

  test('signs a note off, which fixes it, and adds to it as a note of its own', async () => {
    await found('two men ran', /^Two men ran/);
    await press('Alt+s');
    await page.getByRole('dialog', { name: 'Sign this note off?' }).waitFor();
    await press('Enter');
    await note(page).getByText('Signed off', { exact: true }).waitFor();
    expect(await note(page).getByRole('textbox').count()).toBe(0);
    const hash = await note(page).locator('code').innerText();
    await press('Alt+a');
    await note(page)
      .getByText(/^Addendum to/)
      .waitFor();
    await noteText(page).and(page.locator(':focus')).waitFor();
    await type('One of them had a bag.');
    await noteIsSaved(page);
    await note(page)
      .getByRole('link', { name: /^note 1,/ })
      .focus();
    await press('Enter');
    await note(page).getByRole('region', { name: 'Addenda' }).getByRole('link').waitFor();
    expect((await auditLines(page)).join('\n')).toContain(`Signed off note 1. SHA-256 of its content: ${hash}.`);
  });

  test('finds notes in the palette', async () => {
    await found('wendy marsh saw', /^A woman saw it/);
    await expect.poll(() => noteText(page).inputValue()).toBe('A woman saw it, Wendy Marsh.');
  });
});

promises('a note', () => {
  test('is as it was typed after going elsewhere, a lock and a restart', async () => {
    const story = 'Line one, “quoted”.\n\n\tIndented; Zoë said £3.50.  Two spaces. ';
    await writeNote(page, story, '7 Cranbrook Mews');
    const check = async (): Promise<void> => {
      await openNote(page, 'Cranbrook');
      expect(await noteText(page).inputValue()).toBe(story);
    };
    await goTo(page, 'Footage');
    await check();
    await lock(page);
    await unlock(page);
    await check();
    await running.close();
    running = await profile.launch();
    page = running.page;
    await unlock(page);
    await check();
  });

  test('keeps its last words through a lock in the middle of typing', async () => {
    await jot(page);
    await type('Last words before the lock.');
    await lock(page);
    await unlock(page);
    await openNote(page, 'Last words');
    expect(await noteText(page).inputValue()).toBe('Last words before the lock.');
  });

  test('that another window signs off while it is typed in keeps the typing as an addendum', async () => {
    await writeNote(page, 'Begun here.');
    const { notes } = await command(page, 'notebook', 'list', { search: 'begun here', limit: 1 });
    const { id, revision } = notes[0] ?? never();
    // In one go with this window’s typing, as another window would.
    await noteText(page).evaluate(
      (box, input) => {
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(
          box,
          'Begun here. And more.',
        );
        box.dispatchEvent(new Event('input', { bubbles: true }));
        const { notebook } = Reflect.get(globalThis, 'kerbdesk') as { notebook: { sign: (given: unknown) => unknown } };
        return notebook.sign(input);
      },
      { notes: [{ id, revision }] },
    );
    await page.getByText('What you typed is kept as an addendum').waitFor();
    await noteIsSaved(page);
    expect(await noteText(page).inputValue()).toBe('Begun here. And more.');
    await note(page)
      .getByText(/^Addendum to/)
      .waitFor();
    expect((await command(page, 'notebook', 'get', { id })).text).toBe('Begun here.');
  });
});

function never(): never {
  throw new Error('there is no such record');
}
