// What every repository works with: the open database, the audit trail in it, and who is at the desk.
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant } from '#contract/ids.ts';
import type { Officer } from '#contract/session.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { RecordsDatabase } from './sqlite.ts';

export interface RecordsContext {
  readonly db: RecordsDatabase;
  readonly audit: AuditLog;
  readonly officer: Officer;
}

/** All of it or nothing, and on disk when it returns. */
export function inTransaction<Value>({ db, audit }: RecordsContext, work: () => Value): Value {
  try {
    return db.transaction(work).immediate();
  } catch (error) {
    // What was noted in it was undone with it: the next look must be noted again.
    audit.forgetConsultations();
    throw error;
  }
}

export const addDays = (at: Instant, days: number): Instant =>
  new Date(Date.parse(at) + days * 86_400_000).toISOString();

export const addHours = (at: Instant, hours: number): Instant =>
  new Date(Date.parse(at) + hours * 3_600_000).toISOString();

export const revisionConflict = (what: string): KerbdeskError =>
  new KerbdeskError(
    'revision-conflict',
    `This ${what} was changed elsewhere since you opened it. What is there is kept, and so is what you typed until you leave: open the newer version and bring your change over.`,
  );

export const notFound = (what: string): KerbdeskError =>
  new KerbdeskError('not-found', `This ${what} is not in the vault. Nothing was changed.`);
