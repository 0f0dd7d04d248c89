// The tour's cameras: one that splits its recordings, what may be erased from it, and a folder that is imported from.
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { filesIn } from '../support/made-camera.ts';
import { button, cameraCard, cameraIsRead, closeDialog, goTo, offloadAll, openPalette } from '../support/officer.ts';
import { openErasing } from '../support/officer-cameras.ts';
import type { Stop } from './stop.ts';

export async function cameras({ page, program, profile, album }: Stop): Promise<void> {
  const splits = await profile.camera('cam-3');
  await splits.plugIn();
  await goTo(page, 'Today');
  await cameraIsRead(page, 'CAM 3');
  await album.take(page, 'camera-splits', 'A camera that splits its recordings: three files are one row.');
  await offloadAll(page, 'CAM 3');
  await openErasing(page, 'CAM 3');
  await album.take(
    page,
    'camera-erase',
    'What may be erased from the camera, and that each is read back once more before.',
  );
  await closeDialog(page);

  const card = join(profile.folder, 'SDCARD');
  await mkdir(card);
  const clip = (await filesIn(splits.root)).find((file) => /\.mp4$/i.test(file)) ?? '';
  await copyFile(clip, join(card, 'from a neighbour.MP4'));
  await splits.unplug();
  program.simulate({ kind: 'folder-choice', path: card });
  const palette = await openPalette(page);
  await palette.getByRole('combobox').fill('import folder');
  await page.keyboard.press('Enter');
  await cameraIsRead(page, 'Folder: SDCARD');
  await album.take(page, 'folder-import', 'A folder or card, offloaded with the same care as a camera.');
  await button(cameraCard(page, 'Folder: SDCARD'), /^Put away/).click();
}
