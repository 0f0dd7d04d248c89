// File operations that note which parts of containers were written, made durable and read, and let a test hold one up.
import { systemFiles, type FileOperations, type OpenFile } from '../../../../main/storage/file-operations.ts';
import { smallGeometry } from './evidence-kit.ts';

export interface PartEvent {
  readonly what: 'written' | 'durable' | 'read';
  readonly part: number;
}

interface PartHooks {
  readonly beforeWrite?: (part: number) => Promise<void> | undefined;
  /** May change what reaches the disk, as a bad one would. */
  readonly stored?: (part: number, bytes: Uint8Array) => void;
  readonly beforeRead?: (part: number, file: 'partial' | 'container') => Promise<void> | undefined;
  readonly afterRead?: (part: number) => void;
}

export interface WatchedParts {
  readonly files: FileOperations;
  /** In the order they ended; of `smallGeometry` with a header of 4 KiB. */
  readonly events: readonly PartEvent[];
  /** Parts whose reading began before they were durable. */
  readBeforeDurable(): readonly number[];
  readAfterClose(): number;
  /** Settles when a container was synced in full that many times. */
  untilSynced(times: number): Promise<void>;
}

const headerBytes = 4096;
const { partBytes } = smallGeometry;

export function watchParts(hooks: PartHooks = {}): WatchedParts {
  const events: PartEvent[] = [];
  const early: number[] = [];
  let late = 0;
  let syncs = 0;
  let waiting: { readonly times: number; readonly resolve: () => void }[] = [];

  const noteSync = (): void => {
    syncs++;
    for (const one of waiting) if (one.times <= syncs) one.resolve();
    waiting = waiting.filter((one) => one.times > syncs);
  };

  const watch = (file: OpenFile, name: 'partial' | 'container', fresh: boolean): OpenFile => {
    const unsynced = new Set<number>();
    // What was in the file when it was opened is as durable as it will be.
    const written = new Set<number>();
    const durable = new Set<number>();
    let closed = false;
    /** Null for header, seal and footer: the tests' recordings end within a part, so that no seal lies where a part would. */
    const partAt = (position: number): number | null =>
      position >= headerBytes && (position - headerBytes) % partBytes === 0
        ? (position - headerBytes) / partBytes
        : null;
    const synced = async (work: () => Promise<void>): Promise<void> => {
      const owed = [...unsynced];
      await work();
      for (const part of owed) {
        unsynced.delete(part);
        durable.add(part);
        events.push({ what: 'durable', part });
      }
    };
    return {
      async read(into, position) {
        const part = partAt(position);
        if (part !== null) {
          if (closed) late++;
          if ((fresh || written.has(part)) && !durable.has(part)) early.push(part);
          await hooks.beforeRead?.(part, name);
        }
        const filled = await file.read(into, position);
        if (part !== null) {
          events.push({ what: 'read', part });
          hooks.afterRead?.(part);
        }
        return filled;
      },
      async write(bytes, position) {
        const part = partAt(position);
        if (part === null) return file.write(bytes, position);
        await hooks.beforeWrite?.(part);
        const copy = Uint8Array.from(bytes);
        hooks.stored?.(part, copy);
        await file.write(copy, position);
        written.add(part);
        unsynced.add(part);
        events.push({ what: 'written', part });
      },
      dataSync: () => synced(() => file.dataSync()),
      async sync() {
        await synced(() => file.sync());
        noteSync();
      },
      truncate: (length) => file.truncate(length),
      size: () => file.size(),
      async close() {
        closed = true;
        await file.close();
      },
    };
  };

  return {
    files: {
      ...systemFiles,
      async open(path, mode) {
        const file = await systemFiles.open(path, mode);
        if (path.endsWith('.kev')) return watch(file, 'container', false);
        return path.endsWith('.kev.partial') ? watch(file, 'partial', mode === 'create') : file;
      },
    },
    events,
    readBeforeDurable: () => early,
    readAfterClose: () => late,
    untilSynced: (times) =>
      syncs >= times ? Promise.resolve() : new Promise((resolve) => waiting.push({ times, resolve })),
  };
}
