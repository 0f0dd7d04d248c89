// The collision report as data: what is asked when, what is derived, what is advised, and its rows there and back.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withVehicleIds } from '#contract/collision/casualty-vehicle.ts';
import { collisionReport } from '#contract/collision/definition.ts';
import { reportOf, type PublishedCollision } from '#contract/collision/rows/from-rows.ts';
import { publishedColumns, type FileKind } from '#contract/collision/rows/layouts.ts';
import { readTable, rowOf, type Row } from '#contract/collision/rows/read-file.ts';
import { rowsOf, writtenRows } from '#contract/collision/rows/to-rows.ts';
import { bandOfAge, countsOf, severestOf, severityOf } from '#contract/collision/severity.ts';
import { appliesTo, assessReport, type FieldDefinition } from '#contract/forms.ts';
import { emptyReportContent, type FieldValues, type ReportContent, type ReportEntry } from '#contract/reports.ts';

let made = 0;
const newId = (): string => {
  made += 1;
  return `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
};
const entry = (values: FieldValues): ReportEntry => ({ id: newId(), values });

/** Five vehicles on a wet A road; a child on foot is the worst hurt. */
const fiveVehicles: ReportContent = withVehicleIds({
  ...emptyReportContent,
  values: {
    'collision-date': '22/11/2026',
    'collision-time': '17:05',
    place: 'Forest Road, by Blackhorse Road station',
    'grid-reference': 'TQ 3580 8940',
    authority: 'E09000031',
    'police-force': '1',
    'officer-attended': '1',
    'first-road-class': '3',
    'first-road-number': 'A503',
    'road-type': '6',
    'speed-limit': '20',
    'junction-detail': '13',
    'junction-control': '2',
    'second-road-class': '6',
    'pedestrian-crossing': '15',
    light: '4',
    weather: '2',
    'road-surface': '2',
    hazards: '0',
    narrative: 'Vehicle 1 struck a child who crossed between stationary vehicles 3 and 4.',
  },
  vehicles: [
    entry({
      'vehicle-type': '9',
      vrm: 'LB65 KTR',
      manoeuvre: '19',
      'direction-from': '3',
      'direction-to': '7',
      'driver-age': '41',
    }),
    entry({ 'vehicle-type': '19', vrm: 'GN12 XYZ', manoeuvre: '4' }),
    entry({ 'vehicle-type': '11', vrm: 'BX14 ABC', manoeuvre: '3' }),
    entry({ 'vehicle-type': '90', 'e-scooter': '1', manoeuvre: '15', 'driver-age': '19' }),
    entry({ 'vehicle-type': '9', vrm: 'AB51 ABC', manoeuvre: '2', 'driver-left': 'no-driver' }),
  ],
  casualties: [
    entry({
      'casualty-class': '3',
      severity: '2',
      vehicle: '1',
      age: '8',
      sex: '2',
      'pedestrian-location': '5',
      'pedestrian-movement': '2',
    }),
    entry({ 'casualty-class': '1', severity: '3', vehicle: '4', age: '19', 'casualty-type': '90' }),
    entry({
      'casualty-class': '2',
      severity: '3',
      vehicle: '3',
      age: '67',
      'casualty-type': '11',
      'bus-passenger': '3',
    }),
  ],
});

const fieldOf = (fields: readonly FieldDefinition[], id: string): FieldDefinition => {
  const field = fields.find((candidate) => candidate.id === id);
  if (field === undefined) throw new Error(`no field ${id}`);
  return field;
};
const listFields = (id: 'vehicles' | 'casualties'): readonly FieldDefinition[] =>
  collisionReport.lists.find((list) => list.id === id)?.fields ?? [];

const isAsked = (list: 'vehicles' | 'casualties', id: string, own: FieldValues, report: FieldValues = {}): boolean =>
  appliesTo(fieldOf(listFields(list), id), own, report);

describe('what is asked', () => {
  test('every field belongs to a section, has its own id, and every condition names a field', () => {
    const sections = new Set(collisionReport.sections.map(({ id }) => id));
    const scopes = [collisionReport.fields, ...collisionReport.lists.map(({ fields }) => fields)];
    for (const fields of scopes) {
      const ids = fields.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const field of fields) {
        expect(sections).toContain(field.section);
        // A choice has answers of its own, or the entries of a list that the form has.
        const offersEntries = collisionReport.lists.some(({ id }) => id === field.entriesOf);
        expect(field.kind !== 'choice' || offersEntries || (field.options ?? []).length > 1).toBe(true);
        const conditions = field.appliesWhen ?? [];
        const own = conditions.flatMap((condition) => ('field' in condition ? [condition.field] : []));
        const ofReport = conditions.flatMap((condition) => ('report' in condition ? [condition.report] : []));
        expect(ids).toEqual(expect.arrayContaining(own));
        expect(collisionReport.fields.map(({ id }) => id)).toEqual(expect.arrayContaining(ofReport));
      }
    }
  });

  test('of a pedestrian only, where they walked; of a bus passenger only, whether they stood', () => {
    expect(isAsked('casualties', 'pedestrian-location', { 'casualty-class': '3' })).toBe(true);
    expect(isAsked('casualties', 'pedestrian-location', { 'casualty-class': '1' })).toBe(false);
    expect(isAsked('casualties', 'bus-passenger', { 'casualty-class': '2', 'casualty-type': '11' })).toBe(true);
    expect(isAsked('casualties', 'bus-passenger', { 'casualty-class': '2', 'casualty-type': '9' })).toBe(false);
    expect(isAsked('casualties', 'car-passenger', { 'casualty-class': '1', 'casualty-type': '9' })).toBe(false);
    expect(isAsked('casualties', 'seat-belt', { 'casualty-class': '2', 'casualty-type': '1' })).toBe(false);
    expect(isAsked('casualties', 'helmet', { 'casualty-class': '1', 'casualty-type': '1' })).toBe(true);
  });

  test('of a cycle no plate and no breath test; of a parked car no driver; an e-scooter only of other vehicles', () => {
    expect(isAsked('vehicles', 'vrm', { 'vehicle-type': '1' })).toBe(false);
    expect(isAsked('vehicles', 'breath-test', { 'vehicle-type': '1' })).toBe(false);
    expect(isAsked('vehicles', 'breath-test', { 'vehicle-type': '9' })).toBe(true);
    expect(isAsked('vehicles', 'driver-age', { 'vehicle-type': '9', 'driver-left': 'no-driver' })).toBe(false);
    expect(isAsked('vehicles', 'driver-name', { 'vehicle-type': '9', 'driver-left': 'hit-and-run' })).toBe(false);
    expect(isAsked('vehicles', 'e-scooter', { 'vehicle-type': '9' })).toBe(false);
    expect(isAsked('vehicles', 'e-scooter', { 'vehicle-type': '90' })).toBe(true);
    expect(isAsked('vehicles', 'direction-from', { manoeuvre: '2' })).toBe(false);
    expect(isAsked('vehicles', 'hit-object-off', { 'leaving-carriageway': '0' })).toBe(false);
  });

  test('the second road and the place at the junction only at a junction', () => {
    const second = fieldOf(collisionReport.fields, 'second-road-class');
    expect(appliesTo(second, { 'junction-detail': '0' }, {})).toBe(false);
    expect(appliesTo(second, { 'junction-detail': '13' }, {})).toBe(true);
    expect(isAsked('vehicles', 'junction-location', {}, { 'junction-detail': '0' })).toBe(false);
    expect(isAsked('vehicles', 'junction-location', {}, { 'junction-detail': '16' })).toBe(true);
  });

  test('an empty report needs little at once and names nobody', () => {
    const { missing } = assessReport(collisionReport, emptyReportContent);
    expect(missing.neededNow.map(({ label }) => label)).toEqual([
      'Date of the collision',
      'Time of the collision',
      'Place',
      'What happened',
    ]);
    expect(collisionReport.titleOf(fiveVehicles)).toBe('Serious collision, Forest Road');
    expect(collisionReport.titleOf(emptyReportContent)).toBe('Collision');
  });
});

describe('severity', () => {
  test('is that of the worst injury, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('1', '2', '3', '', 'x')), (severities) => {
        const known = severities.filter((one) => ['1', '2', '3'].includes(one)).toSorted();
        expect(severestOf(severities)).toBe(known[0] ?? null);
      }),
    );
    expect(severityOf(fiveVehicles.casualties)).toBe('2');
    expect(countsOf(fiveVehicles)).toEqual({ vehicles: 5, casualties: 3, fatal: 0, serious: 1, slight: 2 });
  });

  test.each([
    [0, '1'],
    [5, '1'],
    [6, '2'],
    [15, '3'],
    [16, '4'],
    [20, '4'],
    [21, '5'],
    [35, '6'],
    [65, '9'],
    [75, '10'],
    [76, '11'],
    [110, '11'],
    [-1, '-1'],
    [1.5, '-1'],
  ])('an age of %d is of band %s', (age, band) => {
    expect(bandOfAge(age)).toBe(band);
  });
});

const adviceOn = (content: Partial<ReportContent>): string[] =>
  assessReport(collisionReport, withVehicleIds({ ...emptyReportContent, ...content })).problems.map(
    ({ message }) => message,
  );

describe('advice', () => {
  test('a sound report has none', () => {
    expect(adviceOn(fiveVehicles)).toEqual([]);
  });

  test('a casualty of a vehicle that is not entered', () => {
    expect(adviceOn({ casualties: [entry({ vehicle: '2' })], vehicles: [entry({})] })).toEqual([
      'There is no vehicle 2: only vehicle 1 is entered.',
    ]);
    expect(adviceOn({ casualties: [entry({ vehicle: 'two' })] })).toEqual([
      'There is no vehicle two: no vehicle is entered.',
    ]);
  });

  test('a car occupant in a bus, two drivers of one vehicle, the driver of a parked car', () => {
    const vehicles = [entry({ 'vehicle-type': '11' }), entry({ 'vehicle-type': '9', 'driver-left': 'no-driver' })];
    const casualties = [
      entry({ vehicle: '1', 'casualty-class': '2', 'casualty-type': '9' }),
      entry({ vehicle: '1', 'casualty-class': '1' }),
      entry({ vehicle: '1', 'casualty-class': '1' }),
      entry({ vehicle: '2', 'casualty-class': '1' }),
    ];
    expect(adviceOn({ vehicles, casualties })).toEqual([
      'Vehicle 1 is entered as bus or coach, 17 or more passenger seats. Check both.',
      'Vehicle 2 is entered as parked with nobody in it. Check both.',
      'Vehicle 1 has another driver or rider among the casualties.',
    ]);
  });

  test('ages, engines and road numbers that cannot be read', () => {
    expect(
      adviceOn({
        values: { 'first-road-class': '3', 'first-road-number': 'Forest Road' },
        vehicles: [
          entry({ 'vehicle-type': '9', 'driver-age': 'forty', 'engine-capacity': '1.6' }),
          entry({ 'vehicle-type': '9', 'driver-age': '7' }),
        ],
      }),
    ).toEqual([
      'Digits only, 1 to 9999: 503 for the A503.',
      'An age is whole years, such as 34; 0 for a baby.',
      'Digits only, such as 1598.',
      'A driver of 7? Check the age.',
    ]);
  });
});

const asPublished = (kind: FileKind, rows: readonly Row[]) => readTable(`${kind}.csv`, [writtenRows(kind, rows)]);

describe('rows of a report', () => {
  const rows = rowsOf(fiveVehicles, { localReference: 'NE-4417-0093' });

  test('are valid STATS19 files', () => {
    expect(rows.lacking).toEqual([]);
    for (const [kind, list] of [
      ['collision', [rows.collision]],
      ['vehicle', rows.vehicles],
      ['casualty', rows.casualties],
    ] as const) {
      const { reading, table } = asPublished(kind, list);
      expect(reading.findings).toEqual([]);
      expect(table?.layout.columns).toEqual(publishedColumns(kind));
      expect(reading.rows).toBe(list.length);
    }
  });

  test('derive severity, counts, day, bands and references', () => {
    expect(rows.collision).toMatchObject({
      collision_index: '2026NE-4417-0093',
      collision_severity: '2',
      number_of_vehicles: '5',
      number_of_casualties: '3',
      date: '22/11/2026',
      day_of_week: '1',
      time: '17:05',
      location_easting_osgr: '535805',
      location_northing_osgr: '189405',
      first_road_number: '503',
      second_road_class: '6',
      second_road_number: '0',
      local_authority_highway: 'E09000031',
    });
    expect(rows.vehicles.map((vehicle) => vehicle['vehicle_reference'])).toEqual(['1', '2', '3', '4', '5']);
    expect(rows.vehicles.map((vehicle) => vehicle['escooter_flag'])).toEqual(['0', '0', '0', '1', '0']);
    expect(rows.vehicles[4]).toMatchObject({
      vehicle_direction_from: '0',
      vehicle_direction_to: '0',
      age_of_driver: '-1',
    });
    expect(rows.casualties[0]).toMatchObject({
      vehicle_reference: '1',
      casualty_type: '0',
      age_band_of_casualty: '2',
      pedestrian_location: '5',
      car_passenger: '0',
    });
    expect(rows.casualties[2]).toMatchObject({ bus_or_coach_passenger: '3', pedestrian_location: '0' });
  });

  test('say what they lack', () => {
    expect(rowsOf(emptyReportContent, { localReference: 'X1' }).lacking).toEqual([
      'The date of the collision is not entered or cannot be read.',
      'No vehicle is entered.',
      'No casualty is entered. STATS19 takes only collisions in which somebody was hurt.',
    ]);
  });

  test('come back as the same rows', () => {
    const { content, losses } = reportOf(
      { collision: rows.collision, vehicles: rows.vehicles, casualties: rows.casualties },
      newId,
    );
    expect(losses).toEqual([]);
    expect(rowsOf(content, { localReference: '' })).toEqual(rows);
  });

  test('whatever is chosen, rows are of the format and come back without a loss', () => {
    const valuesOf = (fields: readonly FieldDefinition[]) =>
      fc.record(
        Object.fromEntries(
          fields
            .filter(({ kind }) => kind === 'choice')
            .map(
              ({ id, options }) => [id, fc.constantFrom('', ...(options ?? []).map((option) => option.id))] as const,
            ),
        ),
      );
    const report = fc
      .tuple(
        valuesOf(collisionReport.fields),
        fc.array(valuesOf(listFields('vehicles')), { minLength: 1, maxLength: 4 }),
        fc.array(valuesOf(listFields('casualties')), { minLength: 1, maxLength: 4 }),
        fc.nat({ max: 110 }),
      )
      .map(([values, vehicles, casualties, age]): ReportContent =>
        withVehicleIds({
          ...emptyReportContent,
          values: { ...values, 'collision-date': '22/11/2026', 'force-reference': 'AB/12' },
          vehicles: vehicles.map((own) => entry({ ...own, 'driver-age': String(age) })),
          casualties: casualties.map((own, index) =>
            entry({
              ...own,
              vehicle: String((index % vehicles.length) + 1),
              severity: own['severity'] || '3',
              'casualty-class': own['casualty-class'] || '1',
            }),
          ),
        }),
      );
    fc.assert(
      fc.property(report, (content) => {
        const written = rowsOf(content, { localReference: '' });
        for (const [kind, list] of [
          ['collision', [written.collision]],
          ['vehicle', written.vehicles],
          ['casualty', written.casualties],
        ] as const)
          expect(asPublished(kind, list).reading.errors).toBe(0);
        const back = reportOf(written, newId);
        expect(back.losses).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

const samples = fileURLToPath(
  new URL('../../../../shared/samples/stats19/collision_2023_raw_sample.csv', import.meta.url),
);

test.skipIf(!existsSync(samples))(
  'published collisions become reports, and every cell that a report does not hold is told (skipped without ../shared/samples)',
  () => {
    const { table } = readTable('collision.csv', [readFileSync(samples, 'utf8')]);
    const rows = (table?.lines ?? []).flatMap((line) => (table === null ? [] : [rowOf(table.layout, line)]));
    expect(rows).toHaveLength(44);
    for (const row of rows) {
      if (row === null) throw new Error('a sample row cannot be read');
      const published: PublishedCollision = { collision: row, vehicles: [], casualties: [] };
      const { content, losses } = reportOf(published, newId);
      const again = rowsOf(content, { localReference: '' }).collision;
      expect(Number(again['longitude'])).toBeCloseTo(Number(row['longitude']), 3);
      expect(Number(again['latitude'])).toBeCloseTo(Number(row['latitude']), 3);
      const told = new Set(losses.map(({ columnName }) => columnName));
      const untold = publishedColumns('collision').filter((name) => !told.has(name));
      expect(untold.map((name) => again[name])).toEqual(untold.map((name) => row[name]));
      // Without its vehicles and casualties nothing can be derived from them; the rest of what an officer enters is kept.
      const unexplained = losses.filter(({ reason }) => reason === 'not-asked').map(({ columnName }) => columnName);
      // Where there is no junction or none is known, its control and its second road are not asked.
      const junction = ['junction_control', 'second_road_class', 'second_road_number'];
      expect(unexplained.filter((name) => !junction.includes(name))).toEqual([]);
    }
  },
);
