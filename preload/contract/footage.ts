// Footage: the recordings in the vault, what the officer says of them, and the proof that they are as they came.
import { z } from 'zod';
import { command } from './definition.ts';
import { instant, markerId, recordingId, reportId } from './ids.ts';
import { mediaFacts, playability } from './media.ts';

export const category = z.object({
  id: z.string().min(1).max(40),
  label: z.string().min(1).max(80),
  evidential: z.boolean(),
  /** How long recordings of this category are kept after the recording, in days; null: until reviewed by hand. */
  retentionDays: z.number().int().positive().nullable(),
  /** The force's schedule has dropped it: recordings keep it, and no other is given it. */
  retired: z.boolean(),
});
export type Category = z.infer<typeof category>;

/** A point (no end) or a range on the recording's own timeline, in seconds from its start. */
export const marker = z.object({
  id: markerId,
  startSeconds: z.number().min(0),
  endSeconds: z.number().min(0).nullable(),
  label: z.string().max(200),
});
export type Marker = z.infer<typeof marker>;

export const worklist = z.enum([
  'all',
  'needs-tagging',
  'no-reference',
  'no-category',
  'deletion-due',
  'on-hold',
  /** Clips, redactions and snapshots made from recordings. */
  'derivatives',
  /** Marked for deletion, and still to be had back. */
  'deleted',
]);
export type Worklist = z.infer<typeof worklist>;

/**
 * What a row of the vault is. A segment continues the recording it is led by; a side file (GPS trail, thumbnail) came with it
 * from the camera; the last three were made here from a parent, which stays untouched.
 */
export const recordingKind = z.enum(['recording', 'segment', 'side-file', 'clip', 'redaction', 'snapshot']);
export type RecordingKind = z.infer<typeof recordingKind>;

/** How far the camera's clock was ahead of the laptop's when it was plugged in (behind: negative), and how that was told. */
export const cameraClock = z.object({
  offsetSeconds: z.number(),
  source: z.enum(['mtp-date-time', 'identity-file', 'files-from-the-future', 'officer']),
  measuredAt: instant,
});
export type CameraClock = z.infer<typeof cameraClock>;

export const recordingState = z.enum(['verified', 'not-verified', 'damaged']);

/** One file of a recording that the camera split, in playing order. */
export const segment = z.object({
  id: recordingId,
  fileName: z.string(),
  bytes: z.number().int().min(0),
  durationSeconds: z.number().min(0).nullable(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Orders the files: the camera's own number, or the second in which it began. Null for a recording that was not split. */
  index: z.number().int().nullable(),
  /** When this file begins, corrected by the camera's clock. */
  startedAt: instant.nullable(),
  playability,
  state: recordingState,
});
export type Segment = z.infer<typeof segment>;

export const recordingSummary = z.object({
  id: recordingId,
  revision: z.number().int().min(0),
  title: z.string(),
  fileName: z.string(),
  cameraName: z.string(),
  cameraSerial: z.string().nullable(),
  kind: recordingKind,
  /** For segments and side files: the recording they belong to. */
  leadId: recordingId.nullable(),
  /** For clips, redactions and snapshots: what they were made from. */
  parentId: recordingId.nullable(),
  /** Best knowledge of when it was recorded, corrected by the camera's clock, and where that comes from. */
  startedAt: instant.nullable(),
  /** The same as the camera said it; never changed. */
  cameraStartedAt: instant.nullable(),
  clock: cameraClock.nullable(),
  startSource: z.enum(['media', 'file-name', 'file-time', 'unknown']),
  offloadedAt: instant,
  bytes: z.number().int().min(0),
  media: mediaFacts,
  state: recordingState,
  categoryId: z.string().nullable(),
  reference: z.string(),
  tags: z.array(z.string()),
  hasThumbnail: z.boolean(),
  /** Of all its segments together; null where one of them does not say. */
  durationSeconds: z.number().min(0).nullable(),
  /** Files in playing order, itself included; one for a recording that was not split. */
  segmentCount: z.number().int().min(1),
  sideFileCount: z.number().int().min(0),
  derivativeCount: z.number().int().min(0),
  /** As on its label, for example "JS/1"; null where it is no exhibit. */
  exhibit: z.string().nullable(),
  onHold: z.boolean(),
  /** Marked for deletion: gone for good at this time, until then it can be had back. */
  deletedAfter: instant.nullable(),
  /** Why it was marked. */
  deletedBecause: z.string().nullable(),
  /** Its key was destroyed at this time; only this description is left. */
  erasedAt: instant.nullable(),
  /** When it falls due for deletion; null where the category has no period. */
  deletionDueAt: instant.nullable(),
  markerCount: z.number().int().min(0),
  reportIds: z.array(reportId),
});
export type RecordingSummary = z.infer<typeof recordingSummary>;

export const custodyEvent = z.object({
  at: instant,
  what: z.enum([
    'offload-started',
    'offload-interrupted',
    'offload-resumed',
    'sealed',
    'read-back-equal',
    'read-back-different',
    /** Made here from another recording; the detail names parent, hash and recipe. */
    'derived',
    'erased-from-camera',
    'exported',
    /** Its key was destroyed: nobody can read it any more. */
    'shredded',
  ]),
  detail: z.string(),
});
export type CustodyEvent = z.infer<typeof custodyEvent>;

/** What each step is called on screen and in an export. */
export const custodyEventLabel: Readonly<Record<CustodyEvent['what'], string>> = {
  'offload-started': 'Offload begun',
  'offload-interrupted': 'Offload interrupted',
  'offload-resumed': 'Offload resumed',
  sealed: 'Sealed',
  'read-back-equal': 'Read back, equal',
  'read-back-different': 'Read back, DIFFERENT',
  derived: 'Made from another recording',
  'erased-from-camera': 'Erased from the camera',
  exported: 'Exported',
  shredded: 'Key destroyed',
};

export const recording = recordingSummary.extend({
  notes: z.string(),
  markers: z.array(marker),
  segments: z.array(segment),
  sideFiles: z.array(z.object({ id: recordingId, fileName: z.string(), bytes: z.number().int().min(0) })),
  custody: z.object({
    /** SHA-256 of the original bytes, lower-case hexadecimal: what `sha256sum` prints for an export. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    parts: z.number().int().min(0),
    sourcePath: z.string(),
    events: z.array(custodyEvent),
  }),
});
export type Recording = z.infer<typeof recording>;

export const tag = z.string().trim().min(1).max(40);

export const recordingPatch = z
  .object({
    title: z.string().max(200),
    reference: z.string().max(75),
    categoryId: z.string().max(40).nullable(),
    tags: z.array(tag).max(30),
    notes: z.string().max(20_000),
  })
  .partial();
export type RecordingPatch = z.infer<typeof recordingPatch>;

export const footageQuery = z.object({
  worklist,
  /** Words to find in title, reference, notes, tags, category, file, camera and markers; empty for no filter. */
  search: z.string().max(200),
  limit: z.number().int().min(1).max(500),
  offset: z.number().int().min(0),
});
export type FootageQuery = z.infer<typeof footageQuery>;

export const footageList = z.object({
  recordings: z.array(recordingSummary),
  total: z.number().int().min(0),
  counts: z.record(worklist, z.number().int().min(0)),
});
export type FootageList = z.infer<typeof footageList>;

/** A JPEG made by the renderer from the footage itself; kept encrypted in the records database. */
export const thumbnail = z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength > 0 && bytes.byteLength <= 65_536);

export const footage = {
  commands: {
    list: command(footageQuery, footageList, ['locked']),
    get: command(z.object({ id: recordingId }), recording, ['locked', 'not-found']),
    categories: command(z.null(), z.array(category), ['locked']),
    update: command(z.object({ id: recordingId, revision: z.number().int(), patch: recordingPatch }), recording, [
      'locked',
      'not-found',
      'deleted',
      'revision-conflict',
    ]),
    saveMarker: command(z.object({ id: recordingId, marker: marker.extend({ id: markerId.nullable() }) }), recording, [
      'locked',
      'not-found',
    ]),
    removeMarker: command(z.object({ id: recordingId, markerId }), recording, ['locked', 'not-found']),
    saveThumbnail: command(z.object({ id: recordingId, jpeg: thumbnail }), z.null(), ['locked', 'not-found']),
    /** Decrypts the whole recording and compares it with the hash taken from the camera. */
    verify: command(z.object({ id: recordingId }), recording, ['locked', 'not-found', 'deleted', 'evidence-damaged']),
  },
  events: {
    /** Something in the list changed (an offload ended, another window edited): ask again. */
    changed: z.object({ ids: z.array(recordingId) }),
  },
} as const;

/** Addresses under the app's own origin; main serves them with HTTP Range. */
export const mediaAddress = (id: string): string => `/evidence/${id}/media`;
export const thumbnailAddress = (id: string): string => `/evidence/${id}/thumbnail`;
