// Reads parts back from the file, decrypts and hashes them, while later ones are still being written.
import type { OpenFile } from '../file-operations.ts';
import type { ContainerHeader } from './container-header.ts';
import { evidenceDamaged } from './damage.ts';
import { partCount } from './geometry.ts';
import type { PartCrew } from './part-crew.ts';
import type { PartPool } from './part-pool.ts';
import { streamParts, type PartsRead } from './part-stream.ts';
import type { PartWriter } from './part-writer.ts';

interface PartFollowerStart {
  readonly file: OpenFile;
  readonly header: ContainerHeader;
  readonly dataKey: Uint8Array;
  readonly crew: PartCrew;
  /** One buffer is enough, and it is never waited for: the writer waits for the follower when it seals or gives up. */
  readonly pool: PartPool;
  readonly writer: PartWriter;
  /** Parts that a resume read from the file. */
  readonly begun: PartsRead;
  /** Of the whole recording. */
  readonly bytes: number;
}

export interface PartFollower {
  /** Ends after the parts in hand; the file may be closed then. Never rejects. */
  stop(): Promise<void>;
  /**
   * What was read until `stop`. Rejects with `evidence-damaged` or `disk-error` where a part was not as it was written or
   * could not be read: nothing after it was read.
   */
  partsRead(): Promise<PartsRead>;
}

export function followParts(start: PartFollowerStart): PartFollower {
  const { file, header, dataKey, crew, pool, writer, begun, bytes } = start;
  let stopped = false;
  const reading = streamParts({
    file,
    header,
    dataKey,
    crew,
    pool,
    begun,
    bytes,
    parts: partCount(header.geometry, bytes),
    expectedSalts: writer.salts(),
    untilReadable: async (part) => (await writer.untilReadable(part)) && !stopped,
    onBytes: () => undefined,
    signal: new AbortController().signal,
  }).then(({ salts, damage }): PartsRead => {
    if (damage !== null) throw evidenceDamaged(damage);
    return { hash: begun.hash, salts };
  });
  // What went wrong is told when the read-back is asked for, as it would be were the part read only then.
  const ended = reading.then(
    () => undefined,
    () => undefined,
  );
  return {
    stop() {
      stopped = true;
      return ended;
    },
    partsRead: () => reading,
  };
}
