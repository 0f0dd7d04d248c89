// The tour's tagging: several recordings described at once, and a report that is proposed with its reasons.
import { closeDialog, goTo } from '../support/officer.ts';
import { openRecording, recordingRows } from '../support/officer-footage.ts';
import { reportOfNewest } from '../support/officer-reports.ts';
import type { Stop } from './stop.ts';

export async function tagging({ page, album }: Stop): Promise<void> {
  await goTo(page, 'Footage');
  await recordingRows(page).nth(2).waitFor();
  await recordingRows(page).first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('region', { name: 'Chosen recordings' }).waitFor();
  await album.take(page, 'footage-chosen', 'Several recordings chosen.');
  await page.keyboard.press('e');
  await page.getByRole('dialog', { name: /^Describe 3 recordings/ }).waitFor();
  await album.take(page, 'describe-several', 'Three recordings described at once.');
  await closeDialog(page);
  await page.keyboard.press('Escape');

  await reportOfNewest(page, '14 Forest Road');
  await goTo(page, 'Footage');
  await openRecording(page, /./);
  await page.getByRole('region', { name: /belongs to|May belong to/ }).waitFor();
  await album.take(page, 'matching', 'A report is proposed with its reasons; one key says yes or no.');
}
