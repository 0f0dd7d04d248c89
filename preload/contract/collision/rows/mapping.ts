// Which column of a published row is which field of a report, and what is written where a field is not asked.
import type { FileKind } from './layouts.ts';

export interface MappedColumn {
  readonly column: string;
  readonly field: string;
  /** Written while the field does not apply; what nobody knows is -1. */
  readonly notAsked?: string;
}

const mapped = (column: string, field: string, notAsked?: string): MappedColumn =>
  notAsked === undefined ? { column, field } : { column, field, notAsked };

/** Columns that hold the code of one field and nothing else. */
export const mappedColumns: Readonly<Record<FileKind, readonly MappedColumn[]>> = {
  collision: [
    mapped('police_force', 'police-force'),
    mapped('first_road_class', 'first-road-class'),
    mapped('road_type', 'road-type'),
    mapped('speed_limit', 'speed-limit'),
    mapped('junction_detail', 'junction-detail'),
    mapped('junction_control', 'junction-control'),
    mapped('second_road_class', 'second-road-class', '0'),
    mapped('pedestrian_crossing', 'pedestrian-crossing'),
    mapped('light_conditions', 'light'),
    mapped('weather_conditions', 'weather'),
    mapped('road_surface_conditions', 'road-surface'),
    mapped('special_conditions_at_site', 'special-conditions'),
    mapped('carriageway_hazards', 'hazards'),
    mapped('did_police_officer_attend_scene_of_accident', 'officer-attended'),
  ],
  vehicle: [
    mapped('vehicle_type', 'vehicle-type'),
    mapped('towing_and_articulation', 'towing', '0'),
    mapped('vehicle_manoeuvre', 'manoeuvre'),
    mapped('vehicle_location_restricted_lane', 'restricted-lane'),
    mapped('junction_location', 'junction-location', '0'),
    mapped('skidding_and_overturning', 'skidding'),
    mapped('hit_object_in_carriageway', 'hit-object-in'),
    mapped('vehicle_leaving_carriageway', 'leaving-carriageway'),
    mapped('hit_object_off_carriageway', 'hit-object-off', '0'),
    mapped('first_point_of_impact', 'first-impact'),
    mapped('vehicle_left_hand_drive', 'left-hand-drive', '1'),
    mapped('journey_purpose_of_driver', 'journey-purpose'),
    mapped('sex_of_driver', 'driver-sex'),
    mapped('propulsion_code', 'propulsion'),
    mapped('escooter_flag', 'e-scooter', '0'),
  ],
  casualty: [
    mapped('casualty_class', 'casualty-class'),
    mapped('sex_of_casualty', 'sex'),
    mapped('casualty_severity', 'severity'),
    mapped('pedestrian_location', 'pedestrian-location', '0'),
    mapped('pedestrian_movement', 'pedestrian-movement', '0'),
    mapped('car_passenger', 'car-passenger', '0'),
    mapped('bus_or_coach_passenger', 'bus-passenger', '0'),
    mapped('pedestrian_road_maintenance_worker', 'road-worker', '0'),
  ],
};

/**
 * What a report does not hold: the Department for Transport works it out from postcodes, places and other statistics,
 * or it belongs to an earlier form. Written as missing.
 */
export const notHeld: Readonly<Record<FileKind, readonly string[]>> = {
  collision: [
    'local_authority_district',
    'junction_detail_historic',
    'pedestrian_crossing_human_control_historic',
    'pedestrian_crossing_physical_facilities_historic',
    'carriageway_hazards_historic',
    'urban_or_rural_area',
    'trunk_road_flag',
    'lsoa_of_accident_location',
    'enhanced_severity_collision',
    'collision_adjusted_severity_serious',
    'collision_adjusted_severity_slight',
  ],
  vehicle: [
    'vehicle_manoeuvre_historic',
    'vehicle_location_restricted_lane_historic',
    'journey_purpose_of_driver_historic',
    'driver_imd_decile',
    'lsoa_of_driver',
    'driver_distance_banding',
  ],
  casualty: [
    'casualty_imd_decile',
    'lsoa_of_casualty',
    'enhanced_casualty_severity',
    'casualty_adjusted_severity_serious',
    'casualty_adjusted_severity_slight',
    'casualty_distance_banding',
  ],
};
