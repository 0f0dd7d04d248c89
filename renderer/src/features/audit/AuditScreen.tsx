// The audit trail: who did what to which record, and the proof that nothing in it was changed later.
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { ChevronDown, ScrollText, ShieldCheck, X } from 'lucide-react';
import type { AuditEntry } from '#contract/audit.ts';
import { navigate, routeHref } from '../../app/route.ts';
import { formatCount, formatDateTimeWithSeconds } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem, showProblem } from '../../ipc/problem.ts';
import { queryKeys } from '../../ipc/query-keys.ts';
import { Button, Card, EmptyState, Notice, ScreenTitle, ScrollRegion, Skeleton, useShortcut } from '../../ui/index.ts';
import styles from './Audit.module.css';
import { operationWords, shortSubject, subjectHref } from './audit-words.ts';
import { VerificationResult } from './VerificationResult.tsx';

const pageSize = 50;

export function AuditScreen({ subjectId }: { readonly subjectId: string | null }) {
  const client = useQueryClient();
  const pages = useInfiniteQuery({
    queryKey: queryKeys.auditList(subjectId),
    queryFn: ({ pageParam }) => value(kerbdesk.audit.list({ before: pageParam, limit: pageSize, subjectId })),
    initialPageParam: null as number | null,
    getNextPageParam: ({ entries }) => {
      const oldest = entries.at(-1)?.index;
      return entries.length < pageSize || oldest === 0 ? undefined : oldest;
    },
    // New entries come with nearly every deed, without an event of their own.
    refetchOnMount: 'always',
    staleTime: 0,
  });
  const verify = useMutation({
    mutationFn: () => value(kerbdesk.audit.verify(null)),
    // The check is an entry of its own.
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.audit }),
    onError: (error) => showProblem(error, 'The audit trail was not checked'),
  });
  useShortcut('V', () => verify.mutate(), { label: 'Check the audit trail', group: 'Audit' });

  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  const total = pages.data?.pages[0]?.total ?? 0;
  return (
    <div className={styles['screen']}>
      <ScreenTitle
        title="Audit"
        subtitle="Every collection, change, look, disclosure and erasure, in a chain that shows any later edit."
        actions={
          <Button
            variant="primary"
            icon={ShieldCheck}
            shortcut="V"
            isPending={verify.isPending}
            onPress={() => verify.mutate()}
          >
            {verify.isPending ? 'Checking' : 'Verify now'}
          </Button>
        }
      />
      <div className={styles['live']} aria-live="polite">
        {verify.data === undefined ? null : <VerificationResult result={verify.data} />}
      </div>
      {subjectId === null ? null : (
        <div className={styles['filter']}>
          <span>
            Only entries on <code>{subjectId}</code>
          </span>
          <Button size="small" icon={X} onPress={() => navigate({ screen: 'audit' })}>
            Show all
          </Button>
        </div>
      )}
      {pages.isError ? (
        <Notice
          tone="bad"
          title="The audit trail cannot be shown"
          action={<Button onPress={() => void pages.refetch()}>Try again</Button>}
        >
          {describeProblem(pages.error).text}
        </Notice>
      ) : null}
      {pages.isPending ? <Skeleton lines={8} height={2} /> : null}
      {pages.data === undefined ? null : entries.length === 0 ? (
        <Card>
          <EmptyState icon={ScrollText} title="No entries">
            {subjectId === null
              ? 'What is done with recordings and reports is written down here by itself.'
              : 'Nothing is written down about this subject.'}
          </EmptyState>
        </Card>
      ) : (
        <Card
          flush
          title="Entries"
          icon={ScrollText}
          aside={`${entries.length.toLocaleString('en-GB')} of ${formatCount(total, 'entry', 'entries')}, newest first`}
          {...(pages.hasNextPage
            ? {
                footer: (
                  <Button
                    icon={ChevronDown}
                    isPending={pages.isFetchingNextPage}
                    onPress={() => void pages.fetchNextPage()}
                  >
                    Load older
                  </Button>
                ),
              }
            : {})}
        >
          <EntriesTable entries={entries} isFiltered={subjectId !== null} />
        </Card>
      )}
    </div>
  );
}

function EntriesTable({
  entries,
  isFiltered,
}: {
  readonly entries: readonly AuditEntry[];
  readonly isFiltered: boolean;
}) {
  return (
    <ScrollRegion label="Audit entries">
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col" className={styles['end']}>
              No.
            </th>
            <th scope="col">Time</th>
            <th scope="col">Operation</th>
            <th scope="col">What</th>
            <th scope="col">Subject</th>
            <th scope="col">Officer</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.index}>
              <td className={styles['number']}>{entry.index.toLocaleString('en-GB')}</td>
              <td className={styles['nowrap']}>{formatDateTimeWithSeconds(entry.at)}</td>
              <td className={styles['nowrap']}>{operationWords[entry.operation]}</td>
              <td className={styles['what']}>
                {entry.what}
                {entry.reason === null ? null : <span className={styles['reason']}>Reason: {entry.reason}</span>}
              </td>
              <td className={styles['nowrap']}>
                <Subject entry={entry} isFiltered={isFiltered} />
              </td>
              <td className={styles['officer']}>{entry.officer}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Subject({ entry, isFiltered }: { readonly entry: AuditEntry; readonly isFiltered: boolean }) {
  const words = shortSubject(entry);
  const screen = subjectHref(entry);
  if (isFiltered) return screen === null ? <>{words}</> : <a href={screen}>{words}</a>;
  return (
    <a href={routeHref({ screen: 'audit', subjectId: entry.subjectId })} aria-label={`${words}: show only its entries`}>
      {words}
    </a>
  );
}
