// A team post, by keyboard alone: written, warned of a victim's name, settled, handed to the network's own page, on record.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { atRest, axeFindings, scrollsSideways, tooSmall } from '../support/accessibility.ts';
import { command } from '../support/kerbdesk-api.ts';
import { atDesk, auditLines, goTo, heading, makeVault, setTouch, textBox, unlock, button } from '../support/officer.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const profile = new Profile({
  quickUnlock: true,
  externalOrigins: ['https://bsky.app', 'https://social.example.police.uk'],
  teamPosts: {
    networks: [{ kind: 'x' }, { kind: 'bluesky' }, { kind: 'mastodon', instance: 'https://social.example.police.uk' }],
    detailWords: ['warrant'],
  },
});
let running: RunningProgram;
let page: Page;

beforeAll(async () => {
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
  const { id, revision } = await command(page, 'reports', 'create', { kind: 'crime' });
  await command(page, 'reports', 'save', {
    id,
    revision,
    content: {
      values: {},
      people: [{ id: crypto.randomUUID(), values: { role: 'victim', 'family-name': 'Marsh', 'given-names': 'Wendy' } }],
      property: [],
    },
  });
});
afterAll(() => profile.remove());

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const region = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
const wording = () => textBox(page, /^Wording/);
const saved = () => page.getByText('Saved on this laptop').first().waitFor();
/** Tab until this has the focus. */
async function tabTo(target: ReturnType<Page['getByRole']>): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return;
    await press('Tab');
  }
  throw new Error('Tab never came there');
}
const looksGood = async (name: string): Promise<string[]> => {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await atRest(page);
    found.push(...(await axeFindings(page)).map((finding) => `${name}, ${colorScheme}: ${finding}`));
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  return found;
};

const newPost = async (): Promise<void> => {
  await page.evaluate(() => (window.location.hash = '#/team-posts'));
  await heading(page, 'Team posts').waitFor();
  await button(page, /^New team post/).waitFor();
  await press('n');
  await heading(page, 'Team post').waitFor();
};

promises('a laptop from which no network may be opened', () => {
  test('says so before the first post is written: what is missing, who can mend it, and where', async () => {
    const locked = new Profile({ quickUnlock: true, teamPosts: { networks: [{ kind: 'bluesky' }], detailWords: [] } });
    try {
      const { page: here } = await locked.launch();
      await makeVault(here);
      await here.evaluate(() => (window.location.hash = '#/team-posts'));
      const said = here.getByRole('main');
      await said.getByText('No network may be opened from this laptop yet').waitFor();
      await said.getByText('Bluesky: https://bsky.app').waitFor();
      await said.getByText('Only IT can do this: externalOrigins in device.json', { exact: false }).waitFor();
      await atRest(here);
      expect(await axeFindings(here)).toEqual([]);
    } finally {
      await locked.remove();
    }
  });
});

promises('a team post', () => {
  test('is begun from Today by one key, and written by keyboard alone', async () => {
    await goTo(page, 'Today');
    await press('p');
    await page.getByText('No team posts yet').waitFor();
    expect(await looksGood('no posts')).toEqual([]);
    await press('n');
    await tabTo(textBox(page, /^Where/));
    await page.keyboard.type('Hoe Street library');
    await press('Tab');
    await page.keyboard.type('today');
    await press('Tab');
    await page.keyboard.type('1400');
    await press('Tab');
    await page.keyboard.type('4pm');
    await press('Tab');
    await page.keyboard.type('bike marking');
    await press('Tab');
    await page.keyboard.type('Thank you, Mrs Marsh, for the tea');
    await expect
      .poll(() => wording().inputValue())
      .toMatch(
        /^We will be at Hoe Street library on \w+ \d+ \w+, 14:00 to 16:00\. Come and talk to us about bike marking\. Thank you/,
      );
    await saved();
  });

  test('is warned of a victim by name, with the reason; nothing can be handed over before it is settled', async () => {
    await region('Warnings').getByText('“Marsh” is a victim in NE-4417-0001.').waitFor();
    await expect.poll(() => region('Preview').locator('mark').allInnerTexts()).toEqual(['Marsh']);
    expect(await button(region('Hand over'), 'Hand to Bluesky').isDisabled()).toBe(true);
    await region('Hand over').getByText('One warning is not settled.', { exact: false }).first().waitFor();
    await region('Hand over').getByText('This laptop may not open https://x.com. Ask IT to allow it.').waitFor();
    expect(await looksGood('warned')).toEqual([]);
  });

  test('by touch nothing of a warning is too small to press, and only the screen scrolls, not the page around it', async () => {
    const here = await page.evaluate(() => window.location.hash);
    await setTouch(page, true);
    await page.evaluate((hash) => (window.location.hash = hash), here);
    await region('Warnings').getByText('“Marsh” is a victim in NE-4417-0001.').waitFor();
    await page.setViewportSize({ width: 1024, height: 640 });
    await atRest(page);
    expect(await tooSmall(page, 44)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBe(0);
    await setTouch(page, false);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate((hash) => (window.location.hash = hash), here);
    await region('Warnings').getByText('“Marsh” is a victim in NE-4417-0001.').waitFor();
  });

  test('goes, once settled, to the network’s own page with exactly its words, and is on record', async () => {
    const settle = page.getByRole('checkbox', { name: '“Marsh” may go out' });
    await tabTo(settle);
    await press('Space');
    const hand = button(region('Hand over'), 'Hand to Bluesky');
    await expect.poll(() => hand.isEnabled()).toBe(true);
    const text = await wording().inputValue();
    await tabTo(hand);
    await press('Enter');
    await page.getByText('Handed to Bluesky').first().waitFor();
    await expect.poll(() => running.program.openedExternally.length).toBe(1);
    const address = new URL(running.program.openedExternally[0] ?? '');
    expect(address.origin + address.pathname).toBe('https://bsky.app/intent/compose');
    expect(address.searchParams.get('text')).toBe(text);
    await button(region('Hand over'), 'Hand to Mastodon (social.example.police.uk)').click();
    await expect.poll(() => running.program.openedExternally.length).toBe(2);
    expect(running.program.openedExternally[1]).toMatch(
      /^https:\/\/social\.example\.police\.uk\/share\?text=We%20will/,
    );
    expect(await looksGood('handed over')).toEqual([]);
    const lines = await auditLines(page);
    expect(lines.some((line) => line.includes(`Handed a team post to Bluesky (https://bsky.app): “${text}”`))).toBe(
      true,
    );
    expect(lines.some((line) => line.includes('Approved for posting: “Marsh” is a victim in NE-4417-0001.'))).toBe(
      true,
    );
  });

  test('that is to wait is reminded of on Today and never goes out by itself', async () => {
    await newPost();
    await textBox(page, /^Where/).fill('Lloyd Park');
    await textBox(page, /^Day/).fill('tomorrow');
    await textBox(page, /^Until/).fill('16:00');
    await page
      .getByRole('radiogroup', { name: 'When it may go out' })
      .getByText('Only after the team has left')
      .click();
    await region('Hand over').getByText('The team is still there.', { exact: false }).first().waitFor();
    await saved();
    await goTo(page, 'Today');
    await page.getByText('Team post: Lloyd Park').waitFor();
    await button(page, 'Open: Team post: Lloyd Park').click();
    await textBox(page, /^Day/).fill('yesterday');
    await page.getByText('A team post can go out now').waitFor();
    await saved();
    expect(await button(region('Hand over'), 'Hand to Bluesky').isEnabled()).toBe(true);
    await goTo(page, 'Today');
    await page.getByText('The team has left: it can go out now').waitFor();
    expect(running.program.openedExternally).toHaveLength(2);
  });

  test('is there as it was typed after the program was killed', async () => {
    await newPost();
    await textBox(page, /^Where/).fill('Wood Street station');
    await saved();
    await textBox(page, /^What people can bring/).pressSequentially('lost property', { delay: 30 });
    await page.waitForTimeout(800);
    await running.kill();
    running = await profile.launch();
    page = running.page;
    await unlock(page);
    await atDesk(page);
    await page.evaluate(() => (window.location.hash = '#/team-posts'));
    await page.getByRole('main').getByRole('link', { name: 'Wood Street station' }).click();
    await expect.poll(() => textBox(page, /^What people can bring/).inputValue()).toBe('lost property');
  });

  test('keeps an own wording, and takes the details again when asked', async () => {
    await wording().fill('See you there! 🚲');
    await saved();
    await region('Hand over').getByText('16 of 300 characters').waitFor();
    await button(page, 'Word it from the details').click();
    await expect.poll(() => wording().inputValue()).toMatch(/^We will be at Wood Street station/);
  });

  test('works at 1024×640, at 400 % zoom and by touch', async () => {
    await region('Warnings')
      .getByText(/^Nothing found/)
      .waitFor();
    await page.getByRole('region', { name: 'News' }).getByRole('button').first().waitFor({ state: 'detached' });
    for (const viewport of [
      { width: 1024, height: 640 },
      { width: 320, height: 640 },
    ]) {
      await page.setViewportSize(viewport);
      await atRest(page);
      expect.soft(await scrollsSideways(page)).toBe(false);
      expect.soft(await axeFindings(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await setTouch(page, true);
    await page.evaluate(() => history.back());
    await textBox(page, /^Where/).waitFor();
    await atRest(page);
    expect(await tooSmall(page, 44)).toEqual([]);
    await setTouch(page, false);
  });
});
