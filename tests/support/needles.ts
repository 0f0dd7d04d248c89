// Looks for pieces of a print in bytes of any kind, many pieces in one pass. The pieces themselves are kept masked, so that whoever looks is
// not found.
const mask = 0xa5;
/** The shortest needle. */
export const needleBytes = 32;
const windowBytes = 4;
/** Of so many places in a row, one begins a window that lies wholly in a needle. */
const stride = needleBytes - windowBytes + 1;
const filterBits = 22;

interface Needle {
  readonly name: string;
  readonly masked: Uint8Array;
}

export interface Found {
  readonly needle: string;
  /** Where it begins in the bytes that were looked through. */
  readonly at: number;
}

const slotOf = (window: number): number => Math.imul(window, 0x9e3779b1) >>> (32 - filterBits);

export class Needles {
  readonly #filter = new Uint8Array(2 ** filterBits);
  readonly #places = new Map<number, { readonly needle: Needle; readonly offset: number }[]>();
  #count = 0;

  /** How many there are, in all their forms. */
  get count(): number {
    return this.#count;
  }

  /** As it is, whatever stands around it. @throws RangeError where it is too short to be found */
  add(name: string, bytes: Uint8Array): void {
    if (bytes.length < needleBytes) throw new RangeError(`A needle has at least ${needleBytes} bytes: ${name}`);
    const needle = { name, masked: bytes.map((byte) => byte ^ mask) };
    const view = Buffer.from(bytes);
    for (let offset = 0; offset < stride; offset += 1) {
      const window = view.readInt32LE(offset);
      this.#filter[slotOf(window)] = 1;
      const places = this.#places.get(window) ?? [];
      places.push({ needle, offset });
      this.#places.set(window, places);
    }
    view.fill(0);
    this.#count += 1;
  }

  /** Also as text: hexadecimal, and base64 however it falls into its groups of three. At least 48 bytes. */
  addInEveryForm(name: string, bytes: Uint8Array): void {
    this.add(name, bytes);
    const text = Buffer.from(bytes);
    this.add(`${name} (hexadecimal)`, Buffer.from(text.toString('hex')));
    for (const skipped of [0, 1, 2]) {
      const whole = text.subarray(skipped, skipped + Math.floor((text.length - skipped) / 3) * 3);
      this.add(`${name} (base64)`, Buffer.from(whole.toString('base64')));
    }
    text.fill(0);
  }

  /** The first place of each needle that lies wholly in these bytes. */
  in(bytes: Buffer): Found[] {
    const found = new Map<string, Found>();
    const last = bytes.length - windowBytes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at <= last; at += stride) {
      const window = view.getInt32(at, true);
      if (this.#filter[slotOf(window)] === 0) continue;
      for (const { needle, offset } of this.#places.get(window) ?? [])
        if (!found.has(needle.name) && isAt(bytes, at - offset, needle.masked))
          found.set(needle.name, { needle: needle.name, at: at - offset });
    }
    return [...found.values()];
  }
}

const isAt = (bytes: Buffer, at: number, masked: Uint8Array): boolean =>
  at >= 0 && at + masked.length <= bytes.length && masked.every((byte, place) => bytes[at + place] === (byte ^ mask));
