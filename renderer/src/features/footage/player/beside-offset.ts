// When two recordings show the same moment, by their clocks as corrected, and how far an officer moved them against each other. No DOM.
import type { RecordingSummary } from '#contract/footage.ts';
import { clockTime } from './timeline-time.ts';

type Timed = Pick<RecordingSummary, 'startedAt' | 'durationSeconds'>;

/** Seconds that `other` is ahead on its own timeline. 0 where one of them does not say when it began. */
export function clockOffset(recording: Timed, other: Timed): number {
  if (recording.startedAt === null || other.startedAt === null) return 0;
  return (Date.parse(recording.startedAt) - Date.parse(other.startedAt)) / 1000;
}

/** Seconds that both were recording; 0 or less where they were not. */
export function overlapSeconds(recording: Timed, other: Timed): number {
  if (recording.startedAt === null || other.startedAt === null) return 0;
  const ahead = clockOffset(recording, other);
  const end = Math.min((recording.durationSeconds ?? 0) + ahead, other.durationSeconds ?? 0);
  return end - Math.max(0, ahead);
}

/** "overlaps by 00:04:10", "not at the same time". */
export function overlapWords(recording: Timed, other: Timed): string {
  if (recording.startedAt === null || other.startedAt === null) return 'time not known';
  const seconds = overlapSeconds(recording, other);
  return seconds > 0 ? `Both recording for ${clockTime(seconds)}` : 'Not at the same time';
}

/** "+0.08 s", "−1.00 s", "by their clocks". */
export function adjustmentWords(seconds: number): string {
  if (Math.abs(seconds) < 1e-6) return 'by their clocks';
  return `${seconds < 0 ? '−' : '+'}${Math.abs(seconds).toFixed(2)} s`;
}
