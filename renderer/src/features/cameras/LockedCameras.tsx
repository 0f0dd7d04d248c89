// Cameras on the lock screen: an offload goes on, and nothing of what was recorded is shown.
import { useQuery } from '@tanstack/react-query';
import { Download, Pause, Play, Usb } from 'lucide-react';
import type { Camera } from '#contract/cameras.ts';
import type { JobProgress } from '#contract/jobs.ts';
import type { Officer } from '#contract/session.ts';
import { formatCount } from '../../format/index.ts';
import { queries } from '../../ipc/queries.ts';
import { Badge, Button } from '../../ui/index.ts';
import { cameraBadge, cameraSentence, countRecordings } from './camera-words.ts';
import styles from './LockedCameras.module.css';
import { OffloadProgress } from './OffloadProgress.tsx';
import { useCameraDeeds } from './use-camera-deeds.ts';

/** `owner`: the officer chosen on the lock screen, whose vault an offload goes to; null where there is none yet. */
export function LockedCameras({ owner }: { readonly owner: Officer | null }) {
  const { data: cameras = [] } = useQuery(queries.cameras);
  const { data: jobs = [] } = useQuery(queries.jobs);
  if (cameras.length === 0) return null;
  return (
    <section className={styles['cameras']} aria-label="Cameras">
      {cameras.map((camera) => (
        <LockedCamera
          key={camera.id}
          camera={camera}
          job={jobs.find((job) => job.jobId === camera.jobId)}
          owner={owner}
        />
      ))}
      <p className={styles['note']}>
        {owner === null
          ? 'Recordings stay on the camera until a vault is there to keep them.'
          : `Offloading works while locked. Recordings go, encrypted, into the vault of ${owner.rank} ${owner.name} ${owner.shoulderNumber}.`}
      </p>
    </section>
  );
}

interface LockedCameraProps {
  readonly camera: Camera;
  readonly job: JobProgress | undefined;
  readonly owner: Officer | null;
}

function LockedCamera({ camera, job, owner }: LockedCameraProps) {
  const { offload, pause, resume, isPending } = useCameraDeeds(camera, owner?.id ?? null);
  const { onCamera, waiting, failed } = countRecordings(camera.recordings);
  const left = onCamera + waiting + failed;
  const badge = cameraBadge(camera);
  const showsProgress = ['offloading', 'paused', 'failed'].includes(camera.state) && camera.bytesTotal > 0;
  const canStart = owner !== null && left > 0 && ['ready', 'failed', 'finished'].includes(camera.state);
  return (
    <div className={styles['camera']}>
      <div className={styles['line']}>
        <Usb size={18} aria-hidden />
        <strong>{camera.name}</strong>
        <Badge tone={badge.tone}>{badge.label}</Badge>
      </div>
      {showsProgress ? <OffloadProgress camera={camera} job={job} /> : null}
      <div className={styles['line']}>
        <span className={styles['sentence']} aria-live="polite">
          {cameraSentence(camera, job).text}
        </span>
        {camera.state === 'offloading' ? (
          <Button size="small" icon={Pause} isPending={isPending} onPress={pause}>
            Pause
          </Button>
        ) : null}
        {camera.state === 'paused' ? (
          <Button size="small" icon={Play} isPending={isPending} onPress={resume}>
            Go on
          </Button>
        ) : null}
        {canStart ? (
          <Button size="small" icon={Download} isPending={isPending} onPress={offload}>
            {camera.state === 'failed' ? 'Try again' : `Offload ${formatCount(left, 'recording')}`}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
