// The tour's keeping: a hold, a deletion that can be had back, the review, and an exhibit with its continuity.
import { goTo, heading } from '../support/officer.ts';
import { recordingRows } from '../support/officer-footage.ts';
import type { Stop } from './stop.ts';

export async function keeping({ page, album }: Stop): Promise<void> {
  const panel = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
  const open = async (place: number): Promise<void> => {
    await goTo(page, 'Footage');
    await recordingRows(page).nth(place).focus();
    await page.keyboard.press('Enter');
    await panel('Keeping').waitFor();
  };
  await open(0);
  await page.keyboard.press('h');
  await page.getByRole('dialog', { name: 'Place on hold' }).waitFor();
  await page.keyboard.type('Complaint CM/112');
  await album.take(page, 'hold', 'A hold, with its reason.');
  await page.keyboard.press('Enter');
  await panel('Keeping').getByText('“Complaint CM/112”').waitFor();

  await open(1);
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('Recorded by accident');
  await album.take(page, 'delete', 'Deleting: what goes, and until when it can be had back.');
  await page.keyboard.press('Enter');
  await panel('Marked for deletion').waitFor();
  await album.take(page, 'deleted', 'Marked for deletion.');
  await goTo(page, 'Footage');
  await page.getByRole('button', { name: 'Deletion review' }).press('Enter');
  await heading(page, 'Deletion review').waitFor();
  await page.getByText('In 31 days', { exact: true }).first().click();
  await panel('Going').waitFor();
  await album.take(page, 'deletion-review', 'What would go, when and why, and what is kept.');

  await open(2);
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name: 'Make it an exhibit' });
  await dialog.getByRole('textbox', { name: 'What does it show?' }).and(page.locator(':focus')).waitFor();
  // What the recording is called stands there already.
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Stop in Hoe Street');
  await album.take(page, 'exhibit-make', 'An exhibit: initials, number, and what it shows.');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await panel('Exhibit')
    .getByText(/AO\/\d/)
    .first()
    .waitFor();
  await page.keyboard.press('x');
  await heading(page, /^Exhibit AO\//).waitFor();
  await page.keyboard.press('m');
  await page.getByRole('dialog').getByRole('textbox', { name: 'To whom' }).fill('Exhibits officer, Leyton');
  await album.take(page, 'exhibit-move', 'It changes hands.');
  await page.keyboard.press('Enter');
  await panel('Continuity').getByText('Exhibits officer, Leyton').waitFor();
  await album.take(page, 'exhibit', 'An exhibit and its continuity.');
  await goTo(page, 'Footage');
  await page.getByRole('button', { name: 'Exhibits' }).press('Enter');
  await heading(page, 'Exhibits').waitFor();
  await album.take(page, 'exhibits', 'Every exhibit and who has it, and what reports tell of that is none yet.');
}
