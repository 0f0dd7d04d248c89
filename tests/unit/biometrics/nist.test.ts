// ANSI/NIST-ITL: published transactions are read and written back byte for byte; new ones are read as they were meant; foreign bytes do no harm.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { FormatError } from '../../../main/biometrics/format-error.ts';
import { readTransaction } from '../../../main/biometrics/nist/read-transaction.ts';
import { binaryImage, fieldText, idcOf, itemsOf, type NistRecord } from '../../../main/biometrics/nist/transaction.ts';
import {
  contentsOf,
  fingerprintRecord,
  taggedRecord,
  writeTransaction,
} from '../../../main/biometrics/nist/write-transaction.ts';
import { decodeWsq } from '../../../main/biometrics/wsq/decode-wsq.ts';
import { hasNistSamples, nistSample, nistSamples } from '../../support/nist-samples.ts';
import { createBelow } from '../../support/random.ts';

const transactions = nistSamples(/\.an2k?$/);
/** Its Type-9 record has a field that says it is of Type 13: only a lenient reader goes on. */
const deviating = 'biomeval_type9-13.an2k';

function search(data: Uint8Array): NistRecord[] {
  const finger = fingerprintRecord({
    idc: 1,
    impression: 0,
    fingers: [2],
    resolution: 0,
    width: 4,
    height: 3,
    compression: 0,
    data,
  });
  const image = taggedRecord(14, [
    [2, '02'],
    [3, '0'],
    [13, '7'],
    [999, data],
  ]);
  const rest: NistRecord[] = [taggedRecord(2, [[2, '00']]), finger, image];
  const first = taggedRecord(1, [
    [2, '0502'],
    [3, contentsOf(rest)],
    [4, 'IDENT'],
  ]);
  return [first, ...rest];
}

/** Of bytes that may be anything. */
function outcomeOf(bytes: Uint8Array, lenient: boolean): string {
  try {
    const { records, trailing } = readTransaction(bytes, { lenient });
    return Buffer.compare(writeTransaction(records, trailing), bytes) === 0 ? 'the same bytes' : 'other bytes';
  } catch (error) {
    return error instanceof FormatError ? error.name : String(error);
  }
}

describe.skipIf(!hasNistSamples)('published transactions', () => {
  it.each(transactions)('%s is read and written back byte for byte', (name) => {
    const bytes = nistSample(name);
    const { records, trailing, warnings } = readTransaction(bytes, { lenient: name === deviating });
    expect(Buffer.compare(writeTransaction(records, trailing), bytes)).toBe(0);
    expect(warnings).toHaveLength(name === deviating ? 1 : 0);
    const listed = itemsOf(records[0]?.is === 'tagged' ? (fieldText(records[0], 3) ?? '') : '').length;
    expect(records).toHaveLength(listed);
  });

  it('what is not as the standard says is refused by a strict reader, with its place', () => {
    expect(() => readTransaction(nistSample(deviating))).toThrow('has a field 13.005 (at byte 244)');
  });

  it('fingerprints of Type 4 are WSQ images of the size that their records tell', () => {
    const sizes = transactions.flatMap((name) => {
      const { records } = readTransaction(nistSample(name), { lenient: true });
      return records.flatMap((record) => {
        if (record.is === 'tagged' || record.type !== 4) return [];
        const told = binaryImage(record);
        const { width, height } = decodeWsq(told.data);
        expect([width, height]).toEqual([told.width, told.height]);
        return [`${width}×${height}`];
      });
    });
    expect(sizes).toContain('1608×1000');
    expect(sizes.length).toBeGreaterThan(6);
  });

  it('a changed or shortened transaction is read or is a format error, and nothing else', () => {
    const below = createBelow(3);
    for (const name of transactions.filter((one) => nistSample(one).length < 80_000)) {
      const whole = nistSample(name);
      for (let run = 0; run < 200; run += 1) {
        const bytes = whole.slice(0, below(3) === 0 ? below(whole.length) : whole.length);
        for (let i = 0; i <= below(5); i += 1) {
          const at = below(Math.min(whole.length, 600));
          if (at < bytes.length) bytes[at] = [0x1c, 0x1d, 0x1e, 0x1f, 0x3a, 0x39, 0xff, below(256)][below(8)] ?? 0;
        }
        for (const lenient of [false, true]) {
          expect(outcomeOf(bytes, lenient)).toMatch(/^(the same bytes|FormatError)$/);
        }
      }
    }
  }, 60_000);
});

describe('a new transaction', () => {
  test('is read as it was meant, whatever bytes its images have', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (data) => {
        const written = writeTransaction(search(data));
        const { records } = readTransaction(written);
        expect(records.map((record) => [record.type, idcOf(record)])).toEqual([
          [1, null],
          [2, 0],
          [4, 1],
          [14, 2],
        ]);
        const [, , finger, image] = records;
        expect(finger?.is === 'binary' && binaryImage(finger)).toMatchObject({
          fingers: [2],
          width: 4,
          height: 3,
          data,
        });
        expect(image?.is === 'tagged' && image.fields.at(-1)?.value).toEqual(data);
        expect(writeTransaction(records)).toEqual(written);
      }),
    );
  });

  test('says its own length where the length grows by a digit for it', () => {
    for (let size = 80; size < 120; size += 1) {
      const record = taggedRecord(2, [[2, '0'.repeat(size)]]);
      expect(Number(fieldText(record, 1))).toBe(writeTransaction([record]).length);
    }
  });

  test.each([
    ['without its last record', (bytes: Uint8Array) => bytes.slice(0, -40), /./],
    ['with something behind it', (bytes: Uint8Array) => Uint8Array.of(...bytes, 1, 2, 3), /3 bytes stand behind/],
    ['of nothing', () => new Uint8Array(), /does not begin with its length/],
  ])('%s is refused', (_name, change, words) => {
    const bytes = writeTransaction(search(Uint8Array.of(1, 2, 3)));
    expect(() => readTransaction(change(bytes))).toThrow(words);
  });

  test('whose list names records that are not there warns a lenient reader, a hundred times at most', () => {
    const list = Array.from({ length: 500 }, () => '4\u001F01');
    const first = taggedRecord(1, [[3, ['1\u001F500', ...list].join('\u001E')]]);
    const { warnings } = readTransaction(writeTransaction([first]), { lenient: true });
    expect(warnings).toHaveLength(100);
  });
});
