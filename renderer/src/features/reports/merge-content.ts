// Two windows wrote on one report: takes in what only one of them changed, and leaves the rest for the officer to choose.
import {
  entryListIds,
  type EntryListId,
  type FieldValues,
  type ReportContent,
  type ReportEntry,
} from '#contract/reports.ts';
import { filledFromKey } from '#contract/known/offering.ts';
import { sameValue, valuesIn, withValues, type Scope } from './draft-content.ts';

export interface Clash {
  readonly scope: Scope;
  /** The field that leads the group of values that belong together. */
  readonly fieldId: string;
  readonly mine: FieldValues;
  readonly theirs: FieldValues;
}

export type Choice = 'mine' | 'theirs' | 'both';

export interface Merge {
  /** Holds my text where both changed, until the officer has chosen. */
  readonly content: ReportContent;
  readonly clashes: readonly Clash[];
}

/** A date's day of typing, where a value is from and an offence's class go with the field they explain. */
function leadField(key: string): string {
  for (const ending of ['.typed-on', '.from']) if (key.endsWith(ending)) return key.slice(0, -ending.length);
  return key === 'offence-class' ? 'offence' : key;
}

const groupKeys = (fieldId: string): readonly string[] => [
  fieldId,
  `${fieldId}.typed-on`,
  filledFromKey(fieldId),
  ...(fieldId === 'offence' ? ['offence-class'] : []),
];

function groupOf(values: FieldValues, fieldId: string): FieldValues {
  const group: FieldValues = {};
  for (const key of groupKeys(fieldId)) {
    const value = values[key];
    if (value !== undefined) group[key] = value;
  }
  return group;
}

const sameGroup = (a: FieldValues, b: FieldValues, fieldId: string): boolean =>
  groupKeys(fieldId).every((key) => sameValue(a[key] ?? '', b[key] ?? ''));

function mergeValues(
  base: FieldValues,
  mine: FieldValues,
  theirs: FieldValues,
  scope: Scope,
  clashes: Clash[],
): FieldValues {
  const fields = new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)].map(leadField));
  const merged: FieldValues = {};
  for (const fieldId of fields) {
    const onlyTheirs = sameGroup(base, mine, fieldId);
    // Whom an entry was taken to be is seen and taken back at the entry itself, and is no text to choose between.
    const isAsked = !fieldId.endsWith('entityId');
    if (isAsked && !onlyTheirs && !sameGroup(base, theirs, fieldId) && !sameGroup(mine, theirs, fieldId)) {
      clashes.push({ scope, fieldId, mine: groupOf(mine, fieldId), theirs: groupOf(theirs, fieldId) });
    }
    Object.assign(merged, groupOf(onlyTheirs ? theirs : mine, fieldId));
  }
  return merged;
}

const unchanged = (a: ReportEntry, b: ReportEntry): boolean =>
  [...new Set([...Object.keys(a.values), ...Object.keys(b.values)])].every((key) =>
    sameValue(a.values[key] ?? '', b.values[key] ?? ''),
  );

function mergeEntries(
  list: EntryListId,
  base: ReportContent,
  mine: ReportContent,
  theirs: ReportContent,
  clashes: Clash[],
) {
  const find = (content: ReportContent, id: string) => content[list].find((entry) => entry.id === id);
  const ids = new Set([...theirs[list], ...mine[list]].map((entry) => entry.id));
  const merged: ReportEntry[] = [];
  for (const id of ids) {
    const [before, here, there] = [find(base, id), find(mine, id), find(theirs, id)];
    if (here !== undefined && there !== undefined) {
      const values = mergeValues(before?.values ?? {}, here.values, there.values, { list, entryId: id }, clashes);
      merged.push({ id, values });
      continue;
    }
    const only = here ?? there;
    // Removed on one side: it goes, unless the other side has written on it since.
    if (only !== undefined && (before === undefined || !unchanged(before, only))) merged.push(only);
  }
  return merged;
}

/** `base` is what both started from. Removing what the other side wrote on never wins. */
export function mergeContent(base: ReportContent, mine: ReportContent, theirs: ReportContent): Merge {
  const clashes: Clash[] = [];
  const values = mergeValues(base.values, mine.values, theirs.values, null, clashes);
  const content = { ...mine, values };
  for (const list of entryListIds) content[list] = mergeEntries(list, base, mine, theirs, clashes);
  return { content, clashes };
}

export const canKeepBoth = ({ mine, theirs, fieldId }: Clash): boolean =>
  typeof mine[fieldId] === 'string' && typeof theirs[fieldId] === 'string';

/**
 * Applies the officer's choices, in the order of the clashes, to the content as it is by now: what was typed since the
 * two were brought together stays.
 */
export function settle(content: ReportContent, clashes: readonly Clash[], choices: readonly Choice[]): ReportContent {
  let settled = content;
  for (const [index, { scope, fieldId, theirs }] of clashes.entries()) {
    const choice = choices[index] ?? 'mine';
    if (choice === 'mine') continue;
    const there = theirs[fieldId];
    const here = valuesIn(settled, scope)[fieldId] ?? '';
    const cleared: FieldValues = Object.fromEntries(groupKeys(fieldId).map((key) => [key, '']));
    const chosen =
      choice === 'both' && typeof there === 'string' && typeof here === 'string'
        ? { [fieldId]: `${there}\n\n${here}` }
        : { ...cleared, ...theirs };
    settled = withValues(settled, scope, chosen);
  }
  return settled;
}
