// Beside a collision report: its STATS19 rows, saved as the published files, and other such files checked.
import { useMutation } from '@tanstack/react-query';
import { FileCheck2, Sheet } from 'lucide-react';
import { useState } from 'react';
import type { ReportId } from '#contract/ids.ts';
import type { CheckedFolder } from '#contract/stats19.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { showProblem } from '../../../ipc/problem.ts';
import { Button, Card } from '../../../ui/index.ts';
import { CheckedFiles } from './CheckedFiles.tsx';
import { HandOutRows } from './HandOutRows.tsx';
import styles from './Rows.module.css';

interface RowsCardProps {
  readonly id: ReportId;
  /** Saves what is typed; false where some of it could not be saved: the rows are those of the report as it is kept. */
  readonly onBefore?: () => Promise<boolean>;
}

export function RowsCard({ id, onBefore }: RowsCardProps) {
  const [isSaving, setSaving] = useState(false);
  const [checked, setChecked] = useState<CheckedFolder | null>(null);
  const check = useMutation({
    mutationFn: () => value(kerbdesk.stats19.check(null)),
    onSuccess: (answer) => setChecked(answer),
    onError: (error) => showProblem(error, 'The files were not checked'),
  });
  return (
    <Card title="STATS19 rows" icon={Sheet}>
      <p className={styles['note']}>
        The collision, its vehicles and casualties as the Department for Transport’s files.
      </p>
      <div className={styles['buttons']}>
        <Button size="small" icon={Sheet} onPress={() => setSaving(true)}>
          Save rows
        </Button>
        <Button size="small" icon={FileCheck2} isDisabled={check.isPending} onPress={() => check.mutate()}>
          {check.isPending ? 'Checking …' : 'Check files'}
        </Button>
      </div>
      {isSaving ? <HandOutRows id={id} onBefore={onBefore} onClose={() => setSaving(false)} /> : null}
      {checked === null ? null : <CheckedFiles checked={checked} onClose={() => setChecked(null)} />}
    </Card>
  );
}
