// What is known is offered as it is typed: a victim of a burglary becomes a casualty with one wrong letter in her name, each value says where
// it is from, and a telephone number that differs is asked about once. By keyboard alone.
import { mkdirSync } from 'node:fs';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { atRest, axeFindings, scrollsSideways, targets, tooSmall } from '../support/accessibility.ts';
import { auditLines, button, goTo, makeVault, setTouch } from '../support/officer.ts';
import { keepReport, keepTwoBurglaries, openKnown } from '../support/officer-known.ts';
import { addCasualty, addVehicle, newCollision } from '../support/officer-collisions.ts';
import { field, newReport, openReport, openSection, reportIsSaved } from '../support/officer-reports.ts';
import { Profile } from '../support/program.ts';
import { beginPublicPlace, endPublicPlace, leaks } from '../support/public-place.ts';

const profile = new Profile({ quickUnlock: true });
let page: Page;
const pictures = process.env['KERBDESK_PICTURES'];

beforeAll(async () => {
  ({ page } = await profile.launch());
  await makeVault(page);
  await keepTwoBurglaries(page);
});
afterAll(() => profile.remove());

/** With a folder given, what is on the screen is also kept as pictures to look at. */
async function isAccessible(what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await atRest(page);
    if (pictures !== undefined) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: `${pictures}/${what.replaceAll(' ', '-')}-${colorScheme}.png` });
    }
    expect.soft([what, colorScheme, await axeFindings(page)]).toEqual([what, colorScheme, []]);
  }
}

const offers = (): Locator => page.getByRole('listbox', { name: 'Known already' }).getByRole('option');
const differs = (label: string): Locator => page.getByRole('group', { name: `${label}: reports differ` });
/** What a screen reader says of a field besides its name. */
const described = (label: string): Promise<string> =>
  field(page, label).evaluate((element) =>
    (element.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  );

promises('a casualty of a collision who was the victim of a burglary', () => {
  test('is offered by a family name with one wrong letter, with what tells her from others, and no letter changes by itself', async () => {
    await newCollision(page);
    await openSection(page, 'Casualties');
    await addCasualty(page, 'pedestrian', {});
    await field(page, 'Phone').fill('07700 900555');
    await field(page, 'Family name').focus();
    await page.keyboard.type('Ramen');
    await offers().first().waitFor();
    const [words] = await offers().allInnerTexts();
    expect(words).toMatch(/^P\w+ Raman\n/);
    expect(words).toMatch(/Born 14 Mar 1988, aged 38/);
    expect(words).toMatch(/in crime report NE-4417-000\d, \d+ \w+ \d{4}/);
    expect(await offers().allInnerTexts()).toHaveLength(2);
    await isAccessible('offers of a person');
    // Looked at, closed and left: what was typed is what stands there.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await expect.poll(() => offers().count()).toBe(0);
    await page.keyboard.type('n');
    await offers().first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await expect.poll(() => offers().count()).toBe(0);
    expect(await field(page, 'Family name').inputValue()).toBe('Ramenn');
    expect(await field(page, 'Date of birth').inputValue()).toBe('');
  });

  test('is taken by Enter: empty fields are filled and say where they are from, what was typed stays', async () => {
    await field(page, 'Family name').focus();
    await page.keyboard.press('Backspace');
    await offers().first().waitFor();
    await page.keyboard.press('ArrowDown');
    const priya = offers().filter({ hasText: 'Priya Raman' });
    while ((await priya.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
    expect(await field(page, 'Family name').getAttribute('aria-activedescendant')).toBe(await priya.getAttribute('id'));
    await page.keyboard.press('Enter');
    await expect.poll(() => field(page, 'Family name').inputValue()).toBe('Raman');
    expect(await field(page, 'Given names').inputValue()).toBe('Priya');
    expect(await field(page, 'Date of birth').inputValue()).toBe('14/3/1988');
    expect(await field(page, 'Home address').inputValue()).toBe('14 Gloucester Road');
    expect(await field(page, 'Home postcode').inputValue()).toBe('E17 4QE');
    expect(await field(page, 'Age').inputValue()).toBe('38');
    expect(await field(page, 'Phone').inputValue()).toBe('07700 900555');
    const from = /From crime report NE-4417-0001, written by Ada Okafor, \d+ \w+ \d{4}/;
    expect(await described('Date of birth')).toMatch(from);
    expect(await described('Home address')).toMatch(from);
    expect(await described('Phone')).not.toMatch(/From/);
    await page.getByText('Priya Raman is known from 1 other report.').waitFor();
    await reportIsSaved(page);
    expect((await auditLines(page)).join('\n')).toContain('Taken for an entry of report NE-4417-0003.');
  });

  test('keeps the sources after saving, until the officer changes the value', async () => {
    await openReport(page, /^Collision/);
    await openSection(page, 'Casualties');
    await button(page, /RAMAN/).click();
    expect(await described('Home address')).toMatch(/From crime report NE-4417-0001/);
    await field(page, 'Home address').fill('2 Grove Road');
    expect(await described('Home address')).not.toMatch(/From/);
    await page.keyboard.press('Tab');
    await differs('Home address').waitFor();
    await differs('Home address').getByRole('button', { name: 'Use that: 14 Gloucester Road' }).focus();
    await page.keyboard.press('Enter');
    await differs('Home address').waitFor({ state: 'detached' });
    expect(await field(page, 'Home address').inputValue()).toBe('14 Gloucester Road');
    expect(await described('Home address')).toMatch(/From crime report NE-4417-0001/);
  });

  test('has a telephone number that differs: both are shown with their sources, and what is kept is not asked again', async () => {
    await field(page, 'Given names').focus();
    const conflict = differs('Phone');
    await conflict.waitFor();
    expect(await conflict.innerText()).toMatch(
      /07700 900555\s+Here[\s\S]*07700 900142\s+Crime report NE-4417-0001, written by Ada Okafor/,
    );
    await conflict.scrollIntoViewIfNeeded();
    await isAccessible('a conflict');
    await conflict.getByRole('button', { name: 'Keep this: 07700 900555' }).focus();
    await page.keyboard.press('Enter');
    await conflict.waitFor({ state: 'detached' });
    await openReport(page, /^Collision/);
    await openSection(page, 'Casualties');
    await button(page, /RAMAN/).click();
    await page.getByText('Priya Raman is known from 1 other report.').waitFor();
    await atRest(page);
    expect(await conflict.count()).toBe(0);
    // Another number than the two is another question.
    await field(page, 'Phone').fill('07700 900556');
    await page.keyboard.press('Tab');
    await conflict.waitFor();
    await field(page, 'Phone').fill('07700 900555');
    await page.keyboard.press('Tab');
    await conflict.waitFor({ state: 'detached' });
  });

  test('is let go again by one press: what came with her goes, what was typed stays, and undo brings her back', async () => {
    await button(page, 'Not the same person').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => field(page, 'Date of birth').inputValue()).toBe('');
    expect(await field(page, 'Phone').inputValue()).toBe('07700 900555');
    await page.getByRole('heading', { level: 2 }).first().click();
    await button(page, /^Undo/).click();
    await expect.poll(() => field(page, 'Date of birth').inputValue()).toBe('14/3/1988');
    await page.getByText('Priya Raman is known from 1 other report.').waitFor();
  });
});

promises('a vehicle', () => {
  test('is offered by its plate, also with a letter that looks alike, and brings its description', async () => {
    await openSection(page, 'Vehicles');
    await addVehicle(page, 'van', {});
    await field(page, 'Registration').focus();
    await page.keyboard.type('LXI9 KT8');
    await offers().first().waitFor();
    expect(await offers().first().innerText()).toMatch(/^LX19 ?KTB\nWhite (van|Transit)/);
    await isAccessible('offers of a plate');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => field(page, 'Registration').inputValue()).toMatch(/^LX19 ?KTB$/);
    expect(await field(page, 'Make and model').inputValue()).toMatch(/^White (van|Transit)$/);
    expect(await described('Make and model')).toMatch(/From crime report NE-4417-000\d/);
  });

  test('has a driver whose whole name, age and number come from the report that tells of him', async () => {
    await field(page, 'Driver’s or rider’s name').focus();
    await page.keyboard.type('preya');
    await offers().first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => field(page, 'Driver’s or rider’s name').inputValue()).toMatch(/^P\w+ Raman$/);
    expect(await field(page, 'Driver’s or rider’s age').inputValue()).toBe('38');
  });
});

promises('a street', () => {
  test('offers the place that an earlier report names, with its postcode', async () => {
    await newReport(page);
    await openSection(page, 'When and where');
    await field(page, 'Number and street').focus();
    await page.keyboard.type('14 glouster');
    await offers().first().waitFor();
    expect(await offers().first().innerText()).toMatch(/^14 Gloucester Road\n[\s\S]*E17 4QE/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect.poll(() => field(page, 'Number and street').inputValue()).toBe('14 Gloucester Road');
    expect(await field(page, 'Postcode').inputValue()).toBe('E17 4QE');
  });
});

promises('wherever it is shown', () => {
  test('offers fit a small window and touch, and names are blank in a public place', async () => {
    await openSection(page, 'People');
    await button(page, 'Add: victim').click();
    await setTouch(page, true);
    await openReport(page, /Gloucester R/);
    await openSection(page, 'People');
    await button(page, 'Add: witness').click();
    for (const [width, height] of [
      [1024, 640],
      [320, 640],
    ] as const) {
      await page.setViewportSize({ width, height });
      await field(page, 'Family name').fill('');
      await field(page, 'Family name').focus();
      await page.keyboard.type('Raman');
      await offers().first().waitFor();
      await atRest(page);
      if (pictures !== undefined) await page.screenshot({ path: `${pictures}/offers-${width}.png` });
      expect.soft(await scrollsSideways(page), `${width} scrolls sideways`).toBe(false);
      const options = await offers().evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
      expect.soft(options.every((tall) => tall >= 44)).toBe(true);
      expect.soft(await axeFindings(page), `${width}`).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await atRest(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => offers().count()).toBe(0);
    expect.soft((await targets(page)).filter(({ reachable }) => !reachable).map(({ name }) => name)).toEqual([]);
    expect.soft(await tooSmall(page, 44)).toEqual([]);
    await setTouch(page, false);
    await openReport(page, /Gloucester R/);
    await openSection(page, 'People');
    await button(page, 'Add: witness').click();
    await beginPublicPlace(page);
    await field(page, 'Family name').focus();
    await page.keyboard.type('Raman');
    await offers().first().waitFor();
    expect(await leaks(page, /Priya|Preeya|Gloucester/)).toEqual([]);
    await endPublicPlace(page);
  });
});

promises('a key that is held', () => {
  test('joins one pair and no more', async () => {
    for (const phone of ['07700 900211', '07700 900212', '07700 900213']) {
      const named = { 'given-names': 'Oluwaseun', 'family-name': 'Adebayo', 'date-of-birth': '1/2/1990' };
      await keepReport(page, { values: { offence: 'Theft' }, people: [{ role: 'witness', ...named, phone }] });
    }
    await goTo(page, 'People & places');
    const shown = await openKnown(page, /Oluwaseun Adebayo/);
    await page.getByRole('region', { name: 'The same person?' }).waitFor();
    await shown.locator('h2').first().click();
    await page.keyboard.down('y');
    await page.getByRole('heading', { name: 'Joined' }).waitFor();
    // Held on, as a keyboard repeats it, beyond the moment in which the next pair comes up.
    for (let times = 0; times < 10; times += 1) {
      await page.keyboard.down('y');
      await page.waitForTimeout(60);
    }
    await page.keyboard.up('y');
    await atRest(page);
    expect(await shown.innerText()).toMatch(/2 mentions/);
  });
});
