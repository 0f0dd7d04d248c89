// Reads the fields of an MTP dataset in order. Every length in it is the camera's word, so none is believed.
import { MtpMalformed } from './mtp-errors.ts';

export class DatasetReader {
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(): number {
    return this.#view.getUint8(this.#step(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#step(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#step(4), true);
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#step(8), true);
  }

  skip(bytes: number): void {
    this.#step(bytes);
  }

  u16Array(): number[] {
    return Array.from({ length: this.#count(2) }, () => this.u16());
  }

  u32Array(): number[] {
    return Array.from({ length: this.#count(4) }, () => this.u32());
  }

  /** UTF-16 up to its end mark; the count before it includes the mark. */
  string(): string {
    const units = this.u8();
    const start = this.#step(units * 2);
    let text = '';
    for (let index = 0; index < units; index++) {
      const unit = this.#view.getUint16(start + index * 2, true);
      if (unit === 0) break;
      text += String.fromCharCode(unit);
    }
    return text;
  }

  /** As `string`, for a last field that some cameras leave out. */
  stringIfAny(): string {
    return this.#at >= this.#view.byteLength ? '' : this.string();
  }

  #count(elementBytes: number): number {
    const count = this.u32();
    if (count * elementBytes > this.#view.byteLength - this.#at)
      throw new MtpMalformed('a list longer than its dataset');
    return count;
  }

  #step(bytes: number): number {
    const start = this.#at;
    if (bytes > this.#view.byteLength - start) throw new MtpMalformed('a dataset that ends early');
    this.#at += bytes;
    return start;
  }
}
