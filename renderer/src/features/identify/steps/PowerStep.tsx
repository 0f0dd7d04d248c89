// The power and its grounds, or consent: both halves of the law stand here before a finger may be asked for.
import { Scale } from 'lucide-react';
import { gapsOfPower } from '#contract/identify/draft.ts';
import type { KeptIdentification } from '#contract/identify/kept.ts';
import { consentNeeded, type ConsentAge } from '#contract/identify/power.ts';
import { RadioGroup, TextField } from '../../../ui/index.ts';
import { DraftStep, fieldId, type DraftForm } from './DraftStep.tsx';
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

export const PowerStep = ({ kept, deeds }: StepProps) => (
  <DraftStep
    kept={kept}
    title="Power and grounds"
    icon={Scale}
    deed="Record it and go on"
    gapsOf={gapsOfPower}
    record={deeds.recordPower}
    isPending={deeds.isPending}
  >
    {(form) => (
      <>
        <TextField
          id={fieldId('place')}
          label="Where you are"
          value={form.draft.place}
          onChange={(place) => form.change({ place })}
          onBlur={form.leave}
          error={form.errorOf('place')}
          maxLength={500}
          autoComplete="off"
          placeholder="Hoe Street, outside number 214"
        />
        <RadioGroup
          id={fieldId('path')}
          label="By what right"
          value={form.draft.path}
          options={paths}
          onChange={(path) => form.change({ path: path === 'consent' ? path : 'pace-61-6a' })}
          error={form.errorOf('path')}
        />
        {form.draft.path === 'pace-61-6a' ? <Grounds {...form} /> : null}
        {form.draft.path === 'consent' ? <Consent {...form} /> : null}
      </>
    )}
  </DraftStep>
);

function Grounds({ draft, change, errorOf }: DraftForm) {
  const isDoubted = draft.nameGround === 'doubted';
  return (
    <>
      <TextField
        id={fieldId('suspectedOffence')}
        label="The offence that you suspect"
        aside="and nothing more than you would tell the person"
        value={draft.suspectedOffence}
        onChange={(suspectedOffence) => change({ suspectedOffence })}
        error={errorOf('suspectedOffence')}
        maxLength={500}
        autoComplete="off"
        placeholder="Theft from a shop"
      />
      <RadioGroup
        id={fieldId('nameGround')}
        label="And the name"
        value={draft.nameGround}
        options={nameGrounds}
        onChange={(id) => change({ nameGround: id === 'doubted' ? id : 'not-known' })}
        error={errorOf('nameGround')}
      />
      {draft.nameGround === null ? null : (
        <TextField
          id={fieldId('groundOfDoubt')}
          label={isDoubted ? 'Why you doubt the name that was given' : 'Why it cannot be readily ascertained'}
          hint={isDoubted ? 'Do not write the name itself here.' : undefined}
          value={draft.groundOfDoubt}
          onChange={(groundOfDoubt) => change({ groundOfDoubt })}
          error={errorOf('groundOfDoubt')}
          maxLength={500}
          multiline
          rows={2}
          spellCheck
        />
      )}
    </>
  );
}

function Consent({ draft, change, errorOf }: DraftForm) {
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
        onChange={(id) => change({ consentAge: id as ConsentAge, consentFrom: null })}
        error={errorOf('consentAge')}
      />
      {needed === null ? null : (
        <RadioGroup
          id={fieldId('consentFrom')}
          label="Who consents"
          value={draft.consentFrom}
          options={[{ id: needed, label: consentWords[needed] }]}
          onChange={() => change({ consentFrom: needed })}
          error={errorOf('consentFrom')}
        />
      )}
      <TextField
        id={fieldId('consentWhy')}
        label="Why prints are wanted"
        value={draft.consentWhy}
        onChange={(consentWhy) => change({ consentWhy })}
        error={errorOf('consentWhy')}
        maxLength={500}
        multiline
        rows={2}
        spellCheck
        placeholder="Found ill and cannot say a name"
      />
    </>
  );
}
