// Beside a crime report: its suspect's name is not known, or doubted. What the report tells of offence and place is not asked again.
import { useMutation, useQuery } from '@tanstack/react-query';
import { Fingerprint } from 'lucide-react';
import { offenceClassOf } from '#contract/offences/find-offences.ts';
import { textOf } from '#contract/forms.ts';
import type { IdentificationDraft } from '#contract/identify/draft.ts';
import type { ReportId } from '#contract/ids.ts';
import type { ReportContent } from '#contract/reports.ts';
import { flushAll } from '../../app/flush-before-lock.ts';
import { useNewIdentification } from '../../app/use-new-identification.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Button, Card } from '../../ui/index.ts';
import styles from './Identify.module.css';

const placeFields = ['venue-name', 'venue-street', 'venue-town', 'venue-postcode'] as const;

function knownFrom({ values }: ReportContent): Partial<IdentificationDraft> {
  const place = placeFields
    .map((field) => textOf(values[field]).trim())
    .filter((part) => part !== '')
    .join(', ');
  const offence = offenceClassOf(textOf(values['offence-class']))?.short ?? textOf(values['offence']).trim();
  return {
    ...(place === '' ? {} : { place: place.slice(0, 500) }),
    ...(offence === '' ? {} : { suspectedOffence: offence.slice(0, 500) }),
  };
}

export function IdentifyCard({ reportId }: { readonly reportId: ReportId }) {
  const { data: report } = useQuery(queries.report(reportId));
  const { start, isPending } = useNewIdentification();
  const begin = useMutation({
    mutationFn: async () => {
      // What was typed a moment ago belongs to it.
      await flushAll();
      return knownFrom((await value(kerbdesk.reports.get({ id: reportId }))).content);
    },
    onSuccess: (known) => start({ reportId, known }),
    onError: (error) => showProblem(error, 'The identification was not begun'),
  });
  if (report?.status !== 'draft' || report.kind !== 'crime') return null;
  return (
    <Card title="Name not known?" icon={Fingerprint}>
      <div className={styles['fields']}>
        <p className={styles['quiet']}>Two fingers, answered within 60 seconds. The identity comes into this report.</p>
        <div>
          <Button icon={Fingerprint} isPending={isPending || begin.isPending} onPress={() => begin.mutate()}>
            Identify a person
          </Button>
        </div>
      </div>
    </Card>
  );
}
