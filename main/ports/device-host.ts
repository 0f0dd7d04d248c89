// The device host as main sees it: the process that talks to cameras and writes evidence with public keys only.
import type { Camera, CameraUpdate } from '#contract/cameras.ts';
import type { CameraId, JobId, OfficerId, RecordingId } from '#contract/ids.ts';
import type { JobProgress } from '#contract/jobs.ts';
import type { ConfiguredLayout } from './camera-layouts.ts';
import type { CameraPlugIns } from './camera-plug-ins.ts';

/** Whose vault recordings go to. Binary values are raw 32-byte keys. */
export interface OffloadTarget {
  readonly officerId: OfficerId;
  readonly evidenceFolder: string;
  readonly officerPublicKey: Uint8Array;
  readonly escrowPublicKey: Uint8Array | null;
  /** From the device secret: lets an offload be resumed while the vault is locked; never opens a finished recording. */
  readonly resumeKey: Uint8Array;
}

/** A camera, told only to whoever has the device secret, and the officer whose it is. */
export interface CameraOwner {
  /** HMAC of the camera's id under a key of the resume key: 64 hexadecimal digits. */
  readonly mark: string;
  readonly officerId: OfficerId;
}

/** Who works on this laptop, as far as cameras are concerned. */
export interface OffloadDesk {
  /** Every officer whose vault can take recordings now. */
  readonly targets: readonly OffloadTarget[];
  /** Who is unlocked, or was here last: in their vault recordings of a camera that is nobody's are looked for. */
  readonly current: OfficerId | null;
  readonly owners: readonly CameraOwner[];
}

/** A file on a camera as the erase gate needs it. */
export interface CameraFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** Where the vault of this camera has it whole: the recording there. */
  readonly recordingId: RecordingId | null;
  /** Files with the same group belong together: segments of one recording, and what came with it. */
  readonly group: string;
}

export type EraseOutcome =
  | { readonly outcome: 'erased' }
  /** `reason`: for a person. Where it was not erased, the file is still on the camera as it was. */
  | { readonly outcome: 'not-erased' | 'not-known'; readonly reason: string };

export interface DeviceHostApi {
  setDesk(desk: OffloadDesk): Promise<void>;
  listCameras(): Promise<Camera[]>;
  /** @returns Rejects with `not-found` where this officer's vault cannot take recordings. */
  offload(input: { cameraId: CameraId; jobId: JobId; officerId: OfficerId; first: string | null }): Promise<void>;
  pause(input: { cameraId: CameraId }): Promise<void>;
  resume(input: { cameraId: CameraId }): Promise<void>;
  cancel(input: { jobId: JobId }): Promise<void>;
  putFirst(input: { cameraId: CameraId; path: string | null; first: boolean }): Promise<void>;
  /** The laptop goes to sleep: resolves when what was read is durable and no camera is being read. */
  sleep(): Promise<void>;
  wake(): Promise<void>;
  /** Lists the camera anew. Rejects with `busy` while it is offloaded, with `erasing-not-allowed` where it cannot be. */
  filesToErase(input: { cameraId: CameraId }): Promise<{ vaultOf: OfficerId | null; files: CameraFile[] }>;
  /**
   * Hashes the file as it is on the camera now and erases it only if the hash is this one. The one way to erase.
   * Progress comes as `erasing` events.
   */
  erase(input: { cameraId: CameraId; path: string; sha256: string }): Promise<EraseOutcome>;
  /** Ends the hashing that is under way; nothing of that file is erased. */
  stopErasing(input: { cameraId: CameraId }): Promise<void>;
  /** A folder that the officer chose becomes a camera; one that is shown already stays the one it is. */
  importFolder(input: { folder: string }): Promise<{ cameraId: CameraId }>;
  /** The folder is let go of; nothing in it changes. */
  putAway(input: { cameraId: CameraId }): Promise<void>;
  /** Looks for cameras at once instead of at the next poll. */
  rescan(): Promise<void>;
}

export interface DeviceHostEvents {
  /** At most four a second. Each joins what was told before it. */
  cameras: CameraUpdate;
  progress: JobProgress;
  /** A receipt was written for this recording. */
  kept: { officerId: OfficerId; recordingId: RecordingId };
  /** Bytes of the file that were hashed so far; at most ten a second. */
  erasing: { cameraId: CameraId; path: string; bytes: number };
  /** The process cannot work as it should (for example no permission on the evidence folder). */
  problem: { message: string };
}

/** Sent to the process once, before anything else. */
export interface DeviceHostStart {
  /** Folders whose children are treated as plugged-in volumes, besides the system's own mounts; for simulated cameras. */
  readonly extraVolumeFolders: readonly string[];
  readonly systemVolumes: boolean;
  readonly pollMilliseconds: number;
  /** What IT's policy says of cameras that Kerbdesk does not know. */
  readonly cameraLayouts: readonly ConfiguredLayout[];
  readonly cameraPlugIns: CameraPlugIns | null;
}
