// The records of captured fingers: Type 14 (variable resolution), or Type 4 for receivers of the old kind.
import type { GrayImage } from '../gray-image.ts';
import { encodePng } from '../png/encode-png.ts';
import { encodeWsq } from '../wsq/encode-wsq.ts';
import type { PrintKeeper } from '../zeroise.ts';
import type { DomainProfile } from './domain-profile.ts';
import { localDay, plainText } from './field-text.ts';
import type { NistRecord } from './transaction.ts';
import { fingerprintRecord, taggedRecord, type NewFields } from './write-transaction.ts';

/** FGP: 1 right thumb … 5 right little, 6 left thumb … 10 left little; 13 right four, 14 left four, 15 both thumbs. */
export type PrintPosition = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 13 | 14 | 15;

/**
 * A number without its algorithm says nothing. 14.022 NQM is for NFIQ (the first, 1 best to 5) alone; 14.024 FQM for any other that
 * is registered with IBIA, 0 to 100. This program's own measure is neither, and is never sent.
 */
export type NamedQuality =
  | { readonly algorithm: 'NFIQ'; readonly value: 1 | 2 | 3 | 4 | 5 }
  | {
      readonly algorithm: { readonly vendor: string; readonly product: number };
      readonly value: number;
    };

export interface SearchPrint {
  readonly position: PrintPosition;
  /** As it is sent: 500 ppi, plain impression from a live scan. Stays its owner's to overwrite. */
  readonly image: GrayImage;
  readonly capturedAt: Date;
  /** What the sensor really has, pixels per inch; where it differs from 500 both scales are sent (14.016, 14.017). */
  readonly scanned?: { readonly across: number; readonly down: number };
  /** 14.031: the fingerprint acquisition profile that the reader is certified for. */
  readonly acquisitionProfile?: 10 | 20 | 30 | 40 | 45 | 50 | 60;
  readonly quality?: NamedQuality;
  /** 14.020, up to 126 characters: about the image, never about the person. */
  readonly comment?: string;
}

const transmitted = 500;
const positions: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15]);

function checked({ position, image }: SearchPrint): void {
  if (!positions.has(position)) throw new RangeError(`There is no finger position ${String(position)}`);
  const { width, height, pixels } = image;
  const fits = (length: number): boolean => Number.isInteger(length) && length >= 10 && length <= 65_535;
  if (!fits(width) || !fits(height) || pixels.length !== width * height)
    throw new RangeError(`An image of ${width} × ${height} pixels cannot be sent`);
}

function qualityFields({ position, quality }: SearchPrint): NewFields {
  if (quality === undefined) return [];
  if (position > 10) throw new RangeError('A quality is of one finger, and not of several in one image');
  const { algorithm, value } = quality;
  const [least, most] = algorithm === 'NFIQ' ? [1, 5] : [0, 100];
  if (!Number.isInteger(value) || value < least || value > most)
    throw new RangeError(`${value} is no quality of ${position}`);
  if (algorithm === 'NFIQ') return [[22, `${position}\u001F${value}`]];
  const { vendor, product } = algorithm;
  if (!/^[0-9A-F]{4}$/.test(vendor) || !Number.isInteger(product) || product < 1 || product > 65_535)
    throw new RangeError('The algorithm of a quality is not named as it is registered');
  return [[24, `${position}\u001F${value}\u001F${vendor}\u001F${product}`]];
}

function scannedFields({ scanned }: SearchPrint): NewFields {
  if (scanned === undefined) return [];
  const { across, down } = scanned;
  if (![across, down].every((scale) => Number.isInteger(scale) && scale >= 1 && scale <= 99_999))
    throw new RangeError('A sensor has a whole number of pixels to the inch');
  if (across === transmitted && down === transmitted) return [];
  return [
    [16, String(across)],
    [17, String(down)],
  ];
}

export interface RecordPlace {
  readonly idc: number;
  /** 14.004: who captured it. */
  readonly origin: string;
  readonly timeZone: string;
}

/** What is encoded on the way is the keeper's. */
export function printRecord(
  print: SearchPrint,
  { idc, origin, timeZone }: RecordPlace,
  { prints, bitRate }: DomainProfile,
  keeper: PrintKeeper,
): NistRecord {
  checked(print);
  const { image, position } = print;
  const { width, height } = image;
  const isPng = prints === 'type-14-png';
  const data = keeper.take(isPng ? encodePng(image) : encodeWsq(image, { bitRate, pixelsPerInch: transmitted }));
  if (prints === 'type-4-wsq') {
    if (position === 15) throw new RangeError('A Type-4 record holds no pair of thumbs');
    const parts = { idc, impression: 0, fingers: [position], resolution: 0, compression: 1 };
    const record = fingerprintRecord({ ...parts, width, height, data });
    keeper.take(record.bytes);
    keeper.discard(data);
    return record;
  }
  const { comment, acquisitionProfile } = print;
  const quality = qualityFields(print);
  return taggedRecord(14, [
    [2, String(idc).padStart(2, '0')],
    [3, '0'],
    [4, origin],
    [5, localDay(print.capturedAt, timeZone)],
    [6, String(width)],
    [7, String(height)],
    // Pixels per inch.
    [8, '1'],
    [9, String(transmitted)],
    [10, String(transmitted)],
    [11, isPng ? 'PNG' : 'WSQ20'],
    [12, '8'],
    [13, String(position)],
    ...scannedFields(print),
    ...(comment === undefined ? [] : ([[20, plainText(comment, 'A comment', 126)]] as const)),
    ...quality,
    ...(acquisitionProfile === undefined ? [] : ([[31, String(acquisitionProfile)]] as const)),
    [999, data],
  ]);
}
