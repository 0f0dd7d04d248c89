// Names of the files that belong to a recording in an evidence folder, and removing them all.
import { join } from 'node:path';
import { recordingId, type RecordingId } from '#contract/ids.ts';
import { temporaryName } from '../durable-file.ts';
import { systemFiles, type FileOperations } from '../file-operations.ts';

const endings = {
  /** A sealed container. */
  container: '.kev',
  /** A container being written. */
  partial: '.kev.partial',
  /** Sealed, made here of another recording, and not in the records yet. */
  derived: '.kev.derived',
  /** Bytes that the window has rendered so far, under a key that is only in memory. */
  upload: '.upload',
  /** What is needed to go on with it. */
  resume: '.resume',
  /** The finished recording's way into the officer's records; removed by the vault host. */
  receipt: '.receipt',
  /** Lets the same file on a camera be told again; stays as long as the recording. */
  source: '.source',
} as const;
export type EvidenceFile = keyof typeof endings;

export const evidencePath = (folder: string, id: RecordingId, file: EvidenceFile): string =>
  join(folder, `${id}${endings[file]}`);

/** The recordings for which there is a file of this kind. */
export function recordingsWith(file: EvidenceFile, names: readonly string[]): RecordingId[] {
  const ending = endings[file];
  return names.flatMap((name) => {
    const id = recordingId.safeParse(name.slice(0, name.length - ending.length));
    return name.endsWith(ending) && id.success ? [id.data] : [];
  });
}

/**
 * Erases a recording: container, receipt and all that would tell its source again. Safe to repeat after a crash. The receipt
 * goes first, or the records would take the recording in again; the source's mark counts only beside its container.
 */
export async function eraseRecording(
  folder: string,
  id: RecordingId,
  files: FileOperations = systemFiles,
): Promise<void> {
  for (const file of ['receipt', 'resume', 'partial', 'derived', 'upload', 'container', 'source'] as const) {
    const path = evidencePath(folder, id, file);
    await files.remove(path);
    await files.remove(temporaryName(path));
  }
  await files.syncFolder(folder);
}
