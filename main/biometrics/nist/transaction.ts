// An ANSI/NIST-ITL transaction in memory (1-2011 Update 2015, traditional encoding): records as they stand in the file, so that
// what was read can be written again byte for byte.
import { FormatError } from '../format-error.ts';

export const separator = { file: 0x1c, group: 0x1d, record: 0x1e, unit: 0x1f } as const;

/** `14.013:…` */
export interface NistField {
  /** As written: "14.013", in older files "1.03". */
  readonly tag: string;
  readonly number: number;
  readonly value: Uint8Array;
}

export interface TaggedRecord {
  readonly is: 'tagged';
  readonly type: number;
  readonly fields: readonly NistField[];
}

/** Types 3 to 8: a header of fixed places instead of fields. */
export interface BinaryRecord {
  readonly is: 'binary';
  readonly type: number;
  /** The whole record, its length included. */
  readonly bytes: Uint8Array;
}

export type NistRecord = TaggedRecord | BinaryRecord;

export interface NistTransaction {
  /** The Type-1 record first. */
  readonly records: readonly NistRecord[];
  /** What stood behind the last record; only a lenient reader lets it pass. */
  readonly trailing: Uint8Array;
}

export const isBinaryType = (type: number): boolean => type >= 3 && type <= 8;

/** The field that holds an image or other data, which may contain any byte. */
export const dataField = 999;
export const holdsData = (type: number): boolean => type >= 10;

const text = new TextDecoder('latin1');

/** Null where there is no such field. Of several with the same number the first. */
export function fieldText(record: TaggedRecord, number: number): string | null {
  const field = record.fields.find((one) => one.number === number);
  return field === undefined ? null : text.decode(field.value);
}

/** Subfields of items. */
export const itemsOf = (value: string): readonly (readonly string[])[] =>
  value.split('\u001E').map((subfield) => subfield.split('\u001F'));

/** Image designation character: which image or which part of the file a record belongs to. Null in a Type-1 record. */
export function idcOf(record: NistRecord): number | null {
  if (record.is === 'binary') return record.bytes[4] ?? null;
  const value = record.type === 1 ? null : fieldText(record, 2);
  return value === null || !/^\d{1,2}$/.test(value) ? null : Number(value);
}

/** Big-endian places of the Types 3 to 6 (table 114 and following of the 2007 edition). */
export interface BinaryImage {
  readonly idc: number;
  readonly impression: number;
  /** Up to six; 255 means none. */
  readonly fingers: readonly number[];
  /** Whether at the scanning resolution of the Type-1 record (0) or the transmitted one (1). */
  readonly resolution: number;
  readonly width: number;
  readonly height: number;
  /** 0 none, 1 WSQ (Type 4); of other Types their own list. */
  readonly compression: number;
  readonly data: Uint8Array;
}

const imageHeaderLength = 18;

export function binaryImage({ type, bytes }: BinaryRecord): BinaryImage {
  if (type > 6) throw new FormatError(`A Type-${type} record holds no image of this form`, 0);
  if (bytes.length < imageHeaderLength) throw new FormatError('The record is shorter than its header', bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    idc: view.getUint8(4),
    impression: view.getUint8(5),
    fingers: [...bytes.subarray(6, 12)].filter((finger) => finger !== 255),
    resolution: view.getUint8(12),
    width: view.getUint16(13),
    height: view.getUint16(15),
    compression: view.getUint8(17),
    data: bytes.subarray(imageHeaderLength),
  };
}
