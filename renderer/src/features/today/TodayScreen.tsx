// Today: what is due, what is half done, and the cameras on the desk.
import { useQuery } from '@tanstack/react-query';
import { Clock, FilePen, Megaphone, Plus, Video } from 'lucide-react';
import type { ReactNode } from 'react';
import { referenceOf } from '#contract/forms/references.ts';
import type { Officer } from '#contract/session.ts';
import type { TodaySummary } from '#contract/today.ts';
import { navigate, routeHref } from '../../app/route.ts';
import { useNewReport } from '../../app/use-new-report.ts';
import { formatCount, formatLongDate, formatRelative, formatShortDate, partOfDay, useNow } from '../../format/index.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Badge, Button, Card, CardRow, Notice, ScreenTitle, Skeleton, useShortcut } from '../../ui/index.ts';
import { dueRows, type DueRow } from './due-rows.ts';
import { FirstDay } from './FirstDay.tsx';
import styles from './Today.module.css';

interface TodayScreenProps {
  readonly officer: Officer | null;
  readonly cameras: ReactNode;
}

const goToTeamPosts = (): void => navigate({ screen: 'team-posts' });

export function TodayScreen({ officer, cameras }: TodayScreenProps) {
  const now = useNow();
  const today = useQuery(queries.today);
  const newReport = useNewReport();
  useShortcut('N', newReport.start, { label: 'New crime report' });
  useShortcut('P', goToTeamPosts, { label: 'Team posts' });
  const firstName = officer?.name.trim().split(/\s+/u)[0];
  const greeting = `Good ${partOfDay(now)}`;
  return (
    <div className={styles['screen']}>
      <ScreenTitle
        title={firstName === undefined ? greeting : `${greeting}, ${firstName}`}
        subtitle={formatLongDate(now)}
        actions={
          <>
            <Button icon={Megaphone} shortcut="P" onPress={goToTeamPosts}>
              Team post
            </Button>
            <Button
              variant="primary"
              icon={Plus}
              shortcut="N"
              isPending={newReport.isPending}
              onPress={newReport.start}
            >
              New report
            </Button>
          </>
        }
      />
      {cameras}
      {today.isError ? (
        <Notice
          tone="bad"
          title="What is due cannot be shown"
          action={<Button onPress={() => void today.refetch()}>Try again</Button>}
        >
          {describeProblem(today.error).text}
        </Notice>
      ) : null}
      {today.data === undefined ? (
        today.isError ? null : (
          <Skeleton lines={3} height={3} />
        )
      ) : (
        <Work summary={today.data} now={now} onNewReport={newReport.start} />
      )}
    </div>
  );
}

interface WorkProps {
  readonly summary: TodaySummary;
  readonly now: number;
  readonly onNewReport: () => void;
}

function Work({ summary, now, onNewReport }: WorkProps) {
  const { drafts, recordingsToTag, recordingsTotal } = summary;
  const rows = dueRows(summary, now);
  if (rows.length === 0 && drafts.length === 0 && recordingsTotal === 0) return <FirstDay onNewReport={onNewReport} />;
  return (
    <div className={styles['columns']}>
      <DueCard rows={rows} />
      <div className={styles['column']}>
        <DraftsCard drafts={drafts} now={now} />
        <Card icon={Video} title="Footage" aside={formatCount(recordingsTotal, 'recording')} flush>
          {recordingsToTag === 0 ? (
            <p className={styles['calm']}>
              {recordingsTotal === 0 ? 'Nothing is offloaded yet.' : 'Every recording has a category and a reference.'}
            </p>
          ) : (
            <CardRow
              title={`${formatCount(recordingsToTag, 'recording')} to tag`}
              detail={
                summary.oldestToTagStartedAt === null
                  ? 'A category and a reference each'
                  : `Oldest ${formatShortDate(summary.oldestToTagStartedAt, now)} · a category and a reference each`
              }
              action={
                <Button size="small" onPress={() => navigate({ screen: 'footage', worklist: 'needs-tagging' })}>
                  {recordingsToTag === 1 ? 'Tag' : 'Tag all'}
                </Button>
              }
            />
          )}
        </Card>
      </div>
    </div>
  );
}

/** More than this are one press away in the footage list. */
const mostShown = 12;

function DueCard({ rows }: { readonly rows: readonly DueRow[] }) {
  return (
    <Card icon={Clock} title="Due" aside={rows.length === 0 ? undefined : rows.length} flush>
      {rows.length === 0 ? <p className={styles['calm']}>Nothing is due. Clocks appear here as they start.</p> : null}
      {rows.slice(0, mostShown).map(({ key, clock, title, detail, action, leadsTo }) => (
        <CardRow
          key={key}
          lead={
            <span className={styles['clock']}>
              <Badge tone={clock.tone}>{clock.label}</Badge>
            </span>
          }
          title={title}
          detail={detail}
          action={
            <Button size="small" aria-label={`${action}: ${title}`} onPress={() => navigate(leadsTo)}>
              {action}
            </Button>
          }
        />
      ))}
      {rows.length > mostShown ? (
        <CardRow
          title={`${rows.length - mostShown} more`}
          href={routeHref({ screen: 'footage', worklist: 'deletion-due' })}
        />
      ) : null}
    </Card>
  );
}

function DraftsCard({ drafts, now }: { readonly drafts: TodaySummary['drafts']; readonly now: number }) {
  const latest = drafts
    .map((draft) => draft.updatedAt)
    .toSorted()
    .at(-1);
  return (
    <Card
      icon={FilePen}
      title="Drafts"
      aside={latest === undefined ? undefined : `saved ${formatRelative(latest, now)}`}
      flush
    >
      {drafts.length === 0 ? <p className={styles['calm']}>No report is half done.</p> : null}
      {drafts.map(({ id, title, localReference, crimeNumber, missing }) => (
        <CardRow
          key={id}
          href={routeHref({ screen: 'report', id })}
          title={title === '' ? 'Untitled crime report' : title}
          detail={`${referenceOf({ localReference, crimeNumber })} · ${missingSentence(missing)}`}
        />
      ))}
    </Card>
  );
}

function missingSentence({ neededNow, beforeSubmission }: TodaySummary['drafts'][number]['missing']): string {
  if (neededNow > 0) return `${neededNow} needed now, ${beforeSubmission} before submission`;
  return beforeSubmission > 0 ? `${beforeSubmission} needed before submission` : 'ready to finish';
}
