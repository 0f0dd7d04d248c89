// The whole report to read over, from the same definition as the form; with links back while it is still a draft.
import { Fragment } from 'react';
import {
  answersOf,
  checkSection,
  forgottenFields,
  textOf,
  type EntryListDefinition,
  withEntryChoices,
  type FieldDefinition,
  type FormDefinition,
  type MissingField,
} from '#contract/forms.ts';
import type { FieldValues, ReportContent } from '#contract/reports.ts';
import { Button } from '../../ui/index.ts';
import { fieldsOf, isSectionStarted, listsAround } from './section-fields.ts';
import type { Place } from './session-context.tsx';
import { SketchPicture } from './sketch/SketchPicture.tsx';
import styles from './Summary.module.css';

interface SummaryProps {
  readonly form: FormDefinition;
  readonly content: ReportContent;
  /** When the reading of ages and dates counts. */
  readonly now: string;
  readonly missing?: readonly MissingField[];
  /** Given: every line has a link back to its field. */
  readonly onChange?: (place: Place) => void;
}

interface LinesProps extends Omit<SummaryProps, 'form'> {
  readonly fields: readonly FieldDefinition[];
  readonly values: FieldValues;
  readonly entryId?: string;
}

function Lines({ content, now, missing = [], onChange, fields, values, entryId }: LinesProps) {
  const missedIds = new Set(missing.filter((field) => field.entryId === entryId).map((field) => field.fieldId));
  const answers = answersOf({ fields, values, report: content.values, now, missedIds });
  if (answers.length === 0) return null;
  return (
    <dl className={styles['lines']}>
      {answers.map(({ field, typed, reading, isMissing }) => (
        <Fragment key={field.id}>
          <dt>{isMissing ? (field.missingLabel ?? field.label) : field.label}</dt>
          <dd data-missing={isMissing}>
            {isMissing ? (
              'Not entered'
            ) : field.kind === 'sketch-plan' ? (
              <SketchPicture kept={textOf(values[field.id])} vehicles={content.vehicles} />
            ) : (
              typed
            )}
            {reading === null ? null : <span className={styles['reading']}>{reading}</span>}
          </dd>
          {onChange === undefined || field.section === '' ? null : (
            <dd className={styles['change']}>
              <Button
                variant="quiet"
                size="small"
                aria-label={`${isMissing ? 'Enter' : 'Change'}: ${field.label}`}
                onPress={() =>
                  onChange({
                    section: field.section,
                    fieldId: field.id,
                    ...(entryId === undefined ? {} : { entryId }),
                  })
                }
              >
                {isMissing ? 'Enter' : 'Change'}
              </Button>
            </dd>
          )}
        </Fragment>
      ))}
    </dl>
  );
}

function SectionSummary({
  section,
  title,
  ...rest
}: SummaryProps & { readonly section: string; readonly title: string }) {
  const { form, content, now, missing = [] } = rest;
  const forgotten = form.sections[0]?.id === section ? forgottenFields(form.fields, content.values) : [];
  const isEmpty =
    forgotten.length === 0 &&
    !isSectionStarted(form, section, content) &&
    !missing.some((field) => field.section === section);
  const { above, below } = listsAround(form, section);
  const entriesOf = (lists: readonly EntryListDefinition[]) =>
    lists.map((list) =>
      content[list.id].map((entry, index) => (
        <div key={entry.id} className={styles['entry']}>
          <h4>{list.wordsOf(entry.values, now, index, content).name}</h4>
          <Lines
            {...rest}
            fields={[
              ...withEntryChoices(form, list.fields, content, now),
              ...forgottenFields(list.fields, entry.values),
            ]}
            values={entry.values}
            entryId={entry.id}
          />
        </div>
      )),
    );
  return (
    <section className={styles['section']} data-actions={rest.onChange !== undefined}>
      <h3>{title}</h3>
      {isEmpty ? <p className={styles['empty']}>Nothing entered.</p> : null}
      {entriesOf(above)}
      <Lines {...rest} fields={[...fieldsOf(form, section), ...forgotten]} values={content.values} />
      {entriesOf(below)}
    </section>
  );
}

export function Summary(props: SummaryProps) {
  return (
    <div className={styles['summary']}>
      {props.form.sections
        .filter(({ id }) => id !== checkSection)
        .map(({ id, title }) => (
          <SectionSummary key={id} {...props} section={id} title={title} />
        ))}
    </div>
  );
}
