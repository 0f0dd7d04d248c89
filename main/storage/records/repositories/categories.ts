// The force's schedule of categories, taken over from its configuration. Recordings keep a category that it drops.
import type { Category } from '#contract/footage.ts';
import type { RetentionApi } from '../../../ports/retention.ts';
import { inTransaction, type RecordsContext } from '../records-context.ts';
import type { Synchronous } from './synchronous.ts';

interface CategoryRow {
  readonly id: string;
  readonly label: string;
  readonly evidential: number;
  readonly retention_days: number | null;
  readonly position: number;
  readonly retired: number;
}

const rule = (label: string, evidential: boolean, days: number | null): string =>
  `“${label}” (${evidential ? 'evidential' : 'non-evidential'}, ${days === null ? 'until reviewed' : `${days} days`})`;

export const createCategories = (context: RecordsContext): Synchronous<Pick<RetentionApi, 'applyCategories'>> => ({
  applyCategories: ({ categories, at }) =>
    inTransaction(context, () => {
      const { db, audit, officer } = context;
      const before = db.prepare<[], CategoryRow>('SELECT * FROM categories').all();
      const said = [...categories.flatMap((wanted) => change(before, wanted)), ...dropped(before, categories)];
      const save = db.prepare(
        `INSERT INTO categories (id, label, evidential, retention_days, position, retired)
         VALUES (@id, @label, @evidential, @days, @position, 0)
         ON CONFLICT (id) DO UPDATE SET label = excluded.label, evidential = excluded.evidential,
           retention_days = excluded.retention_days, position = excluded.position, retired = 0`,
      );
      for (const [position, { id, label, evidential, retentionDays }] of categories.entries()) {
        save.run({ id, label, evidential: evidential ? 1 : 0, days: retentionDays, position: position + 1 });
      }
      const kept = JSON.stringify(categories.map(({ id }) => id));
      db.prepare('UPDATE categories SET retired = 1 WHERE id NOT IN (SELECT value FROM json_each(?))').run(kept);
      if (said.length === 0) return false;
      audit.append({
        at,
        operation: 'alteration',
        subjectKind: 'settings',
        subjectId: officer.id,
        what: `Took over the force’s retention schedule: ${said.join('; ')}.`,
      });
      return true;
    }),
});

function change(before: readonly CategoryRow[], wanted: Omit<Category, 'retired'>): string[] {
  const { id, label, evidential, retentionDays } = wanted;
  const now = rule(label, evidential, retentionDays);
  const row = before.find((one) => one.id === id);
  if (row === undefined) return [`added ${now}`];
  const was = rule(row.label, row.evidential === 1, row.retention_days);
  if (row.retired === 1) return [`brought back ${now}`];
  return was === now ? [] : [`changed ${was} to ${now}`];
}

const dropped = (before: readonly CategoryRow[], categories: readonly Omit<Category, 'retired'>[]): string[] =>
  before
    .filter((row) => row.retired === 0 && !categories.some(({ id }) => id === row.id))
    .map(({ label }) => `retired “${label}”`);
