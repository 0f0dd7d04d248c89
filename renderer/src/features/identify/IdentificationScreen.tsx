// One identification: the list of its steps beside the step that it is at. Which step that is comes from main; the page cannot skip one.
import { useQuery } from '@tanstack/react-query';
import { CircleStop } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { IdentificationView } from '#contract/identify/feature.ts';
import type { Identification } from '#contract/identify.ts';
import type { IdentificationId } from '#contract/ids.ts';
import { routeHref } from '../../app/route.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Button, classNames, Notice, ScreenTitle, Skeleton, useShortcut } from '../../ui/index.ts';
import { CaptureStep } from './steps/CaptureStep.tsx';
import { CompareStep } from './steps/CompareStep.tsx';
import { ContactStep } from './steps/ContactStep.tsx';
import { DoneStep } from './steps/DoneStep.tsx';
import { FingersStep } from './steps/FingersStep.tsx';
import styles from './Identify.module.css';
import type { FoundIdentity } from './identity-found.ts';
import { NoticeStep } from './steps/NoticeStep.tsx';
import { OutcomeStep } from './steps/OutcomeStep.tsx';
import { PowerStep } from './steps/PowerStep.tsx';
import { RecordView } from './RecordView.tsx';
import { SearchNews } from './answers/SearchNews.tsx';
import { SearchStep } from './steps/SearchStep.tsx';
import { StepList } from './StepList.tsx';
import { StopDialog } from './StopDialog.tsx';
import { StoppedStep } from './steps/StoppedStep.tsx';
import { useIdentification, type IdentificationDeeds } from './use-identification.ts';

const back = { href: routeHref({ screen: 'identify' }), label: 'All identifications' };
const stepId = 'identification-step';

/** What can be given up: after the purge there is nothing left to stop but the paper. */
const canStop = ({ step }: Identification): boolean =>
  !['stopping', 'stopped', 'purge', 'done', 'ended'].includes(step);

export function IdentificationScreen({ id }: { readonly id: IdentificationId }) {
  const { data, error, refetch } = useQuery(queries.identification(id));
  if (data !== undefined) return <Opened view={data} />;
  return (
    <div className={styles['list']}>
      <ScreenTitle title="Identify a person" back={back} />
      {error === null ? (
        <Skeleton lines={5} height={3} />
      ) : (
        <Notice
          tone="bad"
          live
          title="This identification could not be opened"
          action={<Button onPress={() => void refetch()}>Try again</Button>}
        >
          {describeProblem(error).text}
        </Notice>
      )}
    </div>
  );
}

/** A new step takes the focus, so that it is read out and Tab goes on from there. */
function useFocusOnStep(step: string): void {
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    const within = document.activeElement?.closest(`#${stepId}`);
    // A field of the new step that has taken the focus keeps it.
    if (within === null || within === undefined || !document.activeElement?.matches('input, textarea')) {
      document.getElementById(stepId)?.focus({ preventScroll: true });
      document.getElementById('content')?.scrollTo(0, 0);
    }
  }, [step]);
}

function Opened({ view }: { readonly view: IdentificationView }) {
  const { kept, state } = view;
  const deeds = useIdentification(kept.id);
  const [isStopping, setStopping] = useState(false);
  // What a database said is in the page only, until it is left: main lets go of it with the outcome.
  const [found, setFound] = useState<FoundIdentity | null>(null);
  const step = state?.step ?? (kept.facts === null ? 'power' : 'ended');
  useFocusOnStep(step);
  const isOver = step === 'done' || step === 'ended';
  const stoppable = state !== null && canStop(state);
  useShortcut('Alt+Q', () => setStopping(true), {
    label: 'Stop this identification',
    group: 'Identify',
    when: stoppable,
  });
  return (
    <div className={classNames(isOver ? styles['list'] : styles['screen'])}>
      <div className={styles['side']}>
        <ScreenTitle title={isOver ? 'Identification' : 'Identify a person'} back={back} />
        {isOver ? null : <StepList step={step} state={state} kept={kept} />}
        {stoppable ? (
          <Button variant="quiet" icon={CircleStop} shortcut="Alt+Q" onPress={() => setStopping(true)}>
            Stop
          </Button>
        ) : null}
      </div>
      <div id={stepId} tabIndex={-1} className={styles['step']}>
        {view.problem === null ? null : (
          <Notice tone="bad" live title="Something went wrong">
            {view.problem}
          </Notice>
        )}
        <SearchNews search={view.search} />
        <CurrentStep view={view} deeds={deeds} found={found} onFound={setFound} />
      </div>
      {isStopping && state !== null && stoppable ? (
        <StopDialog state={state} deeds={deeds} onClose={() => setStopping(false)} />
      ) : null}
    </div>
  );
}

interface CurrentStepProps {
  readonly view: IdentificationView;
  readonly deeds: IdentificationDeeds;
  readonly found: FoundIdentity | null;
  readonly onFound: (found: FoundIdentity | null) => void;
}

function CurrentStep({ view, deeds, found, onFound }: CurrentStepProps) {
  const { kept, state } = view;
  if (state === null) {
    if (kept.facts === null) return <PowerStep kept={kept} deeds={deeds} />;
    return found === null ? <RecordView kept={kept} facts={kept.facts} /> : <DoneStep kept={kept} found={found} />;
  }
  switch (state.step) {
    case 'power':
      return <PowerStep kept={kept} deeds={deeds} />;
    case 'notice':
      return <NoticeStep kept={kept} deeds={deeds} />;
    case 'fingers':
      return <FingersStep deeds={deeds} />;
    case 'capture':
      return <CaptureStep view={view} state={state} deeds={deeds} />;
    case 'search':
    case 'purge':
      return <SearchStep view={view} state={state} />;
    case 'comparison':
      return <CompareStep state={state} deeds={deeds} />;
    case 'contact':
      return <ContactStep state={state} deeds={deeds} />;
    case 'outcome':
      return (
        <OutcomeStep state={state} isReference={view.search?.reference === true} deeds={deeds} onFound={onFound} />
      );
    case 'stopping':
    case 'stopped':
      return <StoppedStep state={state} deeds={deeds} />;
    case 'done':
    case 'ended':
      if (kept.facts === null) return null;
      return found === null ? <RecordView kept={kept} facts={kept.facts} /> : <DoneStep kept={kept} found={found} />;
    default:
      return state satisfies never;
  }
}
