// Recordings are suggested by their time, with the reason, and the others stay to choose from.
import { describe, expect, it } from 'vitest';
import { recordingSummary, type RecordingSummary } from '#contract/footage.ts';
import type { FieldValues } from '#contract/reports.ts';
import { suggestRecordings } from '../../../renderer/src/features/reports/footage-match.ts';

let next = 0;
function recording(startedAt: string | null, minutes: number): RecordingSummary {
  next += 1;
  return recordingSummary.parse({
    id: `6f1c2a52-0000-4000-8000-0000000000${String(next).padStart(2, '0')}`,
    title: '',
    fileName: `${next}.MP4`,
    cameraName: 'CAM 7',
    cameraSerial: null,
    startedAt,
    startSource: startedAt === null ? 'unknown' : 'media',
    offloadedAt: '2026-11-22T18:00:00.000Z',
    bytes: 1,
    media: {
      playability: 'playable',
      container: 'mp4',
      videoCodec: null,
      audioCodec: null,
      width: null,
      height: null,
      frameRate: null,
      durationSeconds: minutes * 60,
      startByMedia: startedAt,
      remark: null,
    },
    state: 'verified',
    categoryId: null,
    reference: '',
    tags: [],
    hasThumbnail: false,
    deletionDueAt: null,
    markerCount: 0,
    reportIds: [],
  });
}

const suggest = (values: FieldValues, recordings: RecordingSummary[]) =>
  suggestRecordings({ values, people: [], property: [] }, recordings).map(({ recording: { id }, reason }) => [
    recordings.findIndex((candidate) => candidate.id === id),
    reason,
  ]);

const committed = { 'committed-from-date': '22/11/26', 'committed-from-time': '0210' };

describe('footage for a report', () => {
  it('puts what ran at the time first, also where it began long before', () => {
    const recordings = [
      recording('2026-11-22T10:00:00.000Z', 5),
      recording('2026-11-22T01:00:00.000Z', 62),
      recording(null, 5),
      recording('2026-11-22T02:24:00.000Z', 5),
    ];
    const reason = 'At the time it was committed';
    expect(suggest(committed, recordings)).toEqual([
      [3, reason],
      [1, reason],
      [0, null],
      [2, null],
    ]);
  });

  it('knows the time between two times, and the hours of attendance after the report', () => {
    const span = { ...committed, 'committed-to-date': '22/11/26', 'committed-to-time': '0600' };
    expect(suggest(span, [recording('2026-11-22T04:00:00.000Z', 1)])[0]?.[1]).toBe('At the time it was committed');
    const reported = { 'reported-date': '22/11/26', 'reported-time': '0700' };
    expect(suggest(reported, [recording('2026-11-22T08:00:00.000Z', 1)])[0]?.[1]).toBe(
      'Within 6 h after it was reported',
    );
    expect(suggest(reported, [recording('2026-11-22T06:00:00.000Z', 30)])[0]?.[1]).toBeNull();
  });

  it('suggests nothing while no time can be read, and drops nothing', () => {
    const recordings = [recording('2026-11-22T02:10:00.000Z', 5), recording('2026-11-22T03:10:00.000Z', 5)];
    expect(suggest({}, recordings)).toEqual([
      [1, null],
      [0, null],
    ]);
  });
});
