// A collision of five vehicles with a child on foot, written at the roadside: form, derived severity, sketch plan by keyboard and touch.
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
import { Profile } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let page: Page;

beforeAll(async () => {
  ({ page } = await profile.launch());
  await makeVault(page);
  await newCollision(page);
});
afterAll(async () => {
  await profile.remove();
});

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

test('severity is worked out from the worst hurt', async () => {
  await openSection(page, 'Casualties');
  await addCasualty(page, 'driver or rider', {
    'Severity of injury': 'Slight',
    'Vehicle of the casualty': 'Vehicle 4: E-scooter',
    Age: '19',
  });
  await page.getByRole('heading', { level: 1, name: /^Slight collision/ }).waitFor();
  await addCasualty(page, 'pedestrian', {
    'Severity of injury': 'Serious',
    'Vehicle of the casualty': 'Vehicle 2: Van or goods vehicle · GN12 XYZ',
    Age: '8',
  });
  await page.getByRole('heading', { level: 1, name: 'Serious collision, Forest Road' }).waitFor();
  await page.getByText('2 casualties: 1 serious, 1 slight').first().waitFor();
  await expect.poll(() => page.getByText('Child', { exact: true }).count()).toBe(1);
});

const casualties = () => page.getByRole('list', { name: 'Casualties in this report' });

test('a removed vehicle takes its number along, never a casualty to another vehicle; taken back, all is as it was', async () => {
  await casualties().getByText('hit by vehicle 2').waitFor();
  await openSection(page, 'Vehicles and drivers');
  await button(page, 'Remove Vehicle 1: Car').click();
  await openSection(page, 'Casualties');
  await casualties().getByText('hit by vehicle 1').waitFor();
  await casualties().getByText('· vehicle 3', { exact: true }).waitFor();
  await openSection(page, 'Vehicles and drivers');
  await button(page, 'Remove Vehicle 1: Van or goods vehicle').click();
  await openSection(page, 'Check and finish');
  await page.getByText('The vehicle of this casualty was removed: vehicles 1 to 3 are entered.').first().waitFor();
  await page.getByText('One that was removed').first().waitFor();
  await button(page, 'Undo').click();
  await button(page, 'Undo').click();
  await openSection(page, 'Casualties');
  await expect.poll(() => casualties().getByText('hit by vehicle 2').count()).toBe(1);
});

test('a hundred missing fields are a line for each vehicle, whose link leads there', async () => {
  const lines = page.getByRole('button', { name: /· \d+ fields?$/ });
  await expect.poll(() => lines.count()).toBeGreaterThan(8);
  expect(await lines.count()).toBeLessThan(14);
  await button(page, /^Vehicle 3: Motorcycle · \d+ fields$/).click();
  const third = page.getByRole('list', { name: 'Vehicles in this report' }).getByRole('listitem').nth(2);
  await expect.poll(() => third.getByRole('button', { expanded: true }).count()).toBeGreaterThan(0);
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
  // Its line is seen whole in the list beside the sheet.
  await expect
    .poll(() =>
      sketch(page)
        .getByRole('button', { name: /^Measurement/ })
        .evaluate((line) => {
          const box = line.closest('ul')?.getBoundingClientRect();
          return box !== undefined && line.getBoundingClientRect().bottom <= box.bottom;
        }),
    )
    .toBe(true);
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
