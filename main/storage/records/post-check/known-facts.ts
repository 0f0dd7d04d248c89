// What reports know that must not be posted: names, plates, references, numbers to reach people by, addresses. Pure: it reads whatever
// groups of entries a report has, and goes by what its fields are called, so that another kind of report is read as well.
import type { ReportId } from '#contract/ids.ts';
import { emailsIn, phonesIn, platesIn, postcodesIn, premisesIn, referencesIn } from './patterns.ts';

export interface KnownReport {
  readonly id: ReportId;
  readonly localReference: string;
  readonly content: unknown;
}

/** Where a fact is from, in words: "a victim in NE-4417-0093". */
export interface FactSource {
  readonly words: string;
  readonly reference: string;
  readonly reportId: ReportId;
}

export interface KnownName {
  readonly family: string;
  readonly given: string;
  readonly source: FactSource;
}

export type ValueKind = 'plate' | 'phone' | 'email' | 'address' | 'postcode' | 'reference';

export interface KnownValue {
  readonly kind: ValueKind;
  /** As compared: see patterns.ts. */
  readonly key: string;
  readonly source: FactSource;
}

export interface KnownFacts {
  readonly names: readonly KnownName[];
  readonly values: readonly KnownValue[];
}

type Values = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const roleWords: Readonly<Record<string, string>> = {
  victim: 'a victim',
  witness: 'a witness',
  suspect: 'a suspect',
  reporting: 'who reported it',
  driver: 'a driver',
  casualty: 'a casualty',
};

/** The report's own values, and those of each entry of whatever groups it has. */
function valuesIn(content: unknown): Values[] {
  if (!isRecord(content)) return [];
  const own = isRecord(content['values']) ? [content['values']] : [];
  const groups = Object.values(content).filter((value) => Array.isArray(value));
  const entries = groups.flat().filter(isRecord);
  return [...own, ...entries.map((entry) => entry['values']).filter(isRecord)];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

function firstOf(values: Values, endings: readonly string[]): string {
  for (const [field, value] of Object.entries(values)) {
    if (endings.some((ending) => field === ending || field.endsWith(`-${ending}`))) return textOf(value);
  }
  return '';
}

function namesIn(values: Values, source: FactSource): KnownName[] {
  const family = firstOf(values, ['family-name', 'surname']);
  const given = firstOf(values, ['given-names', 'given-name', 'forenames', 'first-name']);
  const aliases = firstOf(values, ['aliases', 'alias', 'known-as', 'nickname']).split(/[,;/]/);
  const named = family === '' && given === '' ? [] : [{ family, given, source }];
  return [
    ...named,
    ...aliases
      .map((alias) => alias.trim())
      .filter((alias) => alias !== '')
      .map((alias) => ({ family: alias, given: '', source })),
  ];
}

/** From every text of the report: an officer writes a plate in the story as well as in its field. */
function valuesOf(values: Values, source: FactSource): KnownValue[] {
  const texts = Object.values(values).flatMap((value) =>
    typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((part) => typeof part === 'string') : [],
  );
  const found = texts.flatMap((text): readonly { kind: ValueKind; key: string }[] => [
    ...platesIn(text).map(({ key }) => ({ kind: 'plate' as const, key })),
    ...phonesIn(text).map(({ key }) => ({ kind: 'phone' as const, key })),
    ...emailsIn(text).map(({ key }) => ({ kind: 'email' as const, key })),
    ...postcodesIn(text).map(({ key }) => ({ kind: 'postcode' as const, key })),
    ...premisesIn(text).map(({ key }) => ({ kind: 'address' as const, key })),
    ...referencesIn(text).map(({ key }) => ({ kind: 'reference' as const, key })),
  ]);
  // A plate of a shape that no rule knows is still the plate of this vehicle.
  const plate = firstOf(values, ['vrm', 'registration'])
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
  const typed = plate.length < 4 ? [] : [{ kind: 'plate' as const, key: plate }];
  return [...found, ...typed].map((value) => ({ ...value, source }));
}

export function knownFactsOf({ id, localReference, content }: KnownReport): KnownFacts {
  const source = (words: string): FactSource => ({ words, reference: localReference, reportId: id });
  const inReport = source(`in ${localReference}`);
  const all = valuesIn(content);
  const crimeNumber = textOf(all[0]?.['crime-number']).toUpperCase().replaceAll(/\s/g, '');
  return {
    names: all.flatMap((values) => {
      const role = roleWords[textOf(values['role'])] ?? 'a person';
      return namesIn(values, source(`${role} in ${localReference}`));
    }),
    values: [
      { kind: 'reference', key: localReference.toUpperCase(), source: source('a report of yours') },
      ...(crimeNumber === ''
        ? []
        : [{ kind: 'reference' as const, key: crimeNumber, source: source('a report of yours') }]),
      ...all.flatMap((values) => valuesOf(values, inReport)),
    ],
  };
}
