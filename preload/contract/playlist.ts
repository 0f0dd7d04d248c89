// How the files of a recording follow one another on its timeline: what was watched at 00:12:00 is what a clip cuts at 00:12:00.
import type { Recording, Segment } from './footage.ts';

export interface PlaylistPart {
  /** Null for a file that the camera numbered and that is not in the vault. */
  readonly file: Segment | null;
  /** Where it stands among the files that the camera made, from 1. */
  readonly place: number;
  /** False for a hole: a file that is missing, or that holds nothing to play. */
  readonly playable: boolean;
  /** In the recording's own time, which all its markers are in. */
  readonly startSeconds: number;
  /** 0 for a hole whose length nobody knows, and for a file whose length is not known yet. */
  readonly durationSeconds: number;
}

/** Lengths that a player found out, by the file's id, where the file did not say. */
export type LearntDurations = ReadonlyMap<string, number>;

/** From here on an index is the second in which the file began: the camera gave its files no numbers. */
const leastClock = 1_000_000;
/** Two files with less than this between them follow one another: cameras need a moment to open the next. */
const longestSeam = 5;

/** A camera that numbers wildly is not believed to have lost thousands of files. */
const mostMissing = 50;

const isPlayable = ({ playability, bytes }: Segment): boolean =>
  bytes > 0 && (playability === 'playable' || playability === 'cut-short' || playability === 'not-examined');

/**
 * The parts of a recording in playing order, holes included. A hole is as long as the clocks of its neighbours say, so that
 * markers keep their place when the missing file comes after all.
 */
export function playlistOf(
  { segments }: Pick<Recording, 'segments'>,
  learnt: LearntDurations = new Map(),
): PlaylistPart[] {
  const parts: PlaylistPart[] = [];
  let end = 0;
  const add = (part: Pick<PlaylistPart, 'file' | 'place' | 'playable' | 'durationSeconds'>): void => {
    parts.push({ ...part, startSeconds: end });
    end += part.durationSeconds;
  };
  for (const [number, file] of segments.entries()) {
    const before = segments[number - 1];
    const missing = before === undefined ? 0 : missingBetween(before, file, learnt);
    const lost = before === undefined || missing === 0 ? 0 : secondsBetween(before, file, learnt);
    const place = (parts.at(-1)?.place ?? 0) + missing + 1;
    for (let hole = 0; hole < missing; hole += 1) {
      add({ file: null, place: place - missing + hole, playable: false, durationSeconds: lost / missing });
    }
    const playable = isPlayable(file);
    const next = segments[number + 1];
    const known = file.durationSeconds ?? learnt.get(file.id) ?? null;
    const durationSeconds = known ?? (playable || next === undefined ? 0 : untilStartOf(file, next));
    add({ file, place, playable, durationSeconds });
  }
  return parts;
}

export const playlistDuration = (parts: readonly PlaylistPart[]): number => {
  const last = parts.at(-1);
  return last === undefined ? 0 : last.startSeconds + last.durationSeconds;
};

/** Index of the part that is on at this time; the last one at the very end. Parts of no length are never on. */
export function partAt(parts: readonly PlaylistPart[], seconds: number): number {
  const index = parts.findIndex(
    ({ startSeconds, durationSeconds }) => durationSeconds > 0 && seconds < startSeconds + durationSeconds,
  );
  if (index >= 0) return index;
  const last = parts.findLastIndex(({ durationSeconds }) => durationSeconds > 0);
  return Math.max(0, last);
}

function missingBetween(before: Segment, file: Segment, learnt: LearntDurations): number {
  if (before.index === null || file.index === null) return 0;
  if (before.index >= leastClock) {
    const isKnown = before.durationSeconds !== null || learnt.has(before.id);
    return isKnown && secondsBetween(before, file, learnt) > longestSeam ? 1 : 0;
  }
  const missing = file.index - before.index - 1;
  return missing > 0 && missing <= mostMissing ? missing : 0;
}

function secondsBetween(before: Segment, file: Segment, learnt: LearntDurations): number {
  const known = before.durationSeconds ?? learnt.get(before.id) ?? 0;
  return Math.max(0, untilStartOf(before, file) - known);
}

function untilStartOf(file: Segment, next: Segment): number {
  if (file.startedAt === null || next.startedAt === null) return 0;
  return Math.max(0, (Date.parse(next.startedAt) - Date.parse(file.startedAt)) / 1000);
}
