// The tour's clips and redactions: how each is prepared, and what was made.
import { button, goTo } from '../support/officer.ts';
import { clipPanel, madeFrom, make, redactPanel, toTypedTimes } from '../support/officer-derivatives.ts';
import { canBeWatched, openRecording } from '../support/officer-footage.ts';
import type { Stop } from './stop.ts';

export async function derivatives({ page, album }: Stop): Promise<void> {
  await goTo(page, 'Footage');
  await openRecording(page, 'Wendy Marsh');
  await canBeWatched(page);
  await button(page, /^Clip/).click();
  await toTypedTimes(clipPanel(page), '0:02.5', '0:05');
  await clipPanel(page).getByText('Starts 0.50 s earlier').waitFor();
  await album.take(page, 'clip', 'A clip: copied bit for bit, and where it really starts.');
  await make(page, clipPanel(page));
  await album.take(page, 'clip-made', 'A clip says what it was made from, and how.');
  await madeFrom(page).getByRole('link').click();
  await canBeWatched(page);

  await button(page, /^Redact/).click();
  await redactPanel(page).waitFor();
  await page.keyboard.press('b');
  await page.getByRole('button', { name: /^Box 1\. Arrow keys/ }).waitFor();
  await button(redactPanel(page), /^Mute from here/).click();
  await toTypedTimes(redactPanel(page), '0:00', '0:03');
  await album.take(page, 'redact', 'A redaction: what is covered, and what is muted.');
  await make(page, redactPanel(page));
  await album.take(page, 'redaction-made', 'A redaction, with its recipe.');
}
