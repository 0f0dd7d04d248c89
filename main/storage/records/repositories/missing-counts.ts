// What drafts lack is kept with them for lists. Where the forms have changed since, by an update or by the force, it is worked out anew.
import { createHash } from 'node:crypto';
import { formOf, missingCountsOf } from '#contract/forms.ts';
import { reportContent, reportKind } from '#contract/reports.ts';
import { isForWantOfSpace } from '../records-error.ts';
import type { RecordsDatabase } from '../sqlite.ts';

/** Of the fields and rules; what of a definition is code counts by its result only. */
const definitionsInForce = (): string =>
  createHash('sha256')
    .update(JSON.stringify(reportKind.options.map((kind) => formOf(kind))))
    .digest('hex');

/** In a transaction of its own; nothing where nothing changed. On a full disk it is left to the next unlock. */
export function bringCountsUpToDate(db: RecordsDatabase, folder: string): void {
  const definitions = definitionsInForce();
  if (db.prepare('SELECT definitions FROM form_state').pluck().get() === definitions) return;
  try {
    db.transaction(() => {
      countAnew(db);
      db.prepare('INSERT OR REPLACE INTO form_state (only_row, definitions) VALUES (1, ?)').run(definitions);
    }).immediate();
  } catch (error) {
    if (!isForWantOfSpace(error, folder)) throw error;
  }
}

function countAnew(db: RecordsDatabase): void {
  const drafts = db.prepare<[], number>(`SELECT number FROM reports WHERE status = 'draft'`).pluck().all();
  const one = db.prepare<[number], { kind: string; content: string }>(
    'SELECT kind, content FROM reports WHERE number = ?',
  );
  const write = db.prepare(
    `UPDATE reports SET missing_needed_now = ?, missing_before_submission = ?, missing_optional = ? WHERE number = ?`,
  );
  for (const number of drafts) {
    const row = one.get(number);
    if (row === undefined) continue;
    const form = formOf(reportKind.parse(row.kind));
    const counts = missingCountsOf(form, reportContent.parse(JSON.parse(row.content)));
    write.run(counts.neededNow, counts.beforeSubmission, counts.optional, number);
  }
}
