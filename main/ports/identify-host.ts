// The identify host as main sees it: the one process in which prints are, from the glass to the gateway. It ends with each
// identification, and its memory with it.
import type { BiometricDatabase, SearchProblem, SearchState } from '#contract/biometric-search.ts';
import type { ReaderSummary } from '#contract/identify/feature.ts';
import type { CaptureFrame, PrintPosition } from '#contract/identify/fingers.ts';
import type { PurgeReceipt } from '#contract/identify.ts';
import type { Instant } from '#contract/ids.ts';
import type { GatewayPolicy } from './biometric-gateway-policy.ts';

export interface SearchOrder {
  readonly transactionNumber: string;
  readonly startedAt: Instant;
  readonly databases: readonly BiometricDatabase[];
  /** From now until nothing is heard any more. */
  readonly milliseconds: number;
}

/** Methods reject with a code of the contract and words for the officer. */
export interface IdentifyHostApi {
  listReaders(): Promise<ReaderSummary[]>;
  /** Null where the gateway can be reached. Sends nothing of anybody. */
  gateway(): Promise<{ problem: SearchProblem | null; isReference: boolean }>;
  /** Resolves when the reader waits for the finger; what becomes of it comes as events. */
  capture(input: { readerId: string; position: PrintPosition }): Promise<void>;
  /** Resolves when the reader rests and every frame is overwritten. Captured prints stay. */
  stopCapture(): Promise<void>;
  /** The print of this finger is overwritten. */
  discard(input: { position: PrintPosition }): Promise<void>;
  /** Resolves when the search has begun; what databases say comes as events, `ended` last. */
  search(input: SearchOrder): Promise<void>;
  /** Ends capture and search, and overwrites every print and all that was made of them. */
  purge(): Promise<Omit<PurgeReceipt, 'at'>>;
}

export interface IdentifyHostEvents {
  readers: ReaderSummary[];
  /** At most ten a second. */
  frame: CaptureFrame;
  captured: { position: PrintPosition; score: number };
  /** The capture is over without a print. `words`: for the officer. */
  captureFailed: { position: PrintPosition; isUnplugged: boolean; words: string };
  search: SearchState;
}

/** Sent to the process once, before anything else. */
export interface IdentifyHostStart {
  /** Null where IT has set up none. */
  readonly gateway: GatewayPolicy | null;
}
