// The columns of the published files, in their order, by kind and year.
export type FileKind = 'collision' | 'vehicle' | 'casualty';

export interface Layout {
  readonly kind: FileKind;
  readonly year: '2024' | '2023' | '2022';
  readonly columns: readonly string[];
}

const columns = (written: string): readonly string[] => written.trim().split(/\s+/);

const collision2024 = columns(`
  collision_index collision_year collision_ref_no location_easting_osgr location_northing_osgr longitude latitude
  police_force collision_severity number_of_vehicles number_of_casualties date day_of_week time local_authority_district
  local_authority_ons_district local_authority_highway local_authority_highway_current first_road_class first_road_number
  road_type speed_limit junction_detail_historic junction_detail junction_control second_road_class second_road_number
  pedestrian_crossing_human_control_historic pedestrian_crossing_physical_facilities_historic pedestrian_crossing
  light_conditions weather_conditions road_surface_conditions special_conditions_at_site carriageway_hazards_historic
  carriageway_hazards urban_or_rural_area did_police_officer_attend_scene_of_accident trunk_road_flag
  lsoa_of_accident_location enhanced_severity_collision collision_injury_based collision_adjusted_severity_serious
  collision_adjusted_severity_slight
`);

const vehicle2024 = columns(`
  collision_index collision_year collision_ref_no vehicle_reference vehicle_type towing_and_articulation
  vehicle_manoeuvre_historic vehicle_manoeuvre vehicle_direction_from vehicle_direction_to
  vehicle_location_restricted_lane_historic vehicle_location_restricted_lane junction_location skidding_and_overturning
  hit_object_in_carriageway vehicle_leaving_carriageway hit_object_off_carriageway first_point_of_impact
  vehicle_left_hand_drive journey_purpose_of_driver_historic journey_purpose_of_driver sex_of_driver age_of_driver
  age_band_of_driver engine_capacity_cc propulsion_code age_of_vehicle generic_make_model driver_imd_decile lsoa_of_driver
  escooter_flag driver_distance_banding
`);

const casualty2024 = columns(`
  collision_index collision_year collision_ref_no vehicle_reference casualty_reference casualty_class sex_of_casualty
  age_of_casualty age_band_of_casualty casualty_severity pedestrian_location pedestrian_movement car_passenger
  bus_or_coach_passenger pedestrian_road_maintenance_worker casualty_type casualty_imd_decile lsoa_of_casualty
  enhanced_casualty_severity casualty_injury_based casualty_adjusted_severity_serious casualty_adjusted_severity_slight
  casualty_distance_banding
`);

const collision2022 = columns(`
  accident_index accident_year accident_reference location_easting_osgr location_northing_osgr longitude latitude
  police_force accident_severity number_of_vehicles number_of_casualties date day_of_week time local_authority_district
  local_authority_ons_district local_authority_highway first_road_class first_road_number road_type speed_limit
  junction_detail junction_control second_road_class second_road_number pedestrian_crossing_human_control
  pedestrian_crossing_physical_facilities light_conditions weather_conditions road_surface_conditions
  special_conditions_at_site carriageway_hazards urban_or_rural_area did_police_officer_attend_scene_of_accident
  trunk_road_flag lsoa_of_accident_location
`);

const vehicle2022 = columns(`
  accident_index accident_year accident_reference vehicle_reference vehicle_type towing_and_articulation
  vehicle_manoeuvre vehicle_direction_from vehicle_direction_to vehicle_location_restricted_lane junction_location
  skidding_and_overturning hit_object_in_carriageway vehicle_leaving_carriageway hit_object_off_carriageway
  first_point_of_impact vehicle_left_hand_drive journey_purpose_of_driver sex_of_driver age_of_driver age_band_of_driver
  engine_capacity_cc propulsion_code age_of_vehicle generic_make_model driver_imd_decile driver_home_area_type
  lsoa_of_driver
`);

const casualty2022 = columns(`
  accident_index accident_year accident_reference vehicle_reference casualty_reference casualty_class sex_of_casualty
  age_of_casualty age_band_of_casualty casualty_severity pedestrian_location pedestrian_movement car_passenger
  bus_or_coach_passenger pedestrian_road_maintenance_worker casualty_type casualty_home_area_type casualty_imd_decile
  lsoa_of_casualty
`);

export const layouts: readonly Layout[] = [
  { kind: 'collision', year: '2024', columns: collision2024 },
  { kind: 'vehicle', year: '2024', columns: vehicle2024 },
  { kind: 'casualty', year: '2024', columns: casualty2024 },
  { kind: 'collision', year: '2023', columns: [...collision2022, 'enhanced_severity_collision'] },
  {
    kind: 'vehicle',
    year: '2023',
    columns: [
      ...vehicle2022,
      ...columns('escooter_flag dir_from_e dir_from_n dir_to_e dir_to_n driver_distance_banding'),
    ],
  },
  {
    kind: 'casualty',
    year: '2023',
    columns: [...casualty2022, 'enhanced_casualty_severity', 'casualty_distance_banding'],
  },
  { kind: 'collision', year: '2022', columns: collision2022 },
  { kind: 'vehicle', year: '2022', columns: vehicle2022 },
  { kind: 'casualty', year: '2022', columns: casualty2022 },
];

export const publishedColumns = (kind: FileKind): readonly string[] =>
  layouts.find((layout) => layout.kind === kind && layout.year === '2024')?.columns ?? [];

const inWords: Record<FileKind, string> = { collision: 'collisions', vehicle: 'vehicles', casualty: 'casualties' };

export const layoutName = ({ kind, year }: Layout): string => `${inWords[kind]} as published with the data of ${year}`;

export type HeaderReading =
  /** The layout's columns are in the order of the file. */
  | { readonly ok: true; readonly layout: Layout; readonly isReordered: boolean }
  /** `at` is the first column that differs, from 0. */
  | { readonly ok: false; readonly message: string; readonly at: number };

/** How many columns a header has in common with a layout, for naming the nearest one. */
const likeness = (header: readonly string[], layout: Layout): number =>
  header.filter((name) => layout.columns.includes(name)).length - Math.abs(header.length - layout.columns.length) / 100;

const inMarks = (names: readonly string[]): string =>
  names.length <= 6 ? names.join(', ') : `${names.slice(0, 6).join(', ')} and ${names.length - 6} more`;

/** Which of the published files a header belongs to, or how it differs from the nearest. */
export function readHeader(header: readonly string[]): HeaderReading {
  const found = layouts.find(
    ({ columns }) => columns.length === header.length && columns.every((name, index) => name === header[index]),
  );
  if (found !== undefined) return { ok: true, layout: found, isReordered: false };
  const named = new Set(header);
  const reordered = layouts.find(
    ({ columns }) =>
      columns.length === header.length && named.size === header.length && columns.every((name) => named.has(name)),
  );
  // Cells go by the names of their columns: whoever moved the columns changed nothing of what they say.
  if (reordered !== undefined) return { ok: true, layout: { ...reordered, columns: header }, isReordered: true };
  const nearest = layouts.toSorted((a, b) => likeness(header, b) - likeness(header, a))[0];
  if (nearest === undefined || likeness(header, nearest) < 3)
    return { ok: false, at: 0, message: 'The first line has no columns of a STATS19 file.' };
  const lacking = nearest.columns.filter((name) => !header.includes(name));
  const foreign = header.filter((name) => !nearest.columns.includes(name));
  const at = header.findIndex((name, index) => name !== nearest.columns[index]);
  const differences = [
    lacking.length > 0 ? `lacks ${inMarks(lacking)}` : '',
    foreign.length > 0 ? `has ${inMarks(foreign)} besides` : '',
    lacking.length === 0 && foreign.length === 0 ? 'has a column twice' : '',
  ].filter((part) => part !== '');
  return {
    ok: false,
    at: at < 0 ? Math.min(header.length, nearest.columns.length) : at,
    message: `These are not the columns of a year that can be read. Nearest are ${layoutName(nearest)}; this file ${differences.join(' and ')}.`,
  };
}
