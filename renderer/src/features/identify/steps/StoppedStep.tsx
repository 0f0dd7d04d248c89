// Given up with prints in memory: they are destroyed first, and that is shown before the record is closed.
import type { At } from '#contract/identify.ts';
import { Card, Notice, Skeleton } from '../../../ui/index.ts';
import { stopWords } from '../identify-words.ts';
import { PurgeNotice } from './PurgeNotice.tsx';
import type { IdentificationDeeds } from '../use-identification.ts';

interface StoppedStepProps {
  readonly state: At<'stopping'> | At<'stopped'>;
  readonly deeds: IdentificationDeeds;
}

export function StoppedStep({ state, deeds }: StoppedStepProps) {
  const { search, answers } = state;
  return (
    <>
      <Notice tone="warn" live title={stopWords[state.stopped.why]}>
        {search === null || answers.length === search.asked.length
          ? 'This identification is over. Begin a new one if it is still needed: the prints must be taken again.'
          : 'The search was given up. What a database that did not answer holds is not known: this is not “no match”.'}
      </Notice>
      {state.step === 'stopping' ? (
        <Card title="The prints are being destroyed">
          <Skeleton lines={1} height={2} />
        </Card>
      ) : (
        <PurgeNotice receipt={state.purge} isShown={false} wasSearched={search !== null} deeds={deeds} />
      )}
    </>
  );
}
