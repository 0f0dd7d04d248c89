// What a report is called in lists: its offence and its place, never a person's name.
import { postcodeOf } from '../facts/postcodes.ts';
import { textOf } from '../forms/values.ts';
import { offenceClassOf } from '../offences/find-offences.ts';
import type { ReportContent } from '../reports.ts';

const clipped = (text: string, length: number): string => {
  const oneLine = text.replaceAll(/\s+/g, ' ').trim();
  return oneLine.length <= length ? oneLine : `${oneLine.slice(0, length - 1).trimEnd()}…`;
};

/** "Flat 2, 14a Gloucester Rd" as "Gloucester Rd": a list names the street, not the door. */
function streetOf(typed: string): string {
  const withoutNumber = typed
    .split(',')
    .map((part) =>
      part
        .trim()
        .replace(/^(?:(?:flat|apartment|apt|unit|room|no\.?)\s+)?\d+[a-z]?(?:\s*[-–/]\s*\d+[a-z]?)?(?:\s+|$)/i, ''),
    );
  return withoutNumber.find((part) => part !== '') ?? '';
}

function placeOf(values: ReportContent['values']): string {
  const street = streetOf(textOf(values['venue-street']));
  if (street !== '') return street;
  const named = [values['venue-name'], values['venue-town']].map((value) => textOf(value).trim());
  const postcode = textOf(values['venue-postcode']).trim();
  return named.find((place) => place !== '') ?? postcodeOf(postcode) ?? postcode;
}

/** For example "Burglary, Gloucester Rd"; "Crime report" until there is something to say. */
export function crimeReportTitle(content: ReportContent): string {
  const { values } = content;
  const chosen = offenceClassOf(textOf(values['offence-class']));
  const offence = chosen?.short ?? clipped(textOf(values['offence']), 60);
  const place = clipped(placeOf(values), 60);
  const what = offence === '' ? 'Crime report' : offence.charAt(0).toUpperCase() + offence.slice(1);
  return place === '' ? what : `${what}, ${place}`;
}
