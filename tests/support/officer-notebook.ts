// What an officer does with the notebook: jotting, attaching, signing off, putting notes into a report.
import type { Locator, Page } from 'playwright';
import { beginning, button, heading, textBox } from './officer.ts';

export const note = (page: Page): Locator => page.getByRole('article', { name: 'Note' });

export const noteText = (page: Page): Locator => textBox(note(page), 'Note');

export const notePlace = (page: Page): Locator => textBox(note(page), /^Where/);

export async function openNotebook(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: beginning('Notebook') })
    .click();
  await heading(page, 'Notebook').waitFor();
}

/** Ready to be typed in: the text has the focus. */
export async function jot(page: Page): Promise<void> {
  await page.keyboard.press('Control+j');
  await note(page).getByText('Not begun').waitFor();
  await noteText(page).and(page.locator(':focus')).waitFor();
}

export async function noteIsSaved(page: Page): Promise<void> {
  await note(page).getByText('Saved on this laptop').waitFor();
}

export async function writeNote(page: Page, text: string, place = ''): Promise<void> {
  await jot(page);
  await noteText(page).fill(text);
  if (place !== '') await notePlace(page).fill(place);
  await noteIsSaved(page);
}

export const noteRows = (page: Page): Locator =>
  page
    .getByRole('main')
    .getByRole('region', { name: /20\d\d$/ })
    .getByRole('link');

export async function openNote(page: Page, words: string | RegExp): Promise<void> {
  await openNotebook(page);
  await noteRows(page).filter({ hasText: words }).first().click();
  await note(page).waitFor();
}

export async function signOff(page: Page): Promise<void> {
  await button(note(page), /^Sign off/).click();
  await button(page.getByRole('dialog', { name: 'Sign this note off?' }), 'Sign off').click();
  await note(page).getByText('Signed off', { exact: true }).waitFor();
}

export const attached = (page: Page): Locator =>
  note(page).getByRole('region', { name: 'Attachments' }).getByRole('listitem');

export interface Photograph {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A picture that a browser made, as large as a camera's: a door in a wall, forced beside its lock; nearer with `zoom`. */
export async function photograph(page: Page, name = 'door.jpg', zoom = 1): Promise<Photograph> {
  const encoded = await page.evaluate(async (near) => {
    const wide = 1600;
    const high = Math.round(wide * 0.75);
    const canvas = new OffscreenCanvas(wide, high);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('nothing can be drawn');
    context.translate(wide / 2, high / 2);
    context.scale(near, near);
    context.translate(wide * (near === 1 ? -0.5 : -0.66), high * (near === 1 ? -0.5 : -0.49));
    const box = (colour: string, x: number, y: number, w: number, h: number): void => {
      context.fillStyle = colour;
      context.fillRect(x * wide, y * high, w * wide, h * high);
    };
    box('#8a5a44', 0, 0, 1, 1);
    for (let row = 0; row < 18; row += 1) {
      for (let brick = 0; brick < 14; brick += 1) {
        const shade = ['#9c6650', '#935d49', '#a46e57', '#8d5843'][(row * 5 + brick * 3) % 4] ?? '#935d49';
        box(shade, (brick - (row % 2) / 2) / 13 + 0.003, row / 18 + 0.004, 0.071, 0.047);
      }
    }
    box('#5d6a63', 0.3, 0.08, 0.42, 0.92);
    box('#2f5d50', 0.325, 0.12, 0.37, 0.88);
    box('#28503f', 0.37, 0.18, 0.28, 0.3);
    box('#28503f', 0.37, 0.55, 0.28, 0.34);
    box('#c9c2b2', 0.655, 0.5, 0.014, 0.075);
    box('#e9dcc0', 0.67, 0.46, 0.03, 0.012);
    box('#e3d3b3', 0.676, 0.482, 0.024, 0.02);
    box('#d8c49c', 0.668, 0.51, 0.03, 0.009);
    const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    let text = '';
    for (const byte of new Uint8Array(await jpeg.arrayBuffer())) text += String.fromCodePoint(byte);
    return btoa(text);
  }, zoom);
  return { name, mimeType: 'image/jpeg', buffer: Buffer.from(encoded, 'base64') };
}

/** By the key; the system's own chooser is answered. */
export async function attachFiles(page: Page, ...files: readonly Photograph[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Alt+f');
  await (await chooser).setFiles([...files]);
}
