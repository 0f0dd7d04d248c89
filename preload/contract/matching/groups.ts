// Recordings that belong together in time: begun within a minute of each other, or one going on where another ended. Pure.
import type { RecordingSummary } from '../footage.ts';
import type { RecordingId } from '../ids.ts';
import { recordedTime, type RecordedTime } from './time-evidence.ts';

export type GroupableRecording = Pick<
  RecordingSummary,
  'id' | 'cameraName' | 'cameraSerial' | 'startedAt' | 'startSource' | 'clock' | 'durationSeconds'
>;

const togetherMilliseconds = 60_000;

const sameCamera = (a: GroupableRecording, b: GroupableRecording): boolean =>
  a.cameraName === b.cameraName && a.cameraSerial === b.cameraSerial;

/** Two times of the same camera differ by what its clock says, however wrong it is; those of two cameras need good clocks. */
function comparable(a: GroupableRecording, b: GroupableRecording): boolean {
  if (a.startSource === 'unknown' || b.startSource === 'unknown') return false;
  if (sameCamera(a, b)) return a.startSource === b.startSource;
  return a.startSource !== 'file-time' && b.startSource !== 'file-time';
}

const seconds = (milliseconds: number): string => {
  const whole = Math.round(milliseconds / 1000);
  return whole === 1 ? '1 second' : `${whole} seconds`;
};

/** "Begins 12 seconds after the end of", "Begins within 5 seconds of", "Runs at the same time as"; null where they are apart. */
export function neighbourWords(a: GroupableRecording, b: GroupableRecording): string | null {
  const [mine, other] = [recordedTime(a), recordedTime(b)];
  if (mine === null || other === null || !comparable(a, b)) return null;
  return relationWords(mine, other);
}

function relationWords(mine: RecordedTime, other: RecordedTime): string | null {
  const apart = Math.abs(mine.from - other.from);
  if (apart <= togetherMilliseconds) return apart < 500 ? 'Begins together with' : `Begins within ${seconds(apart)} of`;
  if (mine.from < other.to && other.from < mine.to) return 'Runs at the same time as';
  const after = mine.from - other.to;
  if (after >= 0 && after <= togetherMilliseconds) return `Begins ${seconds(after)} after the end of`;
  const before = other.from - mine.to;
  return before >= 0 && before <= togetherMilliseconds ? `Ends ${seconds(before)} before the start of` : null;
}

/**
 * The recordings that hang together with one, in the order they were made, itself included; alone where none does. What hangs
 * together with a member belongs too: a search is one matter, however often the camera was switched off and on.
 */
export function groupOf<Recording extends GroupableRecording>(
  recording: Recording,
  others: readonly Recording[],
): Recording[] {
  const members = new Map<RecordingId, Recording>([[recording.id, recording]]);
  for (let grown = true; grown;) {
    const joining = others.filter(
      (other) =>
        !members.has(other.id) && [...members.values()].some((member) => neighbourWords(other, member) !== null),
    );
    for (const other of joining) members.set(other.id, other);
    grown = joining.length > 0;
  }
  return [...members.values()].toSorted((a, b) => (a.startedAt ?? '').localeCompare(b.startedAt ?? ''));
}
