// The tour's people and places: what two reports speak of, what differs, and the search over everything.
import { closeDialog, goTo } from '../support/officer.ts';
import { addCasualty, newCollision } from '../support/officer-collisions.ts';
import { findInPalette, keepTwoBurglaries, knownList, openKnown } from '../support/officer-known.ts';
import { field, openSection, reportIsSaved } from '../support/officer-reports.ts';
import type { Stop } from './stop.ts';

export async function known(stop: Stop): Promise<void> {
  const { page, album } = stop;
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
  await offered(stop);
}

/** Entered once: the victim of the burglary is a casualty of a collision, with one wrong letter in her name. */
async function offered({ page, album }: Stop): Promise<void> {
  await newCollision(page);
  await openSection(page, 'Casualties');
  await addCasualty(page, 'pedestrian', { Phone: '07700 900555' });
  await field(page, 'Family name').focus();
  await page.keyboard.type('Ramen');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await album.take(page, 'offers', 'Offers: who is known already, also misspelt, and from which report.');
  await page.keyboard.press('Enter');
  const differs = page.getByRole('group', { name: 'Phone: reports differ' });
  await differs.waitFor();
  await differs.scrollIntoViewIfNeeded();
  await album.take(page, 'offers-differ', 'Taken: where each value is from, and a phone that differs.');
  await differs.getByRole('button', { name: /^Keep this/ }).click();
  await differs.waitFor({ state: 'detached' });
  await reportIsSaved(page);
}
