// A recording, and what keeps it as the vault does, for tests of what saves it.
import type { Recording, RecordingPatch } from '#contract/footage.ts';
import { KerbdeskError } from '#contract/errors.ts';
import type { RecordingId } from '#contract/ids.ts';

export const fresh: Recording = {
  id: '7b0c3a52-7c70-4a07-8f5e-0a6a4f1f0001' as RecordingId,
  revision: 3,
  title: '',
  fileName: 'REC_0001.MP4',
  cameraName: 'CAM 7',
  cameraSerial: 'X60-118842',
  kind: 'recording',
  leadId: null,
  parentId: null,
  startedAt: '2026-11-22T14:03:22.000Z',
  cameraStartedAt: '2026-11-22T14:03:22.000Z',
  clock: null,
  startSource: 'media',
  offloadedAt: '2026-11-22T18:41:07.000Z',
  bytes: 1000,
  media: {
    playability: 'playable',
    container: 'mp4',
    videoCodec: 'avc',
    audioCodec: 'aac',
    width: 1280,
    height: 720,
    frameRate: 25,
    durationSeconds: 60,
    startByMedia: null,
    remark: null,
  },
  state: 'verified',
  categoryId: null,
  reference: '',
  tags: [],
  hasThumbnail: false,
  durationSeconds: 60,
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
  notes: '',
  markers: [],
  segments: [],
  sideFiles: [],
  custody: { sha256: 'a'.repeat(64), parts: 1, sourcePath: 'DCIM/REC_0001.MP4', events: [] },
};

/** Keeps a recording as the vault does: revisions rise, a stale one is refused, text is trimmed. */
export class KeptRecording {
  kept: Recording = fresh;
  readonly patches: RecordingPatch[] = [];
  failure: Error | null = null;
  gate: Promise<void> = Promise.resolve();

  readonly get = (): Promise<Recording> => Promise.resolve(this.kept);

  readonly update = async (revision: number, patch: RecordingPatch): Promise<Recording> => {
    await this.gate;
    if (this.failure !== null) throw this.failure;
    if (revision !== this.kept.revision) throw new KerbdeskError('revision-conflict', 'Changed elsewhere.');
    this.patches.push(patch);
    return this.elsewhere(patch);
  };

  elsewhere(patch: RecordingPatch): Recording {
    const said = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const title = patch.title?.trim() ?? this.kept.title;
    this.kept = { ...this.kept, ...said, title, revision: this.kept.revision + 1 };
    return this.kept;
  }
}
