// Offloads of the whole program: while locked, through pulled cables and killed programs, and of whatever a camera holds.
import { existsSync } from 'node:fs';
import { copyFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright';
import { describe as promises, expect, test } from 'vitest';
import { playabilityLabel } from '#contract/media.ts';
import { laptopsOfTests } from '../support/laptops.ts';
import { filesIn, type MadeCamera } from '../support/made-camera.ts';
import { fingerprintTree, hashFile } from '../support/offload-kit.ts';
import {
  allInTheVault,
  button,
  cameraCard,
  cameraIsRead,
  cameraRows,
  goTo,
  lock,
  lockedCameras,
  makeVault,
  offloadAll,
  safeToUnplug,
  unlock,
} from '../support/officer.ts';
import {
  aboutRecording,
  openRecording,
  recordingRow,
  recordingRows,
  search,
  shownHash,
} from '../support/officer-footage.ts';
import { project } from '../support/program.ts';

const newLaptop = laptopsOfTests();

const recordingOf = async (camera: { readonly root: string }): Promise<string> =>
  (await filesIn(camera.root)).find((file) => /\.mp4$/i.test(file)) ?? '';

/** The recording is in the vault once, under the hash of the camera's file. */
async function isKept(page: Page, name: string, hash: string): Promise<void> {
  await goTo(page, 'Footage');
  await search(page, name);
  await expect.poll(() => recordingRow(page, name).count()).toBe(1);
  await expect.poll(() => recordingRow(page, name).innerText()).toContain('Verified original');
  await openRecording(page, name);
  expect(await shownHash(page)).toBe(hash);
}

/** Presses the button and waits until bytes have gone over and more are still to come. */
async function beginOffload(page: Page, camera: MadeCamera): Promise<void> {
  await cameraIsRead(page, camera.name);
  await button(cameraCard(page, camera.name), /^Offload/).click();
  await cameraCard(page, camera.name).getByText(/MB\/s/).first().waitFor();
}

promises('an offload', () => {
  test('goes on while the vault is locked, tells nothing of what was recorded, and is there after the unlock', async () => {
    const laptop = newLaptop();
    const camera = await laptop.camera();
    const { page } = await laptop.launch();
    await makeVault(page);
    await lock(page);
    await camera.plugIn();
    const file = (await filesIn(camera.root)).find((name) => name.endsWith('_0001.MP4')) ?? '';
    const hash = await hashFile(file);
    const before = await fingerprintTree(camera.root);
    await button(lockedCameras(page), 'Offload 4 recordings').click();
    await lockedCameras(page)
      .getByText(/^Safe to unplug/)
      .waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/\.MP4|\d{8}_\d{6}/);
    expect(await fingerprintTree(camera.root)).toBe(before);
    await camera.unplug();
    await unlock(page);
    await goTo(page, 'Footage');
    await expect.poll(() => recordingRows(page).count()).toBe(4);
    await isKept(page, basename(file), hash);
  });

  test('goes to the officer who is chosen on the lock screen, not to whoever was here last', async () => {
    const laptop = newLaptop();
    const camera = await laptop.camera('lapel-cam');
    const { page } = await laptop.launch();
    await makeVault(page);
    await lock(page);
    await button(page, /Another officer/).click();
    await makeVault(page, { name: 'Tom Reid', shoulderNumber: '2210NE' });
    await lock(page);
    await camera.plugIn();
    await page.getByRole('radio', { name: /Ada Okafor/ }).check({ force: true });
    await lockedCameras(page)
      .getByText(/into the vault of PC Ada Okafor/)
      .waitFor();
    await button(lockedCameras(page), 'Offload 2 recordings').click();
    // Two could be meant: it is asked once, and the one who is chosen on the lock screen is offered.
    await button(page, 'Offload to PC Ada Okafor').click();
    await safeToUnplug(page).waitFor();
    await unlock(page);
    await goTo(page, 'Footage');
    await expect.poll(() => recordingRows(page).count()).toBe(2);
  });

  test('survives a pulled cable: it resumes when the camera is back and the hash is equal', async () => {
    const laptop = newLaptop();
    const camera = await laptop.longCamera(900);
    const { page } = await laptop.launch();
    await makeVault(page);
    await camera.plugIn();
    const hash = await hashFile(await recordingOf(camera));
    const name = basename(await recordingOf(camera));
    await beginOffload(page, camera);
    await camera.unplug();
    await cameraCard(page, camera.name)
      .getByRole('heading', { name: /Unplugged|Stopped/ })
      .waitFor();
    await expect.poll(() => cameraCard(page, camera.name).innerText()).toContain('What was copied is kept');
    await camera.plugIn();
    await goesOn(page, camera);
    await isKept(page, name, hash);
    const steps = await aboutRecording(page).innerText();
    expect(steps).toContain('Offload interrupted');
    expect(steps).toContain('Offload resumed');
  });

  test('survives kill -9 of everything: it resumes after the restart, from the lock screen, and the hash is equal', async () => {
    const laptop = newLaptop();
    const camera = await laptop.longCamera(900);
    const first = await laptop.launch();
    await makeVault(first.page);
    await camera.plugIn();
    const name = basename(await recordingOf(camera));
    const hash = await hashFile(await recordingOf(camera));
    await beginOffload(first.page, camera);
    await first.kill();
    const { page } = await laptop.launch();
    const done = lockedCameras(page).getByText(/^Safe to unplug/);
    const offer = button(lockedCameras(page), /^(Offload|Go on|Try again)/);
    await done.or(offer).first().waitFor();
    if (await offer.isVisible()) await offer.click();
    await done.waitFor({ timeout: 60_000 });
    await unlock(page);
    await isKept(page, name, hash);
    expect(await aboutRecording(page).innerText()).toContain('Offload resumed');
  });

  test('of the same camera again adds nothing', async () => {
    const laptop = newLaptop();
    const camera = await laptop.camera();
    const { page } = await laptop.launch();
    await makeVault(page);
    await camera.plugIn();
    await cameraIsRead(page, 'CAM 7');
    await offloadAll(page);
    for (let again = 0; again < 2; again++) {
      await camera.unplug();
      await cameraCard(page, 'CAM 7')
        .getByRole('heading', { name: /Unplugged/ })
        .waitFor();
      await camera.plugIn();
      await allInTheVault(page, 'CAM 7');
      expect(
        await cameraCard(page, 'CAM 7')
          .getByRole('button', { name: /^Offload/ })
          .count(),
      ).toBe(0);
    }
    await goTo(page, 'Footage');
    await expect.poll(() => recordingRows(page).count()).toBe(4);
  });

  test('of two cameras at once keeps every recording, and shows both starts where file and media disagree', async () => {
    const laptop = newLaptop();
    const seven = await laptop.camera();
    const lapel = await laptop.camera('lapel-cam');
    await seven.plugIn();
    const clip = (await filesIn(seven.root)).find((file) => file.endsWith('_0003.MP4')) ?? '';
    const wrong = await laptop.filledCamera({ name: 'CAM 8', serial: 'X60-77', make: 'Kestrel' }, async (folder) => {
      await copyFile(clip, join(folder, '20200101_030405_0001.MP4'));
    });
    const { page } = await laptop.launch();
    await makeVault(page);
    await lapel.plugIn();
    await wrong.plugIn();
    const cards = page.getByRole('button', { name: /^Offload \d/ });
    await expect.poll(() => cards.count()).toBe(3);
    const row = await cameraRows(page, 'CAM 8').first().innerText();
    expect(row).toMatch(/1 Jan 2020 03:04:05\s+by file/);
    expect(row).toMatch(/\d{4} \d\d:\d\d:\d\d\s+by media/);
    for (let left = 3; left > 0; left--) {
      await cards.first().click();
      await expect.poll(() => cards.count()).toBe(left - 1);
    }
    await expect
      .poll(() => page.getByRole('heading', { name: /All in the vault/ }).count(), { timeout: 60_000 })
      .toBe(3);
    await goTo(page, 'Footage');
    await expect.poll(() => recordingRows(page).count()).toBe(7);
    for (const file of [...(await filesIn(lapel.root)), clip]) {
      if (/\.mp4$/i.test(file)) await isKept(page, basename(file), await hashFile(file));
    }
  });
});

const samples = join(project, '../shared/samples/video');

/** What Kerbdesk must honestly say of each; null: can be played. */
const labels: Readonly<Record<string, keyof typeof playabilityLabel>> = {
  'derived_gopro_karma_powerloss_60pct.mp4': 'index-missing',
  'derived_nist_test01_cut_mid_mdat.mp4': 'index-missing',
  'gopro_karma.mp4': 'playable',
  'mp4ff_bbb5s_aac_sidx.mp4': 'playable',
  'mp4ff_bbb_prog_10s.mp4': 'playable',
  'mp4ff_init_truncated.mp4': 'index-missing',
  'nist_numbered_frames-r30.mp4': 'playable',
  'nist_test01.mp4': 'playable',
};

promises('recordings of other makers', () => {
  test('are kept byte for byte with an honest label, whatever is wrong with them', async ({ skip }) => {
    skip(!existsSync(samples), `no sample recordings: ${samples} is not there`);
    const laptop = newLaptop();
    const camera = await laptop.filledCamera({ name: 'CAM 5', serial: 'MIX-5', make: 'Various' }, async (folder) => {
      for (const name of await readdir(samples)) await copyFile(join(samples, name), join(folder, name));
    });
    const { page } = await laptop.launch();
    await makeVault(page);
    await camera.plugIn();
    await cameraIsRead(page, 'CAM 5');
    const before = await fingerprintTree(camera.root);
    await offloadAll(page, 'CAM 5');
    expect(await fingerprintTree(camera.root)).toBe(before);
    const said: Record<string, string> = {};
    for (const name of await readdir(samples)) {
      await isKept(page, name, await hashFile(join(samples, name)));
      const label = labels[name] ?? 'not-examined';
      said[name] = await page.getByRole('main').innerText();
      if (label === 'playable') {
        await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
        said[name] += playabilityLabel.playable;
      }
    }
    const dishonest = Object.entries(labels).filter(([name, label]) => !said[name]?.includes(playabilityLabel[label]));
    expect(dishonest).toEqual([]);
    expect((await readdir(samples)).toSorted()).toEqual(Object.keys(labels).toSorted());
  });
});

/** A camera that comes back goes on by itself, or at a press. */
async function goesOn(page: Page, camera: MadeCamera): Promise<void> {
  const card = cameraCard(page, camera.name);
  const offer = button(card, /^(Offload|Go on|Try again)/);
  const done = card.getByRole('heading', { name: /All in the vault/ });
  const busy = card.getByRole('heading', { name: /Offloading/ });
  await offer.or(done).or(busy).first().waitFor();
  if (await offer.isVisible()) await offer.click();
  await allInTheVault(page, camera.name);
}
