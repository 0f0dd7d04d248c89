// A file that left the vault, as a seam: features say what is written, storage knows how it stays whole.

export interface HandedOut {
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** Whole under its name or not there at all; `before` runs when it is written and durable, before it has its name. */
export type HandOutFile = (
  path: string,
  bytes: Uint8Array,
  before: (sha256: string) => Promise<void>,
) => Promise<HandedOut>;
