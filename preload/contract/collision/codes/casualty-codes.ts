// A casualty's code lists: STATS19 as published with the data of 2024, in an officer's words.
import { alwaysKnown, list, notKnownToReporter } from './code-list.ts';

export const driverOrRider = '1';
export const passenger = '2';
export const pedestrian = '3';

export const casualtyClass = alwaysKnown({
  [driverOrRider]: 'Driver or rider',
  [passenger]: 'Passenger',
  [pedestrian]: 'Pedestrian',
});

export const casualtySex = list({ 1: 'Male', 2: 'Female', 9: notKnownToReporter });

export const pedestrianLocation = list(
  {
    1: 'Crossing on a crossing',
    2: 'Crossing in the zig-zag approach lines',
    3: 'Crossing in the zig-zag exit lines',
    4: 'Crossing elsewhere within 50 m of a crossing',
    5: 'Crossing elsewhere in the carriageway',
    6: 'On the footway or verge',
    7: 'On a refuge, central island or reservation',
    8: 'In the centre of the carriageway, not on a refuge',
    9: 'In the carriageway, not crossing',
    10: 'Not known or other',
  },
  { 0: 'Not a pedestrian' },
);

export const pedestrianMovement = list(
  {
    1: 'Crossing from the driver’s nearside',
    2: 'Crossing from the nearside, masked by a stationary vehicle',
    3: 'Crossing from the driver’s offside',
    4: 'Crossing from the offside, masked by a stationary vehicle',
    5: 'Stationary in the carriageway, standing or playing',
    6: 'Stationary in the carriageway, masked by a stationary vehicle',
    7: 'Walking along, facing traffic',
    8: 'Walking along, back to traffic',
    9: 'Not known or other',
  },
  { 0: 'Not a pedestrian' },
);

export const carPassenger = list(
  { 1: 'Front seat', 2: 'Rear seat', 9: notKnownToReporter },
  { 0: 'Not a car passenger' },
);

export const busPassenger = list(
  { 1: 'Boarding', 2: 'Alighting', 3: 'Standing', 4: 'Seated', 9: notKnownToReporter },
  { 0: 'Not a bus or coach passenger' },
);

export const roadWorker = list({ 0: 'No', 1: 'Yes', 2: 'Not known' }, { 3: 'Probable (2005 form)' });

/** What the casualty was: the kind of vehicle it was in or on, in the same numbers; nought for one on foot. */
export const casualtyType = list(
  {
    0: 'Pedestrian',
    1: 'Cyclist',
    2: 'Motorcycle, 50cc or less',
    3: 'Motorcycle, over 50cc to 125cc',
    4: 'Motorcycle, over 125cc to 500cc',
    5: 'Motorcycle, over 500cc',
    8: 'Taxi or private hire car',
    9: 'Car',
    10: 'Minibus, 8 to 16 passenger seats',
    11: 'Bus or coach, 17 or more passenger seats',
    16: 'Horse rider',
    17: 'Agricultural vehicle',
    18: 'Tram',
    19: 'Van or goods vehicle, 3.5 tonnes or less',
    20: 'Goods vehicle, over 3.5 and under 7.5 tonnes',
    21: 'Goods vehicle, 7.5 tonnes or more',
    22: 'Mobility scooter',
    23: 'Electric motorcycle',
    90: 'Other vehicle, such as an e-scooter',
    97: 'Motorcycle, cc not known',
    98: 'Goods vehicle, weight not known',
    99: notKnownToReporter,
  },
  {
    103: 'Motor scooter (1979 to 1998)',
    104: 'Motorcycle (1979 to 1998)',
    105: 'Motorcycle combination (1979 to 1998)',
    106: 'Motorcycle over 125cc (1999 to 2004)',
    108: 'Taxi, not private hire (1979 to 2004)',
    109: 'Car or private hire car (1979 to 2004)',
    110: 'Minibus or motor caravan (1979 to 1998)',
    113: 'Goods over 3.5 tonnes (1979 to 1998)',
  },
);
