// From what a camera holds to what it lists: which files are recordings, when they began, in which order.
import path from 'node:path';
import type { Instant } from '#contract/ids.ts';
import type { SourceFile } from '../../camera-source.ts';
import { readFileName } from './file-names.ts';
import type { CameraLayout } from './layout.ts';

export function isIgnoredFolder(name: string, layout: CameraLayout): boolean {
  return name.startsWith('.') || layout.ignoredFolders.includes(name.toUpperCase());
}

/** Names that begin with a dot are left alone: among them the shadows ("._X.MP4") that macOS leaves on FAT. */
export function isVideoName(name: string, layout: CameraLayout): boolean {
  return !name.startsWith('.') && layout.extensions.includes(path.extname(name).toLowerCase());
}

/** FAT starts in 1980 and cameras without a set clock count from there: such a time says nothing. */
const earliestPlausible: Instant = '2000-01-01T00:00:00.000Z';

/** A recording with its start, by its name or else by its time of change. */
export function describeFile(
  file: Pick<SourceFile, 'path' | 'name' | 'bytes' | 'modifiedAt'>,
  layout: CameraLayout,
): SourceFile {
  const named = readFileName(file.name, layout.names);
  const byTime = file.modifiedAt !== null && file.modifiedAt >= earliestPlausible ? file.modifiedAt : null;
  return {
    path: file.path,
    name: file.name,
    bytes: file.bytes,
    modifiedAt: file.modifiedAt,
    startByFile: named?.startedAt ?? byTime,
    startByFileSource: named ? 'file-name' : byTime === null ? null : 'file-time',
  };
}

export function inOrderOfStart(files: readonly SourceFile[]): SourceFile[] {
  const start = (file: SourceFile): string => file.startByFile ?? '';
  return files.toSorted((a, b) => compare(start(a), start(b)) || compare(a.path, b.path));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a listing could not give, for a person. */
export function describeGaps(unreadable: number, cutOff: boolean): string | null {
  const sentences: string[] = [];
  if (unreadable > 0) {
    sentences.push(
      `${unreadable === 1 ? 'One file or folder' : `${unreadable} files or folders`} on this camera could not be read.`,
    );
  }
  if (cutOff) sentences.push('This camera holds more than can be listed at once: offload, then look again.');
  return sentences.length === 0 ? null : sentences.join(' ');
}
