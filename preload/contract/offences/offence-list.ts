// A default set of common recording classes. Codes and titles: Home Office Crime Recording Rules (Counting Rules),
// notifiable offence list of April 2026, Open Government Licence v3.0. The short names and search words are our own.
import type { OffenceClass, OffenceGroup } from './offence-class.ts';

/** Stated wherever the list is shown. */
export const offenceListSource =
  'Home Office Crime Recording Rules, notifiable offence list of April 2026 (Open Government Licence v3.0)';

type Row = readonly [code: string, title: string, short: string, words: string];

const rows: Readonly<Record<OffenceGroup, readonly Row[]>> = {
  burglary: [
    ['28I', 'Residential burglary of a home', 'Burglary', 'house flat dwelling break in broken into burgled'],
    ['28J', 'Attempted residential burglary of a home', 'Attempted burglary', 'house flat dwelling tried break in'],
    ['28K', 'Distraction burglary, residential (home)', 'Distraction burglary', 'bogus official caller trick elderly'],
    [
      '28M',
      'Residential burglary of unconnected building',
      'Burglary of shed or garage',
      'shed garage outbuilding summerhouse break in',
    ],
    ['29B', 'Aggravated burglary, residential (home)', 'Aggravated burglary', 'weapon house break in masked'],
    [
      '30C',
      'Burglary, business and community',
      'Business burglary',
      'shop office school church warehouse break in non dwelling',
    ],
    ['30D', 'Attempted burglary, business and community', 'Attempted business burglary', 'shop office tried break in'],
  ],
  robbery: [
    ['34B', 'Robbery of personal property', 'Robbery', 'mugging street robbery phone snatch force threatened'],
    ['34A', 'Robbery of business property', 'Business robbery', 'shop bank till robbery cash in transit'],
  ],
  theft: [
    ['46', 'Shoplifting', 'Theft from shop', 'shop theft store supermarket shoplifter'],
    ['39', 'Theft from the person', 'Theft from person', 'pickpocket dip snatch phone bag purse moped'],
    ['40', 'Theft in a dwelling', 'Theft in a dwelling', 'house guest carer lodger stolen'],
    ['41', 'Theft by an employee', 'Theft by employee', 'staff work till'],
    ['42', 'Theft of mail', 'Theft of mail', 'post parcel letter doorstep delivery'],
    ['44', 'Theft or unauthorised taking of a pedal cycle', 'Theft of cycle', 'bike bicycle ebike stolen'],
    ['49', 'Other theft', 'Theft', 'stolen took stealing lead metal'],
    [
      '49A',
      'Making off without payment',
      'Making off without payment',
      'bilking petrol fuel taxi restaurant drive off',
    ],
    ['54', 'Handling stolen goods', 'Handling stolen goods', 'receiving stolen'],
  ],
  vehicle: [
    [
      '48',
      'Theft or unauthorised taking of a motor vehicle',
      'Theft of vehicle',
      'car van moped motorbike stolen twoc',
    ],
    [
      '45',
      'Theft from a motor vehicle',
      'Theft from vehicle',
      'car van tools catalytic converter number plates smashed window',
    ],
    ['37/2', 'Aggravated vehicle taking', 'Aggravated vehicle taking', 'twoc car crash pursuit'],
    ['126', 'Interfering with a motor vehicle', 'Vehicle interference', 'tampering trying door handles car'],
  ],
  violence: [
    [
      '8N',
      'Assault with injury',
      'Assault with injury',
      'abh actual bodily harm gbh wounding s20 s47 section punched hit fight',
    ],
    ['105A', 'Assault without injury', 'Assault without injury', 'common assault battery s39 pushed slapped spat'],
    [
      '5D',
      'Assault with intent to cause serious harm',
      'Serious assault',
      'gbh s18 section 18 wounding stabbing stabbed grievous',
    ],
    ['8S', 'Assault with injury on a constable', 'Assault on constable', 'police officer pc injured'],
    ['104', 'Assault without injury on a constable', 'Assault on constable', 'police officer pc spat kicked resist'],
    [
      '8T',
      'Assault with injury on an emergency worker (other than a constable)',
      'Assault on emergency worker',
      'nurse paramedic ambulance fire',
    ],
    ['8P', 'Racially or religiously aggravated assault with injury', 'Aggravated assault', 'hate race religion abh'],
    [
      '105B',
      'Racially or religiously aggravated assault without injury',
      'Aggravated assault',
      'hate race religion common assault',
    ],
    ['3B', 'Threats to kill', 'Threats to kill', 'death threat threatened kill'],
    ['2', 'Attempted murder', 'Attempted murder', 'stabbing shooting'],
    ['1', 'Murder', 'Murder', 'killed homicide dead'],
    ['11A', 'Cruelty to children or young persons', 'Child cruelty', 'neglect child abuse ill treatment'],
    ['36', 'Kidnapping and false imprisonment', 'Kidnap', 'held against will abducted'],
    ['106', 'Modern slavery', 'Modern slavery', 'trafficking exploitation forced labour cuckooing county lines'],
  ],
  harassment: [
    ['8L', 'Harassment', 'Harassment', 'neighbour messages course of conduct non molestation breach'],
    ['8Q', 'Stalking', 'Stalking', 'following watching ex partner fixated'],
    [
      '8R',
      'Malicious communications',
      'Malicious communications',
      'messages texts social media online abuse threats phone calls',
    ],
    ['8U', 'Controlling or coercive behaviour', 'Coercive control', 'domestic abuse partner control'],
  ],
  sexual: [
    ['19C', 'Rape of a female aged 16 and over', 'Rape', 'rape woman sexual'],
    ['19F', 'Rape of a male aged 16 and over', 'Rape', 'rape man sexual'],
    ['20A', 'Sexual assault on a female aged 13 or over', 'Sexual assault', 'groped touched woman girl'],
    ['17A', 'Sexual assault on a male aged 13 and over', 'Sexual assault', 'groped touched man boy'],
    ['88E', 'Exposure and voyeurism', 'Exposure', 'flashing flasher indecent upskirting'],
  ],
  damage: [
    ['58A', 'Criminal damage, residential', 'Criminal damage', 'house window door smashed vandalism graffiti'],
    [
      '58B',
      'Criminal damage to a building, business and community',
      'Criminal damage',
      'shop window school smashed vandalism graffiti',
    ],
    [
      '58C',
      'Criminal damage to a vehicle',
      'Criminal damage to vehicle',
      'car scratched keyed tyres slashed window mirror',
    ],
    ['58D', 'Other criminal damage', 'Criminal damage', 'fence phone vandalism graffiti broken'],
    ['56A', 'Arson endangering life', 'Arson endangering life', 'fire set alight petrol'],
    ['56B', 'Arson not endangering life', 'Arson', 'fire set alight bin car burnt'],
  ],
  order: [
    [
      '9A',
      'Public fear, alarm or distress',
      'Public order',
      's4 s4a s5 public order threatening abusive words behaviour shouting swearing',
    ],
    [
      '9B',
      'Racially or religiously aggravated public fear, alarm or distress',
      'Aggravated public order',
      'hate race religion abuse shouted',
    ],
    ['62A', 'Violent disorder', 'Violent disorder', 'riot fight group gang disorder'],
  ],
  drugs: [
    [
      '92A',
      'Trafficking in controlled drugs',
      'Drug supply',
      'pwits dealing dealer supply intent cannabis cocaine heroin county lines',
    ],
    ['92D', 'Possession of controlled drugs', 'Drug possession', 'cannabis weed cocaine heroin class a b'],
  ],
  weapons: [
    ['10D', 'Possession of article with blade or point', 'Possession of blade', 'knife blade point carrying'],
    ['10C', 'Possession of other weapons', 'Possession of weapon', 'offensive weapon baton acid knuckleduster'],
    ['10B', 'Possession of firearms offences', 'Possession of firearm', 'gun shotgun pistol'],
  ],
  other: [
    ['33', 'Going equipped for stealing', 'Going equipped', 'tools burglary stealing crowbar'],
    ['35', 'Blackmail', 'Blackmail', 'sextortion demand menaces intimate images'],
    ['79', 'Perverting the course of justice', 'Perverting justice', 'witness intimidation false'],
  ],
};

const groups = Object.keys(rows) as OffenceGroup[];

export const offenceClasses: readonly OffenceClass[] = groups.flatMap((group) =>
  rows[group].map(([code, title, short, words]) => ({ code, title, short, group, words })),
);
