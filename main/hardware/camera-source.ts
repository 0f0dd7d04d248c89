// What every kind of camera looks like to the offload: files that can be listed and read, never written.
import type { CameraId, Instant } from '#contract/ids.ts';
import type { Volume } from '../ports/volumes.ts';

export interface CameraIdentity {
  readonly id: CameraId;
  /** For a person, for example "CAM 7". */
  readonly name: string;
  readonly serial: string | null;
  readonly make: string | null;
}

/** One recording as the camera lists it. */
export interface SourceFile {
  /** Forward slashes, relative to the camera's root. */
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly modifiedAt: Instant | null;
  readonly startByFile: Instant | null;
  readonly startByFileSource: 'file-name' | 'file-time' | null;
}

export interface Listing {
  /** In order of start. */
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

/** A camera that was opened by a driver. Every method may reject with the error of the operating system. */
export interface CameraSource {
  readonly identity: CameraIdentity;
  list(signal: AbortSignal): Promise<Listing>;
  open(file: SourceFile): Promise<SourceReader>;
  /** Whether the camera still answers. Never rejects. */
  present(): Promise<boolean>;
}

export interface CameraDriver {
  readonly id: string;
  /** Looks without changing anything; false for whatever is no camera of this kind. Never rejects. */
  matches(volume: Volume): Promise<boolean>;
  open(volume: Volume): Promise<CameraSource>;
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
  return goneCodes.has(errorCodeOf(error) ?? '');
}

/** The system's code of an error, for example "EIO"; null where it has none. */
export function errorCodeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
