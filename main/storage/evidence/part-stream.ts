// Reads stored parts in order, decrypts them ahead in other threads and feeds the original bytes to a running SHA-256.
import { KerbdeskError } from '#contract/errors.ts';
import { diskError, type OpenFile } from '../file-operations.ts';
import type { ContainerHeader } from './container-header.ts';
import { partHeaderBytes, plainInPart, plainPerPart, sealedPartBytes } from './geometry.ts';
import { parsePartHeader, partKey, SegmentDamagedError } from './part-cipher.ts';
import type { PartBuffer, PartCrew, RunningHash } from './part-crew.ts';
import type { PartPool } from './part-pool.ts';

/** Parts from the start of a container that went through a hash, as they were read from the file. */
export interface PartsRead {
  readonly hash: RunningHash;
  /** As the parts themselves name them: one for each. */
  readonly salts: readonly Uint8Array[];
}

interface PartStream {
  readonly file: OpenFile;
  readonly header: ContainerHeader;
  readonly dataKey: Uint8Array;
  readonly crew: PartCrew;
  readonly pool: PartPool;
  /** What was read before: reading goes on after it, and its hash takes the rest. */
  readonly begun: PartsRead;
  /** Original bytes that the parts hold together; whole parts but for the last. */
  readonly bytes: number;
  readonly parts: number;
  /** The salts a seal names, or those the writer gave to the parts it has written; null where neither is known. */
  readonly expectedSalts: readonly Uint8Array[] | null;
  /**
   * Where parts are still being written: settles when the part is durable, with false where nothing more is to be read.
   * One part is then read at a time. Absent where all parts are there.
   */
  readonly untilReadable?: (part: number) => Promise<boolean>;
  /** Original bytes verified so far. */
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

interface PartStreamResult {
  /** Of the authentic parts from the start; all of them went through the hash. */
  readonly salts: readonly Uint8Array[];
  /** What is wrong with the part after them, or null where none is damaged. */
  readonly damage: string | null;
}

interface Fetched {
  readonly part: PartBuffer;
  readonly salt: Uint8Array;
}

/** Enough to keep the disk, both cipher threads and the hash busy. */
const partsAhead = 3;

function cancelled(): KerbdeskError {
  return new KerbdeskError('cancelled', 'This was stopped. Nothing was lost.');
}

/** Rejects with `disk-error` where the disk cannot read, with `cancelled` on abort; damage is an answer, not an error. */
export async function streamParts(stream: PartStream): Promise<PartStreamResult> {
  const { header, pool, signal, untilReadable } = stream;
  const { hash } = stream.begun;
  const underWay: Promise<Fetched | string | null>[] = [];
  const salts = [...stream.begun.salts];
  const changed = salts.findIndex((salt, index) => !isExpected(stream, index, salt));
  if (changed >= 0) return { salts: salts.slice(0, changed), damage: notTheOneSealed(stream, changed) };
  const ahead = untilReadable === undefined ? partsAhead : 1;
  let next = salts.length;
  let bytes = bytesInParts(stream, next);
  if (signal.aborted) throw cancelled();
  if (next > 0) stream.onBytes(bytes);
  try {
    for (let index = next; index < stream.parts; index++) {
      for (; next < stream.parts && underWay.length < ahead; next++) {
        const fetched = fetchPart(stream, next, underWay.length === 0);
        // A rejection is met when its turn comes; until then it must not count as unhandled.
        fetched.catch(() => undefined);
        underWay.push(fetched);
      }
      if (signal.aborted) throw cancelled();
      const fetched = await underWay[0];
      void underWay.shift();
      if (fetched === undefined) throw new Error('a part was not fetched');
      if (fetched === null) return { salts, damage: null };
      if (typeof fetched === 'string') return { salts, damage: fetched };
      const plain = plainInPart(header.geometry, stream.bytes, index);
      try {
        await hash.add(fetched.part, plain, header.geometry);
      } finally {
        pool.give(fetched.part);
      }
      salts.push(fetched.salt);
      bytes += plain;
      stream.onBytes(bytes);
    }
    return { salts, damage: null };
  } finally {
    for (const late of await Promise.allSettled(underWay)) {
      if (late.status === 'fulfilled' && late.value !== null && typeof late.value !== 'string') {
        pool.give(late.value.part);
      }
    }
  }
}

const bytesInParts = ({ header, bytes }: PartStream, parts: number): number =>
  Math.min(bytes, parts * plainPerPart(header.geometry));

function isExpected({ expectedSalts }: PartStream, index: number, salt: Uint8Array): boolean {
  const expected = expectedSalts?.[index];
  return expected === undefined || Buffer.from(expected).equals(salt);
}

const partName = (stream: PartStream, index: number): string => `part ${index + 1} of ${stream.parts}`;
const notTheOneSealed = (stream: PartStream, index: number): string =>
  `${partName(stream, index)} is not the one that was sealed`;

/** A decrypted part, what is wrong with it, or null where it is not to be read. */
async function fetchPart(stream: PartStream, index: number, holdsNone: boolean): Promise<Fetched | string | null> {
  const { header, pool, untilReadable } = stream;
  if (untilReadable !== undefined && !(await untilReadable(index))) return null;
  const plain = plainInPart(header.geometry, stream.bytes, index);
  const name = partName(stream, index);
  const part = await pool.take(header.geometry.partBytes, holdsNone);
  let fetched = false;
  try {
    const ciphertext = new Uint8Array(part, 0, sealedPartBytes(header.geometry, plain));
    const filled = await stream.file
      .read(ciphertext, header.bytes + index * header.geometry.partBytes)
      .catch((error: unknown) => {
        throw diskError(error, `${name} of a recording could not be read.`);
      });
    if (filled < ciphertext.byteLength) return `${name} is cut short`;
    const tinkHeader = parsePartHeader(ciphertext.subarray(0, partHeaderBytes));
    if (tinkHeader === null) return `${name} does not start as a part does`;
    if (!isExpected(stream, index, tinkHeader.salt)) return notTheOneSealed(stream, index);
    const secret = { ...tinkHeader, key: partKey(stream.dataKey, tinkHeader.salt, header.hash, index) };
    await stream.crew.decrypt(part, plain, header.geometry, secret);
    fetched = true;
    return { part, salt: tinkHeader.salt };
  } catch (error) {
    if (!(error instanceof SegmentDamagedError)) throw error;
    return `${name}, segment ${error.segment + 1} does not authenticate`;
  } finally {
    if (!fetched) pool.give(part);
  }
}
