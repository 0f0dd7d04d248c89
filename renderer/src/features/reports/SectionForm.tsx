// The fields of one section, in the order of the definition; a date stands in one row with its time.
import { Clock } from 'lucide-react';
import { memo, useSyncExternalStore } from 'react';
import { answeredByEntries, appliesTo, isFilled, localDayAt, type FieldDefinition } from '#contract/forms.ts';
import { formatTime } from '../../format/index.ts';
import { Button } from '../../ui/index.ts';
import type { Scope } from './draft-content.ts';
import styles from './Form.module.css';
import { FormField } from './FormField.tsx';
import { useOpenReport, useSession } from './session-context.tsx';

interface WhenRowProps {
  readonly date: FieldDefinition;
  readonly time: FieldDefinition;
  readonly scope: Scope;
}

function WhenRow({ date, time, scope }: WhenRowProps) {
  const { session } = useOpenReport();
  const isAsked = useSyncExternalStore(session.subscribe, () =>
    appliesTo(date, session.values(scope), session.values(null)),
  );
  const setNow = (): void => {
    const now = new Date().toISOString();
    const [year = '', month = '', day = ''] = localDayAt(now).split('-');
    session.setDate(scope, date.id, `${day}/${month}/${year}`, localDayAt(now));
    session.setValues(scope, { [time.id]: formatTime(now) });
  };
  if (!isAsked) return null;
  return (
    <div className={styles['when']}>
      <FormField field={date} scope={scope} />
      <FormField field={time} scope={scope} />
      {date.group === 'optional' ? null : (
        <Button icon={Clock} onPress={setNow}>
          Now
        </Button>
      )}
    </div>
  );
}

interface SectionFormProps {
  readonly fields: readonly FieldDefinition[];
  readonly scope: Scope;
}

export const SectionForm = memo(function SectionForm({ fields, scope }: SectionFormProps) {
  const { form } = useOpenReport();
  // A question that the people or items entered have answered is not asked, unless it was answered otherwise before.
  const answered = useSession(({ content }) =>
    scope === null
      ? fields
          .filter(({ id }) => answeredByEntries(form, id, content) && !isFilled(content.values[id]))
          .map(({ id }) => id)
          .join(' ')
      : '',
  ).split(' ');
  const times = new Set(fields.map((field) => field.timeField));
  return (
    <div className={styles['grid']}>
      {fields.map((field) => {
        if (times.has(field.id) || answered.includes(field.id)) return null;
        const time = fields.find((candidate) => candidate.id === field.timeField);
        return time === undefined ? (
          <FormField key={field.id} field={field} scope={scope} />
        ) : (
          <WhenRow key={field.id} date={field} time={time} scope={scope} />
        );
      })}
    </div>
  );
});
