// Recordings to attach to a report: what the matching rule proposes first, and the others stay to choose from.
import { expect, it } from 'vitest';
import { recordingSummary, type RecordingSummary } from '#contract/footage.ts';
import { choicesFor, reasonWords, type Suggested } from '../../../renderer/src/features/reports/footage-match.ts';

let next = 0;
function recording(startedAt: string | null, minutes: number): RecordingSummary {
  next += 1;
  return recordingSummary.parse({
    id: `6f1c2a52-0000-4000-8000-0000000000${String(next).padStart(2, '0')}`,
    revision: 0,
    title: '',
    fileName: `${next}.MP4`,
    cameraName: 'CAM 7',
    cameraSerial: null,
    kind: 'recording',
    leadId: null,
    parentId: null,
    startedAt,
    cameraStartedAt: startedAt,
    clock: null,
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
    durationSeconds: minutes * 60,
    segmentCount: 1,
    sideFileCount: 0,
    derivativeCount: 0,
    exhibit: null,
    onHold: false,
    deletedAfter: null,
    deletedBecause: null,
    erasedAt: null,
    deletionDueAt: null,
    markerCount: 0,
    reportIds: [],
  });
}

const suggested = ({ id }: RecordingSummary, confidence: Suggested['confidence']): Suggested => ({
  recordingId: id,
  confidence,
  reasons: [
    { kind: 'time', weight: 'good', words: 'Running when it was committed' },
    { kind: 'place', weight: 'weak', words: '600 m away' },
    { kind: 'title', weight: 'weak', words: 'Its title names Hoe Street' },
    { kind: 'officer', weight: 'context', words: 'Same officer' },
  ],
});

it('the likeliest come first, then the newest, and none is left out', () => {
  const [old, likely, recent, low] = [
    recording('2026-11-22T01:00:00.000Z', 5),
    recording('2026-11-21T01:00:00.000Z', 5),
    recording('2026-11-22T09:00:00.000Z', 5),
    recording('2026-11-20T01:00:00.000Z', 5),
  ];
  const timeless = recording(null, 5);
  const choices = choicesFor(
    [old, timeless, low, recent, likely],
    [suggested(low, 'low'), suggested(likely, 'likely')],
  );
  expect(choices.map((choice) => choice.recording)).toEqual([likely, low, recent, old, timeless]);
  expect(choices.map(({ suggestion }) => suggestion?.confidence ?? null)).toEqual(['likely', 'low', null, null, null]);
});

it('the two weightiest reasons are said', () => {
  expect(reasonWords(suggested(recording(null, 1), 'likely'))).toBe('Running when it was committed · 600 m away');
});
