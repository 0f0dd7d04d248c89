// What a disk holds beyond single recordings: split recordings, what came with them, and folders that the officer points at.
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeAll, describe as promises, expect, test } from 'vitest';
import { axeFindings } from '../support/accessibility.ts';
import { laptopsOfTests } from '../support/laptops.ts';
import { filesIn } from '../support/made-camera.ts';
import { fingerprintTree } from '../support/offload-kit.ts';
import {
  allInTheVault,
  auditLines,
  button,
  cameraCard,
  cameraIsRead,
  cameraRows,
  goTo,
  makeVault,
  offloadAll,
  openPalette,
} from '../support/officer.ts';
import { aboutRecording, canBeWatched, openRecording, recordingRows } from '../support/officer-footage.ts';

const newLaptop = laptopsOfTests();

promises('a camera that splits its recordings', () => {
  // What is on it takes ffmpeg a while, the first time.
  beforeAll(async () => {
    await newLaptop().camera('cam-3');
  }, 600_000);

  test('shows three files as one recording, before and after they are in the vault, with what came with them', async () => {
    const laptop = newLaptop();
    const camera = await laptop.camera('cam-3');
    const { page } = await laptop.launch();
    await makeVault(page);
    await camera.plugIn();
    const before = await fingerprintTree(camera.root);
    await cameraIsRead(page, 'CAM 3');
    await expect.poll(() => cameraRows(page, 'CAM 3').count()).toBe(2);
    const split = cameraRows(page, 'CAM 3').first();
    const words = await split.innerText();
    expect(words).toMatch(/3 files, one recording · with 6 side files/);
    expect(words).toMatch(/02:18/);
    await button(cameraCard(page, 'CAM 3'), 'Offload 2 recordings').waitFor();
    await offloadAll(page, 'CAM 3');
    expect(await axeFindings(page)).toEqual([]);
    expect(await fingerprintTree(camera.root)).toBe(before);

    await goTo(page, 'Footage');
    await expect.poll(() => recordingRows(page).count()).toBe(2);
    const first = basename((await filesIn(camera.root)).find((file) => file.endsWith('_0001.MP4')) ?? '');
    await openRecording(page, first);
    await canBeWatched(page);
    const lines = await auditLines(page);
    expect(lines.filter((line) => line.includes('Took in'))).toHaveLength(12);
    expect(lines.filter((line) => line.includes('says where its recording was made'))).toHaveLength(4);
  });
});

promises('a folder or card', () => {
  test('is imported by keyboard alone, offloaded with the same custody, put away, and known when it is chosen again', async () => {
    const laptop = newLaptop();
    const camera = await laptop.camera('cam-7');
    await camera.plugIn();
    const card = join(laptop.folder, 'SDCARD');
    await mkdir(card);
    const source = (await filesIn(camera.root)).find((file) => file.endsWith('_0003.MP4')) ?? '';
    await copyFile(source, join(card, 'from a neighbour.MP4'));
    await camera.unplug();
    const before = await fingerprintTree(card);

    const { page, program } = await laptop.launch();
    await makeVault(page);
    program.simulate({ kind: 'folder-choice', path: card });
    await openPalette(page);
    await page.keyboard.type('import folder');
    await page.keyboard.press('Enter');
    await cameraIsRead(page, 'Folder: SDCARD');
    const offload = button(cameraCard(page, 'Folder: SDCARD'), 'Offload 1 recording');
    await offload.focus();
    await page.keyboard.press('Enter');
    await allInTheVault(page, 'Folder: SDCARD');
    expect(await fingerprintTree(card)).toBe(before);
    expect(await cameraCard(page, 'Folder: SDCARD').innerText()).not.toMatch(/unplug/i);

    await button(page, 'Put away: Folder: SDCARD').focus();
    await page.keyboard.press('Enter');
    await cameraCard(page, 'Folder: SDCARD').waitFor({ state: 'detached' });
    program.simulate({ kind: 'folder-choice', path: card });
    await button(page, 'Import from a folder or card').click();
    await allInTheVault(page, 'Folder: SDCARD');

    await goTo(page, 'Footage');
    await expect.poll(() => recordingRows(page).count()).toBe(1);
    await openRecording(page, 'from a neighbour.MP4');
    await button(aboutRecording(page), 'Whole hash and every step').click();
    await aboutRecording(page).getByText('Clock of the camera: Not compared').waitFor();
  });

  test('without recordings is refused with a sentence, and closing the chooser does nothing', async () => {
    const laptop = newLaptop();
    const empty = join(laptop.folder, 'EMPTY');
    await mkdir(empty);
    const { page, program } = await laptop.launch();
    await makeVault(page);
    program.simulate({ kind: 'folder-choice', path: null });
    await button(page, 'Import from a folder or card').click();
    program.simulate({ kind: 'folder-choice', path: empty });
    await expect
      .poll(async () => {
        await button(page, 'Import from a folder or card').click();
        return page.getByText('There are no recordings in EMPTY').count();
      })
      .toBeGreaterThan(0);
    await page.getByText('No camera is plugged in').waitFor();
  });
});
