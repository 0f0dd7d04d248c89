// Reads stored parts in order, decrypts them ahead in other threads and feeds the original bytes to a running SHA-256.
import { KerbdeskError } from '#contract/errors.ts';
import { diskError, type OpenFile } from '../file-operations.ts';
import type { ContainerHeader } from './container-header.ts';
import { partHeaderBytes, plainInPart, sealedPartBytes } from './geometry.ts';
import { parsePartHeader, partKey, SegmentDamagedError } from './part-cipher.ts';
import type { PartBuffer, PartCrew, RunningHash } from './part-crew.ts';
import type { PartPool } from './part-pool.ts';

interface PartStream {
  readonly file: OpenFile;
  readonly header: ContainerHeader;
  readonly dataKey: Uint8Array;
  readonly crew: PartCrew;
  readonly pool: PartPool;
  readonly hash: RunningHash;
  /** Original bytes that the parts hold together; whole parts but for the last. */
  readonly bytes: number;
  readonly parts: number;
  /** The salts a seal names; null while there is no seal. */
  readonly expectedSalts: readonly Uint8Array[] | null;
  /** Original bytes verified so far. */
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

interface PartStreamResult {
  /** Authentic parts from the start; all of them went through the hash. */
  readonly parts: number;
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
  const { header, hash, pool, signal } = stream;
  const underWay: Promise<Fetched | string>[] = [];
  const salts: Uint8Array[] = [];
  let next = 0;
  let bytes = 0;
  try {
    for (let index = 0; index < stream.parts; index++) {
      for (; next < stream.parts && underWay.length < partsAhead; next++) {
        const fetched = fetchPart(stream, next, underWay.length === 0);
        // A rejection is met when its turn comes; until then it must not count as unhandled.
        fetched.catch(() => undefined);
        underWay.push(fetched);
      }
      if (signal.aborted) throw cancelled();
      const fetched = await underWay[0];
      void underWay.shift();
      if (fetched === undefined) throw new Error('a part was not fetched');
      if (typeof fetched === 'string') return { parts: index, salts, damage: fetched };
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
    return { parts: stream.parts, salts, damage: null };
  } finally {
    for (const late of await Promise.allSettled(underWay)) {
      if (late.status === 'fulfilled' && typeof late.value !== 'string') pool.give(late.value.part);
    }
  }
}

/** A decrypted part, or what is wrong with it. */
async function fetchPart(stream: PartStream, index: number, holdsNone: boolean): Promise<Fetched | string> {
  const { header, pool } = stream;
  const plain = plainInPart(header.geometry, stream.bytes, index);
  const name = `part ${index + 1} of ${stream.parts}`;
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
    const expected = stream.expectedSalts?.[index];
    if (expected !== undefined && !Buffer.from(expected).equals(tinkHeader.salt)) {
      return `${name} is not the one that was sealed`;
    }
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
