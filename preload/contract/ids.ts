// Identifiers that cross the process boundary: lower-case UUIDs, branded so that one kind is never passed for another.
import { z } from 'zod';

export const officerId = z.uuid().brand<'OfficerId'>();
export type OfficerId = z.infer<typeof officerId>;

export const recordingId = z.uuid().brand<'RecordingId'>();
export type RecordingId = z.infer<typeof recordingId>;

export const markerId = z.uuid().brand<'MarkerId'>();
export type MarkerId = z.infer<typeof markerId>;

export const reportId = z.uuid().brand<'ReportId'>();
export type ReportId = z.infer<typeof reportId>;

export const noteId = z.uuid().brand<'NoteId'>();
export type NoteId = z.infer<typeof noteId>;

export const attachmentId = z.uuid().brand<'AttachmentId'>();
export type AttachmentId = z.infer<typeof attachmentId>;

/** One derivative on its way into the vault; whoever does not know it cannot add to it. */
export const uploadId = z.uuid().brand<'UploadId'>();
export type UploadId = z.infer<typeof uploadId>;

export const holdId = z.uuid().brand<'HoldId'>();
export type HoldId = z.infer<typeof holdId>;

export const exhibitId = z.uuid().brand<'ExhibitId'>();
export type ExhibitId = z.infer<typeof exhibitId>;

export const investigationEventId = z.uuid().brand<'InvestigationEventId'>();
export type InvestigationEventId = z.infer<typeof investigationEventId>;

/** That one victim must be told of one event. */
export const dutyId = z.uuid().brand<'DutyId'>();
export type DutyId = z.infer<typeof dutyId>;

export const contactId = z.uuid().brand<'ContactId'>();
export type ContactId = z.infer<typeof contactId>;
/** A person, vehicle, item, place or event that reports mention; the same over all reports that mean the same one. */
export const entityId = z.uuid().brand<'EntityId'>();
export type EntityId = z.infer<typeof entityId>;
export const teamPostId = z.uuid().brand<'TeamPostId'>();
export type TeamPostId = z.infer<typeof teamPostId>;

/** One time of signing a statement, from its pages being fixed until it is sealed or given up. */
export const signingId = z.uuid().brand<'SigningId'>();
export type SigningId = z.infer<typeof signingId>;

/** One sealed version of a statement. */
export const sealId = z.uuid().brand<'SealId'>();
export type SealId = z.infer<typeof sealId>;

/** One use of a fingerprint reader on one person, from the power to the purge. */
export const identificationId = z.uuid().brand<'IdentificationId'>();
export type IdentificationId = z.infer<typeof identificationId>;

export const jobId = z.uuid().brand<'JobId'>();
export type JobId = z.infer<typeof jobId>;

/** A camera is known by what it says of itself (serial, else volume identity): stable over re-plugging, free text. */
export const cameraId = z.string().min(1).max(200).brand<'CameraId'>();
export type CameraId = z.infer<typeof cameraId>;

/** An instant: ISO 8601 in UTC with milliseconds, as `Date.prototype.toISOString` prints it. */
export const instant = z.iso.datetime({ precision: 3 });
export type Instant = z.infer<typeof instant>;
