// From a person in a report to their statement: what is known of them is there already, and so is a statement that was begun.
import { useQuery } from '@tanstack/react-query';
import { FileText, PenLine } from 'lucide-react';
import { referenceOf } from '#contract/forms.ts';
import type { ReportContent } from '#contract/reports.ts';
import { routeHref } from '../../../app/route.ts';
import { useNewReport } from '../../../app/use-new-report.ts';
import { formatRecent } from '../../../format/index.ts';
import { queries } from '../../../ipc/queries.ts';
import { Badge, Button } from '../../../ui/index.ts';
import type { Scope } from '../draft-content.ts';
import { useOpenReport } from '../session-context.tsx';
import styles from './Belonging.module.css';
import { statementFromPerson } from './statement-from-person.ts';

export function TakeStatement({ scope }: { readonly scope: NonNullable<Scope> }) {
  const { id, form, session, reference } = useOpenReport();
  const { startWith, isPending } = useNewReport('statement');
  const { data: belonging = [] } = useQuery(queries.belonging(id));
  const begun = belonging.filter(
    ({ kind, witnessEntries }) => kind === 'statement' && witnessEntries.includes(scope.entryId),
  );
  const known = async (): Promise<ReportContent> => {
    // The report is left: what was typed in it is on the disk first.
    await session.flush();
    const { content } = session.snapshot();
    const person = { id: scope.entryId, values: session.values(scope) };
    return statementFromPerson(form, { content, reference }, person, new Date().toISOString());
  };
  return (
    <>
      {begun.length === 0 ? null : (
        <ul className={styles['begun']} aria-label="Statements of this person">
          {begun.map((statement) => (
            <li key={statement.id} className={styles['line']}>
              <span className={styles['what']}>
                <FileText size={17} aria-hidden />
                <span>
                  <a href={routeHref({ screen: 'report', id: statement.id })}>{statement.title}</a>
                  <span className={styles['when']}>
                    {referenceOf(statement)} · saved {formatRecent(statement.updatedAt)}
                  </span>
                </span>
              </span>
              {statement.status === 'finished' ? <Badge tone="ok">Finished</Badge> : <Badge>Draft</Badge>}
            </li>
          ))}
        </ul>
      )}
      <Button icon={PenLine} size="small" isDisabled={isPending} onPress={() => startWith(known, id)}>
        {begun.length === 0 ? 'Take a statement' : 'Take another statement'}
      </Button>
    </>
  );
}
