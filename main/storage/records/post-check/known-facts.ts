// What a report knows that must not be posted: names, plates, references, numbers to reach people by, addresses. Pure: which fields
// hold them is said by the report's definition, so that a form that gets another name field is read as well.
import { formOf, textOf, type FieldDefinition } from '#contract/forms.ts';
import type { ReportId } from '#contract/ids.ts';
import type { FieldValues, ReportKind } from '#contract/reports.ts';
import { namePartsOf } from './full-names.ts';
import {
  emailsIn,
  houseNameIn,
  phonesIn,
  plateKeyOf,
  platesIn,
  postcodesIn,
  premisesIn,
  referenceKeyOf,
  referencesIn,
} from './patterns.ts';

export interface KnownReport {
  readonly id: ReportId;
  readonly kind: ReportKind;
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

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const roleWords: Readonly<Record<string, string>> = {
  victim: 'a victim',
  witness: 'a witness',
  suspect: 'a suspect',
  reporting: 'who reported it',
};

interface Part {
  readonly fields: readonly FieldDefinition[];
  readonly values: FieldValues;
}

/** The report's own values and those of each entry, with the fields that its definition has for them. */
function partsOf(kind: ReportKind, content: unknown): Part[] {
  if (!isRecord(content)) return [];
  const { fields, lists } = formOf(kind);
  const valuesOf = (holder: unknown): FieldValues =>
    isRecord(holder) && isRecord(holder['values']) ? (holder['values'] as FieldValues) : {};
  const own = { fields, values: valuesOf(content) };
  // A list that this kind of report has no longer is read for what its texts say.
  const entries = Object.entries(content).flatMap(([list, of]): Part[] =>
    Array.isArray(of)
      ? of.map((entry: unknown) => ({
          fields: lists.find(({ id }) => id === list)?.fields ?? [],
          values: valuesOf(entry),
        }))
      : [],
  );
  return [own, ...entries];
}

type Told = { readonly field: FieldDefinition; readonly text: string };

const told = ({ fields, values }: Part, what: NonNullable<FieldDefinition['tells']>['what']): Told[] =>
  fields
    .filter(({ tells }) => tells?.what === what)
    .map((field) => ({ field, text: textOf(values[field.id]).trim() }))
    .filter(({ text }) => text !== '');

function namesIn(part: Part, source: (who: string) => FactSource): KnownName[] {
  const role = roleWords[textOf(part.values['role'])] ?? 'a person';
  const whose = ({ field }: Told): FactSource => source(field.tells?.whose ?? role);
  const [family] = told(part, 'family-name');
  const [given] = told(part, 'given-names');
  const first = family ?? given;
  return [
    ...(first === undefined ? [] : [{ family: family?.text ?? '', given: given?.text ?? '', source: whose(first) }]),
    ...told(part, 'full-name').flatMap((one) => {
      const name = namePartsOf(one.text);
      return name === null ? [] : [{ ...name, source: whose(one) }];
    }),
    // "Akram’s Halal Butchers Ltd" is also said without its last word.
    ...told(part, 'organisation').map((one) => ({
      family: one.text.replace(/^the\s+/i, '').replace(/[\s,]+(?:ltd|limited|plc|llp)\.?$/i, ''),
      given: '',
      source: whose(one),
    })),
  ];
}

type Key = Pick<KnownValue, 'kind' | 'key'>;

/** What a field that is for such values holds, in whatever shape it was typed. */
function typedIn(part: Part): Key[] {
  const texts = (wanted: (field: FieldDefinition) => boolean): string[] =>
    part.fields.filter(wanted).map(({ id }) => textOf(part.values[id]).trim());
  const keys = (kind: ValueKind, least: number, typed: readonly string[]): Key[] =>
    typed.filter((key) => key.length >= least && /\d/.test(key)).map((key) => ({ kind, key }));
  return [
    ...keys('plate', 4, texts(({ kind }) => kind === 'vrm').map(plateKeyOf)),
    // With its country: "AB-123-CD, France", "AB 123 CD (F)".
    ...keys(
      'plate',
      4,
      told(part, 'plate').map(({ text }) => plateKeyOf(text.replace(/[,(].*$|\s+\p{L}{4,}.*$/u, ''))),
    ),
    ...keys(
      'reference',
      5,
      told(part, 'reference').map(({ text }) => referenceKeyOf(text)),
    ),
    ...told(part, 'address').flatMap(({ text }): Key[] => {
      const key = houseNameIn(text);
      return key === null ? [] : [{ kind: 'address', key }];
    }),
  ];
}

/** From every text of the report: an officer writes a plate in the story as well as in its field. */
function writtenIn({ fields, values }: Part): Key[] {
  const silent = new Set(fields.filter(({ kind }) => kind === 'sketch-plan' || kind === 'prompts').map(({ id }) => id));
  const texts = Object.entries(values)
    .filter(([id]) => !silent.has(id))
    .flatMap(([, value]) => (typeof value === 'string' ? [value] : value));
  const of = (kind: ValueKind, found: readonly { readonly key: string }[]): Key[] =>
    found.map(({ key }) => ({ kind, key }));
  return texts.flatMap((text) => [
    ...of('plate', platesIn(text)),
    ...of('phone', phonesIn(text)),
    ...of('email', emailsIn(text)),
    ...of('postcode', postcodesIn(text)),
    ...of('address', premisesIn(text)),
    ...of('reference', referencesIn(text)),
  ]);
}

export function knownFactsOf({ id, kind, localReference, content }: KnownReport): KnownFacts {
  const source = (words: string): FactSource => ({ words, reference: localReference, reportId: id });
  const parts = partsOf(kind, content);
  const inReport = source(`in ${localReference}`);
  const values = new Map(
    parts.flatMap((part) => [...typedIn(part), ...writtenIn(part)]).map((key) => [`${key.kind} ${key.key}`, key]),
  );
  return {
    names: parts.flatMap((part) => namesIn(part, (who) => source(`${who} in ${localReference}`))),
    values: [
      { kind: 'reference', key: referenceKeyOf(localReference), source: source('a report of yours') },
      ...[...values.values()].map((key) => ({ ...key, source: inReport })),
    ],
  };
}
