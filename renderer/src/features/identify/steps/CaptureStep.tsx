// At the glass: one finger after the other, what the reader sees, and what to do better, in words.
import { useQuery } from '@tanstack/react-query';
import { Check, CircleSlash, Hourglass, Pause, Play, RotateCcw, Send } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { IdentificationView, ReaderSummary } from '#contract/identify/feature.ts';
import {
  captureAdviceWords,
  positionNames,
  whyNotTakenWords,
  type FingerState,
  type PrintPosition,
} from '#contract/identify/fingers.ts';
import type { At } from '#contract/identify.ts';
import { kerbdesk } from '../../../ipc/kerbdesk.ts';
import { queries } from '../../../ipc/queries.ts';
import { Badge, Button, Card, CardRow, Notice, Select, useBeforeGone, useShortcut } from '../../../ui/index.ts';
import styles from '../glass/Capture.module.css';
import { fingersAt } from '../glass/fingers-at.ts';
import { Hands, type FingerLook } from '../glass/Hands.tsx';
import { LivePicture } from '../glass/LivePicture.tsx';
import { NotTakenDialog } from './NotTakenDialog.tsx';
import { ReadinessNotice } from '../ReadinessNotice.tsx';
import type { IdentificationDeeds } from '../use-identification.ts';
import { useFrame } from '../glass/use-frame.ts';

interface CaptureStepProps {
  readonly view: IdentificationView;
  readonly state: At<'capture'>;
  readonly deeds: IdentificationDeeds;
}

/** Readers that take what is wanted; a real one before a simulated one. */
const fitting = (readers: readonly ReaderSummary[], position: PrintPosition | undefined): readonly ReaderSummary[] =>
  readers
    .filter((reader) => position === undefined || reader.fingersAtOnce >= fingersAt(position).length)
    .toSorted((a, b) => Number(a.isSimulated) - Number(b.isSimulated));

function lookOf({ status, position }: FingerState, capturing: PrintPosition | null): FingerLook {
  if (position === capturing) return 'now';
  return status === 'captured' ? 'taken' : status;
}

export function CaptureStep({ view, state, deeds }: CaptureStepProps) {
  const { data: readiness } = useQuery(queries.identifyReadiness);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isPaused, setPaused] = useState(false);
  const [leavingOut, setLeavingOut] = useState<PrintPosition | null>(null);
  const wanted = state.fingers.find(({ status }) => status === 'wanted');
  const readers = fitting(readiness?.readers ?? [], wanted?.position);
  const reader = readers.find(({ id }) => id === chosen) ?? readers[0];
  const { capturing } = view;
  const frame = useFrame(state.id, capturing);

  const begin = (position: PrintPosition): void => {
    setPaused(false);
    if (reader !== undefined) void deeds.capture(reader.id, position);
  };
  const [position, readerId] = [wanted?.position, reader?.id];
  // The finger after the one that was taken is asked for by itself; after a pause or a failure the officer says when.
  useEffect(() => {
    if (position === undefined || readerId === undefined || isPaused || capturing === position) return;
    void deeds.capture(readerId, position);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only another finger or reader begins by itself
  }, [position, readerId]);

  // Nobody looks any more: the reader rests, and goes on when the officer is back.
  useBeforeGone(() => {
    if (capturing !== null) void kerbdesk.identify.stopCapture({ id: state.id });
  });
  const pause = (): void => {
    setPaused(true);
    void deeds.stopCapture();
  };
  const canSearch = wanted === undefined && state.fingers.some(({ status }) => status === 'captured');
  const submit = (): void => {
    if (canSearch && !deeds.isPending) void deeds.submit();
  };
  useShortcut('Ctrl+Enter', submit, { label: 'Search', group: 'Identify', when: canSearch });
  return (
    <>
      <ReadinessNotice />
      {wanted === undefined ? (
        <AllTaken state={state} isPending={deeds.isPending} onSubmit={submit} />
      ) : (
        <Card
          title={positionNames[wanted.position]}
          aside={
            readers.length > 1 ? (
              <Select
                label="Reader"
                value={reader?.id ?? null}
                options={readers.map(({ id, name }) => ({ id, label: name }))}
                onChange={setChosen}
              />
            ) : (
              (reader?.name ?? 'no reader')
            )
          }
          footer={
            <div className={styles['deeds']}>
              {capturing === null ? (
                <Button
                  variant="primary"
                  icon={Play}
                  isDisabled={reader === undefined}
                  isPending={deeds.isPending}
                  onPress={() => begin(wanted.position)}
                >
                  {wanted.tries > 0 || view.problem !== null ? 'Try again' : 'Begin'}
                </Button>
              ) : (
                <Button icon={Pause} onPress={pause}>
                  Pause
                </Button>
              )}
              <Button variant="quiet" icon={CircleSlash} onPress={() => setLeavingOut(wanted.position)}>
                It cannot be taken
              </Button>
            </div>
          }
        >
          <div className={styles['capture']}>
            <LivePicture
              position={wanted.position}
              frame={frame}
              label={`What the reader sees of the ${positionNames[wanted.position]}`}
            />
            <div className={styles['guide']}>
              <Hands
                fingers={state.fingers.map((finger) => ({
                  position: finger.position,
                  look: lookOf(finger, capturing),
                }))}
              />
              <output className={styles['advice']}>
                {adviceWords(capturing !== null, frame, wanted.position, reader !== undefined)}
              </output>
            </div>
          </div>
        </Card>
      )}
      <Fingers state={state} capturing={capturing} deeds={deeds} />
      {leavingOut === null ? null : (
        <NotTakenDialog position={leavingOut} deeds={deeds} onClose={() => setLeavingOut(null)} />
      )}
    </>
  );
}

function adviceWords(
  isCapturing: boolean,
  frame: ReturnType<typeof useFrame>,
  position: PrintPosition,
  hasReader: boolean,
): string {
  if (!hasReader) return 'Plug a reader in';
  if (!isCapturing) return 'Paused. Nothing is read';
  if (frame === null) return 'The reader is getting ready';
  if (frame.state === 'good' || frame.state === 'accepted') return 'Good. Hold still';
  if (frame.advice === 'place-finger')
    return `Place the ${positionNames[position].toLocaleLowerCase('en-GB')} on the glass`;
  return captureAdviceWords[frame.advice];
}

interface AllTakenProps {
  readonly state: At<'capture'>;
  readonly isPending: boolean;
  readonly onSubmit: () => void;
}

function AllTaken({ state, isPending, onSubmit }: AllTakenProps) {
  const captured = state.fingers.filter(({ status }) => status === 'captured');
  // A finger that was taken by itself as well as with its hand is one.
  const taken = new Set(captured.flatMap(({ position }) => fingersAt(position))).size;
  if (taken === 0) {
    return (
      <Notice tone="warn" live title="No finger could be taken">
        Nobody can be searched for without a print. Take one of the fingers below after all, or stop.
      </Notice>
    );
  }
  return (
    <Card
      title="Ready to search"
      footer={
        <Button variant="primary" icon={Send} shortcut="Ctrl+Enter" isPending={isPending} onPress={onSubmit}>
          Search now
        </Button>
      }
    >
      <div className={styles['ready']}>
        <Hands fingers={state.fingers.map((finger) => ({ position: finger.position, look: lookOf(finger, null) }))} />
        <p>
          {taken === 1 ? 'One finger is' : `${taken} fingers are`} taken. The search has 60 seconds. The prints are
          destroyed with the answer.
          {state.power.kind === 'consent' ? ' From now on consent cannot be withdrawn.' : ''}
        </p>
      </div>
    </Card>
  );
}

interface FingersProps {
  readonly state: At<'capture'>;
  readonly capturing: PrintPosition | null;
  readonly deeds: IdentificationDeeds;
}

function Fingers({ state, capturing, deeds }: FingersProps) {
  return (
    <Card title="Fingers" flush>
      {state.fingers.map((finger) => (
        <CardRow
          key={finger.position}
          lead={<FingerBadge finger={finger} isNow={finger.position === capturing} />}
          title={positionNames[finger.position]}
          detail={fingerDetail(finger)}
          action={
            finger.status === 'wanted' ? undefined : (
              <Button
                size="small"
                variant="quiet"
                icon={RotateCcw}
                aria-label={`Take again: ${positionNames[finger.position]}`}
                onPress={() => void deeds.record({ kind: 'retake', position: finger.position })}
              >
                Take again
              </Button>
            )
          }
        />
      ))}
    </Card>
  );
}

function FingerBadge({ finger, isNow }: { readonly finger: FingerState; readonly isNow: boolean }) {
  if (finger.status === 'captured')
    return (
      <Badge tone="ok" icon={Check}>
        Taken
      </Badge>
    );
  if (finger.status === 'not-taken')
    return (
      <Badge tone="warn" icon={CircleSlash}>
        Not taken
      </Badge>
    );
  return isNow ? (
    <Badge tone="accent" icon={Hourglass}>
      Now
    </Badge>
  ) : (
    <Badge>Next</Badge>
  );
}

function fingerDetail(finger: FingerState): string {
  if (finger.status === 'not-taken')
    return [whyNotTakenWords[finger.why], finger.note].filter((part) => part !== '').join(': ');
  if (finger.status === 'captured') return `Quality ${finger.score} of 100, on this program’s own scale`;
  return finger.tries === 0 ? 'Not taken yet' : 'To be taken again';
}
