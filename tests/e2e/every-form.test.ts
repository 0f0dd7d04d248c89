// Every form of a report from the list to “finished” with the keyboard alone, section by section; and each section as it is at 400 % zoom
// under a finger. Nothing in this file clicks or fills.
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atRest, scrollsSideways, targets, tooSmall } from '../support/accessibility.ts';
import { focused, press, tabTo, walkByTab } from '../support/keyboard.ts';
import { command } from '../support/kerbdesk-api.ts';
import { heading, makeVault } from '../support/officer.ts';
import { reportIsSaved } from '../support/officer-reports.ts';
import { Profile } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let page: Page;

beforeAll(async () => {
  ({ page } = await profile.launch());
  await makeVault(page);
});
afterAll(() => profile.remove());

const type = (words: string): Promise<void> => page.keyboard.type(words);
const body = () => page.locator('#report-section');
const sectionTitle = () => page.getByRole('region').getByRole('heading', { level: 2 }).first();

interface Step {
  /** Of the field or button, as it is read. */
  readonly at: RegExp;
  readonly type?: string;
  readonly keys?: readonly string[];
}

interface Form {
  readonly name: string;
  readonly begin: () => Promise<void>;
  /** By the title of the section: what is done there. */
  readonly steps: Readonly<Record<string, readonly Step[]>>;
  /** When it is finished. */
  readonly title: RegExp;
}

const fromList = (key: string) => async (): Promise<void> => {
  await press(page, 'Control+2');
  await heading(page, 'Reports').waitFor();
  await press(page, key);
  await body().waitFor();
};

const forms: readonly Form[] = [
  {
    name: 'crime report',
    begin: fromList('n'),
    title: /Theft from shop/,
    steps: {
      Incident: [
        { at: /^Now/, keys: ['Enter'] },
        { at: /^What happened/, type: 'He was stopped in Hoe Street and arrested.' },
      ],
      'When and where': [
        { at: /^Now/, keys: ['Enter'] },
        { at: /^Number and street/, type: '214 Hoe Street' },
      ],
      Offence: [{ at: /^Offence$/, type: 'shoplifting', keys: ['ArrowDown', 'Enter'] }],
      People: [
        { at: /^Add: victim/, keys: ['Enter'] },
        { at: /^Family name/, type: 'Marsh' },
      ],
      Property: [
        { at: /^Add: stolen item/, keys: ['Enter'] },
        { at: /^What it is/, type: 'Six bottles of whisky' },
      ],
    },
  },
  {
    name: 'statement',
    begin: fromList('s'),
    title: /^Statement of M H/,
    steps: {
      Witness: [
        { at: /^Family name/, type: 'Hale' },
        { at: /^Given names/, type: 'Mary' },
        { at: /^Over 18|^Age/, keys: ['Space'] },
      ],
      Statement: [{ at: /^Statement$/, type: 'I saw him run off.' }],
    },
  },
  {
    name: 'witness details',
    // From the statement that was finished a moment ago.
    begin: async () => {
      await tabTo(page, /^Witness details$/);
      await press(page, 'Enter');
      await heading(page, /^Witness details/).waitFor();
      await body().waitFor();
    },
    title: /^Witness details, M H/,
    steps: {
      Contact: [{ at: /^Mobile/, type: '07700 900123' }],
      Court: [{ at: /^Support needed/, type: 'A wheelchair' }],
    },
  },
  {
    name: 'collision report',
    begin: fromList('c'),
    title: /^Collision, Forest Road/,
    steps: {
      'When and where': [
        { at: /^Now/, keys: ['Enter'] },
        { at: /^Place/, type: 'Forest Road, by Blackhorse Road station' },
      ],
      'Vehicles and drivers': [
        { at: /^Add: car/, keys: ['Enter'] },
        { at: /^Registration/, type: 'LB65 KTR' },
      ],
      Casualties: [
        { at: /^Add: pedestrian/, keys: ['Enter'] },
        { at: /^Age/, type: '8' },
      ],
      'What happened': [{ at: /^What happened/, type: 'A child crossed from between stationary vehicles.' }],
    },
  },
];

/** All of the section under a finger at 400 % zoom of 1280 pixels, and in the smallest window that is supported. */
async function measure(section: string): Promise<void> {
  await command(page, 'settings', 'set', { touch: true });
  await page.locator('html[data-touch="true"]').waitFor();
  await page.setViewportSize({ width: 1024, height: 640 });
  await atRest(page);
  expect.soft(await scrollsSideways(page), `${section} scrolls sideways at 1024 pixels`).toBe(false);
  await page.setViewportSize({ width: 320, height: 640 });
  await atRest(page);
  expect.soft(await scrollsSideways(page), `${section} scrolls sideways at 320 pixels`).toBe(false);
  expect.soft(await tooSmall(page, 44), `${section}: too small to touch`).toEqual([]);
  const hidden = (await targets(page)).filter(({ reachable }) => !reachable).map(({ name }) => name);
  expect.soft(hidden, `${section}: cannot be reached`).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await command(page, 'settings', 'set', { touch: false });
  await page.locator('html[data-touch="false"]').waitFor();
}

async function take({ at, type: words, keys = [] }: Step): Promise<void> {
  await tabTo(page, at);
  if (words !== undefined) await type(words);
  if (keys[0] === 'ArrowDown') await page.getByRole('option').first().waitFor();
  await press(page, ...keys);
}

test.for(forms)('a $name, from the list to finished, by keyboard; each section by touch and at 400 %', async (form) => {
  await form.begin();
  const seen: string[] = [];
  for (;;) {
    const section = (await sectionTitle().locator('span').first().innerText()).trim();
    seen.push(section);
    for (const step of form.steps[section] ?? []) await take(step);
    const { passedBy, unseen } = await walkByTab(page, body());
    expect.soft(passedBy, `${section}: Tab never comes there`).toEqual([]);
    expect.soft(unseen, `${section}: the focus cannot be seen`).toEqual([]);
    await measure(`${form.name}, ${section}`);
    if ((await page.getByRole('button', { name: 'Finish report' }).count()) > 0) break;
    await press(page, 'Alt+PageDown');
    await expect.poll(() => sectionTitle().locator('span').first().innerText()).not.toBe(section);
    // The section has the focus, so that Tab goes on within it.
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('report-section');
  }
  // Each step belonged to a section that there is.
  expect(Object.keys(form.steps).filter((title) => !seen.includes(title))).toEqual([]);
  await reportIsSaved(page);
  await tabTo(page, /^Finish report/);
  await press(page, 'Enter');
  await page.getByRole('dialog', { name: 'Finish with things missing?' }).waitFor();
  await tabTo(page, /^Finish anyway/);
  await press(page, 'Enter');
  await page.getByRole('button', { name: 'Reopen' }).waitFor();
  // What was finished has the focus, from its top.
  await expect.poll(() => focused(page)).toMatch(form.title);
  // News lies over the page for a while.
  await page.getByRole('region', { name: 'News' }).getByRole('button').first().waitFor({ state: 'detached' });
});
