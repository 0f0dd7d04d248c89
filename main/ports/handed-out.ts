// A file that left the vault, as a seam: features say what is written, storage knows how it stays whole.

export interface HandedOut {
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export interface FileToHandOut {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Several files that belong together: all of them under their names or none of them there at all, and never in place of another
 * file. `before` runs once, when all are written and durable, before any has its name.
 */
export type HandOutFiles = (
  wanted: readonly FileToHandOut[],
  before: (files: readonly HandedOut[]) => Promise<void>,
) => Promise<readonly HandedOut[]>;

/** Whole under its name or not there at all; `before` runs when it is written and durable, before it has its name. */
export type HandOutFile = (
  path: string,
  bytes: Uint8Array,
  before: (sha256: string) => Promise<void>,
) => Promise<HandedOut>;
