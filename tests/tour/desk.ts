// The tour's desk around the work: Today when there is something due, palette, shortcuts, privacy, audit, settings.
import {
  auditLines,
  button,
  closeDialog,
  goTo,
  heading,
  openPalette,
  openShortcuts,
  privacyCover,
} from '../support/officer.ts';
import type { Stop } from './stop.ts';

export async function desk({ page, album }: Stop): Promise<void> {
  await goTo(page, 'Today');
  await page.getByRole('region', { name: /^Due/ }).waitFor();
  await album.take(page, 'today', 'Today: clocks, drafts, cameras and what waits for tagging.');

  const palette = await openPalette(page);
  await album.take(page, 'palette', 'Ctrl+K: commands.');
  await palette.getByRole('combobox').fill('hoe');
  await palette.getByRole('option', { name: /Wendy/ }).first().waitFor();
  await album.take(page, 'palette-search', 'Ctrl+K finds reports and recordings by any word in them.');
  await closeDialog(page);
  await openShortcuts(page);
  await album.take(page, 'shortcuts', 'Every key that does something on this screen.');
  await closeDialog(page);
  await page.keyboard.press('F9');
  await privacyCover(page).waitFor();
  await album.take(page, 'privacy-cover', 'F9 covers everything.');
  await page.keyboard.press('F9');

  await auditLines(page);
  await album.take(page, 'audit', 'The audit trail.');
  await button(page, /^Verify now/).click();
  await page.getByText('The audit trail is intact').waitFor();
  await album.take(page, 'audit-verified', 'The audit trail, verified.');
  await goTo(page, 'Settings');
  await heading(page, 'Settings').waitFor();
  await album.take(page, 'settings', 'Settings.');
}
