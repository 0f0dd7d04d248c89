// The facts that a letter or a text may name, from what the report and the officer's settings say. Pure.
import { localDayAt } from '#contract/forms/dates.ts';
import type { SettingsValues } from '#contract/settings.ts';
import type { Victim, VictimDuty, VictimsOfReport } from '#contract/victims.ts';
import type { TemplateFacts } from '#contract/victims/templates.ts';
import { formatDate, formatLongDate, formatTime } from '../../format/index.ts';

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

const unique = (parts: readonly string[]): string[] => [...new Set(parts)];

/** An empty fact stays unfilled, and what has an unfilled place cannot be copied. */
export function messageFacts(
  { officer, offence, crimeNumber, localReference, today }: VictimsOfReport,
  victim: Victim,
  about: readonly VictimDuty[],
  { officerPhone, station }: Pick<SettingsValues, 'officerPhone' | 'station'>,
): TemplateFacts {
  const inOrder = about.toSorted((a, b) => a.happenedAt.localeCompare(b.happenedAt));
  const days = unique(inOrder.map(({ happenedAt }) => localDayAt(happenedAt)));
  const first = inOrder[0];
  return {
    ...(victim.isNamed ? { 'victim-name': victim.name } : {}),
    event: listed(unique(inOrder.map(({ label }) => label.charAt(0).toLowerCase() + label.slice(1)))),
    'event-day': listed(days.map((day) => formatLongDate(`${day}T12:00:00.000Z`))),
    'event-time': days.length === 1 && inOrder.length === 1 && first !== undefined ? formatTime(first.happenedAt) : '',
    'report-reference': localReference,
    'crime-number': crimeNumber,
    offence: offence.charAt(0).toLowerCase() + offence.slice(1),
    'officer-name': officer.name,
    'officer-rank': officer.rank,
    'officer-number': officer.shoulderNumber,
    'officer-phone': officerPhone,
    station,
    today: formatDate(`${today}T12:00:00.000Z`),
  };
}
