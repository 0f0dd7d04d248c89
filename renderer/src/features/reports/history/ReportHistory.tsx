// The history of a report: who wrote when, what each minute changed, and a field put back as it was.
import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { FormDefinition } from '#contract/forms.ts';
import type { ReportId } from '#contract/ids.ts';
import type { ReportVersion } from '#contract/reports.ts';
import { formatDateTime } from '../../../format/index.ts';
import { describeProblem } from '../../../ipc/problem.ts';
import { queries } from '../../../ipc/queries.ts';
import { Dialog, EmptyState, Notice, Skeleton } from '../../../ui/index.ts';
import { ChangeList } from './ChangeList.tsx';
import { changesBetween, type Change } from './changes.ts';
import styles from './ReportHistory.module.css';

export interface ReportHistoryProps {
  readonly id: ReportId;
  readonly form: FormDefinition;
  readonly onClose: () => void;
  /** Sets a field back; left out where the report is only read. */
  readonly onPutBack?: (change: Change) => void;
}

interface ChangesProps extends Pick<ReportHistoryProps, 'id' | 'form' | 'onPutBack'> {
  readonly version: ReportVersion;
}

function Changes({ id, form, version, onPutBack }: ChangesProps) {
  const { data, error } = useQuery(queries.reportVersion(id, version.revision));
  const changes = useMemo(
    () => (data === undefined ? [] : changesBetween(form, data.before, data.content, version.at)),
    [form, data, version.at],
  );
  if (error !== null) {
    return (
      <Notice tone="bad" live title="This version could not be read">
        {describeProblem(error).text}
      </Notice>
    );
  }
  if (data === undefined) return <Skeleton lines={3} height={2} />;
  if (changes.length === 0 && version.because === 'finished')
    return <p>The report was finished. It said what the version before says.</p>;
  if (changes.length === 0)
    return <p>No field differs from the version before: the order or the links changed, or a change was taken back.</p>;
  return <ChangeList changes={changes} onPutBack={onPutBack} />;
}

export function ReportHistory({ id, form, onClose, onPutBack }: ReportHistoryProps) {
  const { data: versions, error } = useQuery({ ...queries.reportHistory(id), refetchOnMount: 'always' });
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = versions?.find(({ revision }) => revision === chosen) ?? versions?.[0];
  return (
    <Dialog title="History" size="wide" isOpen onClose={onClose}>
      {error === null ? null : (
        <Notice tone="bad" live title="The history could not be read">
          {describeProblem(error).text}
        </Notice>
      )}
      {versions === undefined && error === null ? <Skeleton lines={4} height={2.5} /> : null}
      {versions?.length === 0 ? (
        <EmptyState icon={History} title="Nothing was written yet">
          Each minute of writing is kept here, with who wrote it and what changed.
        </EmptyState>
      ) : null}
      {shown === undefined ? null : (
        <div className={styles['columns']}>
          <ol className={styles['versions']} aria-label="Versions, newest first">
            {versions?.map((version) => (
              <li key={version.revision}>
                <button
                  type="button"
                  className={styles['version']}
                  aria-current={version.revision === shown.revision}
                  onClick={() => setChosen(version.revision)}
                >
                  <strong>{formatDateTime(version.at)}</strong>
                  <span>
                    {version.because === 'finished' ? 'Finished by ' : ''}
                    {version.by}
                  </span>
                </button>
              </li>
            ))}
          </ol>
          <section className={styles['shown']} aria-label="What changed">
            <Changes
              key={shown.revision}
              id={id}
              form={form}
              version={shown}
              {...(onPutBack === undefined ? {} : { onPutBack })}
            />
          </section>
        </div>
      )}
    </Dialog>
  );
}
