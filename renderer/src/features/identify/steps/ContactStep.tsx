// Command & Control is contacted, because an immigration record asks for it: with whom, and what they said.
import { ArrowRight, Siren } from 'lucide-react';
import { useState } from 'react';
import { offered } from '#contract/identify/findings.ts';
import { reasonWords } from '#contract/identify/power.ts';
import type { At } from '#contract/identify.ts';
import { Button, Card, Notice, TextField, useCheckedAnswers, useShortcut } from '../../../ui/index.ts';
import styles from '../Identify.module.css';
import { nameOf } from '../identify-words.ts';
import { PurgeNotice } from './PurgeNotice.tsx';
import type { IdentificationDeeds } from '../use-identification.ts';

interface ContactStepProps {
  readonly state: At<'contact'>;
  readonly deeds: IdentificationDeeds;
}

const fields = { spokeTo: 'contact-spoke-to', instruction: 'contact-instruction' } as const;
const isWritten = (words: string): boolean => reasonWords.safeParse(words).success;

export function ContactStep({ state, deeds }: ContactStepProps) {
  const [spokeTo, setSpokeTo] = useState('');
  const [instruction, setInstruction] = useState('');
  const { errorOf, check } = useCheckedAnswers(fields, {
    ...(isWritten(spokeTo) ? {} : { spokeTo: 'Enter who you spoke to' }),
    ...(isWritten(instruction) ? {} : { instruction: 'Enter what they told you to do' }),
  });
  const goOn = (): void => {
    if (check() && !deeds.isPending)
      void deeds.record({ kind: 'control-contacted', contact: { spokeTo, instruction } });
  };
  useShortcut('Ctrl+Enter', goOn, { label: 'Go on', group: 'Identify' });
  const asking = offered(state).filter(
    ({ candidate, judgement }) =>
      judgement !== 'another-person' && (candidate.person.immigration?.commandAndControl ?? null) !== null,
  );
  return (
    <>
      <PurgeNotice receipt={state.purge} isShown={state.purgeShown} wasSearched deeds={deeds} />
      {asking.map(({ database, reference, candidate: { person } }) => (
        <Notice
          key={`${database}${reference}`}
          tone="warn"
          icon={Siren}
          title={`Contact Command & Control now: ${nameOf(person)}, IABS ${person.immigration?.iabsReference ?? reference}`}
        >
          Flag {person.immigration?.flag}. {person.immigration?.commandAndControl}
        </Notice>
      ))}
      <Card
        title="Command & Control"
        icon={Siren}
        footer={
          <Button variant="primary" icon={ArrowRight} shortcut="Ctrl+Enter" isPending={deeds.isPending} onPress={goOn}>
            Contacted: go on
          </Button>
        }
      >
        <div className={styles['fields']}>
          <TextField
            id={fields.spokeTo}
            label="Who you spoke to"
            value={spokeTo}
            onChange={setSpokeTo}
            maxLength={500}
            autoComplete="off"
            error={errorOf('spokeTo')}
          />
          <TextField
            id={fields.instruction}
            label="What they told you to do"
            value={instruction}
            onChange={setInstruction}
            maxLength={500}
            multiline
            rows={2}
            spellCheck
            error={errorOf('instruction')}
          />
        </div>
      </Card>
    </>
  );
}
