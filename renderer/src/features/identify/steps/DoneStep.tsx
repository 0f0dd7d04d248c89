// Identified: the identity goes into a report with where it is from, while this screen is open; after that only the record is left.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FilePlus2, FileText, UserCheck } from 'lucide-react';
import { useState } from 'react';
import type { KeptIdentification } from '#contract/identify/kept.ts';
import type { ReportId } from '#contract/ids.ts';
import { emptyReportContent } from '#contract/reports.ts';
import { addPersonToReport, type DraftOutcome } from '../../../app/add-person-to-report.ts';
import { navigate } from '../../../app/route.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { showProblem } from '../../../ipc/problem.ts';
import { queries } from '../../../ipc/queries.ts';
import { Button, Card, Notice, Select, showToast, type Tone } from '../../../ui/index.ts';
import styles from '../Identify.module.css';
import { aboutWords, nameOf } from '../identify-words.ts';
import { personValues, sourceWords, type FoundIdentity } from '../identity-found.ts';
import { RecordView } from '../RecordView.tsx';

interface DoneStepProps {
  readonly kept: KeptIdentification;
  readonly found: FoundIdentity;
}

export function DoneStep({ kept, found }: DoneStepProps) {
  return (
    <>
      <Notice tone="ok" icon={UserCheck} title={`Identified: ${nameOf(found.person)}`}>
        {aboutWords(found.person)}. {sourceWords(found)}. This is shown until you leave the screen: the record below
        keeps no name.
      </Notice>
      <IntoReport kept={kept} found={found} />
      {kept.facts === null ? null : <RecordView kept={kept} facts={kept.facts} />}
    </>
  );
}

function newsOf(outcome: DraftOutcome, found: FoundIdentity): { tone: Tone; title: string; text: string } {
  const name = nameOf(found.person);
  if (outcome === 'saved') return { tone: 'ok', title: `${name} is in the report`, text: sourceWords(found) };
  if (outcome === 'kept')
    return { tone: 'warn', title: `${name} is not saved yet`, text: 'It is kept with the report and tried again.' };
  return {
    tone: 'bad',
    title: 'The report was finished meanwhile',
    text: 'Reopen it, or choose another. Nothing is lost.',
  };
}

function IntoReport({ kept, found }: DoneStepProps) {
  const client = useQueryClient();
  const { data: drafts = [] } = useQuery(queries.reportsList({ search: '', status: 'draft' }));
  const reports = drafts.filter(({ kind }) => kind === 'crime');
  const [chosen, setChosen] = useState<string | null>(kept.reportId);
  const target = reports.find(({ id }) => id === chosen) ?? null;
  const add = useMutation({
    mutationFn: async (id: ReportId | null) => {
      const values = personValues(found);
      if (id !== null) return { id, outcome: await addPersonToReport(id, client, values) };
      const person = { id: crypto.randomUUID(), values };
      const content = { ...emptyReportContent, people: [person] };
      const created = await value(kerbdesk.reports.create({ kind: 'crime', parentId: null, content }));
      client.setQueryData(queries.report(created.id).queryKey, created);
      return { id: created.id, outcome: 'saved' as const };
    },
    onSuccess: ({ id, outcome }) => {
      showToast({ ...newsOf(outcome, found), untilLock: true });
      if (outcome !== 'finished') navigate({ screen: 'report', id });
    },
    onError: (error) => showProblem(error, 'The identity was not put into the report'),
  });
  return (
    <Card title="Put the identity into a report" icon={FileText}>
      <div className={styles['fields']}>
        <p className={styles['quiet']}>Name, birth and where it is from. Check the person’s role there.</p>
        <div className={styles['deeds']}>
          {reports.length === 0 ? null : (
            <>
              <div className={styles['pick']}>
                <Select
                  label="Report"
                  value={chosen}
                  placeholder="Choose a draft"
                  options={reports.map(({ id, title, localReference }) => ({
                    id,
                    label: title === '' ? localReference : title,
                  }))}
                  onChange={setChosen}
                />
              </div>
              <Button
                variant="primary"
                icon={FileText}
                isDisabled={target === null}
                isPending={add.isPending}
                onPress={() => {
                  if (target !== null) add.mutate(target.id);
                }}
              >
                Put it in
              </Button>
            </>
          )}
          <Button
            variant={reports.length === 0 ? 'primary' : 'secondary'}
            icon={FilePlus2}
            isPending={add.isPending}
            onPress={() => add.mutate(null)}
          >
            New crime report with it
          </Button>
        </div>
      </div>
    </Card>
  );
}
