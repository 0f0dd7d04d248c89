// A long list of missing fields is read by vehicle, casualty and section; a short one field by field.
import { expect, test } from 'vitest';
import { assessReport, formOf, isReadInGroups, missingTogether } from '#contract/forms.ts';
import { emptyReportContent, type FieldValues, type ReportContent } from '#contract/reports.ts';

const form = formOf('collision');
const now = '2026-11-22T17:05:00.000Z';
let made = 0;
const entry = (values: FieldValues) => ({
  id: `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`,
  values,
});

const fiveVehicles: ReportContent = {
  ...emptyReportContent,
  vehicles: ['9', '19', '97', '90', '1'].map((type) => entry({ 'vehicle-type': type })),
  casualties: [entry({ 'casualty-class': '3', 'family-name': 'Hale' }), entry({ 'casualty-class': '1' })],
};

test('a hundred fields of five vehicles are twelve lines, none lost, in the order of the form', () => {
  const { beforeSubmission } = assessReport(form, fiveVehicles).missing;
  expect(beforeSubmission.length).toBeGreaterThan(90);
  expect(isReadInGroups(beforeSubmission)).toBe(true);
  const groups = missingTogether(form, fiveVehicles, beforeSubmission, now);
  expect(groups.map(({ name }) => name)).toEqual([
    'When and where',
    'The road',
    'Conditions',
    'Vehicle 1: Car',
    'Vehicle 2: Van or goods vehicle',
    'Vehicle 3: Motorcycle',
    'Vehicle 4: Other vehicle',
    'Vehicle 5: Pedal cycle',
    'HALE',
    'Casualty 2',
    'What happened',
    'Exchange of details',
  ]);
  expect(groups.flatMap(({ fields }) => fields)).toEqual(beforeSubmission);
  const third = groups[5];
  expect(third?.fields.every(({ entryId }) => entryId === fiveVehicles.vehicles[2]?.id)).toBe(true);
});

test('a short list stays a list of fields', () => {
  const { neededNow } = assessReport(form, fiveVehicles).missing;
  expect(isReadInGroups(neededNow)).toBe(false);
});
