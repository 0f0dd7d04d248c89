// What the officer is told of keeping and deleting: a wrong day here deletes evidence in somebody's mind.
import { describe, expect, it } from 'vitest';
import { playability, type MediaFacts } from '#contract/media.ts';
import type { Category } from '#contract/footage.ts';
import { groupedHash, shortHash } from '../../../renderer/src/features/footage/about/custody-words.ts';
import {
  deletionClock,
  displayTitle,
  keepingPeriod,
  playabilityWords,
  retentionSentence,
} from '../../../renderer/src/features/footage/footage-words.ts';
import { mayHavePicture } from '../../../renderer/src/features/footage/list/make-thumbnail.ts';

const now = Date.parse('2026-11-22T23:30:00.000Z');
const evidential: Category = {
  id: 'stop',
  label: 'Stop and search',
  evidential: true,
  retentionDays: 2192,
  retired: false,
};
const untilReviewed: Category = {
  id: 'da',
  label: 'Domestic abuse',
  evidential: true,
  retentionDays: null,
  retired: false,
};
const ordinary: Category = {
  id: 'none',
  label: 'Non-evidential',
  evidential: false,
  retentionDays: 31,
  retired: false,
};
const due = (deletionDueAt: string | null) => ({ deletionDueAt });

describe('deletion clock', () => {
  it('counts calendar days of the United Kingdom, not spans of 24 hours', () => {
    expect(deletionClock(due('2026-11-23T00:10:00.000Z'), null, now).label).toBe('Deleted tomorrow');
    expect(deletionClock(due('2026-11-22T23:59:00.000Z'), null, now).label).toBe('Deleted today');
    expect(deletionClock(due('2026-12-21T12:00:00.000Z'), ordinary, now).label).toBe('Deleted in 29 days');
  });

  it('warns in the last week and says plainly when deletion is overdue', () => {
    expect(deletionClock(due('2026-11-29T12:00:00.000Z'), ordinary, now)).toMatchObject({
      tone: 'warn',
      running: true,
    });
    expect(deletionClock(due('2026-11-30T12:00:00.000Z'), ordinary, now)).toMatchObject({ tone: 'neutral' });
    expect(deletionClock(due('2026-11-19T12:00:00.000Z'), null, now)).toMatchObject({
      label: 'Deletion overdue 3 days',
      tone: 'bad',
    });
  });

  it('never threatens evidential footage with deletion', () => {
    expect(deletionClock(due('2032-11-22T12:00:00.000Z'), evidential, now).label).toBe('Kept to 22 Nov 2032');
    expect(deletionClock(due('2026-11-01T12:00:00.000Z'), evidential, now).label).toBe('Review due');
    expect(deletionClock(due(null), untilReviewed, now).label).toBe('Kept until reviewed');
  });
});

describe('retention sentence', () => {
  it('says what the category does, with the day', () => {
    expect(retentionSentence(due('2032-11-22T12:00:00.000Z'), evidential, now)).toBe(
      'Kept 6 years, to 22 Nov 2032, then reviewed.',
    );
    expect(retentionSentence(due(null), untilReviewed, now)).toBe('Kept until it is reviewed by hand.');
    expect(retentionSentence(due('2026-12-23T12:00:00.000Z'), ordinary, now)).toBe(
      'Deleted on 23 Dec, 31 days after the recording.',
    );
    expect(retentionSentence(due('2026-12-23T12:00:00.000Z'), null, now)).toBe(
      'Deleted on 23 Dec unless a category keeps it.',
    );
  });

  it('leaves the day out while the choice is still on its way to the vault', () => {
    expect(retentionSentence(due(null), evidential, now)).toBe('Kept 6 years, then reviewed.');
    expect(retentionSentence(due(null), ordinary, now)).toBe('Deleted 31 days after the recording.');
  });

  it('counts years only where the days make whole years', () => {
    expect([31, 365, 366, 400, 2190, 2192].map(keepingPeriod)).toEqual([
      '31 days',
      '1 year',
      '1 year',
      '400 days',
      '6 years',
      '6 years',
    ]);
  });
});

describe('recording words', () => {
  it('shows the file name until there is a title', () => {
    expect(displayTitle({ title: '  ', fileName: 'X60_1.MP4' })).toBe('X60_1.MP4');
    expect(displayTitle({ title: 'Stop', fileName: 'X60_1.MP4' })).toBe('Stop');
  });

  it('says nothing odd of a sound recording, and something of every other state', () => {
    const quiet = playability.options.filter((each) => playabilityWords(each) === null);
    expect(quiet).toEqual(['playable', 'not-examined']);
  });

  it('tries no picture where there is none to be had', () => {
    const may = (state: MediaFacts['playability'], videoCodec: string | null, bytes = 1000): boolean =>
      mayHavePicture({ bytes, media: { ...noFacts, playability: state, videoCodec } });
    expect(may('playable', 'avc')).toBe(true);
    expect(may('cut-short', 'avc')).toBe(true);
    expect(may('not-examined', null)).toBe(true);
    expect(may('playable', null)).toBe(false);
    expect(may('index-missing', 'avc')).toBe(false);
    expect(may('codec-not-supported', 'hevc')).toBe(false);
    expect(may('not-examined', null, 0)).toBe(false);
  });

  it('groups a hash so that two can be compared by eye', () => {
    expect(groupedHash('9f2c41d807ae5b13')).toBe('9f2c 41d8 07ae 5b13');
    expect(shortHash('9f2c41d8'.padEnd(56, '0') + '07ae5b13')).toBe('9f2c 41d8 … 07ae 5b13');
  });
});

const noFacts: MediaFacts = {
  playability: 'not-examined',
  container: null,
  videoCodec: null,
  audioCodec: null,
  width: null,
  height: null,
  frameRate: null,
  durationSeconds: null,
  startByMedia: null,
  remark: null,
};
