// Fingerprint readers as a seam: what a reader is, and how prints come from it, whoever made it.
//
// Ownership: whoever receives a frame owns its pixels and overwrites them with zeros once done. A driver overwrites every
// buffer that it keeps itself on every way out, and keeps none while it waits to be asked for the next event. Drivers run in
// the device process, never in a page.

/** The same shape as `GrayImage` of `main/biometrics`: 8 bits a pixel, 0 ridge black, 255 white, rows from the top without gaps. */
export interface FingerprintImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** One finger, two side by side, or the four of a hand without the thumb. */
export type CaptureWish = 'one-finger' | 'two-fingers' | 'four-fingers';

export interface ReaderInfo {
  /** The same whenever this reader is plugged in; by its socket where it has no serial number. */
  readonly id: string;
  readonly maker: string;
  readonly name: string;
  readonly serial: string | null;
  /** The socket it is plugged into; null where the driver is not told. */
  readonly port: string | null;
  /** Fingerprint acquisition profile (ANSI/NIST-ITL 1-2011, field 14.031); null for one that is certified for none. */
  readonly fap: 10 | 20 | 30 | 40 | 45 | 50 | 60 | null;
  /** What can be captured in one touch. */
  readonly wishes: readonly CaptureWish[];
  /** Pixels per inch of every frame. */
  readonly ppi: number;
  /** No frame is larger. */
  readonly mostWidth: number;
  readonly mostHeight: number;
  /** Made-up prints: never to be taken for a person's. */
  readonly simulated: boolean;
}

export interface CaptureRequest {
  readonly wish: CaptureWish;
  /** Live frames of one touch before the reader waits for the finger to be lifted; at least 1. */
  readonly framesPerTouch: number;
}

export type ReaderProblem =
  /** Another program, or the system itself, has it. */
  | 'busy'
  | 'not-allowed'
  | 'unplugged'
  /** It did not answer, however often it was started anew. */
  | 'silent'
  /** What it says makes no sense. */
  | 'garbled'
  /** It refuses what it is told. */
  | 'refused'
  /** A wish that this reader cannot fulfil. */
  | 'cannot-capture'
  | 'failed';

/** `message` is a sentence for the officer. */
export class ReaderError extends Error {
  override readonly name = 'ReaderError';
  readonly problem: ReaderProblem;

  constructor(problem: ReaderProblem, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.problem = problem;
  }
}

export type CaptureEvent =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'finger-on' }
  /** Whoever takes it owns its pixels. @property touch counts from 1; @property sequence from 1 within the touch. */
  | { readonly kind: 'frame'; readonly image: FingerprintImage; readonly touch: number; readonly sequence: number }
  | { readonly kind: 'finger-off' }
  /** It goes on by itself after that many milliseconds. */
  | { readonly kind: 'resting'; readonly milliseconds: number; readonly message: string }
  /** The last event. */
  | { readonly kind: 'unplugged'; readonly message: string }
  /** The last event. */
  | { readonly kind: 'failed'; readonly problem: ReaderProblem; readonly message: string };

/**
 * Events as they are asked for: a reader is not read faster than its frames are taken. Ends after `unplugged` and `failed`, and
 * without a last event when stopped by its signal. Never rejects. Every promise of `next` is to be waited for: it may bring a
 * frame. Iterated once.
 */
export interface CaptureSession extends AsyncIterable<CaptureEvent> {
  /** The frames of this touch suffice: the next event is `finger-off`, when the finger is lifted. */
  enough(): void;
}

export interface FingerprintReader {
  readonly info: ReaderInfo;
  /** @throws ReaderError `busy` while another session has not ended, `cannot-capture` for a wish it cannot fulfil. */
  capture(request: CaptureRequest, signal: AbortSignal): CaptureSession;
  /** Ends a session, puts out the light, gives the reader back to the system. Never rejects; a second call does nothing. */
  close(): Promise<void>;
}
