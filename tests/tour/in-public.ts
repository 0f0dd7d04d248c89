// The tour's public place and team post: what others see of the screens, and a post that is warned of a name.
import { button, goTo, heading, textBox } from '../support/officer.ts';
import { recordingRows } from '../support/officer-footage.ts';
import { beginPublicPlace, endPublicPlace } from '../support/public-place.ts';
import type { Stop } from './stop.ts';

export async function inPublic({ page, album }: Stop): Promise<void> {
  await goTo(page, 'Today');
  await page.getByRole('region', { name: /^Due/ }).waitFor();
  await beginPublicPlace(page);
  await album.take(
    page,
    'public-place-today',
    'In a public place: clocks, references and counts stay; names are blank.',
  );
  await goTo(page, 'Reports');
  await page.getByRole('main').getByRole('link').first().hover();
  await page.keyboard.down('F8');
  await album.take(page, 'public-place-peek', 'Held, the key shows what the pointer is on, and only that.');
  await page.keyboard.up('F8');
  await goTo(page, 'Footage');
  await recordingRows(page).first().waitFor();
  await album.take(page, 'public-place-footage', 'Footage in a public place: no picture.');
  await endPublicPlace(page);

  await goTo(page, 'Today');
  await page.keyboard.press('p');
  await page.getByText('No team posts yet').waitFor();
  await album.take(page, 'team-posts-empty', 'No team posts yet.');
  await page.keyboard.press('n');
  await textBox(page, /^Where/).fill('Hoe Street library');
  await textBox(page, /^Day/).fill('tomorrow');
  await textBox(page, /^From/).fill('1400');
  await textBox(page, /^Until/).fill('1600');
  await textBox(page, /^What people can bring/).fill('bike marking and doorbell cameras');
  await textBox(page, /^Anything more/).fill(
    'Thank you, Wendy Marsh, for the tea. Afterwards we have a warrant to see to.',
  );
  await page.getByRole('checkbox', { name: '“Wendy Marsh” may go out' }).waitFor({ state: 'attached' });
  await page.getByText('Saved on this laptop').first().waitFor();
  await album.take(page, 'team-post', 'A team post: details, wording, and what it is warned of, each with its reason.');
  await textBox(page, /^Anything more/).fill('The kettle is on.');
  await page.getByText(/^Nothing found/).waitFor();
  await page.getByRole('radiogroup', { name: 'When it may go out' }).getByText('Only after the team has left').click();
  await page.getByText('Saved on this laptop').first().waitFor();
  await button(page, 'All team posts')
    .or(page.getByRole('link', { name: 'All team posts' }))
    .first()
    .click();
  await heading(page, 'Team posts').waitFor();
  await album.take(page, 'team-posts', 'Team posts: one waits until the team has left.');
}
