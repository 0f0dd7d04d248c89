// Nothing of the notebook is lost on the way to the disk: a note or a file that waits for it is kept, found again, and told of.
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe as promises, expect, test } from 'vitest';
import type { Note } from '#contract/notebook.ts';
import { mostTypedCharacters } from '#contract/reports.ts';
import { failDisk, type DiskFault } from '../support/failing-disk.ts';
import { command } from '../support/kerbdesk-api.ts';
import { button, goTo, heading, lock, makeVault, unlock } from '../support/officer.ts';
import {
  attached,
  jot,
  note,
  noteIsSaved,
  noteText,
  openNote,
  openNotebook,
  signOff,
  writeNote,
} from '../support/officer-notebook.ts';
import { narrative, sections } from '../support/officer-reports.ts';
import { Profile, type RunningProgram } from '../support/program.ts';
import { cannotTrace, type Faults } from '../support/strace.ts';

const cannotFail = cannotTrace();
if (cannotFail)
  console.warn(`SKIPPED: a disk that is full or slow needs strace, and it cannot trace here (${cannotFail})`);

const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;

beforeAll(async () => {
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
});
afterAll(() => profile.remove());

let faults: Faults | null = null;
async function diskIs(fault: DiskFault): Promise<void> {
  faults = await failDisk(profile, running, fault);
}
async function diskIsWell(): Promise<void> {
  await faults?.stop();
  faults = null;
}
afterEach(diskIsWell);

const named = async (words: string): Promise<Note> => {
  const { notes } = await command(page, 'notebook', 'list', { search: words, limit: 1 });
  const [found] = notes;
  if (found === undefined) throw new Error(`there is no note with “${words}”`);
  return await command(page, 'notebook', 'get', { id: found.id });
};
/** As the browser hands them over that are dropped on the note: a file's name and its megabytes. */
const drop = (...files: readonly (readonly [name: string, megabytes: number])[]): Promise<void> =>
  noteText(page).evaluate((box, dropped) => {
    const dataTransfer = new DataTransfer();
    for (const [name, megabytes] of dropped) {
      const bytes = new Uint8Array(megabytes * 1_000_000).fill(7);
      dataTransfer.items.add(new File([bytes], name, { type: 'application/pdf' }));
    }
    box.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
  }, files);
const toast = (words: string | RegExp) => page.getByRole('region', { name: 'News' }).getByText(words);
/** What went wrong stays until it is put away, over whatever lies there. */
async function putNewsAway(): Promise<void> {
  const close = page.getByRole('region', { name: 'News' }).getByRole('button', { name: 'Put away' });
  while ((await close.count()) > 0) await close.first().click();
}
const notSaved = () => note(page).getByText('Not saved', { exact: true });

promises.skipIf(cannotFail !== null)('while the disk is full', () => {
  test('a first note stays within reach, also behind the next one, until it is on the disk', async () => {
    await diskIs('full');
    await jot(page);
    await page.keyboard.type('Red Golf, LX19 KTB, towards Hoe Street.');
    await notSaved().waitFor();
    // The next note begins, and the officer goes elsewhere and comes back.
    await jot(page);
    await page.keyboard.press('Control+1');
    await heading(page, /^Good /).waitFor();
    await openNotebook(page);
    const waiting = page.getByRole('region', { name: 'Not saved yet' });
    await waiting.getByRole('link', { name: /Red Golf, LX19 KTB/ }).click();
    await expect.poll(() => noteText(page).inputValue()).toBe('Red Golf, LX19 KTB, towards Hoe Street.');
    await diskIsWell();
    await noteIsSaved(page);
    await waiting.waitFor({ state: 'detached' });
    expect((await named('LX19')).text).toBe('Red Golf, LX19 KTB, towards Hoe Street.');
  });

  test('what is not on it is neither signed off nor put into a report, and the officer is told why', async () => {
    await writeNote(page, 'Two men at the gate.');
    await diskIs('full');
    await noteText(page).fill('Two men at the gate. One had a crowbar.');
    await notSaved().waitFor();
    await page.keyboard.press('Alt+s');
    await toast(/What you typed last in note \d+ could not be saved yet.*sign off when it says/).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    const reports = await command(page, 'reports', 'list', { search: '', status: 'all' });
    await page.keyboard.press('Alt+r');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^New crime report/ })
      .click();
    await toast(/could not be saved yet.*put it into the report when/).waitFor();
    expect(await command(page, 'reports', 'list', { search: '', status: 'all' })).toEqual(reports);
    await diskIsWell();
    await noteIsSaved(page);
    expect(await named('crowbar')).toMatchObject({ signedAt: null, reports: [] });
    await signOff(page);
    expect((await named('crowbar')).text).toBe('Two men at the gate. One had a crowbar.');
  });
});

promises.skipIf(cannotFail !== null)('a file that takes long', () => {
  test('goes on coming in after its note is left, keeps it from being signed, and is told of when it is in', async () => {
    await writeNote(page, 'Custody record of the first man.');
    await diskIs({ millisecondsPerWrite: 3 });
    await drop(['custody.pdf', 3], ['property.pdf', 1]);
    await attached(page).filter({ hasText: 'Being encrypted' }).first().waitFor();
    await page.keyboard.press('Alt+s');
    await toast(/files? (?:is|are) still being attached to note \d+/).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await goTo(page, 'Footage');
    await diskIsWell();
    await toast(/^2 files are attached$/).waitFor();
    expect((await named('custody record of the first')).attachments.map(({ fileName }) => fileName)).toEqual([
      'custody.pdf',
      'property.pdf',
    ]);
    await openNote(page, 'Custody record of the first');
    await signOff(page);
  });

  test('that fails when its note was left is told of, and is still there to be tried again', async () => {
    await writeNote(page, 'Custody record of the second man.');
    await diskIs({ millisecondsPerWrite: 3 });
    await drop(['second.pdf', 3]);
    await attached(page).filter({ hasText: 'Being encrypted' }).waitFor();
    await goTo(page, 'Footage');
    await diskIsWell();
    await diskIs('full');
    await toast(/“second\.pdf” was not attached\..* Open note \d+ to try again/).waitFor();
    await diskIsWell();
    await putNewsAway();
    await openNote(page, 'Custody record of the second');
    await button(note(page), 'Try again').click();
    await attached(page)
      .getByRole('button', { name: /second\.pdf/ })
      .waitFor();
    expect((await named('second man')).attachments).toHaveLength(1);
  });

  test('that a lock cuts off is missed by name when the note is opened again', async () => {
    await writeNote(page, 'Custody record of the third man.');
    await diskIs({ millisecondsPerWrite: 2 });
    await drop(['third.pdf', 24], ['fourth.pdf', 1]);
    await attached(page).filter({ hasText: 'Being encrypted' }).first().waitFor();
    // Asking waits behind what is being written.
    await expect.poll(async () => (await named('third man')).notWhole.length, { timeout: 60_000 }).toBe(2);
    await lock(page);
    await diskIsWell();
    await unlock(page);
    await openNote(page, /Custody record of the third.*2 files did not arrive/);
    await note(page).getByText('2 files did not arrive').waitFor();
    await note(page)
      .getByRole('listitem')
      .filter({ hasText: /“third\.pdf”/ })
      .waitFor();
    await note(page)
      .getByRole('listitem')
      .filter({ hasText: /“fourth\.pdf”/ })
      .waitFor();
    await button(note(page), 'Put away').click();
    await note(page).getByText('2 files did not arrive').waitFor({ state: 'detached' });
    expect(await named('third man')).toMatchObject({ attachments: [], notWhole: [] });
  });
});

promises('a note and the report that it is put into', () => {
  test('are joined with the text, and not at all where the narrative has no room for it', async () => {
    await writeNote(page, 'Ladder against the rear wall.');
    const { id, content } = await command(page, 'reports', 'create', { kind: 'crime' });
    const full = 'x'.repeat(mostTypedCharacters - 20);
    await command(page, 'reports', 'save', {
      id,
      revision: 0,
      content: { ...content, values: { narrative: full, offence: 'Burglary' } },
    });
    const putIntoBurglary = async (): Promise<void> => {
      await page.keyboard.press('Alt+r');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Burglary/ })
        .click();
    };
    await putIntoBurglary();
    await toast(/not enough room left in “What happened” of .*Nothing was put in and nothing linked/).waitFor();
    expect((await named('ladder')).reports).toEqual([]);
    expect((await command(page, 'reports', 'get', { id })).content.values['narrative']).toBe(full);
    await command(page, 'reports', 'save', {
      id,
      revision: 1,
      content: { ...content, values: { narrative: 'Called by the owner.', offence: 'Burglary' } },
    });
    await putIntoBurglary();
    await sections(page).waitFor();
    await expect
      .poll(() => narrative(page).inputValue())
      .toMatch(/^Called by the owner\.\n\d\d:\d\d Ladder against the rear wall\.$/);
    await expect.poll(async () => (await named('ladder')).reports).toMatchObject([{ id, how: 'inserted' }]);
  });
});

promises('the list of notes', () => {
  test('goes on to the oldest note, a page at a time', async () => {
    for (let number = 0; number < 120; number += 1) {
      await command(page, 'notebook', 'save', {
        id: crypto.randomUUID(),
        revision: 0,
        text: `Patrol entry ${number}.`,
        place: '',
        startedAgo: 3_600_000,
        addendumTo: null,
      });
    }
    await openNotebook(page);
    const rows = page.getByRole('main').getByRole('link');
    await expect.poll(() => rows.count()).toBe(100);
    await button(page, 'Show older notes').click();
    const { total } = await command(page, 'notebook', 'list', { search: '', limit: 1 });
    await expect.poll(() => rows.count()).toBe(total);
    await button(page, 'Show older notes').waitFor({ state: 'detached' });
  });
});
