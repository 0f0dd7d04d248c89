// One camera: what is on it, how far its offload is, the one obvious next step, and what is safe to do now.
import {
  ChevronDown,
  ChevronRight,
  Clock,
  FolderInput,
  ShieldCheck,
  Timer,
  Usb,
  UserRound,
  type LucideIcon,
} from 'lucide-react';
import { memo, useId, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Camera } from '#contract/cameras.ts';
import { isTerminal, type JobProgress } from '#contract/jobs.ts';
import { formatBytes, formatCount } from '../../format/index.ts';
import { Badge, Card, Notice } from '../../ui/index.ts';
import { CameraActions } from './CameraActions.tsx';
import { cameraWarnings, clockWords, estimateWords, vaultWords } from './camera-facts.ts';
import { cameraBadge, cameraSentence, countRecordings } from './camera-words.ts';
import styles from './CameraCard.module.css';
import { CameraRecordings } from './CameraRecordings.tsx';
import { PutAway } from './ImportFolder.tsx';
import { OffloadProgress } from './OffloadProgress.tsx';
import { useCameraDeeds, type CameraDeeds } from './use-camera-deeds.ts';
import { useErasure, useJob } from './use-job.ts';
import { useOffloadStart } from './use-offload-start.tsx';
import { useOfficers, type Officers } from './use-officers.ts';

interface CameraCardProps {
  readonly camera: Camera;
  /** The key that starts its offload; one camera at a time has it. */
  readonly shortcut: string | undefined;
}

/** Drawn anew only when its own camera changed; what its offload tells ten times a second is drawn by the parts that show it. */
export const CameraCard = memo(function CameraCard({ camera, shortcut }: CameraCardProps) {
  const last = useErasure(camera.id);
  const erasure = last !== undefined && isTerminal(last.phase) ? undefined : last;
  const officers = useOfficers();
  const deeds = useCameraDeeds(camera);
  const offload = useOffloadStart(camera, deeds, officers, officers.unlocked);
  const [isListOpen, setListOpen] = useState<boolean | null>(null);
  const listId = useId();
  const counts = countRecordings(camera.recordings);
  const isOpen = isListOpen ?? (camera.state === 'ready' && counts.onCamera > 0);
  const showsProgress = ['offloading', 'queued', 'paused', 'failed'].includes(camera.state) && camera.bytesTotal > 0;
  return (
    <Card
      icon={camera.kind === 'folder' ? FolderInput : Usb}
      title={
        <>
          {camera.serial === null || camera.serial === camera.name ? camera.name : `${camera.name} · ${camera.serial}`}
          <StateBadge camera={camera} />
        </>
      }
      aside={<SafeNow camera={camera} erasure={erasure} />}
    >
      <div className={styles['body']}>
        {camera.problem === null ? null : (
          <Notice tone={camera.state === 'failed' ? 'bad' : 'warn'}>{camera.problem}</Notice>
        )}
        {cameraWarnings(camera).map(({ tone, title, text }) => (
          <Notice key={title} tone={tone} title={title}>
            {text}
          </Notice>
        ))}
        <ErasureOutcome camera={camera} erasure={last} />
        {erasure !== undefined ? (
          <OffloadProgress camera={camera} job={erasure} />
        ) : showsProgress ? (
          <OwnProgress camera={camera} />
        ) : null}
        <Facts camera={camera} officers={officers} />
        {camera.recordings.length === 0 && (camera.state === 'ready' || camera.state === 'finished') ? (
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
          <PutAway camera={camera} />
          <CameraActions
            camera={camera}
            deeds={deeds}
            officers={officers}
            erasure={erasure}
            shortcut={shortcut}
            onOffload={() => offload.start()}
          />
        </div>
        <div id={listId} hidden={!isOpen}>
          {isOpen ? (
            <CameraRecordings
              camera={camera}
              onFirst={(path, first) => putFirst(camera, deeds, offload.start, path, first)}
            />
          ) : null}
        </div>
      </div>
      {offload.question}
    </Card>
  );
});

function StateBadge({ camera }: { readonly camera: Camera }) {
  const { tone, label } = cameraBadge(camera, useJob(camera.jobId));
  return <Badge tone={tone}>{label}</Badge>;
}

function SafeNow({ camera, erasure }: { readonly camera: Camera; readonly erasure: JobProgress | undefined }) {
  const { tone, text } = cameraSentence(camera, useJob(camera.jobId), erasure);
  return (
    <span className={styles[`sentence-${tone}`]} aria-live="polite">
      {text}
    </span>
  );
}

function OwnProgress({ camera }: { readonly camera: Camera }) {
  return <OffloadProgress camera={camera} job={useJob(camera.jobId)} />;
}

/** How erasing ended, for as long as the camera stays plugged in. */
function ErasureOutcome({ camera, erasure }: { readonly camera: Camera; readonly erasure: JobProgress | undefined }) {
  if (erasure === undefined || !isTerminal(erasure.phase) || erasure.updatedAt < camera.connectedAt) return null;
  const { itemsDone, error } = erasure;
  if (error !== null)
    return (
      <Notice tone="warn" title="Not everything is known to be erased">
        {error.message}
      </Notice>
    );
  return (
    <Notice tone="ok" live>
      {`${formatCount(itemsDone, 'file')} ${itemsDone === 1 ? 'was' : 'were'} erased from ${camera.name}. Your vault keeps them.`}
    </Notice>
  );
}

interface Fact {
  readonly icon: LucideIcon;
  readonly words: string | null;
}

/** Small facts in one quiet line; what is not known is not there. */
function Facts({ camera, officers }: { readonly camera: Camera; readonly officers: Officers }) {
  const facts: readonly Fact[] = [
    { icon: UserRound, words: vaultWords(camera, officers.all, officers.unlocked) },
    { icon: Timer, words: camera.estimate === null ? null : estimateWords(camera.estimate) },
    { icon: Clock, words: clockWords(camera.clock) },
  ];
  const known = facts.filter(({ words }) => words !== null);
  if (known.length === 0) return null;
  return (
    <ul className={styles['facts']}>
      {known.map(({ icon: Icon, words }) => (
        <li key={words}>
          <Icon size={15} aria-hidden />
          {words}
        </li>
      ))}
    </ul>
  );
}

/** What is begun and does not go on just now. */
const inHandWord: Readonly<Partial<Record<Camera['state'], string>>> = { paused: 'paused', queued: 'held' };

function CountBadges({ camera }: { readonly camera: Camera }) {
  const { kept, inHand, waiting, onCamera, failed } = countRecordings(camera.recordings);
  return (
    <div className={styles['counts']}>
      {kept === 0 ? null : (
        <Badge tone="ok" icon={ShieldCheck}>
          {kept} verified
        </Badge>
      )}
      {inHand === 0 ? null : <Badge>{`${inHand} ${inHandWord[camera.state] ?? 'copying'}`}</Badge>}
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

/** Before an offload it is begun with that recording; while one runs, the recording goes before its others. */
function putFirst(
  camera: Camera,
  deeds: CameraDeeds,
  start: (first: string) => void,
  path: string,
  first: boolean,
): void {
  if (['offloading', 'queued', 'paused'].includes(camera.state)) deeds.putFirst(path, first);
  else start(path);
}
