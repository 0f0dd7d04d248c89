// A camera that speaks MTP in the whole program: seen, pulled, plugged in again and offloaded like one that is a disk.
import { afterEach, expect, test } from 'vitest';
import { filesIn } from '../support/made-camera.ts';
import { hashFile } from '../support/offload-kit.ts';
import { openErasing } from '../support/officer-cameras.ts';
import { openRecording, recordingRow, search, shownHash } from '../support/officer-footage.ts';
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
} from '../support/officer.ts';
import { Profile } from '../support/program.ts';

const laptop = new Profile({ quickUnlock: true });
afterEach(() => laptop.remove());

test('a camera that speaks MTP is offloaded like any other, to the byte, and erased only then', async () => {
  const camera = await laptop.camera('cam-4');
  const { page } = await laptop.launch();
  await makeVault(page);
  await camera.plugIn();
  await cameraIsRead(page, 'CAM 4');
  expect(await cameraRows(page, 'CAM 4').count()).toBe(2);
  await camera.unplug();
  await expect.poll(() => cameraCard(page, 'CAM 4').innerText()).toMatch(/unplugged/i);
  await camera.plugIn();
  await cameraIsRead(page, 'CAM 4');
  const file = (await filesIn(camera.root)).find((name) => name.endsWith('_0001.MP4')) ?? '';
  const hash = await hashFile(file);
  await offloadAll(page, 'CAM 4');
  await allInTheVault(page, 'CAM 4');
  await goTo(page, 'Footage');
  const name = file.slice(file.lastIndexOf('/') + 1);
  await search(page, name);
  await expect.poll(() => recordingRow(page, name).count()).toBe(1);
  await openRecording(page, name);
  expect(await shownHash(page)).toBe(hash);

  await goTo(page, 'Today');
  const dialog = await openErasing(page, 'CAM 4');
  await button(dialog, /^Erase /).click();
  await cameraCard(page, 'CAM 4')
    .getByText(/ were erased from CAM 4/)
    .waitFor();
  expect((await filesIn(camera.root)).filter((left) => /\.mp4$/i.test(left))).toEqual([]);
  expect((await auditLines(page)).filter((line) => line.includes('Erased ') && line.includes(name))).not.toEqual([]);
  await goTo(page, 'Footage');
  await openRecording(page, name);
  expect(await shownHash(page)).toBe(hash);
});
