// Typing saves every second; the audit trail tells of sittings instead, and loses neither who nor when (ADR 0005).
import type { Instant } from '#contract/ids.ts';
import { utcPeriod } from '../audit-words.ts';
import type { RecordsContext } from '../records-context.ts';

/** A pause this long ends a sitting, and so does a sitting this long. */
const pauseMilliseconds = 10 * 60_000;
const longestMilliseconds = 60 * 60_000;

/** What is typed in sittings, and where those under way are kept. */
const tables = { report: 'report_sittings', note: 'note_sittings' } as const;
type Kind = keyof typeof tables;

interface Sitting {
  readonly id: string;
  readonly first_revision: number;
  readonly first_at: Instant;
  readonly last_revision: number;
  readonly last_at: Instant;
}

/**
 * Call it in the transaction of the save. The first save of a sitting is an entry of its own at once; the later ones are
 * kept beside the tree, as durable as the text itself, until the sitting ends and one entry sums them up.
 */
export function noteSave(context: RecordsContext, kind: Kind, id: string, revision: number, at: Instant): void {
  const { db, audit } = context;
  const sitting = readSitting(context, kind, id);
  if (sitting && goesOn(sitting, at)) {
    db.prepare(`UPDATE ${tables[kind]} SET last_revision = ?, last_at = ? WHERE ${kind}_id = ?`).run(revision, at, id);
    return;
  }
  endSitting(context, kind, id, at);
  audit.append({
    at,
    operation: 'alteration',
    subjectKind: kind,
    subjectId: id,
    what: `Began to write: revision ${revision}.`,
  });
  db.prepare(`INSERT INTO ${tables[kind]} VALUES (?, ?, ?, ?, ?)`).run(id, revision, at, revision, at);
}

function goesOn(sitting: Sitting, at: Instant): boolean {
  const now = Date.parse(at);
  const sinceLast = now - Date.parse(sitting.last_at);
  // A clock that went back ends the sitting too: its times would make no sense as one period.
  return sinceLast >= 0 && sinceLast < pauseMilliseconds && now - Date.parse(sitting.first_at) < longestMilliseconds;
}

const readSitting = ({ db }: RecordsContext, kind: Kind, id: string): Sitting | undefined =>
  db.prepare<[string], Sitting>(`SELECT *, ${kind}_id AS id FROM ${tables[kind]} WHERE ${kind}_id = ?`).get(id);

/** Sums up the sitting of a report or a note, if one is under way. */
export function endSitting(context: RecordsContext, kind: Kind, id: string, at: Instant): void {
  const sitting = readSitting(context, kind, id);
  if (!sitting) return;
  context.db.prepare(`DELETE FROM ${tables[kind]} WHERE ${kind}_id = ?`).run(id);
  if (sitting.last_revision === sitting.first_revision) return;
  context.audit.append({
    at,
    operation: 'alteration',
    subjectKind: kind,
    subjectId: id,
    what: `Wrote from ${utcPeriod(sitting.first_at, sitting.last_at)}: revisions ${sitting.first_revision} to ${sitting.last_revision}.`,
  });
}

/** At lock, and at unlock for what a crash left. */
export function endAllSittings(context: RecordsContext, at: Instant): void {
  for (const kind of ['report', 'note'] as const) {
    const ids = context.db
      .prepare<[], string>(`SELECT ${kind}_id FROM ${tables[kind]} ORDER BY first_at`)
      .pluck()
      .all();
    for (const id of ids) endSitting(context, kind, id, at);
  }
}
