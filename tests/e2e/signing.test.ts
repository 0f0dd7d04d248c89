// A statement by a fifteen-year-old with an interpreter: begun from the person in the report, read over, signed by five people on one
// laptop, sealed, printed, and corrected. What is on paper is held against what was sealed, by readers that know nothing of Kerbdesk.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { reportId, type ReportId, type SealId } from '#contract/ids.ts';
import { atRest, axeFindings } from '../support/accessibility.ts';
import { command } from '../support/kerbdesk-api.ts';
import { auditLines, button, closeDialog, lock, makeVault, textBox, unlock } from '../support/officer.ts';
import {
  choose,
  field,
  narrative,
  newReport,
  openReport,
  openSection,
  reportIsSaved,
} from '../support/officer-reports.ts';
import {
  isKept,
  placeNow,
  signingDialog,
  signingPad,
  signTheRest,
  signWithFinger,
  signWithMouse,
  signWithPen,
} from '../support/officer-signing.ts';
import { bodyOf, inkIn, saveStatement, sealedWords } from '../support/officer-sealed.ts';
import { difference, onPaper, pdfPages } from '../support/poppler.ts';
import { Profile, type RunningProgram } from '../support/program.ts';
import { leaks } from '../support/public-place.ts';

const run = promisify(execFile);
const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;
let target: string;
let id: ReportId;

const title = /^Statement of Z K/;
const words = [
  'I am a pupil at Kelmscott School. On Friday I was waiting for the bus at Hoe Street with my friend.',
  'At 14:03:22 on AO/1 you can see the man who took the phone out of her hand. He said: “Give it here.”',
  ...Array.from(
    { length: 55 },
    (_one, at) =>
      `I remember thing number ${at + 1} of what he did: he turned, looked back and went on towards the market.`,
  ),
].join('\n');

beforeAll(async () => {
  target = await mkdtemp(join(tmpdir(), 'kerbdesk-signing-'));
  running = await profile.launch({ viewport: { width: 1024, height: 640 } });
  page = running.page;
  await makeVault(page);
});
afterAll(async () => {
  await profile.remove();
  await rm(target, { recursive: true, force: true });
});

const state = (reportId: ReportId) => command(page, 'signing', 'state', { reportId });
const openId = async (): Promise<ReportId> =>
  reportId.parse(await page.evaluate(() => /[0-9a-f-]{36}/.exec(location.hash)?.[0]));

const savedAs = (name: string, what: string | null = null, deed = 'Save as PDF'): Promise<string> =>
  saveStatement(running, join(target, name), what, deed);

promises('a statement by a fifteen-year-old with an interpreter', () => {
  test('is begun from the person, with who is with her, who interprets and who reads', async () => {
    await newReport(page);
    await narrative(page).fill('Phone taken at the bus stop.');
    await openSection(page, 'People');
    await button(page, 'Add: victim').click();
    await field(page, 'Family name').fill('Kowalska');
    await field(page, 'Given names').fill('Zofia');
    const now = new Date();
    await field(page, 'Date of birth').fill(`1/1/${now.getFullYear() - 15}`);
    await field(page, 'Phone').fill('07700 900987');
    await button(page, 'Take a statement').click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    id = await openId();
    expect(await field(page, 'Age in years').inputValue()).toBe('15');
    await field(page, 'Occupation').fill('Pupil');
    await field(page, 'Adult who is with the witness').fill('Anna Kowalska, mother');
    await choose(page, 'Interpreter', 'Yes');
    await field(page, 'Language').fill('Polish');
    await choose(page, 'Can the witness read the statement?', 'No');
    await field(page, 'Who read it to them').fill('Adam Nowak');
    await openSection(page, 'Statement');
    await textBox(page, 'Statement').fill(words);
    await reportIsSaved(page);
  });

  test('is not signed before it says who declares what, and nothing is lost by trying', async () => {
    await textBox(page, 'Statement').focus();
    await page.keyboard.press('Alt+r');
    const over = page.getByRole('dialog', { name: 'Read over' });
    await button(over, 'Sign').click();
    await over.getByText('Before it can be signed, write down the name of the interpreter.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await openSection(page, 'Witness');
    await field(page, 'Interpreter’s name and number').fill('Adam Nowak, NRPSI 12345');
    await openSection(page, 'Statement');
    await textBox(page, 'Statement').focus();
    await page.keyboard.press('Alt+r');
    await button(over, 'Sign').click();
    await signingDialog(page).waitFor();
  });

  test('is signed page by page as it will print; mouse, finger and pen are kept with time and pressure', async () => {
    const { open } = await state(id);
    expect(open?.fixed.pages.length).toBe(3);
    expect(open?.fixed.declaration).toContain('consisting of 3 page(s) each signed by me');
    expect(await placeNow(page)).toContain('Declaration');
    await signingDialog(page)
      .getByText(/consisting of 3 page\(s\) each signed by me/)
      .waitFor();
    await atRest(page);
    expect(await axeFindings(page)).toEqual([]);
    await signWithMouse(page);
    await isKept(page);
    await button(signingDialog(page), 'Next: foot of page 1').click();
    await signWithFinger(page);
    await isKept(page);
    await button(signingDialog(page), 'Next: foot of page 2').click();
    await signWithPen(page);
    await isKept(page);
    const made = (await state(id)).open?.signatures.map(({ place, signature }) => {
      if (signature.kind === 'none') return { place };
      const points = signature.strokes.flatMap((stroke) => stroke.points);
      const [times, pressures] = [2, 3].map((of) => points.filter((_number, at) => at % 4 === of));
      return {
        place,
        pointers: signature.strokes.map(({ pointer }) => pointer),
        isLong: points.length / 4 > 12,
        takesTime: (times?.at(-1) ?? 0) > 0,
        pressures: new Set(pressures).size > 3 ? 'many' : 'few',
      };
    });
    const kept = { isLong: true, takesTime: true };
    expect(made?.toSorted((a, b) => a.place.localeCompare(b.place))).toEqual([
      { place: 'declaration:witness', pointers: ['mouse'], pressures: 'few', ...kept },
      { place: 'page-1:witness', pointers: ['touch'], pressures: 'few', ...kept },
      { place: 'page-2:witness', pointers: ['pen'], pressures: 'many', ...kept },
    ]);
  });

  test('shows nothing of it in a public place: neither the names nor what is written on the pad and the page', async () => {
    await closeDialog(page);
    await button(page, 'Go on signing').click();
    await button(signingDialog(page), /^Witness/).click();
    await button(signingDialog(page), 'Before').click();
    const drawn = signingDialog(page).locator('[data-ink]');
    await expect.poll(() => drawn.count()).toBeGreaterThan(1);
    const opacities = () => drawn.evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).opacity))]);
    expect(await opacities()).toEqual(['1']);
    await page.keyboard.press('F8');
    await page.locator('html[data-public-place]').waitFor();
    await expect.poll(opacities).toEqual(['0']);
    await expect.poll(() => leaks(page, /Kowalska|Zofia|Nowak|bus stop|Kelmscott/i)).toEqual([]);
    await page.keyboard.press('Shift+F8');
    await page.locator('html:not([data-public-place])').waitFor();
    await expect.poll(opacities).toEqual(['1']);
  });

  test('loses nothing by a lock or by the program being killed between two signatures', async () => {
    await lock(page);
    await unlock(page);
    await openReport(page, title);
    await page.getByText('3 of 12 signed').waitFor();
    await button(page, 'Go on signing').click();
    expect(await placeNow(page)).toContain('Foot of page 3');
    await signWithMouse(page);
    await isKept(page);
    await running.kill();
    running = await profile.launch({ viewport: { width: 1024, height: 640 } });
    page = running.page;
    await unlock(page);
    await openReport(page, title);
    await page.getByText('4 of 12 signed').waitFor();
  });

  test('is signed again where a signature went wrong, and says why where somebody cannot', async () => {
    await button(page, 'Go on signing').click();
    await button(signingDialog(page), /^Witness/).click();
    await signWithMouse(page);
    await isKept(page);
    await button(signingDialog(page), 'Clear, sign again').click();
    await signingDialog(page).getByText('Sign with a pen, a finger or the mouse.').waitFor();
    await expect.poll(async () => (await state(id)).open?.signatures.length).toBe(4);
    await page.mouse.click(400, 400);
    const pad = await signingPad(page).boundingBox();
    await page.mouse.click((pad?.x ?? 0) + 40, (pad?.y ?? 0) + 40);
    await signingDialog(page).getByText('Only a dot so far. Write the whole signature.').waitFor();
    await signWithMouse(page);
    await isKept(page);
    await button(signingDialog(page), /^Adult present/).click();
    await button(signingDialog(page), 'Cannot sign here').click();
    const cannot = page.getByRole('dialog', { name: 'Anna Kowalska, mother does not write a signature' });
    await cannot.waitFor();
    await atRest(page);
    expect(await axeFindings(page)).toEqual([]);
    await cannot.getByText('They do not sign here').click();
    await button(cannot, 'Leave it unsigned').click();
    await cannot.getByText('Say why: whoever reads the statement will ask.').waitFor();
    await textBox(cannot, 'Why?').fill('She left before the end');
    await button(cannot, 'Leave it unsigned').click();
    await signingDialog(page).getByText('She left before the end').first().waitFor();
    await button(signingDialog(page), /^Reader/).click();
    await signTheRest(page);
    expect(await button(signingDialog(page), 'Seal the statement').isEnabled()).toBe(true);
    await atRest(page);
    expect(await axeFindings(page)).toEqual([]);
  });

  test('is sealed: the screen says when, how many pages and under which hash, and nobody writes in it any more', async () => {
    await button(signingDialog(page), 'Seal the statement').click();
    await page.getByText(/^Sealed \d{1,2} \w{3} \d{4} \d\d:\d\d, 3 pages$/).waitFor();
    const [seal] = (await state(id)).seals;
    await page.getByText(seal?.sha256 ?? 'none').waitFor();
    expect(await button(page, 'Reopen').isVisible()).toBe(false);
    await atRest(page);
    expect(await axeFindings(page)).toEqual([]);
    await button(page, 'Read version 1').click();
    const reading = page.getByRole('dialog', { name: /^NE-4417-\d+, version 1$/ });
    await reading.getByText('Checked just now: it is what was sealed').waitFor();
    await expect.poll(() => reading.locator('[data-ink]').count()).toBe(11);
    await atRest(page);
    expect(await axeFindings(page)).toEqual([]);
    await closeDialog(page);
    expect((await command(page, 'audit', 'verify', null)).problems).toEqual([]);
  });

  test('on paper is what was sealed, word by word, with every signature drawn at its foot and no picture in the file', async () => {
    const file = await savedAs('sealed.pdf');
    const [seal] = (await state(id)).seals;
    const { sealed, frame } = await command(page, 'signing', 'sealed', { id: seal?.id as SealId });
    const pages = await pdfPages(file);
    expect(pages).toHaveLength(3);
    const expected = sealedWords(sealed);
    const paper = bodyOf(pages, { frame });
    // Where nobody signed, the reason stands before the name.
    expect(difference(paper.replace(onPaper('Not signed: She left before the end'), ''), expected)).toBeNull();
    for (const text of pages) {
      expect(text.match(/OFFICIAL-SENSITIVE/g)).toHaveLength(2);
      expect(onPaper(text)).toContain(seal?.sha256);
      expect(text).not.toContain('DRAFT');
    }
    const { stdout } = await run('pdfimages', ['-list', file]);
    expect(stdout.split('\n').filter((line) => line !== '')).toHaveLength(2);
    // Where the witness and the officer sign at the foot, to the right of the words that say so.
    for (const at of [1, 2, 3]) {
      for (const x of [55, 147]) expect(await inkIn(file, at, { x, y: 264, w: 44, h: 10 })).toBeGreaterThan(0.01);
    }
    const again = await savedAs('again.pdf');
    expect(await pdfPages(again)).toEqual(pages);
  });

  test('leaves as the very bytes that were hashed, for whoever checks', async () => {
    const file = await savedAs('sealed.json', 'The sealed form, as a file', 'Save the sealed form');
    const bytes = await readFile(file);
    const [seal] = (await state(id)).seals;
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(seal?.sha256);
    const { stdout } = await run('python3', [join(import.meta.dirname, '../readers/read_sealed_statement.py'), file]);
    expect(stdout).toContain(seal?.sha256);
    expect(onPaper(stdout)).toContain(onPaper(words));
    const lines = await auditLines(page);
    expect(
      lines.filter((line) => line.includes('sealed) as its sealed form for Crown Prosecution Service')),
    ).toHaveLength(1);
  });

  test('the restricted details are in neither: no byte of them is in the sealed form or on paper', async () => {
    const secrets = ['07700 900987', '99 Nowhere Lane', 'N16 0ZZ', 'Hates lifts', 'zofia.k@example.org'];
    await openReport(page, title);
    await button(page, 'Witness details').click();
    await page.getByRole('heading', { level: 1, name: /^Witness details/ }).waitFor();
    await field(page, 'Home address').fill('99 Nowhere Lane');
    await field(page, 'Postcode').fill('N16 0ZZ');
    await field(page, 'Email').fill('zofia.k@example.org');
    await field(page, 'Safe contact').fill('Hates lifts');
    expect(await field(page, 'Mobile').inputValue()).toBe('07700 900987');
    await reportIsSaved(page);
    await openReport(page, title);
    const pdf = await savedAs('after.pdf');
    const form = await savedAs('after.json', 'The sealed form, as a file', 'Save the sealed form');
    const said = [onPaper((await pdfPages(pdf)).join('')), onPaper(await readFile(form, 'utf8'))];
    for (const secret of secrets) for (const text of said) expect(text).not.toContain(onPaper(secret));
    expect(Buffer.from(await readFile(form)).equals(await readFile(join(target, 'sealed.json')))).toBe(true);
  });
});
