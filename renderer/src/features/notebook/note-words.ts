// How notes are named, put in days, and written into a report. Pure.
import type { Note, NoteSummary } from '#contract/notebook.ts';
import { calendarDaysBetween, formatCount, formatDate, formatLongDate, formatTime } from '../../format/index.ts';

export interface NotebookDay {
  /** "Today", "Yesterday", or null for those before. */
  readonly nearness: string | null;
  readonly date: string;
  readonly notes: readonly NoteSummary[];
}

/** Notes newest first, in days newest first. */
export function daysOf(notes: readonly NoteSummary[], now: number): readonly NotebookDay[] {
  const days = new Map<string, NoteSummary[]>();
  for (const note of notes) {
    const date = formatLongDate(note.startedAt);
    const day = days.get(date);
    if (day === undefined) days.set(date, [note]);
    else day.push(note);
  }
  return [...days].map(([date, ofDay]) => ({ date, nearness: nearnessOf(ofDay[0]?.startedAt, now), notes: ofDay }));
}

function nearnessOf(at: string | undefined, now: number): string | null {
  if (at === undefined) return null;
  const days = calendarDaysBetween(at, now);
  if (days === 0) return 'Today';
  return days === 1 ? 'Yesterday' : null;
}

/** What a list shows where nothing is typed. */
export function openingOf({ opening, attachmentCount }: Pick<NoteSummary, 'opening' | 'attachmentCount'>): string {
  if (opening !== '') return opening;
  return attachmentCount === 0 ? 'Nothing written' : formatCount(attachmentCount, 'attachment');
}

/** Those of the report's day first, each part newest first as they came. */
export function nearestFirst(notes: readonly NoteSummary[], day: string): readonly NoteSummary[] {
  const isOfDay = (note: NoteSummary): boolean => calendarDaysBetween(note.startedAt, day) === 0;
  return [...notes.filter(isOfDay), ...notes.filter((note) => !isOfDay(note))];
}

type InsertedNote = Pick<Note, 'number' | 'startedAt' | 'text' | 'attachments'>;

function lineOf(note: InsertedNote, day: string): string {
  const isOfDay = calendarDaysBetween(note.startedAt, day) === 0;
  const time = isOfDay ? formatTime(note.startedAt) : `${formatDate(note.startedAt)} ${formatTime(note.startedAt)}`;
  const text = note.text.trim();
  if (text !== '') return `${time} ${text}`;
  const what = note.attachments.length === 0 ? '' : `, with ${formatCount(note.attachments.length, 'attachment')}`;
  return `${time} See notebook note ${note.number}${what}.`;
}

/** "14:03 …", one under the other in the order in which they were begun; with its date where a note is of another day. */
export const insertionOf = (notes: readonly InsertedNote[], day: string): string =>
  notes
    .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt) || a.number - b.number)
    .map((note) => lineOf(note, day))
    .join('\n');

/** The insertion on lines of its own, between what stands before and after it. */
export function onItsOwnLines(insertion: string, before: string, after: string): string {
  const lead = before === '' || before.endsWith('\n') ? '' : '\n';
  const trail = after === '' || after.startsWith('\n') ? '' : '\n';
  return `${lead}${insertion}${trail}`;
}
