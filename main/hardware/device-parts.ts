// What all cameras of a laptop share, and what each tells.
import type { CameraEstimate } from '#contract/cameras.ts';
import type { OfficerId, RecordingId } from '#contract/ids.ts';
import type { JobProgress } from '#contract/jobs.ts';
import type { Clock } from '../ports/clock.ts';
import type { CameraDevice } from './camera-device.ts';
import type { CameraSource, SourceFile } from './camera-source.ts';
import type { VaultSpeed } from './offload/estimate.ts';
import type { OffloadQueue } from './offload/offload-queue.ts';

export interface DeviceEvents {
  changed(): void;
  progress(progress: JobProgress): void;
  kept(officerId: OfficerId, recordingId: RecordingId): void;
  /** Its files were read after it was plugged in, and some of them were begun by an offload that did not end. */
  unfinishedFound(device: CameraDevice): void;
  /** An offload of it ended, whatever its end, and showed how fast it went. */
  ended(speed: VaultSpeed): void;
}

export interface DeviceParts {
  readonly clock: Clock;
  readonly queue: OffloadQueue;
  readonly events: DeviceEvents;
  /** Bytes that the offloads of other cameras still need. */
  claimedByOthers(device: CameraDevice): number;
  /** What an offload of these files would take; null where nothing can be said. */
  estimate(device: CameraDevice, source: CameraSource, left: readonly SourceFile[]): Promise<CameraEstimate | null>;
}
