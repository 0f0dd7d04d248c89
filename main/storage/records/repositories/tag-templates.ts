// The officer's own sets of category, title and tags.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant } from '#contract/ids.ts';
import { mostTemplates, tagTemplate, type TagTemplate } from '#contract/tagging.ts';
import type { RecordsApi } from '../../../ports/vault-host.ts';
import { inTransaction, notFound, type RecordsContext } from '../records-context.ts';
import type { Synchronous } from './synchronous.ts';

type TemplatesApi = Synchronous<Pick<RecordsApi, 'listTemplates' | 'saveTemplate' | 'removeTemplate'>>;

interface TemplateRow {
  readonly id: string;
  readonly label: string;
  readonly category_id: string | null;
  readonly title: string;
  readonly tags: string;
}

export function createTagTemplates(context: RecordsContext): TemplatesApi {
  const { db, audit, officer } = context;

  const list = (): TagTemplate[] =>
    z.array(tagTemplate).parse(
      db
        .prepare<[], TemplateRow>('SELECT id, label, category_id, title, tags FROM tag_templates ORDER BY position, id')
        .all()
        .map(({ id, label, category_id: categoryId, title, tags }) => ({
          id,
          label,
          categoryId,
          title,
          tags: JSON.parse(tags) as unknown,
          source: 'own',
        })),
    );
  const note = (at: Instant, what: string): void => {
    audit.append({ at, operation: 'alteration', subjectKind: 'settings', subjectId: officer.id, what });
  };
  const requireCategory = (id: string | null): void => {
    if (id !== null && db.prepare('SELECT 1 FROM categories WHERE id = ?').get(id) === undefined)
      throw notFound('category');
  };

  return {
    listTemplates: list,

    saveTemplate({ template, at }): TagTemplate[] {
      return inTransaction(context, () => {
        const { id, label, categoryId, title } = template;
        requireCategory(categoryId);
        const values = [label.toWellFormed(), categoryId, title.toWellFormed(), JSON.stringify(template.tags)] as const;
        if (id === null) {
          if (list().length >= mostTemplates) {
            throw new KerbdeskError(
              'invalid-input',
              `There are ${mostTemplates} templates already, one for each number key. Remove one first.`,
            );
          }
          db.prepare(
            `INSERT INTO tag_templates (id, label, category_id, title, tags, position)
             VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(position) + 1, 0) FROM tag_templates))`,
          ).run(randomUUID(), ...values);
          note(at, `Made the template “${label}”.`);
        } else {
          const { changes } = db
            .prepare('UPDATE tag_templates SET label = ?, category_id = ?, title = ?, tags = ? WHERE id = ?')
            .run(...values, id);
          if (changes === 0) throw notFound('template');
          note(at, `Changed the template “${label}”.`);
        }
        return list();
      });
    },

    removeTemplate({ id, at }): TagTemplate[] {
      return inTransaction(context, () => {
        const label = db
          .prepare<[string], string>('DELETE FROM tag_templates WHERE id = ? RETURNING label')
          .pluck()
          .get(id);
        if (label === undefined) throw notFound('template');
        note(at, `Removed the template “${label}”.`);
        return list();
      });
    },
  };
}
