// Files on their way into a note: each is in or is told of, whoever looks, and one that failed is kept for another try.
import { beforeEach, describe, expect, it } from 'vitest';
import { Attaching, type AttachOutcome, type TakenFile } from '../../../renderer/src/features/notebook/attaching.ts';

const file = (name: string, bytes = 10): File => new File([new Uint8Array(bytes)], name);

/** A vault that takes a file when the test lets it. */
class Vault {
  readonly said: string[] = [];
  readonly outcomes: AttachOutcome[] = [];
  readonly #waiting = new Map<string, (error: Error | null) => void>();
  announcing: Error | null = null;

  readonly attaching = new Attaching({
    announce: async ({ fileName }: TakenFile) => {
      this.said.push(`named ${fileName}`);
      if (this.announcing !== null) throw this.announcing;
      await Promise.resolve();
    },
    attach: async ({ fileName }: TakenFile, onProgress) => {
      this.said.push(`began ${fileName}`);
      onProgress(0.5);
      await new Promise<void>((resolve, reject) => {
        this.#waiting.set(fileName, (error) => (error === null ? resolve() : reject(error)));
      });
    },
    onEnded: (outcome) => this.outcomes.push(outcome),
  });

  async end(fileName: string, error: Error | null = null): Promise<void> {
    for (let turn = 0; turn < 20 && !this.#waiting.has(fileName); turn += 1) await settledTurn();
    this.#waiting.get(fileName)?.(error);
    this.#waiting.delete(fileName);
    await settledTurn();
  }
}

const settledTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

let vault: Vault;
beforeEach(() => {
  vault = new Vault();
});

describe('attaching', () => {
  it('gives the vault all names before the first byte, and is busy until the last file is in, also one added meanwhile', async () => {
    const { attaching } = vault;
    attaching.attach([file('a.jpg'), file('b.jpg')]);
    let isSettled = false;
    const settled = attaching.settled().then(() => (isSettled = true));
    await settledTurn();
    expect(vault.said).toEqual(['named a.jpg', 'began a.jpg', 'named b.jpg']);
    expect(attaching.snapshot().coming.map(({ share }) => share)).toEqual([0.5, 0]);
    attaching.attach([file('c.jpg')]);
    await vault.end('a.jpg');
    await vault.end('b.jpg');
    expect([attaching.isBusy, isSettled]).toEqual([true, false]);
    await vault.end('c.jpg');
    await settled;
    expect(attaching.snapshot()).toEqual({ coming: [], problems: [] });
    expect(vault.outcomes).toEqual([{ attached: ['a.jpg', 'b.jpg', 'c.jpg'], problems: [] }]);
  });

  it('goes on after a failure, tells of it, and keeps the file until it is tried again or put away', async () => {
    const { attaching } = vault;
    attaching.attach([file('a.jpg'), file('b.jpg')]);
    await vault.end('a.jpg', new Error('“a.jpg” was not attached. The disk is full.'));
    await vault.end('b.jpg');
    expect(vault.outcomes).toMatchObject([
      { attached: ['b.jpg'], problems: [{ why: '“a.jpg” was not attached. The disk is full.' }] },
    ]);
    expect(attaching.isKeeping).toBe(true);
    // Another file that is refused does not push it out.
    attaching.attach([file('empty.jpg', 0)]);
    expect(attaching.snapshot().problems).toHaveLength(2);
    attaching.tryAgain();
    expect([attaching.isBusy, attaching.isKeeping]).toEqual([true, false]);
    await vault.end('a.jpg');
    expect(vault.outcomes.at(-1)).toEqual({ attached: ['a.jpg'], problems: [] });
  });

  it('tells of each file of a note that cannot be begun', async () => {
    vault.announcing = new Error('the note itself could not be saved yet');
    vault.attaching.attach([file('a.jpg'), file('b.jpg')]);
    await vault.attaching.settled();
    expect(vault.attaching.snapshot().problems.map(({ why }) => why)).toEqual([
      'the note itself could not be saved yet',
      'the note itself could not be saved yet',
    ]);
    expect(vault.said).toEqual(['named a.jpg', 'named b.jpg']);
  });
});
