// Cameras: what is plugged in, what is on it, whose it is, and how far its offload is.
import { z } from 'zod';
import { command } from './definition.ts';
import { cameraClock } from './footage.ts';
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

export const cameraState = z.enum([
  'reading',
  'ready',
  /** It is to be offloaded, and another camera is before it. */
  'queued',
  'offloading',
  'paused',
  'finished',
  'failed',
  'unplugged',
]);
export type CameraState = z.infer<typeof cameraState>;

/** How a camera is connected, where the system tells. */
export const cameraLink = z.object({
  generation: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** The camera itself could do better than this port or cable. */
  couldBeFaster: z.boolean(),
});
export type CameraLink = z.infer<typeof cameraLink>;

/** What an offload would take, from what was measured; what is not known is null. */
export const cameraEstimate = z.object({
  bytesToCopy: z.number().int().min(0),
  /** Free on the vault's disk once the offloads under way are done. */
  bytesFree: z.number().int().nullable(),
  /** `tight`: it fits, and little would be left for anything else. */
  space: z.enum(['enough', 'tight', 'short']).nullable(),
  seconds: z.number().min(0).nullable(),
  /** No offload has shown yet how fast this laptop's disk takes it: `seconds` counts the reading alone. */
  atLeast: z.boolean(),
  link: cameraLink.nullable(),
  /** Of the vault's disk, where it says that it is hotter than it should be; degrees Celsius. */
  hotDisk: z.number().nullable(),
});
export type CameraEstimate = z.infer<typeof cameraEstimate>;

/** A camera without its recordings: little enough to be told of whenever anything changes. */
export const cameraHead = z.object({
  id: cameraId,
  /** For a person, for example "CAM 7". */
  name: z.string(),
  serial: z.string().nullable(),
  make: z.string().nullable(),
  /** How it is read. */
  kind: z.enum(['volume', 'mtp', 'folder', 'plug-in']),
  state: cameraState,
  bytesTotal: z.number().int().min(0),
  bytesKept: z.number().int().min(0),
  jobId: jobId.nullable(),
  connectedAt: instant,
  /** Whether the cable may be pulled now without anything having to be copied again. */
  safeToUnplug: z.boolean(),
  problem: z.string().nullable(),
  /** Whose camera it is, as this laptop was told; null until somebody says so. */
  owner: officerId.nullable(),
  /** Whose vault its recordings are looked for in and go to; null where no vault can take them. */
  vaultOf: officerId.nullable(),
  /** While it is being offloaded: its place among all that are, from 1. `first`: an officer put it before the others. */
  queue: z.object({ place: z.number().int(), of: z.number().int(), first: z.boolean() }).nullable(),
  /** The recording that goes before its others, by path. */
  firstPath: z.string().nullable(),
  /** Null where the camera does not tell the time. */
  clock: cameraClock.nullable(),
  /** Null until it was measured, and while it is being offloaded. */
  estimate: cameraEstimate.nullable(),
  /** The rate before, where copying has become much slower than it was; bytes a second. */
  slowedFrom: z.number().nullable(),
  /** Whether recordings can be erased from it at all: some cameras are only ever read, and policy may forbid it. */
  canErase: z.boolean(),
});
export type CameraHead = z.infer<typeof cameraHead>;

export const camera = cameraHead.extend({ recordings: z.array(cameraRecording) });
export type Camera = z.infer<typeof camera>;

/** Every camera that is there, in order; of its recordings all, or those that changed since the last update. */
export const cameraUpdate = z.array(cameraHead.extend({ whole: z.boolean(), recordings: z.array(cameraRecording) }));
export type CameraUpdate = z.infer<typeof cameraUpdate>;

/** Joins an update with what was known. Null: there is a change of a camera that is not known, so all must be asked for. */
export function applyCameraUpdate(known: readonly Camera[], update: CameraUpdate): Camera[] | null {
  const next: Camera[] = [];
  for (const { whole, recordings, ...head } of update) {
    if (whole) {
      next.push({ ...head, recordings });
      continue;
    }
    const before = known.find((one) => one.id === head.id);
    if (before === undefined) return null;
    const changed = new Map(recordings.map((recording) => [recording.path, recording]));
    // What did not change stays the same object: a list of thousands is not drawn again for one of them.
    const same = changed.size === 0;
    next.push({
      ...head,
      recordings: same ? before.recordings : before.recordings.map((one) => changed.get(one.path) ?? one),
    });
  }
  return next;
}

/** A recording on a camera as the erase gate sees it. */
export const erasable = z.object({
  path: z.string(),
  name: z.string(),
  bytes: z.number().int().min(0),
  recordingId: recordingId.nullable(),
  /** Why it must stay on the camera, for a person; null where it may go. */
  refusal: z.string().nullable(),
});
export type Erasable = z.infer<typeof erasable>;

export const cameras = {
  commands: {
    list: command(z.null(), z.object({ sequence: z.number().int(), cameras: z.array(camera) })),
    /**
     * Copies every recording that is not in the vault yet; works while the vault is locked. `officerId` says whose vault it
     * goes to; null: the camera's owner, or the only officer there is. `remember`: the camera is theirs from now on.
     */
    offload: command(
      z.object({
        cameraId,
        officerId: officerId.nullable(),
        remember: z.boolean(),
        /** Path of the recording to begin with. */
        first: z.string().max(4096).nullable(),
      }),
      z.object({ jobId }),
      ['not-found', 'disk-full', 'busy', 'keystore-missing', 'camera-unplugged', 'camera-owner-unknown'],
    ),
    pause: command(z.object({ cameraId }), z.null(), ['not-found']),
    resume: command(z.object({ cameraId }), z.null(), ['not-found']),
    /** Asks for a folder in the system's chooser and shows it as a camera; null where the officer thought better of it. */
    importFolder: command(z.null(), z.object({ cameraId: cameraId.nullable() }), [
      'locked',
      'not-found',
      'camera-read-error',
      'busy',
    ]),
    /** Takes a folder off the list of cameras; nothing in it changes. */
    putAway: command(z.object({ cameraId }), z.null(), ['not-found', 'busy']),
    /** Puts a camera's offload before all others, and one of its recordings before its others; or back into its turn. */
    putFirst: command(z.object({ cameraId, path: z.string().max(4096).nullable(), first: z.boolean() }), z.null(), [
      'not-found',
    ]),
    /** Whose camera it is from now on; null: nobody's, so that it is asked again. An offload under way stays with its vault. */
    assign: command(z.object({ cameraId, officerId: officerId.nullable() }), z.null(), [
      'not-found',
      'keystore-missing',
      'disk-full',
      'disk-error',
    ]),
    /** What could be erased from the camera, and why the rest could not. Changes nothing. */
    reviewErasure: command(z.object({ cameraId }), z.array(erasable), [
      'locked',
      'not-found',
      'busy',
      'erasing-not-allowed',
    ]),
    /** Reads each recording back from the vault and from the camera once more, and erases those that are equal. */
    erase: command(z.object({ cameraId, paths: z.array(z.string().max(4096)).min(1).max(5000) }), z.object({ jobId }), [
      'locked',
      'not-found',
      'busy',
      'erasing-not-allowed',
    ]),
  },
  events: { changed: z.object({ sequence: z.number().int(), cameras: cameraUpdate }) },
} as const;
