// What each column may hold: a code of a list, a number, a date; and which columns have which name in which year.
import * as casualty from '../codes/casualty-codes.ts';
import { highwayAuthority, isGuideDistrict } from '../codes/authorities.ts';
import type { CodeList } from '../codes/code-list.ts';
import * as collision from '../codes/collision-codes.ts';
import * as historic from '../codes/historic-codes.ts';
import * as vehicle from '../codes/vehicle-codes.ts';
import type { Layout } from './layouts.ts';

export type Column =
  | { readonly is: 'code'; readonly list: CodeList }
  /** A code of a set without labels. */
  | { readonly is: 'known'; readonly has: (code: string) => boolean }
  | { readonly is: 'whole'; readonly least: number; readonly most: number }
  | { readonly is: 'decimal'; readonly least: number; readonly most: number }
  | { readonly is: 'date' }
  | { readonly is: 'time' }
  | { readonly is: 'year' }
  | { readonly is: 'reference' }
  /** Any text, such as a make and model. */
  | { readonly is: 'text' };

const code = (list: CodeList): Column => ({ is: 'code', list });
const whole = (least: number, most: number): Column => ({ is: 'whole', least, most });
const decimal = (least: number, most: number): Column => ({ is: 'decimal', least, most });
const known = (has: (code: string) => boolean): Column => ({ is: 'known', has });

const text: Column = { is: 'text' };
const reference: Column = { is: 'reference' };
const share = decimal(0, 1);
const roadNumber = whole(0, 9999);
/** Lower layer super output areas of England and Wales, data zones of Scotland. */
const smallArea = known((value) => value === '-1' || /^(?:[EW]01|S01)\d{6}$/.test(value));
/** The districts' old numbers end with the data of 2020; since then the column says -1. */
const oldDistrict = whole(-1, 999);

const shared: Readonly<Record<string, Column>> = {
  collision_index: reference,
  accident_index: reference,
  collision_year: { is: 'year' },
  accident_year: { is: 'year' },
  collision_ref_no: reference,
  accident_reference: reference,
  vehicle_reference: whole(1, 999),
  casualty_reference: whole(1, 999),
};

const ofCollisions: Readonly<Record<string, Column>> = {
  location_easting_osgr: whole(0, 999_999),
  location_northing_osgr: whole(0, 1_300_000),
  longitude: decimal(-9, 3),
  latitude: decimal(49, 61.5),
  police_force: code(collision.policeForce),
  collision_severity: code(collision.severity),
  accident_severity: code(collision.severity),
  number_of_vehicles: whole(1, 999),
  number_of_casualties: whole(1, 999),
  date: { is: 'date' },
  day_of_week: code(collision.dayOfWeek),
  time: { is: 'time' },
  local_authority_district: oldDistrict,
  local_authority_ons_district: known(isGuideDistrict),
  local_authority_highway: code(highwayAuthority),
  local_authority_highway_current: known(
    (value) => value === '-1' || isGuideDistrict(value) || /^[EWS]\d{8}$/.test(value),
  ),
  first_road_class: code(collision.roadClass),
  first_road_number: roadNumber,
  road_type: code(collision.roadType),
  speed_limit: code(collision.speedLimit),
  junction_detail_historic: code(historic.historicJunctionDetail),
  junction_detail: code(collision.junctionDetail),
  junction_control: code(collision.junctionControl),
  second_road_class: code(collision.secondRoadClass),
  second_road_number: roadNumber,
  pedestrian_crossing_human_control_historic: code(historic.historicHumanControl),
  pedestrian_crossing_human_control: code(historic.historicHumanControl),
  pedestrian_crossing_physical_facilities_historic: code(historic.historicCrossingFacility),
  pedestrian_crossing_physical_facilities: code(historic.historicCrossingFacility),
  pedestrian_crossing: code(collision.pedestrianCrossing),
  light_conditions: code(collision.lightConditions),
  weather_conditions: code(collision.weather),
  road_surface_conditions: code(collision.roadSurface),
  special_conditions_at_site: code(collision.specialConditions),
  carriageway_hazards_historic: code(historic.historicHazards),
  carriageway_hazards: code(collision.carriagewayHazards),
  urban_or_rural_area: code(collision.urbanOrRural),
  did_police_officer_attend_scene_of_accident: code(collision.officerAttended),
  trunk_road_flag: code(collision.trunkRoad),
  lsoa_of_accident_location: smallArea,
  enhanced_severity_collision: code(collision.enhancedSeverity),
  collision_injury_based: code(collision.injuryBased),
  collision_adjusted_severity_serious: share,
  collision_adjusted_severity_slight: share,
};

const ofVehicles: Readonly<Record<string, Column>> = {
  vehicle_type: code(vehicle.vehicleType),
  towing_and_articulation: code(vehicle.towing),
  vehicle_manoeuvre_historic: code(historic.historicManoeuvre),
  vehicle_manoeuvre: code(vehicle.manoeuvre),
  vehicle_direction_from: code(vehicle.direction),
  vehicle_direction_to: code(vehicle.direction),
  vehicle_location_restricted_lane_historic: code(historic.historicRestrictedLane),
  vehicle_location_restricted_lane: code(vehicle.restrictedLane),
  junction_location: code(vehicle.junctionLocation),
  skidding_and_overturning: code(vehicle.skidding),
  hit_object_in_carriageway: code(vehicle.hitObjectIn),
  vehicle_leaving_carriageway: code(vehicle.leavingCarriageway),
  hit_object_off_carriageway: code(vehicle.hitObjectOff),
  first_point_of_impact: code(vehicle.firstImpact),
  vehicle_left_hand_drive: code(vehicle.leftHandDrive),
  journey_purpose_of_driver_historic: code(historic.historicJourneyPurpose),
  journey_purpose_of_driver: code(vehicle.journeyPurpose),
  sex_of_driver: code(vehicle.driverSex),
  age_of_driver: whole(0, 120),
  age_band_of_driver: code(vehicle.ageBand),
  engine_capacity_cc: whole(0, 99_999),
  propulsion_code: code(vehicle.propulsion),
  age_of_vehicle: whole(0, 150),
  generic_make_model: text,
  driver_imd_decile: code(vehicle.deprivationDecile),
  driver_home_area_type: code(historic.homeAreaType),
  lsoa_of_driver: smallArea,
  escooter_flag: code(vehicle.electricScooter),
  dir_from_e: whole(0, 999_999),
  dir_from_n: whole(0, 1_300_000),
  dir_to_e: whole(0, 999_999),
  dir_to_n: whole(0, 1_300_000),
  driver_distance_banding: code(vehicle.distanceFromHome),
};

const ofCasualties: Readonly<Record<string, Column>> = {
  casualty_class: code(casualty.casualtyClass),
  sex_of_casualty: code(casualty.casualtySex),
  age_of_casualty: whole(0, 120),
  age_band_of_casualty: code(vehicle.ageBand),
  casualty_severity: code(collision.severity),
  pedestrian_location: code(casualty.pedestrianLocation),
  pedestrian_movement: code(casualty.pedestrianMovement),
  car_passenger: code(casualty.carPassenger),
  bus_or_coach_passenger: code(casualty.busPassenger),
  pedestrian_road_maintenance_worker: code(casualty.roadWorker),
  casualty_type: code(casualty.casualtyType),
  casualty_home_area_type: code(historic.homeAreaType),
  casualty_imd_decile: code(vehicle.deprivationDecile),
  lsoa_of_casualty: smallArea,
  enhanced_casualty_severity: code(collision.enhancedSeverity),
  casualty_injury_based: code(collision.injuryBased),
  casualty_adjusted_severity_serious: share,
  casualty_adjusted_severity_slight: share,
  casualty_distance_banding: code(vehicle.distanceFromHome),
};

/** Columns that kept their name when their codes changed with 2024: before, they hold the codes of 2011. */
const before2024: Readonly<Record<string, Column>> = {
  junction_detail: code(historic.historicJunctionDetail),
  carriageway_hazards: code(historic.historicHazards),
  vehicle_manoeuvre: code(historic.historicManoeuvre),
  vehicle_location_restricted_lane: code(historic.historicRestrictedLane),
  journey_purpose_of_driver: code(historic.historicJourneyPurpose),
};

const byKind = { collision: ofCollisions, vehicle: ofVehicles, casualty: ofCasualties } as const;

/** The columns of a layout in their order. */
export const columnsOf = ({ kind, year, columns }: Layout): readonly Column[] =>
  columns.map(
    (name) => (year === '2024' ? undefined : before2024[name]) ?? shared[name] ?? byKind[kind][name] ?? { is: 'text' },
  );
