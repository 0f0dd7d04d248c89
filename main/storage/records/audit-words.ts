// How an audit entry names moments, places and recordings: for a person, and the same wherever it is read. Pure.
import type { Instant } from '#contract/ids.ts';
import type { Recipe, Treatment } from '#contract/recipe.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

function partsOf(at: Instant): { readonly day: string; readonly clock: string } {
  const iso = new Date(at).toISOString();
  const month = months[Number(iso.slice(5, 7)) - 1] ?? '';
  return { day: `${Number(iso.slice(8, 10))} ${month} ${iso.slice(0, 4)}`, clock: iso.slice(11, 19) };
}

/** "22 Nov 2026 09:04:43 UTC": an entry is signed text and may be read anywhere, so it names its zone. */
export function utcTime(at: Instant): string {
  const { day, clock } = partsOf(at);
  return `${day} ${clock} UTC`;
}

/** "22 Nov 2026 09:04:43 to 09:12:01 UTC"; both days where they differ. */
export function utcPeriod(first: Instant, last: Instant): string {
  const [from, to] = [partsOf(first), partsOf(last)];
  return `${from.day} ${from.clock} to ${from.day === to.day ? to.clock : `${to.day} ${to.clock}`} UTC`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** "00:02:10", as the timeline writes it. */
function clockTime(seconds: number): string {
  const whole = Math.floor(seconds);
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map(two).join(':');
}

interface MarkerPlace {
  readonly startSeconds: number;
  readonly endSeconds: number | null;
  readonly label: string;
}

/** "at 00:02:10: “Caution”", "from 00:00:30 to 00:00:40"; no empty quotes for a marker that has no name. */
export function markerWords({ startSeconds, endSeconds, label }: MarkerPlace): string {
  const start = clockTime(startSeconds);
  const place = endSeconds === null ? `at ${start}` : `from ${start} to ${clockTime(endSeconds)}`;
  return label === '' ? place : `${place}: “${label}”`;
}

/** "Hoe Street, shoplifting"; "none". */
export const tagWords = (tags: readonly string[]): string => (tags.length === 0 ? 'none' : tags.join(', '));

export interface NamedRecording {
  readonly id: string;
  readonly title: string;
  readonly fileName: string;
}

/**
 * "“Account of Wendy Marsh” 20261122_084020_0002.MP4 (636d6e48)": the title may change, so the file's name stands beside
 * it. The eight places are those that the audit page shows; the entry of its intake holds the whole id and the hash.
 */
const recordingWords = ({ id, title, fileName }: NamedRecording): string =>
  `${title === '' ? '' : `“${title}” `}${fileName} (${id.slice(0, 8)})`;

/** "the recording A (…)", "2 recordings: A (…); B (…)". */
export function recordingsWords(recordings: readonly NamedRecording[]): string {
  const named = recordings.map(recordingWords).join('; ');
  return recordings.length === 1 ? `the recording ${named}` : `${recordings.length} recordings: ${named}`;
}

const treated = (what: string, treatment: Treatment): string | null => {
  switch (treatment.how) {
    case 'none':
      return null;
    case 'copied':
      return `${what} copied bit for bit`;
    case 'encoded':
      return `${what} encoded again as ${treatment.codec}`;
    case 'silenced':
      return `${what} copied, ${treatment.packets} packets of it silenced`;
  }
};

/** "From 00:02:10 to 00:02:40; pictures copied bit for bit; sound copied bit for bit." */
export function derivativeWords(recipe: Recipe): string {
  if (recipe.kind === 'snapshot') return `The picture at ${clockTime(recipe.atSeconds)}.`;
  const { startSeconds, endSeconds } = recipe.included;
  const parts = [
    `From ${clockTime(startSeconds)} to ${clockTime(endSeconds)}`,
    treated('pictures', recipe.video),
    treated('sound', recipe.audio),
    ...(recipe.kind === 'redaction'
      ? [
          `${counted(recipe.boxes.length, 'box', 'boxes')} covered`,
          `${counted(recipe.mutes.length, 'stretch', 'stretches')} of sound muted`,
        ]
      : []),
  ];
  return `${parts.filter((part) => part !== null).join('; ')}.`;
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
