// Beside a collision report: its STATS19 rows, saved as the published files, and other such files checked.
import { useMutation } from '@tanstack/react-query';
import { FileCheck2, Sheet } from 'lucide-react';
import { useState } from 'react';
import type { ReportId } from '#contract/ids.ts';
import type { CheckedFile } from '#contract/stats19.ts';
import { formatCount } from '../../../format/index.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { showProblem } from '../../../ipc/problem.ts';
import { Badge, Button, Card, Dialog, Notice, showToast } from '../../../ui/index.ts';
import styles from './RowsCard.module.css';

function File({ file }: { readonly file: CheckedFile }) {
  return (
    <li className={styles['file']}>
      <h3>
        {file.name}{' '}
        {file.errors > 0 ? (
          <Badge tone="bad">{formatCount(file.errors, 'error')}</Badge>
        ) : file.warnings > 0 ? (
          <Badge tone="warn">{formatCount(file.warnings, 'warning')}</Badge>
        ) : (
          <Badge tone="ok">Valid</Badge>
        )}
      </h3>
      <p>
        {formatCount(file.rows, 'row')}
        {file.layout === null ? null : `; ${file.layout}`}
      </p>
      <ul className={styles['findings']}>
        {file.findings.map((finding) => (
          <li key={`${finding.line} ${finding.column} ${finding.message}`}>
            <strong>
              {finding.level === 'error' ? 'Error' : 'Warning'}, line {finding.line}, column {finding.column}:
            </strong>{' '}
            {finding.message}
            {finding.times === 1 ? null : ` On ${formatCount(finding.times, 'line')}.`}
          </li>
        ))}
      </ul>
      {file.unlisted === 0 ? null : <p>And {formatCount(file.unlisted, 'further finding')}.</p>}
    </li>
  );
}

interface RowsCardProps {
  readonly id: ReportId;
  /** What is typed is saved first: the rows are those of the report as it is kept. */
  readonly onBefore?: () => Promise<unknown>;
}

export function RowsCard({ id, onBefore }: RowsCardProps) {
  const [lacking, setLacking] = useState<readonly string[]>([]);
  const [checked, setChecked] = useState<readonly CheckedFile[] | null>(null);
  const save = useMutation({
    mutationFn: async () => {
      await onBefore?.();
      return await value(kerbdesk.stats19.save({ id }));
    },
    onSuccess: (saved) => {
      if (saved === null) return;
      setLacking(saved.lacking);
      showToast({ title: 'STATS19 rows saved', text: `${formatCount(saved.files.length, 'file')} in ${saved.folder}` });
    },
    onError: (error) => showProblem(error, 'The rows were not saved'),
  });
  const check = useMutation({
    mutationFn: () => value(kerbdesk.stats19.check(null)),
    onSuccess: (answer) => setChecked(answer?.files ?? null),
    onError: (error) => showProblem(error, 'The files were not checked'),
  });
  return (
    <Card title="STATS19 rows" icon={Sheet}>
      <p className={styles['note']}>
        The collision, its vehicles and casualties as the Department for Transport’s files.
      </p>
      {lacking.length === 0 ? null : (
        <Notice tone="warn" title="The rows saved lack something">
          <ul className={styles['findings']}>
            {lacking.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div className={styles['buttons']}>
        <Button size="small" icon={Sheet} isDisabled={save.isPending} onPress={() => save.mutate()}>
          Save rows
        </Button>
        <Button size="small" icon={FileCheck2} isDisabled={check.isPending} onPress={() => check.mutate()}>
          Check files
        </Button>
      </div>
      <Dialog
        title="STATS19 files"
        size="wide"
        isOpen={checked !== null}
        onClose={() => setChecked(null)}
        actions={<Button onPress={() => setChecked(null)}>Close</Button>}
      >
        {checked?.length === 0 ? <p>There are no CSV files in that folder.</p> : null}
        <ul className={styles['files']}>
          {checked?.map((file) => (
            <File key={file.name} file={file} />
          ))}
        </ul>
      </Dialog>
    </Card>
  );
}
