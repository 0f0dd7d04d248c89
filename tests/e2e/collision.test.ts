// A collision of five vehicles with a child on foot, written at the roadside: form, derived severity, sketch plan by keyboard and touch.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTable, rowOf } from '#contract/collision/rows/read-file.ts';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings } from '../support/accessibility.ts';
import { button, makeVault } from '../support/officer.ts';
import {
  addCasualty,
  addVehicle,
  drag,
  draw,
  drawn,
  newCollision,
  sheet,
  sketch,
  sketchField,
} from '../support/officer-collisions.ts';
import {
  choose,
  field,
  finishReport,
  openReport,
  narrative,
  openSection,
  pressNow,
  reportIsSaved,
} from '../support/officer-reports.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let page: Page;
let running: RunningProgram;
const target = mkdtempSync(join(tmpdir(), 'kerbdesk-rows-'));

beforeAll(async () => {
  running = await profile.launch();
  ({ page } = running);
  await makeVault(page);
  await newCollision(page);
});
afterAll(async () => {
  await profile.remove();
  rmSync(target, { recursive: true, force: true });
});

const chooseFolder = (path: string) => running.program.simulate({ kind: 'folder-choice', path });

test('the place and the road: the second road is asked only at a junction', async () => {
  await pressNow(page);
  await field(page, 'Place').fill('Forest Road, by Blackhorse Road station');
  await field(page, 'Grid reference').fill('TQ 3580 8940');
  await openSection(page, 'The road');
  await choose(page, 'Class of the road', 'A');
  await field(page, 'Road number').fill('503');
  await choose(page, 'Speed limit', '20 mph');
  const control = page.getByText('Control of the junction');
  await choose(page, 'Junction', 'Not at or within 20 m of a junction');
  await expect.poll(() => control.count()).toBe(0);
  await choose(page, 'Junction', 'T or staggered junction');
  await control.first().waitFor();
});

test('five vehicles, each with what it is asked', async () => {
  await openSection(page, 'Vehicles and drivers');
  await addVehicle(page, 'car', { Registration: 'LB65 KTR', 'Driver’s or rider’s age': '41' });
  await addVehicle(page, 'van', { Registration: 'GN12 XYZ' });
  await addVehicle(page, 'motorcycle', { Registration: 'BX14 ABC' });
  await addVehicle(page, 'e-scooter', {});
  await addVehicle(page, 'pedal cycle', {});
  // A cycle has no plate and its rider no breath test.
  expect(await field(page, 'Registration').count()).toBe(0);
  expect(await page.getByText('Breath test', { exact: true }).count()).toBe(0);
  const list = page.getByRole('list', { name: 'Vehicles in this report' });
  await expect
    .poll(() => list.getByText(/^Vehicle \d/).allInnerTexts())
    .toEqual([
      'Vehicle 1: Car',
      'Vehicle 2: Van or goods vehicle',
      'Vehicle 3: Motorcycle',
      'Vehicle 4: E-scooter',
      'Vehicle 5: Pedal cycle',
    ]);
});

test('severity is worked out from the worst hurt; a vehicle that does not exist is advised and kept', async () => {
  await openSection(page, 'Casualties');
  await addCasualty(page, 'driver or rider', { 'Severity of injury': 'Slight', 'Vehicle number': '4', Age: '19' });
  await page.getByRole('heading', { level: 1, name: /^Slight collision/ }).waitFor();
  await addCasualty(page, 'pedestrian', { 'Severity of injury': 'Serious', 'Vehicle number': '7', Age: '8' });
  await page.getByRole('heading', { level: 1, name: 'Serious collision, Forest Road' }).waitFor();
  await page.getByText('2 casualties: 1 serious, 1 slight').first().waitFor();
  await page.getByText('Child', { exact: true }).waitFor();
  await openSection(page, 'Check and finish');
  await page.getByText('There is no vehicle 7: vehicles 1 to 5 are entered.').first().waitFor();
  await openSection(page, 'Casualties');
  await expect.poll(() => field(page, 'Vehicle number').last().inputValue()).toBe('7');
});

test('the sketch plan by keyboard alone: a road, a vehicle that falls into its lane, undo, and what a screen reader hears', async () => {
  await openSection(page, 'What happened');
  await narrative(page).fill('Vehicle 1 struck a child who crossed from between stationary vehicles.');
  await button(sketch(page), 'Road').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'T junction' }).waitFor();
  await page.keyboard.press('t');
  await page.keyboard.press('Enter');
  await expect.poll(() => drawn(page)).toEqual(['T junction']);
  await draw(page, 'Vehicle', 'A: vehicle 1');
  await expect.poll(() => drawn(page)).toEqual(['T junction', 'Car A, vehicle 1']);
  await sketchField(page, 'Right of the middle').fill('0');
  await sketchField(page, 'Below the middle').fill('-1');
  await sheet(page).focus();
  await page.keyboard.press('s');
  await expect.poll(() => sketchField(page, 'Below the middle').inputValue()).toBe('-1.62');
  await expect
    .poll(() => sketch(page).locator('output').innerText())
    .toBe('Car A, vehicle 1, 0.0 m right and 1.6 m up from the middle, turned 0 degrees');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => sketchField(page, 'Right of the middle').inputValue()).toBe('0.6');
  await page.keyboard.press('Control+z');
  await expect.poll(() => sketchField(page, 'Right of the middle').inputValue()).toBe('0');
  await page.keyboard.press('Control+y');
  await expect.poll(() => sketchField(page, 'Right of the middle').inputValue()).toBe('0.6');
  await page.keyboard.press('Control+d');
  await expect.poll(() => drawn(page).then((all) => all.length)).toBe(3);
  await page.keyboard.press('Delete');
  await expect.poll(() => drawn(page).then((all) => all.length)).toBe(2);
});

test('a hand drags the car into the other lane, where it faces the other way; one step takes it back', async () => {
  await button(sketch(page), 'Large').click();
  const large = page.getByRole('dialog', { name: 'Sketch plan' });
  await large.waitFor();
  await button(sketch(page), 'Show all of it').click();
  const turned = sketchField(page, 'Turned');
  await button(sketch(page), 'Car A, vehicle 1').click();
  await expect.poll(() => turned.inputValue()).toBe('0');
  await drag(page, [0.6, -1.62], [6, 1.9]);
  await expect.poll(() => turned.inputValue()).toBe('180');
  await expect.poll(() => sketchField(page, 'Below the middle').inputValue()).toBe('1.63');
  await sheet(page).focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => turned.inputValue()).toBe('0');
  await page.keyboard.press('Control+y');
});

test('the child, the impact, arrows and a measured length are drawn', async () => {
  await draw(page, 'Arrow', 'Travel before');
  await draw(page, 'Vehicle', 'Pedestrian');
  await draw(page, 'Mark', 'Point of impact');
  await button(sketch(page), 'Measure').click();
  await expect.poll(() => drawn(page).then((all) => all.at(-1))).toBe('Measurement, 10.0 m');
  // From one end: the keys then move that end alone.
  await sheet(page).focus();
  await page.keyboard.press('Enter');
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowLeft');
  await expect.poll(() => drawn(page).then((all) => all.at(-1))).toBe('Measurement, 12.0 m');
  expect(await axeFindings(page)).toEqual([]);
  await button(page.getByRole('dialog'), 'Back to the report').click();
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
});

test('the sketch is drawn in the summary, and is there when the report is opened again', async () => {
  await reportIsSaved(page);
  await openSection(page, 'Check and finish');
  await page.getByRole('img', { name: 'Sketch plan: A is vehicle 1' }).waitFor();
  await openReport(page, /^Serious collision, Forest Road/);
  await openSection(page, 'What happened');
  await expect.poll(() => drawn(page).then((all) => all.slice(0, 2))).toEqual(['T junction', 'Car A, vehicle 1']);
});

test('its rows are saved as three files that are valid, say what they lack, and are never written over', async () => {
  chooseFolder(target);
  await button(page, 'Save rows').click();
  await page.getByText('Casualty 2 has no vehicle of this report.').waitFor();
  const names = readdirSync(target).toSorted();
  expect(names).toHaveLength(3);
  const tables = names.map((name) => readTable(name, [readFileSync(join(target, name), 'utf8')]));
  expect(tables.map(({ table }) => table?.layout.kind)).toEqual(['casualty', 'collision', 'vehicle']);
  expect(tables.map(({ reading }) => reading.rows)).toEqual([2, 1, 5]);
  const [line] = tables[1]?.table?.lines ?? [];
  const layout = tables[1]?.table?.layout;
  const row = line === undefined || layout === undefined ? null : rowOf(layout, line);
  expect(row).toMatchObject({ collision_severity: '2', number_of_vehicles: '5', first_road_number: '503' });
  chooseFolder(target);
  await button(page, 'Save rows').click();
  await page.getByText(/has a file .* already, which was left as it is/).waitFor();
  expect(readdirSync(target).toSorted()).toEqual(names);
});

const samples = fileURLToPath(new URL('../../../shared/samples/stats19/', import.meta.url));

test('published files are checked, with the line and column of what is odd', async ({ skip }) => {
  skip(!existsSync(samples), `no sample rows: ${samples} is not there`);
  const folder = mkdtempSync(join(tmpdir(), 'kerbdesk-published-'));
  cpSync(samples, folder, { recursive: true });
  writeFileSync(join(folder, 'other.csv'), 'name,age\nHale,41\n');
  chooseFolder(folder);
  await button(page, 'Check files').click();
  const dialog = page.getByRole('dialog', { name: 'STATS19 files' });
  await dialog.getByText('E06000065 is not in the guide of 2024 (it is North Yorkshire).').waitFor();
  await dialog.getByText('Warning, line 44, column 104:').waitFor();
  await dialog.getByText('The first line has no columns of a STATS19 file.').waitFor();
  await dialog.getByText('vehicles as published with the data of 2023').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  rmSync(folder, { recursive: true, force: true });
});

test('the form is clean for a screen reader', async () => {
  expect(await axeFindings(page)).toEqual([]);
  await openSection(page, 'Vehicles and drivers');
  expect(await axeFindings(page)).toEqual([]);
});

test('it is finished with what it has, and never blocked', async () => {
  await finishReport(page);
  await expect.poll(() => page.getByRole('img', { name: /^Sketch plan/ }).count()).toBe(1);
  await expect.poll(() => page.getByText('Finished', { exact: true }).count()).toBeGreaterThan(0);
});
