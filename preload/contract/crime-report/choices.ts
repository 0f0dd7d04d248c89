// Lists that a crime report offers. A force's own lists will replace these defaults one day; ids are what is stored.
import type { FieldOption } from '../forms/types.ts';

const option = (id: string, label: string, detail?: string): FieldOption =>
  detail === undefined ? { id, label } : { id, label, detail };

export const yesNo = [option('yes', 'Yes'), option('no', 'No')];

export const howReported = [
  option('999', '999 call'),
  option('101', '101 call'),
  option('online', 'Online'),
  option('officer', 'To an officer, in person'),
  option('front-counter', 'At a front counter'),
  option('agency', 'Through another agency'),
  option('found', 'Found by police'),
  option('other', 'Another way'),
];

export const whoReported = [
  option('victim', 'The victim'),
  option('for-victim', 'Someone for the victim'),
  option('witness', 'A witness'),
  option('business', 'Staff of a business'),
  option('agency', 'Another agency'),
  option('police', 'Police'),
  option('anonymous', 'Not known or anonymous'),
];

export const venueKinds = [
  option('dwelling', 'House or flat'),
  option('outbuilding', 'Garden, shed or garage'),
  option('street', 'Street or alley'),
  option('shop', 'Shop'),
  option('licensed', 'Pub, club or restaurant'),
  option('vehicle-park', 'Car park'),
  option('transport', 'Public transport'),
  option('work', 'Office or work place'),
  option('school', 'School or college'),
  option('hospital', 'Hospital or surgery'),
  option('park', 'Park or open space'),
  option('online', 'Online or by phone'),
  option('other', 'Somewhere else'),
];

export const flags = [
  option('domestic', 'Domestic abuse'),
  option('hate', 'Hate crime'),
  option('knife', 'Knife or blade'),
  option('firearm', 'Firearm'),
  option('child', 'Child at risk'),
  option('adult', 'Vulnerable adult'),
  option('cyber', 'Online or by computer'),
  option('alcohol', 'Alcohol'),
  option('drugs', 'Drugs'),
  option('mental-health', 'Mental health'),
  option('honour', 'So-called honour-based abuse'),
  option('exploitation', 'Exploitation or county lines'),
  option('none', 'None of these'),
];

export const hateStrands = [
  option('race', 'Race'),
  option('religion', 'Religion'),
  option('orientation', 'Sexual orientation'),
  option('disability', 'Disability'),
  option('transgender', 'Transgender identity'),
];

export const victimNotNamed = [
  option('not-known', 'Victim not known yet'),
  option('state', 'No victim: an offence against the state'),
];

export const suspectKnown = [
  option('named', 'Named: entered above'),
  option('seen', 'Seen, not identified'),
  option('not-known', 'Not known'),
];

export const roles = [
  option('victim', 'Victim'),
  option('witness', 'Witness'),
  option('suspect', 'Suspect'),
  option('reporting', 'Reporting person'),
];

export const sexes = [option('F', 'Female'), option('M', 'Male'), option('U', 'Not known')];

export const ageRanges = [
  option('0-9', 'Under 10'),
  option('10-13', '10 to 13'),
  option('14-17', '14 to 17'),
  option('18-24', '18 to 24'),
  option('25-34', '25 to 34'),
  option('35-49', '35 to 49'),
  option('50-64', '50 to 64'),
  option('65+', '65 or over'),
];

/** Self-defined ethnicity, 18+1: Police service use of the ONS census categories, with NS for "not stated". */
export const selfDefinedEthnicity = [
  option('W1', 'W1', 'White: British'),
  option('W2', 'W2', 'White: Irish'),
  option('W3', 'W3', 'White: Gypsy or Irish Traveller'),
  option('W9', 'W9', 'White: any other'),
  option('M1', 'M1', 'Mixed: White and Black Caribbean'),
  option('M2', 'M2', 'Mixed: White and Black African'),
  option('M3', 'M3', 'Mixed: White and Asian'),
  option('M9', 'M9', 'Mixed: any other'),
  option('A1', 'A1', 'Asian: Indian'),
  option('A2', 'A2', 'Asian: Pakistani'),
  option('A3', 'A3', 'Asian: Bangladeshi'),
  option('A4', 'A4', 'Asian: Chinese'),
  option('A9', 'A9', 'Asian: any other'),
  option('B1', 'B1', 'Black: Caribbean'),
  option('B2', 'B2', 'Black: African'),
  option('B9', 'B9', 'Black: any other'),
  option('O2', 'O2', 'Other: Arab'),
  option('O9', 'O9', 'Other: any other'),
  option('NS', 'NS', 'Not stated'),
];

export const officerDefinedEthnicity = [
  option('IC1', 'IC1', 'White: North European'),
  option('IC2', 'IC2', 'White: South European'),
  option('IC3', 'IC3', 'Black'),
  option('IC4', 'IC4', 'Asian: South Asian'),
  option('IC5', 'IC5', 'Chinese, Japanese or South-East Asian'),
  option('IC6', 'IC6', 'Arab or North African'),
  option('IC9', 'IC9', 'Not known'),
];

export const injuries = [
  option('none', 'None'),
  option('minor', 'Minor: no treatment'),
  option('moderate', 'Moderate: treated'),
  option('serious', 'Serious: hospital'),
  option('fatal', 'Fatal'),
];

export const enhancedRights = [
  option('serious', 'Victim of a serious crime'),
  option('vulnerable', 'Vulnerable or intimidated'),
  option('persistent', 'Persistently targeted'),
  option('none', 'None of these'),
];

export const propertyStatuses = [
  option('stolen', 'Stolen'),
  option('damaged', 'Damaged'),
  option('recovered', 'Recovered'),
  option('seized', 'Seized'),
  option('lost', 'Lost'),
];

export const propertyKinds = [
  option('phone', 'Phone'),
  option('computer', 'Computer or tablet'),
  option('cash', 'Cash or cards'),
  option('jewellery', 'Jewellery or watch'),
  option('vehicle', 'Motor vehicle'),
  option('cycle', 'Cycle'),
  option('tools', 'Tools'),
  option('documents', 'Documents or keys'),
  option('clothing', 'Clothing or bag'),
  option('building', 'Building or fitting'),
  option('other', 'Something else'),
];

export const entryPoints = [
  option('front-door', 'Front door'),
  option('rear-door', 'Rear or side door'),
  option('patio', 'Patio or French door'),
  option('ground-window', 'Ground-floor window'),
  option('upper-window', 'Upper-floor window'),
  option('garage', 'Garage'),
  option('roof', 'Roof or skylight'),
  option('communal', 'Communal door'),
  option('vehicle-door', 'Vehicle door'),
  option('vehicle-window', 'Vehicle window'),
  option('not-known', 'Not known'),
  option('other', 'Another way'),
];

export const entryMethods = [
  option('insecure', 'Left open or unlocked'),
  option('forced', 'Forced'),
  option('glass', 'Glass broken'),
  option('lock', 'Lock snapped or picked'),
  option('key', 'Key or code used'),
  option('keyless', 'Keyless or relay'),
  option('deception', 'Let in or tricked'),
  option('climbed', 'Climbed'),
  option('not-known', 'Not known'),
];

export const weapons = [
  option('none', 'None'),
  option('knife', 'Knife or sharp object'),
  option('firearm', 'Firearm or imitation'),
  option('blunt', 'Blunt object'),
  option('corrosive', 'Acid or other substance'),
  option('vehicle', 'Vehicle'),
  option('implied', 'Implied, not seen'),
  option('not-known', 'Not known'),
];

export const enquiryLines = [
  option('suspect-named', 'Suspect named or can be named'),
  option('witnesses', 'Witnesses'),
  option('cctv', 'CCTV or doorbell'),
  option('bwv', 'Body-worn video'),
  option('forensics', 'Forensics'),
  option('property', 'Property that can be identified'),
  option('vehicle', 'Vehicle seen'),
  option('digital', 'Phone, online or bank records'),
  option('none', 'None of these'),
];

export const riskLevels = [option('standard', 'Standard'), option('medium', 'Medium'), option('high', 'High')];

export const victimWishes = [
  option('supports', 'Supports an investigation and prosecution'),
  option('out-of-court', 'Would prefer an out-of-court outcome'),
  option('record-only', 'Wants it recorded only'),
  option('undecided', 'Not decided yet'),
  option('does-not-support', 'Does not support police action'),
];

export const vpsOffered = [
  option('made', 'Yes: made now'),
  option('later', 'Yes: wants to make one later'),
  option('declined', 'Yes: does not want one'),
  option('not-yet', 'Not offered yet'),
];

export const supportReferral = [
  option('agreed', 'Agreed'),
  option('declined', 'Declined'),
  option('not-asked', 'Not asked yet'),
];

export const victimNeeds = [
  option('interpreter', 'Interpreter'),
  option('hearing', 'Hearing or sight'),
  option('mobility', 'Mobility'),
  option('mental-health', 'Mental health'),
  option('learning', 'Learning or communication'),
  option('child', 'Child or young person'),
  option('repeat', 'Fears it will happen again'),
  option('safeguarding', 'Safeguarding or safe place'),
  option('none', 'None of these'),
];

export const contactWays = [
  option('phone', 'Phone call'),
  option('text', 'Text message'),
  option('email', 'Email'),
  option('letter', 'Letter'),
  option('in-person', 'In person'),
];
