// The arithmetic of a recording's timeline: frames, timecodes, scrubbing, and where markers lie. No DOM.
import type { Marker } from '#contract/footage.ts';

/** Used where the file does not say: most body-worn cameras record 25 or 30; a 25th of a second never skips a frame of either by more than one. */
const fallbackFrameRate = 25;

/** A position that floating point leaves a hair before its frame still belongs to that frame. */
const epsilon = 1e-6;

export const frameRateOf = (media: { readonly frameRate: number | null }): number =>
  media.frameRate !== null && media.frameRate > 0 && media.frameRate <= 480 ? media.frameRate : fallbackFrameRate;

export const clampSeconds = (seconds: number, duration: number): number =>
  Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), Math.max(duration, 0)) : 0;

/** Index of the frame that is on screen at a position, counted from 0. */
export const frameAt = (seconds: number, frameRate: number): number =>
  Math.max(0, Math.floor(seconds * frameRate + epsilon));

/** The middle of a frame: seeking there shows this frame and no neighbour, however the player rounds. */
export const middleOfFrame = (frame: number, frameRate: number): number => (frame + 0.5) / frameRate;

/** Where to seek to show the picture that begins at this moment: behind it, and before the next, however the player rounds. */
export const justInside = (startSeconds: number): number => startSeconds + 4e-3;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** "00:18:20": hours, minutes, whole seconds. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds + epsilon));
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map(twoDigits).join(':');
}

/** "00:04:51.08": the last part is the frame within its second, so it counts 00 to 24 at 25 frames a second. */
export function timecode(seconds: number, frameRate: number): string {
  const frame = frameAt(seconds, frameRate);
  const second = Math.floor(frame / frameRate + epsilon);
  const firstFrameOfSecond = Math.ceil(second * frameRate - epsilon);
  return `${clockTime(second)}.${twoDigits(frame - firstFrameOfSecond)}`;
}

/** For a screen reader: "4 minutes 51 seconds". */
export function spokenTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds + epsilon));
  const parts: string[] = [];
  const add = (count: number, unit: string): void => {
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  };
  add(Math.floor(whole / 3600), 'hour');
  add(Math.floor(whole / 60) % 60, 'minute');
  add(whole % 60, 'second');
  return parts.length === 0 ? '0 seconds' : parts.join(' ');
}

/** "00:02:10", or "00:05:40–08:30" for a range: the end leaves out the hours that it shares with the start. */
export function markerTimes(marker: Pick<Marker, 'startSeconds' | 'endSeconds'>): string {
  const start = clockTime(marker.startSeconds);
  if (marker.endSeconds === null) return start;
  const end = clockTime(marker.endSeconds);
  return `${start}–${end.slice(0, 3) === start.slice(0, 3) ? end.slice(3) : end}`;
}

export const inTimeOrder = (markers: readonly Marker[]): Marker[] =>
  markers.toSorted((a, b) => a.startSeconds - b.startSeconds || (a.endSeconds ?? 0) - (b.endSeconds ?? 0));

/** Two points in either order make a range; at least one frame long, so that it can be seen and pressed. */
export function rangeBetween(
  a: number,
  b: number,
  frameRate: number,
  duration: number,
): { readonly startSeconds: number; readonly endSeconds: number } {
  const startSeconds = clampSeconds(Math.min(a, b), duration);
  const endSeconds = clampSeconds(Math.max(Math.max(a, b), startSeconds + 1 / frameRate), duration);
  return { startSeconds, endSeconds };
}

export const fractionAt = (seconds: number, duration: number): number =>
  duration > 0 ? clampSeconds(seconds, duration) / duration : 0;

/** Where on the recording a pointer at `x` lies on a timeline that starts at `left` and is `width` pixels wide. */
export const secondsAtPointer = (x: number, left: number, width: number, duration: number): number =>
  width > 0 ? clampSeconds(((x - left) / width) * duration, duration) : 0;

/**
 * Where a key pressed on the timeline leads: arrows one second, Page keys a tenth of the recording but at least ten
 * seconds, Home and End. Null for a key that does not scrub.
 */
export function scrubbed(key: string, at: { readonly seconds: number; readonly duration: number }): number | null {
  const page = Math.max(10, at.duration / 10);
  const arrow = (direction: 1 | -1): number => clampSeconds(at.seconds + direction, at.duration);
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return arrow(1);
    case 'ArrowLeft':
    case 'ArrowDown':
      return arrow(-1);
    case 'PageUp':
      return clampSeconds(at.seconds + page, at.duration);
    case 'PageDown':
      return clampSeconds(at.seconds - page, at.duration);
    case 'Home':
      return 0;
    case 'End':
      return at.duration;
    default:
      return null;
  }
}

/** A tenth in: past the hand that switches the camera on, and never the black first frame. */
export const thumbnailTime = (duration: number | null): number => (duration === null ? 1 : duration / 10);
