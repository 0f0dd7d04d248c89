// Coefficients as Huffman codes (IAFIS-IC-0110 v3, 5.4 and annex A): symbols, the best table for them, bits.
import { ByteSink } from '../byte-sink.ts';
import type { HuffmanTable } from './segments.ts';

/**
 * A symbol in the lowest 8 bits; above them the number that follows its code, if it has one. In one array, and not as objects, so
 * that it can be overwritten.
 */
type Coded = number;

const withExtra = (symbol: number, extra: number): Coded => symbol | (extra << 8);
const symbolOf = (coded: Coded): number => coded & 0xff;

/** How many bits the number behind a symbol has. */
function extraBitsOf(symbol: number): 0 | 8 | 16 {
  if (symbol === 101 || symbol === 102 || symbol === 105) return 8;
  return symbol === 103 || symbol === 104 || symbol === 106 ? 16 : 0;
}

function zeroRun(length: number): Coded {
  if (length <= 100) return length;
  return withExtra(length <= 255 ? 105 : 106, length);
}

function coefficient(value: number): Coded {
  if (value >= -73 && value <= 74) return value + 180;
  const size = Math.abs(value);
  return withExtra((value > 0 ? 101 : 102) + (size > 255 ? 2 : 0), size);
}

/** No run of zeros reaches from one block into the next. */
export function codeBlock(values: Int16Array): Uint32Array {
  const coded = new Uint32Array(values.length);
  let count = 0;
  let run = 0;
  const put = (one: Coded): void => {
    coded[count] = one;
    count += 1;
  };
  const endRun = (): void => {
    if (run > 0) put(zeroRun(run));
    run = 0;
  };
  for (const value of values) {
    if (value === 0) {
      run += 1;
      if (run === 65_535) endRun();
    } else {
      endRun();
      put(coefficient(value));
    }
  }
  endRun();
  return coded.subarray(0, count);
}

const longestCode = 16;
/** Takes the code of nothing but ones, which would look like the bits that fill a byte. */
const reserved = 256;

/** Code lengths for the least bits, none above 16 (ITU-T T.81 annex K.2, which the standard refers to). */
export function bestTable(id: number, blocks: readonly Uint32Array[]): HuffmanTable {
  const frequencies = new Map<number, number>();
  for (const block of blocks) {
    for (const coded of block) frequencies.set(symbolOf(coded), (frequencies.get(symbolOf(coded)) ?? 0) + 1);
  }
  // A table needs a symbol, also where there is nothing to code.
  if (frequencies.size === 0) frequencies.set(180, 1);
  const symbols = [...frequencies.keys()];
  const lengths = new Map<number, number>([[reserved, 0], ...symbols.map((symbol) => [symbol, 0] as const)]);
  let trees = [...frequencies, [reserved, 0.5] as const].map(([symbol, weight]) => ({ weight, leaves: [symbol] }));
  while (trees.length > 1) {
    trees = trees.toSorted((a, b) => b.weight - a.weight);
    const [one, other] = [trees.pop(), trees.pop()];
    if (one === undefined || other === undefined) break;
    const leaves = [...one.leaves, ...other.leaves];
    for (const leaf of leaves) lengths.set(leaf, (lengths.get(leaf) ?? 0) + 1);
    trees.push({ weight: one.weight + other.weight, leaves });
  }
  const byLength = [...lengths].toSorted(([a, first], [b, second]) => first - second || a - b);
  const counts = limited(byLength.map(([, length]) => length));
  const ordered = byLength.map(([symbol]) => symbol).filter((symbol) => symbol !== reserved);
  // The reserved one is the longest code, and it is not written.
  const last = counts.findLastIndex((count) => count > 0);
  counts[last] = (counts[last] ?? 1) - 1;
  return { id, counts, symbols: ordered };
}

/** How many codes there are of each length, where longer ones than 16 are made shorter at the cost of others. */
function limited(lengths: readonly number[]): number[] {
  const counts: number[] = Array.from({ length: Math.max(longestCode, ...lengths) + 1 }, () => 0);
  const add = (length: number, count: number): void => {
    counts[length] = (counts[length] ?? 0) + count;
  };
  for (const length of lengths) add(length, 1);
  for (let length = counts.length - 1; length > longestCode; length -= 1) {
    while ((counts[length] ?? 0) > 0) {
      let shorter = length - 2;
      while (counts[shorter] === 0) shorter -= 1;
      add(length, -2);
      add(length - 1, 1);
      add(shorter + 1, 2);
      add(shorter, -1);
    }
  }
  return counts.slice(1, longestCode + 1);
}

class BitWriter {
  readonly #bytes = new ByteSink();
  #pending = 0;
  #count = 0;

  put(value: number, bits: number): void {
    for (let bit = bits - 1; bit >= 0; bit -= 1) {
      this.#pending = (this.#pending << 1) | ((value >> bit) & 1);
      this.#count += 1;
      if (this.#count === 8) this.#flush();
    }
  }

  /** The last byte is filled with ones. */
  end(): Uint8Array {
    while (this.#count > 0) this.put(1, 1);
    return this.#bytes.end();
  }

  #flush(): void {
    this.#bytes.byte(this.#pending);
    if (this.#pending === 0xff) this.#bytes.byte(0);
    this.#pending = 0;
    this.#count = 0;
  }
}

export function encodeBlock(block: Uint32Array, { counts, symbols }: HuffmanTable): Uint8Array {
  const codes = new Map<number, { code: number; length: number }>();
  let code = 0;
  let place = 0;
  for (const [index, count] of counts.entries()) {
    for (let i = 0; i < count; i += 1, code += 1, place += 1)
      codes.set(symbols[place] ?? 0, { code, length: index + 1 });
    code <<= 1;
  }
  const bits = new BitWriter();
  for (const coded of block) {
    const symbol = symbolOf(coded);
    const { code: bitsOfSymbol, length } = codes.get(symbol) ?? { code: 0, length: 0 };
    bits.put(bitsOfSymbol, length);
    bits.put(coded >>> 8, extraBitsOf(symbol));
  }
  return bits.end();
}
