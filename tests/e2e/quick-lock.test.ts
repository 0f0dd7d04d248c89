// One key locks, from every screen and from whatever lies over it, and the window's title tells nothing on any of them.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { lock, openPalette, openShortcuts, privacyCover, unlock } from '../support/officer.ts';
import { Profile } from '../support/program.ts';
import {
  goToHash,
  makeTellingVault,
  screensOf,
  tellingWords as words,
  type TellingVault,
} from '../support/telling-vault.ts';

const profile = new Profile({ quickUnlock: true });
let page: Page;
let vault: TellingVault;

beforeAll(async () => {
  ({ page } = await profile.launch());
  vault = await makeTellingVault(profile, page);
});
afterAll(() => profile.remove());

promises('the quick lock', () => {
  test('locks from every screen and from every dialog', { timeout: 500_000 }, async () => {
    const dialogs: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['palette', () => openPalette(page)],
      ['shortcuts', () => openShortcuts(page)],
      ['cover', () => page.keyboard.press('F9').then(() => privacyCover(page).waitFor())],
      [
        'a field',
        async () => {
          await goToHash(page, `#/team-posts/${vault.postId}`);
          await page.getByRole('textbox', { name: /^Where/ }).focus();
        },
      ],
    ];
    for (const [name, go] of [...Object.entries(screensOf(page, vault)), ...dialogs]) {
      await go();
      expect.soft(`${name}: ${await page.title()}`).not.toMatch(words);
      await lock(page);
      await unlock(page);
    }
  });
});
