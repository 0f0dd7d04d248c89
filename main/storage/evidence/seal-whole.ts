// Seals bytes that are at hand in full, and reads them back: a container made here, not copied from a camera.
import { randomBytes } from 'node:crypto';
import type { RecordingId } from '#contract/ids.ts';
import type { SealFacts, SourceFacts } from '../../ports/evidence-sink.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FileOperations } from '../file-operations.ts';
import { dataKeyBytes, encodeHeader } from './container-header.ts';
import { encodeSeal } from './container-seal.ts';
import { bodyBytes, type Geometry } from './geometry.ts';
import type { PartCrew } from './part-crew.ts';
import type { PartPool } from './part-pool.ts';
import { PartWriter } from './part-writer.ts';

export interface SealWhole {
  readonly path: string;
  readonly recordingId: RecordingId;
  /** `bytes` of them come out of `content`. */
  readonly facts: SourceFacts;
  readonly content: AsyncIterable<Uint8Array>;
  readonly officerPublicKey: Uint8Array;
  readonly escrowPublicKey: Uint8Array | null;
  readonly geometry: Geometry;
  readonly crew: PartCrew;
  readonly pool: PartPool;
  readonly files: FileOperations;
  readonly clock: Clock;
}

/**
 * Durable when it resolves. When it rejects (with `disk-full`, `disk-error` or the content's own failure), a file that is no
 * container may be at `path`.
 */
export async function sealWhole(work: SealWhole): Promise<SealFacts> {
  const { facts, crew, files } = work;
  const dataKey = new Uint8Array(randomBytes(dataKeyBytes));
  const { region, header } = encodeHeader({
    recordingId: work.recordingId,
    createdAt: work.clock.now(),
    geometry: work.geometry,
    dataKey,
    officerPublicKey: work.officerPublicKey,
    escrowPublicKey: work.escrowPublicKey,
    facts,
  });
  const hash = crew.startHash();
  const file = await files.open(work.path, 'create');
  const writer = new PartWriter({ file, header, dataKey, crew, pool: work.pool, hash, salts: [], bytes: 0 });
  try {
    await file.write(region, 0);
    for await (const bytes of work.content) await writer.write(bytes);
    await writer.finish();
    if (writer.bytesTaken() !== facts.bytes) throw new Error('the content is not as long as it was said to be');
    const sha256 = await hash.digest();
    const parts = writer.salts().length;
    const seal = encodeSeal(header, dataKey, {
      parts,
      bytes: facts.bytes,
      sha256,
      partSalts: writer.salts(),
      sealedAt: work.clock.now(),
    });
    await file.write(seal, header.bytes + bodyBytes(header.geometry, facts.bytes));
    await file.sync();
    return { sha256, bytes: facts.bytes, parts };
  } catch (error) {
    hash.drop();
    await writer.settle();
    throw error;
  } finally {
    dataKey.fill(0);
    await file.close();
  }
}
