// From a person in a report to their statement: what is known of them is there already.
import { PenLine } from 'lucide-react';
import type { ReportContent } from '#contract/reports.ts';
import { useNewReport } from '../../../app/use-new-report.ts';
import { Button } from '../../../ui/index.ts';
import type { Scope } from '../draft-content.ts';
import { useOpenReport } from '../session-context.tsx';
import { statementFromPerson } from './statement-from-person.ts';

export function TakeStatement({ scope }: { readonly scope: NonNullable<Scope> }) {
  const { id, form, session, reference } = useOpenReport();
  const { startWith, isPending } = useNewReport('statement');
  const known = async (): Promise<ReportContent> => {
    // The report is left: what was typed in it is on the disk first.
    await session.flush();
    const { content } = session.snapshot();
    const person = { id: scope.entryId, values: session.values(scope) };
    return statementFromPerson(form, { content, reference }, person, new Date().toISOString());
  };
  return (
    <Button icon={PenLine} size="small" isDisabled={isPending} onPress={() => startWith(known, id)}>
      Take a statement
    </Button>
  );
}
