// Several cameras and several officers: the queue, whose camera is whose, and what may leave a camera.
import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe as promises, expect, test } from 'vitest';
import { axeFindings } from '../support/accessibility.ts';
import { command } from '../support/kerbdesk-api.ts';
import { laptopsOfTests } from '../support/laptops.ts';
import { filesIn, type MadeCamera } from '../support/made-camera.ts';
import { fingerprintTree } from '../support/offload-kit.ts';
import {
  allInTheVault,
  auditLines,
  button,
  cameraCard,
  cameraIsRead,
  goTo,
  lock,
  lockedCameras,
  makeVault,
  offloadAll,
  safeToUnplug,
  unlock,
} from '../support/officer.ts';
import { answerWhose, chooseMore, openErasing, whoseQuestion } from '../support/officer-cameras.ts';
import { recordingRows } from '../support/officer-footage.ts';

const newLaptop = laptopsOfTests();

const tom = { name: 'Tom Reid', shoulderNumber: '2210NE' };

promises('several cameras at once', () => {
  test('are copied together; the one put first goes alone, the others wait and go on by themselves', async () => {
    const laptop = newLaptop();
    const cameras: MadeCamera[] = [];
    // Long enough that a quick disk has not taken them in before anybody looks.
    for (const name of ['CAM 1', 'CAM 2', 'CAM 3']) cameras.push(await laptop.longCamera(900, name));
    const { page } = await laptop.launch();
    await makeVault(page);
    for (const camera of cameras) await camera.plugIn();
    for (const { name } of cameras) await cameraIsRead(page, name);
    for (const { name } of cameras) await button(cameraCard(page, name), /^Offload/).click();
    await button(cameraCard(page, 'CAM 3'), 'This one first: CAM 3').click();
    await cameraCard(page, 'CAM 2')
      .getByRole('heading', { name: /\d(st|nd|rd|th) in the queue/ })
      .waitFor();
    expect(await button(cameraCard(page, 'CAM 3'), 'Back in turn: CAM 3').isVisible()).toBe(true);
    await allInTheVault(page, 'CAM 3');
    for (const { name } of cameras) await allInTheVault(page, name);
    await goTo(page, 'Footage');
    await expect.poll(() => recordingRows(page).count()).toBe(3);
  });

  test('a stopped offload keeps what was copied, and the camera can be offloaded again', async () => {
    const laptop = newLaptop();
    const camera = await laptop.longCamera(1500, 'CAM 4');
    const { page } = await laptop.launch();
    await makeVault(page);
    await camera.plugIn();
    await cameraIsRead(page, 'CAM 4');
    await button(cameraCard(page, 'CAM 4'), /^Offload/).click();
    await cameraCard(page, 'CAM 4').getByText(/MB\/s/).first().waitFor();
    await chooseMore(page, 'CAM 4', 'Stop the offload');
    await cameraIsRead(page, 'CAM 4');
    await offloadAll(page, 'CAM 4');
    await goTo(page, 'Footage');
    await expect.poll(() => recordingRows(page).count()).toBe(1);
  });
});

promises('whose camera it is', () => {
  test('is not asked on a laptop with one officer: offloading stays a single press', async () => {
    const laptop = newLaptop();
    const camera = await laptop.camera();
    const { page } = await laptop.launch();
    await makeVault(page);
    await camera.plugIn();
    await cameraIsRead(page, 'CAM 7');
    await offloadAll(page);
    expect(await whoseQuestion(page, 'CAM 7').count()).toBe(0);
  });

  test('is asked once; from then on the camera goes to its officer, whoever is at the desk or nobody', async () => {
    const laptop = newLaptop();
    const camera = await laptop.camera();
    const first = await laptop.launch();
    await makeVault(first.page);
    await lock(first.page);
    await button(first.page, /Another officer/).click();
    await makeVault(first.page, tom);
    await camera.plugIn();
    const { page } = first;
    const card = 'CAM 7';
    await cameraIsRead(page, card);
    await button(cameraCard(page, card), /^Offload/).click();
    await expect
      .poll(() =>
        whoseQuestion(page, card)
          .getByRole('radio', { name: /Tom Reid/ })
          .isChecked(),
      )
      .toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await answerWhose(page, card, 'Ada Okafor');
    await cameraCard(page, card).getByText('PC Ada Okafor’s camera: recordings go to their vault, not yours').waitFor();
    await allInTheVault(page, card);
    await goTo(page, 'Footage');
    expect(await recordingRows(page).count()).toBe(0);
    // Known again after a restart, and nothing on the disk names it.
    await first.close();
    const marks = await readdir(laptop.dataFolder);
    expect(marks).toContain('camera-owners.json');
    const again = await laptop.launch();
    await again.page.getByRole('radio', { name: /Tom Reid/ }).check({ force: true });
    await safeToUnplug(again.page).waitFor();
    expect(await button(lockedCameras(again.page), /^Offload/).count()).toBe(0);
    await again.page.getByRole('radio', { name: /Ada Okafor/ }).check({ force: true });
    await unlock(again.page);
    await goTo(again.page, 'Footage');
    await expect.poll(() => recordingRows(again.page).count()).toBe(4);
  });

  test('can be said just this once, and changed later from the card', async () => {
    const laptop = newLaptop();
    const camera = await laptop.camera();
    const { page } = await laptop.launch();
    await makeVault(page);
    await lock(page);
    await button(page, /Another officer/).click();
    await makeVault(page, tom);
    await camera.plugIn();
    const card = 'CAM 7';
    await cameraIsRead(page, card);
    await button(cameraCard(page, card), /^Offload/).click();
    await answerWhose(page, card, 'Tom Reid', true);
    await allInTheVault(page, card);
    await cameraCard(page, card).getByText('Nobody’s camera yet').waitFor();
    await chooseMore(page, card, 'Whose camera is this?');
    await answerWhose(page, card, 'Ada Okafor');
    await cameraCard(page, card)
      .getByText(/PC Ada Okafor’s camera/)
      .waitFor();
    // To her vault its recordings are new.
    await expect.poll(() => cameraCard(page, card).getByRole('heading').innerText()).toMatch(/4 recordings to offload/);
  });
});

promises('erasing from a camera', () => {
  test('takes only what the vault is proven to hold, says why the rest stays, and is in the audit trail', async () => {
    const laptop = newLaptop();
    const seven = await laptop.camera();
    await seven.plugIn();
    const clips = (await filesIn(seven.root)).filter((file) => /\.mp4$/i.test(file)).toSorted();
    const camera = await laptop.filledCamera({ name: 'CAM 3', serial: 'E-3', make: 'Kestrel' }, async (folder) => {
      for (const [index, clip] of clips.slice(0, 2).entries()) {
        await copyFile(clip, join(folder, `20261122_14030${index}_000${index}.MP4`));
      }
    });
    await seven.unplug();
    const { page } = await laptop.launch();
    await makeVault(page);
    await camera.plugIn();
    await cameraIsRead(page, 'CAM 3');
    // Nothing of it is in the vault yet: erasing is not even offered.
    expect(await cameraCard(page, 'CAM 3').getByRole('button', { name: 'More for CAM 3' }).count()).toBe(0);
    await offloadAll(page, 'CAM 3');
    const recordings = join(camera.root, 'DCIM/100MEDIA');
    const [kept = ''] = await readdir(recordings);
    await copyFile(join(recordings, kept), join(recordings, '20261122_150000_0009.MP4'));
    const before = await fingerprintTree(camera.root);
    const dialog = await openErasing(page, 'CAM 3');
    expect(await axeFindings(page)).toEqual([]);
    expect(await fingerprintTree(camera.root)).toBe(before);
    await dialog.getByText('These go: 2 files').first().waitFor();
    await dialog.getByText('These stay: 1 file').first().waitFor();
    await dialog.getByText('It is not in the vault yet.').waitFor();
    await button(dialog, /^Erase 2 files/).click();
    await cameraCard(page, 'CAM 3').getByText('2 files were erased from CAM 3').waitFor();
    expect(await readdir(recordings)).toEqual(['20261122_150000_0009.MP4']);
    const lines = await auditLines(page);
    expect(lines.filter((line) => line.includes('Means to erase'))).toHaveLength(2);
    expect(lines.filter((line) => line.includes('Erased DCIM/'))).toHaveLength(2);
    await goTo(page, 'Footage');
    await expect.poll(() => recordingRows(page).count()).toBe(2);
  });

  test('is refused while the vault is locked, whatever the page asks', async () => {
    const laptop = newLaptop();
    const camera = await laptop.camera();
    const { page } = await laptop.launch();
    await makeVault(page);
    await camera.plugIn();
    await cameraIsRead(page, 'CAM 7');
    await offloadAll(page);
    const before = await fingerprintTree(camera.root);
    await lock(page);
    const { cameras } = await command(page, 'cameras', 'list', null);
    const [seen] = cameras;
    if (!seen) throw new Error('the camera is not seen');
    const paths = seen.recordings.map(({ path }) => path);
    await expect(command(page, 'cameras', 'erase', { cameraId: seen.id, paths })).rejects.toThrow('locked');
    expect(await fingerprintTree(camera.root)).toBe(before);
  });
});
