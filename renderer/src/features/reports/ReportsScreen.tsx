// All reports of this officer: drafts first, with their clocks and what they lack.
import { useQuery } from '@tanstack/react-query';
import { CarFront, CircleCheck, Clock, FilePlus2, FileText, PenLine, SearchX, Stamp } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { formOf, referenceOf } from '#contract/forms.ts';
import type { ReportSummary } from '#contract/reports.ts';
import { navigate, routeHref } from '../../app/route.ts';
import { useNewReport } from '../../app/use-new-report.ts';
import { dueClock, formatCount, formatRecent } from '../../format/index.ts';
import { useNow } from '../../format/use-now.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import {
  Badge,
  Button,
  Card,
  CardRow,
  EmptyState,
  Notice,
  ScreenTitle,
  SegmentedControl,
  Skeleton,
  TextField,
  useShortcut,
} from '../../ui/index.ts';
import { TakeInRows } from './collision/TakeInRows.tsx';
import styles from './ReportsScreen.module.css';

type Status = 'all' | 'draft' | 'finished';
const isStatus = (id: string): id is Status => id === 'all' || id === 'draft' || id === 'finished';

const dayMilliseconds = 86_400_000;

function ClockBadge({ report, now }: { readonly report: ReportSummary; readonly now: number }) {
  if (report.status === 'finished') {
    return (
      <Badge tone="ok" icon={CircleCheck}>
        Finished
      </Badge>
    );
  }
  if (report.reportedAt === null) return <Badge>Draft</Badge>;
  const dueAt = new Date(Date.parse(report.reportedAt) + dayMilliseconds).toISOString();
  const { tone, label } = dueClock(dueAt, now, true);
  return (
    <Badge tone={tone} icon={Clock}>
      {label}
    </Badge>
  );
}

function missingWords({ missing, status }: ReportSummary): string {
  const parts = [
    missing.neededNow === 0 ? null : `${missing.neededNow} needed now`,
    missing.beforeSubmission === 0 ? null : `${missing.beforeSubmission} before submission`,
  ].filter((part) => part !== null);
  if (parts.length > 0) return parts.join(', ');
  return status === 'finished' ? 'complete' : 'ready to finish';
}

function ReportRow({ report, now }: { readonly report: ReportSummary; readonly now: number }) {
  const saved =
    report.finishedAt === null
      ? `saved ${formatRecent(report.updatedAt, now)}`
      : `finished ${formatRecent(report.finishedAt, now)}`;
  return (
    <CardRow
      href={routeHref({ screen: 'report', id: report.id })}
      title={report.title === '' ? formOf(report.kind).name : report.title}
      detail={[
        referenceOf(report),
        missingWords(report),
        report.recordingIds.length === 0 ? null : formatCount(report.recordingIds.length, 'recording'),
        saved,
      ]
        .filter((part) => part !== null)
        .join(' · ')}
      action={<ClockBadge report={report} now={now} />}
    />
  );
}

export function ReportsScreen() {
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState<Status>('all');
  const sought = useDeferredValue(search);
  const { data, error } = useQuery(queries.reportsList({ search: sought, status }));
  const now = useNow(15_000);
  const { start, isPending } = useNewReport();
  const statement = useNewReport('statement');
  const collision = useNewReport('collision');
  useShortcut(['N', 'Ctrl+Shift+N'], start, { label: 'New crime report', group: 'Reports' });
  useShortcut('S', statement.start, { label: 'New statement', group: 'Reports' });
  useShortcut('C', collision.start, { label: 'New collision report', group: 'Reports' });

  const drafts = data?.filter((report) => report.status === 'draft') ?? [];
  const finished = data?.filter((report) => report.status === 'finished') ?? [];
  const newReport = (
    <>
      <Button icon={PenLine} shortcut="S" isDisabled={statement.isPending} onPress={statement.start}>
        New statement
      </Button>
      <Button icon={CarFront} shortcut="C" isDisabled={collision.isPending} onPress={collision.start}>
        New collision report
      </Button>
      <Button variant="primary" icon={FilePlus2} shortcut="N" isDisabled={isPending} onPress={start}>
        New crime report
      </Button>
    </>
  );
  const isUntouched = search === '' && status === 'all';
  const isEmpty = data?.length === 0;
  return (
    <div className={styles['screen']}>
      <ScreenTitle
        title="Reports"
        subtitle="Saved as you type, on this laptop only"
        actions={isEmpty && isUntouched ? undefined : newReport}
      />
      {isEmpty && isUntouched ? (
        <div className={styles['tools']}>
          <TakeInRows />
        </div>
      ) : (
        <div className={styles['tools']}>
          <div className={styles['search']}>
            <TextField
              label="Find a report"
              type="search"
              value={search}
              onChange={setSearch}
              maxLength={200}
              placeholder="Offence, street, name or reference"
            />
          </div>
          <SegmentedControl
            label="Which reports"
            value={status}
            onChange={(id) => {
              if (isStatus(id)) setStatus(id);
            }}
            options={[
              { id: 'all', label: 'All' },
              { id: 'draft', label: 'Drafts' },
              { id: 'finished', label: 'Finished' },
            ]}
          />
          <TakeInRows />
          <Button variant="quiet" icon={Stamp} onPress={() => navigate({ screen: 'exhibits' })}>
            Exhibits
          </Button>
        </div>
      )}
      {error === null ? null : (
        <Notice tone="bad" live title="The reports could not be listed">
          {describeProblem(error).text}
        </Notice>
      )}
      {data === undefined && error === null ? <Skeleton lines={4} height={3.25} /> : null}
      {isEmpty ? (
        <Card>
          {isUntouched ? (
            <EmptyState icon={FileText} title="No reports yet" action={newReport}>
              Start one at the kerb: when it was reported, what happened, where, and who the victim is. It is saved as
              you type, and the 24 h clock starts by itself.
            </EmptyState>
          ) : (
            <EmptyState
              icon={SearchX}
              title="No report fits"
              action={
                <Button
                  onPress={() => {
                    setSearch('');
                    setStatus('all');
                  }}
                >
                  Show all reports
                </Button>
              }
            >
              Search finds words of the report: offence, street, names, reference.
            </EmptyState>
          )}
        </Card>
      ) : null}
      {drafts.length === 0 ? null : (
        <Card title="Drafts" icon={FileText} flush aside={drafts.length}>
          {drafts.map((report) => (
            <ReportRow key={report.id} report={report} now={now} />
          ))}
        </Card>
      )}
      {finished.length === 0 ? null : (
        <Card title="Finished" icon={CircleCheck} flush aside={finished.length}>
          {finished.map((report) => (
            <ReportRow key={report.id} report={report} now={now} />
          ))}
        </Card>
      )}
    </div>
  );
}
