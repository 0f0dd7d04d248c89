// Fingerprint readers as a seam: what is plugged in, and what lies on its glass, frame by frame. Drivers are in main/hardware/readers.
import type { PrintPosition } from '#contract/identify/fingers.ts';

/** 8 bits a pixel at 500 ppi, 0 black (ridges), 255 white, rows from the top without gaps. */
export interface ScannerImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

export interface Scanner {
  /** The same for as long as it is plugged in; no serial where the device tells none. */
  readonly id: string;
  /** Maker and model, as an officer knows it. */
  readonly name: string;
  readonly fingersAtOnce: 1 | 2 | 3 | 4;
  /** The fingerprint acquisition profile that it is certified for; null for none. */
  readonly acquisitionProfile: 10 | 20 | 30 | 40 | 45 | 50 | 60 | null;
  readonly isSimulated: boolean;
  /**
   * What lies on the glass while `position` is asked for, the newest only, all of one size; null: nothing does. Whoever receives an image overwrites it with zeros; the
   * driver overwrites what it keeps itself, and lets the reader rest, when the iteration ends in any way.
   * @throws ScannerError
   */
  frames(signal: AbortSignal, position: PrintPosition): AsyncIterable<ScannerImage | null>;
}

export interface Scanners {
  list(): Promise<readonly Scanner[]>;
  /** Call the answer to stop watching. */
  watch(changed: () => void): () => void;
}

export class ScannerError extends Error {
  override readonly name = 'ScannerError';
  readonly kind: 'unplugged' | 'failed';

  /** @param message for the officer: what happened and what to do */
  constructor(kind: ScannerError['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
