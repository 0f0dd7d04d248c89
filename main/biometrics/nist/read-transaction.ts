// Reads ANSI/NIST-ITL transactions from bytes that are never trusted. Nothing is copied or allocated by a length that the file claims.
import { FormatError } from '../format-error.ts';
import {
  dataField,
  holdsData,
  idcOf,
  isBinaryType,
  itemsOf,
  separator,
  type NistField,
  type NistRecord,
  type NistTransaction,
  type TaggedRecord,
} from './transaction.ts';

export interface ReadNist extends NistTransaction {
  /** What a strict reader would have refused, with its place; empty for a well-formed file. */
  readonly warnings: readonly string[];
}

export interface ReadNistOptions {
  /** Strict by default: any deviation is a `FormatError`. Lenient: what can still be told apart is read, with warnings. */
  readonly lenient?: boolean;
}

interface Listed {
  readonly type: number;
  readonly idc: number;
}

const latin1 = new TextDecoder('latin1');
/** "14.013:" and longer tags of domains; nothing that is a tag is longer. */
const longestTag = 16;

/** A file of nothing but deviations must not become a list as long as itself. */
const mostWarnings = 100;

/** The list of records counts with three digits; each is named by a type, an IDC and two separators. */
const mostRecords = 999;
const longestListed = 6;

/** No file of any domain comes near it; one of nothing but tiny fields would need fifty times its size. */
const mostFields = 20_000;

class NistReader {
  readonly #bytes: Uint8Array;
  readonly #lenient: boolean;
  readonly #warnings: string[] = [];
  readonly #records: NistRecord[] = [];
  #fields = 0;
  #at = 0;

  constructor(bytes: Uint8Array, lenient: boolean) {
    this.#bytes = bytes;
    this.#lenient = lenient;
  }

  read(): ReadNist {
    const first = this.#tagged(1);
    this.#records.push(first);
    for (const listed of this.#contents(first)) this.#record(listed);
    const trailing = this.#bytes.subarray(this.#at);
    if (trailing.length > 0) this.#deviates(`${trailing.length} bytes stand behind the last record`, this.#at);
    return { records: this.#records, trailing, warnings: this.#warnings };
  }

  /** Throws, or where the reader is lenient goes on. */
  #deviates(problem: string, offset: number): void {
    // An error is dear to make, and a hostile file has a deviation in each of its bytes.
    if (this.#lenient && this.#warnings.length >= mostWarnings) return;
    const error = new FormatError(problem, offset);
    if (!this.#lenient) throw error;
    this.#warnings.push(error.message);
  }

  #contents(first: TaggedRecord): readonly Listed[] {
    const bytes = first.fields.find(({ number }) => number === 3)?.value;
    if (bytes === undefined) throw new FormatError('The Type-1 record does not say what the file holds (1.003)', 0);
    const offset = bytes.byteOffset - this.#bytes.byteOffset;
    if (bytes.length > (mostRecords + 1) * longestListed)
      throw new FormatError(`The list of records (1.003) names more than ${mostRecords}`, offset);
    const [[one, count] = [], ...rest] = itemsOf(latin1.decode(bytes));
    const listed = rest.map(([type = '', idc = '']) => {
      if (!/^\d{1,2}$/.test(type) || Number(type) < 2 || !/^\d{1,2}$/.test(idc))
        throw new FormatError('The list of records (1.003) cannot be read', offset);
      return { type: Number(type), idc: Number(idc) };
    });
    if (listed.length > mostRecords)
      throw new FormatError(`The list of records (1.003) names more than ${mostRecords}`, offset);
    if (one !== '1' || Number(count) !== listed.length)
      this.#deviates(`The list of records (1.003) counts ${count ?? 'nothing'}, and names ${listed.length}`, offset);
    return listed;
  }

  #record({ type, idc }: Listed): void {
    const from = this.#at;
    if (from === this.#bytes.length) {
      this.#deviates(`The Type-${type} record with IDC ${idc} is missing`, from);
      return;
    }
    const record = isBinaryType(type) ? this.#binary(type) : this.#tagged(type);
    this.#records.push(record);
    const found = idcOf(record);
    if (found !== idc) this.#deviates(`A Type-${type} record has the IDC ${found}, and is listed with ${idc}`, from);
  }

  #binary(type: number): NistRecord {
    const from = this.#at;
    const left = this.#bytes.length - from;
    if (left < 5) throw new FormatError(`A Type-${type} record ends within its header`, from);
    const claimed = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + from).getUint32(0);
    if (claimed < 5) throw new FormatError(`A Type-${type} record claims a length of ${claimed}`, from);
    if (claimed > left) this.#deviates(`A Type-${type} record claims ${claimed} bytes, and ${left} are left`, from);
    this.#at = from + Math.min(claimed, left);
    return { is: 'binary', type, bytes: this.#bytes.subarray(from, this.#at) };
  }

  #tagged(type: number): TaggedRecord {
    const from = this.#at;
    const end = this.#endOfTagged(type, from);
    const fields: NistField[] = [];
    // Its last byte is the separator that ends it.
    for (let at = from; at < end;) {
      this.#fields += 1;
      if (this.#fields > mostFields) throw new FormatError(`There are more than ${mostFields} fields`, at);
      const field = this.#field(type, at, end - 1);
      fields.push(field);
      at += field.tag.length + 1 + field.value.length + 1;
    }
    this.#at = end;
    return { is: 'tagged', type, fields };
  }

  /** Behind the record's last byte, which is a file separator. */
  #endOfTagged(type: number, from: number): number {
    const claimed = this.#claimedLength(type, from);
    const end = from + claimed;
    if (end <= this.#bytes.length && this.#bytes[end - 1] === separator.file) return end;
    this.#deviates(`The length ${claimed} of a Type-${type} record does not lead to its end`, from);
    // Data may contain the separator: where it does not tell the end, nothing does.
    const found = this.#bytes.indexOf(separator.file, from);
    if (found === -1) throw new FormatError(`A Type-${type} record has no end`, from);
    return found + 1;
  }

  #claimedLength(type: number, from: number): number {
    const begin = latin1.decode(this.#bytes.subarray(from, from + longestTag + 12));
    // oxlint-disable-next-line no-control-regex
    const [, own, number, length] = /^(\d{1,2})\.(\d{1,9}):(\d{1,10})[\u001C\u001D]/.exec(begin) ?? [];
    if (Number(own) === type && Number(number) === 1 && Number(length) > 0) return Number(length);
    throw new FormatError(`A Type-${type} record does not begin with its length`, from);
  }

  /** The field at `at`; `end` is where its record's last separator stands. */
  #field(type: number, at: number, end: number): NistField {
    const colon = this.#bytes.subarray(at, Math.min(at + longestTag, end)).indexOf(0x3a);
    const tag = colon === -1 ? '' : latin1.decode(this.#bytes.subarray(at, at + colon));
    const [, taggedType, number] = /^(\d{1,2})\.(\d{1,9})$/.exec(tag) ?? [];
    if (number === undefined) throw new FormatError(`A field of a Type-${type} record was expected`, at);
    if (Number(taggedType) !== type) this.#deviates(`A Type-${type} record has a field ${tag}`, at);
    const from = at + colon + 1;
    const isData = holdsData(type) && Number(number) === dataField;
    return {
      tag,
      number: Number(number),
      value: this.#bytes.subarray(from, isData ? end : this.#endOfValue(from, end)),
    };
  }

  #endOfValue(from: number, end: number): number {
    for (let at = from; at < end; at += 1) {
      const byte = this.#bytes[at];
      if (byte === separator.group) return at;
      if (byte === separator.file) this.#deviates('A separator of records stands within a field', at);
    }
    return end;
  }
}

/** Throws `FormatError`, and nothing else. The records are views of `bytes`. */
export const readTransaction = (bytes: Uint8Array, { lenient = false }: ReadNistOptions = {}): ReadNist =>
  new NistReader(bytes, lenient).read();
