// Which files of cameras are in an evidence folder already, whole or in part; read once, then kept up to date.
import { KerbdeskError } from '#contract/errors.ts';
import type { RecordingId } from '#contract/ids.ts';
import type { Standing } from '../../ports/evidence-sink.ts';
import type { Logger } from '../../ports/logger.ts';
import { removeDurably, temporaryName } from '../durable-file.ts';
import type { FileOperations } from '../file-operations.ts';
import { scrubAndRemove } from '../scrub.ts';
import { maxHeaderBytes, parseHeader } from './container-header.ts';
import { evidencePath, recordingsWith } from './evidence-files.ts';
import type { EvidenceKeys } from './facts.ts';
import { readResumeRecord } from './resume-record.ts';
import { readSourceMark } from './source-mark.ts';

interface SourceIndex {
  standing(fingerprint: string): Promise<Standing>;
  addPartial(fingerprint: string, id: RecordingId): void;
  addKept(fingerprint: string, id: RecordingId): void;
  forget(fingerprint: string): void;
}

interface SourceIndexStart {
  readonly folder: string;
  readonly keys: EvidenceKeys;
  readonly files: FileOperations;
  readonly logger: Logger;
  readonly isBeingWritten: (id: RecordingId) => boolean;
}

export function createSourceIndex({ folder, keys, files, logger, isBeingWritten }: SourceIndexStart): SourceIndex {
  const partial = new Map<string, RecordingId>();
  const kept = new Map<string, RecordingId>();
  let loading: Promise<void> | null = null;

  async function load(): Promise<void> {
    const names = await files.list(folder);
    for (const id of recordingsWith('source', names)) {
      const fingerprint = await readSourceMark(folder, id, keys, files);
      if (fingerprint !== null) kept.set(fingerprint, id);
    }
    for (const id of recordingsWith('resume', names)) await loadResume(id);
    await sweep(names);
  }

  async function loadResume(id: RecordingId): Promise<void> {
    const record = await readResumeRecord(folder, id, keys, files);
    if (record === null && [...kept.values()].includes(id) && !isBeingWritten(id)) {
      // It was overwritten, and only its name was still to go.
      await removeDurably(evidencePath(folder, id, 'resume'), files);
      return;
    }
    if (record === null) {
      logger.warn('a resume record cannot be used', { recordingId: id });
      return;
    }
    record.dataKey.fill(0);
    if (kept.get(record.fingerprint) !== id) {
      partial.set(record.fingerprint, id);
    } else if (!isBeingWritten(id)) {
      // The source's mark is written after the receipt: only the last step of completing it was missing.
      await scrubAndRemove(evidencePath(folder, id, 'resume'), files);
    }
  }

  /** Removes what a crash left and what nobody needs: half-written small files, and containers without a single part. */
  async function sweep(names: readonly string[]): Promise<void> {
    for (const kind of ['resume', 'receipt', 'source'] as const) {
      const paths = recordingsWith(
        kind,
        names.filter((name) => name.endsWith('.tmp')).map((name) => name.slice(0, -4)),
      );
      for (const id of paths) {
        if (!isBeingWritten(id)) await files.remove(temporaryName(evidencePath(folder, id, kind)));
      }
    }
    const resumable = new Set(recordingsWith('resume', names));
    for (const id of recordingsWith('partial', names)) {
      if (resumable.has(id) || isBeingWritten(id)) continue;
      const path = evidencePath(folder, id, 'partial');
      if (await holdsParts(path)) logger.warn('an unfinished container has no resume record', { recordingId: id });
      else await files.remove(path);
    }
  }

  /** Whether there may be anything of a recording in it: then it is evidence, and it is not ours to throw away. */
  async function holdsParts(path: string): Promise<boolean> {
    const file = await files.open(path, 'read');
    try {
      const size = await file.size();
      if (size > maxHeaderBytes) return true;
      const start = new Uint8Array(size);
      await file.read(start, 0);
      return size > headerLength(start);
    } finally {
      await file.close();
    }
  }

  return {
    async standing(fingerprint) {
      loading ??= load();
      await loading.catch((error: unknown) => {
        loading = null;
        throw error;
      });
      const unfinished = partial.get(fingerprint);
      if (unfinished !== undefined) return { state: 'partial', recordingId: unfinished };
      const id = kept.get(fingerprint);
      // The vault host erases recordings: what was kept is looked at again.
      if (id !== undefined && (await readSourceMark(folder, id, keys, files)) === fingerprint) {
        return { state: 'kept', recordingId: id };
      }
      kept.delete(fingerprint);
      return { state: 'new' };
    },
    addPartial: (fingerprint, id) => void partial.set(fingerprint, id),
    addKept(fingerprint, id) {
      partial.delete(fingerprint);
      kept.set(fingerprint, id);
    },
    forget: (fingerprint) => void partial.delete(fingerprint),
  };
}

/** Length of the header region; of all there is where it cannot be read, for then no part was ever written after it. */
function headerLength(start: Uint8Array): number {
  try {
    return parseHeader(start).bytes;
  } catch (error) {
    if (!(error instanceof KerbdeskError)) throw error;
    return start.byteLength;
  }
}
