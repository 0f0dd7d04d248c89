// What a collision report and its parts are called in lists: never a person's name in the report's own title.
import type { EntryLists, EntryWords } from '../forms/types.ts';
import { textOf } from '../forms/values.ts';
import type { FieldValues, ReportContent } from '../reports.ts';
import { vehicleOf } from './casualty-vehicle.ts';
import { labelOf, type CodeList } from './codes/code-list.ts';
import { casualtyClass, pedestrian } from './codes/casualty-codes.ts';
import { severity } from './codes/collision-codes.ts';
import { vehicleType } from './codes/vehicle-codes.ts';
import { ageOf, countsOf, hasChoice, isChild, severityOf } from './severity.ts';

const trimmed = (values: FieldValues, fieldId: string): string => textOf(values[fieldId]).trim();

const spoken = (list: CodeList, values: FieldValues, fieldId: string): string => {
  const code = textOf(values[fieldId]);
  return code === '' ? '' : (labelOf(list, code) ?? code);
};

const present = (words: readonly string[]): string[] => words.filter((word) => word !== '');

const counted = (count: number, one: string, several: string): string => `${count} ${count === 1 ? one : several}`;

/** The place without what follows the first comma or a number of metres: "A503" of "A503, 30 m east of the station". */
function placeOf(values: FieldValues): string {
  const first = (trimmed(values, 'place').split(',')[0] ?? '').replaceAll(/\s+/g, ' ').trim();
  return first.length <= 60 ? first : `${first.slice(0, 59).trimEnd()}…`;
}

/** For example "Serious collision, Blackhorse Road". */
export function collisionTitle(content: ReportContent): string {
  const worst = severityOf(content.casualties);
  const what = worst === null ? 'Collision' : `${labelOf(severity, worst) ?? ''} collision`;
  return present([what, placeOf(content.values)]).join(', ');
}

/** Without what only the form needs: "Van or goods vehicle" of "Van or goods vehicle, 3.5 tonnes or less". */
const kindOf = (values: FieldValues): string =>
  hasChoice(values, 'e-scooter', '1') ? 'E-scooter' : (spoken(vehicleType, values, 'vehicle-type').split(',')[0] ?? '');

export function vehicleWords(values: FieldValues, _now: string, index: number): EntryWords {
  const kind = kindOf(values);
  const plate = trimmed(values, 'vrm').toUpperCase();
  return {
    initials: String(index + 1),
    name: kind === '' ? `Vehicle ${index + 1}` : `Vehicle ${index + 1}: ${kind}`,
    facts: present([plate, trimmed(values, 'foreign-registration'), trimmed(values, 'make-model')]),
    cautions: present([
      hasChoice(values, 'driver-left', 'hit-and-run') ? 'Hit and run' : '',
      hasChoice(values, 'breath-test', 'positive', 'refused') ? 'Breath test positive or refused' : '',
    ]),
  };
}

/** A plate says which of two cars is meant. */
export const vehicleName = (values: FieldValues): string =>
  present([kindOf(values), trimmed(values, 'vrm').toUpperCase()]).join(' ');

export const casualtyName = (values: FieldValues): string =>
  present([trimmed(values, 'given-names'), trimmed(values, 'family-name')]).join(' ');

export function casualtyWords(values: FieldValues, _now: string, index: number, { vehicles }: EntryLists): EntryWords {
  const role = spoken(casualtyClass, values, 'casualty-class');
  const name = present([trimmed(values, 'given-names'), trimmed(values, 'family-name').toLocaleUpperCase('en-GB')]);
  const age = ageOf(trimmed(values, 'age'));
  const vehicle = vehicleOf(values, vehicles);
  const withVehicle = hasChoice(values, 'casualty-class', pedestrian) ? 'hit by vehicle' : 'vehicle';
  return {
    initials: String(index + 1),
    name: name.length > 0 ? name.join(' ') : `Casualty ${index + 1}`,
    facts: present([
      spoken(severity, values, 'severity').toLowerCase(),
      role.toLowerCase(),
      age === null ? '' : `aged ${age}`,
      vehicle === null ? '' : `${withVehicle} ${vehicles.indexOf(vehicle) + 1}`,
    ]),
    cautions: isChild(values) ? ['Child'] : [],
  };
}

export const vehiclesSummary = ({ vehicles }: ReportContent): string =>
  vehicles.length === 0 ? '' : counted(vehicles.length, 'vehicle', 'vehicles');

/** "3 casualties: 1 serious, 2 slight". */
export function casualtiesSummary(content: ReportContent): string {
  const { casualties, fatal, serious, slight } = countsOf(content);
  if (casualties === 0) return '';
  const severities = [
    fatal > 0 ? `${fatal} fatal` : '',
    serious > 0 ? `${serious} serious` : '',
    slight > 0 ? `${slight} slight` : '',
  ];
  const told = present(severities).join(', ');
  return `${counted(casualties, 'casualty', 'casualties')}${told === '' ? '' : `: ${told}`}`;
}
