// The tour's people and places: what two reports speak of, what differs, and the search over everything.
import { closeDialog, goTo } from '../support/officer.ts';
import { findInPalette, keepTwoBurglaries, knownList, openKnown } from '../support/officer-known.ts';
import type { Stop } from './stop.ts';

export async function known({ page, album }: Stop): Promise<void> {
  await keepTwoBurglaries(page);
  await goTo(page, 'People & places');
  await knownList(page).waitFor();
  await album.take(page, 'known', 'People & places: everyone and everything that reports speak of.');
  await openKnown(page, /Priya Raman/);
  await page.getByRole('region', { name: 'The same person?' }).waitFor();
  await album.take(page, 'known-person', 'A person: each fact with its report, and who may be the same.');
  await page.getByRole('button', { name: /^Join/ }).click();
  await page.getByRole('heading', { name: 'Joined' }).waitFor();
  await album.take(page, 'known-joined', 'Joined: where the reports differ, both are shown.');
  await findInPalette(page, 'jemmy', /Burglary/);
  await album.take(page, 'search-words', 'Ctrl+K says why: the words around what is found.');
  await closeDialog(page);
  await findInPalette(page, 'lxi9 kt8', /LX19/);
  await album.take(page, 'search-plate', 'Ctrl+K finds a plate by what it looks like.');
  await closeDialog(page);
  await page.getByRole('searchbox', { name: /^Find/ }).fill('zebedee');
  await page.getByText('Nothing fits “zebedee”').waitFor();
  await album.take(page, 'known-nothing-fits', 'Nothing fits.');
}
