// Which recordings may belong to a report, by time alone, with the reason shown. Nothing is ever attached by itself.
import { instantOfField, reportedInstant } from '#contract/crime-report.ts';
import type { RecordingSummary } from '#contract/footage.ts';
import type { ReportContent } from '#contract/reports.ts';

export interface Suggestion {
  readonly recording: RecordingSummary;
  /** Why it is suggested; null where it is only listed. */
  readonly reason: string | null;
}

const minute = 60_000;
/** Clocks differ and memories are not exact: so much on either side of what was typed. */
const slackMilliseconds = 15 * minute;
/** An officer's own camera runs when they attend, after the report. */
const attendanceMilliseconds = 6 * 60 * minute;

interface Window {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

function windowsOf(content: ReportContent): Window[] {
  const from = instantOfField('committed-from-date', content.values);
  const to = instantOfField('committed-to-date', content.values);
  const reported = reportedInstant(content);
  const windows: Window[] = [];
  if (from !== null) {
    const end = to !== null && to > from ? to : from;
    windows.push({
      from: Date.parse(from) - slackMilliseconds,
      to: Date.parse(end) + slackMilliseconds,
      reason: 'At the time it was committed',
    });
  }
  if (reported !== null) {
    const start = Date.parse(reported);
    windows.push({ from: start, to: start + attendanceMilliseconds, reason: 'Within 6 h after it was reported' });
  }
  return windows;
}

/** Suggested recordings first, then the others; within each, the newest first. */
export function suggestRecordings(content: ReportContent, recordings: readonly RecordingSummary[]): Suggestion[] {
  const windows = windowsOf(content);
  const suggestions = recordings.map((recording): Suggestion => {
    if (recording.startedAt === null) return { recording, reason: null };
    const start = Date.parse(recording.startedAt);
    const end = start + (recording.media.durationSeconds ?? 0) * 1000;
    const window = windows.find((candidate) => start <= candidate.to && end >= candidate.from);
    return { recording, reason: window?.reason ?? null };
  });
  return suggestions.toSorted((a, b) => {
    if ((a.reason === null) !== (b.reason === null)) return a.reason === null ? 1 : -1;
    return (b.recording.startedAt ?? '').localeCompare(a.recording.startedAt ?? '');
  });
}
