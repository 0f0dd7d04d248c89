// What an officer does to make clips and redactions of a recording.
import type { Locator, Page } from 'playwright';
import { button, textBox } from './officer.ts';
import { canBeWatched } from './officer-footage.ts';

export const clipPanel = (page: Page): Locator => page.getByRole('region', { name: 'Make a clip' });
export const redactPanel = (page: Page): Locator => page.getByRole('region', { name: 'Redact', exact: true });
export const madeFrom = (page: Page): Locator => page.getByRole('region', { name: 'Made from' });
export const madeOfIt = (page: Page): Locator => page.getByRole('region', { name: 'Made of this recording' });
export const makingDialog = (page: Page): Locator => page.getByRole('dialog', { name: /^Making the/ });

export const toTypedTimes = async (panel: Locator, from: string, to: string): Promise<void> => {
  await textBox(panel, 'From').first().fill(from);
  await textBox(panel, 'To').first().fill(to);
};

/** Presses the button that makes it, and waits for the page of what was made. */
export async function make(page: Page, panel: Locator): Promise<void> {
  await button(panel, /^Make the/).click();
  await madeFrom(page).waitFor({ timeout: 120_000 });
  await canBeWatched(page);
}

/** The bytes of the recording on screen, as the player is served them. */
export async function bytesOnScreen(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const id = location.hash.split('/').at(-1);
    const bytes = new Uint8Array(await (await fetch(`/evidence/${id}/media`)).arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
    return btoa(text);
  });
  return Buffer.from(base64, 'base64');
}
