// Cameras on the lock screen: an offload goes on, and nothing of what was recorded is shown.
import { useQuery } from '@tanstack/react-query';
import { ArrowUpToLine, Download, Pause, Play, Usb } from 'lucide-react';
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
import { useOffloadStart } from './use-offload-start.tsx';
import { useOfficers } from './use-officers.ts';

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
      {owner === null ? (
        <p className={styles['note']}>Recordings stay on the camera until a vault is there to keep them.</p>
      ) : (
        <p className={styles['note']}>Offloading works while locked.</p>
      )}
    </section>
  );
}

interface LockedCameraProps {
  readonly camera: Camera;
  readonly job: JobProgress | undefined;
  readonly owner: Officer | null;
}

function LockedCamera({ camera, job, owner }: LockedCameraProps) {
  const officers = useOfficers();
  const deeds = useCameraDeeds(camera);
  const { pause, resume, putFirst, isPending } = deeds;
  const offload = useOffloadStart(camera, deeds, officers, owner?.id ?? null);
  const goesTo =
    officers.all.find(({ id }) => id === (camera.jobId === null ? camera.owner : camera.vaultOf)) ??
    (camera.owner === null ? owner : null);
  const { onCamera, waiting, failed } = countRecordings(camera.recordings);
  const left = onCamera + waiting + failed;
  const badge = cameraBadge(camera);
  const showsProgress = ['offloading', 'queued', 'paused', 'failed'].includes(camera.state) && camera.bytesTotal > 0;
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
        {camera.state === 'queued' && camera.queue?.first === false ? (
          <Button size="small" icon={ArrowUpToLine} onPress={() => putFirst(null, true)}>
            This one first
          </Button>
        ) : null}
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
          <Button size="small" icon={Download} isPending={isPending} onPress={() => offload.start()}>
            {camera.state === 'failed' ? 'Try again' : `Offload ${formatCount(left, 'recording')}`}
          </Button>
        ) : null}
      </div>
      {goesTo === null || camera.bytesKept === camera.bytesTotal ? null : (
        <p className={styles['note']}>
          {`Recordings go, encrypted, into the vault of ${goesTo.rank} ${goesTo.name} ${goesTo.shoulderNumber}${camera.owner === null ? '' : ': it is their camera'}.`}
        </p>
      )}
      {offload.question}
    </div>
  );
}
