// What the files on a camera show of its clock, where the camera itself does not tell the time. Pure.
import type { CameraClock } from '#contract/footage.ts';
import type { Instant } from '#contract/ids.ts';
import type { ExaminedFile } from './segments.ts';

/** FAT counts in steps of two seconds, and a file's length is not exact: less than this is no news. */
const leastSecondsAhead = 5;

/**
 * A file that ends later than now was written by a clock that is ahead by at least that much. How much more, and whether other
 * cameras' clocks are behind, files cannot tell: it corrects nothing.
 */
export function clockSeenAhead(files: Iterable<ExaminedFile>, now: Instant): CameraClock | null {
  let latest = Number.NEGATIVE_INFINITY;
  for (const file of files) {
    if (file.file.sideOf === null) latest = Math.max(latest, endOf(file));
  }
  const offsetSeconds = Math.round((latest - Date.parse(now)) / 1000);
  return offsetSeconds >= leastSecondsAhead
    ? { offsetSeconds, source: 'files-from-the-future', measuredAt: now }
    : null;
}

/** The last moment that anything about the file speaks of. */
function endOf({ file, media }: ExaminedFile): number {
  const start = media.startByMedia ?? (file.startByFileSource === 'file-name' ? file.startByFile : null);
  const byStart = start === null ? Number.NEGATIVE_INFINITY : Date.parse(start) + (media.durationSeconds ?? 0) * 1000;
  return Math.max(byStart, file.modifiedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(file.modifiedAt));
}
