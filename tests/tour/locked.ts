// The tour's end: locked, wrong passphrases, a second officer, and a vault that cannot be opened.
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  button,
  goTo,
  lock,
  makeVault,
  textBox,
  triesLeft,
  troublePanel,
  tryPassphrase,
  wordsOf,
} from '../support/officer.ts';
import type { Stop } from './stop.ts';

export async function locked({ page, album, profile }: Stop): Promise<void> {
  await goTo(page, 'Today');
  await lock(page);
  await album.take(page, 'locked', 'Locked; offloading works all the same.');
  for (let tries = 1; tries <= 5; tries++) {
    await tryPassphrase(page, 'not the passphrase');
    await textBox(page, 'Passphrase')
      .and(page.locator('[aria-invalid="true"], :disabled'))
      .or(page.getByText(/You can try again/))
      .first()
      .waitFor();
    if (tries === 1) await album.take(page, 'wrong-passphrase', 'A wrong passphrase.');
    await page.getByText(/Opening/).waitFor({ state: 'detached' });
  }
  await triesLeft(page).first().waitFor();
  await page.getByText(/You can try again/).waitFor();
  await album.take(page, 'too-many-tries', 'After five wrong ones: a delay, and what happens if it goes on.');

  const [first = ''] = await readdir(join(profile.dataFolder, 'officers'));
  await button(page, /Another officer/).click();
  await album.take(page, 'another-officer', 'Another officer on the same laptop makes a vault.');
  await makeVault(page, { name: 'Tom Reid', shoulderNumber: '2210NE' });
  await lock(page);
  await album.take(page, 'two-officers', 'Two officers share the laptop.');
  await writeFile(join(profile.dataFolder, 'officers', first, 'vault.json'), '{ cut short');
  await page.reload();
  await wordsOf(page.getByRole('radio', { name: /Okafor/ })).click();
  await troublePanel(page).waitFor();
  await album.take(
    page,
    'vault-damaged',
    'A vault whose key file is damaged: what happened, what is kept, what to do.',
  );
}
