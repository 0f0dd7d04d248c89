// A list of ten thousand recordings in real Chromium asks for what is on screen, however far from the row that the keyboard is on.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFootagePage, type FootagePage } from './footage-page.ts';

let footage: FootagePage;
let page: Page;

beforeAll(async () => {
  footage = await openFootagePage(() => Promise.resolve(), join(import.meta.dirname, 'list-harness.ts'));
  page = footage.page;
  await page.getByRole('row', { name: 'REC_00000.MP4' }).waitFor();
}, 180_000);

afterAll(() => footage.close());

const asked = (): Promise<number[]> => page.evaluate(() => window.listHarness.asked());

/** The number of the recording whose row has the focus. */
const focusedRow = (): Promise<number> =>
  page.evaluate(() => Number(document.activeElement?.getAttribute('data-index') ?? Number.NaN));

/** As the thumb of the scroll bar is dragged: at once, without what lies between. */
async function scrollTo(row: number): Promise<void> {
  await page.getByRole('grid').evaluate((list, share) => {
    list.scrollTop = list.scrollHeight * share;
  }, row / 10_000);
  await page.waitForFunction(() => [...document.querySelectorAll('[role=row]')].length > 5);
  await page.getByRole('row', { name: `REC_0${row}.MP4` }).waitFor();
}

describe('ten thousand recordings', () => {
  it('are asked for a page at a time, also after an announced change, with the active row thousands of rows away', async () => {
    await page.getByRole('row', { name: 'REC_00000.MP4' }).focus();
    await asked();
    await scrollTo(9000);
    const pages = await asked();
    expect(pages.length).toBeLessThanOrEqual(3);
    expect(pages.every((offset) => Math.abs(offset - 9000) <= 200)).toBe(true);
    // The first page as well: it has the counts, and the row that the keyboard is on.
    await page.evaluate(() => window.listHarness.askAgain());
    expect((await asked()).length).toBeLessThanOrEqual(4);
  });

  it('are paged through by as many rows as are seen, wherever the list is scrolled to', async () => {
    await page.getByRole('row', { name: 'REC_00000.MP4' }).focus();
    await scrollTo(9000);
    await page.keyboard.press('PageDown');
    await expect.poll(focusedRow).toBeGreaterThan(0);
    const inView = 700 / 86;
    expect(await focusedRow()).toBeLessThanOrEqual(Math.ceil(inView));
    expect(await focusedRow()).toBeGreaterThanOrEqual(Math.floor(inView) - 2);
  });
});
