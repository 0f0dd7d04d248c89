// Which files of a camera are one recording that the camera split: by their names, else because one begins where another ends. Pure.
import path from 'node:path';
import type { CameraId } from '#contract/ids.ts';
import type { MediaFacts } from '#contract/media.ts';
import type { SourceFile } from './camera-source.ts';
import type { SplitRule } from './drivers/layout/layout.ts';

export interface Segment {
  /** The same for every file of the recording, whenever it is offloaded. */
  readonly group: string;
  /** Orders the files of a group; not their number. */
  readonly index: number;
}

export interface ExaminedFile {
  readonly file: SourceFile;
  readonly media: MediaFacts;
}

/** A file that begins this long after another's end is no longer its continuation; it may begin as much before, clocks being coarse. */
const longestGapSeconds = 2;
/** Makers stop a little before a bound: at a key frame, or where a cluster ends. */
const shareOfSplitBytes = 0.03;
const splitSecondsTolerance = 3;

/** Files that are no part of a split recording are not in the answer. */
export function joinSegments(
  camera: CameraId,
  files: readonly ExaminedFile[],
  splits: SplitRule,
): ReadonlyMap<string, Segment> {
  const segments = new Map<string, Segment>();
  const recordings = files.filter(({ file }) => file.sideOf === null);
  joinByName(camera, recordings, segments);
  joinByTime(
    camera,
    recordings.filter(({ file }) => file.part === null),
    splits,
    segments,
  );
  return segments;
}

/** Whether `next` goes on where `former` ends: same folder, same picture, no gap, and `former` as long as the camera makes its files. */
export function continues(former: ExaminedFile, next: ExaminedFile, splits: SplitRule): boolean {
  const end = endOf(former);
  const start = startOf(next);
  if (end === null || start === null || Math.abs(start - end) > longestGapSeconds * 1000) return false;
  return folderOf(former) === folderOf(next) && samePicture(former.media, next.media) && reachedSplit(former, splits);
}

/** Milliseconds; null where only the file system says when it was written, which is its end rather than its start. */
function startOf({ file, media }: ExaminedFile): number | null {
  const start = media.startByMedia ?? (file.startByFileSource === 'file-name' ? file.startByFile : null);
  return start === null ? null : Date.parse(start);
}

/** Cameras count their recordings anew when they are reset or have counted to the end: the day tells two of one number apart. */
function joinByName(camera: CameraId, recordings: readonly ExaminedFile[], segments: Map<string, Segment>): void {
  const groups = new Map<string, ExaminedFile[]>();
  for (const recording of recordings) {
    if (recording.file.part === null) continue;
    const key = `${folderOf(recording)}/${recording.file.part.group}`;
    groups.set(key, [...(groups.get(key) ?? []), recording]);
  }
  for (const [key, group] of groups) {
    const first = group.toSorted((a, b) => partIndex(a) - partIndex(b))[0];
    const day = first?.file.startByFile?.slice(0, 10) ?? '';
    for (const recording of group) {
      segments.set(recording.file.path, { group: `${camera}/${key}@${day}`, index: partIndex(recording) });
    }
  }
}

const partIndex = ({ file }: ExaminedFile): number => file.part?.index ?? 0;

/** A file as long as the camera makes them may be continued by one that is offloaded later: it leads a group even while it is alone. */
function joinByTime(
  camera: CameraId,
  recordings: readonly ExaminedFile[],
  splits: SplitRule,
  segments: Map<string, Segment>,
): void {
  const inOrder = recordings
    .map((recording) => ({ recording, start: startOf(recording) }))
    .filter((one): one is { recording: ExaminedFile; start: number } => one.start !== null && one.start >= 0)
    .toSorted((a, b) => a.start - b.start);
  let group: string | null = null;
  let former: ExaminedFile | null = null;
  for (const { recording, start } of inOrder) {
    const goesOn = former !== null && group !== null && continues(former, recording, splits);
    if (!goesOn) group = reachedSplit(recording, splits) ? `${camera}/${recording.file.path}` : null;
    if (group !== null) segments.set(recording.file.path, { group, index: Math.floor(start / 1000) });
    former = recording;
  }
}

function endOf(recording: ExaminedFile): number | null {
  const start = startOf(recording);
  const seconds = recording.media.durationSeconds;
  return start === null || seconds === null ? null : start + seconds * 1000;
}

function reachedSplit({ file, media }: ExaminedFile, splits: SplitRule): boolean {
  const seconds = media.durationSeconds;
  if (seconds === null) return false;
  return (
    splits.bytes.some((bytes) => file.bytes <= bytes && file.bytes >= bytes * (1 - shareOfSplitBytes)) ||
    splits.seconds.some((split) => Math.abs(seconds - split) <= splitSecondsTolerance)
  );
}

const samePicture = (a: MediaFacts, b: MediaFacts): boolean =>
  a.videoCodec !== null &&
  a.videoCodec === b.videoCodec &&
  a.audioCodec === b.audioCodec &&
  a.width === b.width &&
  a.height === b.height;

const folderOf = ({ file }: ExaminedFile): string => path.posix.dirname(file.path);
