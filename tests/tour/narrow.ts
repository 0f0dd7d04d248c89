// The tour on small windows: 1024×640, and 320 px wide as at 400 % zoom; and the large targets for touch.
import { atDesk, goTo, setTouch } from '../support/officer.ts';
import { canBeWatched, openRecording, recordingRows } from '../support/officer-footage.ts';
import { openReport, sections } from '../support/officer-reports.ts';
import type { Stop } from './stop.ts';

export async function narrow(stop: Stop): Promise<void> {
  const { page } = stop;
  await page.setViewportSize({ width: 1024, height: 640 });
  await screens(stop, 'narrow', 'in a window of 1024×640');
  await page.setViewportSize({ width: 320, height: 640 });
  await screens(stop, 'zoomed', 'at 400 % zoom (320 px wide)');
  await page.setViewportSize({ width: 1280, height: 800 });
  await setTouch(page, true);
  await screens(stop, 'touch', 'with large targets for touch');
  await setTouch(page, false);
}

async function screens({ page, album }: Stop, name: string, where: string): Promise<void> {
  await goTo(page, 'Today');
  await atDesk(page);
  await page.getByRole('region', { name: /^Due/ }).waitFor();
  await album.take(page, `${name}-today`, `Today ${where}.`);
  await goTo(page, 'Footage');
  await recordingRows(page).first().waitFor();
  await album.take(page, `${name}-footage`, `Footage ${where}.`);
  await openRecording(page, /Wendy Marsh/);
  await canBeWatched(page);
  await album.take(page, `${name}-recording`, `A recording ${where}.`);
  await openReport(page, /^(?!Shoplifting)/);
  await sections(page).waitFor();
  await album.take(page, `${name}-report`, `A report ${where}.`);
}
