// Crypto-shredding of one recording: its sealed data keys are overwritten on the disk, then its files are removed.
import type { RecordingId } from '#contract/ids.ts';
import { removeDurably, temporaryName } from '../durable-file.ts';
import { systemFiles, type FileOperations } from '../file-operations.ts';
import { overwriteStart, scrubAndRemove } from '../scrub.ts';
import { maxHeaderBytes } from './container-header.ts';
import { evidencePath } from './evidence-files.ts';

/**
 * Safe to stop after any step and to begin again. The source mark goes first: a container counts for a camera's file by its mark
 * and its length, and from the next step on it has its length only. Then nothing may enter it into the records again, and
 * nothing may go on with it; then the keys go, and at last the space is given back.
 */
export async function shredRecording(
  folder: string,
  id: RecordingId,
  files: FileOperations = systemFiles,
): Promise<void> {
  for (const kind of ['source', 'receipt'] as const) {
    await files.remove(temporaryName(evidencePath(folder, id, kind)));
    await removeDurably(evidencePath(folder, id, kind), files);
  }
  // Each of these holds the data key under some other key.
  const resume = evidencePath(folder, id, 'resume');
  await scrubAndRemove(temporaryName(resume), files);
  await scrubAndRemove(resume, files);
  for (const kind of ['partial', 'derived', 'container'] as const) {
    const path = evidencePath(folder, id, kind);
    // As much as any header may take: where the keys lie in it does not matter then, nor whether it can still be read.
    await overwriteStart(path, maxHeaderBytes, files);
    await removeDurably(path, files);
  }
}
