// The words for a recording's state, times and keeping: one place, so that list and player never disagree.
import {
  FileQuestion,
  FileWarning,
  Film,
  ShieldAlert,
  ShieldCheck,
  ShieldQuestion,
  VideoOff,
  type LucideIcon,
} from 'lucide-react';
import type { CameraClock, Category, RecordingKind, RecordingSummary, Worklist } from '#contract/footage.ts';
import { playabilityLabel, type Playability } from '#contract/media.ts';
import type { PlaylistPart } from '#contract/playlist.ts';
import {
  calendarDaysBetween,
  formatDate,
  formatDateTime,
  formatDateTimeWithSeconds,
  formatShortDate,
  formatSpan,
} from '../../format/index.ts';
import type { Tone } from '../../ui/index.ts';

export interface Words {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: LucideIcon;
}

export const displayTitle = (recording: Pick<RecordingSummary, 'title' | 'fileName'>): string =>
  recording.title.trim() === '' ? recording.fileName : recording.title;

export const stateWords: Readonly<Record<RecordingSummary['state'], Words>> = {
  verified: { label: 'Verified original', tone: 'ok', icon: ShieldCheck },
  'not-verified': { label: 'Not verified yet', tone: 'warn', icon: ShieldQuestion },
  damaged: { label: 'Damaged', tone: 'bad', icon: ShieldAlert },
};

/** What is odd about playing it; null where nothing is. */
export function playabilityWords(playability: Playability): Words | null {
  if (playability === 'playable' || playability === 'not-examined') return null;
  return { label: playabilityLabel[playability], tone: 'warn', icon: FileWarning };
}

/** For the place where a picture would be. */
export const placeholderIcons: Readonly<Record<Playability, LucideIcon>> = {
  playable: Film,
  'cut-short': Film,
  'not-examined': Film,
  'index-missing': VideoOff,
  'codec-not-supported': VideoOff,
  'not-a-video': FileQuestion,
  empty: FileQuestion,
};

/** Said only where the time is not the camera's own record in the file. */
export const startSourceWords: Readonly<Record<RecordingSummary['startSource'], string | null>> = {
  media: null,
  'file-name': 'time from file name',
  'file-time': 'time from file date',
  unknown: 'time not known',
};

/** In place of a picture where the recording has none: which part it is, and what is known of it. */
export function holeWords({ file, place }: PlaylistPart, parts: readonly PlaylistPart[]): string {
  const which = `Part ${place} of ${Math.max(place, ...parts.map((part) => part.place))}`;
  if (file === null) return `${which} is not in the vault. If it is still on the camera, plug it in and offload it.`;
  const known = file.playability === 'playable' ? 'cannot be played further' : playabilityLabel[file.playability];
  return `${which}, ${file.fileName}: ${known}. The file is kept as it came.`;
}

/** "−72 s corrected", "clock at least 5 min ahead": what to know of the camera's clock; null where nothing is known or it was right. */
export function clockWords(clock: CameraClock | null): string | null {
  if (clock === null) return null;
  const seconds = Math.round(clock.offsetSeconds);
  if (clock.source === 'files-from-the-future') return `clock at least ${formatSpan(seconds)} ahead`;
  if (seconds === 0) return null;
  return `${seconds > 0 ? '−' : '+'}${exactSpan(Math.abs(seconds))} corrected`;
}

/** The same as a sentence, with how it is known: for the custody of a recording. */
export function clockSentence(clock: CameraClock | null): string {
  if (clock === null) return 'Not compared with this laptop’s';
  const seconds = Math.round(clock.offsetSeconds);
  const when = formatDateTimeWithSeconds(clock.measuredAt);
  if (clock.source === 'files-from-the-future') {
    return `At least ${exactSpan(seconds)} ahead, seen by its files at ${when}: times are not corrected`;
  }
  const by = clock.source === 'officer' ? 'as the officer says' : 'compared';
  if (seconds === 0) return `Right, ${by} at ${when}`;
  return `${exactSpan(Math.abs(seconds))} ${seconds > 0 ? 'ahead' : 'behind'}, ${by} at ${when}: times are shown corrected`;
}

/** To the second, as a correction must be told: "72 s", "5 min 03 s", "1 h 00 min 12 s". */
function exactSpan(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours === 0
    ? `${minutes} min ${two(seconds % 60)} s`
    : `${hours} h ${two(minutes)} min ${two(seconds % 60)} s`;
}

export const worklistNames: Readonly<Record<Worklist, string>> = {
  all: 'All',
  'needs-tagging': 'Needs tagging',
  'no-category': 'No category',
  'no-reference': 'No reference',
  'deletion-due': 'Deletion due',
  'on-hold': 'On hold',
  derivatives: 'Clips and copies',
  deleted: 'Deleted',
};

const daysOf = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

/** "6 years", "18 months", "31 days". */
export function keepingPeriod(days: number): string {
  const years = Math.round(days / 365.25);
  if (years >= 1 && Math.abs(days - years * 365.25) <= 2) return `${years} ${years === 1 ? 'year' : 'years'}`;
  return daysOf(days);
}

export interface DeletionClock {
  readonly label: string;
  readonly tone: 'neutral' | 'warn' | 'bad';
  /** Whether the clock runs towards deletion, rather than saying how long it is kept. */
  readonly running: boolean;
}

type Kept = Pick<RecordingSummary, 'deletionDueAt'> & Partial<Pick<RecordingSummary, 'onHold' | 'deletedAfter'>>;

/** The clock of one recording: "Deleted in 29 days", "Kept to 22 Nov 2032", "Kept until reviewed". */
export function deletionClock(
  { deletionDueAt, onHold = false, deletedAfter = null }: Kept,
  category: Category | null,
  now: number,
): DeletionClock {
  if (deletedAfter !== null) return { label: `Gone ${formatDateTime(deletedAfter)}`, tone: 'warn', running: true };
  if (onHold) return { label: 'On hold', tone: 'neutral', running: false };
  if (deletionDueAt === null) return { label: 'Kept until reviewed', tone: 'neutral', running: false };
  const days = calendarDaysBetween(now, deletionDueAt);
  if (category?.evidential === true) {
    return days < 0
      ? { label: 'Review due', tone: 'warn', running: true }
      : { label: `Kept to ${formatDate(deletionDueAt)}`, tone: 'neutral', running: false };
  }
  if (days < 0) return { label: `Deletion overdue ${daysOf(-days)}`, tone: 'bad', running: true };
  if (days === 0) return { label: 'Deleted today', tone: 'bad', running: true };
  if (days === 1) return { label: 'Deleted tomorrow', tone: 'warn', running: true };
  return { label: `Deleted in ${daysOf(days)}`, tone: days <= 7 ? 'warn' : 'neutral', running: true };
}

/** The sentence under the category: what the choice does to the recording. */
export function retentionSentence(
  { deletionDueAt, onHold = false }: Kept,
  category: Category | null,
  now: number,
): string {
  if (onHold) return 'On hold: not deleted until the hold is lifted.';
  if (category === null) {
    return deletionDueAt === null
      ? 'Kept until it has a category.'
      : `Deleted on ${formatShortDate(deletionDueAt, now)} unless a category keeps it.`;
  }
  if (category.retentionDays === null) return 'Kept until it is reviewed by hand.';
  const period = keepingPeriod(category.retentionDays);
  const until = deletionDueAt === null ? '' : `, to ${formatDate(deletionDueAt)}`;
  if (category.evidential) return `Kept ${period}${until}, then reviewed.`;
  return deletionDueAt === null
    ? `Deleted ${period} after the recording.`
    : `Deleted on ${formatShortDate(deletionDueAt, now)}, ${period} after the recording.`;
}

/** The honest sentence where a player would be: what is wrong, and what is kept all the same. */
export function keptSentence(recording: Pick<RecordingSummary, 'state' | 'bytes'>): string {
  if (recording.bytes === 0)
    return 'The file came empty from the camera. It is kept as it is, so that nobody has to wonder.';
  switch (recording.state) {
    case 'verified':
      return 'The original bytes are kept and verified, exactly as they came from the camera.';
    case 'not-verified':
      return 'The original bytes are kept. They have not been compared with the camera’s yet.';
    case 'damaged':
      return 'What can be read of the original is kept. Part of it no longer matches what came from the camera.';
  }
}

export const kindWords: Readonly<Record<RecordingKind, string>> = {
  recording: 'Recording',
  segment: 'Part of a recording',
  'side-file': 'Side file',
  clip: 'Clip',
  redaction: 'Redaction',
  snapshot: 'Snapshot',
};

/** "Clip · verified": what was made here is no original. */
export const derivativeState = ({ kind, state }: Pick<RecordingSummary, 'kind' | 'state'>): string =>
  `${kindWords[kind]} · ${state === 'verified' ? 'verified' : stateWords[state].label.toLowerCase()}`;
