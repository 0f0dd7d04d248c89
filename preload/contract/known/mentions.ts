// What a report says of people, vehicles, property, places and events, read by the table of sources. Pure: the records keep what
// this reads, and reading again gives the same.
import { plateAsWritten } from '../facts/plates.ts';
import { readDate } from '../forms/dates.ts';
import { typedOnKey } from '../forms/types.ts';
import { forceWords } from '../forms/values.ts';
import { entityId, type EntityId } from '../ids.ts';
import { formOf, listOf } from '../report-forms.ts';
import type { FieldValues } from '../reports.ts';
import { foldWords, phoneKey, plateKey, squash } from './fold.ts';
import {
  mentionSources,
  valueText,
  type FactSource,
  type FactUse,
  type KnownKindName,
  type MentionSource,
} from './sources.ts';

/** Facts as typed; the names are those of the table of sources. */
export type MentionFacts = Readonly<Record<string, string>>;

export interface ReadMention {
  /** See `mentionKey`. */
  readonly entry: string;
  readonly kind: KnownKindName;
  /** The entity that the officer chose; null: one of its own. */
  readonly chosen: EntityId | null;
  /** For an entry that is an entity under its own id. */
  readonly ownId: EntityId | null;
  readonly role: string;
  readonly facts: MentionFacts;
}

interface Entry {
  readonly id: string;
  readonly values: FieldValues;
}

/** A report's content, however many lists of entries its form has. */
export interface MentioningContent {
  readonly values: FieldValues;
  readonly [list: string]: FieldValues | readonly Entry[];
}

const isList = (value: FieldValues | readonly Entry[] | undefined): value is readonly Entry[] => Array.isArray(value);

/** Of one of its lists; none where it has no such list. */
export function entriesIn(content: MentioningContent, list: string): readonly Entry[] {
  const entries = content[list];
  return isList(entries) ? entries : [];
}

export function readMentions(content: MentioningContent): ReadMention[] {
  return mentionSources.flatMap((source) => {
    if (source.list === null) {
      const mention = readMention(source, { id: '', values: content.values });
      return mention === null ? [] : [mention];
    }
    return entriesIn(content, source.list)
      .map((entry) => readMention(source, entry))
      .filter((mention) => mention !== null);
  });
}

/** What an entry tells of a fact: the words of a choice, a day as a calendar writes it, else as typed; empty for nothing. */
export function factTold({ field, options, use }: FactSource, values: FieldValues): string {
  const typed = valueText(values, field);
  if (typed === '') return '';
  const label = options?.find((option) => option.id === typed)?.label;
  // "Not known" is an answer to the form and nothing that is told of anybody.
  if (label !== undefined && saysNothing.test(label)) return '';
  if (label !== undefined) return label;
  if (use === 'day') return day(values, field);
  const own = options === undefined ? '' : forceLabel(field, values);
  return own === '' ? typed : own;
}

/** A code that a force has added to a list is told by its label. */
function forceLabel(field: string, values: FieldValues): string {
  const definition = listOf(formOf('crime'), 'property').fields.find(({ id }) => id === field);
  return definition === undefined ? '' : forceWords(definition, values);
}

/** Tells the mentions of one report apart: the entry's id, with what it is read for where that is not the entry itself. */
export const mentionKey = (source: Pick<MentionSource, 'id' | 'ownsEntry'>, entryId: string): string =>
  source.ownsEntry ? entryId : [entryId, source.id].filter((part) => part !== '').join(':');

const saysNothing = /^(?:not known|unknown)/i;

function readMention(source: MentionSource, { id, values }: Entry): ReadMention | null {
  if (!source.applies(values)) return null;
  const facts: Record<string, string> = {};
  for (const one of source.facts) {
    const told = factTold(one, values);
    if (told !== '') facts[one.fact] = told;
  }
  if (Object.keys(facts).length === 0) return null;
  const chosen = entityId.safeParse(valueText(values, source.chosenBy));
  const own = source.ownsEntry ? entityId.safeParse(id) : null;
  return {
    entry: mentionKey(source, id),
    kind: source.kind,
    chosen: chosen.success ? chosen.data : null,
    ownId: own?.success === true ? own.data : null,
    role: source.role(values),
    facts,
  };
}

/** As a calendar writes it where it can be read, so that "3/4/90" and "3 April 1990" are one day; else as typed. */
function day(values: FieldValues, field: string): string {
  const typed = valueText(values, field);
  const typedOn = valueText(values, typedOnKey(field));
  const reading = readDate(typed, { typedOn: typedOn === '' ? null : typedOn, born: true });
  return reading?.ok === true ? reading.day : typed;
}

interface FactDescription {
  readonly label: string;
  readonly use: FactUse;
}

const described = new Map<KnownKindName, Map<string, FactDescription>>();
for (const { kind, facts } of mentionSources) {
  const known = described.get(kind) ?? new Map<string, FactDescription>();
  for (const { fact, label, use } of facts) if (!known.has(fact)) known.set(fact, { label, use });
  described.set(kind, known);
}

/** The facts that are told of a kind, in the order in which they are shown. */
export const factsOf = (kind: KnownKindName): readonly (readonly [fact: string, FactDescription])[] => [
  ...(described.get(kind) ?? []),
];

export type CodeUse = 'plate' | 'phone' | 'reference';
export const isCode = (use: FactUse): use is CodeUse => use === 'plate' || use === 'phone' || use === 'reference';

/** What two writings of the same plate, number or reference have in common. */
export function codeKey(use: CodeUse, text: string): string {
  switch (use) {
    case 'plate':
      return plateKey(text);
    case 'phone':
      return phoneKey(text);
    case 'reference':
      return squash(text);
  }
}

/** Two writings of a fact are the same where this is. */
export const sameKey = (use: FactUse, text: string): string =>
  use === 'phone' ? phoneKey(text) : use === 'name' || use === 'words' ? foldWords(text).join(' ') : squash(text);

const clipped = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;

/** What it is called: a person by name, a vehicle by its plate. */
export function mentionName(kind: KnownKindName, facts: MentionFacts): string {
  const told = (...names: readonly string[]): string =>
    names
      .map((name) => facts[name] ?? '')
      .filter((text) => text !== '')
      .join(' ');
  switch (kind) {
    case 'person':
      return (
        told('given-names', 'family-name') ||
        told('name') ||
        told('organisation') ||
        `Not named: ${clipped(told('description') || told('phone') || told('address') || told('email') || 'no details', 60)}`
      );
    case 'vehicle':
      return (
        plateAsWritten(told('plate')) ||
        told('foreign-plate').toUpperCase() ||
        clipped(told('description'), 80) ||
        'Vehicle, not described'
      );
    case 'property':
      return clipped(told('description') || told('kind') || told('serial'), 80) || 'Item, not described';
    case 'place':
      return (
        clipped(told('place-name') || told('street') || told('town') || told('postcode'), 80) || 'Place by reference'
      );
    case 'event':
      return told('reference');
  }
}
