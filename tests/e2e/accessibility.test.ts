// Every screen in both themes: axe finds nothing, small windows hide nothing, and touch targets are large enough.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe as promises, expect, test } from 'vitest';
import { atRest, axeFindings, scrollsSideways, targets, tooSmall } from '../support/accessibility.ts';
import {
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
  setTouch,
  textBox,
  triesLeft,
  troublePanel,
  tryPassphrase,
  unlock,
} from '../support/officer.ts';
import {
  canBeWatched,
  describe,
  nameMarker,
  openRecording,
  recordingRows,
  search,
  timeline,
} from '../support/officer-footage.ts';
import {
  attach,
  finishReport,
  newReport,
  openAttachDialog,
  openReport,
  openSection,
  reportIsSaved,
  sections,
  writeTheft,
} from '../support/officer-reports.ts';
import { Profile, type RunningProgram } from '../support/program.ts';
import { officerFolder } from '../support/vault-from-outside.ts';

const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;

beforeAll(async () => {
  running = await profile.launch();
  page = running.page;
});
afterAll(() => profile.remove());

const themes = ['light', 'dark'] as const;

let found: string[] = [];
beforeEach(() => {
  found = [];
});

/** Gathers, so that one run tells of everything on every screen. */
async function lookAt(screen: string): Promise<void> {
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await atRest(page);
    found.push(...(await axeFindings(page)).map((finding) => `${screen}, ${theme}: ${finding}`));
  }
}

promises('axe finds nothing, light or dark,', () => {
  test('before the desk: making a vault, with and without errors', async () => {
    await textBox(page, /^Your name/).waitFor();
    await lookAt('make your vault');
    await button(page, 'Make the vault').click();
    await page.getByText('Before the vault can be made').waitFor();
    await lookAt('make your vault, errors');
    await makeVault(page);
    expect(found).toEqual([]);
  });

  test('on the first day and while a camera is offloaded', async () => {
    await lookAt('today, first day');
    for (const place of ['Reports', 'Footage', 'Audit', 'Settings'] as const) {
      await goTo(page, place);
      await lookAt(`${place}, nothing there yet`);
    }
    const camera = await profile.camera();
    await camera.plugIn();
    await goTo(page, 'Today');
    await cameraIsRead(page, 'CAM 7');
    await lookAt('today, camera');
    await offloadAll(page);
    await lookAt('today, offloaded');
    expect(found).toEqual([]);
  });

  test('on footage: list, nothing found, recording, recording that cannot be played', async () => {
    await goTo(page, 'Footage');
    await recordingRows(page).nth(3).waitFor();
    await lookAt('footage');
    await search(page, 'nothing like it');
    await recordingRows(page).first().waitFor({ state: 'detached' });
    await lookAt('footage, nothing found');
    await search(page, '');
    await openRecording(page, '_0002.MP4');
    await canBeWatched(page);
    await lookAt('recording');
    await timeline(page).focus();
    await page.keyboard.press('m');
    await lookAt('recording, naming a marker');
    await nameMarker(page, 'Bag');
    await describe(page, {
      category: 'Arrest',
      reference: 'CAD 1',
      title: 'Arrest at Hoe Street',
      tags: ['arrest'],
      notes: 'x',
    });
    await button(page.getByRole('main'), 'Whole hash and every step').click();
    await lookAt('recording, described');
    await goTo(page, 'Footage');
    await openRecording(page, '_0004.MP4');
    await lookAt('recording, cannot be played');
    expect(found).toEqual([]);
  });

  test('on a report: every section, attaching, the check, finishing, finished, the list', async () => {
    await newReport(page);
    await lookAt('report, new');
    await writeTheft(page);
    for (const section of [
      'Incident',
      'When and where',
      'Offence',
      'People',
      'Property',
      'How it was done',
      'Lines of enquiry',
      'Victim’s wishes',
      'Check and finish',
    ]) {
      await openSection(page, section);
      await lookAt(`report, ${section}`);
    }
    await openAttachDialog(page);
    await lookAt('report, attaching footage');
    await closeDialog(page);
    await attach(page, /Arrest at Hoe Street/);
    await reportIsSaved(page);
    await button(page, 'Finish report').click();
    await button(page, 'Finish anyway').waitFor();
    await lookAt('report, finish anyway');
    await closeDialog(page);
    await finishReport(page);
    await lookAt('report, finished');
    await newReport(page);
    await goTo(page, 'Reports');
    await lookAt('reports');
    expect(found).toEqual([]);
  });

  test('on the desk: today, palette, shortcuts, cover, audit, settings', async () => {
    await goTo(page, 'Today');
    await lookAt('today');
    await openPalette(page);
    await lookAt('palette');
    await closeDialog(page);
    await openShortcuts(page);
    await lookAt('shortcuts');
    await closeDialog(page);
    await page.keyboard.press('F9');
    await privacyCover(page).waitFor();
    await lookAt('cover');
    await page.keyboard.press('F9');
    await auditLines(page);
    await button(page, /^Verify now/).click();
    await page.getByText('The audit trail is intact').waitFor();
    await lookAt('audit');
    await goTo(page, 'Settings');
    await button(page, 'Change passphrase').click();
    await lookAt('settings, errors');
    expect(found).toEqual([]);
  });
});

/** The screens that an officer works on, each in its fullest state. */
const workScreens: readonly (readonly [name: string, go: () => Promise<void>])[] = [
  ['today', () => goTo(page, 'Today')],
  ['footage', () => goTo(page, 'Footage')],
  [
    'recording',
    async () => {
      await goTo(page, 'Footage');
      await openRecording(page, /Arrest at Hoe Street/);
      await canBeWatched(page);
    },
  ],
  ['reports', () => goTo(page, 'Reports')],
  [
    'draft report',
    async () => {
      await openReport(page, /Crime report/);
      await sections(page).waitFor();
    },
  ],
  ['finished report', () => openReport(page, /Theft from shop/)],
  ['audit', async () => void (await auditLines(page))],
  ['settings', () => goTo(page, 'Settings')],
];

promises('a small window', () => {
  test.for([
    [1024, 640],
    [320, 640],
  ] as const)(
    'of %i×%i pixels never scrolls sideways, and everything in it can be reached',
    async ([width, height]) => {
      await page.setViewportSize({ width, height });
      for (const [name, go] of workScreens) {
        await go();
        await atRest(page);
        expect.soft(await scrollsSideways(page), `${name} scrolls sideways`).toBe(false);
        const hidden = (await targets(page)).filter(({ reachable }) => !reachable);
        expect
          .soft(
            hidden.map((target) => target.name),
            `${name}: cannot be reached`,
          )
          .toEqual([]);
        expect.soft(await axeFindings(page), name).toEqual([]);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
    },
  );
});

promises('touch mode', () => {
  test('has nothing to press that is smaller than 44 pixels', async () => {
    await setTouch(page, true);
    for (const [name, go] of workScreens) {
      await go();
      await atRest(page);
      expect.soft(await tooSmall(page, 44), name).toEqual([]);
    }
    await setTouch(page, false);
  });
});

promises('axe finds nothing, light or dark, once it is locked:', () => {
  test('lock screen, wrong passphrase, delay, two officers, a vault that is damaged', async () => {
    await lock(page);
    await lookAt('locked');
    for (let wrong = 1; wrong <= 5; wrong++) {
      await tryPassphrase(page, 'not this');
      await expect.poll(() => textBox(page, 'Passphrase').inputValue()).toBe('');
      await page.getByText(/tries/).first().waitFor();
      if (wrong === 1) await lookAt('wrong passphrase');
    }
    await triesLeft(page).first().waitFor();
    await page.getByText(/^You can try again/).waitFor();
    await lookAt('delay');
    const first = await officerFolder(profile);
    await button(page, /Another officer/).click();
    await heading(page, /another officer/).waitFor();
    await lookAt('another officer');
    await makeVault(page, { name: 'Tom Reid', shoulderNumber: '2210NE' });
    await lock(page);
    await lookAt('two officers');
    await unlock(page);
    await lock(page);
    writeFileSync(join(first, 'vault.json'), '{ cut short');
    await page.reload();
    await troublePanel(page).or(page.getByText('A vault cannot be read')).first().waitFor();
    await lookAt('damaged vault');
    expect(found).toEqual([]);
  });
});
