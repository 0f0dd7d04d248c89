// The tour's identification: from the reader that is ready over the glass and the search to the record, and what goes wrong.
import { controlGateway, people, standBefore } from '../support/identify-kit.ts';
import { button, goTo, textBox, wordsOf } from '../support/officer.ts';
import {
  beginIdentification,
  candidates,
  compared,
  currentStep,
  decide,
  describePerson,
  fillPower,
  pickWhatWasDone,
  readyToSearch,
  recordNotice,
  search,
  showPurge,
  stopIdentification,
  toTheGlass,
} from '../support/officer-identify.ts';
import type { Stop } from './stop.ts';

export async function identify(stop: Stop): Promise<void> {
  const { page, album, profile } = stop;
  standBefore(profile, { isPluggedIn: false });
  await controlGateway(profile, { faults: [{ route: 'health', times: 1000, fault: { kind: 'status', status: 503 } }] });
  await goTo(page, 'Identify');
  await page.getByText('Not plugged in').waitFor();
  await album.take(
    page,
    'identify-not-ready',
    'Identify with no reader and no gateway: said before anything is asked.',
  );
  standBefore(profile, { manner: 'off-centre' });
  await controlGateway(profile, { databases: { immigration: { delayMilliseconds: 7000 } } });
  await button(page, 'Check again').click();
  await page.getByText('Ready').first().waitFor();
  await page.getByText('Answers').waitFor();
  await album.take(page, 'identify', 'Identify: a reader is ready, the gateway answers.');
  await toGlass(stop);
  await answer(stop);
  await ending(stop);
  await failures(stop);
}

async function toGlass({ page, album, profile }: Stop): Promise<void> {
  await beginIdentification(page);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').waitFor();
  await album.take(page, 'identify-power-missing', 'Both halves of the power are asked for.');
  await fillPower(page);
  await album.take(page, 'identify-power', 'Power and grounds.');
  await page.keyboard.press('Control+Enter');
  await currentStep(page).filter({ hasText: 'told' }).waitFor();
  await album.take(page, 'identify-notice', 'The words to say, and that they were said.');
  await recordNotice(page);
  await album.take(page, 'identify-fingers', 'Which fingers.');
  await button(page, /^Take them now/).click();
  await page.getByText('Move the finger left').waitFor();
  await album.take(page, 'identify-glass', 'At the glass: what the reader sees, and what to do better.');
  await button(page, 'It cannot be taken').click();
  await page.getByRole('dialog').waitFor();
  await album.take(page, 'identify-cannot-be-taken', 'A finger that cannot be taken.');
  await page.keyboard.press('Escape');
  standBefore(profile, {});
  await button(page, 'Pause').click();
  await button(page, 'Begin').click();
  await readyToSearch(page).waitFor();
  await album.take(page, 'identify-ready', 'Both fingers are taken.');
}

async function answer({ page, album }: Stop): Promise<void> {
  await search(page);
  await candidates(page).first().waitFor();
  await album.take(page, 'identify-search', 'The search: one database has answered, the other has not.');
  await compared(page);
  await album.take(page, 'identify-compare', 'Compare and decide. The prints are gone.');
  await button(page, 'Show the person').click();
  await page.getByRole('dialog').waitFor();
  await album.take(page, 'identify-shown', 'Shown to the person.');
  await page.getByRole('dialog').getByRole('button', { name: 'Shown' }).click();
  await decide(page, /^This is the person/);
  await page.keyboard.press('Control+Enter');
  await currentStep(page).filter({ hasText: 'Control' }).waitFor();
  await album.take(page, 'identify-contact', 'An immigration record asks for Command & Control.');
  await textBox(page, 'Who you spoke to').fill('Control room 3, Sergeant Bell');
  await textBox(page, 'What they told you to do').fill('Detain until collected');
  await page.keyboard.press('Control+Enter');
  await currentStep(page).filter({ hasText: 'Outcome' }).waitFor();
}

async function ending({ page, album }: Stop): Promise<void> {
  await wordsOf(page.getByRole('radio', { name: /^Identified: Zara SAMPLOVA/ })).click();
  await pickWhatWasDone(page);
  await describePerson(page);
  await album.take(page, 'identify-outcome', 'The outcome, and the person for scrutiny of the power.');
  await button(page, /^Record and finish/).click();
  await page.getByRole('heading', { name: 'What is on record' }).waitFor();
  await album.take(page, 'identify-done', 'Identified: the identity goes into a report with where it is from.');
}

async function failures({ page, album, profile }: Stop): Promise<void> {
  await controlGateway(profile, { databases: { immigration: { instead: 'silence' } } });
  standBefore(profile, { person: people.stranger });
  await toTheGlass(page);
  await search(page);
  await compared(page);
  await album.take(page, 'identify-not-established', 'One database did not answer: that is never “no match”.');
  await stopIdentification(page);
  await showPurge(page);
  await controlGateway(profile, {});
  await toTheGlass(page);
  await page.getByRole('heading', { name: 'Left index finger' }).waitFor();
  standBefore(profile, { isPluggedIn: false });
  await page.getByText('The reader was unplugged').first().waitFor();
  await page.getByRole('button', { name: 'Show the person' }).waitFor();
  await album.take(page, 'identify-unplugged', 'The reader was pulled.');
  await showPurge(page);
  await album.take(page, 'identify-record', 'What stays of an identification.');
  await goTo(page, 'Identify');
  await album.take(page, 'identify-list', 'Identifications so far.');
}
