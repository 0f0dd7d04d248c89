// The files of a recording on its timeline, and frame steps over their borders. Frames are counted within their file: lengths of files are rarely a
// whole number of frames, so a count over all of them would drift. No DOM.
import type { Recording } from '#contract/footage.ts';
import { partAt, playlistDuration, playlistOf, type LearntDurations, type PlaylistPart } from '#contract/playlist.ts';
import { frameAt, middleOfFrame } from './timeline-time.ts';

/** @param broken ids of files that the browser gave up on: they are holes */
export function arranged(
  segments: Recording['segments'],
  learnt: LearntDurations,
  broken: ReadonlySet<string>,
): { readonly parts: readonly PlaylistPart[]; readonly duration: number } {
  const parts = playlistOf({ segments }, learnt).map((part) =>
    part.file !== null && broken.has(part.file.id) ? { ...part, playable: false } : part,
  );
  // A single file that ends before its index says so ends where the browser says.
  const only = parts.length === 1 ? parts[0]?.file : null;
  const heard = only == null ? undefined : learnt.get(only.id);
  return { parts, duration: Math.min(playlistDuration(parts), heard ?? Number.POSITIVE_INFINITY) };
}

const lastFrameOf = ({ durationSeconds }: PlaylistPart, frameRate: number): number =>
  Math.max(0, Math.ceil(durationSeconds * frameRate - 1e-6) - 1);

/** The first part from this index on that has a length. */
export function atOrAfter(parts: readonly PlaylistPart[], index: number): PlaylistPart | null {
  return parts.slice(Math.max(0, index)).find(({ durationSeconds }) => durationSeconds > 0) ?? null;
}

/** So far from its end a file surely shows its first or last picture. */
const edge = 1e-3;

const inside = (part: PlaylistPart, seconds: number): number =>
  part.startSeconds + Math.min(Math.max(0, seconds), Math.max(0, part.durationSeconds - 1e-6));

/** Where to seek to show the first picture of the part after this one, or the last of the one before. Null where there is none. */
export function besidePart(parts: readonly PlaylistPart[], index: number, direction: 1 | -1): number | null {
  if (direction === 1) {
    const next = atOrAfter(parts, index + 1);
    return next && inside(next, edge);
  }
  const before = parts.slice(0, index).findLast(({ durationSeconds }) => durationSeconds > 0);
  if (before === undefined) return null;
  return before.playable ? inside(before, before.durationSeconds - edge) : before.startSeconds;
}

/** Where to seek to show the frame `frames` after (negative: before) the one on screen. A hole is one step wide. */
export function stepAcross(parts: readonly PlaylistPart[], seconds: number, frames: number, frameRate: number): number {
  const index = partAt(parts, seconds);
  const part = parts[index];
  if (part === undefined) return 0;
  const last = lastFrameOf(part, frameRate);
  const wanted = part.playable
    ? frameAt(seconds - part.startSeconds, frameRate) + frames
    : frames > 0
      ? last + frames
      : frames;
  if (wanted >= 0 && wanted <= last) return inside(part, middleOfFrame(wanted, frameRate));
  if (wanted > last) {
    const next = atOrAfter(parts, index + 1);
    return next === null
      ? inside(part, middleOfFrame(last, frameRate))
      : inside(next, middleOfFrame(wanted - last - 1, frameRate));
  }
  const before = parts.slice(0, index).findLast(({ durationSeconds }) => durationSeconds > 0);
  if (before === undefined) return inside(part, middleOfFrame(0, frameRate));
  const beforeLast = lastFrameOf(before, frameRate);
  return before.playable
    ? inside(before, middleOfFrame(Math.max(0, beforeLast + wanted + 1), frameRate))
    : before.startSeconds;
}
