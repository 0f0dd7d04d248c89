// What every kind of camera looks like to the offload: files that can be listed and read, never written.
import type { Camera } from '#contract/cameras.ts';
import type { CameraClock as CameraClockFacts } from '#contract/footage.ts';
import type { CameraId, Instant } from '#contract/ids.ts';
import { UsbError } from '../ports/usb.ts';
import type { CameraPlace } from './camera-places.ts';
import type { SplitRule } from './drivers/layout/layout.ts';

/** The camera's clock against the laptop's at one moment. A fact for the records: no time of a recording is rewritten. */
export interface CameraClock {
  readonly cameraSaid: Instant;
  readonly laptopSaid: Instant;
  /** How the camera was asked. */
  readonly source: 'mtp-date-time' | 'identity-file';
}

export interface CameraIdentity {
  readonly id: CameraId;
  /** For a person, for example "CAM 7". */
  readonly name: string;
  readonly serial: string | null;
  readonly make: string | null;
  readonly kind: Camera['kind'];
  /** Measured when the camera was opened; null where it does not tell the time. */
  readonly clock: CameraClock | null;
}

/** The same as the records keep it; null where the camera does not tell the time. */
export function cameraClockOf({ clock }: CameraIdentity): CameraClockFacts | null {
  if (clock === null) return null;
  const offsetSeconds = (Date.parse(clock.cameraSaid) - Date.parse(clock.laptopSaid)) / 1000;
  return { offsetSeconds, source: clock.source, measuredAt: clock.laptopSaid };
}

/** A file that is offloaded, as the camera lists it: a recording, or what came with one. */
export interface SourceFile {
  /** Forward slashes, relative to the camera's root. */
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly modifiedAt: Instant | null;
  readonly startByFile: Instant | null;
  readonly startByFileSource: 'file-name' | 'file-time' | null;
  /** Where names tell which files are one recording that the camera split: what they share within a folder, and their order. */
  readonly part: { readonly group: string; readonly index: number } | null;
  /** For a side file (GPS trail, thumbnail): the path of the recording it came with. */
  readonly sideOf: string | null;
}

export interface Listing {
  /** Recordings in order of start, each followed by its side files. */
  readonly files: readonly SourceFile[];
  /** What could not be listed, for a person; null when everything was. */
  readonly problem: string | null;
}

/** An open file on a camera. */
export interface SourceReader {
  /** Fills `into` from `position` as far as it can; 0 at the end of the file. */
  read(into: Uint8Array, position: number): Promise<number>;
  /** Size and time as they are now, to see whether the file changed while it was read. */
  facts(): Promise<{ bytes: number; modifiedAt: Instant | null }>;
  close(): Promise<void>;
}

/** Takes recordings off a camera. Nothing but the erase gate may call it. */
export interface SourceEraser {
  /** @throws where the camera refuses, or the file is not the one that was listed. */
  erase(file: SourceFile): Promise<void>;
}

/** What an open file is wanted for: all of it from some point on, or a few bytes here and there. */
export type ReaderUse = 'copy' | 'look';

/** The file can only be read from start to end, which a mere look into it is not worth. */
export class OnlyInOrder extends Error {
  override readonly name = 'OnlyInOrder';
}

/** A camera that was opened by a driver. Every method may reject with an error of the system or of USB. */
export interface CameraSource {
  readonly identity: CameraIdentity;
  /** Null for cameras that are only ever read. */
  readonly eraser: SourceEraser | null;
  /** After how much it begins a new file in the middle of a recording. */
  readonly splits: SplitRule;
  list(signal: AbortSignal): Promise<Listing>;
  /** @param use cameras that give files only from start to end refuse a mere look into large ones. */
  open(file: SourceFile, use: ReaderUse): Promise<SourceReader>;
  /** What one read should ask for, where it is not all the same. */
  readonly blockBytes?: number;
  /** Tells that what was listed may not be what is there any more; returns how to stop. */
  watch?(changed: () => void): () => void;
  /** Whether the camera still answers. Never rejects. */
  present(): Promise<boolean>;
  /** Gives back what the camera was opened with; nothing is asked of it afterwards but `present`. Never rejects. */
  close?(): Promise<void>;
}

export interface CameraDriver {
  readonly id: string;
  /** Looks without changing anything; false for whatever is no camera of this kind. Never rejects. */
  matches(place: CameraPlace): Promise<boolean>;
  /** @param signal gives up opening; what was opened until then is closed again. */
  open(place: CameraPlace, signal: AbortSignal): Promise<CameraSource>;
}

const goneCodes = new Set([
  'ENOENT',
  'ENXIO',
  'ENODEV',
  'EIO',
  'ESTALE',
  'ENOTCONN',
  'ENOTDIR',
  'ESHUTDOWN',
  'EREMOTEIO',
]);

/** Whether an error is one that a pulled cable gives. EIO is also what a bad spot on the medium gives. */
export function looksUnplugged(error: unknown): boolean {
  if (error instanceof UsbError) return error.fault !== 'busy' && error.fault !== 'no-memory';
  return goneCodes.has(errorCodeOf(error) ?? '');
}

/** The system's code of an error, for example "EIO"; null where it has none. */
export function errorCodeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
