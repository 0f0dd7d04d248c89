// How notes go into a report: each with its time, in order, on lines of its own, and nothing of what stood there is lost.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attachmentId, noteId } from '#contract/ids.ts';
import { mostAttachmentBytes, type NoteSummary } from '#contract/notebook.ts';
import { nameOf, whyNot } from '../../../renderer/src/features/notebook/file-words.ts';
import {
  daysOf,
  insertionOf,
  nearestFirst,
  onItsOwnLines,
  openingOf,
} from '../../../renderer/src/features/notebook/note-words.ts';

const one = (more: Partial<NoteSummary> = {}): NoteSummary => ({
  id: noteId.parse('6f1c2a52-0000-4000-8000-000000000001'),
  number: 1,
  startedAt: '2026-11-22T14:03:00.000Z',
  changedAt: '2026-11-22T14:03:00.000Z',
  revision: 1,
  opening: 'Two men',
  place: '',
  signedAt: null,
  addendumTo: null,
  attachmentCount: 0,
  notWholeCount: 0,
  reports: [],
  ...more,
});

const written = (number: number, startedAt: string, text: string) => ({ number, startedAt, text, attachments: [] });

it('writes time and text, oldest first, and the date only of another day', () => {
  const day = '2026-11-22T20:00:00.000Z';
  expect(
    insertionOf(
      [
        written(3, '2026-11-22T14:05:00.000Z', ' Then he fell.\nTwice. '),
        written(2, '2026-11-22T14:03:00.000Z', 'He ran.'),
        written(1, '2026-11-21T23:59:00.000Z', 'Seen before.'),
      ],
      day,
    ),
  ).toBe('21 Nov 2026 23:59 Seen before.\n14:03 He ran.\n14:05 Then he fell.\nTwice.');
});

it('names the note where it has pictures and no words', () => {
  const attachment = {
    id: attachmentId.parse('6f1c2a52-0000-4000-8000-000000000002'),
    fileName: 'a.jpg',
    bytes: 1,
    sha256: 'a'.repeat(64),
    addedAt: '2026-11-22T14:03:00.000Z',
    picture: null,
    hasThumbnail: false,
  };
  const note = { ...written(7, '2026-11-22T14:03:00.000Z', '  '), attachments: [attachment, attachment] };
  expect(insertionOf([note], note.startedAt)).toBe('14:03 See notebook note 7, with 2 attachments.');
  expect(openingOf(one({ opening: '', attachmentCount: 2 }))).toBe('2 attachments');
});

it('stands on lines of its own, and takes nothing from what is before and after', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const whole = `${before}${onItsOwnLines('14:03 He ran.', before, after)}${after}`;
      expect(whole.split('\n')).toContain('14:03 He ran.');
      expect(whole.startsWith(before) && whole.endsWith(after)).toBe(true);
      expect(whole.length - before.length - after.length).toBeLessThanOrEqual('14:03 He ran.'.length + 2);
    }),
  );
});

it('puts notes in days as the officer’s clock has them, and those of the report’s day first', () => {
  const late = one({ startedAt: '2026-11-22T23:30:00.000Z' });
  const early = one({ startedAt: '2026-11-22T00:30:00.000Z' });
  const before = one({ startedAt: '2026-11-21T12:00:00.000Z' });
  const days = daysOf([late, early, before], Date.parse('2026-11-22T23:59:00.000Z'));
  expect(days.map(({ nearness, notes }) => [nearness, notes.length])).toEqual([
    ['Today', 2],
    ['Yesterday', 1],
  ]);
  expect(nearestFirst([late, early, before], '2026-11-21T08:00:00.000Z')).toEqual([before, late, early]);
});

it('says before anything is read which file is not taken, and why', () => {
  expect(whyNot({ name: 'a.jpg', size: mostAttachmentBytes })).toBeNull();
  expect(whyNot({ name: 'clip.mp4', size: 84_000_000 })).toMatch(
    /“clip.mp4” is 84.0 MB; a note takes files up to 25.0 MB\. It was not attached and is still where it was\./,
  );
  expect(whyNot({ name: 'a folder', size: 0 })).toMatch(/empty, or a folder/);
  const now = Date.parse('2026-11-22T14:03:22.000Z');
  expect(nameOf({ name: 'image.png', type: 'image/png' }, true, now)).toBe('Pasted 14.03.22.png');
  expect(nameOf({ name: 'image.png', type: 'image/png' }, false, now)).toBe('image.png');
});
