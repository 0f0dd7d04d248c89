// One report: a draft opens in the editor, a finished one is read and can be reopened.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileText, History, RotateCcw } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { formOf } from '#contract/forms.ts';
import { reportId, type ReportId } from '#contract/ids.ts';
import type { Report } from '#contract/reports.ts';
import { ReportNotes } from '../../app/report-notes.ts';
import { routeHref } from '../../app/route.ts';
import { formatDateTime } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem, showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Badge, Button, Card, EmptyState, Notice, ScreenTitle, screenTitleId, Skeleton } from '../../ui/index.ts';
import { RowsCard } from './collision/RowsCard.tsx';
import { ReportHistory } from './history/ReportHistory.tsx';
import { enterSession, hasUnsavedTyping, leaveSession, sessionOf } from './open-sessions.ts';
import { ReportEditor } from './ReportEditor.tsx';
import { AttachedRecordings } from './ReportFootage.tsx';
import styles from './ReportScreen.module.css';
import type { ReportSession } from './report-session.ts';
import { BelongingCard } from './statement/BelongingCard.tsx';
import { Summary } from './Summary.tsx';

/** The session lives as long as the screen, and longer while typing waits to be saved. */
function useReportSession(report: Report): ReportSession {
  const client = useQueryClient();
  const [session] = useState(() => sessionOf(report, client));
  const { id } = report;
  useEffect(() => {
    enterSession(id);
    const flush = (): void => void session.flush();
    window.addEventListener('pagehide', flush);
    window.addEventListener('blur', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      window.removeEventListener('blur', flush);
      void leaveSession(id);
    };
  }, [session, id]);
  useEffect(() => session.accept(report), [session, report]);
  return session;
}

/** What prints a report: its button, from beside this feature. */
type Print = (report: {
  readonly id: ReportId;
  readonly isDraft: boolean;
  readonly hasUnsaved: () => boolean;
}) => ReactNode;

interface OpenedReport {
  readonly report: Report;
  readonly print: Print;
  /** What the report's victims are owed. */
  readonly victims: ReactNode;
}

function DraftReport({ report, print, victims }: OpenedReport) {
  const { id } = report;
  // The same button after every save, so that it is not drawn again.
  const button = useMemo(() => print({ id, isDraft: true, hasUnsaved: () => hasUnsavedTyping(id) }), [print, id]);
  return <ReportEditor report={report} session={useReportSession(report)} print={button} victims={victims} />;
}

function FinishedReport({ report, print, victims }: OpenedReport) {
  const client = useQueryClient();
  const { mutate: reopen, isPending } = useMutation({
    mutationFn: () => value(kerbdesk.reports.reopen({ id: report.id })),
    onSuccess: (draft) => client.setQueryData(queries.report(report.id).queryKey, draft),
    onError: (error) => showProblem(error, 'The report was not reopened'),
  });
  const [showsHistory, setShowsHistory] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  // Coming from the end of a long form: the top of the report is the news.
  useEffect(() => {
    root.current?.parentElement?.scrollTo(0, 0);
    document.getElementById(screenTitleId)?.focus({ preventScroll: true });
  }, []);
  const left = report.missing.neededNow + report.missing.beforeSubmission;
  return (
    <div ref={root} className={styles['finished']}>
      <ScreenTitle
        back={{ href: routeHref({ screen: 'reports' }), label: 'All reports' }}
        title={report.title}
        subtitle={`${report.localReference} · finished ${report.finishedAt === null ? '' : formatDateTime(report.finishedAt)}`}
        badges={<Badge tone="ok">Finished</Badge>}
        actions={
          <>
            {print({ id: report.id, isDraft: false, hasUnsaved: () => hasUnsavedTyping(report.id) })}
            <Button icon={History} onPress={() => setShowsHistory(true)}>
              History
            </Button>
            <Button icon={RotateCcw} isDisabled={isPending} onPress={() => reopen()}>
              Reopen
            </Button>
          </>
        }
      />
      {showsHistory ? (
        <ReportHistory id={report.id} form={formOf(report.kind)} onClose={() => setShowsHistory(false)} />
      ) : null}
      {hasUnsavedTyping(report.id) ? (
        <Notice tone="bad" title="This window has typing that is not in the report">
          It was finished in another window first. The typing is kept here: reopen the report and it is saved.
        </Notice>
      ) : null}
      {left === 0 ? null : (
        <Notice tone="warn" title={`Finished with ${left} missing`}>
          Reopen the report to enter them. The audit trail keeps that it was reopened.
        </Notice>
      )}
      <Card title="The report">
        <div className={styles['read']}>
          <Summary form={formOf(report.kind)} content={report.content} now={report.finishedAt ?? report.updatedAt} />
        </div>
      </Card>
      <ReportNotes id={report.id} />
      <Card title="Footage">
        {report.recordingIds.length === 0 ? (
          <p>None attached.</p>
        ) : (
          <AttachedRecordings recordingIds={report.recordingIds} />
        )}
      </Card>
      {report.kind === 'collision' ? <RowsCard id={report.id} /> : null}
      {report.kind === 'crime' ? victims : null}
      <BelongingCard report={report} content={() => report.content} />
    </div>
  );
}

interface ReportScreenProps extends Pick<OpenedReport, 'print' | 'victims'> {
  readonly id: string;
}

export function ReportScreen({ id, ...beside }: ReportScreenProps) {
  const { data: report, error, refetch } = useQuery(queries.report(reportId.parse(id)));
  if (report !== undefined) {
    return report.status === 'finished' ? (
      <FinishedReport report={report} {...beside} />
    ) : (
      <DraftReport key={report.id} report={report} {...beside} />
    );
  }
  if (error === null) return <Skeleton lines={6} height={2.5} />;
  const { text } = describeProblem(error);
  return (
    <EmptyState
      icon={FileText}
      title="This report could not be opened"
      action={<Button onPress={() => void refetch()}>Try again</Button>}
    >
      {text}
    </EmptyState>
  );
}
