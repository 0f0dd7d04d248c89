// What the person is told before a finger is laid on the glass: the words to say, and the confirmation that they were said.
import { MessageSquareQuote } from 'lucide-react';
import { gapsOfNotice, type IdentificationDraft } from '#contract/identify/draft.ts';
import type { KeptIdentification } from '#contract/identify/kept.ts';
import { Card, Checkbox, RadioGroup, TextField, type CheckboxProps } from '../../../ui/index.ts';
import styles from '../Identify.module.css';
import { DraftStep, fieldId } from './DraftStep.tsx';
import type { IdentificationDeeds } from '../use-identification.ts';

const ways = [
  { id: 'spoken', label: 'Spoken' },
  { id: 'interpreter', label: 'Through an interpreter' },
  { id: 'written', label: 'In writing' },
] as const;

interface NoticeStepProps {
  readonly kept: KeptIdentification;
  readonly deeds: IdentificationDeeds;
}

/** To be read out; from what was recorded a moment ago. */
function wordsToSay({ path, suspectedOffence, nameGround, consentWhy }: IdentificationDraft): readonly string[] {
  const search =
    'The prints may be checked against records of the police and of immigration. They are not kept: they are destroyed as soon as the answer is here.';
  if (path === 'consent')
    return [
      `I would like to take your fingerprints, ${consentWhy.trim() === '' ? 'to find out who you are' : `for this reason: ${consentWhy.trim()}`}.`,
      'You do not have to agree, and you can change your mind until the prints are sent.',
      search,
    ];
  const name = nameGround === 'doubted' ? 'I doubt that the name you gave is yours' : 'I do not know your name';
  return [
    `I suspect you of this offence: ${suspectedOffence.trim()}. ${name}.`,
    'I am going to take your fingerprints under section 61 of the Police and Criminal Evidence Act.',
    search,
  ];
}

const saidAloud = (draft: IdentificationDraft) => (
  <Card title="Say this" icon={MessageSquareQuote}>
    <blockquote className={styles['say']}>
      {wordsToSay(draft).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </blockquote>
  </Card>
);

export const NoticeStep = ({ kept, deeds }: NoticeStepProps) => (
  <DraftStep
    kept={kept}
    title="What they were told"
    deed="They were told: go on"
    gapsOf={gapsOfNotice}
    record={deeds.recordNotice}
    isPending={deeds.isPending}
    above={saidAloud}
  >
    {({ draft, change, leave, errorOf }) => (
      <>
        <TextField
          id={fieldId('toldReason')}
          label="The reason, as you told it"
          value={draft.toldReason}
          onChange={(toldReason) => change({ toldReason })}
          onBlur={leave}
          error={errorOf('toldReason')}
          maxLength={500}
          multiline
          rows={2}
          spellCheck
        />
        <div className={styles['ticks']}>
          <Told
            id={fieldId('toldAuthority')}
            isSelected={draft.toldAuthority}
            onChange={(toldAuthority) => change({ toldAuthority })}
            problem={errorOf('toldAuthority')}
          >
            {draft.path === 'consent' ? 'I said that they do not have to agree' : 'I said under which power'}
          </Told>
          <Told
            id={fieldId('toldSpeculativeSearch')}
            isSelected={draft.toldSpeculativeSearch}
            onChange={(toldSpeculativeSearch) => change({ toldSpeculativeSearch })}
            problem={errorOf('toldSpeculativeSearch')}
          >
            I said that the prints may be searched against records
          </Told>
        </div>
        <RadioGroup
          id={fieldId('toldWay')}
          label="How"
          value={draft.toldWay}
          options={ways}
          inARow
          onChange={(id) => change({ toldWay: ways.find((way) => way.id === id)?.id ?? null })}
          error={errorOf('toldWay')}
        />
      </>
    )}
  </DraftStep>
);

interface ToldProps extends Pick<CheckboxProps, 'isSelected' | 'onChange' | 'children'> {
  readonly id: string;
  readonly problem: string | undefined;
}

const Told = ({ problem, ...rest }: ToldProps) => (
  <Checkbox {...rest} {...(problem === undefined ? {} : { detail: problem })} />
);
