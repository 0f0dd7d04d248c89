// What the times say: whether a recording ran when a matter was committed, reported or attended. Pure.
import type { RecordingSummary } from '../footage.ts';
import type { Reason } from './reasons.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface RecordedTime extends Span {
  /** How far the clock it was taken by may be wrong, in milliseconds. */
  readonly tolerance: number;
}

type Timed = Pick<RecordingSummary, 'startedAt' | 'startSource' | 'clock' | 'durationSeconds'>;

/**
 * A clock that was measured against the laptop's is right to the second it was read at; one that was not drifts a few minutes in a
 * year; the date of a file may be an hour out when the camera does not know of summer time.
 */
function toleranceOf({ startSource, clock }: Timed): number {
  if (startSource === 'file-time') return 65 * minute;
  if (clock === null) return 5 * minute;
  // Known to be ahead by at least so much, but not by how much.
  if (clock.source === 'files-from-the-future') return 5 * minute + Math.abs(clock.offsetSeconds) * second;
  return clock.source === 'officer' ? 2 * minute : minute;
}

/** When it was recorded by the best knowledge of the clock; null where nobody knows. */
export function recordedTime(recording: Timed): RecordedTime | null {
  if (recording.startedAt === null) return null;
  const from = Date.parse(recording.startedAt);
  return { from, to: from + (recording.durationSeconds ?? 0) * second, tolerance: toleranceOf(recording) };
}

export interface ReportTimes {
  readonly committed: (Span & { readonly precise: boolean }) | null;
  readonly reported: number | null;
  /** Whether an officer was there when it was reported: told in person, or found by police. Null while that is not said. */
  readonly toOfficer: boolean | null;
}

/** A time that somebody typed from memory or a log is rounded. */
const typedTolerance = 5 * minute;
/** Longer than this, "between eight and half past five" says little of any one recording. */
const telling = 3 * hour;
/** Officers switch their camera on when they arrive, and most arrive within this after a report they were sent to. */
const soonAttended = 25 * minute;
const lateAttended = 6 * hour;
/** What an officer came upon is reported while they deal with it, or soon after. */
const reportedAfter = 30 * minute;

const gapBetween = (a: Span, b: Span): number => Math.max(0, a.from - b.to, b.from - a.to);
const overlapOf = (a: Span, b: Span): number => Math.min(a.to, b.to) - Math.max(a.from, b.from);

/** "under a minute", "18 min", "2 h 5 min". */
export function lengthWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / minute);
  if (minutes < 1) return 'under a minute';
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/**
 * An officer's camera seldom sees what police are only called to: they were at another job while it was committed. Running at that
 * time counts for much where an officer was there, or where nothing is said yet of how police came to know.
 */
const mayHaveSeen = (time: RecordedTime, { reported, toOfficer }: ReportTimes): boolean =>
  toOfficer ?? (reported === null || gapBetween(time, { from: reported, to: reported }) <= time.tolerance);

function committedReason(time: RecordedTime, times: ReportTimes): Reason | null {
  const { committed } = times;
  if (committed === null) return null;
  const slack = time.tolerance + typedTolerance;
  const gap = gapBetween(time, committed);
  if (gap > slack) return null;
  const isTelling = committed.precise && committed.to - committed.from <= telling && mayHaveSeen(time, times);
  const weight = isTelling ? 'good' : 'weak';
  if (gap > 0) {
    const side = time.from > committed.to ? 'after' : 'before';
    return {
      kind: 'time',
      weight,
      words: `${lengthWords(gap)} ${side} it was committed, within what the clocks allow`,
    };
  }
  const overlap = overlapOf(time, committed);
  return {
    kind: 'time',
    weight,
    words:
      overlap < minute ? 'Running when it was committed' : `Overlaps when it was committed by ${lengthWords(overlap)}`,
  };
}

function attendanceReason(time: RecordedTime, { reported, toOfficer }: ReportTimes): Reason | null {
  if (reported === null) return null;
  const after = time.from - reported;
  if (after <= 0 && time.to >= reported) {
    return toOfficer === true
      ? { kind: 'time', weight: 'good', words: 'Running when it was reported to an officer' }
      : { kind: 'time', weight: 'weak', words: 'Running when it was reported' };
  }
  if (after > 0 && after <= lateAttended + time.tolerance) {
    const weight = after <= soonAttended + time.tolerance ? 'good' : 'weak';
    return { kind: 'time', weight, words: `Begins ${lengthWords(after)} after it was reported` };
  }
  const before = reported - time.to;
  if (before > 0 && before <= reportedAfter + time.tolerance) {
    return { kind: 'time', weight: 'weak', words: `Ends ${lengthWords(before)} before it was reported` };
  }
  return null;
}

/** The best first; both count as one kind of evidence, for both are the same clock. */
export function timeReasons(time: RecordedTime | null, times: ReportTimes): readonly Reason[] {
  if (time === null) return [];
  return [committedReason(time, times), attendanceReason(time, times)].filter((reason) => reason !== null);
}

/**
 * How long before a recording a report lies, in milliseconds, by what was reported, else by what was committed; null where one of
 * them has no time. What was reported to nobody there until it ran lies behind everything that was reported before.
 */
export function distanceInTime(
  time: RecordedTime | null,
  { committed, reported, toOfficer }: ReportTimes,
): number | null {
  if (time === null) return null;
  if (reported === null) return committed === null ? null : gapBetween(time, committed);
  const after = time.from - reported;
  if (after >= 0) return after;
  return toOfficer === true && reported <= time.to ? 0 : day - after;
}
