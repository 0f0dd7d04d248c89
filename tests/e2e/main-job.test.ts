// The main job from end to end, as one officer does it in one sitting; the tests go on from one another.
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Page, Response } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import type { VirtualCamera } from '../../native-mocks/devices/virtual-camera.ts';
import { filesIn } from '../support/made-camera.ts';
import { hashFile } from '../support/offload-kit.ts';
import {
  allInTheVault,
  auditLines,
  button,
  cameraCard,
  cameraIsRead,
  cameraRows,
  goTo,
  heading,
  lock,
  makeVault,
  offloadAll,
  railCount,
  safeToUnplug,
  unlock,
} from '../support/officer.ts';
import {
  backToFootage,
  canBeWatched,
  categoryList,
  describe,
  markerChips,
  nameMarker,
  notesBox,
  openRecording,
  playing,
  recordingRow,
  recordingRows,
  referenceBox,
  search,
  seekTo,
  shownHash,
  tagNamed,
  timeline,
  titleBox,
  worklistCount,
} from '../support/officer-footage.ts';
import {
  attach,
  attachedRecordings,
  choose,
  field,
  finishReport,
  missing,
  narrative,
  newReport,
  openReport,
  openSection,
  pressNow,
  reportIsSaved,
  tick,
  writeTheft,
} from '../support/officer-reports.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const profile = new Profile();
let running: RunningProgram;
let page: Page;
let camera: VirtualCamera;
let clips: string[];

beforeAll(async () => {
  camera = await profile.camera();
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
});
afterAll(() => profile.remove());

promises('a camera', () => {
  test('that is plugged in is shown with its name, recordings, times, lengths, sizes and honest labels', async () => {
    await camera.plugIn();
    await cameraIsRead(page, 'CAM 7');
    clips = (await filesIn(camera.root)).filter((file) => file.endsWith('.MP4')).toSorted();
    await expect.poll(() => cameraCard(page, 'CAM 7').innerText()).toContain('X60-118842');
    await expect.poll(() => cameraCard(page, 'CAM 7').innerText()).toContain('Nothing is being copied yet');

    const rows = await cameraRows(page, 'CAM 7').allInnerTexts();
    expect(rows).toHaveLength(4);
    for (const [index, length] of ['00:42', '01:00', '00:24', 'not known'].entries()) {
      const file = clips[index] ?? '';
      const row = rows.find((text) => text.includes(basename(file)));
      const { size } = await stat(file);
      expect(row).toContain(startInName(file));
      expect(row).toContain(length);
      expect(row).toContain(size < 1e6 ? `${Math.round(size / 1000)} kB` : `${(size / 1e6).toFixed(1)} MB`);
      expect(row).toContain('Only on the camera');
    }
    expect(rows.filter((text) => text.includes('Cannot be played: index missing'))).toHaveLength(1);
  });

  test('is offloaded with progress, rate and time left, and says when the cable may be pulled', async () => {
    const long = await profile.longCamera(900);
    await long.plugIn();
    await cameraIsRead(page, 'CAM 9');
    expect(
      await cameraCard(page, 'CAM 9')
        .getByText(/^Safe to unplug/)
        .count(),
    ).toBe(0);
    await button(cameraCard(page, 'CAM 9'), /^Offload 1 recording/).click();
    const bar = cameraCard(page, 'CAM 9').getByRole('progressbar');
    await cameraCard(page, 'CAM 9')
      .getByText(/^[\d.]+ of [\d.]+ MB · [\d.]+ MB\/s/)
      .waitFor();
    const before = Number(await bar.getAttribute('aria-valuenow'));
    await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(before);
    await cameraCard(page, 'CAM 9')
      .getByText(/^You can unplug CAM 9 in /)
      .waitFor();
    await allInTheVault(page, 'CAM 9');
    await cameraCard(page, 'CAM 9')
      .getByText('Safe to unplug: every recording was read back from the vault and is equal')
      .waitFor();
    await long.unplug();

    await offloadAll(page, 'CAM 7');
    expect(await safeToUnplug(page).first().isVisible()).toBe(true);
    expect(await cameraRows(page, 'CAM 7').count()).toBe(0);
    await button(cameraCard(page, 'CAM 7'), 'Show 4 recordings').click();
    const rows = await cameraRows(page, 'CAM 7').allInnerTexts();
    expect(rows.filter((text) => text.includes('Verified in the vault'))).toHaveLength(4);
  });
});

promises('a recording', () => {
  test('is kept under the SHA-256 that sha256sum gives for the file on the camera', async () => {
    for (const file of clips) {
      await goTo(page, 'Footage');
      await openRecording(page, basename(file));
      expect(await shownHash(page)).toBe(await hashFile(file));
    }
  });

  test('that can be played has its picture in the list', async () => {
    await goTo(page, 'Footage');
    for (const ending of ['_0001.MP4', '_0002.MP4', '_0003.MP4']) {
      const picture = recordingRow(page, ending).locator('img').first();
      await picture.waitFor();
      await expect
        .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
        .toBeGreaterThan(100);
    }
    expect(await recordingRow(page, '_0004.MP4').locator('img').count()).toBe(0);
  });

  test('plays out of the vault and is sought by HTTP Range', async () => {
    const answers: Response[] = [];
    const listen = (response: Response): void => {
      if (response.url().endsWith('/media')) answers.push(response);
    };
    page.on('response', listen);
    await openRecording(page, '_0002.MP4');
    await canBeWatched(page);
    expect(await playing(page)).toMatchObject({ paused: true, width: 960 });
    await timeline(page).focus();
    await page.keyboard.press('k');
    await expect.poll(async () => (await playing(page)).seconds, { timeout: 20_000 }).toBeGreaterThan(1);
    await page.keyboard.press('k');
    await expect.poll(async () => (await playing(page)).paused).toBe(true);

    await seekTo(page, 0.75);
    const sought = await playing(page);
    expect(sought.duration).toBeCloseTo(60, 0);
    expect(sought.seconds).toBeGreaterThan(44);
    expect(sought.seconds).toBeLessThan(46);
    expect(sought.readyState).toBeGreaterThanOrEqual(3);
    await page.keyboard.press('k');
    await expect.poll(async () => (await playing(page)).seconds, { timeout: 20_000 }).toBeGreaterThan(46);
    await page.keyboard.press('k');
    page.off('response', listen);
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.map((answer) => answer.status())).toEqual(answers.map(() => 206));
    expect(answers.every((answer) => answer.headers()['cache-control'] === 'no-store')).toBe(true);
  });

  test('takes a marker and a range by keyboard alone', async () => {
    await seekTo(page, 0.25);
    await timeline(page).focus();
    await page.keyboard.press('m');
    await nameMarker(page, 'Bag is handed over');
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await expect.poll(async () => (await playing(page)).seconds).toBeLessThan(1);
    await page.keyboard.press('i');
    await seekTo(page, 0.5);
    await page.keyboard.press('o');
    await nameMarker(page, 'First account');
    const chips = await markerChips(page).allInnerTexts();
    expect(chips).toHaveLength(2);
    expect(chips[0]).toMatch(/00:00.*00:30.*First account/s);
    expect(chips[1]).toMatch(/00:1[45].*Bag is handed over/s);
  });

  const typed = {
    category: 'Victim or witness account',
    reference: 'CAD 4471/22NOV26',
    title: 'Account of Síle O’Neill <b>"Hoe St"</b> & 漢字',
    tags: ['whisky', 'Grove Road'],
    notes: 'First line, £210.\n\n  Third line, indented; ends with a full stop.',
  };

  test('keeps category, reference, title, tags and notes as they were typed, also after a lock', async () => {
    await describe(page, typed);
    const check = async (): Promise<void> => {
      await heading(page, typed.title).waitFor();
      await expect.poll(() => categoryList(page).innerText()).toContain(typed.category);
      expect(await referenceBox(page).inputValue()).toBe(typed.reference);
      expect(await titleBox(page).inputValue()).toBe(typed.title);
      expect(await notesBox(page).inputValue()).toBe(typed.notes);
      for (const tag of typed.tags) expect(await tagNamed(page, tag).count()).toBe(1);
      expect(await markerChips(page).count()).toBe(2);
    };
    await check();
    await lock(page);
    await unlock(page);
    await goTo(page, 'Footage');
    await openRecording(page, 'Síle');
    await check();
  });

  test('is found by title, reference, tag, category, notes, marker, file and camera', async () => {
    await backToFootage(page);
    const words = ['o’neill', '4471/22nov', 'grove', 'witness account', '£210', 'handed over', '_0002', 'x60-118842'];
    for (const word of words) {
      await search(page, 'nothing fits this');
      await expect.poll(() => recordingRows(page).count()).toBe(0);
      await search(page, word);
      await expect.poll(() => recordingRow(page, 'Síle').count(), { message: word }).toBe(1);
    }
    await search(page, 'whisky');
    await expect.poll(() => recordingRows(page).count()).toBe(1);
    await search(page, '');
    await expect.poll(() => recordingRows(page).count()).toBe(5);
  });

  test('leaves the worklists as soon as it has what they ask for', async () => {
    expect(await worklistCount(page, 'All')).toBe(5);
    expect(await worklistCount(page, 'Needs tagging')).toBe(4);
    expect(await worklistCount(page, 'No category')).toBe(4);
    expect(await worklistCount(page, 'No reference')).toBe(4);
    await openRecording(page, '_0001.MP4');
    await describe(page, { category: 'Non-evidential' });
    await backToFootage(page);
    await expect.poll(() => worklistCount(page, 'No category')).toBe(3);
    expect(await worklistCount(page, 'No reference')).toBe(4);
    expect(await railCount(page, 'Footage')).toBe(4);
    await openRecording(page, '_0001.MP4');
    await describe(page, { reference: 'CAD 12' });
    await backToFootage(page);
    await expect.poll(() => worklistCount(page, 'Needs tagging')).toBe(3);
    await expect.poll(() => railCount(page, 'Footage')).toBe(3);
  });

  test('that cannot be played says why, and that its bytes are kept', async () => {
    await openRecording(page, '_0004.MP4');
    const player = page.getByRole('region', { name: 'Player' });
    await expect.poll(() => player.innerText()).toContain('Cannot be played: index missing');
    expect(await player.innerText()).toContain('The original bytes are kept and verified');
    expect(await page.locator('video').count()).toBe(0);
  });
});

promises('a crime report', () => {
  test('is written section by section while what is missing shrinks, and saving is never blocked', async () => {
    await newReport(page);
    const empty = await missing(page);
    expect(empty.neededNow).toBeGreaterThanOrEqual(5);
    await writeTheft(page);
    await reportIsSaved(page);
    const written = await missing(page);
    expect(written.neededNow).toBe(0);
    expect(written.beforeSubmission).toBeLessThan(empty.beforeSubmission + 5);
    await openSection(page, 'Property');
    await choose(page, 'Was anything stolen', 'Yes');
    await button(page, 'Add: stolen item').click();
    await field(page, 'What it is').fill('Six bottles of whisky');
    await field(page, 'Value in £').fill('210');
    await openSection(page, 'Lines of enquiry');
    await tick(page, 'What could solve it', 'CCTV or doorbell');
    await field(page, 'CCTV or doorbell: where').fill('Shop manager, kept 14 days');
    await reportIsSaved(page);
    await expect.poll(async () => (await missing(page)).beforeSubmission).toBeLessThan(written.beforeSubmission);
    await heading(page, /Theft from shop|Shoplifting/).waitFor();
  });

  test('takes recordings from the vault, and shows them after a lock', async () => {
    await attach(page, 'Síle');
    await lock(page);
    await unlock(page);
    await openReport(page, /Theft from shop|Shoplifting/);
    await attachedRecordings(page).filter({ hasText: 'Síle' }).waitFor();
    await openSection(page, 'Incident');
    expect(await narrative(page).inputValue()).toContain('six bottles of whisky');
  });

  test('is finished, with what is still missing said plainly', async () => {
    await finishReport(page);
    const main = page.getByRole('main');
    for (const words of ['214 Hoe Street', 'E17 4QE', 'Marsh', 'Six bottles of whisky', 'Shop manager, kept 14 days']) {
      expect(await main.innerText()).toContain(words);
    }
    await main.getByText(/^Finished with \d+ missing/).waitFor();
    await main.getByRole('link', { name: /Síle/ }).waitFor();
  });
});

promises('the desk', () => {
  test('shows drafts and the 24 hour clock on Today, and forgets the clock of what is finished', async () => {
    await newReport(page);
    await pressNow(page);
    await narrative(page).fill('Shed at the back of 9 Grove Road opened overnight.');
    await reportIsSaved(page);
    await goTo(page, 'Today');
    const due = page.getByRole('region', { name: /^Due/ });
    await expect.poll(() => due.innerText()).toMatch(/2[34] h/);
    expect(await due.getByRole('button', { name: /record/i }).count()).toBe(1);
    const drafts = page.getByRole('region', { name: /^Drafts/ });
    expect(await drafts.getByRole('link').count()).toBe(1);
    expect(await drafts.innerText()).toMatch(/NE-4417|4417NE|needed now/);
    expect(await railCount(page, 'Reports')).toBe(1);
    await page
      .getByRole('region', { name: /^Footage/ })
      .getByText('3 recordings to tag')
      .waitFor();
  });

  test('has every deed on the audit page, and the trail verifies as intact', async () => {
    const lines = await auditLines(page);
    const deeds = [
      /Session .*Created the vault/,
      /Session .*Unlocked/,
      /Session .*Locked/,
      ...clips.map((file) => new RegExp(`Collected .*${basename(file)}`)),
      /Looked at .*footage for playing/,
      /Changed .*marker.*Bag is handed over/,
      /Changed .*marker.*First account/,
      /Changed .*category/,
      /Changed .*reference/,
      /Changed .*title/,
      /Changed .*notes/,
      /Collected .*report NE-4417-0001/,
      /Combined .*Linked the recording .*\([0-9a-f]{8}\)/,
      /Changed .*Finished report NE-4417-0001/,
    ];
    const missed = deeds.filter((deed) => !lines.some((line) => deed.test(line)));
    expect(missed.map(String)).toEqual([]);
    expect(lines.every((line) => line.includes('Okafor'))).toBe(true);
    await button(page, /^Verify now/).click();
    await page.getByText('The audit trail is intact').waitFor();
    await page.getByText(/entries agree with \d+ signed checkpoints?/).waitFor();
  });
});

/** "22 Nov 2026 07:07:21" of "20261122_070721_0001.MP4". */
function startInName(file: string): string {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] =
    /(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)_/.exec(basename(file)) ?? [];
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  return `${Number(day)} ${months[Number(month) - 1]} ${year} ${hour}:${minute}:${second}`;
}
