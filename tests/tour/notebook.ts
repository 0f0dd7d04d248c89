// The tour's notebook: empty, a note with photographs, signed off, found, and put into a report.
import { button, closeDialog } from '../support/officer.ts';
import {
  attached,
  attachFiles,
  jot,
  note,
  noteIsSaved,
  noteText,
  openNote,
  openNotebook,
  photograph,
  signOff,
  writeNote,
} from '../support/officer-notebook.ts';
import { narrative, newReport, openSection, reportIsSaved } from '../support/officer-reports.ts';
import type { Stop } from './stop.ts';

export async function notebook({ page, album }: Stop): Promise<void> {
  await openNotebook(page);
  await album.take(page, 'notebook-empty', 'The notebook before its first note.');
  await jot(page);
  await album.take(page, 'note-blank', 'A blank note: it takes its time from the first key press.');
  await noteText(page).fill('Called to 9 Grove Road. Shed at the back opened overnight, hasp forced.');
  await noteIsSaved(page);
  await signOff(page);
  await writeNote(
    page,
    'Mrs Marsh at no. 11 heard a van about 02:30. Sliding door, engine left running. Did not look out. Will make a statement, works nights until Thursday.',
    '11 Grove Road',
  );
  await writeNote(
    page,
    'Back door also tried: fresh marks beside the lock, about 25 mm wide, no entry. Photographed. Flakes of green paint on the step, left for the CSI.',
    '9 Grove Road, rear',
  );
  await attachFiles(page, await photograph(page, 'back door.jpg'), await photograph(page, 'lock, close.jpg', 5));
  await attached(page).nth(1).locator('img').waitFor();
  await album.take(page, 'note', 'A note with its place and photographs, saved as it is typed.');
  await attached(page).first().getByRole('button').click();
  await page.getByRole('dialog').getByRole('img').waitFor();
  await album.take(page, 'note-picture', 'A photograph, large, with its hash.');
  await closeDialog(page);
  await button(note(page), /^Sign off/).click();
  await album.take(page, 'note-sign-off', 'Signing off says what it does.');
  await closeDialog(page);

  await newReport(page);
  await openSection(page, 'Incident');
  await narrative(page).fill('Shed burglary reported by the owner.');
  await page.keyboard.press('Alt+j');
  const dialog = page.getByRole('dialog', { name: 'Insert from notebook' });
  await dialog.getByRole('checkbox').nth(2).waitFor();
  await dialog.getByText(/^Back door also tried/).click();
  await dialog.getByText(/^Mrs Marsh/).click();
  await album.take(page, 'insert-notes', 'Notes are chosen for the narrative; those of the same day come first.');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  // Not the words of the save before.
  await page.waitForTimeout(1500);
  await reportIsSaved(page);
  await album.take(page, 'report-with-notes', 'The notes in the narrative with their times, and the link beside it.');

  await openNote(page, 'Called to 9 Grove Road');
  await button(note(page), /^Write an addendum/).click();
  await noteText(page).fill('Owner now says a strimmer is missing as well.');
  await noteIsSaved(page);
  await openNote(page, 'Called to 9 Grove Road');
  await album.take(page, 'note-signed', 'A note signed off: its hash, and the addendum that refers to it.');
  await page.setViewportSize({ width: 1024, height: 640 });
  await openNote(page, 'Back door also tried');
  await album.take(page, 'narrow-note', 'A note in a window of 1024×640.');
  await page.setViewportSize({ width: 320, height: 640 });
  await openNotebook(page);
  await album.take(page, 'zoomed-notebook', 'The notebook at 400 % zoom (320 px wide).');
  await page.setViewportSize({ width: 1280, height: 800 });
}
