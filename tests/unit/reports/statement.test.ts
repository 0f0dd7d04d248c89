// The witness statement: what it asks, what it is called, how it cites footage, and that nothing is typed twice.
import { describe, expect, it } from 'vitest';
import { recording, type Recording } from '#contract/footage.ts';
import { assessReport, formOf } from '#contract/forms.ts';
import { emptyReportContent, type FieldValues } from '#contract/reports.ts';
import { citationsOf, withGaps } from '../../../renderer/src/features/reports/statement/cite.ts';
import { witnessDetailsOf } from '../../../renderer/src/features/reports/statement/witness-details-of.ts';
import { statementFromPerson } from '../../../renderer/src/features/reports/statement/statement-from-person.ts';

const now = '2026-11-22T15:00:00.000Z';
const form = formOf('statement');
const content = (values: FieldValues) => ({ ...emptyReportContent, values });
const missing = (values: FieldValues) =>
  assessReport(form, content(values), now).missing.neededNow.map(({ fieldId }) => fieldId);

describe('what a statement needs', () => {
  it('asks the age only of those under 18, and the language only where there was an interpreter', () => {
    expect(missing({})).toEqual(['family-name', 'age', 'narrative']);
    const child = { 'family-name': 'Hale', age: 'under-18', 'interpreter-used': 'yes', narrative: 'I saw it.' };
    expect(missing(child)).toEqual(['age-years', 'language']);
  });

  it('never asks for the prompts, which are the officer’s own', () => {
    const { optional } = assessReport(form, content({ identifies: 'yes' }), now).missing;
    expect(optional.map(({ fieldId }) => fieldId)).toEqual(['visually-recorded', 'urn']);
  });

  it('is called by initials, never by a name', () => {
    const title = (values: FieldValues): string => form.titleOf(content(values));
    expect(title({})).toBe('Witness statement');
    expect(title({ 'family-name': 'hale', 'given-names': 'Mary Ann', 'for-reference': 'NE-4417-0003' })).toBe(
      'Statement of M A H, NE-4417-0003',
    );
  });
});

describe('a statement from a person in a report', () => {
  const crime = formOf('crime');
  const entry = '6f1c2a52-0000-4000-8000-00000000000a';
  const from = (person: FieldValues, values: FieldValues = {}) =>
    statementFromPerson(
      crime,
      { content: content(values), reference: 'NE-4417-0003' },
      { id: entry, values: person },
      now,
    ).values;

  it('is of the same person: the entry itself, or whom the officer chose for it', () => {
    expect(from({ 'family-name': 'Hale' })['entityId']).toBe(entry);
    const chosen = '6f1c2a52-0000-4000-8000-00000000000e';
    expect(from({ 'family-name': 'Hale', entityId: chosen })['entityId']).toBe(chosen);
  });

  it('has their names, their age and the reference', () => {
    expect(from({ 'family-name': ' Hale ', 'given-names': 'Mary', 'date-of-birth': '4/3/1961' })).toEqual({
      'family-name': 'Hale',
      'given-names': 'Mary',
      age: 'over-18',
      entityId: entry,
      'for-reference': 'NE-4417-0003',
    });
  });

  it('knows a child by the day of birth, also on the day before the birthday', () => {
    expect(from({ 'date-of-birth': '23/11/2008' })).toMatchObject({ age: 'under-18', 'age-years': '17' });
    expect(from({ 'date-of-birth': '22/11/2008' })).toMatchObject({ age: 'over-18' });
    expect(from({ 'date-of-birth': 'unknown' })).not.toHaveProperty('age');
  });

  it('takes the CAD reference where the report has one', () => {
    expect(from({}, { 'cad-reference': 'CAD 512/22NOV26' })['for-reference']).toBe('CAD 512/22NOV26');
  });
});

describe('footage in a statement', () => {
  const marker = (id: string, startSeconds: number, endSeconds: number | null, label: string) => ({
    id: `6f1c2a52-0000-4000-8000-00000000000${id}`,
    startSeconds,
    endSeconds,
    label,
  });
  const footage = (facts: Partial<Recording>): Recording =>
    ({
      id: '6f1c2a52-0000-4000-8000-000000000001',
      startedAt: '2026-07-22T13:03:00.000Z',
      exhibit: 'JS/1',
      cameraName: 'CAM 7',
      cameraSerial: 'X60-118842',
      markers: [],
      ...facts,
    }) as unknown as Recording;

  it('is cited by the time of day in London and the label of the exhibit', () => {
    const markers = [marker('3', 30, 45.4, 'Struggle'), marker('2', 22, null, 'Knife seen')];
    expect(citationsOf(footage({ markers } as Partial<Recording>)).map(({ label, words }) => [label, words])).toEqual([
      ['Where it begins', 'at 14:03:00 on JS/1'],
      ['Knife seen', 'at 14:03:22 on JS/1'],
      ['Struggle', 'from 14:03:30 to 14:03:45 on JS/1'],
    ]);
  });

  it('is named by its camera where it is no exhibit, and gets no time that is not known', () => {
    const [cited] = citationsOf(footage({ exhibit: null, startedAt: null }));
    expect(cited?.words).toBe('body-worn video of camera X60-118842');
    expect(recording.shape.exhibit.safeParse(null).success).toBe(true);
  });

  it('is put where the cursor is with spaces where they belong', () => {
    expect(withGaps('at 14:03:22 on JS/1', 'I saw him', '.')).toBe(' at 14:03:22 on JS/1');
    expect(withGaps('JS/1', '', '')).toBe('JS/1');
    expect(withGaps('JS/1', 'a', 'b')).toBe(' JS/1 ');
    expect(withGaps('JS/1', 'see (', ') there')).toBe('JS/1');
  });
});

describe('the restricted details of a witness', () => {
  const hale = { 'family-name': 'Hale', 'given-names': 'Mary' };
  const person = (digit: number, values: FieldValues) => ({
    id: `6f1c2a52-0000-4000-8000-00000000001${digit}`,
    values,
  });

  it('begin with what the report says of the person of that name, and with nothing where two have it', () => {
    const known = person(1, { ...hale, role: 'victim', phone: '07700 900123', 'date-of-birth': '4/3/1961' });
    const crime = formOf('crime');
    const report = { ...emptyReportContent, people: [known, person(2, { 'family-name': 'Marsh' })] };
    expect(witnessDetailsOf(hale, { form: crime, content: report }).values).toEqual({
      of: 'M H',
      mobile: '07700 900123',
      'date-of-birth': '4/3/1961',
    });
    const twice = { ...report, people: [known, { ...known, id: person(3, {}).id }] };
    expect(witnessDetailsOf(hale, { form: crime, content: twice }).values).toEqual({ of: 'M H' });
    const suspect = { ...report, people: [{ ...known, values: { ...known.values, role: 'suspect' } }] };
    expect(witnessDetailsOf(hale, { form: crime, content: suspect }).values).toEqual({ of: 'M H' });
    expect(witnessDetailsOf({}, { form: crime, content: report }).values).toEqual({});
  });

  it('take “none” for an answer about dates to avoid, and an empty list for none', () => {
    const details = formOf('witness-details');
    const needed = (values: FieldValues) =>
      assessReport(details, content(values), now).missing.neededNow.map(({ fieldId }) => fieldId);
    expect(needed({})).toEqual(['dates-to-avoid-known']);
    expect(needed({ 'dates-to-avoid-known': 'none' })).toEqual([]);
    expect(needed({ 'dates-to-avoid-known': 'some' })).toEqual(['dates-to-avoid']);
  });
});
