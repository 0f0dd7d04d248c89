// Why something was not saved: the contract's code, for the program to act on, and a sentence for the officer.

/** Null where it is no error of the contract. */
export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);

export const saveProblemOf = (error: unknown): string =>
  codeOf(error) !== null && error instanceof Error ? error.message : 'The program could not reach the vault.';
