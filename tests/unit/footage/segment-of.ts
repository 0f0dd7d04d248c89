// A file of a recording as the records tell of it.
import type { Segment } from '#contract/footage.ts';
import type { RecordingId } from '#contract/ids.ts';

export const fileId = (n: number): RecordingId => `0000000${n}-0000-4000-8000-000000000000` as RecordingId;

export const segmentOf = (id: RecordingId, durationSeconds: number | null, more: Partial<Segment> = {}): Segment => ({
  id,
  fileName: `${id}.MP4`,
  bytes: 1_000_000,
  durationSeconds,
  sha256: 'a'.repeat(64),
  index: null,
  startedAt: null,
  playability: 'playable',
  state: 'verified',
  ...more,
});
