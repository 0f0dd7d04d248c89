// One report: a draft opens in the editor, a finished one is read and can be reopened.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileText, History, RotateCcw } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { formOf, referenceOf } from '#contract/forms.ts';
import { reportId, type ReportId, type SealId } from '#contract/ids.ts';
import type { Report } from '#contract/reports.ts';
import type { SealSummary } from '#contract/signing.ts';
import { ReportNotes } from '../../app/report-notes.ts';
import { routeHref } from '../../app/route.ts';
import { formatDateTime } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem, showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Badge, Button, Card, EmptyState, Notice, ScreenTitle, screenTitleId, Skeleton } from '../../ui/index.ts';
import { RowsCard } from './collision/RowsCard.tsx';
import { ReportHistory } from './history/ReportHistory.tsx';
import { enterSession, hasUnsavedTyping, leaveSession, revisionOnScreen, sessionOf } from './open-sessions.ts';
import { ReportEditor } from './ReportEditor.tsx';
import { AttachedRecordings } from './ReportFootage.tsx';
import styles from './ReportScreen.module.css';
import type { ReportSession } from './report-session.ts';
import { BeginSigning, BeingSigned, CorrectButton, SealedCard } from './signing/index.ts';
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
  readonly revision: () => number;
  /** Of a witness statement: the sealed version that is printed; null while there is none. */
  readonly statement?: { readonly seal: SealId | null };
}) => ReactNode;

interface OpenedReport {
  readonly report: Report;
  readonly print: Print;
  /** What is done for its people: its victims, and whoever is to be identified. */
  readonly peopleCards: ReactNode;
  /** Of a witness statement, newest first. */
  readonly seals: readonly SealSummary[];
}

/** @param seal a sealed version; null: what the report is now. */
const printed = (print: Print, report: Report, seal: SealId | null): ReactNode =>
  print({
    id: report.id,
    isDraft: report.status === 'draft',
    hasUnsaved: () => hasUnsavedTyping(report.id),
    revision: () => revisionOnScreen(report),
    ...(report.kind === 'statement' ? { statement: { seal } } : {}),
  });

/** The sealed version that says what the report says now. */
const standingSeal = ({ report, seals: [newest] }: OpenedReport): SealId | null =>
  newest?.revision === report.revision ? newest.id : null;

function DraftReport(opened: OpenedReport) {
  const { report, print, peopleCards, seals } = opened;
  const session = useReportSession(report);
  const [atFirst] = useState(report);
  const standing = standingSeal(opened);
  // The same button after every save, so that it is not drawn again: the revision is asked for when it is pressed.
  const button = useMemo(() => printed(print, atFirst, standing), [print, atFirst, standing]);
  const before =
    seals.length === 0 ? null : (
      <SealedCard
        report={report}
        seals={seals}
        content={() => session.snapshot().content}
        print={(seal) => printed(print, report, seal)}
      />
    );
  return <ReportEditor report={report} session={session} print={button} peopleCards={peopleCards} sealed={before} />;
}

/** A statement may be in the middle of being signed: then its form is closed. */
function StatementReport(opened: OpenedReport) {
  const { report, print } = opened;
  const { data, error } = useQuery(queries.signing(report.id));
  if (error !== null) {
    return (
      <EmptyState icon={FileText} title="This statement could not be opened">
        {describeProblem(error).text}
      </EmptyState>
    );
  }
  if (data === undefined) return <Skeleton lines={6} height={2.5} />;
  if (data.open !== null)
    return <BeingSigned report={report} open={data.open} print={printed(print, report, standingSeal(opened))} />;
  return <PlainReport {...opened} seals={data.seals} />;
}

const PlainReport = (opened: OpenedReport): ReactNode =>
  opened.report.status === 'finished' ? (
    <FinishedReport {...opened} />
  ) : (
    <DraftReport key={opened.report.id} {...opened} />
  );

function FinishedReport(opened: OpenedReport) {
  const { report, print, peopleCards, seals } = opened;
  const isSealed = seals[0]?.revision === report.revision;
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
        subtitle={`${referenceOf(report)} · ${isSealed ? 'sealed' : 'finished'} ${report.finishedAt === null ? '' : formatDateTime(report.finishedAt)}`}
        badges={<Badge tone="ok">{isSealed ? 'Sealed' : 'Finished'}</Badge>}
        actions={
          <>
            {printed(print, report, standingSeal(opened))}
            <Button icon={History} onPress={() => setShowsHistory(true)}>
              History
            </Button>
            {isSealed ? (
              <CorrectButton report={report} />
            ) : (
              <Button icon={RotateCcw} isDisabled={isPending} onPress={() => reopen()}>
                Reopen
              </Button>
            )}
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
        <Notice tone="warn" title={`${isSealed ? 'Sealed' : 'Finished'} with ${left} missing`}>
          {isSealed
            ? 'If it matters, make a corrected version, which is signed anew.'
            : 'Reopen the report to enter them. The audit trail keeps that it was reopened.'}
        </Notice>
      )}
      {seals.length === 0 ? null : (
        <SealedCard
          report={report}
          seals={seals}
          content={() => report.content}
          print={(seal) => printed(print, report, seal)}
        />
      )}
      {report.kind === 'statement' && !isSealed ? (
        <Card title="Not signed yet">
          <div className={styles['sign']}>
            <BeginSigning id={report.id} revision={() => Promise.resolve(report.revision)} />
          </div>
        </Card>
      ) : null}
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
      {report.kind === 'crime' ? peopleCards : null}
      <BelongingCard report={report} content={() => report.content} />
    </div>
  );
}

interface ReportScreenProps extends Pick<OpenedReport, 'print' | 'peopleCards'> {
  readonly id: string;
}

export function ReportScreen({ id, ...beside }: ReportScreenProps) {
  const { data: report, error, refetch } = useQuery(queries.report(reportId.parse(id)));
  if (report !== undefined) {
    const opened = { report, seals: [], ...beside };
    return report.kind === 'statement' ? <StatementReport {...opened} /> : <PlainReport {...opened} />;
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
