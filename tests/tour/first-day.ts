// The tour's beginning: making the vault, the first look at an empty desk, a camera and its offload.
import {
  allInTheVault,
  atDesk,
  button,
  cameraCard,
  cameraIsRead,
  fillVaultForm,
  offloadAll,
  textBox,
} from '../support/officer.ts';
import type { Stop } from './stop.ts';

export async function beforeTheDesk({ page, album }: Stop): Promise<void> {
  await textBox(page, /^Your name/).waitFor();
  await album.take(page, 'make-your-vault', 'First use: an officer makes a vault.');
  await textBox(page, 'Passphrase').fill('short');
  await button(page, 'Make the vault').click();
  await page.getByText('Before the vault can be made').waitFor();
  await album.take(
    page,
    'make-your-vault-errors',
    'What is still missing is listed above the form and beside each field.',
  );
  await fillVaultForm(page);
  await album.take(page, 'make-your-vault-filled', 'The form filled in.');
  await button(page, 'Make the vault').click();
  await atDesk(page);
}

export async function firstDay({ page, album, profile }: Stop): Promise<void> {
  await page.getByText('Three ways to begin').waitFor();
  await album.take(page, 'today-empty', 'Today on the first day teaches what fills it.');

  const camera = await profile.camera();
  await camera.plugIn();
  await cameraIsRead(page, 'CAM 7');
  await album.take(page, 'camera-plugged-in', 'A camera was plugged in: its recordings, not copied yet.');
  await offloadAll(page);
  await album.take(page, 'all-in-the-vault', 'Everything on it is in the vault and was read back: safe to unplug.');

  // Long enough to be looked at in both themes while it is still being copied.
  const long = await profile.longCamera(3000);
  await long.plugIn();
  await cameraIsRead(page, 'CAM 9');
  await button(cameraCard(page, 'CAM 9'), /^Offload/).click();
  await cameraCard(page, 'CAM 9').getByText(/MB\/s/).first().waitFor();
  await album.take(page, 'offload-in-progress', 'An offload: bytes, rate, and when the cable can be pulled.');
  await button(cameraCard(page, 'CAM 9'), /^Pause/).click();
  await button(cameraCard(page, 'CAM 9'), 'Go on').waitFor();
  await album.take(page, 'offload-paused', 'The offload paused: safe to unplug, goes on where it was.');
  await button(cameraCard(page, 'CAM 9'), 'Go on').click();
  await allInTheVault(page, 'CAM 9');
  await long.unplug();
}
