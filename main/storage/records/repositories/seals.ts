// Sealed statements: what was sealed is held against its own hash and against the audit trail, whenever it is read and when all is verified.
import { KerbdeskError } from '#contract/errors.ts';
import type { SealId } from '#contract/ids.ts';
import { sealedStatement, sealedText, type SealedStatement } from '#contract/statement/sealed-statement.ts';
import { parseEntry } from '../../audit/audit-entry.ts';
import { notFound } from '../records-context.ts';
import type { RecordsDatabase } from '../sqlite.ts';
import { sha256Of, toSealSummary, type SealRow } from './signing-rows.ts';

/** How the audit trail says that a statement was sealed; read again by `verifySeals`. */
export const sealSentence = (seal: {
  readonly reference: string;
  readonly version: number;
  readonly pages: number;
  readonly signatures: number;
  readonly sha256: string;
}): string =>
  `Sealed statement ${seal.reference}, version ${seal.version}: ${seal.pages} page(s), ${seal.signatures} signature(s). ` +
  `SHA-256 of the sealed form: ${seal.sha256}.`;

const sealInEntry = /^Sealed statement (\S+), version (\d+): .* SHA-256 of the sealed form: ([0-9a-f]{64})\.$/;

/** What is wrong with a sealed statement, in words; null where it is what was sealed. */
function faultOf(db: RecordsDatabase, row: SealRow): string | null {
  if (sha256Of(row.sealed) !== row.sha256) return 'what is kept is not what was sealed';
  const text = row.sealed.toString('utf8');
  const parsed = parseSealed(text);
  if (parsed === null || sealedText(parsed) !== text) return 'it is not in the form in which statements are sealed';
  const said =
    parsed.reportId === row.report_id &&
    parsed.statementVersion === row.version &&
    parsed.sealedAt === row.sealed_at &&
    parsed.way === row.way &&
    parsed.revision === row.revision &&
    parsed.pages.length === row.pages;
  if (!said) return 'it is filed under what it does not say';
  const entry = db
    .prepare<[number], string>('SELECT entry FROM audit_entries WHERE position = ?')
    .pluck()
    .get(row.audit_position);
  const what = entry === undefined ? undefined : parseEntry(entry, row.audit_position);
  const anchored = sealInEntry.exec(what?.what ?? '');
  return what?.subjectId === row.report_id && Number(anchored?.[2]) === row.version && anchored?.[3] === row.sha256
    ? null
    : 'the audit trail has another hash for it';
}

function parseSealed(text: string): SealedStatement | null {
  try {
    return sealedStatement.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export function readSealed(db: RecordsDatabase, id: SealId) {
  const row = db.prepare<[string], SealRow>('SELECT * FROM statement_seals WHERE id = ?').get(id);
  if (row === undefined) throw notFound('sealed statement');
  const fault = faultOf(db, row);
  if (fault !== null) {
    throw new KerbdeskError(
      'evidence-damaged',
      `This sealed statement does not pass its check: ${fault}. It is not shown. Nothing was changed; tell IT and keep this laptop as it is.`,
    );
  }
  return {
    summary: toSealSummary(row),
    sealed: sealedStatement.parse(JSON.parse(row.sealed.toString('utf8'))),
  };
}

/** One sentence for each sealed statement that is changed, or that the audit trail knows and the vault has no more. */
export function verifySeals(db: RecordsDatabase): string[] {
  const rows = db.prepare<[], SealRow>('SELECT * FROM statement_seals ORDER BY report_id, version').all();
  const changed = rows.flatMap((row) => {
    const fault = faultOf(db, row);
    const reference = db
      .prepare<[string], string>('SELECT local_reference FROM reports WHERE id = ?')
      .pluck()
      .get(row.report_id);
    return fault === null ? [] : [`Sealed statement ${reference ?? row.report_id}, version ${row.version}: ${fault}.`];
  });
  const kept = new Set(rows.map(({ report_id: id, version }) => `${id} ${version}`));
  const gone = db
    .prepare<[], { position: number; entry: string }>(
      `SELECT position, entry FROM audit_entries
       WHERE CASE WHEN json_valid(entry) THEN json_extract(entry, '$.what') END LIKE 'Sealed statement %'`,
    )
    .all()
    .flatMap(({ position, entry }) => {
      const told = parseEntry(entry, position);
      const seal = sealInEntry.exec(told?.what ?? '');
      if (told === null || seal === null || kept.has(`${told.subjectId} ${seal[2]}`)) return [];
      return [`Sealed statement ${seal[1]}, version ${seal[2]}: it is not in the vault any more.`];
    });
  return [...changed, ...gone];
}
