// One field of the form, drawn from its definition. What is typed is kept as it is; how it was read is shown below.
import { memo, useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import {
  appliesTo,
  choicesOf,
  entryOptions,
  findOffences,
  localDayAt,
  nextChoices,
  offeredOptions,
  offenceClassOf,
  offenceListSource,
  problemOf,
  readingOf,
  spokenValue,
  textOf,
  type FieldDefinition,
  type FieldKind,
  type FieldOption,
} from '#contract/forms.ts';
import { filledFromOf, offeringSource } from '#contract/known/offering.ts';
import { emptyReportContent, mostTypedCharacters, type EntryListId } from '#contract/reports.ts';
import { InsertFromNotebook } from '../../app/report-notes.ts';
import { useNow } from '../../format/use-now.ts';
import { Button, CheckboxGroup, ComboBox, RadioGroup, Select, TextField } from '../../ui/index.ts';
import type { Scope } from './draft-content.ts';
import { KnownOfField } from './offers/KnownOfField.tsx';
import { filledFromWords } from './offers/offer-words.ts';
import { OfferingField } from './offers/OfferingField.tsx';
import styles from './Form.module.css';
import { SketchField } from './sketch/SketchField.tsx';
import { StatementTools } from './statement/StatementTools.tsx';
import { fieldElementId, useFieldValue, useOpenReport, useSession } from './session-context.tsx';

interface PartProps {
  readonly field: FieldDefinition;
  readonly scope: Scope;
}

interface FieldWords {
  readonly id: string;
  readonly label: string;
  readonly aside: string | undefined;
  readonly hint: string | undefined;
  readonly note: string | undefined;
  readonly error: string | undefined;
}

/** Label and help; advice waits until the officer has left the field, the reading does not. */
function useFieldWords({ field, scope }: PartProps): FieldWords & { onFocus: () => void; onBlur: () => void } {
  const { id: reportId, form, session } = useOpenReport();
  const [isTyping, setTyping] = useState(false);
  const now = () => new Date().toISOString();
  const reading = useSyncExternalStore(session.subscribe, () => readingOf(field, session.values(scope), now()));
  const problem = useSyncExternalStore(session.subscribe, () => problemOf(form, field, session.values(scope), now()));
  const note = useSyncExternalStore(session.subscribe, () =>
    filledFromWords(filledFromOf(session.values(scope), field.id), reportId),
  );
  const onBlur = useCallback(() => {
    setTyping(false);
    void session.flush();
  }, [session]);
  return {
    id: fieldElementId(field.id, scope?.entryId),
    label: field.label,
    aside: field.aside,
    // A time beside its date is read out once, with the date.
    hint: field.kind === 'time' ? undefined : (reading ?? field.hint),
    note,
    error: isTyping ? undefined : (problem ?? undefined),
    onFocus: useCallback(() => setTyping(true), []),
    onBlur,
  };
}

const placeholders: Partial<Record<FieldKind, string>> = {
  date: '22/11/26',
  'date-of-birth': '4/3/1961',
  time: '14:03',
};
const inputModes: Partial<Record<FieldKind, 'decimal' | 'tel' | 'numeric'>> = {
  money: 'decimal',
  phone: 'tel',
  uprn: 'numeric',
};

function TypedField({ field, scope }: PartProps) {
  const { session } = useOpenReport();
  const typed = textOf(useFieldValue(scope, field.id));
  const words = useFieldWords({ field, scope });
  const isDate = field.kind === 'date' || field.kind === 'date-of-birth';
  const isProse = field.kind === 'long-text' || field.kind === 'statement-text';
  const inputMode = inputModes[field.kind];
  const placeholder = placeholders[field.kind];
  const source = offeringSource(scope?.list ?? null, field);
  const onChange = (text: string): void => {
    if (isDate) session.setDate(scope, field.id, text, localDayAt(new Date().toISOString()));
    else session.setValues(scope, { [field.id]: text });
  };
  if (source !== null) {
    return (
      <OfferingField
        {...words}
        field={field}
        scope={scope}
        source={source}
        value={typed}
        onChange={onChange}
        maxLength={mostTypedCharacters}
        placeholder={placeholder}
        {...(inputMode === undefined ? {} : { inputMode })}
      />
    );
  }
  const box = (
    <TextField
      {...words}
      value={typed}
      onChange={onChange}
      multiline={isProse}
      rows={field.kind === 'statement-text' ? 22 : field.id === 'narrative' ? 9 : 3}
      spellCheck={isProse}
      autoComplete="off"
      maxLength={mostTypedCharacters}
      placeholder={placeholder}
      {...(inputMode === undefined ? {} : { inputMode })}
    />
  );
  // A witness's statement is in the witness's words, not in those of the officer's notebook.
  if (field.id !== 'narrative' || field.kind === 'statement-text') return box;
  return (
    <>
      {box}
      <InsertFromNotebook
        fieldElementId={words.id}
        onOwnStep={() => session.endUndoStep()}
        onPutIn={(noteIds) => session.putIn(noteIds)}
      />
    </>
  );
}

function OffenceField({ field, scope }: PartProps) {
  const { session } = useOpenReport();
  const typed = textOf(useFieldValue(scope, field.id));
  const { onFocus: _onFocus, ...words } = useFieldWords({ field, scope });
  const options = findOffences(typed, 12).map((offence) => ({
    id: offence.code,
    label: offence.title,
    detail: `${offence.code} · ${offence.short}`,
  }));
  return (
    <>
      <ComboBox
        {...words}
        value={typed}
        filter={false}
        options={options}
        maxLength={mostTypedCharacters}
        onInputChange={(text) => {
          const chosen = offenceClassOf(textOf(session.values(scope)['offence-class']));
          session.setValues(
            scope,
            chosen?.title === text ? { [field.id]: text } : { [field.id]: text, 'offence-class': '' },
          );
        }}
        onSelect={(code) => {
          session.setValues(scope, { [field.id]: offenceClassOf(code)?.title ?? typed, 'offence-class': code });
        }}
      />
      <p className={styles['source']}>Classes: {offenceListSource}.</p>
    </>
  );
}

const notAnswered = 'not-answered';

/** Few and short: shown at once, one press. */
const fitsInARow = (options: readonly FieldOption[]): boolean => {
  return options.length <= 3 && options.reduce((sum, option) => sum + option.label.length, 0) <= 32;
};

function ChoiceField({ field, scope }: PartProps) {
  const { session } = useOpenReport();
  const chosen = textOf(useFieldValue(scope, field.id));
  const { onFocus: _onFocus, ...words } = useFieldWords({ field, scope });
  const set = (id: string): void => session.setValues(scope, { [field.id]: id === notAnswered ? '' : id });
  const offered = offeredOptions(field, chosen === '' ? [] : [chosen]);
  // Such as a code of an earlier year, which came with published rows: it is shown as it is, never dropped.
  const isForeign = chosen !== '' && !offered.some(({ id }) => id === chosen);
  const options = isForeign ? [...offered, { id: chosen, label: spokenValue(field, { [field.id]: chosen }) }] : offered;
  if (isForeign || field.entriesOf !== undefined || !fitsInARow(options)) {
    const shown = chosen === '' ? options : [...options, { id: notAnswered, label: 'Take the answer back' }];
    return <Select {...words} value={chosen === '' ? null : chosen} onChange={set} options={shown} />;
  }
  return (
    <div className={styles['row']}>
      <RadioGroup {...words} value={chosen === '' ? null : chosen} onChange={set} options={options} inARow />
      {chosen === '' ? null : (
        <Button variant="quiet" size="small" aria-label={`Take back: ${field.label}`} onPress={() => set('')}>
          Take back
        </Button>
      )}
    </div>
  );
}

/** One of the report's own entries. */
function EntryChoiceField({ field, scope, list }: PartProps & { readonly list: EntryListId }) {
  const { form } = useOpenReport();
  const entries = useSession(({ content }) => content[list]);
  const now = useNow(3_600_000);
  const asked = useMemo(() => {
    const report = { ...emptyReportContent, [list]: entries };
    return { ...field, options: entryOptions(form, list, report, new Date(now).toISOString()) };
  }, [form, field, list, entries, now]);
  return <ChoiceField field={asked} scope={scope} />;
}

function ChoicesField({ field, scope }: PartProps) {
  const { session } = useOpenReport();
  const value = useFieldValue(scope, field.id);
  const { onFocus: _onFocus, onBlur: _onBlur, ...words } = useFieldWords({ field, scope });
  const chosen = choicesOf(value);
  return (
    <CheckboxGroup
      {...words}
      value={chosen}
      columns={2}
      options={offeredOptions(field, chosen)}
      onChange={(ids) => session.setValues(scope, { [field.id]: [...nextChoices(chosen, ids)] })}
    />
  );
}

function FieldPart(props: PartProps) {
  switch (props.field.kind) {
    case 'choice':
      return props.field.entriesOf === undefined ? (
        <ChoiceField {...props} />
      ) : (
        <EntryChoiceField {...props} list={props.field.entriesOf} />
      );
    case 'multi-choice':
    case 'prompts':
      return <ChoicesField {...props} />;
    case 'statement-text':
      return (
        <>
          <StatementTools fieldId={props.field.id} />
          <TypedField {...props} />
        </>
      );
    case 'offence':
      return <OffenceField {...props} />;
    case 'sketch-plan':
      return <SketchField field={props.field} />;
    case 'text':
    case 'long-text':
    case 'date':
    case 'date-of-birth':
    case 'time':
    case 'postcode':
    case 'uprn':
    case 'os-grid':
    case 'what3words':
    case 'money':
    case 'phone':
    case 'vrm':
      return <TypedField {...props} />;
    case 'offence-class':
      break;
  }
  return null;
}

/** Nothing at all while the definition says that the field is not asked. */
export const FormField = memo(function FormField({ field, scope }: PartProps) {
  const { session } = useOpenReport();
  const isAsked = useSyncExternalStore(session.subscribe, () =>
    appliesTo(field, session.values(scope), session.values(null)),
  );
  if (!isAsked || field.kind === 'offence-class') return null;
  return (
    <div className={styles[field.width ?? 'full']}>
      <FieldPart field={field} scope={scope} />
      <KnownOfField field={field} scope={scope} />
    </div>
  );
});
