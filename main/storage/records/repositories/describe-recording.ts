// Writes what the officer says of a recording, with the old and the new words in its audit entry.
import type { RecordingPatch } from '#contract/footage.ts';
import { recordingId, type Instant } from '#contract/ids.ts';
import { tagWords } from '../audit-words.ts';
import { notFound, type RecordsContext } from '../records-context.ts';
import { indexRecording } from './recording-search.ts';
import { toSummary, type RecordingRow } from './recording-rows.ts';

/** Within a transaction. Answers false, and writes nothing, where nothing is different. `how` ends the audit entry. */
export function describeRecording(
  context: RecordsContext,
  row: RecordingRow,
  patch: RecordingPatch,
  at: Instant,
  how = '',
): boolean {
  const changes = changesOf(context, row, patch);
  if (changes.length === 0) return false;
  const assignments = changes.map(({ column }) => `${column} = ?`).join(', ');
  context.db
    .prepare(`UPDATE recordings SET ${assignments}, revision = revision + 1 WHERE id = ?`)
    .run(...changes.map(({ value }) => value), row.id);
  const id = recordingId.parse(row.id);
  indexRecording(context, id);
  const said = `Changed ${changes.map((change) => change.said).join('; ')}${how}.`;
  context.audit.append({ at, operation: 'alteration', subjectKind: 'recording', subjectId: id, what: said });
  return true;
}

interface Change {
  readonly column: string;
  readonly value: string | null;
  /** For the audit trail: what it was and what it is now. Notes are long and stay out of it. */
  readonly said: string;
}

function changesOf(context: RecordsContext, row: RecordingRow, patch: RecordingPatch): Change[] {
  const changes: Change[] = [];
  const change = (column: string, name: string, before: string | null, after: string | null, quote = true): void => {
    if (before === after) return;
    const shown = (value: string | null): string => (value === null || value === '' ? 'nothing' : `“${value}”`);
    changes.push({ column, value: after, said: quote ? `${name} from ${shown(before)} to ${shown(after)}` : name });
  };
  if (patch.title !== undefined) change('title', 'title', row.title, patch.title.toWellFormed());
  if (patch.reference !== undefined)
    change('reference', 'reference', row.reference, patch.reference.trim().toWellFormed());
  if (patch.notes !== undefined) change('notes', 'notes', row.notes, patch.notes.toWellFormed(), false);
  if (patch.tags !== undefined) {
    const tags = [...new Set(patch.tags.map((tag) => tag.toWellFormed()))];
    const before = toSummary(row).tags;
    const value = JSON.stringify(tags);
    if (value !== JSON.stringify(before))
      changes.push({ column: 'tags', value, said: `tags from ${tagWords(before)} to ${tagWords(tags)}` });
  }
  if (patch.categoryId !== undefined && patch.categoryId !== row.category_id) {
    const label = patch.categoryId === null ? null : categoryLabel(context, patch.categoryId);
    const shown = (value: string | null): string => (value === null ? 'none' : `“${value}”`);
    changes.push({
      column: 'category_id',
      value: patch.categoryId,
      said: `category from ${shown(row.category_label)} to ${shown(label)}`,
    });
  }
  return changes;
}

function categoryLabel({ db }: RecordsContext, id: string): string {
  const label = db
    .prepare<[string], string>('SELECT label FROM categories WHERE id = ? AND retired = 0')
    .pluck()
    .get(id);
  if (label === undefined) throw notFound('category');
  return label;
}
