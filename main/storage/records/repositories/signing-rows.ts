// Rows of statements that are signed and sealed, and what they become for the page.
import { createHash } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import type { ReportId, SealId, SigningId } from '#contract/ids.ts';
import { openSigning, sealSummary, type OpenSigning, type SealSummary } from '#contract/signing.ts';
import { madeSignature, type MadeSignature } from '#contract/statement/places.ts';
import { fixedStatement, type FixedStatement } from '#contract/statement/sealed-statement.ts';
import { notFound } from '../records-context.ts';
import type { RecordsDatabase } from '../sqlite.ts';

export interface SigningRow {
  readonly id: SigningId;
  readonly report_id: ReportId;
  readonly begun_at: string;
  readonly fixed: string;
  readonly frame: string;
  readonly ended_at: string | null;
}

export interface SealRow {
  readonly id: SealId;
  readonly report_id: ReportId;
  readonly version: number;
  readonly revision: number;
  readonly way: string;
  readonly sealed_at: string;
  readonly pages: number;
  readonly sha256: string;
  readonly sealed: Buffer;
  readonly audit_position: number;
}

export const sha256Of = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export const fixedOf = (row: SigningRow): FixedStatement => fixedStatement.parse(JSON.parse(row.fixed));

export const signaturesOf = (db: RecordsDatabase, id: SigningId): MadeSignature[] =>
  db
    .prepare<[string], { place: string; at: string; signature: string }>(
      'SELECT place, at, signature FROM statement_signatures WHERE signing_id = ? ORDER BY at, place',
    )
    .all(id)
    .map(({ place, at, signature }) => madeSignature.parse({ place, at, signature: JSON.parse(signature) }));

export const toOpenSigning = (db: RecordsDatabase, row: SigningRow): OpenSigning =>
  openSigning.parse({
    id: row.id,
    frame: JSON.parse(row.frame),
    fixed: fixedOf(row),
    signatures: signaturesOf(db, row.id),
  });

export const openSigningRow = (db: RecordsDatabase, reportId: ReportId): SigningRow | undefined =>
  db
    .prepare<[string], SigningRow>('SELECT * FROM statement_signings WHERE report_id = ? AND ended_at IS NULL')
    .get(reportId);

/** Throws `not-found`, or `already-finished` where signing has ended. */
export function signingRow(db: RecordsDatabase, id: SigningId): SigningRow {
  const row = db.prepare<[string], SigningRow>('SELECT * FROM statement_signings WHERE id = ?').get(id);
  if (row === undefined) throw notFound('signing of a statement');
  if (row.ended_at !== null) {
    throw new KerbdeskError('already-finished', 'Signing this statement has ended already. Nothing was changed.');
  }
  return row;
}

export const toSealSummary = (row: SealRow): SealSummary =>
  sealSummary.parse({
    id: row.id,
    reportId: row.report_id,
    version: row.version,
    revision: row.revision,
    way: row.way,
    sealedAt: row.sealed_at,
    pages: row.pages,
    sha256: row.sha256,
  });

/** Newest first. */
export const sealRowsOf = (db: RecordsDatabase, reportId: ReportId): SealRow[] =>
  db
    .prepare<[string], SealRow>('SELECT * FROM statement_seals WHERE report_id = ? ORDER BY version DESC')
    .all(reportId);

/** A statement that is being signed is not written in; throws `already-finished`. */
export function requireWritable(db: RecordsDatabase, reportId: ReportId, reference: string): void {
  if (openSigningRow(db, reportId) === undefined) return;
  throw new KerbdeskError(
    'already-finished',
    `${reference} is being signed and was not changed. Stop signing first; what you typed is still on the screen.`,
  );
}

/** Throws `already-finished` for a report that stands as it was sealed: it is corrected, which is another version, and not reopened. */
export function requireUnsealed(
  db: RecordsDatabase,
  report: { readonly id: string; readonly local_reference: string; readonly revision: number },
): void {
  const [newest] = sealRowsOf(db, report.id as ReportId);
  if (newest?.revision !== report.revision) return;
  throw new KerbdeskError(
    'already-finished',
    `${report.local_reference} is sealed and is not reopened. Make a corrected version: the sealed one is kept as it is.`,
  );
}
