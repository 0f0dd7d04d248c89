// How duties, contacts and reasons are named on the victims' screens. Pure.
import type { ContactEntry, ContactKind, ContactWay, Victim, VictimDuty, WhyNotTold } from '#contract/victims.ts';
import { dutyClock, type DutyClock } from '#contract/victims/words.ts';
import { formatCount, formatDateTime, formatWeekday, formatTime } from '../../format/index.ts';

export const ways: readonly { readonly id: ContactWay; readonly label: string }[] = [
  { id: 'phone', label: 'Phone call' },
  { id: 'text', label: 'Text message' },
  { id: 'email', label: 'Email' },
  { id: 'letter', label: 'Letter' },
  { id: 'in-person', label: 'In person' },
  { id: 'other', label: 'Another way' },
];

export const reasonsNotTold: readonly { readonly id: WhyNotTold; readonly label: string; readonly detail?: string }[] =
  [
    { id: 'asked-not-to-be-told', label: 'Asked not to be told' },
    { id: 'not-reached', label: 'Could not be reached', detail: 'Each attempt must be in the log.' },
    { id: 'would-harm', label: 'Telling now would put somebody or the investigation at risk' },
    { id: 'other', label: 'Another reason' },
  ];

export const wayLabel = (way: string): string => ways.find(({ id }) => id === way)?.label ?? 'Another way';

const whatWords: Readonly<Record<ContactKind, string>> = {
  update: 'Told',
  attempt: 'Tried, not reached',
  'not-told': 'Not told',
  contact: 'Contact',
  drafted: 'Drafted',
  'taken-back': 'An earlier line was taken back',
};

/** What was drafted and not said to be given: something that it tells of is still owed, or nothing that stands in the log has its words. */
export function isNotGiven(entry: ContactEntry, { duties, contacts }: Victim): boolean {
  if (entry.what !== 'drafted' || entry.takenBackBy !== null) return false;
  const about = duties.filter(({ id, stands }) => stands && entry.dutyIds.includes(id));
  return about.length > 0
    ? about.some(({ settled }) => settled === null)
    : !contacts.some(
        ({ what, said, takenBackBy }) =>
          (what === 'update' || what === 'contact') && said === entry.said && takenBackBy === null,
      );
}

/** "Told of Arrest, Bail"; "Not told of Charge: asked not to be told". */
export function contactTitle(entry: ContactEntry, victim: Victim): string {
  const { duties } = victim;
  const what = isNotGiven(entry, victim) ? 'Drafted, not given yet' : whatWords[entry.what];
  const about = duties.filter(({ id }) => entry.dutyIds.includes(id));
  const labels = about.map(({ label }) => label);
  if (entry.what === 'taken-back') return labels.length === 0 ? what : `${what}; open again: ${labels.join(', ')}`;
  if (entry.what === 'attempt' || entry.what === 'contact' || labels.length === 0) return what;
  const listed = labels.join(', ');
  const why = reasonsNotTold.find(({ id }) => id === entry.whyNot)?.label;
  const because = why === undefined ? '' : `: ${why.charAt(0).toLowerCase()}${why.slice(1)}`;
  if (entry.what === 'drafted') return `${what}: ${listed}`;
  if (about.every(({ duty }) => duty === 'refer'))
    return `${why === undefined ? 'Done' : 'Not done'}: ${listed}${because}`;
  return `${what} of ${listed}${because}`;
}

/** "Phone call · PC Ada Okafor (4417NE)"; written down later than it happened says so. */
export function contactFacts(entry: ContactEntry): string {
  const way = entry.what === 'taken-back' ? null : wayLabel(entry.way);
  const isLater = Date.parse(entry.recordedAt) - Date.parse(entry.at) > 3_600_000;
  const written = isLater ? `written down ${formatDateTime(entry.recordedAt)}` : null;
  return [way, entry.byWhom, written].filter((part) => part !== null).join(' · ');
}

export const openDuties = (victim: Victim): VictimDuty[] =>
  victim.duties.filter(({ settled, stands }) => settled === null && stands);

export const clockOf = (duty: VictimDuty, today: string): DutyClock =>
  dutyClock(duty.dueDay, today, duty.workingDaysLeft);

/** "Fri 27 Nov 19:40 · by Tue 1 Dec, 2 working days left · enhanced rights: 1 working day". */
export function dutyFacts(duty: VictimDuty, today: string): string {
  const { words } = clockOf(duty, today);
  const rights = duty.isEnhanced ? 'enhanced rights: ' : '';
  const now = Date.parse(`${today}T12:00:00.000Z`);
  return [
    `${formatWeekday(duty.happenedAt, now)} ${formatTime(duty.happenedAt)}`,
    words,
    `${rights}${formatCount(duty.workingDays, 'working day')}`,
  ].join(' · ');
}
