// Writes ANSI/NIST-ITL transactions: those that were read byte for byte, new ones with their lengths and their list of records.
import {
  idcOf,
  separator,
  type BinaryRecord,
  type NistField,
  type NistRecord,
  type TaggedRecord,
} from './transaction.ts';

const encoder = new TextEncoder();

const recordLength = ({ fields }: TaggedRecord): number =>
  fields.reduce((sum, { tag, value }) => sum + tag.length + 1 + value.length + 1, 0);

const lengthOf = (record: NistRecord): number => (record.is === 'binary' ? record.bytes.length : recordLength(record));

/** Records as they are, with the lengths that their fields say. */
export function writeTransaction(records: readonly NistRecord[], trailing: Uint8Array = new Uint8Array()): Uint8Array {
  const bytes = new Uint8Array(records.reduce((sum, record) => sum + lengthOf(record), trailing.length));
  let at = 0;
  const put = (part: Uint8Array): void => {
    bytes.set(part, at);
    at += part.length;
  };
  for (const record of records) {
    if (record.is === 'binary') {
      put(record.bytes);
      continue;
    }
    for (const [index, { tag, value }] of record.fields.entries()) {
      put(encoder.encode(`${tag}:`));
      put(value);
      put(Uint8Array.of(index === record.fields.length - 1 ? separator.file : separator.group));
    }
  }
  put(trailing);
  return bytes;
}

export type NewFields = readonly (readonly [number: number, value: string | Uint8Array])[];

/** A record whose first field is its length. Text must be ASCII without separators that it does not mean. */
export function taggedRecord(type: number, values: NewFields): TaggedRecord {
  const field = (number: number, value: string | Uint8Array): NistField => ({
    tag: `${type}.${String(number).padStart(3, '0')}`,
    number,
    value: typeof value === 'string' ? encoder.encode(value) : value,
  });
  const fields = values.map(([number, value]) => field(number, value));
  const withLength = (length: number): TaggedRecord => ({
    is: 'tagged',
    type,
    fields: [field(1, String(length)), ...fields],
  });
  // The length counts its own digits.
  let length = recordLength(withLength(0));
  while (recordLength(withLength(length)) !== length) length = recordLength(withLength(length));
  return withLength(length);
}

/** The list of records (1.003) for a Type-1 record that stands before `records`. */
export function contentsOf(records: readonly NistRecord[]): string {
  const listed = records.map((record) => `${record.type}\u001F${String(idcOf(record) ?? 0).padStart(2, '0')}`);
  return [`1\u001F${records.length}`, ...listed].join('\u001E');
}

export interface NewBinaryImage {
  readonly idc: number;
  readonly impression: number;
  readonly fingers: readonly number[];
  readonly resolution: number;
  readonly width: number;
  readonly height: number;
  readonly compression: number;
  readonly data: Uint8Array;
}

/** A Type-4 record: a grayscale fingerprint image with a binary header. */
export function fingerprintRecord(image: NewBinaryImage): BinaryRecord {
  const bytes = new Uint8Array(18 + image.data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, bytes.length);
  view.setUint8(4, image.idc);
  view.setUint8(5, image.impression);
  bytes.fill(255, 6, 12);
  bytes.set(image.fingers.slice(0, 6), 6);
  view.setUint8(12, image.resolution);
  view.setUint16(13, image.width);
  view.setUint16(15, image.height);
  view.setUint8(17, image.compression);
  bytes.set(image.data, 18);
  return { is: 'binary', type: 4, bytes };
}
