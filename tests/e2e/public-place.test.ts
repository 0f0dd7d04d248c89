// In a public place nobody else learns a name, a number, a place or a picture from the screen, from a screen reader or from the
// window's title, on any screen; the officer still works, and sees one thing at a time while a key is held.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { emptyReportContent } from '#contract/reports.ts';
import { atRest, axeFindings } from '../support/accessibility.ts';
import { command } from '../support/kerbdesk-api.ts';
import {
  atLockScreen,
  auditLines,
  button,
  closeDialog,
  goTo,
  heading,
  lock,
  openPalette,
  privacyCover,
  unlock,
} from '../support/officer.ts';
import { beginPublicPlace, coloursOfText, endPublicPlace, leaks } from '../support/public-place.ts';
import { Profile, type RunningProgram } from '../support/program.ts';
import {
  goToHash,
  makeTellingVault,
  screensOf,
  sectionButtons,
  tellingWords as words,
  type TellingVault,
} from '../support/telling-vault.ts';

const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;
let vault: TellingVault;

beforeAll(async () => {
  running = await profile.launch();
  page = running.page;
  vault = await makeTellingVault(profile, page);
});
afterAll(() => profile.remove());

const at = (hash: string): Promise<void> => goToHash(page, hash);

promises('in a public place', () => {
  test(
    'no screen shows, says or titles a word or picture of the vault, light or dark, and axe finds nothing',
    { timeout: 500_000 },
    async () => {
      await beginPublicPlace(page);
      const found: string[] = [];
      for (const [name, go] of Object.entries(screensOf(page, vault))) {
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
    },
  );

  test('neither does any section of a report, nor the palette with what it finds', async () => {
    const found: string[] = [];
    for (const id of vault.reportIds) {
      await at(`#/reports/${id}`);
      await sectionButtons(page).first().waitFor();
      await atRest(page);
      for (const section of await sectionButtons(page).all()) {
        await section.click();
        await atRest(page);
        found.push(...(await leaks(page, words)));
      }
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

  test('so does what main says and what IT has named; what is filled in is blank', async () => {
    const lines = (await auditLines(page)).join('\n');
    expect(lines).toMatch(/Opened report NE-4417-0001\. /);
    expect(lines).not.toMatch(words);
    await screensOf(page, vault).recording();
    await page.getByRole('main').getByText('Arrest', { exact: true }).first().waitFor();
  });

  test('a person who is called by one of its words is blank as well, as soon as the report is saved', async () => {
    const { id, revision } = await command(page, 'reports', 'create', { kind: 'crime' });
    const person = { id: crypto.randomUUID(), values: { role: 'witness', 'family-name': 'Lane' } };
    const content = { ...emptyReportContent, people: [person] };
    await at('#/known');
    await heading(page, 'People & places').waitFor();
    await command(page, 'reports', 'save', { id, revision, content });
    await page.getByRole('main').getByText('Witness', { exact: true }).first().waitFor();
    await expect.poll(async () => (await leaks(page, /^Lane$/)).length).toBe(0);
    await endPublicPlace(page);
    await page.getByRole('main').getByText('Lane', { exact: true }).first().waitFor();
    await beginPublicPlace(page);
    await expect.poll(async () => (await leaks(page, /^Lane$/)).length).toBe(0);
    await heading(page, 'People & places').waitFor();
  });

  test('what is blanked is painted over, in one colour', async () => {
    await goTo(page, 'Reports');
    const title = page
      .getByRole('main')
      .getByRole('link', { name: /^hidden/ })
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
    for (const screen of ['#/reports', `#/reports/${vault.reportIds[0] ?? ''}`, '#/footage']) {
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

  test('a key that is held down does its deed once: what is covered stays covered, and the first press shows nothing', async () => {
    await endPublicPlace(page);
    await goTo(page, 'Reports');
    await page.getByRole('main').getByRole('link', { name: words }).first().hover();
    for (let repeat = 0; repeat < 4; repeat += 1) await page.keyboard.down('F8');
    await page.locator('html[data-public-place]').waitFor();
    await expect.poll(() => leaks(page, words)).toEqual([]);
    await page.keyboard.up('F8');
    for (const times of [2, 3]) {
      for (let repeat = 0; repeat < times; repeat += 1) await page.keyboard.down('F9');
      await privacyCover(page).waitFor();
      await atRest(page);
      expect(await privacyCover(page).isVisible()).toBe(true);
      await page.keyboard.up('F9');
      await page.keyboard.press('F9');
      await privacyCover(page).waitFor({ state: 'hidden' });
    }
  });

  test('by keyboard it shows what has the focus; a field as well', async () => {
    await at(`#/team-posts/${vault.postId}`);
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
    const post = await command(page, 'teamPosts', 'get', { id: vault.postId });
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
