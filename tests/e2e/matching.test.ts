// A report is proposed for a recording with its reasons; one key says yes or no, and both are remembered.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { atRest, axeFindings } from '../support/accessibility.ts';
import { auditLines, cameraIsRead, goTo, makeVault, offloadAll } from '../support/officer.ts';
import { aboutRecording, openRecording, recordingRows, referenceBox, titleBox } from '../support/officer-footage.ts';
import { reportOfNewest } from '../support/officer-reports.ts';
import { Profile } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let page: Page;

const panel = () => page.getByRole('region', { name: /belongs to|May belong to/ });

beforeAll(async () => {
  ({ page } = await profile.launch());
  await makeVault(page);
  const camera = await profile.camera();
  await camera.plugIn();
  await goTo(page, 'Today');
  await cameraIsRead(page, 'CAM 7');
  await offloadAll(page);
  await reportOfNewest(page, '14 Forest Road');
  await reportOfNewest(page, '2 Mare Street');
});
afterAll(() => profile.remove());

promises('an officer', () => {
  test('sees which report a recording may belong to, and why; nothing is linked by itself', async () => {
    await goTo(page, 'Footage');
    await recordingRows(page).first().waitFor();
    await openRecording(page, /./);
    await panel().waitFor();
    const words = await panel().innerText();
    expect(words).toMatch(/Likely belongs to/);
    expect(words).toMatch(/Stop and search, (Mare Street|Forest Road)/);
    expect(words).toMatch(/when it was committed/);
    expect(words).toContain('Same officer');
    expect(
      await aboutRecording(page)
        .getByRole('heading', { name: /^Reports?$/ })
        .count(),
    ).toBe(0);
    expect(await referenceBox(page).inputValue()).toBe('');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await atRest(page);
      expect(await axeFindings(page)).toEqual([]);
    }
  });

  test('says no with N, takes it back, and says no again: it is not proposed any more', async () => {
    const refused = /, (Mare Street|Forest Road)/.exec(await panel().innerText())?.[1] ?? '';
    await panel().focus();
    await page.keyboard.press('n');
    const taken = page.getByRole('button', { name: 'Take back' });
    await taken.waitFor();
    await expect.poll(() => panel().innerText()).not.toContain(refused);
    await taken.click();
    await taken.waitFor({ state: 'detached' });
    await expect.poll(() => panel().innerText()).toContain(refused);
    await panel().focus();
    await page.keyboard.press('n');
    await taken.waitFor();
    await page.reload();
    await panel().waitFor();
    expect(await panel().innerText()).not.toContain(refused);
  });

  test('says yes with Y: it is linked, and reference and title are entered once', async () => {
    const title = (await panel().innerText()).split('\n').find((line) => line.startsWith('Stop and search')) ?? '';
    await panel().focus();
    await page.keyboard.press('y');
    await aboutRecording(page).getByRole('heading', { name: 'Report', exact: true }).waitFor();
    await expect.poll(() => referenceBox(page).inputValue()).toBe('CAD 4127/22NOV26');
    expect(await titleBox(page).inputValue()).toBe(title);
    await expect.poll(() => panel().count()).toBe(0);
    const lines = await auditLines(page);
    expect(lines.some((line) => /Linked to report .*as proposed: .*when it was committed/.test(line))).toBe(true);
    expect(lines.some((line) => /Refused the proposal that it belongs to report/.test(line))).toBe(true);
  });
});
