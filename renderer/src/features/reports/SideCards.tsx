// Beside the form: what is still missing, as links, and the clock of the 24 h rule.
import { Clock } from 'lucide-react';
import { memo, useState } from 'react';
import { clockInstant, isReadInGroups, missingTogether, type FormClock, type MissingField } from '#contract/forms.ts';
import { formatCount, formatRecent, formatSpan } from '../../format/index.ts';
import { useNow } from '../../format/use-now.ts';
import { Card, ProgressBar } from '../../ui/index.ts';
import { sectionOfField } from './section-fields.ts';
import { assessmentOf, useOpenReport, useSettledContent } from './session-context.tsx';
import styles from './SideCards.module.css';

/** One more than fits is shown rather than hidden behind a link of the same height. */
const mostShown = 5;

/** One line for each vehicle or section; its link leads to the first field. */
function MissingGroups({ fields }: { readonly fields: readonly MissingField[] }) {
  const { form, goTo } = useOpenReport();
  const content = useSettledContent();
  const now = new Date(useNow(3_600_000)).toISOString();
  return (
    <ul className={styles['links']}>
      {missingTogether(form, content, fields, now).map(({ key, name, fields: together }) => (
        <li key={key}>
          <button
            type="button"
            className={styles['link']}
            onClick={() => {
              const [first] = together;
              if (first !== undefined) goTo(first);
            }}
          >
            {`${name} · ${formatCount(together.length, 'field')}`}
          </button>
        </li>
      ))}
    </ul>
  );
}

function MissingLinks({ fields }: { readonly fields: readonly MissingField[] }) {
  return isReadInGroups(fields) ? <MissingGroups fields={fields} /> : <MissingOneByOne fields={fields} />;
}

function MissingOneByOne({ fields }: { readonly fields: readonly MissingField[] }) {
  const { goTo } = useOpenReport();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll || fields.length === mostShown + 1 ? fields : fields.slice(0, mostShown);
  return (
    <ul className={styles['links']}>
      {shown.map((field) => (
        <li key={`${field.entryId ?? ''}${field.fieldId}`}>
          <button type="button" className={styles['link']} onClick={() => goTo(field)}>
            {field.label}
          </button>
        </li>
      ))}
      {shown.length === fields.length ? null : (
        <li>
          <button type="button" className={styles['more']} onClick={() => setShowsAll(true)}>
            {`Show ${fields.length - shown.length} more`}
          </button>
        </li>
      )}
    </ul>
  );
}

export const MissingCard = memo(function MissingCard() {
  const { form } = useOpenReport();
  const { missing } = assessmentOf(form, useSettledContent());
  const [showsOptional, setShowsOptional] = useState(false);
  const { neededNow, beforeSubmission, optional } = missing;
  return (
    <Card title="Still missing">
      <div className={styles['groups']}>
        <section>
          <h3 className={styles['bad']}>Needed now{neededNow.length === 0 ? '' : ` · ${neededNow.length}`}</h3>
          {neededNow.length === 0 ? <p>Nothing. You can stop here safely.</p> : <MissingLinks fields={neededNow} />}
        </section>
        <section>
          <h3 className={styles['warn']}>
            Before submission{beforeSubmission.length === 0 ? '' : ` · ${beforeSubmission.length}`}
          </h3>
          {beforeSubmission.length === 0 ? <p>Nothing.</p> : <MissingLinks fields={beforeSubmission} />}
        </section>
        <section>
          <h3 className={styles['quiet']}>Optional · {optional.length}</h3>
          {showsOptional ? <MissingLinks fields={optional} /> : null}
          <p>
            Never blocks you.{' '}
            {optional.length === 0 ? null : (
              <button type="button" className={styles['more']} onClick={() => setShowsOptional(!showsOptional)}>
                {showsOptional ? 'Hide' : 'Show them'}
              </button>
            )}
          </p>
        </section>
      </div>
    </Card>
  );
});

const hourMilliseconds = 3_600_000;

export const ClockCard = memo(function ClockCard({ clock }: { readonly clock: FormClock }) {
  const { form, goTo } = useOpenReport();
  const reportedAt = clockInstant(form, useSettledContent());
  const now = useNow(15_000);
  if (reportedAt === null) {
    return (
      <Card title={clock.name} icon={Clock}>
        <p className={styles['note']}>{clock.about}</p>
        <button
          type="button"
          className={styles['link']}
          onClick={() => goTo({ section: sectionOfField(form, clock.dateField), fieldId: clock.dateField })}
        >
          {clock.ask}
        </button>
      </Card>
    );
  }
  const elapsed = now - Date.parse(reportedAt);
  const whole = clock.hours * hourMilliseconds;
  const left = Math.min(whole, whole - elapsed);
  const tone = left < 0 ? 'bad' : left < whole / 4 ? 'warn' : 'accent';
  const span = left < 0 ? formatSpan(-left / 1000) : hoursAndMinutes(left);
  return (
    <Card title={clock.name} icon={Clock}>
      <p className={styles['clock']}>
        <strong className={styles[tone]}>{span}</strong> {left < 0 ? 'over' : 'left to record'}
      </p>
      <ProgressBar
        label={`Time used of ${clock.hours} hours`}
        value={Math.max(0, Math.min(elapsed, whole))}
        max={whole}
        valueText={left < 0 ? `${span} over` : `${span} left to record`}
        tone={tone}
      />
      <p className={styles['note']}>
        Reported {formatRecent(reportedAt, now)}
        {elapsed < 0 ? ', which has not come yet' : ''}
      </p>
    </Card>
  );
});

/** "19 h 20 min" until the end, because every half hour counts here. */
function hoursAndMinutes(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
}
