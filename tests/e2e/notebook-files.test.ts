// Attachments of notes in the whole program, and the screens of the notebook: accessible, in small windows, and by touch.
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { atRest, axeFindings, scrollsSideways, targets, tooSmall } from '../support/accessibility.ts';
import { auditLines, button, closeDialog, makeVault, setTouch } from '../support/officer.ts';
import {
  attached,
  jot,
  note,
  noteText,
  openNote,
  openNotebook,
  signOff,
  writeNote,
} from '../support/officer-notebook.ts';
import { narrative, newReport, openSection } from '../support/officer-reports.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;

beforeAll(async () => {
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
  await writeNote(page, 'Two men ran towards the station.');
  await signOff(page);
  await writeNote(page, 'A woman saw it, Wendy Marsh.', '214 Hoe Street');
});
afterAll(() => profile.remove());

promises('attachments', () => {
  /** As the browser hands files over that are pasted or dropped. */
  const hand = (kind: 'paste' | 'drop', name: string, bytes: number, fileType: string): Promise<void> =>
    noteText(page).evaluate(
      (box, [how, fileName, size, mime]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(size).fill(7)], fileName, { type: mime }));
        const options = { bubbles: true, cancelable: true };
        box.dispatchEvent(
          how === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: data })
            : new DragEvent('drop', { ...options, dataTransfer: data }),
        );
      },
      [kind, name, bytes, fileType] as const,
    );

  test('are taken by paste and drop, also into a note without a word, and one that is too large is told of in plain words', async () => {
    await jot(page);
    await hand('paste', 'image.png', 2000, 'image/png');
    await attached(page)
      .filter({ hasText: /Pasted \d\d\.\d\d\.\d\d\.png/ })
      .waitFor();
    await hand('drop', 'custody record.pdf', 1_500_000, 'application/pdf');
    await attached(page).filter({ hasText: 'custody record.pdf' }).waitFor();
    await hand('drop', 'clip.mp4', 25_000_001, 'video/mp4');
    const problem = note(page).getByRole('status');
    await problem.waitFor();
    expect(await problem.innerText()).toMatch(/“clip\.mp4” is 25\.0 MB; a note takes files up to 25\.0 MB/);
    expect(await problem.innerText()).toContain('still where it was');
    await expect.poll(() => attached(page).count()).toBe(2);
  });

  test('are saved out of the vault as they were, never over another file, and the trail says so', async () => {
    const folder = mkdtempSync(join(profile.folder, 'copies-'));
    for (const expected of ['custody record.pdf', 'custody record (2).pdf']) {
      running.program.simulate({ kind: 'folder-choice', path: folder });
      await attached(page)
        .getByRole('button', { name: /custody record/ })
        .click();
      const dialog = page.getByRole('dialog', { name: 'custody record.pdf' });
      await button(dialog, /^Save a copy/).click();
      const copy = join(folder, expected);
      await expect.poll(() => existsSync(copy) && readFileSync(copy).equals(Buffer.alloc(1_500_000, 7))).toBe(true);
      await closeDialog(page);
    }
    expect((await auditLines(page)).filter((line) => line.includes('copied out of the vault'))).toHaveLength(2);
  });
});

promises('the screens of the notebook', () => {
  const screens: readonly (readonly [name: string, go: () => Promise<unknown>])[] = [
    ['notebook', () => openNotebook(page)],
    ['note being written', () => openNote(page, 'A woman saw it')],
    ['note signed off', () => openNote(page, 'Two men ran')],
    ['note with files', () => openNote(page, /2 attachments/)],
  ];

  test('have nothing that axe finds, light or dark, and neither have their dialogs', async () => {
    const found: string[] = [];
    const lookAt = async (name: string): Promise<void> => {
      for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await atRest(page);
        found.push(...(await axeFindings(page)).map((finding) => `${name}, ${theme}: ${finding}`));
      }
    };
    for (const [name, go] of screens) {
      await go();
      await lookAt(name);
    }
    await attached(page).getByRole('button').first().click();
    await lookAt('attachment, large');
    await closeDialog(page);
    await page.keyboard.press('Alt+r');
    await page.getByRole('dialog', { name: 'Put into which report?' }).waitFor();
    await lookAt('choosing a report');
    await closeDialog(page);
    await jot(page);
    await lookAt('blank note');
    await newReport(page);
    await openSection(page, 'Incident');
    await narrative(page).focus();
    await page.keyboard.press('Alt+j');
    await page.getByRole('dialog', { name: 'Insert from notebook' }).getByRole('checkbox').first().waitFor();
    await lookAt('choosing notes');
    await closeDialog(page);
    expect(found).toEqual([]);
  });

  test('work in a small window, at 400 % zoom, and by touch', async () => {
    for (const [width, height] of [
      [1024, 640],
      [320, 640],
    ] as const) {
      await page.setViewportSize({ width, height });
      for (const [name, go] of screens) {
        await go();
        await atRest(page);
        expect.soft(await scrollsSideways(page), `${name} scrolls sideways at ${width}`).toBe(false);
        const hidden = (await targets(page)).filter(({ reachable }) => !reachable).map((target) => target.name);
        expect.soft(hidden, `${name}: cannot be reached at ${width}`).toEqual([]);
        expect.soft(await axeFindings(page), `${name} at ${width}`).toEqual([]);
      }
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await setTouch(page, true);
    for (const [name, go] of screens) {
      await go();
      await atRest(page);
      expect.soft(await tooSmall(page, 44), name).toEqual([]);
    }
    await setTouch(page, false);
  });
});
