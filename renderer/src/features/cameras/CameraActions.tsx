// The one obvious next step of a camera, and behind a button what is wanted less often.
import { ArrowUpToLine, Download, Ellipsis, Eraser, Pause, Play, Square, Undo2, UserRoundPen } from 'lucide-react';
import { useState } from 'react';
import type { Camera } from '#contract/cameras.ts';
import type { JobProgress } from '#contract/jobs.ts';
import { formatCount } from '../../format/index.ts';
import { Button, IconButton, Menu, useShortcut } from '../../ui/index.ts';
import styles from './CameraActions.module.css';
import { countRecordings } from './camera-words.ts';
import { EraseDialog } from './EraseDialog.tsx';
import type { CameraDeeds } from './use-camera-deeds.ts';
import type { Officers } from './use-officers.ts';
import { WhoseCamera } from './WhoseCamera.tsx';

interface CameraActionsProps {
  readonly camera: Camera;
  readonly deeds: CameraDeeds;
  readonly officers: Officers;
  readonly erasure: JobProgress | undefined;
  readonly shortcut: string | undefined;
  readonly onOffload: () => void;
}

type Asked = 'whose' | 'erase' | null;

export function CameraActions({ camera, deeds, officers, erasure, shortcut, onOffload }: CameraActionsProps) {
  const [asked, setAsked] = useState<Asked>(null);
  const entries = menuEntries(camera, officers, erasure);
  const act = (id: string): void => {
    if (id === 'whose' || id === 'erase') setAsked(id);
    if (id === 'cancel' && camera.jobId !== null) deeds.cancel(camera.jobId);
    if (id === 'stop-erasing' && erasure !== undefined) deeds.cancel(erasure.jobId);
  };
  return (
    <div className={styles['actions']}>
      <PutFirst camera={camera} deeds={deeds} />
      {erasure === undefined ? (
        <NextStep camera={camera} deeds={deeds} shortcut={shortcut} onOffload={onOffload} />
      ) : null}
      {entries.length === 0 ? null : (
        <Menu
          label={`More for ${camera.name}`}
          trigger={
            <IconButton icon={Ellipsis} label={`More for ${camera.name}`} size="small" onPress={() => undefined} />
          }
          entries={entries}
          onAction={act}
        />
      )}
      {asked === 'whose' ? (
        <WhoseCamera
          cameraName={camera.name}
          officers={officers.all}
          preselected={camera.owner ?? officers.unlocked}
          purpose="assign"
          onAnswer={(officer) => deeds.assign(officer)}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {asked === 'erase' ? <EraseDialog camera={camera} onClose={() => setAsked(null)} /> : null}
    </div>
  );
}

function menuEntries(camera: Camera, officers: Officers, erasure: JobProgress | undefined) {
  const isOffloading = ['offloading', 'queued', 'paused'].includes(camera.state);
  const holdsKept = camera.recordings.some(({ state }) => state === 'kept');
  return [
    ...(isOffloading
      ? [{ id: 'cancel', label: 'Stop the offload', icon: Square, detail: 'What was copied is kept' }]
      : []),
    ...(erasure === undefined
      ? []
      : [{ id: 'stop-erasing', label: 'Stop erasing', icon: Square, detail: 'The rest stays on the camera' }]),
    ...(officers.all.length > 1 ? [{ id: 'whose', label: 'Whose camera is this?', icon: UserRoundPen }] : []),
    ...(camera.canErase && holdsKept && !isOffloading && erasure === undefined && camera.state !== 'unplugged'
      ? [
          {
            id: 'erase',
            label: 'Erase from the camera',
            icon: Eraser,
            detail: 'Only what your vault is proven to hold',
          },
        ]
      : []),
  ];
}

/** Only where there is somebody to go before. */
function PutFirst({ camera, deeds }: Pick<CameraActionsProps, 'camera' | 'deeds'>) {
  const { queue } = camera;
  if (queue === null || queue.of < 2 || !['offloading', 'queued'].includes(camera.state)) return null;
  return queue.first ? (
    <Button
      size="small"
      variant="quiet"
      icon={Undo2}
      aria-label={`Back in turn: ${camera.name}`}
      onPress={() => deeds.putFirst(null, false)}
    >
      Back in turn
    </Button>
  ) : (
    <Button
      size="small"
      icon={ArrowUpToLine}
      aria-label={`This one first: ${camera.name}`}
      onPress={() => deeds.putFirst(null, true)}
    >
      This one first
    </Button>
  );
}

function NextStep({
  camera,
  deeds: { pause, resume, isPending },
  shortcut,
  onOffload,
}: Pick<CameraActionsProps, 'camera' | 'deeds' | 'shortcut' | 'onOffload'>) {
  const { onCamera, waiting, failed } = countRecordings(camera.recordings);
  const left = onCamera + waiting + failed;
  const canOffload = ['ready', 'failed', 'finished'].includes(camera.state) && left > 0;
  useShortcut(shortcut ?? 'O', onOffload, {
    label: `Offload ${camera.name}`,
    when: canOffload && shortcut !== undefined,
    group: 'Cameras',
  });
  if (camera.state === 'offloading' || camera.state === 'queued') {
    return (
      <Button
        size="small"
        icon={Pause}
        isPending={isPending}
        onPress={pause}
        aria-label={`Pause the offload of ${camera.name}`}
      >
        Pause
      </Button>
    );
  }
  if (camera.state === 'paused') {
    return (
      <Button variant="primary" icon={Play} isPending={isPending} onPress={resume}>
        Go on
      </Button>
    );
  }
  if (!canOffload) return null;
  return (
    <Button variant="primary" icon={Download} shortcut={shortcut} isPending={isPending} onPress={onOffload}>
      {camera.state === 'failed' ? 'Try again' : `Offload ${formatCount(left, 'recording')}`}
    </Button>
  );
}
