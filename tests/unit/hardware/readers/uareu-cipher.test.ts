// The cipher of U.are.U readers, against answers computed by a program that shares no code with ours, and some by hand.
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { advanceKey, advanceKeyBy, decryptInPlace } from '../../../../main/hardware/readers/uareu-4500/cipher.ts';
import { Scrambler } from '../../../../native-mocks/devices/virtual-reader/scrambler.ts';

interface Vectors {
  readonly blockBytes: number;
  readonly advances: readonly { readonly key: string; readonly next: readonly string[]; readonly afterBlock: string }[];
  readonly decrypted: readonly {
    readonly key: string;
    readonly sent: string;
    readonly plain: string;
    readonly after: string;
  }[];
}

const vectors = JSON.parse(readFileSync(new URL('uareu-cipher-vectors.json', import.meta.url), 'utf8')) as Vectors;
const hex = (key: number): string => key.toString(16).padStart(8, '0');

describe('the cipher of a U.are.U reader', () => {
  it('advances its key as worked out by hand', () => {
    expect(hex(advanceKey(0x00000001))).toBe('80000000');
    expect(hex(advanceKey(0x00000002))).toBe('00000001');
    expect(hex(advanceKey(0xffffffff))).toBe('ffffffff');
    expect(hex(advanceKey(0))).toBe('00000000');
  });

  it.each(vectors.advances)('advances $key as an independent program does', ({ key, next, afterBlock }) => {
    const start = Number.parseInt(key, 16);
    expect(next.map((_, step) => hex(advanceKeyBy(start, step + 1)))).toEqual(next);
    expect(hex(advanceKeyBy(start, vectors.blockBytes))).toBe(afterBlock);
  });

  it.each(vectors.decrypted)('decrypts with $key as an independent program does', ({ key, sent, plain, after }) => {
    const bytes = Buffer.from(sent, 'hex');
    expect(hex(decryptInPlace(bytes, Number.parseInt(key, 16)))).toBe(after);
    expect(bytes.toString('hex')).toBe(plain);
  });

  it('undoes what the virtual reader does, byte for byte but the last, and leaves both at the same key', () => {
    fc.assert(
      fc.property(fc.nat(0xffffffff), fc.uint8Array({ minLength: 1, maxLength: 300 }), (key, plain) => {
        const scrambler = new Scrambler(key);
        const bytes = scrambler.scramble(plain, 0x5a);
        const after = decryptInPlace(bytes, key);
        expect([...bytes]).toEqual([...plain.subarray(0, -1), 0]);
        const more = scrambler.scramble(plain, 0);
        decryptInPlace(more, after);
        expect([...more]).toEqual([...plain.subarray(0, -1), 0]);
      }),
      { numRuns: 100 },
    );
  });

  it('takes nothing at all for what it is', () => {
    expect(decryptInPlace(new Uint8Array(0), 7)).toBe(7);
  });
});
