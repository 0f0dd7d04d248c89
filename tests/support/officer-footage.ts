// What an officer does with recordings: finding, watching, tagging and marking them.
import type { Locator, Page } from 'playwright';
import { button, chooseFrom, heading, textBox, wordsOf } from './officer.ts';

export const recordingRows = (page: Page): Locator => page.getByRole('grid', { name: 'Recordings' }).getByRole('row');

export const recordingRow = (page: Page, words: string | RegExp): Locator =>
  recordingRows(page).filter({ hasText: words });

/** The lists to work through; each says how many are in it. */
export const worklist = (page: Page, name: string): Locator =>
  page.getByRole('radio', { name: new RegExp(`^${name}`) });

export async function showWorklist(page: Page, name: string): Promise<void> {
  await wordsOf(worklist(page, name)).click();
}

export async function worklistCount(page: Page, name: string): Promise<number> {
  const words = await wordsOf(worklist(page, name)).innerText();
  return Number(/(\d+)\s*$/.exec(words)?.[1] ?? Number.NaN);
}

export async function search(page: Page, words: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search recordings' }).fill(words);
}

export async function openRecording(page: Page, words: string | RegExp): Promise<void> {
  const row = recordingRow(page, words).first();
  await recordingRows(page).first().waitFor();
  // Rows far down are drawn when they are scrolled to.
  await recordingRows(page).first().focus();
  for (let steps = 0; steps < 50 && !(await row.isVisible()); steps++) await page.keyboard.press('ArrowDown');
  await row.click();
  await aboutRecording(page).waitFor();
}

export async function backToFootage(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'All footage' }).first().click();
  await heading(page, 'Footage').waitFor();
}

export const aboutRecording = (page: Page): Locator => page.getByRole('form', { name: 'About this recording' });

export interface Description {
  readonly category?: string;
  readonly reference?: string;
  readonly title?: string;
  readonly tags?: readonly string[];
  readonly notes?: string;
}

export const referenceBox = (page: Page): Locator => textBox(aboutRecording(page), /^Reference/);
export const titleBox = (page: Page): Locator => textBox(aboutRecording(page), 'Title');
export const notesBox = (page: Page): Locator => textBox(aboutRecording(page), 'Notes');
export const categoryList = (page: Page): Locator => button(aboutRecording(page), /Category$/);

/** Types all that is given and waits until the program says that it is saved. */
export async function describe(page: Page, words: Description): Promise<void> {
  const about = aboutRecording(page);
  if (words.category !== undefined) await chooseFrom(page, about, 'Category', words.category);
  if (words.reference !== undefined) await referenceBox(page).fill(words.reference);
  if (words.title !== undefined) await titleBox(page).fill(words.title);
  for (const tag of words.tags ?? []) await addTag(page, tag);
  if (words.notes !== undefined) await notesBox(page).fill(words.notes);
  await isSaved(page);
}

export async function isSaved(page: Page): Promise<void> {
  await aboutRecording(page).getByText('Saved', { exact: true }).waitFor();
}

export const tagNamed = (page: Page, tag: string): Locator =>
  aboutRecording(page).getByRole('row', { name: tag, exact: true });

async function addTag(page: Page, tag: string): Promise<void> {
  const opener = button(aboutRecording(page), 'Add to Tags');
  if (await opener.isVisible()) await opener.click();
  const box = aboutRecording(page).getByLabel(/^New entry for Tags/);
  await box.fill(tag);
  await box.press('Enter');
  await tagNamed(page, tag).waitFor();
}

/** The whole SHA-256 as the page shows it, without its spaces. */
export async function shownHash(page: Page): Promise<string> {
  await button(aboutRecording(page), 'Whole hash and every step').click();
  const text = await aboutRecording(page)
    .getByText(/^([0-9a-f]{4,8}\s*){8,16}$/)
    .innerText();
  return text.replaceAll(/\s/g, '');
}

// The player

export interface Playing {
  readonly seconds: number;
  readonly duration: number;
  readonly paused: boolean;
  readonly readyState: number;
  readonly width: number;
}

export const playing = (page: Page): Promise<Playing> =>
  page.locator('video').evaluate((video) => {
    const { currentTime, duration, paused, readyState, videoWidth } = video as HTMLVideoElement;
    return { seconds: currentTime, duration, paused, readyState, width: videoWidth };
  });

/** Resolves when the picture on screen can be watched. */
export async function canBeWatched(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const video = document.querySelector('video');
    return video !== null && video.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA && !video.seeking;
  });
}

export const timeline = (page: Page): Locator => page.getByRole('slider', { name: 'Position in the recording' });

/** Presses the timeline at a share (0 to 1) of its length. */
export async function seekTo(page: Page, share: number): Promise<void> {
  const box = await timeline(page).boundingBox();
  if (box === null) throw new Error('there is no timeline');
  await page.mouse.click(box.x + box.width * share, box.y + box.height / 2);
  await canBeWatched(page);
}

export const markerChips = (page: Page): Locator => page.getByRole('list', { name: 'Markers' }).getByRole('listitem');

/** After M, or I and O: types the name of the new marker. */
export async function nameMarker(page: Page, name: string): Promise<void> {
  const box = page.getByLabel(/^Name of the marker/);
  await box.fill(name);
  await box.press('Enter');
  await markerChips(page).filter({ hasText: name }).waitFor();
}
