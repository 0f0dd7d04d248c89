// What differs between two states of a report, in the words of its form. Pure.
import { diffWordsWithSpace } from 'diff';
import {
  forgottenFields,
  spokenValue,
  withEntryChoices,
  type EntryListDefinition,
  type FieldDefinition,
  type FormDefinition,
} from '#contract/forms.ts';
import type { FieldValues, ReportContent, ReportEntry } from '#contract/reports.ts';
import { sameValue, type Scope } from '../draft-content.ts';

/** A piece of text that is in both, only in the later, or only in the earlier. */
export interface Piece {
  readonly text: string;
  readonly is: 'kept' | 'added' | 'removed';
}

export interface Change {
  readonly key: string;
  readonly scope: Scope;
  readonly field: FieldDefinition;
  /** "What happened", or "Family name, Mary HALE". */
  readonly label: string;
  readonly pieces: readonly Piece[];
  /** What the field held before, with what belongs to it: sets it back. */
  readonly earlier: FieldValues;
  /** The whole entry, where it is in the later state no more: setting one field of it back brings it back whole. */
  readonly removed: { readonly entry: ReportEntry; readonly index: number } | null;
}

/** Texts that differ in more than this are shown whole, before and after: comparing them would keep the page waiting. */
const mostEdits = 2000;

/** A field as the earlier and the later state know it: they may offer other entries to choose among. */
type FieldPair = readonly [FieldDefinition, FieldDefinition];

function piecesOf([was, field]: FieldPair, earlier: FieldValues, later: FieldValues): readonly Piece[] {
  const [before, after] = [spokenValue(was, earlier), spokenValue(field, later)];
  const isText = field.kind === 'long-text' || field.kind === 'statement-text' || field.kind === 'text';
  const compared =
    isText && before !== '' && after !== ''
      ? diffWordsWithSpace(before, after, { maxEditLength: mostEdits })
      : undefined;
  if (compared === undefined) {
    const whole: readonly Piece[] = [
      { text: before, is: 'removed' },
      { text: after, is: 'added' },
    ];
    return whole.filter(({ text }) => text !== '');
  }
  return compared.map(({ value: text, added, removed }) => ({
    text,
    is: added ? 'added' : removed ? 'removed' : 'kept',
  }));
}

/** The keys that go with a field's own: the day on which a date was typed, the class of an offence. */
const belongsTo = (key: string, field: FieldDefinition): boolean =>
  key === field.id || key.startsWith(`${field.id}.`) || (field.kind === 'offence' && key === 'offence-class');

function changesIn(
  fields: readonly FieldPair[],
  earlier: FieldValues,
  later: FieldValues,
  scope: Scope,
  name: string,
  removed: Change['removed'] = null,
): Change[] {
  const forgotten = forgottenFields(
    fields.map(([, field]) => field),
    earlier,
    later,
  );
  return [...fields, ...forgotten.map((field): FieldPair => [field, field])]
    .filter(([, { id, kind }]) => kind !== 'offence-class' && !sameValue(earlier[id] ?? '', later[id] ?? ''))
    .map((pair) => {
      const [, field] = pair;
      const keys = [...new Set([...Object.keys(earlier), ...Object.keys(later)])].filter((key) =>
        belongsTo(key, field),
      );
      return {
        key: `${scope?.entryId ?? ''} ${field.id}`,
        scope,
        field,
        label: name === '' ? field.label : `${field.label}, ${name}`,
        pieces: piecesOf(pair, earlier, later),
        earlier: Object.fromEntries(keys.map((key) => [key, earlier[key] ?? ''])),
        removed,
      };
    });
}

interface Compared {
  readonly form: FormDefinition;
  readonly before: ReportContent;
  readonly after: ReportContent;
  readonly now: string;
}

function pairsOf(fields: readonly FieldDefinition[], { form, before, after, now }: Compared): readonly FieldPair[] {
  const [was, is] = [withEntryChoices(form, fields, before, now), withEntryChoices(form, fields, after, now)];
  return fields.map((field, index): FieldPair => [was[index] ?? field, is[index] ?? field]);
}

function changesOfList(list: EntryListDefinition, compared: Compared): Change[] {
  const { before, after, now } = compared;
  const pairs = pairsOf(list.fields, compared);
  const find = (content: ReportContent, id: string): ReportEntry | undefined =>
    content[list.id].find((entry) => entry.id === id);
  const ids = new Set([...before[list.id], ...after[list.id]].map(({ id }) => id));
  return [...ids].flatMap((entryId, index) => {
    const [was, is] = [find(before, entryId), find(after, entryId)];
    const { name } = list.wordsOf((is ?? was)?.values ?? {}, now, index, is === undefined ? before : after);
    const removed = was !== undefined && is === undefined ? { entry: was, index: before[list.id].indexOf(was) } : null;
    return changesIn(pairs, was?.values ?? {}, is?.values ?? {}, { list: list.id, entryId }, name, removed);
  });
}

export const changesBetween = (
  form: FormDefinition,
  before: ReportContent,
  after: ReportContent,
  now: string,
): readonly Change[] => {
  const compared = { form, before, after, now };
  return [
    ...changesIn(pairsOf(form.fields, compared), before.values, after.values, null, ''),
    ...form.lists.flatMap((list) => changesOfList(list, compared)),
  ];
};
