// The tour's player: a recording of several files with its pictures and sound, a snapshot, and two side by side.
import type { Page } from 'playwright';
import { command } from '../support/kerbdesk-api.ts';
import { goTo } from '../support/officer.ts';
import { canBeWatched, openRecording, seekTo, timeline } from '../support/officer-footage.ts';
import type { RecordingId } from '#contract/ids.ts';
import type { Stop } from './stop.ts';

export async function watching({ page, album }: Stop): Promise<void> {
  await goTo(page, 'Footage');
  await openRecording(page, /3 files/);
  await canBeWatched(page);
  await picturesAreMade(page);
  await seekTo(page, 0.4);
  const box = await timeline(page).boundingBox();
  if (box === null) throw new Error('there is no timeline');
  await album.take(page, 'recording-joined', 'Three files of a camera as one recording, its sound drawn below.', () =>
    page.mouse.move(box.x + box.width * 0.7, box.y + 10),
  );
  await page.mouse.move(0, 0);

  await timeline(page).focus();
  await page.keyboard.press('s');
  await page.getByText(/^Snapshot kept/).waitFor();
  await album.take(page, 'snapshot', 'A snapshot of the moment, offered as an exhibit.');

  await timeline(page).focus();
  await page.keyboard.press('b');
  const choices = page.getByRole('list', { name: 'Recordings to watch beside' }).getByRole('button');
  await choices.first().waitFor();
  await album.take(page, 'beside-choice', 'What can be watched beside it: the same moment first.');
  await choices.first().click();
  await page.getByRole('region', { name: /^Beside it/ }).waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('video')].every(({ readyState }) => readyState > 1));
  await album.take(page, 'beside', 'Two recordings side by side, kept in step by their clocks.');
  await timeline(page).focus();
  await page.keyboard.press('b');
}

/** Of every file of the recording on screen. */
async function picturesAreMade(page: Page): Promise<void> {
  const id = (await page.evaluate(() => location.hash)).split('/')[2] as RecordingId;
  const { segments } = await command(page, 'footage', 'get', { id });
  for (const segment of segments) {
    for (let waited = 0; waited < 120; waited += 1) {
      const { filmstrip, waveform } = await command(page, 'pictures', 'get', { id: segment.id });
      if (filmstrip !== null && waveform !== null) break;
      await page.waitForTimeout(500);
    }
  }
}
