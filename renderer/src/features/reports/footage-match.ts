// The recordings to choose from for a report: those that the one rule proposes first, with their reasons, then the others.
import type { RecordingSummary } from '#contract/footage.ts';
import type { RecordingId } from '#contract/ids.ts';
import { confidenceRank, type Confidence, type Reason } from '#contract/matching/reasons.ts';

export interface Suggested {
  readonly recordingId: RecordingId;
  readonly confidence: Confidence;
  readonly reasons: readonly Reason[];
}

export interface Choice {
  readonly recording: RecordingSummary;
  /** Null where it is only listed. */
  readonly suggestion: Suggested | null;
}

const rankOf = ({ suggestion }: Choice): number => (suggestion === null ? 0 : confidenceRank[suggestion.confidence]);

/** The likeliest first; within each, the newest first. Nothing is ever attached by itself. */
export function choicesFor(recordings: readonly RecordingSummary[], suggested: readonly Suggested[]): Choice[] {
  const byId = new Map(suggested.map((suggestion) => [suggestion.recordingId, suggestion]));
  return recordings
    .map((recording) => ({ recording, suggestion: byId.get(recording.id) ?? null }))
    .toSorted(
      (a, b) => rankOf(b) - rankOf(a) || (b.recording.startedAt ?? '').localeCompare(a.recording.startedAt ?? ''),
    );
}

/** The two weightiest reasons: "Overlaps when it was committed by 18 min · 140 m away". */
export const reasonWords = ({ reasons }: Suggested): string =>
  reasons
    .filter(({ weight }) => weight !== 'context')
    .slice(0, 2)
    .map(({ words }) => words)
    .join(' · ');
