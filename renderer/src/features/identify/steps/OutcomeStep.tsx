// How it ended, and what is recorded of the person for scrutiny of the power: the last page before the record is closed.
import { ClipboardCheck, UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { BiometricDatabase } from '#contract/biometric-search.ts';
import { candidatesOf, referenceOf } from '#contract/identify/answers.ts';
import { findingsAgree, offered } from '#contract/identify/findings.ts';
import { reasonWords } from '#contract/identify/power.ts';
import { personDescribed } from '#contract/identify/person.ts';
import type { At, Outcome } from '#contract/identify.ts';
import { Button, Card, ErrorSummary, RadioGroup, Select, TextField, useShortcut } from '../../../ui/index.ts';
import styles from '../Identify.module.css';
import type { FoundIdentity } from '../identity-found.ts';
import { disposalWords, nameOf, shortDatabaseNames } from '../identify-words.ts';
import { emptyPerson, PersonFields, personFieldIds, type TypedPerson } from './PersonFields.tsx';
import { PurgeNotice } from './PurgeNotice.tsx';
import type { IdentificationDeeds } from '../use-identification.ts';

interface OutcomeStepProps {
  readonly state: At<'outcome'>;
  /** Who was found is invented. */
  readonly isReference: boolean;
  readonly deeds: IdentificationDeeds;
  readonly onFound: (found: FoundIdentity | null) => void;
}

type Found =
  | { readonly kind: 'identified'; readonly database: BiometricDatabase; readonly reference: string }
  | { readonly kind: 'no-match' }
  | { readonly kind: 'not-established'; readonly why: string };

interface Choice {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly outcome: (why: string) => Found;
}

const ids = {
  outcome: 'outcome-kind',
  why: 'outcome-why',
  disposal: 'outcome-disposal',
  purge: 'outcome-purge',
} as const;
const closing = { disposal: 'other', note: '', at: '2000-01-01T00:00:00.000Z' } as const;

/** Only what the answers and the officer's decisions allow. */
function choicesOf(state: At<'outcome'>): readonly Choice[] {
  const identified = offered(state)
    .filter(({ judgement }) => judgement === 'same-person')
    .map(({ database, reference, candidate }) => ({
      id: `${database} ${reference}`,
      label: `Identified: ${nameOf(candidate.person)}`,
      detail: `${shortDatabaseNames[database].join(', ')} ${reference}`,
      outcome: () => ({ kind: 'identified' as const, database, reference }),
    }));
  const rest = [
    {
      id: 'no-match',
      label: 'No match',
      detail: 'Every database answered, and nobody in them is this person. It does not mean no record elsewhere.',
      outcome: () => ({ kind: 'no-match' as const }),
    },
    {
      id: 'not-established',
      label: 'Not established',
      detail: 'A database did not answer, or you could not say.',
      outcome: (why: string) => ({ kind: 'not-established' as const, why }),
    },
  ].filter((choice) => findingsAgree(state, { ...choice.outcome('Not known'), ...closing }));
  return [...identified, ...rest];
}

function identityOf(state: At<'outcome'>, outcome: Found, isReference: boolean): FoundIdentity | null {
  if (outcome.kind !== 'identified') return null;
  for (const answer of state.answers)
    for (const candidate of candidatesOf(answer)) {
      const reference = referenceOf(answer.database, candidate);
      if (answer.database === outcome.database && reference === outcome.reference)
        return {
          database: answer.database,
          reference,
          person: candidate.person,
          at: new Date().toISOString(),
          isReference,
        };
    }
  return null;
}

export function OutcomeStep({ state, isReference, deeds, onFound }: OutcomeStepProps) {
  const choices = choicesOf(state);
  const [chosen, setChosen] = useState<string | null>(choices.length === 1 ? (choices[0]?.id ?? null) : null);
  const [why, setWhy] = useState('');
  const [disposal, setDisposal] = useState<Outcome['disposal'] | null>(null);
  const [note, setNote] = useState('');
  const [typed, setTyped] = useState<TypedPerson>(emptyPerson);
  const [tries, setTries] = useState(0);
  const choice = choices.find(({ id }) => id === chosen);
  const person = personDescribed.safeParse(typed.person());
  const gaps = [
    ...(state.purgeShown ? [] : [{ text: 'Show the person that the prints are destroyed', targetId: ids.purge }]),
    ...(choice === undefined ? [{ text: 'Select the outcome', targetId: ids.outcome }] : []),
    ...(choice?.id === 'not-established' && !reasonWords.safeParse(why).success
      ? [{ text: 'Enter why it was not established', targetId: ids.why }]
      : []),
    ...(disposal === null ? [{ text: 'Select what was done', targetId: ids.disposal }] : []),
    ...typed.gaps().map(({ field, words }) => ({ text: words, targetId: personFieldIds[field] })),
  ];
  const finish = async (): Promise<void> => {
    if (deeds.isPending) return;
    setTries((count) => count + 1);
    if (gaps.length > 0 || choice === undefined || disposal === null || !person.success) return;
    if (!(await deeds.record({ kind: 'person-described', person: person.data }))) return;
    const outcome = { ...choice.outcome(why), disposal, note };
    const found = identityOf(state, outcome, isReference);
    // Before the answer: main lets go of what the databases said with it.
    onFound(found);
    if (!(await deeds.record({ kind: 'outcome-recorded', outcome }))) onFound(null);
  };
  useShortcut('Ctrl+Enter', () => void finish(), { label: 'Record the outcome', group: 'Identify' });
  const shown = tries > 0 ? gaps : [];
  const errorAt = (targetId: string): string | undefined => shown.find((gap) => gap.targetId === targetId)?.text;
  return (
    <>
      {shown.length === 0 ? null : <ErrorSummary key={tries} title="Before you finish" errors={shown} />}
      <div id={ids.purge}>
        <PurgeNotice receipt={state.purge} isShown={state.purgeShown} wasSearched deeds={deeds} />
      </div>
      <Card title="Outcome" icon={ClipboardCheck}>
        <div className={styles['fields']}>
          <RadioGroup
            id={ids.outcome}
            label="Who this is"
            value={chosen}
            options={choices}
            onChange={setChosen}
            error={errorAt(ids.outcome)}
          />
          {choice?.id === 'not-established' ? (
            <TextField
              id={ids.why}
              label="Why it was not established"
              value={why}
              onChange={setWhy}
              maxLength={500}
              error={errorAt(ids.why)}
            />
          ) : null}
          <div className={styles['two']}>
            <Select
              id={ids.disposal}
              label="What was done"
              value={disposal}
              options={Object.entries(disposalWords).map(([id, label]) => ({ id, label }))}
              onChange={(id) => setDisposal(isDisposal(id) ? id : null)}
              error={errorAt(ids.disposal)}
            />
            <TextField label="Note" aside="optional" value={note} onChange={setNote} maxLength={500} />
          </div>
        </div>
      </Card>
      <Card title="The person, for scrutiny of the power" icon={UsersRound} aside="no name, no birth, no address">
        <PersonFields typed={typed} onChange={setTyped} errorAt={errorAt} />
      </Card>
      <div className={styles['deeds']}>
        <Button
          variant="primary"
          icon={ClipboardCheck}
          shortcut="Ctrl+Enter"
          isPending={deeds.isPending}
          onPress={() => void finish()}
        >
          Record and finish
        </Button>
      </div>
    </>
  );
}

const isDisposal = (id: string): id is Outcome['disposal'] => id in disposalWords;
