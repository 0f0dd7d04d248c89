// Every failure that a person can meet has a code here; its message is written for an officer, not for an engineer.
import { z } from 'zod';

export const errorCode = z.enum([
  // the boundary itself
  'invalid-input',
  'payload-too-large',
  'untrusted-sender',
  'internal',
  'cancelled',
  // the vault
  'locked',
  'wrong-passphrase',
  'too-many-tries',
  'vault-destroyed',
  'vault-damaged',
  'passphrase-too-weak',
  'keystore-missing',
  'device-secret-missing',
  'database-from-future',
  'database-damaged',
  'officer-exists',
  'vault-host-ended',
  // things that are looked up
  'not-found',
  'revision-conflict',
  'already-finished',
  /** Of an identification: this does not come now, or would change what is on record. */
  'out-of-order',
  // what is kept, and what is gone
  'deleted',
  'not-deletable',
  'exhibit-taken',
  // storage and devices
  'disk-full',
  'disk-error',
  'folder-unusable',
  'not-printed',
  'camera-unplugged',
  'camera-read-error',
  'evidence-damaged',
  /** Several officers have a vault here, and nobody has said whose camera it is. */
  'camera-owner-unknown',
  /** The policy of this laptop, the camera, or the gate in front of it does not let recordings be erased. */
  'erasing-not-allowed',
  'busy',
  /** A team post that still has something open: warnings, its time, its length. */
  'not-ready',
  'link-not-allowed',
  /** The system could not open the page outside the program. */
  'not-opened',
]);
export type ErrorCode = z.infer<typeof errorCode>;

export const appError = z.object({
  code: errorCode,
  /** What happened, what was kept and what to do, in plain words. */
  message: z.string(),
  /** Correlates an `internal` error with the log of the main process. */
  incidentId: z.string().nullable(),
  /** For `too-many-tries`: when the next try is allowed. */
  retryAt: z.string().nullable(),
});
export type AppError = z.infer<typeof appError>;

/** An expected failure inside the main process; it crosses the boundary as an `AppError`. */
export class KerbdeskError extends Error {
  override readonly name = 'KerbdeskError';
  readonly code: ErrorCode;
  readonly retryAt: string | null;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; retryAt?: string } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryAt = options.retryAt ?? null;
  }

  toAppError(): AppError {
    return { code: this.code, message: this.message, incidentId: null, retryAt: this.retryAt };
  }
}
