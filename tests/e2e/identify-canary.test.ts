// That prints are nowhere but in the identify host while they are held, and nowhere at all after any end: every byte of the profile and of
// the temporary files, and the memory of every other process of the program, are looked through for pieces of the very prints on the glass.
// The reference gateway is exempt: it stands in for a system outside the laptop.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe as promises, expect, test } from 'vitest';
import { controlGateway, endWhatIsInHand, people, standBefore } from '../support/identify-kit.ts';
import { command } from '../support/kerbdesk-api.ts';
import { lock, makeVault, textBox, unlock, wordsOf } from '../support/officer.ts';
import {
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
import { PrintCanary } from '../support/print-canary.ts';
import { filesBelow } from '../support/process-memory.ts';
import { identifyHosts, isAlive } from '../support/processes.ts';
import { Profile, project, type RunningProgram } from '../support/program.ts';

/** The least that the program uses without its browser: less, and nobody has looked. */
const leastMemory = 50_000_000;
const person = people.inBoth;
/** What the databases say of that person, and no officer typed. */
const saidOfThem = /SAMPLOVA|Zara|9999993X|99993\/19X|REF-INVENTED|Overstayer|Ruritanian|iVBORw0KGgo/u;
const usualTemporary = process.env['TMPDIR'];
let temporary: string;
let profile: Profile;
let running: RunningProgram;
let page: Page;
let canary: PrintCanary;
/** Of the identification in hand. */
let host: number;
const isLinux = process.platform === 'linux';

beforeAll(async () => {
  // All that this program and its browser write to the system's temporary folder comes here, the profile too.
  temporary = mkdtempSync(join(tmpdir(), 'kerbdesk-canary-'));
  process.env['TMPDIR'] = temporary;
  profile = new Profile({ quickUnlock: true });
  standBefore(profile, {});
  running = await profile.launch({ identify: true });
  page = running.page;
  await makeVault(page);
  canary = new PrintCanary(running.program, person);
  const refused = isLinux
    ? canary.memoryOfOthers().refused
    : ['all of them: processes can be looked into on Linux only'];
  if (refused.length > 0) process.stderr.write(`NOT PROVEN HERE: prints in the memory of ${refused.join(', ')}\n`);
});
afterAll(async () => {
  await profile.remove();
  if (usualTemporary === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usualTemporary;
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
});
beforeEach(async () => {
  await endWhatIsInHand(page);
  standBefore(profile, { person });
  await controlGateway(profile, {});
});

const goOn = (): Promise<void> => page.keyboard.press('Control+Enter');

/** Without this, that nothing is found elsewhere would mean nothing. */
function expectHostToHold(...pieces: readonly string[]): void {
  const hosts = identifyHosts(running.program);
  expect(hosts).toHaveLength(1);
  host = hosts[0] ?? -1;
  const found = isLinux ? canary.memoryOf(host).found : pieces;
  expect(pieces.filter((piece) => !found.some((one) => one.startsWith(piece)))).toEqual([]);
}

/** Both fingers are taken, and nothing was sent. */
async function bothHeld(): Promise<void> {
  await toTheGlass(page);
  await readyToSearch(page).waitFor({ timeout: 60_000 });
  expectHostToHold('finger 2 row 144', 'finger 7 row 144');
}

/** The first finger is held, the second is being taken. */
async function oneHeld(): Promise<void> {
  await toTheGlass(page);
  await page.getByRole('heading', { name: 'Left index finger' }).waitFor();
  expectHostToHold('finger 2 row 144');
}

/** Where a piece of a print is, that is neither the identify host nor the reference gateway. */
function elsewhere(): string[] {
  const inFiles = canary.files([temporary]).found;
  if (!isLinux) return [...inFiles];
  const memory = canary.memoryOfOthers();
  const needed = memory.refused.filter((name) => name === 'main' || name.endsWith('-host'));
  const tooLittle = memory.bytes < leastMemory ? [`only ${memory.bytes} bytes of memory were looked through`] : [];
  return [...inFiles, ...memory.found, ...tooLittle, ...needed.map((name) => `nobody could look into ${name}`)];
}

/** After an end: also what is left of the process that held the prints. */
async function left(): Promise<string[]> {
  await expect.poll(() => isAlive(host)).toBe(false);
  const others = identifyHosts(running.program).map((pid) => `another identify host ${pid}`);
  const files = [...readdirSync(project), ...filesBelow(temporary)];
  const cores = files.filter((name) => /(?:^|\/)core(?:\.\d+)?$/.test(name));
  return [...elsewhere(), ...others, ...cores];
}

promises('what looks for prints', () => {
  test('finds a piece of one in a file, however it is written and wherever it lies', () => {
    const planted = join(mkdtempSync(join(temporary, 'planted-')), 'file');
    for (const form of ['latin1', 'hex', 'base64'] as const) {
      for (const before of [0, 1, 2, 4 * 2 ** 20 - 30]) {
        writeFileSync(
          planted,
          Buffer.concat([Buffer.alloc(before, 7), Buffer.from(canary.sample().toString(form), 'latin1')]),
        );
        expect(canary.files([dirname(planted)]).found, `${form} behind ${before} bytes`).toEqual([
          expect.stringMatching(new RegExp(`^finger 2 row 144.* in ${planted}$`, 'u')),
        ]);
      }
    }
    rmSync(dirname(planted), { recursive: true });
    expect(elsewhere()).toEqual([]);
  });

  test('looks into the memory of main, the vault, the cameras and the page', () => {
    expect(canary.others().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['main', 'vault-host', 'device-host', 'the browser', 'renderer', 'gpu-process']),
    );
  });
});

promises('prints are in the identify host alone, and nowhere', () => {
  test('after a hit; and no record holds what a database said of anybody', async () => {
    await controlGateway(profile, { databases: { police: { delayMilliseconds: 4000 } } });
    await bothHeld();
    expect(elsewhere()).toEqual([]);
    await search(page);
    await databaseRow(page, 'Immigration')
      .filter({ hasText: /Match$/u })
      .waitFor();
    expectHostToHold(
      'finger 2 row 144',
      'finger 7 row 144',
      'record of finger 2',
      'record of finger 7',
      'WSQ of finger 2',
      'WSQ of finger 7',
    );
    expect(elsewhere()).toEqual([]);
    await compared(page);
    expect(await left()).toEqual([]);
    await decide(page, /^This is the person/);
    await goOn();
    await textBox(page, 'Who you spoke to').fill('Control room 3, Sergeant Bell');
    await textBox(page, 'What they told you to do').fill('Detain until collected');
    await goOn();
    await currentStep(page).filter({ hasText: 'Outcome' }).waitFor();
    await wordsOf(page.getByRole('radio', { name: /Identified: Zara SAMPLOVA/ })).click();
    await showPurge(page);
    await recordOutcome(page);
    expect(elsewhere()).toEqual([]);
    const kept = JSON.stringify(await command(page, 'identify', 'list', null));
    const { entries, total } = await command(page, 'audit', 'list', { before: null, limit: 200, subjectId: null });
    expect(kept).toContain('Sergeant Bell');
    expect(kept).toMatch(/"outcome":"identified"/u);
    expect(kept).not.toMatch(saidOfThem);
    expect(entries).toHaveLength(total);
    expect(entries.some(({ subjectKind }) => subjectKind === 'identification')).toBe(true);
    expect(JSON.stringify(entries)).not.toMatch(saidOfThem);
    const inPlain = filesBelow(profile.folder).filter((file) => readFileSync(file).includes('SAMPLOVA'));
    expect(inPlain).toEqual([]);
  });

  test('after a database was too late', async () => {
    await controlGateway(profile, { databases: { immigration: { instead: 'silence' } } });
    await bothHeld();
    await search(page);
    await compared(page);
    expect(await databaseRow(page, 'Immigration').innerText()).toMatch(/Too late: not known/u);
    expect(await left()).toEqual([]);
  });

  test('after the officer has stopped it', async () => {
    await bothHeld();
    await stopIdentification(page);
    expect(await left()).toEqual([]);
  });

  test('after a lock while a finger is taken', async () => {
    await oneHeld();
    await lock(page);
    expect(await left()).toEqual([]);
    await unlock(page);
  });

  test('after the reader was pulled while a finger is taken', async () => {
    await oneHeld();
    standBefore(profile, { person, isPluggedIn: false });
    await page.getByText('The reader was unplugged').first().waitFor();
    expect(await left()).toEqual([]);
  });

  test('after the process that held them was killed', async () => {
    await oneHeld();
    process.kill(host, 'SIGKILL');
    await page.getByText('The program failed').first().waitFor();
    expect(await left()).toEqual([]);
  });
});
