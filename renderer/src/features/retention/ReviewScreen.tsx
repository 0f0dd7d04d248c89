// The deletion review, a dry run: what would go, when and why, what keeps the rest, and the deeds for many at once.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CalendarClock, CheckCircle2 } from 'lucide-react';
import { useState } from 'react';
import type { RetentionReview } from '#contract/retention.ts';
import { routeHref } from '../../app/route.ts';
import { formatBytes, formatDate, formatDateTime, useNow } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem, showProblem } from '../../ipc/problem.ts';
import { Button, Card, EmptyState, Notice, ScreenTitle, SegmentedControl, Skeleton } from '../../ui/index.ts';
import styles from './Retention.module.css';
import { ReviewGroupCard } from './ReviewGroupCard.tsx';

const spans = [
  { id: '0', label: 'Over now' },
  { id: '7', label: 'In 7 days' },
  { id: '31', label: 'In 31 days' },
] as const;

const reviewKey = ['footage', 'list', 'review'] as const;

export function ReviewScreen() {
  const [withinDays, setWithinDays] = useState(7);
  const review = useQuery({
    queryKey: [...reviewKey, withinDays],
    queryFn: () => value(kerbdesk.retention.review({ withinDays })),
    refetchOnMount: 'always',
  });
  return (
    <div className={styles['screen']}>
      <ScreenTitle
        title="Deletion review"
        subtitle="What would go, and what keeps the rest. Looking changes nothing."
        back={{ href: routeHref({ screen: 'footage' }), label: 'All footage' }}
      />
      <div className={styles['tools']}>
        <SegmentedControl
          label="Periods that end"
          value={String(withinDays)}
          options={spans}
          onChange={(id) => setWithinDays(Number(id))}
        />
        {review.data === undefined ? null : <p className={styles['policy']}>{policyWords(review.data)}</p>}
      </div>
      {review.isError ? (
        <Notice
          tone="bad"
          title="The review cannot be shown"
          action={<Button onPress={() => void review.refetch()}>Try again</Button>}
        >
          {describeProblem(review.error).text}
        </Notice>
      ) : null}
      {review.data === undefined ? (
        review.isError ? null : (
          <Skeleton lines={4} height={3} />
        )
      ) : (
        <Groups review={review.data} />
      )}
    </div>
  );
}

const policyWords = ({ mode, undoHours }: RetentionReview): string =>
  mode === 'automatic'
    ? `Non-evidential recordings go by themselves. Each can be had back for ${undoHours} hours.`
    : `Nothing goes by itself. What you delete can be had back for ${undoHours} hours.`;

function Groups({ review }: { readonly review: RetentionReview }) {
  const now = useNow();
  const groups = review.groups.filter(({ total }) => total > 0);
  const going = review.groups.filter(({ group }) => group !== 'kept');
  const bytes = going.reduce((sum, group) => sum + group.bytes, 0);
  return (
    <>
      {review.clock.inDoubt ? <ClockInDoubt believedAt={review.clock.believedAt} now={now} /> : null}
      {groups.length === 0 ? (
        <Card>
          <EmptyState icon={CheckCircle2} title="Nothing is due">
            Recordings appear here before their period ends, grouped by what their category says. Nothing goes without
            having been here first.
          </EmptyState>
        </Card>
      ) : (
        <p className={styles['policy']}>
          {`${formatBytes(bytes)} would be given back by what is listed here${groups.some(({ group }) => group === 'kept') ? ', without what is kept' : ''}.`}
        </p>
      )}
      {groups.map((group) => (
        <ReviewGroupCard key={group.group} group={group} now={now} />
      ))}
    </>
  );
}

function ClockInDoubt({ believedAt, now }: { readonly believedAt: string | null; readonly now: number }) {
  const client = useQueryClient();
  const confirm = useMutation({
    mutationFn: () => value(kerbdesk.retention.confirmClock(null)),
    onSuccess: () => client.invalidateQueries({ queryKey: reviewKey }),
    onError: (error) => showProblem(error, 'The clock was not confirmed'),
  });
  return (
    <Notice
      tone="warn"
      icon={CalendarClock}
      title={`Is today ${formatDate(now)}?`}
      action={
        <Button variant="primary" isPending={confirm.isPending} onPress={() => confirm.mutate()}>
          Yes, it is
        </Button>
      }
    >
      {`This laptop was last in use on ${believedAt === null ? 'a day that is not known' : formatDateTime(believedAt)}. Until you say that its clock is right, nothing is deleted by it. If it is wrong, set the clock of the laptop.`}
    </Notice>
  );
}
