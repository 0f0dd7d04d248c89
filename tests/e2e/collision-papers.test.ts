// What leaves a collision report and comes into it: a photograph under its sketch plan, the PDF, its STATS19 rows, and published rows.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTable, rowOf, type Row } from '#contract/collision/rows/read-file.ts';
import { readSketch } from '#contract/collision/sketch/model.ts';
import type { ReportId } from '#contract/ids.ts';
import { atRest, axeFindings, scrollsSideways, targets, tooSmall } from '../support/accessibility.ts';
import { fiveVehicles } from '../support/five-vehicles.ts';
import { command } from '../support/kerbdesk-api.ts';
import { draw, drawn, sketch, sketchField } from '../support/officer-collisions.ts';
import { auditLines, button, closeDialog, goTo, makeVault, setTouch, textBox } from '../support/officer.ts';
import { narrative, openReport, openSection, reportIsSaved } from '../support/officer-reports.ts';
import { pdfImages, pdfPages } from '../support/poppler.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
const scratch = mkdtempSync(join(tmpdir(), 'kerbdesk-papers-'));
const rowsFolder = join(scratch, 'rows');
let page: Page;
let running: RunningProgram;
let id: ReportId;

beforeAll(async () => {
  mkdirSync(rowsFolder);
  running = await profile.launch();
  ({ page } = running);
  await makeVault(page);
  ({ id } = await command(page, 'reports', 'create', { kind: 'collision', parentId: null, content: fiveVehicles() }));
  await openReport(page, 'Serious collision, Forest Road');
});
afterAll(async () => {
  await profile.remove();
  rmSync(scratch, { recursive: true, force: true });
});

const chooseFolder = (path: string) => running.program.simulate({ kind: 'folder-choice', path });
const keptSketch = async () => {
  const { content } = await command(page, 'reports', 'get', { id });
  return readSketch(String(content.values['sketch-plan'] ?? ''));
};

/** A JPEG as a camera held on its side makes it: 400 by 200 pixels, to be turned by a quarter; its upper half would be red. */
async function photoOnItsSide(): Promise<Buffer> {
  const plain = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(400, 200);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.fillStyle = '#7a7';
    context.fillRect(0, 0, 400, 200);
    context.fillStyle = '#c22';
    context.fillRect(0, 0, 200, 200);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())];
  });
  // EXIF: one entry, orientation 6 (turn clockwise by a quarter).
  const tiff = 'MM\0*\0\0\0\b\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0\0\0\0\0';
  const exif = Buffer.from(`Exif\0\0${tiff}`, 'latin1');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  const jpeg = Buffer.from(plain);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, jpeg.subarray(2)]);
}

const photoInput = () => sketch(page).locator('input[type=file]');

test('a file that is no photograph, or a damaged one, is refused in plain words, and changes nothing', async () => {
  await openSection(page, 'What happened');
  await photoInput().setInputFiles({ name: 'plan.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('%PDF-1.4 plan') });
  await page.getByText('“plan.jpg” is no JPEG, PNG or WebP picture, whatever its name says.').first().waitFor();
  const whole = await photoOnItsSide();
  const cut = whole.subarray(0, 60);
  await photoInput().setInputFiles({ name: 'cut.jpg', mimeType: 'image/jpeg', buffer: cut });
  await page.getByText('“cut.jpg” is damaged or not whole, and could not be drawn.').first().waitFor();
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic0000', 'latin1')]);
  await photoInput().setInputFiles({ name: 'IMG_2.HEIC', mimeType: 'image/heic', buffer: heic });
  await page
    .getByText(/is a HEIC picture, which cannot be drawn here/)
    .first()
    .waitFor();
  expect(await keptSketch()).toBeNull();
  expect((await command(page, 'notebook', 'list', { search: '', limit: 10 })).total).toBe(0);
});

test('a photograph lies upright under the drawing, is kept in the vault with its hash, and is scaled, moved and seen through', async () => {
  await draw(page, 'Road', 'T junction');
  await draw(page, 'Vehicle', 'A: vehicle 1');
  const buffer = await photoOnItsSide();
  await photoInput().setInputFiles({ name: 'IMG_0417.jpg', mimeType: 'image/jpeg', buffer });
  const image = sketch(page).locator('svg image');
  await image.waitFor({ state: 'attached' });
  await sketchField(page, 'Photograph seen').fill('35');
  await sketchField(page, 'Photograph’s width').fill('62.5');
  await sketchField(page, 'Right of the middle').fill('-4');
  await expect.poll(() => image.getAttribute('opacity')).toBe('0.35');
  await expect.poll(() => image.getAttribute('width')).toBe('62.5');
  await reportIsSaved(page);
  await expect.poll(async () => (await keptSketch())?.underlay?.width).toBe(62.5);
  const kept = await keptSketch();
  // Held on its side it was 400 by 200: upright it is twice as high as wide.
  expect(kept?.underlay).toMatchObject({
    ratio: 2,
    opacity: 0.35,
    x: -4,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const [note] = await command(page, 'notebook', 'ofReport', { reportId: id });
  if (note === undefined) throw new Error('the photograph has no note');
  const { attachments } = await command(page, 'notebook', 'get', { id: note.id });
  expect(attachments).toEqual([
    expect.objectContaining({
      id: kept?.underlay?.pictureId,
      sha256: kept?.underlay?.sha256,
      picture: 'image/jpeg',
      fileName: 'IMG_0417.jpg',
    }),
  ]);
  expect(await axeFindings(page)).toEqual([]);
});

test('it is there when the report is opened again, and in the summary; one step takes it away, another brings it back', async () => {
  await openReport(page, 'Serious collision, Forest Road');
  await openSection(page, 'Check and finish');
  await page.locator('main svg image').waitFor({ state: 'attached' });
  await openSection(page, 'What happened');
  const image = sketch(page).locator('svg image');
  await image.waitFor({ state: 'attached' });
  await button(sketch(page), 'Take the photograph away').click();
  await expect.poll(() => image.count()).toBe(0);
  await button(sketch(page), 'Undo').click();
  await expect.poll(() => image.count()).toBe(1);
  await reportIsSaved(page);
});

async function savePdf(name: string): Promise<string> {
  const file = join(scratch, name);
  await page.keyboard.press('Control+p');
  await textBox(page, 'What is it for?').fill('File for the collision unit');
  await textBox(page, 'Who gets it?').fill('Collision unit');
  running.program.simulate({ kind: 'file-choice', path: file });
  await button(page.getByRole('dialog'), 'Save as PDF').click();
  await page.getByRole('dialog', { name: 'Saved as PDF' }).waitFor();
  await closeDialog(page);
  return file;
}

test('the PDF has the plan with the photograph, the child, the breath tests and the exchange of details', async () => {
  const file = await savePdf('collision.pdf');
  const text = (await pdfPages(file)).join('\n').replaceAll(/\s+/g, ' ');
  for (const words of [
    'Serious collision, Forest Road',
    'Sketch plan',
    'a photograph',
    'Mina BEGUM',
    'Vehicle 1: Car · LB65 KTR',
    'Breath test',
    'Driver not contacted at the time',
    'Not done',
    'The rider of vehicle 4 left towards Tottenham.',
  ])
    expect(text).toContain(words);
  expect(await pdfImages(file)).toContainEqual([200, 400]);
});

const askRows = async (): Promise<void> => {
  await button(page, 'Save rows').click();
  await textBox(page, 'What is it for?').fill('Monthly return');
  await textBox(page, 'Who gets it?').fill('Collision unit');
  await button(page.getByRole('dialog'), 'Choose a folder and save').click();
};

test('rows are not handed out while typing waits to be saved, and the officer is told', async () => {
  await openSection(page, 'What happened');
  const { revision, content } = await command(page, 'reports', 'get', { id });
  const elsewhere = { ...content, values: { ...content.values, narrative: 'In another window.' } };
  await narrative(page).evaluate(
    (box, save) => {
      // As a key does it, in one go with another window's save.
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(box, 'In this window.');
      box.dispatchEvent(new Event('input', { bubbles: true }));
      const { reports } = Reflect.get(globalThis, 'kerbdesk') as { reports: { save: (input: unknown) => unknown } };
      return reports.save(save);
    },
    { id, revision, content: elsewhere } as const,
  );
  const conflict = page.getByRole('dialog', { name: 'This report was also changed in another window' });
  await conflict.waitFor();
  await page.keyboard.press('Escape');
  await askRows();
  await page.getByText('Some of what you typed is not saved yet').waitFor();
  await page.keyboard.press('Escape');
  expect(readdirSync(rowsFolder)).toEqual([]);
  await button(page, 'Choose').click();
  await conflict.getByText('Both, one after the other').click();
  await button(conflict, 'Keep these').click();
  await conflict.waitFor({ state: 'detached' });
  await reportIsSaved(page);
});

test('its rows are three valid files, on record with who gets them, and never written over', async () => {
  chooseFolder(rowsFolder);
  await askRows();
  await page.getByRole('dialog', { name: 'STATS19 rows saved' }).waitFor();
  await closeDialog(page);
  const names = readdirSync(rowsFolder).toSorted();
  const tables = names.map((name) => readTable(name, [readFileSync(join(rowsFolder, name), 'utf8')]));
  expect(tables.map(({ table }) => table?.layout.kind)).toEqual(['casualty', 'collision', 'vehicle']);
  expect(tables.map(({ reading }) => [reading.rows, reading.errors])).toEqual([
    [2, 0],
    [1, 0],
    [5, 0],
  ]);
  const rowsAt = (at: number): (Row | null)[] =>
    (tables[at]?.table?.lines ?? []).map((line) => (tables[at]?.table ? rowOf(tables[at].table.layout, line) : null));
  expect(rowsAt(1)[0]).toMatchObject({ collision_severity: '2', number_of_vehicles: '5', first_road_number: '503' });
  expect(rowsAt(0).map((row) => row?.['vehicle_reference'])).toEqual(['1', '3']);
  chooseFolder(rowsFolder);
  await askRows();
  await page.getByText(/has a file .* already, which was left as it is/).waitFor();
  await page.keyboard.press('Escape');
  expect(readdirSync(rowsFolder).toSorted()).toEqual(names);
  const lines = await auditLines(page);
  expect(lines.find((line) => line.includes('Saved the STATS19 rows'))).toContain('for Collision unit');
  expect(lines.some((line) => line.includes('Attached “IMG_0417.jpg” to note 1'))).toBe(true);
});

test('published rows are taken in from the list of reports: what is unknown and lost is listed, and a draft is made', async () => {
  const collisions = readdirSync(rowsFolder).find((name) => name.includes('collision')) ?? '';
  const path = join(rowsFolder, collisions);
  const [header = '', line = ''] = readFileSync(path, 'utf8').split('\n');
  const cells = line.split(',');
  const columns = header.split(',');
  cells[columns.indexOf('weather_conditions')] = '77';
  cells[columns.indexOf('urban_or_rural_area')] = '1';
  // As a spreadsheet leaves it: a byte order mark, lines of two characters, no end of the last.
  writeFileSync(path, `\u{FEFF}${header}\r\n${cells.join(',')}`);
  chooseFolder(rowsFolder);
  await goTo(page, 'Reports');
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: 'Take in STATS19 rows' });
  await dialog.getByText('Collision, weather_conditions: 77 is not in the guide of 2024.').waitFor();
  await dialog.getByRole('cell', { name: 'urban_or_rural_area' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await button(dialog, 'Make a draft of it').click();
  await page.getByRole('heading', { level: 1, name: 'Serious collision' }).waitFor();
  await openSection(page, 'Casualties');
  await page.getByText('hit by vehicle 1').waitFor();
  await openSection(page, 'Conditions');
  // A code that the form does not offer is shown, not dropped.
  await page
    .getByRole('main')
    .getByRole('button', { name: /77.*Weather|Weather.*77/ })
    .waitFor();
});

test('a folder without a collision to take in says what it needs', async () => {
  const folder = join(scratch, 'others');
  mkdirSync(folder);
  writeFileSync(join(folder, 'people.csv'), 'name,age\nHale,41\n');
  chooseFolder(folder);
  await goTo(page, 'Reports');
  await button(page, 'Take in STATS19 rows').click();
  const dialog = page.getByRole('dialog', { name: 'Take in STATS19 rows' });
  await dialog.getByText('There is no collision here that can be taken in').waitFor();
  expect(await dialog.getByText('The first line has no columns of a STATS19 file.').count()).toBe(1);
  await closeDialog(page);
});

const samples = fileURLToPath(new URL('../../../shared/samples/stats19/', import.meta.url));

test('the published samples are checked, with the line and column of what is odd', async ({ skip }) => {
  skip(!existsSync(samples), `no sample rows: ${samples} is not there`);
  const folder = join(scratch, 'published');
  cpSync(samples, folder, { recursive: true });
  writeFileSync(join(folder, 'other.csv'), 'name,age\nHale,41\n');
  await openReport(page, 'Serious collision, Forest Road');
  chooseFolder(folder);
  await button(page, 'Check files').click();
  const dialog = page.getByRole('dialog', { name: 'STATS19 files' });
  await dialog.getByText('E06000065 is not in the guide of 2024 (it is North Yorkshire).').waitFor();
  await dialog.getByText('Warning, line 44, column 104:').waitFor();
  await dialog.getByText('The first line has no columns of a STATS19 file.').waitFor();
  await dialog.getByText('vehicles as published with the data of 2023').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

test('in a small window all of the sketch with its photograph can be reached; by touch its tools fit a finger', async () => {
  await setTouch(page, true);
  await openReport(page, 'Serious collision, Forest Road');
  await openSection(page, 'What happened');
  await sketch(page).locator('svg image').waitFor({ state: 'attached' });
  expect(await drawn(page)).toEqual(['T junction', 'Car A, vehicle 1']);
  // What was refused before is told, over the form, until it is put away.
  const away = button(page, 'Put away');
  while ((await away.count()) > 0) await away.first().click();
  await atRest(page);
  expect(await tooSmall(page, 44)).toEqual([]);
  await page.setViewportSize({ width: 1024, height: 640 });
  await atRest(page);
  await expect
    .poll(async () => (await targets(page)).filter(({ reachable }) => !reachable).map(({ name }) => name))
    .toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('by keyboard alone: a report is begun, a vehicle and its casualty are entered and chosen, and the report finished', async () => {
  const { keyboard } = page;
  const reach = async (name: RegExp): Promise<void> => {
    for (let step = 0; step < 120; step += 1) {
      const spoken = await page.evaluate(() => {
        const focused = document.activeElement;
        const labels =
          focused instanceof HTMLInputElement ? [...(focused.labels ?? [])].map((label) => label.innerText) : [];
        const by = (focused?.getAttribute('aria-labelledby') ?? '')
          .split(' ')
          .map((of) => document.getElementById(of)?.innerText ?? '');
        return [focused?.getAttribute('aria-label') ?? '', ...labels, ...by, focused?.textContent ?? '']
          .join(' ')
          .trim();
      });
      if (name.test(spoken)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${name.source}`);
  };
  await goTo(page, 'Reports');
  await keyboard.press('c');
  await page.getByRole('heading', { level: 1, name: 'Collision' }).waitFor();
  for (let section = 0; section < 3; section += 1) await keyboard.press('Alt+PageDown');
  await page.getByText('Every vehicle involved').waitFor();
  await reach(/Add: motorcycle/);
  await keyboard.press('Enter');
  await reach(/^Registration/);
  await keyboard.type('BX14 ABC');
  await keyboard.press('Alt+PageDown');
  await reach(/Add: driver or rider/);
  await keyboard.press('Enter');
  // One stop for the three; arrows go between them.
  await reach(/Fatal/);
  await keyboard.press('ArrowDown');
  await page.getByRole('heading', { level: 1, name: 'Serious collision' }).waitFor();
  await reach(/Vehicle of the casualty/);
  await keyboard.press('Enter');
  await page.getByRole('option', { name: 'Vehicle 1: Motorcycle · BX14 ABC' }).waitFor();
  await keyboard.press('Enter');
  await page.getByText('· vehicle 1', { exact: true }).waitFor();
  for (let section = 0; section < 3; section += 1) await keyboard.press('Alt+PageDown');
  await reach(/^Finish report/);
  await keyboard.press('Enter');
  await reach(/^Finish anyway/);
  await keyboard.press('Enter');
  await expect.poll(() => button(page, 'Reopen').count()).toBe(1);
});
