// The coefficients of one block out of its Huffman codes (IAFIS-IC-0110 v3, 5.4 and annex A).
import { FormatError } from '../format-error.ts';
import type { HuffmanTable } from './segments.ts';

const longestCode = 16;

/** For each code length the first code, the one behind the last, and the place of the first's symbol. */
interface Codes {
  readonly firsts: Int32Array;
  readonly ends: Int32Array;
  readonly places: Int32Array;
  readonly symbols: readonly number[];
}

function codesOf({ counts, symbols }: HuffmanTable, offset: number): Codes {
  const firsts = new Int32Array(longestCode + 1);
  const ends = new Int32Array(longestCode + 1);
  const places = new Int32Array(longestCode + 1);
  let code = 0;
  let place = 0;
  for (let length = 1; length <= longestCode; length += 1) {
    const count = counts[length - 1] ?? 0;
    firsts[length] = code;
    places[length] = place;
    code += count;
    place += count;
    ends[length] = code;
    if (code > 1 << length) throw new FormatError('A Huffman table has more codes than fit into their length', offset);
    code <<= 1;
  }
  return { firsts, ends, places, symbols };
}

/** Bits from the highest down; 0xFF is followed by 0x00 where it is data, by a marker's second byte where the block ends. */
class Bits {
  readonly #bytes: Uint8Array;
  #at: number;
  #byte = 0;
  #left = 0;

  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = bytes;
    this.#at = from;
  }

  /** Where the marker stands that ends the block, or the end of the data. */
  get offset(): number {
    return this.#at;
  }

  /** Null at the end of the block. */
  bit(): number | null {
    if (this.#left === 0 && !this.#next()) return null;
    this.#left -= 1;
    return (this.#byte >> this.#left) & 1;
  }

  number(bits: number): number {
    let value = 0;
    for (let i = 0; i < bits; i += 1) {
      const bit = this.bit();
      if (bit === null) throw new FormatError('A block of coefficients ends within a number', this.#at);
      value = (value << 1) | bit;
    }
    return value;
  }

  #next(): boolean {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new FormatError('The data ends within a block of coefficients', this.#at);
    if (byte === 0xff) {
      if (this.#bytes[this.#at + 1] !== 0) return false;
      this.#at += 1;
    }
    this.#at += 1;
    this.#byte = byte;
    this.#left = 8;
    return true;
  }
}

/** Null at the end of the block; the bits that fill its last byte are no code. */
function nextSymbol(bits: Bits, { firsts, ends, places, symbols }: Codes): number | null {
  let code = 0;
  for (let length = 1; length <= longestCode; length += 1) {
    const bit = bits.bit();
    if (bit === null) return null;
    code = (code << 1) | bit;
    const first = firsts[length] ?? 0;
    if (code >= first && code < (ends[length] ?? 0)) return symbols[(places[length] ?? 0) + code - first] ?? null;
  }
  throw new FormatError('A Huffman code is in no table', bits.offset);
}

/** Writes coefficients one behind the other; never more than fit. */
export class Coefficients {
  readonly values: Int16Array;
  #count = 0;

  constructor(most: number) {
    this.values = new Int16Array(most);
  }

  get count(): number {
    return this.#count;
  }

  put(value: number, offset: number): void {
    this.zeros(1, offset);
    this.values[this.#count - 1] = value;
  }

  zeros(run: number, offset: number): void {
    if (run > this.values.length - this.#count)
      throw new FormatError('There are more coefficients than the image has', offset);
    this.#count += run;
  }
}

/** Reads one block from `from` on; answers where the marker stands that ends it. */
export function decodeBlock(bytes: Uint8Array, from: number, table: HuffmanTable, into: Coefficients): number {
  const codes = codesOf(table, from);
  const bits = new Bits(bytes, from);
  for (;;) {
    const symbol = nextSymbol(bits, codes);
    const at = bits.offset;
    if (symbol === null) return at;
    if (symbol >= 1 && symbol <= 100) into.zeros(symbol, at);
    else if (symbol === 101) into.put(bits.number(8), at);
    else if (symbol === 102) into.put(-bits.number(8), at);
    else if (symbol === 103) into.put(bits.number(16), at);
    else if (symbol === 104) into.put(-bits.number(16), at);
    else if (symbol === 105) into.zeros(bits.number(8), at);
    else if (symbol === 106) into.zeros(bits.number(16), at);
    else if (symbol >= 107 && symbol <= 254) into.put(symbol - 180, at);
    else throw new FormatError('A Huffman code stands for nothing', at);
  }
}
