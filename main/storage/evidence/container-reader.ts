// Opens a sealed evidence container: any range of the original by decrypting only its segments, and the check of the whole.
import type { RecordingId } from '#contract/ids.ts';
import type { SourceFacts } from '../../ports/evidence-sink.ts';
import { diskError, systemErrorCode, systemFiles, type FileOperations, type OpenFile } from '../file-operations.ts';
import { KerbdeskError } from '#contract/errors.ts';
import {
  maxHeaderBytes,
  openMetadata,
  parseHeader,
  type ContainerHeader,
  type SealedDataKey,
} from './container-header.ts';
import { footerBytes, openSeal, parseFooter, type Seal } from './container-seal.ts';
import { evidenceDamaged } from './damage.ts';
import {
  partHeaderBytes,
  plainInPart,
  plainPerPart,
  segmentAt,
  segmentIndexOf,
  tagBytes,
  type Segment,
} from './geometry.ts';
import { createLru } from './lru.ts';
import { decryptSegment, parsePartHeader, partKey, SegmentDamagedError, type PartSecret } from './part-cipher.ts';
import { startPartCrew, type PartCrew } from './part-crew.ts';
import { createPartPool, type PartPool } from './part-pool.ts';
import { streamParts } from './part-stream.ts';

interface OpenContainer {
  readonly path: string;
  /** Gives the 32-byte data key, for example by `openDataKey`. The reader takes it over: it clears it on closing. */
  readonly openDataKey: (container: {
    readonly recordingId: RecordingId;
    readonly keys: readonly SealedDataKey[];
  }) => Promise<Uint8Array> | Uint8Array;
  /** Threads for `verify`; the calling thread does the work where there are none. */
  readonly crew?: PartCrew;
  /** Buffers for `verify`, where others are under way too. */
  readonly pool?: PartPool;
  readonly files?: FileOperations;
}

export interface EvidenceContainer {
  readonly recordingId: RecordingId;
  readonly facts: SourceFacts;
  /** Of the original. */
  readonly bytes: number;
  /** Of the original as sealed, lower-case hexadecimal. */
  readonly sha256: string;
  readonly parts: number;
  readonly sealedAt: string;
  /** Original bytes from `offset`; fewer than `length` only at the end. Rejects with `evidence-damaged` or `disk-error`. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /**
   * Decrypts everything and compares with the sealed SHA-256. Damage rejects with `evidence-damaged`, which says where.
   * @param onBytes original bytes checked so far
   */
  verify(onBytes: (bytes: number) => void, signal: AbortSignal): Promise<{ readonly equal: boolean }>;
  close(): Promise<void>;
}

/** Decrypted segments kept (4 MiB): a player reads the same ones again and again in small pieces. */
const segmentsKept = 16;
const partKeysKept = 128;
/** Neighbouring segments are read from the disk together, at most this many. */
const segmentsPerRead = 8;

/** Rejects with `not-found`, `evidence-damaged` or `disk-error`. Close what it gives. */
export async function openContainer(options: OpenContainer): Promise<EvidenceContainer> {
  const files = options.files ?? systemFiles;
  const file = await files.open(options.path, 'read').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') {
      throw new KerbdeskError('not-found', 'The file of this recording is not in the vault.', { cause: error });
    }
    throw diskError(error, 'a recording could not be opened.');
  });
  let dataKey: Uint8Array | null = null;
  try {
    const size = await onDisk(file.size());
    const header = parseHeader(await readAt(file, 0, Math.min(size, maxHeaderBytes)));
    dataKey = await options.openDataKey(header);
    const seal = await readSeal(file, size, header, dataKey);
    const facts = openMetadata(header, dataKey);
    return new ContainerReader({
      file,
      header,
      dataKey,
      seal,
      facts,
      crew: options.crew ?? null,
      pool: options.pool ?? null,
    });
  } catch (error) {
    dataKey?.fill(0);
    await file.close().catch(() => undefined);
    throw error;
  }
}

/** Reads and opens the seal at the end of a file. Throws `evidence-damaged` where there is none or it does not fit. */
export async function readSeal(
  file: OpenFile,
  size: number,
  header: ContainerHeader,
  dataKey: Uint8Array,
): Promise<Seal> {
  const recordBytes = parseFooter(await readAt(file, Math.max(0, size - footerBytes), footerBytes));
  if (recordBytes === null) throw evidenceDamaged('it does not end as a sealed recording does');
  const body = size - header.bytes - recordBytes - footerBytes;
  if (body < 0) throw evidenceDamaged('it is cut short');
  return openSeal(header, dataKey, await readAt(file, header.bytes + body, recordBytes), body);
}

export async function readAt(file: OpenFile, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const filled = await onDisk(file.read(bytes, position));
  return bytes.subarray(0, filled);
}

const onDisk = <T>(operation: Promise<T>): Promise<T> =>
  operation.catch((error: unknown) => {
    throw diskError(error, 'a recording could not be read.');
  });

interface Opened {
  readonly file: OpenFile;
  readonly header: ContainerHeader;
  readonly dataKey: Uint8Array;
  readonly seal: Seal;
  readonly facts: SourceFacts;
  readonly crew: PartCrew | null;
  readonly pool: PartPool | null;
}

class ContainerReader implements EvidenceContainer {
  readonly recordingId: RecordingId;
  readonly facts: SourceFacts;
  readonly bytes: number;
  readonly sha256: string;
  readonly parts: number;
  readonly sealedAt: string;
  readonly #opened: Opened;
  readonly #segments = createLru<Uint8Array>(segmentsKept);
  readonly #secrets = createLru<PartSecret>(partKeysKept);

  constructor(opened: Opened) {
    this.#opened = opened;
    this.recordingId = opened.header.recordingId;
    this.facts = opened.facts;
    this.bytes = opened.seal.bytes;
    this.sha256 = opened.seal.sha256;
    this.parts = opened.seal.parts;
    this.sealedAt = opened.seal.sealedAt;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0) {
      throw new RangeError('offset and length are whole numbers, not negative');
    }
    const out = new Uint8Array(Math.max(0, Math.min(length, this.bytes - offset)));
    const perPart = plainPerPart(this.#opened.header.geometry);
    for (let done = 0; done < out.byteLength;) {
      const position = offset + done;
      const part = Math.floor(position / perPart);
      const from = position - part * perPart;
      const until = Math.min(plainInPart(this.#opened.header.geometry, this.bytes, part), from + out.byteLength - done);
      await this.#readWithinPart(part, from, until, out.subarray(done));
      done += until - from;
    }
    return out;
  }

  /** Puts the part's original bytes from `from` to before `until` at the start of `out`. */
  async #readWithinPart(part: number, from: number, until: number, out: Uint8Array): Promise<void> {
    const { geometry } = this.#opened.header;
    const plain = plainInPart(geometry, this.bytes, part);
    const last = segmentIndexOf(geometry, until - 1);
    let index = segmentIndexOf(geometry, from);
    while (index <= last) {
      const group: Segment[] = [];
      while (index <= last && group.length < segmentsPerRead) group.push(segmentAt(geometry, plain, index++));
      const opened = await this.#openSegments(part, plain, group);
      for (const [place, segment] of group.entries()) {
        const bytes = opened[place];
        if (bytes === undefined) throw new Error('a segment was not opened');
        const start = Math.max(from, segment.plainStart);
        const end = Math.min(until, segment.plainStart + segment.plainBytes);
        out.set(bytes.subarray(start - segment.plainStart, end - segment.plainStart), start - from);
      }
    }
  }

  /** Original bytes of neighbouring segments, from memory or by one read of the disk. */
  async #openSegments(part: number, plain: number, group: readonly Segment[]): Promise<Uint8Array[]> {
    const cached = group.map((segment) => this.#segments.get(this.#segmentKey(part, segment)));
    if (cached.every((bytes) => bytes !== undefined)) return cached;
    const { file, header } = this.#opened;
    const [first] = group;
    const final = group.at(-1);
    if (first === undefined || final === undefined) return [];
    const secret = await this.#partSecret(part);
    const length = final.offset + final.plainBytes + tagBytes - first.offset;
    const stored = await readAt(file, header.bytes + part * header.geometry.partBytes + first.offset, length);
    if (stored.byteLength < length) throw evidenceDamaged(`part ${part + 1} of ${this.parts} is cut short`);
    return group.map((segment) => {
      const start = segment.offset - first.offset;
      const bytes = stored.subarray(start, start + segment.plainBytes + tagBytes);
      try {
        decryptSegment(bytes, segment, secret);
      } catch (error) {
        if (!(error instanceof SegmentDamagedError)) throw error;
        const where = `part ${part + 1} of ${this.parts}, segment ${segment.index + 1}`;
        throw evidenceDamaged(`${where} does not authenticate`, error);
      }
      // A copy, so that keeping one segment does not keep the whole group in memory.
      const original = bytes.slice(0, segment.plainBytes);
      this.#segments.set(this.#segmentKey(part, segment), original);
      return original;
    });
  }

  #segmentKey(part: number, segment: Segment): number {
    const { partBytes, segmentBytes } = this.#opened.header.geometry;
    return part * (partBytes / segmentBytes) + segment.index;
  }

  async #partSecret(part: number): Promise<PartSecret> {
    const known = this.#secrets.get(part);
    if (known !== undefined) return known;
    const { file, header, dataKey, seal } = this.#opened;
    const stored = await readAt(file, header.bytes + part * header.geometry.partBytes, partHeaderBytes);
    const tinkHeader = parsePartHeader(stored);
    const expected = seal.partSalts[part];
    if (tinkHeader === null || expected === undefined || !Buffer.from(expected).equals(tinkHeader.salt)) {
      throw evidenceDamaged(`part ${part + 1} of ${this.parts} is not the one that was sealed`);
    }
    const secret = { ...tinkHeader, key: partKey(dataKey, tinkHeader.salt, header.hash, part) };
    this.#secrets.set(part, secret);
    return secret;
  }

  async verify(onBytes: (bytes: number) => void, signal: AbortSignal): Promise<{ readonly equal: boolean }> {
    const { file, header, dataKey, seal } = this.#opened;
    const crew = this.#opened.crew ?? (await startPartCrew(null));
    const hash = crew.startHash();
    const result = await streamParts({
      file,
      header,
      dataKey,
      crew,
      pool: this.#opened.pool ?? createPartPool(),
      hash,
      bytes: this.bytes,
      parts: this.parts,
      expectedSalts: seal.partSalts,
      onBytes,
      signal,
    }).catch((error: unknown) => {
      hash.drop();
      throw error;
    });
    const sha256 = await hash.digest();
    if (result.damage !== null) throw evidenceDamaged(result.damage);
    return { equal: sha256 === this.sha256 };
  }

  async close(): Promise<void> {
    this.#opened.dataKey.fill(0);
    this.#secrets.clear();
    this.#segments.clear();
    await this.#opened.file.close();
  }
}
