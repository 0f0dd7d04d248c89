// A shift's forty recordings tagged by keyboard alone, and many described at once in the list.
import type { KerbdeskApi } from '#contract/index.ts';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { allInTheVault, button, cameraCard, cameraIsRead, goTo, heading, makeVault } from '../support/officer.ts';
import {
  aboutRecording,
  recordingRow,
  recordingRows,
  showWorklist,
  worklistCount,
} from '../support/officer-footage.ts';
import { Profile } from '../support/program.ts';
import { jobs, recordingsInShift, shiftBegins, shiftCamera } from '../support/shift.ts';

declare const window: { readonly kerbdesk: KerbdeskApi };

const profile = new Profile({ quickUnlock: true });
let page: Page;
let presses = 0;

/** Keystroke-level model (Card, Moran and Newell 1980): an average typist's key, and a decision before each recording. */
const keySeconds = 0.28;
const decisionSeconds = 1.35;
/** Above this the keys and decisions alone would eat up the three minutes that a shift may take. */
const mostPresses = 200;

/** As the list shows them. */
const latestFirst = jobs.toReversed();

async function press(key: string): Promise<void> {
  presses += 1;
  await page.keyboard.press(key, { delay: 20 });
}
async function type(words: string): Promise<void> {
  for (const letter of words) await press(letter);
}

const place = (): Promise<string> => aboutRecording(page).locator('footer').innerText();

/** Waits, as a person would see it, until the next recording is on screen. */
const isAt = (number: number): Promise<void> =>
  expect
    .poll(place, { timeout: 20_000 })
    .toContain(number > recordingsInShift ? 'Everything is tagged' : `${number} of ${recordingsInShift}`);

beforeAll(async () => {
  ({ page } = await profile.launch());
  await makeVault(page);
  await page.evaluate(async () => {
    const template = (label: string, categoryId: string, tags: string[]) =>
      window.kerbdesk.tagging.saveTemplate({ id: null, label, categoryId, title: `${label}, {time}`, tags });
    await template('Stop and search', 'stop-and-search', ['s1 PACE']);
    await template('Arrest', 'arrest', []);
  });
  const camera = await shiftCamera(profile, shiftBegins());
  await camera.plugIn();
  await goTo(page, 'Today');
  await cameraIsRead(page, 'CAM 4');
  await button(cameraCard(page, 'CAM 4'), /^Offload/).click();
  await allInTheVault(page, 'CAM 4');
});
afterAll(() => profile.remove());

promises('an officer', () => {
  test(`tags ${recordingsInShift} recordings with at most ${mostPresses} keys, none of them a mouse’s`, async () => {
    await goTo(page, 'Footage');
    await page.getByRole('button', { name: `Tag ${recordingsInShift} recordings` }).waitFor();
    await press('t');
    let at = 1;
    for (const [job, count] of latestFirst.entries()) {
      await isAt(at);
      // The first of a job: a template by its number, then the reference; the others are the same as the last.
      await press(job % 2 === 0 ? '1' : '2');
      await press('Tab');
      await type(`CAD ${4100 + job}`);
      await press('Enter');
      for (let more = 1; more < count; more += 1) {
        at += 1;
        await isAt(at);
        if (at === recordingsInShift) break;
        await press('=');
      }
      at += 1;
    }
    await press('=');
    await expect.poll(place).toContain('Everything is tagged');
    const seconds = presses * keySeconds + recordingsInShift * decisionSeconds;
    console.log(
      `${recordingsInShift} recordings: ${presses} keys, ${Math.round(seconds)} s by the keystroke-level model`,
    );
    expect(presses).toBeLessThanOrEqual(mostPresses);
    expect(seconds).toBeLessThan(180);
    const answer = await page.evaluate(() =>
      window.kerbdesk.footage.list({ worklist: 'all', search: '', limit: 100, offset: 0 }),
    );
    if (!answer.ok) throw new Error(answer.error.message);
    const { recordings, counts } = answer.value;
    expect(counts['needs-tagging']).toBe(0);
    const references = recordings.map(({ reference }) => reference);
    expect(references).toEqual(
      latestFirst.flatMap((count, job) => Array.from({ length: count }, () => `CAD ${4100 + job}`)),
    );
    expect(
      recordings.every(
        ({ title, tags, categoryId }) => title !== '' && (categoryId === 'arrest') === (tags.length === 0),
      ),
    ).toBe(true);
  });

  test('chooses several by keyboard, describes them at once, and takes it back', async () => {
    await goTo(page, 'Footage');
    await recordingRows(page).nth(5).waitFor();
    await recordingRows(page).first().focus();
    await press('Space');
    await press('Shift+ArrowDown');
    await press('Shift+ArrowDown');
    const bar = page.getByRole('region', { name: 'Chosen recordings' });
    await expect.poll(() => bar.innerText()).toContain('3 recordings chosen');
    await press('e');
    const dialog = page.getByRole('dialog', { name: 'Describe 3 recordings' });
    await dialog.getByRole('textbox', { name: /^Reference/ }).fill('CAD 9999');
    await dialog.getByRole('textbox', { name: /^Title/ }).fill('Search {number}');
    await page.keyboard.press('Control+Enter');
    await page.getByText('3 recordings changed').waitFor();
    await expect.poll(() => recordingRow(page, 'CAD 9999').count()).toBe(3);
    await recordingRow(page, 'Search 3').waitFor();
    await press('u');
    await page.getByText('3 recordings put back as before').waitFor();
    await expect.poll(() => recordingRow(page, 'CAD 9999').count()).toBe(0);
  });

  test('chooses all of a list with Ctrl+A, none with Escape, and one by its box without opening it', async () => {
    await recordingRows(page).first().focus();
    await press('Control+a');
    const bar = page.getByRole('region', { name: 'Chosen recordings' });
    await expect.poll(() => bar.innerText()).toContain(`${recordingsInShift} recordings chosen`);
    await press('Escape');
    await expect.poll(() => bar.count()).toBe(0);
    await recordingRows(page).nth(1).locator('label').click();
    await expect.poll(() => bar.innerText()).toContain('1 recording chosen');
    await heading(page, 'Footage').waitFor();
    await button(bar, /^Choose none/).click();
  });

  test('is told which of them somebody changed meanwhile, and those stay as they are', async () => {
    await recordingRows(page).first().focus();
    await press('Space');
    await press('Shift+ArrowDown');
    await press('e');
    const dialog = page.getByRole('dialog', { name: 'Describe 2 recordings' });
    await dialog.getByRole('textbox', { name: /^Reference/ }).fill('CAD 7777');
    await page.evaluate(async () => {
      const { footage } = window.kerbdesk;
      const list = await footage.list({ worklist: 'all', search: '', limit: 1, offset: 0 });
      const first = list.ok ? list.value.recordings[0] : undefined;
      if (first)
        await footage.update({ id: first.id, revision: first.revision, patch: { title: 'By another window' } });
    });
    await page.keyboard.press('Control+Enter');
    await page.getByText(/One was changed elsewhere meanwhile and left as it is: By another window/).waitFor();
    await expect.poll(() => recordingRow(page, 'CAD 7777').count()).toBe(1);
    expect(await worklistCount(page, 'Needs tagging')).toBe(0);
    await showWorklist(page, 'No category');
    await page.getByText('Every recording has a category').waitFor();
  });
});
