// Writes the audit trail, or what it says of one record, as JSON lines that can be checked without Kerbdesk.
import type { AuditLog } from './audit-log.ts';
import { consistencyProof, inclusionProof, type Hash } from './merkle-tree.ts';
import type { RecordsDatabase } from '../records/sqlite.ts';

const hex = (hashes: readonly Hash[]): string[] => hashes.map((hash) => Buffer.from(hash).toString('hex'));

/**
 * Lines as docs/formats/audit-log.md describes them: a header, every checkpoint with its proof of consistency with the
 * last (of one subject only the last: that is what its entries are included in), and the entries with their proofs of inclusion. Entries after the last checkpoint are left out: sign first.
 * @param subjectId only entries about this subject; null for all
 */
export function* exportAudit(
  db: RecordsDatabase,
  log: AuditLog,
  subjectId: string | null,
): Generator<string, void, undefined> {
  const checkpoints = db
    .prepare<[], { size: number; note: string }>('SELECT size, note FROM audit_checkpoints ORDER BY number')
    .all();
  const size = checkpoints.at(-1)?.size ?? 0;
  yield line({
    kind: 'header',
    format: 'kerbdesk-audit',
    version: 1,
    origin: log.origin,
    publicKey: Buffer.from(log.signer.rawPublicKey).toString('base64'),
    subjectId,
    size,
  });
  for (const { size: earlier, note } of subjectId === null ? checkpoints : checkpoints.slice(-1)) {
    const proof = earlier === 0 ? [] : consistencyProof(log.nodes, earlier, size);
    yield line({ kind: 'checkpoint', note, consistency: hex(proof) });
  }
  const rows = db
    .prepare<unknown[], { position: number; entry: string }>(
      `SELECT position, entry FROM audit_entries
       WHERE position < ? AND (? IS NULL OR subject_id = ?) ORDER BY position`,
    )
    .iterate(size, subjectId, subjectId);
  for (const { position, entry } of rows) {
    yield line({ kind: 'entry', index: position, entry, inclusion: hex(inclusionProof(log.nodes, position, size)) });
  }
}

const line = (content: object): string => `${JSON.stringify(content)}\n`;
