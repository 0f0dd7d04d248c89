// The camera and the vault as an offload sees them.
import type { CameraClock } from '#contract/footage.ts';
import type { CameraId, OfficerId } from '#contract/ids.ts';
import type { MediaFacts } from '#contract/media.ts';
import type { EvidenceSink, SourceIdentity, Standing } from '../../ports/evidence-sink.ts';
import type { CameraIdentity, CameraSource, SourceFile } from '../camera-source.ts';
import type { RecordingUpdate } from '../recording-list.ts';
import type { Segment } from '../segments.ts';
import type { RecordingEvent } from './recording-state.ts';

/** Whose vault an offload fills. */
export interface OffloadVault {
  readonly officerId: OfficerId;
  readonly sink: EvidenceSink;
}

export interface JobListing {
  readonly source: CameraSource;
  readonly files: readonly SourceFile[];
  readonly complete: boolean;
}

/** The camera as its offload sees it. */
export interface JobCamera {
  readonly identity: CameraIdentity;
  /** Lists the camera anew. Not `complete` where it could not describe all that it has. */
  list(signal: AbortSignal): Promise<JobListing>;
  /** Never rejects: what cannot be read is not examined. */
  examine(source: CameraSource, file: SourceFile): Promise<MediaFacts>;
  /** Which part of a recording the file is, where the camera split one. Never rejects. */
  segmentOf(source: CameraSource, file: SourceFile): Promise<Segment | null>;
  /** The camera's clock against the laptop's, or what its files show of it. */
  clock(): CameraClock | null;
  recording(path: string, event: RecordingEvent | null, update?: RecordingUpdate): void;
  /** What the vault that it goes to has of it: another than the one that was last asked, perhaps. */
  standing(path: string, standing: Standing): void;
  /** Whether this is still how the camera is reached: by now another camera may be where it was. */
  isCurrent(source: CameraSource): boolean;
  /** The same for every recording that the offload has in hand. */
  unfinished(event: 'interrupted' | 'cancelled'): void;
  phase(event: 'offload-started' | 'held' | 'turn-came' | 'paused' | 'resumed'): void;
  ended(event: 'offload-done' | 'offload-failed' | 'offload-cancelled', problem: string | null): void;
  /** The offload noticed first that the camera is gone; of no account where another source has taken its place. */
  lost(source: CameraSource | null): void;
  /** Settles when the camera can be listed again. */
  back(signal: AbortSignal): Promise<void>;
}

export const identityOf = (cameraId: CameraId, file: SourceFile): SourceIdentity => ({
  cameraId,
  path: file.path,
  bytes: file.bytes,
  modifiedAt: file.modifiedAt,
});
