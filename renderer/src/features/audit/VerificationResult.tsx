// What a check of the audit trail found, with the numbers that another person can compare.
import type { AuditVerification } from '#contract/audit.ts';
import { formatCount, formatDateTime } from '../../format/index.ts';
import { Notice } from '../../ui/index.ts';
import styles from './Audit.module.css';
import { groupedHash } from './audit-words.ts';

export function VerificationResult({ result }: { readonly result: AuditVerification }) {
  const { intact, entries, rootHash, checkpoints, lastCheckpointAt, problems } = result;
  return (
    <Notice tone={intact ? 'ok' : 'bad'} title={intact ? 'The audit trail is intact' : 'The audit trail is not intact'}>
      {intact ? (
        <p>
          {formatCount(entries, 'entry', 'entries')} agree with {formatCount(checkpoints, 'signed checkpoint')}
          {lastCheckpointAt === null ? '' : `, the last of ${formatDateTime(lastCheckpointAt)}`}.
        </p>
      ) : (
        <>
          <p>Stop working in this vault and tell your supervisor and IT. Nothing was changed by this check.</p>
          <ul className={styles['problems']}>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </>
      )}
      <p className={styles['hash']}>
        <span>Root of all entries, SHA-256</span> <code>{groupedHash(rootHash)}</code>
      </p>
    </Notice>
  );
}
