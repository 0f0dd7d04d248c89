// The question "whose prints are these?" as an ANSI/NIST-ITL transaction (1-2011 Update 2015, VER 0502): header, the domain's own
// record, one record for each finger.
import type { PrintKeeper } from '../zeroise.ts';
import type { DomainProfile, SearchFacts } from './domain-profile.ts';
import { greenwichTime, localDay, plainText } from './field-text.ts';
import { printRecord, type SearchPrint } from './print-records.ts';
import type { NistRecord } from './transaction.ts';
import { contentsOf, taggedRecord, writeTransaction } from './write-transaction.ts';

export interface SearchRequest {
  /** 1.009 TCN, 10 to 40 characters: the same for every try of one search, so that it is searched once. The answer names it. */
  readonly transactionNumber: string;
  readonly startedAt: Date;
  /** Days are told as they are there; an IANA name. */
  readonly timeZone: string;
  /** 1.006 PRY: 1 most urgent, 9 least. */
  readonly priority: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
  /** 1.007 DAI and 1.008 ORI: who is asked, and who asks. */
  readonly destination: string;
  readonly origin: string;
  readonly facts: SearchFacts;
  /** One image to a position. */
  readonly prints: readonly SearchPrint[];
}

const version = '0502';
const mostPrints = 13;

/** 1.011 NSR and 1.012 NTR, pixels per millimetre: of Type-4 records only. */
const resolution = (profile: DomainProfile): string => (profile.prints === 'type-4-wsq' ? '19.69' : '00.00');

function header(request: SearchRequest, profile: DomainProfile, records: readonly NistRecord[]): NistRecord {
  const { transactionNumber, startedAt, timeZone, priority, destination, origin } = request;
  if (!/^[!-~]{10,40}$/.test(transactionNumber))
    throw new RangeError('A transaction number has 10 to 40 characters without spaces');
  if (!Number.isInteger(priority) || priority < 1 || priority > 9) throw new RangeError('A priority is 1 to 9');
  const { name, version: domainVersion } = profile.domain;
  return taggedRecord(1, [
    [2, version],
    [3, contentsOf(records)],
    [4, plainText(profile.transactionType, 'The type of transaction', 16)],
    [5, localDay(startedAt, timeZone)],
    [6, String(priority)],
    [7, plainText(destination, 'The destination', 64)],
    [8, plainText(origin, 'The origin', 64)],
    [9, transactionNumber],
    [11, resolution(profile)],
    [12, resolution(profile)],
    [13, `${plainText(name, 'The domain', 32)}\u001F${plainText(domainVersion, 'The version of the domain', 32)}`],
    [14, greenwichTime(startedAt)],
  ]);
}

/**
 * The whole transaction. It and what is encoded on the way are taken by the keeper; the images stay their owner's.
 * @throws RangeError for what a search cannot say, `AlreadyPurged` where the identification was purged meanwhile.
 */
export function searchTransaction(request: SearchRequest, profile: DomainProfile, keeper: PrintKeeper): Uint8Array {
  const { prints, facts, origin, timeZone } = request;
  if (prints.length === 0 || prints.length > mostPrints)
    throw new RangeError(`A search has 1 to ${mostPrints} images, not ${prints.length}`);
  if (new Set(prints.map(({ position }) => position)).size !== prints.length)
    throw new RangeError('There are two images of one finger');
  const description = taggedRecord(2, [[2, '00'], ...profile.describe(facts)]);
  const place = { origin: plainText(origin, 'The origin', 64), timeZone };
  const images = prints.map((print, index) => printRecord(print, { ...place, idc: index + 1 }, profile, keeper));
  const records = [description, ...images];
  const bytes = keeper.take(writeTransaction([header(request, profile, records), ...records]));
  for (const image of images) {
    // Copied into the transaction, and needed no more.
    if (image.is === 'binary') keeper.discard(image.bytes);
    else for (const { number, value } of image.fields) if (number === 999) keeper.discard(value);
  }
  return bytes;
}
