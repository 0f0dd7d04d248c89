// The edges of markers and ranges: jumping from one to the next, and moving one. No DOM.
import type { Marker } from '#contract/footage.ts';
import type { MarkerId } from '#contract/ids.ts';
import { clampSeconds } from './timeline-time.ts';

export interface Edge {
  readonly markerId: MarkerId;
  readonly side: 'start' | 'end';
  readonly seconds: number;
}

export type MarkerTimes = Pick<Marker, 'startSeconds' | 'endSeconds'>;

export const edgesOf = (markers: readonly Marker[]): Edge[] =>
  markers
    .flatMap(({ id, startSeconds, endSeconds }): Edge[] => [
      { markerId: id, side: 'start', seconds: startSeconds },
      ...(endSeconds === null ? [] : [{ markerId: id, side: 'end', seconds: endSeconds } as const]),
    ])
    .toSorted((a, b) => a.seconds - b.seconds);

/** The next edge after (or before) a moment; more than half a frame away, so that one jumps on from where one stands. */
export function nextEdge(
  markers: readonly Marker[],
  seconds: number,
  direction: 1 | -1,
  frameRate: number,
): Edge | null {
  const apart = 1 / frameRate;
  const edges = edgesOf(markers);
  const found =
    direction > 0
      ? edges.find((edge) => edge.seconds > seconds + apart)
      : edges.findLast((edge) => edge.seconds < seconds - apart);
  return found ?? null;
}

/** An edge taken elsewhere: a range stays at least a frame long, and nothing leaves the recording. */
export function movedEdge(
  { startSeconds, endSeconds }: MarkerTimes,
  side: Edge['side'],
  to: number,
  { frameRate, duration }: { readonly frameRate: number; readonly duration: number },
): MarkerTimes {
  const frame = 1 / frameRate;
  const at = clampSeconds(to, duration);
  if (endSeconds === null) return { startSeconds: at, endSeconds };
  return side === 'start'
    ? { startSeconds: Math.max(0, Math.min(at, endSeconds - frame)), endSeconds }
    : { startSeconds, endSeconds: Math.max(at, startSeconds + frame) };
}

/** The range to loop: the one that is current, else the shortest that the moment lies in. */
export function rangeToLoop(
  markers: readonly Marker[],
  current: MarkerId | null,
  seconds: number,
): { readonly startSeconds: number; readonly endSeconds: number } | null {
  const ranges = markers.flatMap(({ id, startSeconds, endSeconds }) =>
    endSeconds === null ? [] : [{ id, startSeconds, endSeconds }],
  );
  const chosen = ranges.find(({ id }) => id === current);
  const around = ranges
    .filter(({ startSeconds, endSeconds }) => startSeconds <= seconds && seconds <= endSeconds)
    .toSorted((a, b) => a.endSeconds - a.startSeconds - (b.endSeconds - b.startSeconds));
  const range = chosen ?? around[0] ?? null;
  return range === null ? null : { startSeconds: range.startSeconds, endSeconds: range.endSeconds };
}
