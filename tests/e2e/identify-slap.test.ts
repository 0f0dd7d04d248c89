// Four fingers of a hand at once, on a simulated reader that is wide enough: laid, searched and found finger by finger.
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Candidate } from '#contract/biometric-search.ts';
import { candidatesOf } from '#contract/identify/answers.ts';
import { inventedPeople } from '../../native-mocks/peers/gateway/people.ts';
import { growFinger } from '../../native-mocks/prints/invented-fingers.ts';
import { people, standBefore } from '../support/identify-kit.ts';
import { command } from '../support/kerbdesk-api.ts';
import { button, makeVault } from '../support/officer.ts';
import {
  beginIdentification,
  candidates,
  compared,
  databaseRow,
  recordNotice,
  recordPower,
  search,
} from '../support/officer-identify.ts';
import { Profile } from '../support/program.ts';

let profile: Profile;
let page: Page;

beforeAll(async () => {
  // What the gateway has to have before it can answer; only the first run on a machine takes its time over it.
  for (const { personId } of inventedPeople) for (const finger of [2, 7, 3, 4, 5]) growFinger(personId, finger);
  profile = new Profile({ quickUnlock: true });
  standBefore(profile, { person: people.inBoth, reader: 'fap-60' });
  ({ page } = await profile.launch({ identify: true }));
  await makeVault(page);
});
afterAll(() => profile.remove());

/** Of each candidate, as the page was told. */
async function fingersToldOf(): Promise<Candidate['fingers'][]> {
  const inHand = (await command(page, 'identify', 'list', null)).find(({ facts }) => facts?.endedAt === null);
  const { state } = await command(page, 'identify', 'get', { id: inHand?.id ?? '' });
  const candidates = state?.step === 'comparison' ? state.answers.flatMap((answer) => candidatesOf(answer)) : [];
  expect(candidates).toHaveLength(2);
  return candidates.map(({ fingers }) => fingers);
}

test('four fingers of the right hand are not taken from one finger; laid at once, they are known again in both databases, each with its score', async () => {
  standBefore(profile, { person: people.inBoth, reader: 'fap-60', finger: 2 });
  await beginIdentification(page);
  await recordPower(page);
  await recordNotice(page);
  await button(page, 'Another finger').click();
  await page.getByRole('menuitem', { name: 'Four fingers of the right hand' }).click();
  for (const finger of ['Right index finger', 'Left index finger']) await button(page, `Leave out: ${finger}`).click();
  await button(page, /^Take it now/).click();
  await page.getByRole('heading', { name: 'Four fingers of the right hand' }).waitFor();
  await page.getByText('Lay the fingers flat and apart').waitFor();
  standBefore(profile, { person: people.inBoth, reader: 'fap-60' });
  await button(page, 'Pause').click();
  await button(page, 'Begin').click();
  await page.getByText(/^4 fingers are taken\./).waitFor();
  await search(page);
  await compared(page);
  for (const database of ['Police', 'Immigration'] as const)
    expect(await databaseRow(page, database).innerText()).toMatch(/Match$/u);
  expect(await candidates(page).allInnerTexts()).toEqual([
    expect.stringMatching(/all fingers agree[^]*Zara SAMPLOVA/iu),
    expect.stringMatching(/all fingers agree[^]*Zara Anna SAMPLOVA/iu),
  ]);
  for (const fingers of await fingersToldOf()) {
    expect(fingers.map(({ position }) => position)).toEqual([2, 3, 4, 5]);
    expect(fingers.filter(({ score }) => score <= 0)).toEqual([]);
  }
});
