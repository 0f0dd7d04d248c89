// Erases one file from a camera, and only if what is on the camera at this moment is what the vault was proven to hold.
import { createHash } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import type { EraseOutcome } from '../ports/device-host.ts';
import type { CameraSource, SourceFile } from './camera-source.ts';
import { readRecording } from './offload/recording-reader.ts';

export interface EraseStep {
  readonly source: CameraSource;
  readonly file: SourceFile;
  readonly cameraName: string;
  /** Of the original in the vault, lower-case hexadecimal. */
  readonly sha256: string;
  readonly signal: AbortSignal;
  readonly hashed: (bytes: number) => void;
}

const kept = (reason: string): EraseOutcome => ({ outcome: 'not-erased', reason });

/** Never rejects. Only what an eraser says in words left the file as it was: of any other failure the end is not known. */
export async function eraseFile(step: EraseStep): Promise<EraseOutcome> {
  const { source, file, cameraName, signal } = step;
  if (source.eraser === null) return kept(`${cameraName} can only be read, so nothing can be erased from it.`);
  let sha256: string;
  try {
    sha256 = await hashOnCamera(step);
  } catch (error) {
    if (signal.aborted) return kept('The erasing was ended before this recording was reached.');
    return kept(
      error instanceof Error && error.name === 'RecordingProblem'
        ? error.message
        : `"${file.name}" could not be read on ${cameraName} any more, so it could not be compared.`,
    );
  }
  if (sha256 !== step.sha256) {
    return kept(`"${file.name}" on ${cameraName} is not equal to what is in the vault. Offload it again; tell IT.`);
  }
  if (signal.aborted) return kept('The erasing was ended before this recording was reached.');
  try {
    await source.eraser.erase(file);
    return { outcome: 'erased' };
  } catch (error) {
    if (error instanceof KerbdeskError) return kept(error.message);
    const reason = `${cameraName} did not say whether it erased "${file.name}": it shows when the camera is plugged in again.`;
    return { outcome: 'not-known', reason };
  }
}

async function hashOnCamera({ source, file, signal, hashed }: EraseStep): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const block of readRecording(source, file, { from: 0, signal, others: [] })) {
    hash.update(block);
    bytes += block.byteLength;
    hashed(bytes);
  }
  return hash.digest('hex');
}
