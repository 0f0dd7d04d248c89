// What the reference gateway asks of its matcher: real extraction and 1:N matching of fingerprints. A reference, not the real gateway.
import type { GrayImage } from '../../main/biometrics/gray-image.ts';

/** ANSI/NIST-ITL finger position: 1 right thumb … 5 right little, 6 left thumb … 10 left little. */
export type FingerPosition = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

export interface FingerPrint {
  readonly position: FingerPosition;
  /** 500 ppi. */
  readonly image: GrayImage;
}

export interface MatchedPerson {
  readonly personId: string;
  /** All fingers together, on the scale of `threshold`. */
  readonly score: number;
  readonly fingers: readonly { readonly position: FingerPosition; readonly score: number }[];
}

export interface SearchAnswer {
  /** Best first; each at or above `possibleThreshold`. */
  readonly matched: readonly MatchedPerson[];
  /** From impostor runs, for this number of fingers: at or above it is a hit, between the two a possible one. */
  readonly hitThreshold: number;
  readonly possibleThreshold: number;
  /** Fingers enrolled, all persons together, that the search went over. */
  readonly searchedFingers: number;
}

/** The prints of one database. Every method rejects once it is closed. */
export interface FingerprintEngine {
  /** Each finger of a person once, also one after the other. Prints in which nothing can be found are refused with an error that names the finger. */
  enrol(personId: string, prints: readonly FingerPrint[]): Promise<void>;
  /** Prints are overwritten with zeros by nobody but their owner: the engine keeps nothing of them once it has answered. */
  search(
    prints: readonly FingerPrint[],
    wanted: { readonly limit: number; readonly signal: AbortSignal },
  ): Promise<SearchAnswer>;
  close(): Promise<void>;
}
