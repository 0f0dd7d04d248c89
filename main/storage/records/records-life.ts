// The beginning and end of an unlocked time: the audit trail opened, what a crash left summed up, the head signed.
import type { Instant } from '#contract/ids.ts';
import { officer as officerSchema } from '#contract/session.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { privateKeyObject, publicKeyObject } from '../keys/raw-keys.ts';
import type { RecordsDatabase } from './sqlite.ts';
import { utcTime } from './audit-words.ts';
import { inTransaction, type RecordsContext } from './records-context.ts';
import type { CloseRecords, OpenRecords } from './records-worker-api.ts';
import { forgetUnfinishedAttachments } from './repositories/note-attachments.ts';
import { endAllSittings } from './repositories/sittings.ts';

export function openContext(db: RecordsDatabase, input: OpenRecords): RecordsContext {
  const officer = officerSchema.parse(input.officer);
  const audit = new AuditLog(db, {
    officer,
    privateKey: privateKeyObject('ed25519', input.signingPrivateKey),
    publicKey: publicKeyObject('ed25519', input.signingPublicKey),
    rawPublicKey: input.signingPublicKey,
  });
  // The raw keys are in SQLite and in the signing key now; the copies that came with the message are not needed.
  input.key.fill(0);
  input.signingPrivateKey.fill(0);
  return { db, audit, officer };
}

const noteSession = ({ audit, officer }: RecordsContext, at: Instant, what: string): void => {
  audit.append({ at, operation: 'session', subjectKind: 'vault', subjectId: officer.id, what });
};

export function noteUnlock(context: RecordsContext, { at, create, failedBefore, recoveredAt }: OpenRecords): void {
  inTransaction(context, () => {
    // A crash or a power cut came before the lock could do it.
    endAllSittings(context, at);
    forgetUnfinishedAttachments(context);
    for (const recovery of recoveredAt) {
      const what = `The vault was recovered with the force’s escrow key at ${utcTime(recovery)}.`;
      if (!isNoted(context, what)) noteSession(context, at, what);
    }
    const tries = failedBefore === 1 ? '1 wrong try' : `${failedBefore} wrong tries`;
    const unlocked = failedBefore === 0 ? 'Unlocked the vault.' : `Unlocked the vault after ${tries}.`;
    noteSession(context, at, create ? 'Created the vault.' : unlocked);
    context.audit.checkpoint();
  });
}

const isNoted = ({ db, officer }: RecordsContext, what: string): boolean =>
  db
    .prepare<unknown[], number>(
      `SELECT 1 FROM audit_entries WHERE subject_id = ? AND json_extract(entry, '$.what') = ? LIMIT 1`,
    )
    .pluck()
    .get(officer.id, what) !== undefined;

/** Other reasons than these are written as they come. */
const lockWords: Readonly<Record<string, string>> = {
  officer: 'by the officer',
  idle: 'nobody was using it',
  suspend: 'the laptop went to sleep',
  'system-lock': 'the laptop was locked',
  fault: 'something had failed',
  created: 'it was made just now',
};

export function lockRecords(context: RecordsContext, { at, because }: CloseRecords): void {
  inTransaction(context, () => {
    endAllSittings(context, at);
    noteSession(context, at, `Locked the vault (${lockWords[because] ?? because}).`);
    context.audit.checkpoint();
  });
}
