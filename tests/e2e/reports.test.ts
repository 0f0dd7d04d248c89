// Typing is kept: however the program ends (tests/faults/form-kill.test.ts kills it), whoever else writes, and however often a report is
// closed, finished and reopened.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import type { CommandInput } from '#contract/index.ts';
import { command } from '../support/kerbdesk-api.ts';
import { button, goTo, lock, makeVault, offloadAll, cameraIsRead, unlock } from '../support/officer.ts';
import { aboutRecording, openRecording } from '../support/officer-footage.ts';
import {
  attach,
  attachedRecordings,
  choose,
  field,
  finishReport,
  narrative,
  newReport,
  openReport,
  openSection,
  reportIsSaved,
} from '../support/officer-reports.ts';
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

/** Titles come from what is typed, without the number: this street is in none but the report of these tests. */
const street = '7 Cranbrook Mews';
const title = /Cranbrook Mews/;

promises('a draft', () => {
  test('is as it was typed after going elsewhere, after a lock and after a restart', async () => {
    await newReport(page);
    const story = 'Line one, “quoted” — dashed.\n\n\tIndented; Zoë said £3.50.  Two spaces. ';
    await narrative(page).fill(story);
    await openSection(page, 'When and where');
    await field(page, 'Number and street').fill(street);
    const check = async (): Promise<void> => {
      await openReport(page, title);
      await openSection(page, 'Incident');
      expect(await narrative(page).inputValue()).toBe(story);
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
});

promises('what is typed', () => {
  test('is read back under its field and questioned there, and stays as it was typed', async () => {
    await newReport(page);
    await openSection(page, 'Property');
    await button(page, 'Add: stolen item').click();
    await choose(page, 'Kind', 'Motor vehicle');
    const registration = field(page, 'Registration');
    const said = (words: string) => page.getByRole('main').getByText(words, { exact: true });
    await registration.fill('ab12cde');
    await said('AB12 CDE, issued Mar to Aug 2012, Peterborough').waitFor();
    await registration.fill('abo5 cde');
    await registration.press('Tab');
    await said('This is not a UK mark. It looks like AB05 CDE. If it is foreign, leave it.').waitFor();
    expect(await registration.inputValue()).toBe('abo5 cde');
  });
});

promises('a report that another window wrote meanwhile', () => {
  /** What another window of this vault is about to save: the report as it knows it, with other words. */
  async function savedElsewhere(words: string): Promise<CommandInput<'reports', 'save'>> {
    const [summary] = await command(page, 'reports', 'list', { search: street, status: 'all' });
    if (!summary) throw new Error('there is no such report');
    const { id, revision, content } = await command(page, 'reports', 'get', { id: summary.id });
    return { id, revision, content: { ...content, values: { ...content.values, narrative: words } } };
  }

  /** Both at once: this window’s typing is not saved yet when the other window saves. */
  async function typeWhileSavedElsewhere(mine: string, theirs: string): Promise<void> {
    const save = await savedElsewhere(theirs);
    await narrative(page).evaluate(
      (box, [words, other]) => {
        // As a key does it, in one go with the other window's save.
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(box, words);
        box.dispatchEvent(new Event('input', { bubbles: true }));
        const { reports } = Reflect.get(globalThis, 'kerbdesk') as { reports: { save: (input: unknown) => unknown } };
        return reports.save(other);
      },
      [mine, save as unknown] as const,
    );
  }

  test('shows both versions of a field that both changed, and loses neither', async () => {
    await openReport(page, title);
    await openSection(page, 'Incident');
    await narrative(page).fill('Written before.');
    await reportIsSaved(page);
    await typeWhileSavedElsewhere('Written in this window.', 'Written in the other window.');
    const dialog = page.getByRole('dialog', { name: 'This report was also changed in another window' });
    await dialog.waitFor();
    const words = await dialog.innerText();
    expect(words).toContain('Written in the other window.');
    expect(words).toContain('Written in this window.');
    await dialog.getByText('Both, one after the other').click();
    await button(dialog, 'Keep these').click();
    await dialog.waitFor({ state: 'detached' });
    await reportIsSaved(page);
    const both = await narrative(page).inputValue();
    expect(both).toContain('Written in the other window.');
    expect(both).toContain('Written in this window.');
  });

  test('takes in by itself what does not clash', async () => {
    await openSection(page, 'When and where');
    await command(page, 'reports', 'save', await savedElsewhere('Only the other window touched this.'));
    await field(page, 'Town or area').fill('Walthamstow');
    await reportIsSaved(page);
    await openSection(page, 'Incident');
    await expect.poll(() => narrative(page).inputValue()).toBe('Only the other window touched this.');
    await openSection(page, 'When and where');
    expect(await field(page, 'Town or area').inputValue()).toBe('Walthamstow');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

promises('a finished report', () => {
  test('can be read but not typed into, and is a draft again when it is reopened', async () => {
    await openReport(page, title);
    await finishReport(page);
    expect(await page.getByRole('main').getByRole('textbox').count()).toBe(0);
    await goTo(page, 'Reports');
    await page
      .getByRole('region', { name: /^Finished/ })
      .getByRole('link', { name: title })
      .waitFor();
    await openReport(page, title);
    await button(page, 'Reopen').click();
    await openSection(page, 'Incident');
    await narrative(page).fill('Written after it was reopened.');
    await reportIsSaved(page);
    await goTo(page, 'Reports');
    await page
      .getByRole('region', { name: /^Drafts/ })
      .getByRole('link', { name: title })
      .waitFor();
  });

  test('has its recordings attached and detached, seen from both sides', async () => {
    const camera = await profile.camera('lapel-cam');
    await camera.plugIn();
    await goTo(page, 'Today');
    const name = (await page.getByRole('heading', { name: /to offload/ }).innerText()).split(/\s/)[0] ?? '';
    await cameraIsRead(page, name);
    await offloadAll(page, name);
    await openReport(page, title);
    await attach(page, /^PC4471.*/);
    const attached = (await attachedRecordings(page).getByRole('link').first().innerText()).trim();
    await goTo(page, 'Footage');
    await openRecording(page, attached);
    await aboutRecording(page).getByRole('link', { name: title }).waitFor();
    await openReport(page, title);
    await button(page.getByRole('main'), `Detach ${attached}`).click();
    await expect.poll(() => attachedRecordings(page).count()).toBe(0);
    await goTo(page, 'Footage');
    await openRecording(page, attached);
    await expect.poll(() => aboutRecording(page).getByRole('link', { name: title }).count()).toBe(0);
  });
});
