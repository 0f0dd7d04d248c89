// The tour's victims: an arrest that is owed, one that is late, a text with facts missing, and the log.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright';
import { command } from '../support/kerbdesk-api.ts';
import { goTo, heading } from '../support/officer.ts';
import type { Stop } from './stop.ts';

const person = (values: Record<string, string | string[]>) => ({ id: randomUUID(), values });
const people = [
  person({
    role: 'victim',
    'given-names': 'Wendy',
    'family-name': 'Marsh',
    phone: '07700 900123',
    address: '12 Grove Road',
    postcode: 'E17 3AA',
    'safe-contact': 'Do not ring after 17:00; partner answers',
    'unsafe-ways': ['letter'],
    'enhanced-rights': ['vulnerable'],
  }),
  person({ role: 'victim', 'given-names': 'Femi', 'family-name': 'Adeyemi', phone: '07700 900456' }),
];
const values = { offence: 'Common assault', 'contact-way': 'text' };

export async function victims({ page, album }: Stop): Promise<void> {
  const make = async (street: string, who: typeof people) => {
    const { id, revision } = await command(page, 'reports', 'create', { kind: 'crime' });
    const content = { values: { ...values, 'venue-street': street }, people: who, property: [] };
    await command(page, 'reports', 'save', { id, revision, content });
    return id;
  };
  await make('3 Lea Road', []);
  const id = await make('12 Grove Road', people);
  const open = async (street: string): Promise<void> => {
    await goTo(page, 'Reports');
    await page
      .getByRole('main')
      .getByRole('link', { name: `Common assault, ${street}` })
      .click();
    await page.getByRole('link', { name: 'Updates and contact log' }).waitFor();
    await page.getByRole('link', { name: 'Updates and contact log' }).click();
    await heading(page, 'Victims').waitFor();
  };
  await open('Lea Road');
  await album.take(page, 'victims-none', 'A report without a victim yet.');
  await open('Grove Road');
  await page.getByText('Do not ring after 17:00').first().waitFor();
  await album.take(page, 'victims-nothing-owed', 'Two victims, and nothing has happened yet.');

  await page.keyboard.press('e');
  await page.getByRole('dialog').waitFor();
  await album.take(page, 'victims-event', 'An event of the investigation.');
  await page.keyboard.press('Escape');
  const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
  for (const [kind, days] of [
    ['support', 9],
    ['arrest', 5],
    ['bail', 0.1],
  ] as const) {
    await command(page, 'victims', 'recordEvent', { reportId: id, kind, happenedAt: ago(days), note: '' });
  }
  await page
    .getByRole('region', { name: /^To be told/ })
    .getByText(/late/)
    .first()
    .waitFor();
  await album.take(page, 'victims', 'What a victim is owed, by when, and how contact is safe.');

  await page.keyboard.press('a');
  const said = page.getByRole('dialog').getByRole('textbox', { name: /^What came of it/ });
  await said.waitFor();
  await page.keyboard.type('Rang at 10:15, no answer. No message left.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('r');
  await page.getByText('07700 900123').waitFor();
  await album.take(page, 'victims-number', 'The number, below what makes contact safe; an attempt in the log.');

  await page.keyboard.press('w');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Text', exact: true }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Not yet: facts are missing').waitFor();
  await album.take(page, 'victims-text', 'A text from a template: what it still lacks is asked for.');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.keyboard.press('u');
  await page.getByRole('dialog').getByRole('textbox', { name: 'What was said' }).waitFor();
  await page.keyboard.type('He was arrested, and is on bail until 4 January. He must not come to Grove Road.');
  await album.take(page, 'victims-told', 'An update: what was said, when, how and by whom.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page
    .getByText(/^Told of/)
    .first()
    .waitFor();
  await page.getByRole('region', { name: /^Contact log/ }).scrollIntoViewIfNeeded();
  await album.take(page, 'victims-log', 'The log, and what is settled.');
  await letter(page);
  await album.take(page, 'victims-letter', 'A letter as it will be on paper, and that letters are not safe here.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await goTo(page, 'Today');
  await page
    .getByText(/^Tell the victim/)
    .first()
    .waitFor();
  await album.take(page, 'victims-today', 'Today: victim updates, late ones first.');
}

/** Writes one from a template and opens its printing. */
async function letter(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('w');
  await dialog.getByRole('button', { name: /Template/ }).press('Enter');
  await page.getByRole('option', { name: 'Letter: what has happened' }).press('Enter');
  await dialog.getByRole('checkbox', { name: 'Arrest' }).press('Space');
  for (const [fact, words] of [
    ['A number to ring you on', '020 7946 0018'],
    ['The crime number', '01/4127/26'],
    ['Your station', 'Hoe Street'],
  ] as const) {
    const field = dialog.getByRole('textbox', { name: fact });
    await field.fill(words);
    await field.press('Enter');
  }
  await page.keyboard.press('Control+p');
  await dialog.getByRole('region', { name: 'The letter as it will be on paper' }).getByText('Dear Wendy').waitFor();
}
