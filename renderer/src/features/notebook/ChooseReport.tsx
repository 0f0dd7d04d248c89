// Which report a note goes into: a new one first, then the drafts as they were written last; by typing, arrows and Enter.
import { useQuery } from '@tanstack/react-query';
import { FilePlus2, FileText } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { referenceOf } from '#contract/forms/references.ts';
import type { ReportId } from '#contract/ids.ts';
import type { ReportSummary } from '#contract/reports.ts';
import { formatRecent } from '../../format/index.ts';
import { queries } from '../../ipc/queries.ts';
import { Button, Dialog, Skeleton, TextField } from '../../ui/index.ts';
import styles from './NoteReports.module.css';
import { takesFocus } from './takes-focus.ts';

interface ChooseReportProps {
  /** `insert`: a draft that has a narrative of the officer's own, or a new one. */
  readonly purpose: 'insert' | 'link';
  readonly onClose: () => void;
  /** Null: a new report. */
  readonly onChoose: (id: ReportId | null) => void;
}

const shownAtOnce = 30;

function Choice({ report, onChoose }: { readonly report: ReportSummary; readonly onChoose: () => void }) {
  return (
    <li>
      <button type="button" className={styles['choice']} onClick={onChoose}>
        <FileText size={18} aria-hidden />
        <span className={styles['words']}>
          {report.title === '' ? report.localReference : report.title}
          <span className={styles['facts']}>
            {referenceOf(report)} · saved {formatRecent(report.updatedAt)}
          </span>
        </span>
      </button>
    </li>
  );
}

export function ChooseReport({ purpose, onClose, onChoose }: ChooseReportProps) {
  const isForInsertion = purpose === 'insert';
  const [search, setSearch] = useState('');
  const { data } = useQuery(
    queries.reportsList({ search: useDeferredValue(search), status: isForInsertion ? 'draft' : 'all' }),
  );
  const fitting = data?.filter(({ kind }) => !isForInsertion || kind === 'crime');
  const shown = fitting?.slice(0, shownAtOnce) ?? [];
  return (
    <Dialog
      title={isForInsertion ? 'Put into which report?' : 'Link to which report?'}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>Cancel</Button>}
    >
      <div className={styles['choosing']}>
        <TextField
          label="Find a report"
          type="search"
          {...takesFocus}
          value={search}
          onChange={setSearch}
          maxLength={200}
          placeholder="Offence, street, name or reference"
        />
        {fitting === undefined ? <Skeleton lines={3} height={2.75} /> : null}
        <ul className={styles['choices']} aria-label="Reports">
          {isForInsertion ? (
            <li>
              <button type="button" className={styles['choice']} onClick={() => onChoose(null)}>
                <FilePlus2 size={18} aria-hidden />
                <span className={styles['words']}>
                  New crime report
                  <span className={styles['facts']}>begins with this note</span>
                </span>
              </button>
            </li>
          ) : null}
          {shown.map((report) => (
            <Choice key={report.id} report={report} onChoose={() => onChoose(report.id)} />
          ))}
        </ul>
        {fitting?.length === 0 ? (
          <p className={styles['facts']}>
            {search === '' ? 'There is no report to choose yet.' : 'No report fits what is typed.'}
          </p>
        ) : null}
        {fitting !== undefined && fitting.length > shown.length ? (
          <p className={styles['facts']}>{`${fitting.length - shown.length} more: type to find them.`}</p>
        ) : null}
      </div>
    </Dialog>
  );
}
