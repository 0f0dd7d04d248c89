// A search as it leaves the laptop: every field that the standard asks for, images that come out again, nothing about a person, and
// nothing left behind after a purge.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';
import { interpolProfile, type DomainProfile } from '../../../main/biometrics/nist/domain-profile.ts';
import type { PrintPosition, SearchPrint } from '../../../main/biometrics/nist/print-records.ts';
import { readTransaction } from '../../../main/biometrics/nist/read-transaction.ts';
import { searchTransaction, type SearchRequest } from '../../../main/biometrics/nist/search-transaction.ts';
import { binaryImage, fieldText, type NistRecord } from '../../../main/biometrics/nist/transaction.ts';
import { writeTransaction } from '../../../main/biometrics/nist/write-transaction.ts';
import { decodePng } from '../../../main/biometrics/png/decode-png.ts';
import { decodeWsq } from '../../../main/biometrics/wsq/decode-wsq.ts';
import { AlreadyPurged, PrintKeeper } from '../../../main/biometrics/zeroise.ts';

function ridges(width: number, height: number, period = 9): GrayImage {
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [(i % width) - width / 2, Math.floor(i / width) - height / 2];
    return 128 + 100 * Math.sin((Math.hypot(x, y * 1.2) * 2 * Math.PI) / period);
  });
  return { width, height, pixels };
}

/** Half past midnight in British Summer Time: the day before in Greenwich. */
const startedAt = new Date('2026-07-14T23:30:05.678Z');

const print = (position: PrintPosition, more: Partial<SearchPrint> = {}): SearchPrint => ({
  position,
  image: ridges(96, 120, 8 + position / 4),
  capturedAt: new Date('2026-07-14T22:59:00Z'),
  ...more,
});

const request = (more: Partial<SearchRequest> = {}): SearchRequest => ({
  transactionNumber: '5f0c6a52-41b3-4c8e-9a0e-0c57d1a1f3aa',
  startedAt,
  timeZone: 'Europe/London',
  priority: 1,
  destination: 'GATEWAY01',
  origin: 'FORCE0001',
  facts: { reference: 'KD20260715-0007', databases: ['IDENT1', 'IABS'], mostCandidates: 5 },
  prints: [print(2), print(7)],
  ...more,
});

const built = (more: Partial<SearchRequest> = {}, profile = interpolProfile()): Uint8Array =>
  searchTransaction(request(more), profile, new PrintKeeper());

/** Number and text of all fields but the image. */
const fieldsOf = (record: NistRecord | undefined): readonly (readonly [number, string | null])[] =>
  record?.is === 'tagged'
    ? record.fields.filter(({ number }) => number !== 999).map(({ number }) => [number, fieldText(record, number)])
    : [];

function dataOf(record: NistRecord | undefined): Uint8Array {
  const data = record?.is === 'tagged' ? record.fields.at(-1) : undefined;
  if (data?.number !== 999) throw new Error('This record has no image');
  return data.value;
}

describe('a search', () => {
  test('says in its header what the standard asks for', () => {
    const bytes = built();
    const { records, warnings } = readTransaction(bytes);
    const [length] = fieldsOf(records[0]);
    expect([warnings, writeTransaction(records)]).toEqual([[], bytes]);
    expect(fieldsOf(records[0])).toEqual([
      length,
      [2, '0502'],
      [3, '1\u001F3\u001E2\u001F00\u001E14\u001F01\u001E14\u001F02'],
      [4, 'CPS'],
      [5, '20260715'],
      [6, '1'],
      [7, 'GATEWAY01'],
      [8, 'FORCE0001'],
      [9, '5f0c6a52-41b3-4c8e-9a0e-0c57d1a1f3aa'],
      [11, '00.00'],
      [12, '00.00'],
      [13, 'INT-I\u001F4.22'],
      [14, '20260714233005Z'],
    ]);
  });

  test('says of the person nothing at all: a reference, the databases asked, how many candidates', () => {
    const [, description] = readTransaction(built()).records;
    expect(fieldsOf(description).slice(1)).toEqual([
      [2, '00'],
      [3, '0422'],
      [7, 'GB/KD20260715-0007'],
      [63, 'IDENT1 IABS'],
      [320, '5'],
    ]);
  });

  test('says of each finger how it was captured, and no quality of its own making', () => {
    const [, , right, left] = readTransaction(built()).records;
    expect([fieldsOf(right).slice(1), fieldsOf(left).find(([number]) => number === 13)]).toEqual([
      [
        [2, '01'],
        [3, '0'],
        [4, 'FORCE0001'],
        [5, '20260714'],
        [6, '96'],
        [7, '120'],
        [8, '1'],
        [9, '500'],
        [10, '500'],
        [11, 'WSQ20'],
        [12, '8'],
        [13, '2'],
      ],
      [13, '7'],
    ]);
  });

  test('says what is known besides, in the order of the fields', () => {
    const one = print(3, {
      scanned: { across: 508, down: 512 },
      comment: 'Synthetic print',
      quality: { algorithm: 'NFIQ', value: 2 },
      acquisitionProfile: 30,
    });
    const other = print(4, {
      scanned: { across: 500, down: 500 },
      quality: { algorithm: { vendor: '000F', product: 7 }, value: 81 },
    });
    const [, , first, second] = readTransaction(built({ prints: [one, other] })).records;
    expect(fieldsOf(first).slice(13)).toEqual([
      [16, '508'],
      [17, '512'],
      [20, 'Synthetic print'],
      [22, '3\u001F2'],
      [31, '30'],
    ]);
    expect(fieldsOf(second).slice(13)).toEqual([[24, '4\u001F81\u001F000F\u001F7']]);
  });

  test('without databases leaves them to the gateway', () => {
    const [, description] = readTransaction(built({ facts: { ...request().facts, databases: [] } })).records;
    expect(fieldsOf(description).map(([number]) => number)).toEqual([1, 2, 3, 7, 320]);
  });
});

describe('its images', () => {
  test('as PNG come out with every pixel, also in another program', () => {
    const { records } = readTransaction(built({}, interpolProfile('type-14-png')));
    const data = dataOf(records[2]);
    const { image } = print(2);
    expect(fieldsOf(records[2])).toContainEqual([11, 'PNG']);
    expect(decodePng(data)).toEqual(image);
    const options = ['-v', 'error', '-f', 'png_pipe', '-i', '-', '-f', 'rawvideo', '-pix_fmt', 'gray', '-'];
    expect(Buffer.compare(execFileSync('ffmpeg', options, { input: data }), image.pixels)).toBe(0);
  });

  test('as WSQ come out nearly as they were, with their size', () => {
    const { image } = print(2);
    const decoded = decodeWsq(dataOf(readTransaction(built()).records[2]));
    const difference = decoded.pixels.reduce((sum, pixel, i) => sum + Math.abs(pixel - (image.pixels[i] ?? 0)), 0);
    expect([decoded.width, decoded.height]).toEqual([96, 120]);
    expect(difference / image.pixels.length).toBeLessThan(8);
  });

  test('go into records of Type 4 for a domain that wants them, with the resolution in the header', () => {
    const bytes = built({}, interpolProfile('type-4-wsq'));
    const { records } = readTransaction(bytes);
    expect(writeTransaction(records)).toEqual(bytes);
    expect(fieldsOf(records[0])).toEqual(
      expect.arrayContaining([
        [11, '19.69'],
        [12, '19.69'],
      ]),
    );
    const told = records.flatMap((record) => (record.is === 'binary' ? [binaryImage(record)] : []));
    expect(told).toMatchObject([
      { idc: 1, impression: 0, fingers: [2], resolution: 0, width: 96, height: 120, compression: 1 },
      { idc: 2, fingers: [7] },
    ]);
    expect(told.map(({ data }) => decodeWsq(data)).every(({ width }) => width === 96)).toBe(true);
  });

  test('of any fingers, in any way, are read back byte for byte', () => {
    const ways = ['type-14-wsq', 'type-14-png', 'type-4-wsq'] as const;
    const positions = fc.uniqueArray(fc.constantFrom<PrintPosition>(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14), {
      minLength: 1,
      maxLength: 10,
    });
    const size = fc.integer({ min: 10, max: 60 });
    fc.assert(
      fc.property(positions, fc.constantFrom(...ways), size, size, (wanted, way, width, height) => {
        const prints = wanted.map((position) => print(position, { image: ridges(width, height) }));
        const bytes = built({ prints }, interpolProfile(way));
        const { records } = readTransaction(bytes);
        expect(records).toHaveLength(prints.length + 2);
        expect(writeTransaction(records)).toEqual(bytes);
      }),
      { numRuns: 30 },
    );
  });
});

test('another domain has its own record and its own type of transaction', () => {
  const other: DomainProfile = {
    domain: { name: 'FORCE-X', version: '1.0' },
    transactionType: 'INK',
    prints: 'type-14-png',
    bitRate: 0.75,
    describe: ({ reference }) => [[900, reference]],
  };
  const { records } = readTransaction(built({}, other));
  expect(fieldsOf(records[0])).toEqual(
    expect.arrayContaining([
      [4, 'INK'],
      [13, 'FORCE-X\u001F1.0'],
    ]),
  );
  expect(fieldsOf(records[1]).slice(2)).toEqual([[900, 'KD20260715-0007']]);
});

describe('after the purge', () => {
  test.each(['type-14-wsq', 'type-14-png', 'type-4-wsq'] as const)('nothing of a search by %s is left', (way) => {
    const keeper = new PrintKeeper();
    const bytes = searchTransaction(request(), interpolProfile(way), keeper);
    expect(bytes.some((byte) => byte !== 0)).toBe(true);
    const { buffers, bytes: count, outOfReach } = keeper.purge();
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    // The transaction, and for each finger what was encoded for it.
    expect([buffers, outOfReach]).toEqual([way === 'type-4-wsq' ? 5 : 3, 0]);
    expect(count).toBeGreaterThan(bytes.length * 1.5);
  });

  test('no search is built', () => {
    const keeper = new PrintKeeper();
    keeper.purge();
    expect(() => searchTransaction(request(), interpolProfile(), keeper)).toThrow(AlreadyPurged);
  });

  test('the images of the caller are his own', () => {
    const keeper = new PrintKeeper();
    const asked = request();
    searchTransaction(asked, interpolProfile(), keeper);
    keeper.purge();
    expect(asked.prints[0]?.image).toEqual(ridges(96, 120, 8.5));
  });
});

describe('a search is refused', () => {
  const of = (print: SearchPrint): Partial<SearchRequest> => ({ prints: [print] });
  const facts = request().facts;
  const notNamed = { algorithm: { vendor: 'ours', product: 1 }, value: 50 };
  const unknown = 11 as unknown as PrintPosition;
  test.each<[string, Partial<SearchRequest>, RegExp]>([
    ['without fingers', { prints: [] }, /1 to 13 images/],
    ['with one finger twice', { prints: [print(2), print(2)] }, /two images of one finger/],
    ['with a position that is no finger', of(print(unknown)), /no finger position 11/],
    ['with an image that is too small', of(print(2, { image: ridges(9, 30) })), /9 × 30 pixels/],
    ['with pixels missing', of(print(2, { image: { ...ridges(30, 30), width: 31 } })), /31 × 30 pixels/],
    ['with a short transaction number', { transactionNumber: '123456789' }, /10 to 40 characters/],
    ['with spaces in its number', { transactionNumber: '1234567890 1' }, /10 to 40 characters/],
    ['with a separator in its origin', { origin: 'FORCE\u001D1.009:x' }, /The origin has characters/],
    ['with a name that is not ASCII', { destination: 'Zürich' }, /The destination has characters/],
    ['without a destination', { destination: '' }, /The destination must have/],
    ['with a long reference', { facts: { ...facts, reference: 'x'.repeat(33) } }, /reference of a search must/],
    ['with one database twice', { facts: { ...facts, databases: ['IABS', 'IABS'] } }, /asked twice/],
    ['with a nameless database', { facts: { ...facts, databases: [''] } }, /cannot stand in a list/],
    ['for no candidates', { facts: { ...facts, mostCandidates: 0 } }, /1 to 10 candidates/],
    ['with a quality of no registered algorithm', of(print(2, { quality: notNamed })), /not named as it is registered/],
    ['with a quality of a slap', of(print(13, { quality: { algorithm: 'NFIQ', value: 1 } })), /of one finger/],
    [
      'with half a pixel to the inch',
      of(print(2, { scanned: { across: 500.5, down: 500 } })),
      /whole number of pixels/,
    ],
    ['with a long comment', of(print(2, { comment: 'x'.repeat(127) })), /A comment must have/],
  ])('%s', (_name, more, words) => {
    expect(() => built(more)).toThrow(RangeError);
    expect(() => built(more)).toThrow(words);
  });

  test('with both thumbs in a record of Type 4', () => {
    expect(() => built(of(print(15)), interpolProfile('type-4-wsq'))).toThrow('no pair of thumbs');
  });
});
