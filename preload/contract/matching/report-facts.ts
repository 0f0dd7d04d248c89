// What a report says of time, place and reference, read from its fields for matching. Pure.
import { crimeReport } from '../crime-report.ts';
import {
  clockInstant,
  crimeNumberOf,
  instantOf,
  instantOfField,
  readDate,
  readTime,
  textOf,
  typedOnKey,
} from '../forms.ts';
import type { FieldValues, ReportContent } from '../reports.ts';
import { placeOfGridReference, type GridPlace } from '../facts/grid.ts';
import type { ReportTimes } from './time-evidence.ts';

const day = 86_400_000;

/** A day without a time is the whole day, and says little. */
function wholeDay(values: FieldValues): ReportTimes['committed'] {
  const typedOn = textOf(values[typedOnKey('committed-from-date')]);
  const date = readDate(textOf(values['committed-from-date']), { typedOn: typedOn === '' ? null : typedOn });
  if (date === null || !date.ok) return null;
  const from = Date.parse(instantOf(date.day, { hour: 0, minute: 0, second: null, zone: null }).instant);
  return { from, to: from + day, precise: false };
}

/** "14:03" is any moment of that minute. */
const wholeMinute = 59_999;

function committedSpan(values: FieldValues): ReportTimes['committed'] {
  const from = instantOfField(crimeReport, 'committed-from-date', values);
  if (from === null) return wholeDay(values);
  const to = instantOfField(crimeReport, 'committed-to-date', values);
  const start = Date.parse(from);
  const end = to === null ? start : Date.parse(to);
  const time = readTime(textOf(values['committed-from-time']));
  const about = time !== null && time.ok && time.about ? 10 * 60_000 : 0;
  return { from: start - about, to: Math.max(start, end) + about + wholeMinute, precise: true };
}

function toOfficer(values: FieldValues): boolean | null {
  const [how, who] = [textOf(values['reported-how']), textOf(values['reported-by'])];
  if (how === 'officer' || how === 'found' || who === 'police') return true;
  return how === '' ? null : false;
}

export interface ReportFacts {
  readonly times: ReportTimes;
  readonly references: readonly string[];
  readonly place: GridPlace | null;
  readonly placeName: string | null;
}

export function reportFacts(content: ReportContent, localReference: string): ReportFacts {
  const { values } = content;
  const reported = clockInstant(crimeReport, content);
  return {
    times: {
      committed: committedSpan(values),
      reported: reported === null ? null : Date.parse(reported),
      toOfficer: toOfficer(values),
    },
    references: [textOf(values['cad-reference']), crimeNumberOf(content), localReference].filter(
      (reference) => reference.trim() !== '',
    ),
    place: placeOfGridReference(textOf(values['venue-grid'])),
    placeName: placeNameOf(values),
  };
}

/** "14a Forest Road, Walthamstow" as "Forest Road": titles name the street, not the door. */
function placeNameOf(values: FieldValues): string | null {
  const street = textOf(values['venue-street']).split(',').at(0) ?? '';
  const name = street.replace(/^\s*\d+\s*[a-z]?\s+/i, '').trim();
  const shown = name === '' ? textOf(values['venue-name']).trim() : name;
  return shown === '' ? null : shown;
}
