// Which vehicle a casualty belongs to stays so, whatever becomes of the other vehicles; older reports are read as they were meant.
import { expect, test } from 'vitest';
import { collisionReport } from '#contract/collision/definition.ts';
import { rowsOf } from '#contract/collision/rows/to-rows.ts';
import { assessReport, listOf, spokenValue, withEntryChoices } from '#contract/forms.ts';
import { emptyReportContent, reportContent, type FieldValues, type ReportContent } from '#contract/reports.ts';

const now = '2026-11-22T17:05:00.000Z';
const [car, van, bus, child, rider] = [1, 2, 3, 4, 5].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
  string,
];

const entry = (id: string, values: FieldValues) => ({ id, values });

const kept: ReportContent = {
  ...emptyReportContent,
  vehicles: [
    entry(car, { 'vehicle-type': '9', vrm: 'LB65 KTR' }),
    entry(van, { 'vehicle-type': '19', vrm: 'GN12 XYZ' }),
    entry(bus, { 'vehicle-type': '11', vrm: 'BX14 ABC' }),
  ],
  casualties: [
    entry(child, { 'casualty-class': '3', severity: '2', vehicle: van }),
    entry(rider, { 'casualty-class': '2', severity: '3', vehicle: bus }),
  ],
};

const referencesOf = (content: ReportContent) =>
  rowsOf(content, { localReference: 'X1' }).casualties.map((row) => row['vehicle_reference']);
const adviceOn = (content: ReportContent) =>
  assessReport(collisionReport, content).problems.map(({ message }) => message);

test('a removed or moved vehicle moves no casualty to another; rows are numbered when they are written', () => {
  expect(referencesOf(kept)).toEqual(['2', '3']);
  expect(referencesOf({ ...kept, vehicles: kept.vehicles.toSpliced(0, 1) })).toEqual(['1', '2']);
  expect(referencesOf({ ...kept, vehicles: kept.vehicles.toReversed() })).toEqual(['2', '1']);
});

test('the casualty of a removed vehicle belongs to none, which is told; with the vehicle back, it belongs to it again', () => {
  const without = { ...kept, vehicles: kept.vehicles.toSpliced(1, 1) };
  expect(referencesOf(without)).toEqual(['-1', '2']);
  expect(adviceOn(without)).toEqual(['The vehicle of this casualty was removed: vehicles 1 to 2 are entered.']);
  expect(referencesOf({ ...without, vehicles: kept.vehicles })).toEqual(['2', '3']);
});

test('a report kept with numbers is read with ids; a number without a vehicle stays as it was typed', () => {
  const old = {
    values: {},
    people: [],
    property: [],
    vehicles: kept.vehicles,
    casualties: [
      entry(child, { severity: '2', vehicle: ' 2 ' }),
      entry(rider, { severity: '3', vehicle: '7' }),
      entry(car, { severity: '3', vehicle: '0' }),
      entry(van, { severity: '3' }),
    ],
  };
  const read = reportContent.parse(old);
  expect(read.casualties.map(({ values }) => values['vehicle'])).toEqual([van, '7', '0', undefined]);
  expect(read.casualties[0]?.values['severity']).toBe('2');
  expect(adviceOn(read)).toContain('There is no vehicle 7: vehicles 1 to 3 are entered.');
  // Read again, nothing changes any more.
  expect(reportContent.parse(read)).toEqual(read);
  expect(reportContent.parse({ values: {}, people: [], property: [] })).toEqual(emptyReportContent);
});

test('form, summary and paper name the vehicle; what is chosen and gone is told', () => {
  const { fields, wordsOf } = listOf(collisionReport, 'casualties');
  const field = withEntryChoices(collisionReport, fields, kept, now).find(({ id }) => id === 'vehicle');
  if (field === undefined) throw new Error('casualties have no vehicle');
  expect(field.options).toEqual([
    { id: car, label: 'Vehicle 1: Car · LB65 KTR' },
    { id: van, label: 'Vehicle 2: Van or goods vehicle · GN12 XYZ' },
    { id: bus, label: 'Vehicle 3: Bus or coach · BX14 ABC' },
  ]);
  expect(spokenValue(field, { vehicle: van })).toBe('Vehicle 2: Van or goods vehicle · GN12 XYZ');
  expect(spokenValue(field, { vehicle: child })).toBe('One that was removed');
  expect(spokenValue(field, { vehicle: '7' })).toBe('7 (not entered)');
  const [first] = kept.casualties;
  expect(wordsOf(first?.values ?? {}, now, 0, kept).facts).toContain('hit by vehicle 2');
});
