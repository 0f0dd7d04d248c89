// One camera: what is on it, how far its offload is, the one obvious next step, and what is safe to do now.
import { ChevronDown, ChevronRight, Download, Pause, Play, ShieldCheck, Usb } from 'lucide-react';
import { useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Camera } from '#contract/cameras.ts';
import type { JobProgress } from '#contract/jobs.ts';
import { formatBytes, formatCount } from '../../format/index.ts';
import { Badge, Button, Card, Notice } from '../../ui/index.ts';
import { cameraBadge, cameraSentence, countRecordings } from './camera-words.ts';
import styles from './CameraCard.module.css';
import { CameraRecordings } from './CameraRecordings.tsx';
import { OffloadProgress } from './OffloadProgress.tsx';
import { useCameraDeeds } from './use-camera-deeds.ts';

interface CameraCardProps {
  readonly camera: Camera;
  readonly job: JobProgress | undefined;
}

export function CameraCard({ camera, job }: CameraCardProps) {
  const [isListOpen, setListOpen] = useState<boolean | null>(null);
  const listId = useId();
  const counts = countRecordings(camera.recordings);
  const badge = cameraBadge(camera, job);
  const sentence = cameraSentence(camera, job);
  const isOpen = isListOpen ?? (camera.state === 'ready' && counts.onCamera > 0);
  const showsProgress = ['offloading', 'paused', 'failed'].includes(camera.state) && camera.bytesTotal > 0;
  return (
    <Card
      icon={Usb}
      title={
        <>
          {camera.serial === null || camera.serial === camera.name ? camera.name : `${camera.name} · ${camera.serial}`}
          <Badge tone={badge.tone}>{badge.label}</Badge>
        </>
      }
      aside={
        <span className={styles[`sentence-${sentence.tone}`]} aria-live="polite">
          {sentence.text}
        </span>
      }
    >
      <div className={styles['body']}>
        {camera.problem === null ? null : (
          <Notice tone={camera.state === 'failed' ? 'bad' : 'warn'}>{camera.problem}</Notice>
        )}
        {showsProgress ? <OffloadProgress camera={camera} job={job} /> : null}
        {camera.recordings.length === 0 && camera.state === 'ready' ? (
          <p className={styles['quiet']}>There are no recordings on this camera.</p>
        ) : null}
        <div className={styles['line']}>
          <CountBadges camera={camera} />
          {camera.recordings.length === 0 ? null : (
            <AriaButton
              className={styles['toggle'] ?? ''}
              aria-expanded={isOpen}
              aria-controls={listId}
              onPress={() => setListOpen(!isOpen)}
            >
              {isOpen ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />}
              {isOpen ? 'Hide recordings' : `Show ${formatCount(counts.total, 'recording')}`}
            </AriaButton>
          )}
          <NextStep camera={camera} />
        </div>
        <div id={listId} hidden={!isOpen}>
          {isOpen ? <CameraRecordings camera={camera} /> : null}
        </div>
      </div>
    </Card>
  );
}

function CountBadges({ camera }: { readonly camera: Camera }) {
  const { kept, inHand, waiting, onCamera, failed } = countRecordings(camera.recordings);
  return (
    <div className={styles['counts']}>
      {kept === 0 ? null : (
        <Badge tone="ok" icon={ShieldCheck}>
          {kept} verified
        </Badge>
      )}
      {inHand === 0 ? null : <Badge>{`${inHand} ${camera.state === 'paused' ? 'paused' : 'copying'}`}</Badge>}
      {waiting === 0 ? null : <Badge>{waiting} waiting</Badge>}
      {onCamera === 0 ? null : (
        <Badge>
          {onCamera} on the camera only · {formatBytes(camera.bytesTotal - camera.bytesKept)}
        </Badge>
      )}
      {failed === 0 ? null : <Badge tone="bad">{failed} not copied</Badge>}
    </div>
  );
}

function NextStep({ camera }: { readonly camera: Camera }) {
  const { offload, pause, resume, isPending } = useCameraDeeds(camera);
  const { onCamera, waiting, failed } = countRecordings(camera.recordings);
  const left = onCamera + waiting + failed;
  if (camera.state === 'offloading') {
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
  const canOffload = (camera.state === 'ready' || camera.state === 'failed' || camera.state === 'finished') && left > 0;
  if (!canOffload) return null;
  return (
    <Button variant="primary" icon={Download} isPending={isPending} onPress={offload}>
      {camera.state === 'failed' ? 'Try again' : `Offload ${formatCount(left, 'recording')}`}
    </Button>
  );
}
