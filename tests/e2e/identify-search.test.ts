// Whole identifications on screen, from the simulated glass over the real matcher to the answer: what a database said is shown, what it did
// not say is never "no match", and the prints are gone whatever happens.
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { atRest, axeFindings, scrollsSideways, tooSmall } from '../support/accessibility.ts';
import { command } from '../support/kerbdesk-api.ts';
import { controlGateway, endWhatIsInHand, people, standBefore } from '../support/identify-kit.ts';
import { button, goTo, heading, lock, makeVault, setTouch, textBox, unlock, wordsOf } from '../support/officer.ts';
import {
  candidates,
  compared,
  currentStep,
  databaseRow,
  decide,
  readyToSearch,
  recordOutcome,
  search,
  showPurge,
  stopIdentification,
  toTheGlass,
} from '../support/officer-identify.ts';
import { newReport, openSection, reportIsSaved } from '../support/officer-reports.ts';
import { gatewayProcesses, identifyHosts } from '../support/processes.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

let profile: Profile;
let running: RunningProgram;
let page: Page;

beforeAll(async () => {
  profile = new Profile({ quickUnlock: true });
  standBefore(profile, {});
  running = await profile.launch({ identify: true });
  page = running.page;
  await makeVault(page);
});
afterAll(() => profile.remove());

beforeEach(async () => {
  await endWhatIsInHand(page);
  standBefore(profile, {});
  await controlGateway(profile, {});
});

const goOn = (): Promise<void> => page.keyboard.press('Control+Enter');
const inStep = (words: string | RegExp) => page.locator('#identification-step').getByText(words).first();

async function searchFor(person: string): Promise<void> {
  standBefore(profile, { person });
  await toTheGlass(page);
  await search(page);
  await compared(page);
}

/** Leaves nothing in hand for the next test. */
async function giveUp(): Promise<void> {
  await stopIdentification(page);
  if ((await page.getByRole('button', { name: 'Show the person' }).count()) > 0) await showPurge(page);
  await page.getByRole('heading', { name: 'What is on record' }).waitFor();
}

test('known in both databases: compared, Command & Control, outcome, and the identity goes into the report with where it is from', async () => {
  await newReport(page);
  await reportIsSaved(page);
  standBefore(profile, { person: people.inBoth });
  await toTheGlass(page);
  expect(identifyHosts(running.program)).toHaveLength(1);
  await search(page);
  await compared(page);
  expect(identifyHosts(running.program)).toHaveLength(0);
  expect(await databaseRow(page, 'Police').innerText()).toMatch(/Match$/u);
  expect(await databaseRow(page, 'Immigration').innerText()).toMatch(/Match$/u);
  expect(await candidates(page).allInnerTexts()).toEqual([
    expect.stringMatching(/both fingers agree[^]*Zara SAMPLOVA[^]*19\/9999993X/iu),
    expect.stringMatching(/both fingers agree[^]*Zara Anna SAMPLOVA[^]*Overstayer[^]*Contact Command & Control/iu),
  ]);
  expect(await axeFindings(page)).toEqual([]);
  await decide(page, /^This is the person/);
  await goOn();
  await currentStep(page).filter({ hasText: 'Command & Control' }).waitFor();
  await textBox(page, 'Who you spoke to').fill('Control room 3, Sergeant Bell');
  await textBox(page, 'What they told you to do').fill('Detain until collected');
  await goOn();
  await currentStep(page).filter({ hasText: 'Outcome' }).waitFor();
  await goOn();
  await page.getByRole('alert').getByText('Show the person that the prints are destroyed').waitFor();
  await showPurge(page);
  await wordsOf(page.getByRole('radio', { name: /Identified: Zara SAMPLOVA/ })).click();
  await recordOutcome(page);
  await page
    .getByRole('button', { name: /Report/ })
    .first()
    .click();
  await page.getByRole('option').first().click();
  await button(page, 'Put it in').click();
  await openSection(page, 'People');
  await page
    .getByRole('button', { name: /SAMPLOVA/ })
    .first()
    .click();
  expect(await textBox(page, /^Identity from/).inputValue()).toMatch(
    /^Fingerprints, .* \d\d:\d\d: Police \(IDENT1\) 19\/9999993X \(training: invented by the reference gateway\)$/u,
  );
  await goTo(page, 'Identify');
  await page
    .getByRole('link', { name: /Hoe Street/ })
    .first()
    .click();
  await page.getByText('Detain until collected').waitFor();
  expect(await page.getByRole('main').innerText()).not.toMatch(/SAMPLOVA|9999993X/u);
});

test('known to the police only: a match with its warnings there, and no match in the other, in its own words', async () => {
  await searchFor(people.wantedByPolice);
  expect(await databaseRow(page, 'Immigration').innerText()).toMatch(/No match here/u);
  await setTouch(page, true);
  await page.goBack();
  await currentStep(page).filter({ hasText: 'Compare' }).waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await atRest(page);
  expect(await axeFindings(page)).toEqual([]);
  expect(await tooSmall(page, 44)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await scrollsSideways(page)).toBe(false);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
  const [card] = await candidates(page).allInnerTexts();
  expect(card).toMatch(/Morgan FICTLEY[^]*Warning VI: Violent[^]*Warning WE: Weapons[^]*Wanted: Failing to appear/u);
  await giveUp();
});

test('in no database: no match, which does not mean that there is no record elsewhere', async () => {
  await searchFor(people.stranger);
  await inStep('No match in Police (IDENT1) and Immigration (IABS). This does not mean').waitFor();
  expect(await candidates(page).count()).toBe(0);
  await goOn();
  await wordsOf(page.getByRole('radio', { name: /^No match/ })).click();
  await showPurge(page);
  await recordOutcome(page);
});

test('one database is too late: never "no match", and the outcome can only be "not established"', async () => {
  await controlGateway(profile, { databases: { immigration: { instead: 'silence' } } });
  await searchFor(people.stranger);
  expect(await databaseRow(page, 'Immigration').innerText()).toMatch(/Too late: not known/u);
  await inStep(/did not answer: what is held there is not known/).waitFor();
  expect(await page.getByText(/no match in/iu).count()).toBe(0);
  await goOn();
  expect(await page.getByRole('radio', { name: /^No match/ }).count()).toBe(0);
  await giveUp();
});

test('both databases fail: not established, no candidate, no "no match"', async () => {
  await controlGateway(profile, { databases: { police: { instead: 'error' }, immigration: { instead: 'error' } } });
  await searchFor(people.inBoth);
  await inStep(/^Not established\./).waitFor();
  expect(await page.getByText(/no match/iu).count()).toBe(0);
  expect(await candidates(page).count()).toBe(0);
  await giveUp();
});

test('a finger that is laid badly is told what to do, and is taken once it lies well', async () => {
  standBefore(profile, { manner: 'off-centre' });
  await toTheGlass(page);
  await page.getByText(/^Move the finger left$/).waitFor();
  standBefore(profile, { manner: 'light' });
  await button(page, 'Pause').click();
  await button(page, 'Begin').click();
  await page.getByText(/^Press a little harder$/).waitFor();
  standBefore(profile, { manner: 'well' });
  await button(page, 'Pause').click();
  await button(page, 'Begin').click();
  await readyToSearch(page).waitFor();
  expect(await page.getByText(/^Quality \d+ of 100/).count()).toBe(2);
  await giveUp();
});

test('while nobody looks the reader rests; it goes on when the officer is back', async () => {
  standBefore(profile, { manner: 'off-centre' });
  await toTheGlass(page);
  await page.getByText(/^Move the finger left$/).waitFor();
  await goTo(page, 'Today');
  const [inHand] = await command(page, 'identify', 'list', null);
  if (inHand === undefined) throw new Error('none is in hand');
  const capturing = async () => (await command(page, 'identify', 'get', { id: inHand.id })).capturing;
  await expect.poll(capturing).toBeNull();
  await goTo(page, 'Identify');
  await button(page, 'Go on with the one under way').click();
  await page.getByText(/^Move the finger left$/).waitFor();
  expect(await capturing()).toBe(2);
});

test('another finger than the one that was asked for is not known again as it', async () => {
  standBefore(profile, { person: people.inBoth, finger: 6 });
  await toTheGlass(page);
  await search(page);
  await compared(page);
  expect(await candidates(page).count()).toBe(0);
  await giveUp();
});

test('the reader is pulled while a finger is taken: it ends there, said plainly, and the prints are destroyed', async () => {
  await toTheGlass(page);
  await page.getByRole('heading', { name: 'Left index finger' }).waitFor();
  standBefore(profile, { isPluggedIn: false });
  await page.getByText('The reader was unplugged').first().waitFor();
  await inStep(/Prints destroyed at/).waitFor();
  expect(identifyHosts(running.program)).toHaveLength(0);
  await showPurge(page);
  standBefore(profile, {});
  await toTheGlass(page);
  await readyToSearch(page).waitFor();
  await giveUp();
});

test('a network that is cut again and again is taken up again: nothing is lost of the answer', async () => {
  await controlGateway(profile, { faults: [{ route: 'stream', times: 3, fault: { kind: 'cut', afterBytes: 60 } }] });
  await searchFor(people.immigrationOnly);
  expect(await candidates(page).allInnerTexts()).toEqual([expect.stringContaining('Ioan EXEMPLAR')]);
  await giveUp();
});

test('a lock while a finger is taken: prints are destroyed, and after it the record says so', async () => {
  await toTheGlass(page);
  await page.getByRole('heading', { name: 'Left index finger' }).waitFor();
  await lock(page);
  expect(identifyHosts(running.program)).toHaveLength(0);
  await unlock(page);
  await goTo(page, 'Identify');
  await page
    .getByRole('link', { name: /Hoe Street/ })
    .first()
    .click();
  await page.getByText('Stopped by the lock').first().waitFor();
  expect(await page.getByRole('main').innerText()).toMatch(/overwritten in memory/u);
});

test('the process with the prints is killed: that they were overwritten is not claimed', async () => {
  await toTheGlass(page);
  await page.getByRole('heading', { name: 'Left index finger' }).waitFor();
  for (const pid of identifyHosts(running.program)) process.kill(pid, 'SIGKILL');
  await page.getByText('The program failed').first().waitFor();
  await inStep('The purge is not complete').waitFor();
  await showPurge(page);
  await heading(page, 'Identification').waitFor();
  expect(await page.getByRole('main').innerText()).toMatch(/could not be overwritten/u);
});

test('the gateway is lost with the prints taken: nothing is told as "no match", nothing waits to be sent, the prints are destroyed', async () => {
  await toTheGlass(page);
  await readyToSearch(page).waitFor();
  for (const pid of gatewayProcesses(running.program)) process.kill(pid, 'SIGKILL');
  await goOn();
  await inStep(/Prints destroyed at/).waitFor({ timeout: 70_000 });
  expect(await page.getByRole('main').innerText()).not.toMatch(/no match (?:here|in)/iu);
  expect(await page.getByRole('main').innerText()).toMatch(/cannot be reached|not known/iu);
  expect(identifyHosts(running.program)).toHaveLength(0);
});
