// The tour's footage: the list, a recording watched and tagged, one that cannot be played, search.
import { goTo } from '../support/officer.ts';
import {
  backToFootage,
  canBeWatched,
  describe,
  nameMarker,
  openRecording,
  playing,
  recordingRow,
  recordingRows,
  search,
  seekTo,
  showWorklist,
  shownHash,
  timeline,
} from '../support/officer-footage.ts';
import type { Stop } from './stop.ts';

export async function footage({ page, album }: Stop): Promise<void> {
  await goTo(page, 'Footage');
  await recordingRows(page).locator('img').nth(2).waitFor();
  await album.take(page, 'footage', 'Every recording in the vault, with picture, time, camera, tags, state and clock.');

  await openRecording(page, '_0002.MP4');
  await canBeWatched(page);
  await album.take(page, 'recording', 'A recording as it is opened: watch on the left, describe on the right.');
  await seekTo(page, 0.3);
  await page.keyboard.press('m');
  await nameMarker(page, 'Suspect hands over the bag');
  await seekTo(page, 0.5);
  await page.keyboard.press('i');
  await seekTo(page, 0.7);
  await page.keyboard.press('o');
  await nameMarker(page, 'Account at the scene');
  await describe(page, {
    category: 'Victim or witness account',
    reference: 'CAD 4471/22NOV26',
    title: 'Account of Wendy Marsh, Hoe Street',
    tags: ['Hoe Street', 'shoplifting'],
    notes: 'First account. Names the shop’s own CCTV.',
  });
  await timeline(page).focus();
  await page.keyboard.press('k');
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 1);
  await album.take(page, 'recording-playing', 'Playing, with a marker and a range, described and saved.');
  if (!(await playing(page)).paused) await page.keyboard.press('k');
  await shownHash(page);
  await album.take(page, 'recording-custody', 'Its custody: the whole hash and every step from the camera.');
  await backToFootage(page);

  await openRecording(page, '_0004.MP4');
  await album.take(page, 'cannot-be-played', 'A recording whose camera lost power: kept, verified, honestly labelled.');
  await backToFootage(page);

  await showWorklist(page, 'Needs tagging');
  await recordingRows(page).first().waitFor();
  await album.take(page, 'needs-tagging', 'The worklist of recordings that lack a category or a reference.');
  await showWorklist(page, 'All');
  await search(page, 'bag');
  await recordingRow(page, '_0001.MP4').waitFor({ state: 'detached' });
  await album.take(page, 'footage-search', 'Found by a word of a marker.');
  await search(page, 'nothing like this');
  await recordingRows(page).first().waitFor({ state: 'detached' });
  await album.take(page, 'footage-nothing-found', 'Nothing fits the words.');
  await search(page, '');
}
