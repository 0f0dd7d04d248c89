// Open evidence containers: a player asks for many small pieces of a few recordings, and opening one costs a key operation.
import type { RecordingId } from '#contract/ids.ts';
import type { EvidenceContainer } from '../evidence/container-reader.ts';

interface Pooled {
  readonly opening: Promise<EvidenceContainer>;
  users: number;
}

export interface RecordingPool {
  /** Opens the recording if need be; it stays open at least until `work` ends. */
  use<Value>(id: RecordingId, work: (container: EvidenceContainer) => Promise<Value>): Promise<Value>;
  /** Closes one, without waiting for what is under way: its reads then fail. */
  drop(id: RecordingId): Promise<void>;
  /** Closes all, without waiting for what is under way: reads then fail. */
  close(): Promise<void>;
}

/** @param limit containers kept open that nobody uses just now */
export function createRecordingPool(
  open: (id: RecordingId) => Promise<EvidenceContainer>,
  limit: number,
): RecordingPool {
  // In the order of use: the first is the one not used for the longest time.
  const pool = new Map<RecordingId, Pooled>();

  function take(id: RecordingId): Pooled {
    const pooled = pool.get(id) ?? { opening: open(id), users: 0 };
    pool.delete(id);
    pool.set(id, pooled);
    pooled.users += 1;
    return pooled;
  }

  async function dropIdle(): Promise<void> {
    for (const [id, pooled] of pool) {
      if (pool.size <= limit) return;
      if (pooled.users > 0) continue;
      pool.delete(id);
      await closeQuietly(pooled);
    }
  }

  return {
    async use(id, work) {
      const pooled = take(id);
      try {
        return await work(await pooled.opening);
      } catch (error) {
        // What could not be opened, or failed to read, is opened afresh the next time.
        if (pool.get(id) === pooled) {
          pool.delete(id);
          if (pooled.users === 1) await closeQuietly(pooled);
        }
        throw error;
      } finally {
        pooled.users -= 1;
        await dropIdle();
      }
    },
    async drop(id) {
      const pooled = pool.get(id);
      pool.delete(id);
      if (pooled !== undefined) await closeQuietly(pooled);
    },
    async close() {
      const all = [...pool.values()];
      pool.clear();
      await Promise.all(all.map(closeQuietly));
    },
  };
}

const closeQuietly = async ({ opening }: Pooled): Promise<void> => {
  await opening.then((container) => container.close()).catch(() => undefined);
};
