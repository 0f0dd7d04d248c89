// Typing saves every second; the audit trail tells of sittings instead, and loses neither who nor when (ADR 0005).
import type { Instant, ReportId } from '#contract/ids.ts';
import { utcPeriod } from '../audit-words.ts';
import type { RecordsContext } from '../records-context.ts';

/** A pause this long ends a sitting, and so does a sitting this long. */
const pauseMilliseconds = 10 * 60_000;
const longestMilliseconds = 60 * 60_000;

interface Sitting {
  readonly report_id: ReportId;
  readonly first_revision: number;
  readonly first_at: Instant;
  readonly last_revision: number;
  readonly last_at: Instant;
}

/**
 * Call it in the transaction of the save. The first save of a sitting is an entry of its own at once; the later ones are
 * kept beside the tree, as durable as the text itself, until the sitting ends and one entry sums them up.
 */
export function noteSave(context: RecordsContext, id: ReportId, revision: number, at: Instant): void {
  const { db, audit } = context;
  const sitting = readSitting(context, id);
  if (sitting && goesOn(sitting, at)) {
    db.prepare('UPDATE report_sittings SET last_revision = ?, last_at = ? WHERE report_id = ?').run(revision, at, id);
    return;
  }
  endSitting(context, id, at);
  audit.append({
    at,
    operation: 'alteration',
    subjectKind: 'report',
    subjectId: id,
    what: `Began to write: revision ${revision}.`,
  });
  db.prepare('INSERT INTO report_sittings VALUES (?, ?, ?, ?, ?)').run(id, revision, at, revision, at);
}

function goesOn(sitting: Sitting, at: Instant): boolean {
  const now = Date.parse(at);
  const sinceLast = now - Date.parse(sitting.last_at);
  // A clock that went back ends the sitting too: its times would make no sense as one period.
  return sinceLast >= 0 && sinceLast < pauseMilliseconds && now - Date.parse(sitting.first_at) < longestMilliseconds;
}

const readSitting = ({ db }: RecordsContext, id: ReportId): Sitting | undefined =>
  db.prepare<[string], Sitting>('SELECT * FROM report_sittings WHERE report_id = ?').get(id);

/** Sums up the report's sitting, if one is under way. */
export function endSitting(context: RecordsContext, id: ReportId, at: Instant): void {
  const sitting = readSitting(context, id);
  if (!sitting) return;
  context.db.prepare('DELETE FROM report_sittings WHERE report_id = ?').run(id);
  if (sitting.last_revision === sitting.first_revision) return;
  context.audit.append({
    at,
    operation: 'alteration',
    subjectKind: 'report',
    subjectId: id,
    what: `Wrote from ${utcPeriod(sitting.first_at, sitting.last_at)}: revisions ${sitting.first_revision} to ${sitting.last_revision}.`,
  });
}

/** At lock, and at unlock for what a crash left. */
export function endAllSittings(context: RecordsContext, at: Instant): void {
  const ids = context.db.prepare<[], ReportId>('SELECT report_id FROM report_sittings ORDER BY first_at').pluck().all();
  for (const id of ids) endSitting(context, id, at);
}
