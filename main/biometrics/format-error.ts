// What is wrong with bytes that came from elsewhere, and where: every reader in this folder throws only this.

export class FormatError extends Error {
  override readonly name = 'FormatError';
  /** Of the byte at which it was noticed, from the beginning of what was read. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(`${message} (at byte ${offset})`);
    this.offset = offset;
  }
}
