// Compare and decide: the officer, not the database, says who this is. Faces and warnings stand first: they may matter at once.
import { ArrowRight, Check, CircleHelp, UserX } from 'lucide-react';
import { summaryOf, summaryWords } from '#contract/identify/answers.ts';
import { isUndecided, offered } from '#contract/identify/findings.ts';
import type { At, Decision } from '#contract/identify.ts';
import { Button, Card, Notice, useShortcut, type Tone } from '../../../ui/index.ts';
import { CandidateCard } from '../answers/CandidateCard.tsx';
import { DatabaseRows } from '../answers/DatabaseRows.tsx';
import styles from '../Identify.module.css';
import { judgementWords } from '../identify-words.ts';
import { PurgeNotice } from './PurgeNotice.tsx';
import type { IdentificationDeeds } from '../use-identification.ts';

interface CompareStepProps {
  readonly state: At<'comparison'>;
  readonly deeds: IdentificationDeeds;
}

const judgements = [
  { judgement: 'same-person', icon: Check },
  { judgement: 'another-person', icon: UserX },
  { judgement: 'cannot-say', icon: CircleHelp },
] as const;

function toneOf({ found, unanswered }: ReturnType<typeof summaryOf>): Tone {
  if (found === 'hit' || found === 'possible') return unanswered.length > 0 ? 'warn' : 'accent';
  return found === 'none-found' ? 'neutral' : 'warn';
}

export function CompareStep({ state, deeds }: CompareStepProps) {
  const { search, answers, purge } = state;
  const all = offered(state);
  const isOpen = isUndecided(state);
  const goOn = (): void => {
    if (!isOpen && !deeds.isPending) void deeds.record({ kind: 'compared' });
  };
  useShortcut('Ctrl+Enter', goOn, { label: 'Go on', group: 'Identify', when: !isOpen });
  const thresholdOf = (database: Decision['database']) => {
    const answer = answers.find((one) => one.database === database);
    return answer !== undefined && 'threshold' in answer ? answer.threshold : { hit: 0, possible: 0 };
  };
  return (
    <>
      <Notice tone={toneOf(summaryOf(search.asked, answers))} live title={summaryWords(search.asked, answers)}>
        {all.length === 0 ? undefined : 'Compare the face and what you were told. The decision is yours.'}
      </Notice>
      {all.map(({ database, reference, candidate, judgement }) => (
        <CandidateCard
          key={`${database}${reference}`}
          database={database}
          candidate={candidate}
          of={all.filter((one) => one.database === database).length}
          threshold={thresholdOf(database)}
        >
          <fieldset aria-label={`Your decision: ${reference}`} className={styles['judgements']}>
            {judgements.map(({ judgement: one, icon }) => (
              <Button
                key={one}
                variant={judgement === one || (judgement === null && one === 'same-person') ? 'primary' : 'secondary'}
                {...(judgement === one ? { icon } : {})}
                aria-label={`${judgementWords[one]}: ${reference}${judgement === one ? ', chosen' : ''}`}
                onPress={() =>
                  void deeds.record({ kind: 'decided', decision: { database, reference, judgement: one } })
                }
              >
                {judgementWords[one]}
              </Button>
            ))}
          </fieldset>
        </CandidateCard>
      ))}
      <Card>
        <DatabaseRows databases={answers.map((answer) => ({ database: answer.database, answer }))} />
      </Card>
      <PurgeNotice receipt={purge} isShown={state.purgeShown} wasSearched deeds={deeds} />
      <div className={styles['deeds']}>
        <Button
          variant={isOpen ? 'secondary' : 'primary'}
          icon={ArrowRight}
          shortcut="Ctrl+Enter"
          isDisabled={isOpen}
          isPending={deeds.isPending}
          onPress={goOn}
        >
          Go on
        </Button>
        {isOpen ? <p className={styles['quiet']}>Decide on every record that was found.</p> : null}
      </div>
    </>
  );
}
