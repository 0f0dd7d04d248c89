// Names of the files that belong to a recording in an evidence folder.
import { join } from 'node:path';
import { recordingId, type RecordingId } from '#contract/ids.ts';

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
