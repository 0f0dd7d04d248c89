// Cameras: what is plugged in, what is on it, and how far its offload is.
import { z } from 'zod';
import { command } from './definition.ts';
import { cameraId, instant, jobId, officerId, recordingId } from './ids.ts';
import { mediaFacts } from './media.ts';

export const cameraRecordingState = z.enum(['on-camera', 'waiting', 'copying', 'verifying', 'kept', 'failed']);
export type CameraRecordingState = z.infer<typeof cameraRecordingState>;

export const cameraRecording = z.object({
  /** Path on the camera, with forward slashes, relative to its root. */
  path: z.string(),
  name: z.string(),
  bytes: z.number().int().min(0),
  /** From the file's name or else its modification time. */
  startByFile: instant.nullable(),
  /** Of a recording that the camera split: what its files share, and their order in playing. */
  segment: z.object({ group: z.string(), index: z.number().int().min(0) }).nullable(),
  /** For a side file (GPS trail, thumbnail): the path of the recording it came with. */
  sideOf: z.string().nullable(),
  media: mediaFacts,
  state: cameraRecordingState,
  bytesDone: z.number().int().min(0),
  /** The recording in the vault, once it was begun. */
  recordingId: recordingId.nullable(),
  /** What went wrong with it, for a person. */
  problem: z.string().nullable(),
});
export type CameraRecording = z.infer<typeof cameraRecording>;

export const cameraState = z.enum(['reading', 'ready', 'offloading', 'paused', 'finished', 'failed', 'unplugged']);
export type CameraState = z.infer<typeof cameraState>;

export const camera = z.object({
  id: cameraId,
  /** For a person, for example "CAM 7". */
  name: z.string(),
  serial: z.string().nullable(),
  make: z.string().nullable(),
  /** How it is read. */
  kind: z.enum(['volume', 'mtp', 'folder', 'plug-in']),
  state: cameraState,
  recordings: z.array(cameraRecording),
  bytesTotal: z.number().int().min(0),
  bytesKept: z.number().int().min(0),
  jobId: jobId.nullable(),
  connectedAt: instant,
  /** Whether the cable may be pulled now without anything having to be copied again. */
  safeToUnplug: z.boolean(),
  problem: z.string().nullable(),
});
export type Camera = z.infer<typeof camera>;

export const cameras = {
  commands: {
    list: command(z.null(), z.array(camera)),
    /**
     * Copies every recording that is not in the vault yet; works while the vault is locked. `officerId` is whose vault it
     * goes to when nobody is unlocked; null: whoever used this laptop last. While unlocked it goes to that officer.
     */
    offload: command(z.object({ cameraId, officerId: officerId.nullable() }), z.object({ jobId }), [
      'not-found',
      'disk-full',
      'busy',
      'keystore-missing',
    ]),
    pause: command(z.object({ cameraId }), z.null(), ['not-found']),
    resume: command(z.object({ cameraId }), z.null(), ['not-found']),
  },
  events: { changed: z.array(camera) },
} as const;
