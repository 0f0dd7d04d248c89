// The power and its grounds, or consent: both halves of the law stand here before a finger may be asked for.
import { ArrowRight, Scale } from 'lucide-react';
import { useState } from 'react';
import { gapsOfPower, type DraftGap, type IdentificationDraft } from '#contract/identify/draft.ts';
import type { KeptIdentification } from '#contract/identify/kept.ts';
import { consentNeeded, type ConsentAge } from '#contract/identify/power.ts';
import { Button, Card, RadioGroup, SaveState, TextField, useShortcut } from '../../../ui/index.ts';
import styles from '../Identify.module.css';
import { useDraftSaver } from '../open-drafts.ts';
import { ReadinessNotice } from '../ReadinessNotice.tsx';
import { fieldId, GapSummary, wordsOf } from './DraftGaps.tsx';
import type { IdentificationDeeds } from '../use-identification.ts';

const paths = [
  {
    id: 'pace-61-6a',
    label: 'PACE 1984, section 61(6A)',
    detail: 'You suspect an offence, and the name is not known or you have grounds to doubt it.',
  },
  { id: 'consent', label: 'Consent', detail: 'No power is used. It can be withdrawn until the search is sent.' },
] as const;

const nameGrounds = [
  { id: 'not-known', label: 'The name is not known', detail: 'and cannot be readily ascertained' },
  { id: 'doubted', label: 'The name is doubted', detail: 'there are reasonable grounds for it' },
] as const;

const ages = [
  { id: 'adult', label: '18 or over' },
  { id: '14-17', label: '14 to 17' },
  { id: 'under-14', label: 'Under 14' },
] as const;

const consentWords = {
  person: 'The person consents',
  'person-and-parent': 'The person and a parent or guardian both consent',
  parent: 'A parent or guardian consents',
} as const;

interface StepProps {
  readonly kept: KeptIdentification;
  readonly deeds: IdentificationDeeds;
}

export function PowerStep({ kept, deeds }: StepProps) {
  const { saver, state } = useDraftSaver(kept);
  const draft = state.content;
  const [tries, setTries] = useState(0);
  const gaps = gapsOfPower(draft);
  const shown = tries > 0 ? gaps : [];
  const change = (part: Partial<IdentificationDraft>): void => saver.change(part);
  const goOn = async (): Promise<void> => {
    if (deeds.isPending) return;
    setTries((count) => count + 1);
    await saver.flush();
    if (gapsOfPower(saver.snapshot().content).length === 0) await deeds.recordPower();
  };
  useShortcut('Ctrl+Enter', () => void goOn(), { label: 'Go on', group: 'Identify' });
  return (
    <>
      <ReadinessNotice />
      {shown.length === 0 ? null : <GapSummary key={tries} gaps={shown} />}
      <Card
        title="Power and grounds"
        icon={Scale}
        aside={<SaveState autosave={state.autosave} onTryNow={() => void saver.flush()} />}
        footer={
          <Button
            variant="primary"
            icon={ArrowRight}
            shortcut="Ctrl+Enter"
            isPending={deeds.isPending}
            onPress={() => void goOn()}
          >
            Record it and go on
          </Button>
        }
      >
        <div className={styles['fields']}>
          <TextField
            id={fieldId('place')}
            label="Where you are"
            value={draft.place}
            onChange={(place) => change({ place })}
            onBlur={() => void saver.flush()}
            error={wordsOf(shown, 'place')}
            maxLength={500}
            autoComplete="off"
            placeholder="Hoe Street, outside number 214"
          />
          <RadioGroup
            id={fieldId('path')}
            label="By what right"
            value={draft.path}
            options={paths}
            onChange={(path) => change({ path: path === 'consent' ? path : 'pace-61-6a' })}
            error={wordsOf(shown, 'path')}
          />
          {draft.path === 'pace-61-6a' ? <Grounds draft={draft} gaps={shown} onChange={change} /> : null}
          {draft.path === 'consent' ? <Consent draft={draft} gaps={shown} onChange={change} /> : null}
        </div>
      </Card>
    </>
  );
}

interface PartProps {
  readonly draft: IdentificationDraft;
  readonly gaps: readonly DraftGap[];
  readonly onChange: (part: Partial<IdentificationDraft>) => void;
}

function Grounds({ draft, gaps, onChange }: PartProps) {
  const isDoubted = draft.nameGround === 'doubted';
  return (
    <>
      <TextField
        id={fieldId('suspectedOffence')}
        label="The offence that you suspect"
        aside="and nothing more than you would tell the person"
        value={draft.suspectedOffence}
        onChange={(suspectedOffence) => onChange({ suspectedOffence })}
        error={wordsOf(gaps, 'suspectedOffence')}
        maxLength={500}
        autoComplete="off"
        placeholder="Theft from a shop"
      />
      <RadioGroup
        id={fieldId('nameGround')}
        label="And the name"
        value={draft.nameGround}
        options={nameGrounds}
        onChange={(id) => onChange({ nameGround: id === 'doubted' ? id : 'not-known' })}
        error={wordsOf(gaps, 'nameGround')}
      />
      {draft.nameGround === null ? null : (
        <TextField
          id={fieldId('groundOfDoubt')}
          label={isDoubted ? 'Why you doubt the name that was given' : 'Why it cannot be readily ascertained'}
          hint={isDoubted ? 'Do not write the name itself here.' : undefined}
          value={draft.groundOfDoubt}
          onChange={(groundOfDoubt) => onChange({ groundOfDoubt })}
          error={wordsOf(gaps, 'groundOfDoubt')}
          maxLength={500}
          multiline
          rows={2}
          spellCheck
        />
      )}
    </>
  );
}

function Consent({ draft, gaps, onChange }: PartProps) {
  const needed = draft.consentAge === null ? null : consentNeeded(draft.consentAge);
  return (
    <>
      <RadioGroup
        id={fieldId('consentAge')}
        label="How old the person is"
        value={draft.consentAge}
        options={ages}
        inARow
        // Whose consent counts follows from the age: it is asked anew.
        onChange={(id) => onChange({ consentAge: id as ConsentAge, consentFrom: null })}
        error={wordsOf(gaps, 'consentAge')}
      />
      {needed === null ? null : (
        <RadioGroup
          id={fieldId('consentFrom')}
          label="Who consents"
          value={draft.consentFrom}
          options={[{ id: needed, label: consentWords[needed] }]}
          onChange={() => onChange({ consentFrom: needed })}
          error={wordsOf(gaps, 'consentFrom')}
        />
      )}
      <TextField
        id={fieldId('consentWhy')}
        label="Why prints are wanted"
        value={draft.consentWhy}
        onChange={(consentWhy) => onChange({ consentWhy })}
        error={wordsOf(gaps, 'consentWhy')}
        maxLength={500}
        multiline
        rows={2}
        spellCheck
        placeholder="Found ill and cannot say a name"
      />
    </>
  );
}
