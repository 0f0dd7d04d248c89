// Code lists of the 2011 form and earlier. Published rows carry them beside today's; they are read and never asked.
import { list, notKnownToReporter } from './code-list.ts';

export const historicJunctionDetail = list({
  0: 'Not at or within 20 m of a junction',
  1: 'Roundabout',
  2: 'Mini-roundabout',
  3: 'T or staggered junction',
  5: 'Slip road',
  6: 'Crossroads',
  7: 'More than four arms, not a roundabout',
  8: 'Private drive or entrance',
  9: 'Other junction',
  99: notKnownToReporter,
});

export const historicHumanControl = list({
  0: 'None within 50 m',
  1: 'School crossing patrol',
  2: 'Other authorised person',
  9: notKnownToReporter,
});

export const historicCrossingFacility = list({
  0: 'No crossing within 50 m',
  1: 'Zebra crossing',
  4: 'Pelican, puffin, toucan or similar',
  5: 'Pedestrian phase at traffic signals',
  7: 'Footbridge or subway',
  8: 'Central refuge',
  9: notKnownToReporter,
});

export const historicHazards = list({
  0: 'None',
  1: 'Vehicle load on the road',
  2: 'Other object on the road',
  3: 'Earlier collision',
  4: 'Dog on the road',
  5: 'Other animal on the road',
  6: 'Pedestrian in the carriageway, not injured',
  7: 'Animal, except a ridden horse',
  9: notKnownToReporter,
});

export const historicManoeuvre = list({
  1: 'Reversing',
  2: 'Parked',
  3: 'Waiting to go, held up',
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
  16: 'Going ahead, left-hand bend',
  17: 'Going ahead, right-hand bend',
  18: 'Going ahead, other',
  99: notKnownToReporter,
});

export const historicRestrictedLane = list({
  0: 'Main carriageway, no restricted lane',
  1: 'Tram or light rail track',
  2: 'Bus lane',
  3: 'Busway',
  4: 'Cycle lane on the carriageway',
  5: 'Cycleway or shared footway off the carriageway',
  6: 'On a lay-by or hard shoulder',
  7: 'Entering a lay-by or hard shoulder',
  8: 'Leaving a lay-by or hard shoulder',
  9: 'Footway (pavement)',
  10: 'Not on the carriageway',
  99: notKnownToReporter,
});

export const historicJourneyPurpose = list({
  1: 'Journey as part of work',
  2: 'Commuting to or from work',
  3: 'Taking a pupil to or from school',
  4: 'Pupil riding to or from school',
  5: 'Other',
  6: 'Not known',
  15: 'Other or not known (2005 form)',
});

/** Asked until 2023; the guide of 2024 no longer tells it. */
export const homeAreaType = list({ 1: 'Urban area', 2: 'Small town', 3: 'Rural' });
