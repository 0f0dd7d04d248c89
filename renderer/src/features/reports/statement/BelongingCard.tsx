// What belongs together: the statements of a report, the restricted details of a witness, and what they belong to.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileLock2, PenLine } from 'lucide-react';
import { formOf } from '#contract/forms.ts';
import type { ReportContent, ReportKind, ReportSummary } from '#contract/reports.ts';
import { routeHref } from '../../../app/route.ts';
import { useNewReport } from '../../../app/use-new-report.ts';
import { queries } from '../../../ipc/queries.ts';
import { Badge, Button, Card } from '../../../ui/index.ts';
import styles from './Belonging.module.css';
import { witnessDetailsOf } from './witness-details-of.ts';

export interface BelongingCardProps {
  readonly report: Pick<ReportSummary, 'id' | 'kind' | 'parentId'>;
  /** As it is now, for what is begun from it. */
  readonly content: () => ReportContent;
}

const titles: Readonly<Record<ReportKind, string>> = {
  crime: 'Statements',
  collision: 'Statements',
  statement: 'Belongs together',
  'witness-details': 'Belongs to',
};

function Line({ report }: { readonly report: ReportSummary }) {
  return (
    <li className={styles['line']}>
      <a href={routeHref({ screen: 'report', id: report.id })}>{report.title}</a>
      {report.status === 'finished' ? <Badge tone="ok">Finished</Badge> : <Badge>Draft</Badge>}
    </li>
  );
}

export function BelongingCard({ report, content }: BelongingCardProps) {
  const { id, kind, parentId } = report;
  const client = useQueryClient();
  const { data: all } = useQuery(queries.belonging(id));
  const statement = useNewReport('statement');
  const details = useNewReport('witness-details');
  const above = (all ?? []).filter((other) => other.id === parentId);
  const below = (all ?? []).filter((other) => other.parentId === id);
  const known = async (): Promise<ReportContent> => {
    const source = parentId === null ? null : await client.fetchQuery(queries.report(parentId)).catch(() => null);
    const form = source === null ? null : formOf(source.kind);
    return witnessDetailsOf(
      content().values,
      source === null || form === null ? null : { form, content: source.content },
    );
  };
  if (all === undefined) return null;
  return (
    <Card title={titles[kind]}>
      {above.length + below.length === 0 ? null : (
        <ul className={styles['lines']}>
          {[...above, ...below].map((one) => (
            <Line key={one.id} report={one} />
          ))}
        </ul>
      )}
      {kind === 'crime' || kind === 'collision' ? (
        <>
          <p className={styles['note']}>
            {below.length === 0 ? 'None yet. Open a person to take theirs with what is known of them, or' : 'Another:'}
          </p>
          <Button size="small" icon={PenLine} isDisabled={statement.isPending} onPress={() => statement.startIn(id)}>
            Begin a statement
          </Button>
        </>
      ) : null}
      {kind === 'statement' && below.length === 0 ? (
        <>
          <p className={styles['note']}>
            The restricted rear is a record of its own. It never travels with the statement.
          </p>
          <Button
            size="small"
            icon={FileLock2}
            isDisabled={details.isPending}
            onPress={() => details.startWith(known, id)}
          >
            Witness details
          </Button>
        </>
      ) : null}
      {kind === 'witness-details' ? (
        <p className={styles['note']}>Restricted: never served with the statement.</p>
      ) : null}
    </Card>
  );
}
