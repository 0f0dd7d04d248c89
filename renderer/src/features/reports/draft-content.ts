// Changes to a report's content as pure functions; every change makes a new object and leaves the rest shared.
import {
  entryListIds,
  type EntryListId,
  type FieldValue,
  type FieldValues,
  type ReportContent,
  type ReportEntry,
} from '#contract/reports.ts';

/** Where a value belongs: null for the report itself, else one of its entries. */
export type Scope = { readonly list: EntryListId; readonly entryId: string } | null;

const noValues: FieldValues = {};

export const valuesIn = (content: ReportContent, scope: Scope): FieldValues =>
  scope === null
    ? content.values
    : (content[scope.list].find((entry) => entry.id === scope.entryId)?.values ?? noValues);

export const sameValue = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  a === b ||
  (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => item === b[index]));

const isEmpty = (value: FieldValue): boolean => value.length === 0;

function patched(values: FieldValues, patch: FieldValues): FieldValues {
  const next = { ...values };
  for (const [key, value] of Object.entries(patch)) {
    // An emptied field is the same as one never filled, so that two windows agree on it.
    if (isEmpty(value)) delete next[key];
    else next[key] = value;
  }
  return next;
}

/** Sets values; an empty one is taken out. The same object when nothing changes. */
export function withValues(content: ReportContent, scope: Scope, patch: FieldValues): ReportContent {
  const before = valuesIn(content, scope);
  const changes = Object.entries(patch).some(
    ([key, value]) => !sameValue(before[key] ?? '', isEmpty(value) ? '' : value),
  );
  if (!changes) return content;
  if (scope === null) return { ...content, values: patched(before, patch) };
  return {
    ...content,
    [scope.list]: content[scope.list].map((entry) =>
      entry.id === scope.entryId ? { ...entry, values: patched(before, patch) } : entry,
    ),
  };
}

export const withEntry = (
  content: ReportContent,
  list: EntryListId,
  entry: ReportEntry,
  index: number,
): ReportContent => ({
  ...content,
  [list]: content[list].toSpliced(index, 0, entry),
});

export const withoutEntry = (content: ReportContent, list: EntryListId, entryId: string): ReportContent => ({
  ...content,
  [list]: content[list].filter((entry) => entry.id !== entryId),
});

function sameValues(a: FieldValues, b: FieldValues): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => sameValue(a[key] ?? '', b[key] ?? ''));
}

const sameEntries = (a: readonly ReportEntry[], b: readonly ReportEntry[]): boolean =>
  a.length === b.length &&
  a.every((entry, index) => {
    const other = b[index];
    return other !== undefined && entry.id === other.id && sameValues(entry.values, other.values);
  });

export const sameContent = (a: ReportContent, b: ReportContent): boolean =>
  a === b || (sameValues(a.values, b.values) && entryListIds.every((list) => sameEntries(a[list], b[list])));
