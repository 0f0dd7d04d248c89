// Who may open the vault, when it locks, and what an officer is told when it cannot be opened.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe as promises, expect, test } from 'vitest';
import {
  atLockScreen,
  button,
  changePassphrase,
  chooseFrom,
  goTo,
  heading,
  lock,
  makeVault,
  passphrase,
  railCount,
  textBox,
  triesLeft,
  troublePanel,
  tryPassphrase,
  unlock,
} from '../support/officer.ts';
import { narrative, newReport, openReport, reportIsSaved } from '../support/officer-reports.ts';
import { Profile, type RunningProgram } from '../support/program.ts';
import { isAlive, vaultHosts } from '../support/processes.ts';
import {
  cloneLaptop,
  damage,
  fingerprint,
  keystoreFile,
  letDelayPass,
  officerFolder,
  withRecords,
} from '../support/vault-from-outside.ts';

const home = new Profile({ quickUnlock: true, escrow: true });
let running: RunningProgram;
let page: Page;

beforeAll(async () => {
  running = await home.launch();
  page = running.page;
  await makeVault(page);
});
afterAll(() => home.remove());

promises('an unlocked vault', () => {
  test('locks by the hot key: unsaved typing is kept, the keys’ process is gone, the page is a new one', async () => {
    await newReport(page);
    await narrative(page).fill('Kept before the lock.');
    await reportIsSaved(page);
    const hosts = vaultHosts(running.program);
    expect(hosts).toHaveLength(1);
    await page.evaluate(() => Object.assign(globalThis, { oldPage: true }));
    await narrative(page).pressSequentially(' Typed in the last moment.', { delay: 0 });
    await page.keyboard.press('Control+Shift+L');
    await atLockScreen(page);
    await page.getByText('You locked it.').waitFor();
    // A fresh process, which never had keys, may wait for the next unlock already.
    expect(hosts.filter(isAlive)).toEqual([]);
    expect(await page.evaluate(() => 'oldPage' in globalThis)).toBe(false);
    await unlock(page);
    await openReport(page, /Kept before|Crime report|Untitled/);
    expect(await narrative(page).inputValue()).toMatch(/Typed in the last moment\.$|^Kept before the lock\./);
    expect(await narrative(page).inputValue()).toContain('last moment.');
  });

  test('leaves nothing personal in the page once it is locked', async () => {
    await openReport(page, /Kept before|Crime report|Untitled/);
    await narrative(page).fill('Zephyrine Quillfeather said so.');
    await reportIsSaved(page);
    expect(await everythingInThePage(page)).toContain('Quillfeather');
    await lock(page);
    const left = await everythingInThePage(page);
    for (const words of ['Quillfeather', 'last moment', 'NE-4417', passphrase]) expect(left).not.toContain(words);
    await unlock(page);
  });

  test.for([
    ['suspend', 'Locked because the laptop went to sleep.'],
    ['lock-screen', 'Locked together with the laptop.'],
  ] as const)('locks on %s and says why', async ([event, sentence]) => {
    const hosts = vaultHosts(running.program);
    running.program.simulate({ kind: 'power', event });
    await atLockScreen(page);
    await page.getByText(sentence).waitFor();
    expect(hosts.filter(isAlive)).toEqual([]);
    await unlock(page);
  });

  test('locks after the minutes without use that the officer chose, and not before', async () => {
    await goTo(page, 'Settings');
    await chooseFrom(page, page.getByRole('main'), 'Lock after', '2 minutes');
    await expect.poll(() => page.getByRole('main').innerText()).toContain('2 minutes');
    running.program.simulate({ kind: 'idle', seconds: 119 });
    // Two rounds of work that take longer than main's own look at the clock.
    for (const place of ['Audit', 'Reports', 'Footage', 'Settings', 'Today'] as const) await goTo(page, place);
    running.program.simulate({ kind: 'idle', seconds: 120 });
    await atLockScreen(page);
    await page.getByText(/^Locked after \d+ minutes without use\.$/).waitFor();
    running.program.simulate({ kind: 'idle', seconds: null });
    await unlock(page);
  });

  test('is locked, with a sentence, when the process that holds its keys is killed', async () => {
    await openReport(page, /Crime report|Untitled|Zephyrine|./);
    for (const pid of vaultHosts(running.program)) process.kill(pid, 'SIGKILL');
    await atLockScreen(page);
    await page.getByText(/^Locked after a fault/).waitFor();
    await unlock(page);
    await openReport(page, /Crime report|Untitled|Zephyrine|./);
    expect(await narrative(page).inputValue()).toContain('Quillfeather');
  });

  test('opens with the new passphrase alone once it was changed', async () => {
    const next = 'violet anchor biscuit';
    await goTo(page, 'Settings');
    await changePassphrase(page, 'not the present one', next);
    await page
      .getByText(/wrong|not right|not the/i)
      .first()
      .waitFor();
    await changePassphrase(page, passphrase, next);
    await page.getByText('The passphrase was changed').waitFor();
    await lock(page);
    await tryPassphrase(page, passphrase);
    await passphraseIsRefused(page);
    await unlock(page, next);
    await goTo(page, 'Settings');
    await changePassphrase(page, next, passphrase);
    await page.getByText('The passphrase was changed').waitFor();
    expect(vaultHosts(running.program)).toHaveLength(1);
  });
});

promises('a wrong passphrase', () => {
  test('is refused with the tries that are left; after five there is a delay that a restart does not shorten', async () => {
    await lock(page);
    for (let wrong = 1; wrong <= 5; wrong++) {
      await tryPassphrase(page, `wrong number ${wrong}`);
      await passphraseIsRefused(page);
      expect(await page.getByRole('main').innerText()).toContain(`${10 - wrong} tries`);
    }
    await triesLeft(page).first().waitFor();
    await page.getByText(/^You can try again in \d+ s$/).waitFor();
    expect(await button(page, /^Unlock/).isDisabled()).toBe(true);
    await running.close();
    running = await home.launch();
    page = running.page;
    await page.getByText(/^You can try again in \d+ s$/).waitFor();
    expect(await button(page, /^Unlock/).isDisabled()).toBe(true);
    await running.close();
    await letDelayPass(home);
    running = await home.launch();
    page = running.page;
    await unlock(page);
    await running.close();
  });
});

promises('a vault that cannot be opened says what happened and what is kept, and nothing is overwritten:', () => {
  const laptops: Profile[] = [];
  afterEach(async () => {
    for (const laptop of laptops.splice(0)) await laptop.remove();
  });

  /** The laptop of the tests above, to be broken. */
  async function brokenLaptop(): Promise<Profile> {
    const laptop = new Profile({ quickUnlock: true });
    laptops.push(laptop);
    await cloneLaptop(home, laptop);
    return laptop;
  }

  async function says(desk: Page, title: string | RegExp): Promise<void> {
    await troublePanel(desk).getByRole('heading', { name: title }).waitFor();
    for (const part of ['What happened', 'What is kept', 'What to do']) {
      expect(await troublePanel(desk).innerText()).toContain(part);
    }
    expect(await textBox(desk, 'Passphrase').count()).toBe(0);
  }

  test('vault.json damaged', async () => {
    const laptop = await brokenLaptop();
    damage(join(await officerFolder(laptop), 'vault.json'));
    const before = await fingerprint(laptop);
    const { page: desk, close } = await laptop.launch();
    await says(desk, 'The file that opens this vault is damaged');
    await desk.getByText('Ada Okafor').first().waitFor();
    await close();
    expect(await fingerprint(laptop)).toEqual(before);
  });

  test('vault.json and its copy damaged', async () => {
    const laptop = await brokenLaptop();
    const folder = await officerFolder(laptop);
    damage(join(folder, 'vault.json'));
    damage(join(folder, 'recovery.json'));
    const before = await fingerprint(laptop);
    const { page: desk, close } = await laptop.launch();
    await desk.getByText('A vault cannot be read').waitFor();
    expect(await heading(desk, /Make your vault/).count()).toBe(0);
    await close();
    expect(await fingerprint(laptop)).toEqual(before);
  });

  test('records of a newer version', async () => {
    const laptop = await brokenLaptop();
    await withRecords(laptop, (db) => db.pragma('user_version = 9000'));
    const before = await fingerprint(laptop, ['vault.json']);
    const { page: desk, close } = await laptop.launch();
    await tryPassphrase(desk, passphrase);
    await says(desk, 'This vault was used by a newer Kerbdesk');
    await close();
    expect(await fingerprint(laptop, ['vault.json'])).toEqual(before);
  });

  test('records damaged', async () => {
    const laptop = await brokenLaptop();
    const records = join(await officerFolder(laptop), 'records.db');
    const bytes = readFileSync(records);
    bytes.fill(0, 0, 4096);
    writeFileSync(records, bytes);
    const before = await fingerprint(laptop, ['vault.json']);
    const { page: desk, close } = await laptop.launch();
    await tryPassphrase(desk, passphrase);
    await says(desk, 'The records of this vault are damaged');
    await close();
    expect(await fingerprint(laptop, ['vault.json'])).toEqual(before);
  });

  test('records missing', async () => {
    const laptop = await brokenLaptop();
    rmSync(join(await officerFolder(laptop), 'records.db'));
    const before = await fingerprint(laptop, ['vault.json']);
    const { page: desk, close } = await laptop.launch();
    await tryPassphrase(desk, passphrase);
    await says(desk, 'The records of this vault are damaged');
    await close();
    expect(await fingerprint(laptop, ['vault.json'])).toEqual(before);
  });

  test('keystore missing', async () => {
    const laptop = await brokenLaptop();
    const before = await fingerprint(laptop);
    const { page: desk, close } = await laptop.launch({ keystore: 'missing' });
    await desk.getByText('The keystore of this laptop does not answer').waitFor();
    await tryPassphrase(desk, passphrase);
    await says(desk, /keystore of this laptop does not answer|half of the key/);
    await close();
    expect(await fingerprint(laptop)).toEqual(before);
    // With the keystore back, the same passphrase opens it: no try was lost, nothing was made anew.
    const again = await laptop.launch();
    await unlock(again.page);
  });

  test('the laptop’s half of the key lost', async () => {
    const laptop = await brokenLaptop();
    rmSync(keystoreFile(laptop));
    const before = await fingerprint(laptop);
    const { page: desk, close } = await laptop.launch();
    await tryPassphrase(desk, passphrase);
    await says(desk, 'This laptop does not have its half of the key');
    await close();
    expect(await fingerprint(laptop)).toEqual(before);
  });

  test('no keystore on first use asks for a long passphrase and says why', async () => {
    const laptop = new Profile({ quickUnlock: true });
    laptops.push(laptop);
    const { page: desk } = await laptop.launch({ keystore: 'missing' });
    await desk.getByText(/has no keystore, so your passphrase alone protects the vault/).waitFor();
    await textBox(desk, 'Passphrase').fill('short words');
    await button(desk, 'Make the vault').click();
    await desk.getByText('Choose a passphrase of at least 16 characters.').first().waitFor();
    await makeVault(desk);
    await lock(desk);
    await unlock(desk);
    expect(await railCount(desk, 'Reports')).toBe(0);
  });
});

async function passphraseIsRefused(desk: Page): Promise<void> {
  // The field is emptied with the answer.
  await expect.poll(() => textBox(desk, 'Passphrase').inputValue(), { timeout: 20_000 }).toBe('');
  await desk
    .getByText(/tries|wrong/i)
    .first()
    .waitFor();
}

/** Markup, title, values of fields and address: all that a look at the page could find. */
const everythingInThePage = (desk: Page): Promise<string> =>
  desk.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')];
    return [
      document.documentElement.outerHTML,
      document.title,
      location.href,
      ...fields.map(({ value }) => value),
    ].join('\n');
  });
