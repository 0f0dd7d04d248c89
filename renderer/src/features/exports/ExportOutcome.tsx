// Where a finished export lies, and the number by which somebody else can name exactly this one.
import type { EventPayload } from '#contract/index.ts';
import { Notice } from '../../ui/index.ts';
import styles from './ExportDialog.module.css';

export function ExportOutcome({ outcome }: { readonly outcome: EventPayload<'exports', 'finished'> }) {
  const { folder, record } = outcome;
  return (
    <div className={styles['form']}>
      <Notice tone="ok" title="Every file was read back and is equal" live>
        For {record.disclosedTo}. The audit trail says what went out, to whom and why.
      </Notice>
      <dl className={styles['facts']}>
        <div>
          <dt>Folder</dt>
          <dd>{folder}</dd>
        </div>
        <div>
          <dt>SHA-256 of its manifest</dt>
          <dd className={styles['hash']}>{record.manifestSha256}</dd>
        </div>
      </dl>
      <p className={styles['calm']}>
        Open data/index.html in it to look at the recordings. README.txt says how anybody can check it without Kerbdesk.
      </p>
    </div>
  );
}
