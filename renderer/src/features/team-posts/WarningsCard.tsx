// What the post is warned of: each with its reason, each to be settled by itself before anything goes out.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import type { PostCheck, PostFinding, TeamPost } from '#contract/team-posts.ts';
import { routeHref } from '../../app/route.ts';
import { formatCount } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem, showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Card, Checkbox, Notice } from '../../ui/index.ts';
import styles from './TeamPosts.module.css';

interface WarningsCardProps {
  readonly post: TeamPost;
  readonly findings: readonly PostFinding[];
  readonly check: PostCheck | undefined;
  /** False while what is shown is of an earlier wording. */
  readonly isChecked: boolean;
  readonly error: Error | null;
  /** What was typed is saved before a warning of it is settled. */
  readonly beforeChange: () => Promise<void>;
}

export function WarningsCard({ post, findings, check, isChecked, error, beforeChange }: WarningsCardProps) {
  const client = useQueryClient();
  const acknowledge = useMutation({
    mutationFn: async ({ id, acknowledged }: { id: string; acknowledged: boolean }) => {
      await beforeChange();
      return await value(kerbdesk.teamPosts.acknowledge({ id: post.id, findingId: id, acknowledged }));
    },
    onSuccess: (saved) => client.setQueryData(queries.teamPost(post.id).queryKey, saved),
    onError: (problem) => showProblem(problem, 'The warning was not settled'),
  });
  // The same thing said twice is one warning.
  const each = [...new Map(findings.map((finding) => [finding.id, finding])).values()];
  const open = each.filter(({ id }) => !post.acknowledged.includes(id)).length;
  return (
    <Card
      title="Warnings"
      icon={open === 0 ? ShieldCheck : ShieldAlert}
      aside={each.length === 0 ? undefined : `${open} of ${each.length} open`}
    >
      <div className={styles['fields']} aria-busy={!isChecked}>
        {error === null ? null : (
          <Notice tone="bad" live title="The post could not be checked">
            {describeProblem(error).text} It cannot be handed over until it was.
          </Notice>
        )}
        <output className={styles['quiet']}>{summary(check, each.length)}</output>
        {each.length === 0 ? null : (
          <ul className={styles['warnings']}>
            {each.map((finding) => (
              <li key={finding.id} className={styles['warning']}>
                <p>
                  {finding.why}
                  {finding.reportId === null ? null : (
                    <>
                      {' '}
                      <a href={routeHref({ screen: 'report', id: finding.reportId })}>Open the report</a>
                    </>
                  )}
                </p>
                <Checkbox
                  isSelected={post.acknowledged.includes(finding.id)}
                  onChange={(acknowledged) => acknowledge.mutate({ id: finding.id, acknowledged })}
                >
                  {`“${finding.text}” may go out`}
                </Checkbox>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function summary(check: PostCheck | undefined, count: number): string {
  if (check === undefined) {
    return 'Names, plates, numbers, addresses and references of your reports are looked for as you type, and words of operational detail.';
  }
  const { reportsCompared, reportsTotal } = check;
  const compared =
    reportsCompared < reportsTotal
      ? `Compared with the newest ${formatCount(reportsCompared, 'report')} of ${reportsTotal}. The others are being read for the first time, and the post can be handed over when all are.`
      : `Compared with ${formatCount(reportsTotal, 'report')} of yours.`;
  if (count > 0) return compared;
  return reportsCompared < reportsTotal ? `Nothing found yet. ${compared}` : `Nothing found. ${compared}`;
}
