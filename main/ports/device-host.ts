// The device host as main sees it: the process that talks to cameras and writes evidence with public keys only.
import type { Camera } from '#contract/cameras.ts';
import type { CameraId, JobId, OfficerId, RecordingId } from '#contract/ids.ts';
import type { JobProgress } from '#contract/jobs.ts';

/** Whose vault recordings go to. Binary values are raw 32-byte keys. */
export interface OffloadTarget {
  readonly officerId: OfficerId;
  readonly evidenceFolder: string;
  readonly officerPublicKey: Uint8Array;
  readonly escrowPublicKey: Uint8Array | null;
  /** From the device secret: lets an offload be resumed while the vault is locked; never opens a finished recording. */
  readonly resumeKey: Uint8Array;
}

export interface DeviceHostApi {
  /** Null while no officer has a vault here: cameras are shown, offload answers `not-found`. */
  setTarget(target: OffloadTarget | null): Promise<void>;
  listCameras(): Promise<Camera[]>;
  offload(input: { cameraId: CameraId; jobId: JobId }): Promise<void>;
  pause(input: { cameraId: CameraId }): Promise<void>;
  resume(input: { cameraId: CameraId }): Promise<void>;
  cancel(input: { jobId: JobId }): Promise<void>;
  /** Looks for cameras at once instead of at the next poll. */
  rescan(): Promise<void>;
}

export interface DeviceHostEvents {
  /** At most ten a second. */
  cameras: Camera[];
  progress: JobProgress;
  /** A receipt was written for this recording. */
  kept: { officerId: OfficerId; recordingId: RecordingId };
  /** The process cannot work as it should (for example no permission on the evidence folder). */
  problem: { message: string };
}

/** Sent to the process once, before anything else. */
export interface DeviceHostStart {
  /** Folders whose children are treated as plugged-in volumes, besides the system's own mounts; for simulated cameras. */
  readonly extraVolumeFolders: readonly string[];
  readonly systemVolumes: boolean;
  readonly pollMilliseconds: number;
}
