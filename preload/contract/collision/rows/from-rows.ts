// Published rows of one collision as a report, and what of them a report cannot hold, told column by column.
import type { FieldDefinition } from '../../forms/types.ts';
import { appliesTo } from '../../forms/values.ts';
import { casualtyFields } from '../casualty-fields.ts';
import { vehicleField } from '../casualty-vehicle.ts';
import { missingCode } from '../codes/code-list.ts';
import type { FieldValues, ReportContent, ReportEntry } from '../../reports.ts';
import { collisionFields } from '../collision-fields.ts';
import { vehicleFields } from '../vehicle-fields.ts';
import { publishedColumns, type FileKind } from './layouts.ts';
import { mappedColumns, notHeld } from './mapping.ts';
import type { Row } from './read-file.ts';
import { rowsOf, type RowContext } from './to-rows.ts';

export interface PublishedCollision {
  readonly collision: Row;
  readonly vehicles: readonly Row[];
  readonly casualties: readonly Row[];
}

/** A cell that would be written otherwise if the report were exported again. */
export interface Loss {
  readonly kind: FileKind;
  /** Of the vehicle or casualty in its file; nought for the collision. */
  readonly index: number;
  readonly columnName: string;
  readonly was: string;
  readonly becomes: string;
  /** Not held by a report at all, or only not in this combination. */
  readonly reason: 'not-held' | 'worked-out' | 'not-asked';
}

const isMissing = (cell: string | undefined): boolean =>
  cell === undefined || cell === '' || cell === missingCode || cell === 'NULL';

const withoutMissing = (cells: Readonly<Record<string, string | undefined>>): FieldValues =>
  Object.fromEntries(Object.entries(cells).flatMap(([field, cell]) => (isMissing(cell) ? [] : [[field, cell ?? '']])));

const fieldsOf: Record<FileKind, readonly FieldDefinition[]> = {
  collision: collisionFields,
  vehicle: vehicleFields,
  casualty: casualtyFields,
};

/** A code that only says that the question was not asked is no answer. */
function mappedValues(kind: FileKind, row: Row): FieldValues {
  const isOffered = (field: string, code: string | undefined): boolean =>
    fieldsOf[kind].some(({ id, options }) => id === field && (options ?? []).some((option) => option.id === code));
  return withoutMissing(
    Object.fromEntries(
      mappedColumns[kind]
        .filter(({ column, field, notAsked }) => row[column] !== notAsked || isOffered(field, row[column]))
        .map(({ column, field }) => [field, row[column]] as const),
    ),
  );
}

/** Without answers to what a form with the other answers would not ask. */
const asked = (kind: FileKind, own: FieldValues, report: FieldValues): FieldValues =>
  Object.fromEntries(
    Object.entries(own).filter(([id]) => {
      const field = fieldsOf[kind].find((candidate) => candidate.id === id);
      return field === undefined || appliesTo(field, own, report);
    }),
  );

const byReference = (column: string) => (a: Row, b: Row) => Number(a[column]) - Number(b[column]);

function gridOf(row: Row): string {
  const [easting, northing] = [row['location_easting_osgr'], row['location_northing_osgr']];
  if (!/^\d{1,6}$/.test(easting ?? '') || !/^\d{1,7}$/.test(northing ?? '')) return '';
  return `${(easting ?? '').padStart(6, '0')} ${(northing ?? '').padStart(6, '0')}`;
}

const roadNumber = (cell: string | undefined): string => (cell === undefined || cell === '0' ? '' : cell);

function collisionValues(row: Row): FieldValues {
  const highway = row['local_authority_highway'] ?? '';
  return {
    ...mappedValues('collision', row),
    ...withoutMissing({
      'force-reference': row['collision_ref_no'],
      'collision-date': row['date'],
      'collision-time': row['time'],
      'grid-reference': gridOf(row),
      authority: highway,
      district: highway.startsWith('E10') ? row['local_authority_ons_district'] : '',
      'first-road-number': roadNumber(row['first_road_number']),
      'second-road-number': roadNumber(row['second_road_number']),
    }),
  };
}

const direction = (cell: string | undefined): string => (cell === undefined || cell === '0' ? '' : cell);

const vehicleValues = (row: Row): FieldValues => ({
  ...mappedValues('vehicle', row),
  ...withoutMissing({
    'direction-from': direction(row['vehicle_direction_from']),
    'direction-to': direction(row['vehicle_direction_to']),
    'driver-age': row['age_of_driver'],
    'engine-capacity': row['engine_capacity_cc'],
    'vehicle-age': row['age_of_vehicle'],
    'make-model': row['generic_make_model'],
  }),
});

/** `vehicleIds` by the references of the vehicles' own file. */
const casualtyValues = (row: Row, vehicleIds: ReadonlyMap<string, string>): FieldValues => ({
  ...mappedValues('casualty', row),
  ...withoutMissing({
    [vehicleField]: vehicleIds.get(row['vehicle_reference'] ?? ''),
    'casualty-type': row['casualty_type'] === '0' ? '' : row['casualty_type'],
    age: row['age_of_casualty'],
  }),
});

/** What differs in a file's own columns; the reason is why. */
function differences(kind: FileKind, index: number, was: Row, becomes: Row): Loss[] {
  const workedOut = [
    'collision_severity',
    'number_of_vehicles',
    'number_of_casualties',
    'day_of_week',
    // The year is that of the date.
    'collision_index',
    'collision_year',
    // Of an authority that is no county, the authority itself.
    'local_authority_ons_district',
    // Written in capitals, with single spaces.
    'generic_make_model',
  ];
  return publishedColumns(kind).flatMap((columnName): Loss[] => {
    const [before = '', after = ''] = [was[columnName], becomes[columnName]];
    if (before === after) return [];
    const reason =
      notHeld[kind].includes(columnName) || columnName.endsWith('_injury_based')
        ? 'not-held'
        : workedOut.includes(columnName) || /_reference$|^age_band|_current$|tude$/.test(columnName)
          ? 'worked-out'
          : 'not-asked';
    return [{ kind, index, columnName, was: before, becomes: after, reason }];
  });
}

/** Rows of the columns of 2024. `newId` makes the ids of entries. Numbers become consecutive, in the order of the references. */
export function reportOf(
  published: PublishedCollision,
  newId: () => string,
  context: RowContext = { localReference: '' },
): { readonly content: ReportContent; readonly losses: readonly Loss[] } {
  const vehicles = published.vehicles.toSorted(byReference('vehicle_reference'));
  const casualties = published.casualties.toSorted(byReference('casualty_reference'));
  const entry = (values: FieldValues): ReportEntry => ({ id: newId(), values });
  const all = collisionValues(published.collision);
  const entered = vehicles.map((row) => entry(asked('vehicle', vehicleValues(row), all)));
  const vehicleIds = new Map(vehicles.map((row, index) => [row['vehicle_reference'] ?? '', entered[index]?.id ?? '']));
  const content: ReportContent = {
    values: asked('collision', all, all),
    people: [],
    property: [],
    vehicles: entered,
    casualties: casualties.map((row) => entry(asked('casualty', casualtyValues(row, vehicleIds), all))),
    offences: [],
  };
  const again = rowsOf(content, context);
  const losses = [
    ...differences('collision', 0, published.collision, again.collision),
    ...vehicles.flatMap((row, index) => differences('vehicle', index, row, again.vehicles[index] ?? {})),
    ...casualties.flatMap((row, index) => differences('casualty', index, row, again.casualties[index] ?? {})),
  ];
  return { content, losses };
}
