// What the officer has typed about a recording against what is kept: dirty fields, and fields changed elsewhere meanwhile. Pure.
import type { Recording, RecordingPatch } from '#contract/footage.ts';

const fieldNames = ['categoryId', 'reference', 'title', 'tags', 'notes'] as const;
export type FieldName = (typeof fieldNames)[number];
export type Fields = Pick<Recording, FieldName>;

export interface RecordingDraft {
  /** As last kept by the vault, with the revision that the next save starts from. */
  readonly base: Recording;
  /** What the fields show: typing included, and never rewritten under the officer's hands. */
  readonly shown: Fields;
  readonly dirty: ReadonlySet<FieldName>;
  /** Dirty fields that were also changed elsewhere; `base` holds the other text. They are not saved until settled. */
  readonly conflicts: ReadonlySet<FieldName>;
}

const fieldsOf = (recording: Recording): Fields => ({
  categoryId: recording.categoryId,
  reference: recording.reference,
  title: recording.title,
  tags: recording.tags,
  notes: recording.notes,
});

const same = (a: Fields[FieldName], b: Fields[FieldName]): boolean =>
  Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((item, index) => item === b[index]) : a === b;

const without = <Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> =>
  set.has(item) ? new Set([...set].filter((other) => other !== item)) : set;

export const draftOf = (recording: Recording): RecordingDraft => ({
  base: recording,
  shown: fieldsOf(recording),
  dirty: new Set(),
  conflicts: new Set(),
});

export function typed<Name extends FieldName>(draft: RecordingDraft, name: Name, value: Fields[Name]): RecordingDraft {
  const clean = same(value, draft.base[name]);
  return {
    ...draft,
    shown: { ...draft.shown, [name]: value },
    dirty: clean ? without(draft.dirty, name) : new Set([...draft.dirty, name]),
    conflicts: clean ? without(draft.conflicts, name) : draft.conflicts,
  };
}

/** What a save sends: every dirty field whose meaning is settled. Null when there is nothing to save. */
export function patchOf(draft: RecordingDraft): RecordingPatch | null {
  const names = fieldNames.filter((name) => draft.dirty.has(name) && !draft.conflicts.has(name));
  if (names.length === 0) return null;
  return Object.fromEntries(names.map((name) => [name, draft.shown[name]]));
}

/** After a save of `sent` was answered: what was typed since then stays dirty, the rest is clean and shown as typed. */
export function saved(draft: RecordingDraft, sent: RecordingPatch, answer: Recording): RecordingDraft {
  const kept = new Set(fieldNames.filter((name) => sent[name] !== undefined && same(sent[name], draft.shown[name])));
  // The answer may carry changes made elsewhere in fields that were not sent.
  const rebased = changedElsewhere(
    { ...draft, dirty: new Set([...draft.dirty].filter((n) => !kept.has(n))) },
    answer,
    sent,
  );
  return rebased;
}

/** The latest state of the recording, from another window or from this screen's own markers. */
export const rebased = (draft: RecordingDraft, latest: Recording): RecordingDraft =>
  changedElsewhere(draft, latest, {});

function changedElsewhere(draft: RecordingDraft, latest: Recording, sent: RecordingPatch): RecordingDraft {
  const shown: Record<string, Fields[FieldName]> = { ...draft.shown };
  const dirty = new Set(draft.dirty);
  const conflicts = new Set<FieldName>();
  for (const name of fieldNames) {
    const changed = sent[name] === undefined && !same(draft.base[name], latest[name]);
    if (!dirty.has(name)) {
      if (changed) shown[name] = latest[name];
    } else if (same(draft.shown[name], latest[name])) {
      dirty.delete(name);
    } else if (changed || draft.conflicts.has(name)) {
      conflicts.add(name);
    }
  }
  return { base: latest, shown: shown as unknown as Fields, dirty, conflicts };
}

/** The officer's decision about a field that two screens changed. */
export function settled(draft: RecordingDraft, name: FieldName, keep: 'mine' | 'theirs'): RecordingDraft {
  const conflicts = without(draft.conflicts, name);
  if (keep === 'mine') return { ...draft, conflicts };
  return {
    ...draft,
    conflicts,
    dirty: without(draft.dirty, name),
    shown: { ...draft.shown, [name]: draft.base[name] },
  };
}

/** On leaving a field: shows it as it was kept (trimmed, for instance) unless it still waits to be saved. */
export const left = (draft: RecordingDraft, name: FieldName): RecordingDraft =>
  draft.dirty.has(name) || same(draft.shown[name], draft.base[name])
    ? draft
    : { ...draft, shown: { ...draft.shown, [name]: draft.base[name] } };
