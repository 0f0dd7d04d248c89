// ANSI/NIST records that somebody made to do harm: each is read, or refused with its place; none takes long or much memory.
import { describe, expect, it, test } from 'vitest';
import { FormatError } from '../../../main/biometrics/format-error.ts';
import { readTransaction } from '../../../main/biometrics/nist/read-transaction.ts';
import { idcOf, type NistRecord } from '../../../main/biometrics/nist/transaction.ts';
import {
  contentsOf,
  fingerprintRecord,
  taggedRecord,
  writeTransaction,
} from '../../../main/biometrics/nist/write-transaction.ts';
import { hasNistSamples, nistSample, nistSamples } from '../../support/nist-samples.ts';
import { createBelow } from '../../support/random.ts';

const separators = [0x1c, 0x1d, 0x1e, 0x1f, 0x3a, 0x2e];

/** Every outcome but these is a defect: what was read must be what stood there, and what was refused has a place. */
function outcomeOf(bytes: Uint8Array, lenient: boolean): string {
  try {
    const { records, trailing, warnings } = readTransaction(bytes, { lenient });
    if (warnings.length > 100) return 'too many warnings';
    return Buffer.compare(writeTransaction(records, trailing), bytes) === 0 ? 'the same bytes' : 'other bytes';
  } catch (error) {
    if (!(error instanceof FormatError)) return String(error);
    return error.offset >= 0 && error.offset <= bytes.length ? 'refused' : `refused at ${error.offset}`;
  }
}

const both = (bytes: Uint8Array): readonly string[] => [outcomeOf(bytes, false), outcomeOf(bytes, true)];
const harmless = /^(the same bytes|refused)$/;

function firstRecord(list: string | Uint8Array, more: readonly (readonly [number, Uint8Array])[] = []) {
  return taggedRecord(1, [[2, '0502'], [3, list], ...more]);
}

function withRecords(...records: readonly NistRecord[]): Uint8Array {
  return writeTransaction([firstRecord(contentsOf(records)), ...records]);
}

const finger = fingerprintRecord({
  idc: 1,
  impression: 0,
  fingers: [2],
  resolution: 0,
  width: 4,
  height: 3,
  compression: 0,
  data: Uint8Array.of(0x1c, 0x1d, 0xff, 0, 1, 2, 3, 4, 5, 6, 7, 8),
});
const image = taggedRecord(14, [
  [2, '02'],
  [13, '7'],
  [999, Uint8Array.of(0x1c, 0x1c, 0x1d, 0x31, 0x34, 0x2e)],
]);
const small = withRecords(taggedRecord(2, [[2, '00']]), finger, image);

describe.skipIf(!hasNistSamples)('a published transaction', () => {
  const samples = nistSamples(/\.an2k?$/);

  it.each(samples)('%s does no harm however it is changed', (name) => {
    const whole = nistSample(name);
    const below = createBelow(whole.length);
    // Headers and fields are what a reader can be led astray by; they stand before the first image.
    const head = Math.min(whole.length, 1500);
    for (let run = 0; run < 120; run += 1) {
      const bytes = whole.slice(0, below(3) === 0 ? below(whole.length) : whole.length);
      for (let i = below(6); i >= 0 && bytes.length > 0; i -= 1) {
        const at = below(Math.min(head, bytes.length));
        if (below(2) === 0) bytes[at] = separators[below(separators.length)] ?? 0;
        else if (below(3) === 0) bytes.copyWithin(at, below(bytes.length), below(bytes.length));
        else bytes[at] = below(256);
      }
      for (const outcome of both(bytes)) expect(outcome).toMatch(harmless);
    }
  });

  it.each(samples)('%s does no harm where it ends early', (name) => {
    const whole = nistSample(name);
    const lengths = Array.from({ length: Math.min(whole.length, 700) }, (_, i) => i);
    for (let at = 700; at < whole.length; at += Math.ceil(whole.length / 60)) lengths.push(at);
    for (const length of lengths) {
      const [strict, lenient] = both(whole.subarray(0, length));
      expect(strict).toBe('refused');
      expect(lenient).toMatch(harmless);
    }
  });
});

describe('a record of each type', () => {
  test.each(Array.from({ length: 98 }, (_, i) => i + 2))('Type %i is read and written back byte for byte', (type) => {
    const record: NistRecord =
      type >= 3 && type <= 8
        ? { is: 'binary', type, bytes: Uint8Array.of(0, 0, 0, 9, 7, 0x1c, 0x1d, 255, 0) }
        : taggedRecord(type, [
            [2, '7'],
            [3, 'one\u001Ftwo\u001Ethree'],
          ]);
    const bytes = withRecords(record);
    const { records, warnings } = readTransaction(bytes);
    expect([records[1]?.type, records[1] && idcOf(records[1]), warnings]).toEqual([type, 7, []]);
    expect(writeTransaction(records)).toEqual(bytes);
  });

  test.each(['0', '1', '100', '-2', '2.0', ''])('no record is of Type "%s"', (type) => {
    const bytes = writeTransaction([firstRecord(`1\u001F1\u001E${type}\u001F00`)]);
    expect(() => readTransaction(bytes, { lenient: true })).toThrow(
      'list of records (1.003) cannot be read (at byte 26)',
    );
  });
});

describe('a small transaction', () => {
  test('ends early at any byte: refused', () => {
    for (let length = 0; length < small.length; length += 1) expect(both(small.subarray(0, length))[0]).toBe('refused');
  });

  test('with any byte changed to any separator or digit does no harm', () => {
    for (let at = 0; at < small.length; at += 1) {
      for (const byte of [...separators, 0x30, 0x39, 0, 255]) {
        const bytes = small.slice();
        bytes[at] = byte;
        for (const outcome of both(bytes)) expect(outcome).toMatch(harmless);
      }
    }
  });

  test.each([0, 4, 5, 17, 0x7fff_ffff, 0xffff_ffff])('whose binary record claims %i bytes does no harm', (claimed) => {
    const bytes = finger.bytes.slice();
    new DataView(bytes.buffer).setUint32(0, claimed);
    const outcomes = both(withRecords({ is: 'binary', type: 4, bytes }, image));
    for (const outcome of outcomes) expect(outcome).toMatch(harmless);
    expect(outcomes[0]).toBe('refused');
  });

  test.each(['0', '1', '99', '9999999999', '00000000007'])(
    'whose tagged record claims %s bytes does no harm',
    (length) => {
      const record = taggedRecord(2, [[2, '00']]);
      const [first] = record.fields;
      const claims = { ...record, fields: [{ ...first, tag: '2.001', number: 1, value: Buffer.from(length) }] };
      for (const outcome of both(withRecords(claims, image))) expect(outcome).toMatch(harmless);
    },
  );
});

describe('five million bytes', () => {
  const many = 5_000_000;

  test('of separators within a field: a hundred warnings, or a refusal at the first', () => {
    const bytes = writeTransaction([firstRecord('1\u001F0', [[4, new Uint8Array(many).fill(0x1c)]])]);
    expect(readTransaction(bytes, { lenient: true }).warnings).toHaveLength(100);
    expect(() => readTransaction(bytes)).toThrow('separator of records stands within a field (at byte 41)');
  });

  test('of the smallest fields are refused, with the place of the first that is too many', () => {
    const tiny = Buffer.from('2.2:\u001D'.repeat(many / 5));
    const record = taggedRecord(2, [[2, '00']]);
    const length = '2.001:5000020'.length + 1 + tiny.length + '2.3:x\u001C'.length;
    const bytes = Buffer.concat([
      writeTransaction([firstRecord(contentsOf([record]))]),
      Buffer.from(`2.001:${length}\u001D`),
      tiny,
      Buffer.from('2.3:x\u001C'),
    ]);
    for (const lenient of [false, true])
      expect(() => readTransaction(bytes, { lenient })).toThrow(/more than 20000 fields \(at byte 100\d{3}\)/);
  });

  test.each([
    ['of nothing', Buffer.from('1\u001F1' + '\u001E'.repeat(many))],
    ['of records', Buffer.from('1\u001F1' + '\u001E2\u001F0'.repeat(many / 4))],
    ['of one word', Buffer.alloc(many, '1')],
  ])('in the list of records, %s, are refused before they are taken apart', (_what, list) => {
    for (const lenient of [false, true])
      expect(() => readTransaction(writeTransaction([firstRecord(list)]), { lenient })).toThrow('more than 999');
  });

  test('of one image are a view of the file, not a copy', () => {
    const data = new Uint8Array(many).fill(0x1d);
    const bytes = withRecords(
      taggedRecord(14, [
        [2, '01'],
        [999, data],
      ]),
    );
    const record = readTransaction(bytes).records[1];
    const value = record?.is === 'tagged' ? record.fields.at(-1)?.value : undefined;
    expect([value?.length, value?.buffer === bytes.buffer]).toEqual([many, true]);
  });
});
