// What an officer does with a collision report: vehicles, casualties, and the sketch plan.
import type { Locator, Page } from 'playwright';
import { beginning, button, goTo } from './officer.ts';
import { choose, field, sections } from './officer-reports.ts';

export async function newCollision(page: Page): Promise<void> {
  await goTo(page, 'Reports');
  await button(page, /^New collision report/).click();
  await sections(page).waitFor();
}

export async function addVehicle(page: Page, kind: string, answers: Readonly<Record<string, string>>): Promise<void> {
  await button(page, `Add: ${kind}`).click();
  await field(page, 'Make and model').waitFor();
  for (const [label, value] of Object.entries(answers)) await answer(page, label, value);
}

export async function addCasualty(page: Page, kind: string, answers: Readonly<Record<string, string>>): Promise<void> {
  await button(page, `Add: ${kind}`).click();
  await page
    .getByRole('button', { name: /Severity of injury$/ })
    .last()
    .waitFor();
  for (const [label, value] of Object.entries(answers)) await answer(page, label, value);
}

/** Typed where there is a box, else chosen. */
async function answer(page: Page, label: string, value: string): Promise<void> {
  const box = field(page, label);
  if ((await box.count()) > 0) await box.fill(value);
  else await choose(page, label, value);
}

export const sketch = (page: Page): Locator => page.getByRole('region', { name: 'Sketch plan', exact: true });

export const sheet = (page: Page): Locator => page.getByRole('application', { name: 'Sheet of the sketch plan' });

/** From one of the toolbar's menus. */
export async function draw(page: Page, tool: string, thing: string): Promise<void> {
  await button(sketch(page), tool).click();
  await page.getByRole('menuitem', { name: beginning(thing) }).click();
}

/** The list beside the sheet, as read. */
export const drawn = (page: Page): Promise<string[]> =>
  sketch(page).getByRole('list', { name: 'Drawn' }).getByRole('button').allInnerTexts();

/** Where a place of the sheet is on the screen, for a finger or a mouse. */
export async function onScreen(page: Page, x: number, y: number): Promise<{ readonly x: number; readonly y: number }> {
  const box = await sheet(page).boundingBox();
  const viewBox = await sheet(page).locator('svg').first().getAttribute('viewBox');
  const [left = 0, top = 0, width = 1, height = 1] = (viewBox ?? '').split(' ').map(Number);
  if (box === null) throw new Error('There is no sheet on the screen.');
  return { x: box.x + ((x - left) / width) * box.width, y: box.y + ((y - top) / height) * box.height };
}

/** Presses at one place of the sheet, moves in steps as a hand does, lifts at another. */
export async function drag(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const [start, end] = [await onScreen(page, ...from), await onScreen(page, ...to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 8 });
  await page.mouse.up();
}

/** A number or words of the chosen thing, to type instead of dragging. */
export const sketchField = (page: Page, label: string): Locator =>
  sketch(page).getByRole('textbox', { name: beginning(label) });
