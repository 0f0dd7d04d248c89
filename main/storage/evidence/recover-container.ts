// Finds out what of an unfinished container can be relied on: reads all of it through the cipher and the hash.
import { KerbdeskError } from '#contract/errors.ts';
import type { SourceFacts } from '../../ports/evidence-sink.ts';
import { diskError, type OpenFile } from '../file-operations.ts';
import { maxHeaderBytes, openMetadata, parseHeader, type ContainerHeader } from './container-header.ts';
import { readAt, readSeal } from './container-reader.ts';
import type { Seal } from './container-seal.ts';
import { sourceFingerprint, type EvidenceKeys } from './facts.ts';
import { bodyBytes, partCount, plainPerPart } from './geometry.ts';
import type { PartCrew, RunningHash } from './part-crew.ts';
import type { PartPool } from './part-pool.ts';
import { streamParts } from './part-stream.ts';
import type { ResumeRecord } from './resume-record.ts';

export interface Recovered {
  readonly header: ContainerHeader;
  /** As they were when the recording was begun. */
  readonly facts: SourceFacts;
  /** Original bytes in authentic parts from the start. */
  readonly bytes: number;
  readonly salts: readonly Uint8Array[];
  /** Has taken those bytes. Its digest is taken already where there is a seal. */
  readonly hash: RunningHash;
  /** Where the container was sealed and all of it is as it was written. */
  readonly seal: Seal | null;
  /** Length that the file is to be cut to; all of it where it is sealed. */
  readonly length: number;
}

export interface Recovery {
  readonly file: OpenFile;
  readonly record: ResumeRecord;
  readonly keys: EvidenceKeys;
  readonly crew: PartCrew;
  readonly pool: PartPool;
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** Null where nothing can be used. Rejects with `disk-error` where the disk cannot read, with `cancelled` on abort. */
export async function recoverContainer(recovery: Recovery): Promise<Recovered | null> {
  const { file, record, keys } = recovery;
  const size = await file.size().catch((error: unknown) => {
    throw diskError(error, 'an unfinished recording could not be read.');
  });
  const start = await readAt(file, 0, Math.min(size, maxHeaderBytes));
  const described = nullIfDamaged(() => {
    const header = parseHeader(start);
    return { header, facts: openMetadata(header, record.dataKey) };
  });
  if (described === null || described.header.recordingId !== record.recordingId) return null;
  const { header, facts } = described;
  if (sourceFingerprint(keys.fingerprint, facts) !== record.fingerprint) return null;

  const seal = await readSeal(file, size, header, record.dataKey).catch((error: unknown) => {
    if (error instanceof KerbdeskError && error.code === 'evidence-damaged') return null;
    throw error;
  });
  const stored = storedBytes(header, facts.bytes, size - header.bytes);
  const hash = recovery.crew.startHash();
  try {
    const stream = await streamParts({
      file,
      header,
      dataKey: record.dataKey,
      crew: recovery.crew,
      pool: recovery.pool,
      hash,
      bytes: stored,
      parts: partCount(header.geometry, stored),
      expectedSalts: seal?.partSalts ?? null,
      onBytes: recovery.onBytes,
      signal: recovery.signal,
    });
    if (seal !== null && stream.damage === null && stored === facts.bytes && seal.bytes === facts.bytes) {
      // A container whose every part is authentic and whose hash is not the sealed one was written by faulty memory.
      if ((await hash.digest()) !== seal.sha256) return null;
      return { header, facts, bytes: stored, salts: stream.salts, hash, seal, length: size };
    }
    const bytes = stream.damage === null ? stored : stream.parts * plainPerPart(header.geometry);
    const length = header.bytes + bodyBytes(header.geometry, bytes);
    return { header, facts, bytes, salts: stream.salts, hash, seal: null, length };
  } catch (error) {
    hash.drop();
    throw error;
  }
}

/** Original bytes in parts that are there in full length: whole parts, and the last one once it was written. */
function storedBytes(header: ContainerHeader, total: number, body: number): number {
  if (body >= bodyBytes(header.geometry, total)) return total;
  return Math.max(0, Math.floor(body / header.geometry.partBytes)) * plainPerPart(header.geometry);
}

function nullIfDamaged<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof KerbdeskError && error.code === 'evidence-damaged') return null;
    throw error;
  }
}
