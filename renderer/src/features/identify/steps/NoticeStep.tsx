// What the person is told before a finger is laid on the glass: the words to say, and the confirmation that they were said.
import { ArrowRight, MessageSquareQuote } from 'lucide-react';
import { useState } from 'react';
import { gapsOfNotice, type IdentificationDraft } from '#contract/identify/draft.ts';
import type { KeptIdentification } from '#contract/identify/kept.ts';
import { Button, Card, Checkbox, RadioGroup, SaveState, TextField, useShortcut } from '../../../ui/index.ts';
import styles from '../Identify.module.css';
import { useDraftSaver } from '../open-drafts.ts';
import { fieldId, GapSummary, wordsOf } from './DraftGaps.tsx';
import { ReadinessNotice } from '../ReadinessNotice.tsx';
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

export function NoticeStep({ kept, deeds }: NoticeStepProps) {
  const { saver, state } = useDraftSaver(kept);
  const draft = state.content;
  const [tries, setTries] = useState(0);
  const shown = tries > 0 ? gapsOfNotice(draft) : [];
  const change = (part: Partial<IdentificationDraft>): void => saver.change(part);
  const goOn = async (): Promise<void> => {
    if (deeds.isPending) return;
    setTries((count) => count + 1);
    await saver.flush();
    if (gapsOfNotice(saver.snapshot().content).length === 0) await deeds.recordNotice();
  };
  useShortcut('Ctrl+Enter', () => void goOn(), { label: 'Go on', group: 'Identify' });
  const isConsent = draft.path === 'consent';
  const authorityProblem = wordsOf(shown, 'toldAuthority');
  const searchProblem = wordsOf(shown, 'toldSpeculativeSearch');
  return (
    <>
      <ReadinessNotice />
      {shown.length === 0 ? null : <GapSummary key={tries} gaps={shown} />}
      <Card title="Say this" icon={MessageSquareQuote}>
        <blockquote className={styles['say']}>
          {wordsToSay(draft).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </blockquote>
      </Card>
      <Card
        title="What they were told"
        aside={<SaveState autosave={state.autosave} onTryNow={() => void saver.flush()} />}
        footer={
          <Button
            variant="primary"
            icon={ArrowRight}
            shortcut="Ctrl+Enter"
            isPending={deeds.isPending}
            onPress={() => void goOn()}
          >
            They were told: go on
          </Button>
        }
      >
        <div className={styles['fields']}>
          <TextField
            id={fieldId('toldReason')}
            label="The reason, as you told it"
            value={draft.toldReason}
            onChange={(toldReason) => change({ toldReason })}
            onBlur={() => void saver.flush()}
            error={wordsOf(shown, 'toldReason')}
            maxLength={500}
            multiline
            rows={2}
            spellCheck
          />
          <div className={styles['ticks']}>
            <Checkbox
              id={fieldId('toldAuthority')}
              isSelected={draft.toldAuthority}
              onChange={(toldAuthority) => change({ toldAuthority })}
              {...(authorityProblem === undefined ? {} : { detail: authorityProblem })}
            >
              {isConsent ? 'I said that they do not have to agree' : 'I said under which power'}
            </Checkbox>
            <Checkbox
              id={fieldId('toldSpeculativeSearch')}
              isSelected={draft.toldSpeculativeSearch}
              onChange={(toldSpeculativeSearch) => change({ toldSpeculativeSearch })}
              {...(searchProblem === undefined ? {} : { detail: searchProblem })}
            >
              I said that the prints may be searched against records
            </Checkbox>
          </div>
          <RadioGroup
            id={fieldId('toldWay')}
            label="How"
            value={draft.toldWay}
            options={ways}
            inARow
            onChange={(id) => change({ toldWay: ways.find((way) => way.id === id)?.id ?? null })}
            error={wordsOf(shown, 'toldWay')}
          />
        </div>
      </Card>
    </>
  );
}
