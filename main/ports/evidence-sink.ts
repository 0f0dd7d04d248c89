// Where an offload puts what it reads: the vault's evidence containers, seen from the device host. Needs public keys only.
import type { CameraClock, CustodyEvent } from '#contract/footage.ts';
import type { Instant, RecordingId } from '#contract/ids.ts';
import type { MediaFacts } from '#contract/media.ts';

/** What makes a file on a camera "the same file" when the camera is plugged in again. */
export interface SourceIdentity {
  readonly cameraId: string;
  /** Forward slashes, relative to the camera's root. */
  readonly path: string;
  readonly bytes: number;
  readonly modifiedAt: Instant | null;
}

/** Kept inside the container, encrypted: enough to rebuild the recording's row from the container alone. */
export interface SourceFacts extends SourceIdentity {
  readonly cameraName: string;
  readonly cameraSerial: string | null;
  readonly cameraMake: string | null;
  readonly startByFile: Instant | null;
  readonly startByFileSource: 'file-name' | 'file-time' | null;
  readonly media: MediaFacts;
  /** The camera's clock against this laptop's, measured when it was plugged in; null where it could not be told. */
  readonly clock: CameraClock | null;
  /** For a file that is one of several of the same recording: what they have in common, and its place among them. */
  readonly segment: { readonly group: string; readonly index: number } | null;
  /** For a side file (GPS trail, thumbnail): the path on the camera of the recording it came with. */
  readonly sideOf: string | null;
  /** For what was made here of another recording: how, and of what. Nothing that came from a camera has it. */
  readonly derived?: DerivedFacts | undefined;
}

export interface DerivedFacts {
  readonly kind: 'clip' | 'redaction' | 'snapshot';
  readonly parentId: RecordingId;
  readonly parentSha256: string;
  /** Of the recipe, which the records keep. */
  readonly recipeSha256: string;
}

export type Standing =
  | { readonly state: 'new' }
  | { readonly state: 'partial'; readonly recordingId: RecordingId }
  | { readonly state: 'kept'; readonly recordingId: RecordingId };

export interface SealFacts {
  readonly sha256: string;
  readonly bytes: number;
  readonly parts: number;
}

/** One recording being written. Every method may reject with a `KerbdeskError` of `disk-full` or `disk-error`. */
export interface EvidenceIntake {
  readonly recordingId: RecordingId;
  /** Original bytes already durable in whole parts: reading goes on from here. */
  readonly bytesKept: number;
  /** Bytes of the original in one part: what is durable is so part by part. */
  readonly partBytes: number;
  /** Takes the next original bytes, in order; returns when the writer can take more (back pressure), not when durable. */
  write(bytes: Uint8Array): Promise<void>;
  /** Rises as parts become durable (fsynced). */
  bytesDurable(): number;
  /** Ends the body and makes everything durable. Nothing may be written after it. */
  seal(): Promise<SealFacts>;
  /** Reads the sealed container back from disk, decrypts it and compares with the hash taken on the way in. */
  readBack(onBytes: (bytesRead: number) => void, signal: AbortSignal): Promise<boolean>;
  /** Writes the receipt that takes the recording into the officer's records, then forgets the resume key. */
  complete(custody: readonly CustodyEvent[]): Promise<void>;
  /** Stops where it is, durable up to the last whole part; it can be resumed later. */
  interrupt(event: CustodyEvent): Promise<void>;
}

export interface EvidenceSink {
  standing(source: SourceIdentity): Promise<Standing>;
  /** `signal` ends the read-back of stored parts that a resume begins with. */
  begin(facts: SourceFacts, event: CustodyEvent): Promise<EvidenceIntake>;
  resume(
    recordingId: RecordingId,
    facts: SourceFacts,
    event: CustodyEvent,
    onBytes: (bytesRead: number) => void,
    signal: AbortSignal,
  ): Promise<EvidenceIntake>;
  /** Bytes that can still be written to the disk the vault is on. */
  freeBytes(): Promise<number>;
}
