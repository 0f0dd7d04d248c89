// The last section: reads the report over and finishes it. What is missing is said plainly and never blocks.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { isReadInGroups, missingTogether, type MissingField } from '#contract/forms.ts';
import type { ReportId } from '#contract/ids.ts';
import { formatCount } from '../../format/index.ts';
import { useNow } from '../../format/use-now.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Button, Dialog, Notice, showToast } from '../../ui/index.ts';
import styles from './CheckSection.module.css';
import { assessmentOf, useOpenReport, useSettledContent, type Place } from './session-context.tsx';
import { Summary } from './Summary.tsx';

/** GOV.UK's error summary, with links that also open the section of the field. */
function NeededNow({
  fields,
  onGo,
}: {
  readonly fields: readonly MissingField[];
  readonly onGo: (place: Place) => void;
}) {
  return (
    <Notice tone="bad" live title={`${formatCount(fields.length, 'thing is', 'things are')} needed now`}>
      <ul className={styles['list']}>
        {fields.map((field) => (
          <li key={field.fieldId}>
            <button type="button" className={styles['link']} onClick={() => onGo(field)}>
              {field.label}
            </button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

interface CheckSectionProps {
  readonly id: ReportId;
  readonly localReference: string;
}

export function CheckSection({ id, localReference }: CheckSectionProps) {
  const { form, session, goTo } = useOpenReport();
  const client = useQueryClient();
  const content = useSettledContent();
  const now = new Date(useNow(60_000)).toISOString();
  const { missing, problems } = assessmentOf(form, content);
  const [isAsking, setAsking] = useState(false);
  const { mutate: finish, isPending } = useMutation({
    mutationFn: async () => {
      await session.flush();
      if (session.hasUnsaved) throw new Error('The typing is not saved yet.');
      return await value(kerbdesk.reports.finish({ id, revision: session.revision }));
    },
    onSuccess: (finished) => {
      session.accept(finished);
      client.setQueryData(queries.report(id).queryKey, finished);
      showToast({
        title: 'Report finished',
        text: `${localReference} is kept in this vault until it is handed over.`,
      });
    },
    onError: (error) => showProblem(error, 'The report was not finished'),
    onSettled: () => setAsking(false),
  });
  const all = [...missing.neededNow, ...missing.beforeSubmission];
  const left = all.length;
  return (
    <div className={styles['check']}>
      {missing.neededNow.length === 0 ? null : <NeededNow fields={missing.neededNow} onGo={goTo} />}
      {problems.length === 0 ? null : (
        <Notice tone="warn" title="Look at these again">
          <ul className={styles['list']}>
            {problems.map((problem) => (
              <li key={`${problem.entryId ?? ''}${problem.fieldId}${problem.message}`}>
                <button type="button" className={styles['link']} onClick={() => goTo(problem)}>
                  {problem.message}
                </button>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Summary form={form} content={content} now={now} missing={all} onChange={goTo} />
      <div className={styles['foot']}>
        <Button
          variant="primary"
          icon={CircleCheck}
          isDisabled={isPending}
          onPress={() => {
            if (left === 0) finish();
            else setAsking(true);
          }}
        >
          Finish report
        </Button>
        <p>
          {left === 0
            ? 'Nothing is missing.'
            : `${formatCount(left, 'thing is', 'things are')} still missing. You can finish anyway.`}
        </p>
      </div>
      <Dialog
        title="Finish with things missing?"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button variant="primary" isDisabled={isPending} onPress={() => finish()}>
              Finish anyway
            </Button>
            <Button onPress={() => setAsking(false)}>Go back</Button>
          </>
        }
      >
        <p>The report is kept as it is and can be reopened. It may be sent back for what is still missing:</p>
        <ul className={styles['missing']}>
          {isReadInGroups(all)
            ? missingTogether(form, content, all, now).map(({ key, name, fields }) => (
                <li key={key}>{`${name}: ${formatCount(fields.length, 'field')}`}</li>
              ))
            : all.map((field) => <li key={`${field.entryId ?? ''}${field.fieldId}`}>{field.label}</li>)}
        </ul>
      </Dialog>
    </div>
  );
}
