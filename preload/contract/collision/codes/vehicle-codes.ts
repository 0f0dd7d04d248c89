// A vehicle's code lists: STATS19 as published with the data of 2024, in an officer's words.
import { alwaysKnown, list, notKnownToReporter } from './code-list.ts';

/** Kinds that ended before 2005; they are in the files that go back to 1979. */
const earlierKinds = {
  103: 'Motor scooter (1979 to 1998)',
  104: 'Motorcycle (1979 to 1998)',
  105: 'Motorcycle combination (1979 to 1998)',
  106: 'Motorcycle over 125cc (1999 to 2004)',
  108: 'Taxi, not private hire (1979 to 2004)',
  109: 'Car or private hire car (1979 to 2004)',
  110: 'Minibus or motor caravan (1979 to 1998)',
  113: 'Goods over 3.5 tonnes (1979 to 1998)',
};

export const otherVehicle = '90';

export const vehicleType = list(
  {
    1: 'Pedal cycle',
    2: 'Motorcycle, 50cc or less',
    3: 'Motorcycle, over 50cc to 125cc',
    4: 'Motorcycle, over 125cc to 500cc',
    5: 'Motorcycle, over 500cc',
    8: 'Taxi or private hire car',
    9: 'Car',
    10: 'Minibus, 8 to 16 passenger seats',
    11: 'Bus or coach, 17 or more passenger seats',
    16: 'Ridden horse',
    17: 'Agricultural vehicle',
    18: 'Tram',
    19: 'Van or goods vehicle, 3.5 tonnes or less',
    20: 'Goods vehicle, over 3.5 and under 7.5 tonnes',
    21: 'Goods vehicle, 7.5 tonnes or more',
    22: 'Mobility scooter',
    23: 'Electric motorcycle',
    [otherVehicle]: 'Other vehicle, such as an e-scooter',
    97: 'Motorcycle, cc not known',
    98: 'Goods vehicle, weight not known',
    99: notKnownToReporter,
  },
  earlierKinds,
);

export const towing = list({
  0: 'No tow, not articulated',
  1: 'Articulated vehicle',
  2: 'Double or multiple trailer',
  3: 'Caravan',
  4: 'Single trailer',
  5: 'Other tow',
  9: notKnownToReporter,
});

export const parked = '2';

export const manoeuvre = list({
  1: 'Reversing',
  [parked]: 'Parked',
  3: 'Waiting to go ahead',
  4: 'Slowing or stopping',
  5: 'Moving off',
  6: 'U-turn',
  7: 'Turning left',
  8: 'Waiting to turn left',
  9: 'Turning right',
  10: 'Waiting to turn right',
  11: 'Changing lane to left',
  12: 'Changing lane to right',
  13: 'Overtaking a moving vehicle on its offside',
  14: 'Overtaking a stationary vehicle on its offside',
  15: 'Overtaking on the nearside',
  19: 'Going ahead',
  20: 'Parking',
  99: notKnownToReporter,
});

export const direction = list({
  0: 'Parked',
  1: 'North',
  2: 'North-east',
  3: 'East',
  4: 'South-east',
  5: 'South',
  6: 'South-west',
  7: 'West',
  8: 'North-west',
  9: notKnownToReporter,
});

export const restrictedLane = list({
  0: 'Main carriageway, no restricted lane',
  1: 'Tram or light rail track',
  2: 'Bus lane or busway',
  4: 'Cycle lane on the carriageway',
  5: 'Cycleway or shared footway off the carriageway',
  6: 'Lay-by or hard shoulder',
  9: 'Footway (pavement)',
  99: notKnownToReporter,
});

export const junctionLocation = list(
  {
    1: 'Approaching, or waiting or parked at the approach',
    2: 'Cleared, or waiting or parked at the exit',
    3: 'Leaving a roundabout',
    4: 'Entering a roundabout',
    5: 'Leaving the main road',
    6: 'Entering the main road',
    7: 'Entering from a slip road',
    8: 'In the middle, on the roundabout or main road',
    9: notKnownToReporter,
  },
  { 0: 'Not at or within 20 m of a junction' },
);

export const skidding = list({
  0: 'None',
  1: 'Skidded',
  2: 'Skidded and overturned',
  3: 'Jackknifed',
  4: 'Jackknifed and overturned',
  5: 'Overturned',
  9: notKnownToReporter,
});

export const hitObjectIn = list({
  0: 'Nothing',
  1: 'Vehicle of an earlier collision',
  2: 'Roadworks',
  4: 'Parked vehicle',
  5: 'Bridge, roof',
  6: 'Bridge, side',
  7: 'Bollard or refuge',
  8: 'Open door of a vehicle',
  9: 'Central island of a roundabout',
  10: 'Kerb',
  11: 'Other object',
  12: 'Animal, except a ridden horse',
  99: notKnownToReporter,
});

export const didNotLeave = '0';

export const leavingCarriageway = list({
  [didNotLeave]: 'Did not leave the carriageway',
  1: 'Nearside',
  2: 'Nearside and rebounded',
  3: 'Straight ahead at a junction',
  4: 'Offside, on to the central reservation',
  5: 'Offside, on to the central reservation and rebounded',
  6: 'Offside, crossed the central reservation',
  7: 'Offside',
  8: 'Offside and rebounded',
  9: notKnownToReporter,
});

export const hitObjectOff = list({
  0: 'Nothing',
  1: 'Road sign or traffic signal',
  2: 'Lamp post',
  3: 'Telegraph or electricity pole',
  4: 'Tree',
  5: 'Bus stop or shelter',
  6: 'Central crash barrier',
  7: 'Nearside or offside crash barrier',
  8: 'Submerged in water',
  9: 'Entered a ditch',
  10: 'Other permanent object',
  11: 'Wall or fence',
  99: notKnownToReporter,
});

export const firstImpact = list({
  0: 'Did not impact',
  1: 'Front',
  2: 'Back',
  3: 'Offside',
  4: 'Nearside',
  9: notKnownToReporter,
});

export const leftHandDrive = list({ 1: 'No', 2: 'Yes', 9: 'Not known' });

export const journeyPurpose = list({
  1: 'Journey as part of work',
  2: 'Commuting to or from work',
  7: 'Education, or taking someone to it',
  8: 'Emergency vehicle on a blue-light response',
  9: 'Personal business or leisure',
  6: 'Not known or not asked',
});

export const driverSex = list({ 1: 'Male', 2: 'Female', 3: 'Not known' });

export const ageBand = list({
  1: '0 to 5',
  2: '6 to 10',
  3: '11 to 15',
  4: '16 to 20',
  5: '21 to 25',
  6: '26 to 35',
  7: '36 to 45',
  8: '46 to 55',
  9: '56 to 65',
  10: '66 to 75',
  11: 'Over 75',
});

export const propulsion = list({
  1: 'Petrol',
  2: 'Diesel (heavy oil)',
  3: 'Electric',
  8: 'Hybrid electric',
  12: 'Electric diesel',
  6: 'Petrol and LPG',
  5: 'Gas',
  7: 'Gas, bi-fuel',
  9: 'Gas diesel',
  11: 'Fuel cells',
  10: 'New fuel technology',
  4: 'Steam',
});

const deciles = [
  'Most deprived 10%',
  'More deprived 10 to 20%',
  'More deprived 20 to 30%',
  'More deprived 30 to 40%',
  'More deprived 40 to 50%',
  'Less deprived 40 to 50%',
  'Less deprived 30 to 40%',
  'Less deprived 20 to 30%',
  'Less deprived 10 to 20%',
  'Least deprived 10%',
];

export const deprivationDecile = list(
  Object.fromEntries(deciles.map((label, index) => [String(index + 1), label] as const)),
);

export const electricScooter = alwaysKnown({ 0: 'No', 1: 'Yes' });

export const distanceFromHome = list({
  1: 'Up to 5 km from home',
  2: 'Over 5 and up to 10 km from home',
  3: 'Over 10 and up to 20 km from home',
  4: 'Over 20 and up to 100 km from home',
  5: 'Over 100 km from home',
});
