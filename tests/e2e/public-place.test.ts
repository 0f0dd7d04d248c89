// In a public place nobody else learns a name, a number, a place or a picture from the screen, from a screen reader or from the
// window's title, on any screen; the officer still works, and sees one thing at a time while a key is held.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import type { TeamPostId } from '#contract/ids.ts';
import { crimeReportFields, personFields, propertyFields } from '#contract/crime-report.ts';
import { atRest, axeFindings } from '../support/accessibility.ts';
import { command } from '../support/kerbdesk-api.ts';
import {
  atDesk,
  atLockScreen,
  auditLines,
  button,
  cameraIsRead,
  closeDialog,
  goTo,
  heading,
  lock,
  makeVault,
  offloadAll,
  openPalette,
  openShortcuts,
  privacyCover,
  unlock,
} from '../support/officer.ts';
import { canBeWatched, describe, openRecording, recordingRows } from '../support/officer-footage.ts';
import { beginPublicPlace, coloursOfText, endPublicPlace, leaks } from '../support/public-place.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

/** The officer, and everything that is typed anywhere, bears words that the program never says. */
const words = /zyrqvath|quimbleford|ZQ19|900777|E17 9ZZ/i;
const officer = { name: 'Ada Zyrqvath', shoulderNumber: '4417NE' };
const typed = 'Zyrqvath of 77 Quimbleford Street, ZQ19 XKV, 07700 900777, E17 9ZZ';

const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;
let postId: TeamPostId;
let reportId = '';

/** Every text of a form, whatever it asks for. */
const filledIn = (fields: typeof personFields): Record<string, string> =>
  Object.fromEntries(
    fields
      .filter(({ kind }) => !['choice', 'multi-choice', 'offence-class'].includes(kind))
      .map(({ id, kind }) => [id, kind === 'vrm' ? 'ZQ19 XKV' : kind === 'phone' ? '07700 900777' : typed]),
  );

beforeAll(async () => {
  running = await profile.launch();
  page = running.page;
  await makeVault(page, officer);
  await (await profile.camera()).plugIn();
  await cameraIsRead(page, 'CAM 7');
  await offloadAll(page);
  const { id, revision } = await command(page, 'reports', 'create', { kind: 'crime' });
  reportId = id;
  const entry = (fields: typeof personFields, more: Record<string, string>) => ({
    id: crypto.randomUUID(),
    values: { ...filledIn(fields), ...more },
  });
  await command(page, 'reports', 'save', {
    id,
    revision,
    content: {
      values: filledIn(crimeReportFields),
      people: [entry(personFields, { role: 'victim' }), entry(personFields, { role: 'suspect' })],
      property: [entry(propertyFields, { status: 'stolen', kind: 'vehicle' })],
    },
  });
  const post = await command(page, 'teamPosts', 'create', null);
  postId = post.id;
  await command(page, 'teamPosts', 'save', {
    id: post.id,
    revision: 0,
    content: { ...post.content, place: typed, bring: typed, wording: `Thanks to ${typed}` },
  });
  await goTo(page, 'Footage');
  await openRecording(page, '_0002.MP4');
  await canBeWatched(page);
  await describe(page, { category: 'Arrest', reference: 'CAD 4127', title: typed, tags: ['zyrqvath'], notes: typed });
  await page.reload();
  await atDesk(page);
});
afterAll(() => profile.remove());

const at = async (hash: string): Promise<void> => {
  await page.evaluate((to) => (window.location.hash = to), hash);
};
const sectionButtons = () => page.getByRole('navigation', { name: 'Sections of the report' }).getByRole('button');

/** Every screen, in its fullest state. */
const screens: readonly (readonly [name: string, go: () => Promise<void>])[] = [
  ['today', () => goTo(page, 'Today')],
  ['reports', () => goTo(page, 'Reports')],
  [
    'report',
    async () => {
      await at(`#/reports/${reportId}`);
      await sectionButtons().first().waitFor();
    },
  ],
  [
    'footage',
    async () => {
      await goTo(page, 'Footage');
      await recordingRows(page).nth(1).waitFor();
    },
  ],
  [
    'recording',
    async () => {
      const { recordings } = await command(page, 'footage', 'list', {
        worklist: 'all',
        search: '_0002',
        limit: 1,
        offset: 0,
      });
      await at(`#/footage/${recordings[0]?.id ?? ''}`);
      await page.locator('video').first().waitFor({ state: 'attached' });
    },
  ],
  ['deletion review', () => at('#/footage/review')],
  ['exhibits', () => at('#/exhibits')],
  ['team posts', () => at('#/team-posts')],
  [
    'team post',
    async () => {
      await at(`#/team-posts/${postId}`);
      await page.getByRole('heading', { level: 2, name: 'Warnings' }).waitFor();
    },
  ],
  ['audit', async () => void (await auditLines(page))],
  ['settings', () => goTo(page, 'Settings')],
];

promises('in a public place', () => {
  test('no screen shows, says or titles a word or picture of the vault, light or dark, and axe finds nothing', async () => {
    await beginPublicPlace(page);
    const found: string[] = [];
    for (const [name, go] of screens) {
      await go();
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await atRest(page);
      found.push(...(await leaks(page, words)).map((leak) => `${name}: ${leak}`));
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await atRest(page);
        found.push(...(await axeFindings(page)).map((finding) => `${name}, ${colorScheme}: ${finding}`));
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    expect(found).toEqual([]);
  });

  test('neither does any section of a report, nor the palette with what it finds', async () => {
    const found: string[] = [];
    await at(`#/reports/${reportId}`);
    await sectionButtons().first().waitFor();
    for (const section of await sectionButtons().all()) {
      await section.click();
      await atRest(page);
      found.push(...(await leaks(page, words)));
    }
    const palette = await openPalette(page);
    await palette.getByRole('combobox').fill('zyrq');
    await palette
      .getByRole('option', { name: /hidden/ })
      .first()
      .waitFor();
    found.push(...(await leaks(page, words)));
    await closeDialog(page);
    expect(found).toEqual([]);
  });

  test('clocks, references and counts stay, and so does every word of the program', async () => {
    await goTo(page, 'Today');
    await page.getByRole('region', { name: /^Due/ }).waitFor();
    expect(await page.getByRole('main').innerText()).toMatch(/NE-4417-0001/);
    expect(await page.getByRole('main').innerText()).toMatch(/\d+ needed now|ready to finish|before submission/);
    await button(page, /^New report/).waitFor();
    await goTo(page, 'Reports');
    await page.getByText(/NE-4417-0001/).waitFor();
  });

  test('what is blanked is painted over, in one colour', async () => {
    await goTo(page, 'Reports');
    const title = page
      .getByRole('main')
      .getByRole('link', { name: /hidden/ })
      .first();
    await title.waitFor();
    await page.mouse.move(1, 1);
    expect(await coloursOfText(page, title)).toBe(1);
    await endPublicPlace(page);
    const open = page.getByRole('main').getByRole('link', { name: words }).first();
    expect(await coloursOfText(page, open)).toBeGreaterThan(3);
    await beginPublicPlace(page);
  });

  test('nothing jumps: rows, fields and buttons are where they were', async () => {
    const places = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('main a, main button, main input, main textarea, main section')].map((element) =>
          Math.round(element.getBoundingClientRect().top / 4),
        ),
      );
    for (const screen of ['#/reports', `#/reports/${reportId}`, '#/footage']) {
      await endPublicPlace(page);
      await at(screen);
      await atRest(page);
      await page.waitForTimeout(300);
      const before = await places();
      await beginPublicPlace(page);
      await atRest(page);
      expect.soft(await places(), screen).toEqual(before);
    }
  });

  test('the key, held, shows what is under the pointer and only that; let go, nothing', async () => {
    await goTo(page, 'Reports');
    const row = page
      .getByRole('main')
      .getByRole('link', { name: /hidden/ })
      .first();
    await row.hover();
    await page.keyboard.down('F8');
    await page.getByRole('main').getByRole('link', { name: words }).first().waitFor();
    expect(await page.getByRole('navigation', { name: 'Main' }).innerText()).not.toMatch(words);
    await page.keyboard.up('F8');
    await row.waitFor();
    expect(await leaks(page, words)).toEqual([]);
  });

  test('by keyboard it shows what has the focus; a field as well', async () => {
    await at(`#/team-posts/${postId}`);
    const where = page.getByRole('textbox', { name: /^Where/ });
    await where.focus();
    await page.keyboard.press('End');
    await page.keyboard.down('F8');
    expect(await where.evaluate((field) => getComputedStyle(field).getPropertyValue('-webkit-text-security'))).toBe(
      'none',
    );
    await page.keyboard.up('F8');
    expect(await where.evaluate((field) => getComputedStyle(field).getPropertyValue('-webkit-text-security'))).toBe(
      'disc',
    );
  });

  test('what is typed meanwhile is blank at once, and is kept', async () => {
    const where = page.getByRole('textbox', { name: /^Where/ });
    await where.fill('Zyrqvath again');
    expect(await leaks(page, words)).toEqual([]);
    await page.getByText('Saved on this laptop').first().waitFor();
    const post = await command(page, 'teamPosts', 'get', { id: postId });
    expect(post.content.place).toBe('Zyrqvath again');
  });

  test('a finger that is held shows what is under it, and presses nothing', async () => {
    await goTo(page, 'Reports');
    const row = page
      .getByRole('main')
      .getByRole('link', { name: /hidden/ })
      .first();
    const box = await row.boundingBox();
    const client = await page.context().newCDPSession(page);
    const touchPoints = [{ x: (box?.x ?? 0) + 10, y: (box?.y ?? 0) + 8 }];
    await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await page.getByRole('main').getByRole('link', { name: words }).first().waitFor();
    await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await row.waitFor();
    await heading(page, 'Reports').waitFor();
    expect(await leaks(page, words)).toEqual([]);
    await client.detach();
  });

  test('news is blanked as it appears', async () => {
    await page.evaluate(() => {
      const news = document.createElement('p');
      news.textContent = 'Zyrqvath was saved';
      document.querySelector('[aria-label="News"]')?.append(news);
    });
    expect(await leaks(page, words)).toEqual([]);
  });

  test('it outlasts a lock, and ends by its own key only', async () => {
    await lock(page);
    expect(await leaks(page, words)).toEqual([]);
    await unlock(page);
    await page.locator('html[data-public-place]').waitFor();
    await page.keyboard.press('F8');
    await page.keyboard.press('F8');
    await page.keyboard.press('Escape');
    expect(await leaks(page, words)).toEqual([]);
    await endPublicPlace(page);
    await goTo(page, 'Reports');
    await page.getByRole('main').getByRole('link', { name: words }).first().waitFor();
    expect((await leaks(page, words)).length).toBeGreaterThan(3);
  });
});

promises('turning to another window', () => {
  const choose = async (choice: 'Nothing' | 'Public place' | 'Cover'): Promise<void> => {
    await goTo(page, 'Settings');
    const choices = page.getByRole('radiogroup', { name: /^When you turn to another window/ });
    await choices.getByText(choice, { exact: true }).click();
    await expect.poll(() => choices.getByRole('radio', { name: choice }).isChecked()).toBe(true);
  };
  const turnAway = () => page.evaluate(() => window.dispatchEvent(new FocusEvent('blur')));

  test('does what Settings say: nothing, the public place or the cover', async () => {
    await turnAway();
    expect(await page.locator('html[data-public-place]').count()).toBe(0);
    await choose('Public place');
    await turnAway();
    await page.locator('html[data-public-place]').waitFor();
    await endPublicPlace(page);
    await choose('Cover');
    await turnAway();
    await privacyCover(page).waitFor();
    await page.keyboard.press('F9');
    await privacyCover(page).waitFor({ state: 'hidden' });
  });

  test('so does a laptop that wakes: it was locked, and is covered when it is unlocked', async () => {
    running.program.simulate({ kind: 'power', event: 'suspend' });
    await atLockScreen(page);
    running.program.simulate({ kind: 'power', event: 'resume' });
    await unlock(page);
    await privacyCover(page).waitFor();
    await page.keyboard.press('F9');
    await choose('Nothing');
    await expect.poll(async () => (await command(page, 'settings', 'get', null)).whenAway).toBe('nothing');
  });
});

promises('the quick lock', () => {
  test('locks from every screen and from every dialog', async () => {
    const dialogs: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['palette', () => openPalette(page)],
      ['shortcuts', () => openShortcuts(page)],
      ['cover', () => page.keyboard.press('F9').then(() => privacyCover(page).waitFor())],
      [
        'a field',
        async () => {
          await at(`#/team-posts/${postId}`);
          await page.getByRole('textbox', { name: /^Where/ }).focus();
        },
      ],
    ];
    for (const [name, go] of [...screens, ...dialogs]) {
      await go();
      expect.soft(`${name}: ${await page.title()}`).not.toMatch(words);
      await lock(page);
      await unlock(page);
    }
  });
});
