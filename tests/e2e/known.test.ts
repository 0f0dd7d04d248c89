// What reports speak of is found by Ctrl+K and seen on one screen: with its sources, what differs, and what may be the same.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { atRest, axeFindings, scrollsSideways, targets, tooSmall } from '../support/accessibility.ts';
import { auditLines, button, closeDialog, goTo, heading, makeVault, setTouch, textBox } from '../support/officer.ts';
import { findInPalette, keepTwoBurglaries, knownList, openKnown } from '../support/officer-known.ts';
import { Profile } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let page: Page;

beforeAll(async () => {
  ({ page } = await profile.launch());
  await makeVault(page);
});
afterAll(() => profile.remove());

async function isAccessible(what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await atRest(page);
    expect.soft(await axeFindings(page), `${what}, ${colorScheme}`).toEqual([]);
  }
}

promises('before there is a report', () => {
  test('the screen says what will be on it and how', async () => {
    await goTo(page, 'People & places');
    const empty = page.getByRole('heading', { name: 'Nobody and nothing known yet' });
    await empty.waitFor();
    expect(await button(page, 'New crime report').isVisible()).toBe(true);
    await isAccessible('nothing known');
  });
});

promises('Ctrl+K', () => {
  test('finds a plate however it is written, and opens what is known of it with Enter alone', async () => {
    await keepTwoBurglaries(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('lx19ktb');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'LX19 KTB' }).waitFor();
    expect(await heading(page, 'People & places').isVisible()).toBe(true);
  });

  test('says why: the words around what is found, marked', async () => {
    const palette = await findInPalette(page, 'jemmy', /Burglary, Gloucester R/);
    const option = palette.getByRole('option', { name: /Burglary, Gloucester R/ });
    expect(await option.innerText()).toContain('What happened: …window was forced with a jemmy while');
    expect(await option.locator('mark').allInnerTexts()).toEqual(['jemmy']);
    await isAccessible('palette with results');
    await closeDialog(page);
  });

  test('finds a name that is misspelt, and says that it only sounds so', async () => {
    const palette = await findInPalette(page, 'pria rahman', /Priya Raman/);
    expect(await palette.getByRole('option', { name: /Priya Raman/ }).innerText()).toMatch(
      /Sounds like “pria”, Sounds like “rahman”/,
    );
    await closeDialog(page);
  });

  test('shows people, places and reports in groups of their own', async () => {
    const palette = await findInPalette(page, 'gloucester', /14 Gloucester Road/);
    const groups = await palette.getByRole('group').allInnerTexts();
    expect(groups.map((group) => group.split('\n')[0])).toEqual(['Places', 'Reports', 'People']);
    await palette.getByRole('option', { name: /Burglary, Gloucester R/ }).waitFor();
    await closeDialog(page);
  });
});

promises('People & places', () => {
  test('lists each once, finds by phone, and shows each fact with the report that tells it', async () => {
    await goTo(page, 'People & places');
    await textBox(page, /^Find/)
      .or(page.getByRole('searchbox', { name: /^Find/ }))
      .first()
      .fill('900142');
    await expect.poll(() => knownList(page).getByRole('option').count()).toBe(1);
    const shown = await openKnown(page, /Priya Raman/);
    expect(await shown.innerText()).toMatch(/Phone\s+07700 900142\s+NE-4417-0001, victim/);
    expect(await shown.innerText()).toMatch(/Date of birth\s+14 Mar 1988/);
    await isAccessible('a person');
  });

  test('proposes what may be the same; Y joins, the facts that differ show both, and it comes apart again', async () => {
    const same = page.getByRole('region', { name: 'The same person?' });
    await same.waitFor();
    expect(await same.innerText()).toMatch(/Preeya Raman[\s\S]*Nearly the same name · Same date of birth/);
    await page
      .getByRole('region', { name: /Priya Raman/ })
      .first()
      .locator('h2')
      .first()
      .click();
    await page.keyboard.press('y');
    await page.getByRole('heading', { name: 'Joined' }).waitFor();
    const shown = page.getByRole('region', { name: /Raman/ }).first();
    await expect.poll(() => shown.innerText()).toMatch(/2 mentions/);
    const facts = await shown.innerText();
    expect(facts).toMatch(
      /Phone\s+Reports differ\s+07700 900777\s+NE-4417-0002, witness\s+07700 900142\s+NE-4417-0001, victim/,
    );
    expect(facts).toMatch(/facts told differently/);
    await isAccessible('reports that differ');
    await button(page, /^Part again/).click();
    await page.getByRole('heading', { name: 'Joined' }).waitFor({ state: 'detached' });
    await same.waitFor();
    await page.keyboard.press('n');
    await same.waitFor({ state: 'detached' });
    const lines = (await auditLines(page)).join('\n');
    expect(lines).toMatch(/Joined the person of NE-4417-0002 to this one/);
    expect(lines).toMatch(/Said not to be the person of NE-4417-0002/);
  });

  test('is worked by the keyboard alone: arrows move in the list, Enter opens, a link leads to the report', async () => {
    await page.keyboard.press('Control+6');
    await heading(page, 'People & places').waitFor();
    await knownList(page).getByRole('option').first().focus();
    await page.keyboard.press('ArrowDown');
    const key = await page.evaluate(() => document.activeElement?.getAttribute('data-key') ?? '');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain(`#/known/${key}`);
    await page.getByRole('heading', { name: 'What is told' }).waitFor();
    const link = page
      .getByRole('region', { name: /^Reports/ })
      .getByRole('link')
      .first();
    await link.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toMatch(/#\/reports\/[0-9a-f-]{36}$/);
  });

  test('shows one kind alone, and says so where nothing fits', async () => {
    await goTo(page, 'People & places');
    await button(page.getByRole('main'), /Show/).click();
    await page.getByRole('option', { name: 'Vehicles' }).click();
    await expect.poll(() => knownList(page).getByRole('option').count()).toBe(2);
    await page.getByRole('searchbox', { name: /^Find/ }).fill('zebedee');
    await page.getByText('Nothing fits “zebedee”').waitFor();
    await isAccessible('nothing fits');
    await button(page, 'Show everything').click();
    await expect.poll(() => knownList(page).getByRole('option').count()).toBeGreaterThan(5);
  });

  test('fits a small window and touch', async () => {
    // News of what was done before lies over the page for a moment.
    await expect.poll(() => button(page, 'Put away').count(), { timeout: 20_000 }).toBe(0);
    for (const [width, height] of [
      [1024, 640],
      [320, 640],
    ] as const) {
      await page.setViewportSize({ width, height });
      await goTo(page, 'People & places');
      await openKnown(page, /Priya Raman/);
      await atRest(page);
      expect.soft(await scrollsSideways(page), `${width} scrolls sideways`).toBe(false);
      const hidden = (await targets(page)).filter(({ reachable }) => !reachable);
      expect
        .soft(
          hidden.map((target) => target.name),
          `${width}: cannot be reached`,
        )
        .toEqual([]);
      expect.soft(await axeFindings(page), `${width}`).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await setTouch(page, true);
    await goTo(page, 'People & places');
    await openKnown(page, /Priya Raman/);
    await atRest(page);
    expect(await tooSmall(page, 44)).toEqual([]);
    await setTouch(page, false);
  });
});
