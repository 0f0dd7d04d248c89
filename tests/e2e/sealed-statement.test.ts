// Statements that are sealed: corrected by another version only, signed on paper as well, and on paper what was sealed, however long.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import type { ReportId } from '#contract/ids.ts';
import { emptyReportContent } from '#contract/reports.ts';
import { atRest, axeFindings } from '../support/accessibility.ts';
import { command } from '../support/kerbdesk-api.ts';
import { button, closeDialog, makeVault, textBox } from '../support/officer.ts';
import { openReport, openSection, reportIsSaved } from '../support/officer-reports.ts';
import { bodyOf, saveStatement, sealedByCommands, sealedWords } from '../support/officer-sealed.ts';
import { difference, pdfFacts, pdfPages } from '../support/poppler.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;
let target: string;

beforeAll(async () => {
  target = await mkdtemp(join(tmpdir(), 'kerbdesk-sealed-'));
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
});
afterAll(async () => {
  await profile.remove();
  await rm(target, { recursive: true, force: true });
});

const state = (reportId: ReportId) => command(page, 'signing', 'state', { reportId });
const savedAs = (name: string, what: string | null = null): Promise<string> =>
  saveStatement(running, join(target, name), what);

promises('a sealed statement', () => {
  const said = 'I was waiting for the bus at Hoe Street.\nHe took the phone and ran.';
  let made: ReportId;

  beforeAll(async () => {
    const values = {
      'family-name': 'Marsh',
      'given-names': 'Wendy',
      age: 'over-18',
      'can-read': 'yes',
      'interpreter-used': 'no',
      narrative: said,
    };
    const content = { ...emptyReportContent, values };
    made = (await sealedByCommands(page, content)).reportId;
  });

  test('is corrected by another version: unsigned, with what changed against the sealed one, which stays as it was', async () => {
    const [seal] = (await state(made)).seals;
    await openReport(page, /^Statement of W M/);
    await button(page, 'Make a corrected version').click();
    const asked = page.getByRole('dialog', { name: 'Make a corrected version?' });
    await textBox(asked, 'Why?').fill('The bus was a 55');
    await button(asked, 'Make a corrected version').click();
    await openSection(page, 'Statement');
    await textBox(page, 'Statement').fill(said.replace('the bus', 'the 55'));
    await reportIsSaved(page);
    await button(page, 'What changed since version 1').click();
    const changed = page.getByRole('dialog', { name: 'What changed since version 1' });
    await changed.locator('ins').getByText('55').waitFor();
    await changed.locator('del').getByText('bus').waitFor();
    await atRest(page);
    expect(await axeFindings(page)).toEqual([]);
    await closeDialog(page);
    await button(page, 'Read version 1').click();
    const reading = page.getByRole('dialog', { name: /^NE-4417-\d+, version 1$/ });
    await reading.getByText(/waiting for the bus at Hoe Street/).waitFor();
    await closeDialog(page);
    const { seals, open } = await state(made);
    expect(seals).toEqual([seal]);
    expect(open).toBeNull();
    const draft = await savedAs('corrected.pdf', 'As a draft');
    const pages = await pdfPages(draft);
    for (const text of pages) expect(text).toMatch(/DRAFT – not signed/);
    expect(pages.join('')).not.toContain('Signature');
    expect(pages.join('')).toContain('consisting of 1 page(s)');
  });

  test('is signed on paper as well: printed as it was fixed, and sealed with where the paper is', async () => {
    await textBox(page, 'Statement').focus();
    await page.keyboard.press('Alt+r');
    await button(page.getByRole('dialog', { name: 'Read over' }), 'Witness will sign on paper').click();
    await page.getByRole('region', { name: 'To be signed on paper' }).waitFor();
    await atRest(page);
    expect(await axeFindings(page)).toEqual([]);
    const file = await savedAs('to-sign.pdf');
    const pages = await pdfPages(file);
    expect(pages.join('')).toContain('consisting of 1 page(s)');
    for (const text of pages) expect(text).toMatch(/Signature[^]*Signature witnessed by/);
    await button(page, 'It is signed: seal it').click();
    await page.getByText('Say where the paper with the signatures is.').waitFor();
    await textBox(page, 'Where is the signed paper?').fill('Case file 12, Stoke Newington');
    await button(page, 'It is signed: seal it').click();
    await page.getByText(/^Signed on paper, sealed/).waitFor();
    expect((await state(made)).seals.map(({ version, way }) => [version, way])).toEqual([
      [2, 'paper'],
      [1, 'screen'],
    ]);
    await button(page, 'What changed since version 1').waitFor();
  });
});

promises('of one page, of three and of twenty', () => {
  test.each([
    [1, 6],
    [3, 90],
    [20, 875],
  ])('a statement of %i page(s) says so, and on paper is what was sealed', async (count, lines) => {
    const narrative = Array.from(
      { length: lines },
      (_one, at) => `Line ${at + 1}: I heard “Open up!” — and looked out.`,
    ).join('\n');
    const values = {
      'family-name': 'Hale',
      'given-names': 'Mary',
      age: 'over-18',
      'can-read': 'yes',
      'interpreter-used': 'no',
      narrative,
    };
    const seal = await sealedByCommands(page, { ...emptyReportContent, values });
    expect(seal.pages).toBe(count);
    const path = join(target, `${count}.pdf`);
    running.program.simulate({ kind: 'file-choice', path });
    const { revision } = await command(page, 'reports', 'get', { id: seal.reportId });
    const request = { reportId: seal.reportId, revision, purpose: 'A test', disclosedTo: 'Nobody' };
    await command(page, 'documents', 'save', { ...request, statement: { as: 'sealed', sealId: seal.id } });
    const { sealed, frame } = await command(page, 'signing', 'sealed', { id: seal.id });
    expect(sealed.declaration).toContain(`consisting of ${count} page(s)`);
    expect((await pdfFacts(path)).pages).toBe(count);
    expect(difference(bodyOf(await pdfPages(path), { frame }), sealedWords(sealed))).toBeNull();
  });
});
