// The collision's code lists: STATS19 as published with the data of 2024, in an officer's words.
import { alwaysKnown, list, notKnownToReporter } from './code-list.ts';

export const policeForce = alwaysKnown(
  {
    1: 'Metropolitan Police',
    3: 'Cumbria',
    4: 'Lancashire',
    5: 'Merseyside',
    6: 'Greater Manchester',
    7: 'Cheshire',
    10: 'Northumbria',
    11: 'Durham',
    12: 'North Yorkshire',
    13: 'West Yorkshire',
    14: 'South Yorkshire',
    16: 'Humberside',
    17: 'Cleveland',
    20: 'West Midlands',
    21: 'Staffordshire',
    22: 'West Mercia',
    23: 'Warwickshire',
    30: 'Derbyshire',
    31: 'Nottinghamshire',
    32: 'Lincolnshire',
    33: 'Leicestershire',
    34: 'Northamptonshire',
    35: 'Cambridgeshire',
    36: 'Norfolk',
    37: 'Suffolk',
    40: 'Bedfordshire',
    41: 'Hertfordshire',
    42: 'Essex',
    43: 'Thames Valley',
    44: 'Hampshire',
    45: 'Surrey',
    46: 'Kent',
    47: 'Sussex',
    48: 'City of London',
    50: 'Devon and Cornwall',
    52: 'Avon and Somerset',
    53: 'Gloucestershire',
    54: 'Wiltshire',
    55: 'Dorset',
    60: 'North Wales',
    61: 'Gwent',
    62: 'South Wales',
    63: 'Dyfed-Powys',
    99: 'Police Scotland',
  },
  {
    91: 'Northern (until 2019)',
    92: 'Grampian (until 2019)',
    93: 'Tayside (until 2019)',
    94: 'Fife (until 2019)',
    95: 'Lothian and Borders (until 2019)',
    96: 'Central (until 2019)',
    97: 'Strathclyde (until 2019)',
    98: 'Dumfries and Galloway (until 2019)',
  },
);

export const severity = alwaysKnown({ 1: 'Fatal', 2: 'Serious', 3: 'Slight' });

export const enhancedSeverity = list({
  1: 'Fatal',
  5: 'Very serious',
  6: 'Moderately serious',
  7: 'Less serious',
  3: 'Slight',
});

export const dayOfWeek = alwaysKnown({
  1: 'Sunday',
  2: 'Monday',
  3: 'Tuesday',
  4: 'Wednesday',
  5: 'Thursday',
  6: 'Friday',
  7: 'Saturday',
});

export const roadClass = list({ 1: 'Motorway', 2: 'A(M)', 3: 'A', 4: 'B', 5: 'C', 6: 'Unclassified' });

export const secondRoadClass = list(
  { ...roadClass.offered, 9: notKnownToReporter },
  { 0: 'Not at or within 20 m of a junction' },
);

export const roadType = list(
  {
    1: 'Roundabout',
    2: 'One-way street',
    3: 'Dual carriageway',
    6: 'Single carriageway',
    7: 'Slip road',
    9: 'Not known',
  },
  { 12: 'One-way street or slip road' },
);

export const speedLimit = list({
  20: '20 mph',
  30: '30 mph',
  40: '40 mph',
  50: '50 mph',
  60: '60 mph',
  70: '70 mph',
  99: notKnownToReporter,
});

export const notAtJunction = '0';

export const junctionDetail = list({
  [notAtJunction]: 'Not at or within 20 m of a junction',
  13: 'T or staggered junction',
  16: 'Crossroads',
  17: 'More than four arms, not a roundabout',
  18: 'Private drive or entrance',
  19: 'Other junction',
  99: notKnownToReporter,
});

export const junctionControl = list(
  {
    1: 'Authorised person',
    2: 'Automatic traffic signal',
    3: 'Stop sign',
    4: 'Give way or uncontrolled',
    9: notKnownToReporter,
  },
  { 0: 'Not at or within 20 m of a junction' },
);

export const pedestrianCrossing = list({
  0: 'No crossing within 50 m',
  11: 'School crossing patrol',
  12: 'Other authorised person',
  13: 'Zebra crossing',
  14: 'Pelican, puffin, toucan or similar',
  15: 'Pedestrian phase at traffic signals',
  16: 'Footbridge or subway',
  17: 'Central refuge, no other control',
  99: notKnownToReporter,
});

export const lightConditions = list({
  1: 'Daylight',
  4: 'Dark, street lights lit',
  5: 'Dark, street lights unlit',
  6: 'Dark, no street lights',
  7: 'Dark, street lighting not known',
});

export const weather = list({
  1: 'Fine, no high winds',
  2: 'Raining, no high winds',
  3: 'Snowing, no high winds',
  4: 'Fine, high winds',
  5: 'Raining, high winds',
  6: 'Snowing, high winds',
  7: 'Fog or mist',
  8: 'Other',
  9: 'Not known',
});

export const roadSurface = list(
  { 1: 'Dry', 2: 'Wet or damp', 3: 'Snow', 4: 'Frost or ice', 5: 'Flood over 3 cm deep', 9: notKnownToReporter },
  { 6: 'Oil or diesel', 7: 'Mud' },
);

export const specialConditions = list({
  0: 'None',
  1: 'Automatic traffic signal out',
  2: 'Automatic signal partly defective',
  3: 'Road sign or marking defective or obscured',
  4: 'Roadworks',
  5: 'Road surface defective',
  6: 'Oil or diesel',
  7: 'Mud',
  9: notKnownToReporter,
});

export const carriagewayHazards = list({
  0: 'None',
  11: 'Defective traffic signals',
  12: 'Signs or markings defective, obscured or inadequate',
  13: 'Roadworks',
  14: 'Oil or diesel',
  15: 'Mud',
  16: 'Dislodged vehicle load',
  17: 'Other object',
  18: 'Earlier collision',
  19: 'Pedestrian in the carriageway, not injured',
  20: 'Animal, except a ridden horse',
  21: 'Poor or defective road surface',
  99: notKnownToReporter,
});

export const urbanOrRural = list({ 1: 'Urban', 2: 'Rural', 3: 'Unallocated' });

export const officerAttended = list({
  1: 'Yes',
  2: 'No',
  3: 'No, self-completion form',
});

export const trunkRoad = list({ 1: 'Trunk road', 2: 'Not a trunk road' });

export const injuryBased = alwaysKnown({ 0: 'From a severity', 1: 'From a list of injuries' });
