// What one published row says of itself twice: it should say the same.
import { bandOfAge } from '../severity.ts';
import { dayOfDate } from './check-cell.ts';
import type { Row } from './read-file.ts';

export interface RowAdvice {
  readonly columnName: string;
  readonly message: string;
}

const advice = (columnName: string, message: string): RowAdvice => ({ columnName, message });

/** Sunday is 1, as in the files. */
export const weekdayOf = (day: string): string => String(new Date(`${day}T00:00:00Z`).getUTCDay() + 1);

function ofIndex(row: Row): RowAdvice[] {
  const [index, year, reference] =
    row['collision_index'] === undefined
      ? ['accident_index', 'accident_year', 'accident_reference']
      : ['collision_index', 'collision_year', 'collision_ref_no'];
  const composed = `${row[year] ?? ''}${row[reference] ?? ''}`;
  return row[index] === composed ? [] : [advice(index, `${index}: this is not the year and the reference together.`)];
}

function ofDate(row: Row): RowAdvice[] {
  const day = row['date'] === undefined ? null : dayOfDate(row['date']);
  if (day === null) return [];
  const year = row['collision_year'] ?? row['accident_year'];
  return [
    ...(weekdayOf(day) === row['day_of_week'] ? [] : [advice('day_of_week', 'day_of_week: not the day of the date.')]),
    ...(day.startsWith(year ?? '') ? [] : [advice('date', 'date: not in the year of the row.')]),
  ];
}

function ofAge(row: Row, ageColumn: string, bandColumn: string): RowAdvice[] {
  const age = row[ageColumn];
  const band = row[bandColumn];
  if (age === undefined || band === undefined || !/^\d{1,3}$/.test(age)) return [];
  return bandOfAge(Number(age)) === band ? [] : [advice(bandColumn, `${bandColumn}: not the band of the age.`)];
}

function ofDirections(row: Row): RowAdvice[] {
  const from = row['vehicle_direction_from'];
  const to = row['vehicle_direction_to'];
  if (from === undefined || to === undefined || (from === '0') === (to === '0')) return [];
  return [advice('vehicle_direction_to', 'vehicle_direction_to: only one of the directions says parked.')];
}

function ofPedestrian(row: Row): RowAdvice[] {
  const location = row['pedestrian_location'];
  if (row['casualty_class'] === undefined || location === undefined || location === '-1') return [];
  const isOnFoot = row['casualty_class'] === '3';
  if (isOnFoot === (location !== '0')) return [];
  const message = isOnFoot ? 'a pedestrian without a place.' : 'a place for somebody who is no pedestrian.';
  return [advice('pedestrian_location', `pedestrian_location: ${message}`)];
}

/** Advice on one row, whatever its kind; nothing for columns that it has not. */
export const checkRow = (row: Row): readonly RowAdvice[] => [
  ...ofIndex(row),
  ...ofDate(row),
  ...ofAge(row, 'age_of_driver', 'age_band_of_driver'),
  ...ofAge(row, 'age_of_casualty', 'age_band_of_casualty'),
  ...ofDirections(row),
  ...ofPedestrian(row),
];
