// Bounded random access to a file under examination: a hostile file can waste a few MiB of reading, and no more.

export interface ByteSource {
  readonly size: number;
  /** Up to `length` bytes from `offset`; fewer only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';
}

export interface Budget {
  readonly bytes: number;
  readonly reads: number;
}

export const examinationBudget: Budget = { bytes: 3 * 1024 * 1024, reads: 30_000 };

/** @returns a source that throws `BudgetSpent` instead of reading more than the budget. */
export function withinBudget(source: ByteSource, budget: Budget = examinationBudget): ByteSource {
  let bytes = 0;
  let reads = 0;
  return {
    size: source.size,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, source.size - offset));
      bytes += wanted;
      if (++reads > budget.reads || bytes > budget.bytes) throw new BudgetSpent('more than an examination may read');
      return wanted === 0 ? new Uint8Array(0) : source.read(offset, wanted);
    },
  };
}
