// What to tell an officer of a camera: its state, how far the offload is, and what is safe to do now. Pure.
import type { Camera, CameraRecording, CameraRecordingState } from '#contract/cameras.ts';
import type { JobProgress } from '#contract/jobs.ts';
import { formatBytesOf, formatCount, formatPercent, formatTimeLeft } from '../../format/index.ts';
import type { Tone } from '../../ui/index.ts';
import { folderSentence } from './folder-words.ts';
import { joinRecordings, type JoinedRecording } from './joined-recordings.ts';

export interface CameraSentence {
  readonly tone: Tone;
  readonly text: string;
}

export interface CameraCounts {
  readonly total: number;
  readonly kept: number;
  /** Copying or being read back. */
  readonly inHand: number;
  readonly waiting: number;
  readonly onCamera: number;
  readonly failed: number;
}

/** Recordings, not files: what the camera split counts once, and what came with a recording counts with it. */
export function countRecordings(files: readonly CameraRecording[]): CameraCounts {
  const known = counted.get(files);
  if (known !== undefined) return known;
  const counts = countAnew(files);
  counted.set(files, counts);
  return counts;
}

/** A list of thousands that has not changed is not counted again for every word said of it. */
const counted = new WeakMap<readonly CameraRecording[], CameraCounts>();

function countAnew(files: readonly CameraRecording[]): CameraCounts {
  const recordings = joinRecordings(files);
  const count = (...states: CameraRecordingState[]): number =>
    recordings.filter((recording) => states.includes(recording.state)).length;
  return {
    total: recordings.length,
    kept: count('kept'),
    inHand: count('copying', 'verifying'),
    waiting: count('waiting'),
    onCamera: count('on-camera'),
    failed: count('failed'),
  };
}

/** "1st", "2nd", "3rd", "4th", "11th", "22nd". */
export function ordinal(place: number): string {
  const tens = place % 100;
  if (tens >= 11 && tens <= 13) return `${place}th`;
  return `${place}${['th', 'st', 'nd', 'rd'][place % 10] ?? 'th'}`;
}

/** The badge beside the camera's name. Without a job, what was copied is what was copied of each recording. */
export function cameraBadge(camera: Camera, job?: JobProgress): { readonly tone: Tone; readonly label: string } {
  const { total, kept, inHand, onCamera, failed } = countRecordings(camera.recordings);
  switch (camera.state) {
    case 'reading':
      return { tone: 'neutral', label: 'Reading' };
    case 'ready':
      if (total === 0) return { tone: 'neutral', label: 'No recordings' };
      return onCamera + failed === 0
        ? { tone: 'ok', label: 'All in the vault' }
        : { tone: 'accent', label: `${formatCount(onCamera + failed, 'recording')} to offload` };
    case 'offloading':
      return {
        tone: 'accent',
        label: `Offloading ${Math.min(total, kept + failed + Math.max(1, inHand))} of ${total}`,
      };
    case 'queued':
      return {
        tone: 'neutral',
        label: camera.queue === null ? 'Waiting' : `${ordinal(camera.queue.place)} in the queue`,
      };
    case 'paused': {
      const done = job?.bytesDone ?? camera.recordings.reduce((sum, { bytesDone }) => sum + bytesDone, 0);
      const [doneText, totalText] = formatBytesOf(done, job?.bytesTotal ?? camera.bytesTotal);
      return { tone: 'warn', label: `Paused at ${doneText} of ${totalText}` };
    }
    case 'finished':
      return total === 0 ? { tone: 'neutral', label: 'No recordings' } : { tone: 'ok', label: 'All in the vault' };
    case 'failed':
      return { tone: 'bad', label: 'Stopped' };
    case 'unplugged':
      return { tone: 'neutral', label: 'Unplugged' };
    default:
      return camera.state satisfies never;
  }
}

/** The calm sentence on what is safe to do now. */
export function cameraSentence(camera: Camera, job: JobProgress | undefined, erasure?: JobProgress): CameraSentence {
  if (erasure !== undefined) {
    return { tone: 'warn', text: 'Leave it plugged in: each recording is compared before it is erased' };
  }
  const { onCamera, waiting, inHand, failed, total } = countRecordings(camera.recordings);
  const left = onCamera + waiting + inHand + failed;
  if (camera.kind === 'folder') return folderSentence(camera, job, left);
  switch (camera.state) {
    case 'reading':
      return { tone: 'neutral', text: 'Looking at what is on it' };
    case 'ready':
      if (total === 0) return { tone: 'ok', text: 'Safe to unplug' };
      return left === 0
        ? { tone: 'ok', text: 'Safe to unplug: everything on it is in the vault' }
        : { tone: 'neutral', text: 'Nothing is being copied yet' };
    case 'offloading':
      return {
        tone: 'neutral',
        text:
          job?.secondsLeft === null || job?.secondsLeft === undefined
            ? 'Do not unplug yet'
            : `You can unplug ${camera.name} in ${formatTimeLeft(job.secondsLeft)}`,
      };
    case 'queued':
      return { tone: 'neutral', text: 'Leave it plugged in: it goes on by itself when its turn comes' };
    case 'paused':
      return { tone: 'ok', text: 'Safe to unplug: the rest is copied when you go on' };
    case 'finished':
      return total === 0
        ? { tone: 'ok', text: 'Safe to unplug' }
        : { tone: 'ok', text: 'Safe to unplug: every recording was read back from the vault and is equal' };
    case 'failed':
      return { tone: 'warn', text: 'What was copied is kept' };
    case 'unplugged':
      return left === 0
        ? { tone: 'ok', text: 'Everything on it is in the vault' }
        : { tone: 'warn', text: 'What was copied is kept; plug it in again and the offload goes on' };
    default:
      return camera.state satisfies never;
  }
}

export interface RecordingStateWords {
  readonly tone: Tone;
  readonly label: string;
}

export function recordingStateWords(
  { state, bytes, bytesDone }: Pick<CameraRecording, 'state' | 'bytes' | 'bytesDone'>,
  cameraState: Camera['state'],
): RecordingStateWords {
  switch (state) {
    case 'on-camera':
      return { tone: 'neutral', label: 'Only on the camera' };
    case 'waiting':
      return { tone: 'neutral', label: bytesDone > 0 ? `Waiting at ${formatPercent(bytesDone, bytes)}` : 'Waiting' };
    case 'copying':
      return cameraState === 'paused'
        ? { tone: 'warn', label: `Paused at ${formatPercent(bytesDone, bytes)}` }
        : { tone: 'accent', label: `Copying ${formatPercent(bytesDone, bytes)}` };
    case 'verifying':
      return { tone: 'accent', label: 'Reading back' };
    case 'kept':
      return { tone: 'ok', label: 'Verified in the vault' };
    case 'failed':
      return { tone: 'bad', label: 'Not copied' };
    default:
      return state satisfies never;
  }
}

/** "2 of 3 files verified in the vault": said while the files of one recording have come differently far; else null. */
export function partlyKept({ files, sideFiles }: JoinedRecording): string | null {
  const all = [...files, ...sideFiles];
  const kept = all.filter(({ state }) => state === 'kept').length;
  return kept === 0 || kept === all.length ? null : `${kept} of ${all.length} files verified in the vault`;
}

/** "3 files, one recording · with 4 side files"; null for a recording that is one file and nothing else. */
export function whatBelongsTogether({ files, sideFiles }: JoinedRecording): string | null {
  const words = [
    files.length === 1 ? null : `${files.length} files, one recording`,
    sideFiles.length === 0 ? null : `with ${formatCount(sideFiles.length, 'side file')}`,
  ].filter((word) => word !== null);
  return words.length === 0 ? null : words.join(' · ');
}

/** File and media may disagree on when it began: both are shown from this difference on. */
const sameStartSeconds = 2;

export type RecordingStart =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'one'; readonly at: string }
  | { readonly kind: 'differ'; readonly byFile: string; readonly byMedia: string };

export function recordingStart(recording: Pick<CameraRecording, 'startByFile' | 'media'>): RecordingStart {
  const { startByFile } = recording;
  const { startByMedia } = recording.media;
  if (startByFile !== null && startByMedia !== null) {
    const seconds = Math.abs(Date.parse(startByFile) - Date.parse(startByMedia)) / 1000;
    if (seconds > sameStartSeconds) return { kind: 'differ', byFile: startByFile, byMedia: startByMedia };
  }
  const at = startByMedia ?? startByFile;
  return at === null ? { kind: 'unknown' } : { kind: 'one', at };
}

export interface CameraPill {
  readonly tone: Tone;
  readonly label: string;
  readonly sentence: string;
}

/** The one pill of the top bar: the camera that is working, else one that wants something, else the first. */
export function cameraPill(cameras: readonly Camera[], jobs: readonly JobProgress[]): CameraPill | null {
  const order = ['offloading', 'failed', 'queued', 'paused', 'ready', 'reading', 'finished'] as const;
  const camera = order.map((state) => cameras.find((candidate) => candidate.state === state)).find(Boolean);
  if (camera === undefined) return null;
  const job = jobs.find((candidate) => candidate.jobId === camera.jobId);
  const sentence = cameraSentence(camera, job).text;
  const badge = cameraBadge(camera, job);
  if (camera.state === 'offloading') {
    return {
      tone: 'accent',
      label: `${camera.name} · ${formatPercent(job?.bytesDone ?? camera.bytesKept, job?.bytesTotal ?? camera.bytesTotal)}`,
      sentence,
    };
  }
  const { onCamera, failed } = countRecordings(camera.recordings);
  const words =
    camera.state === 'ready' && onCamera + failed > 0
      ? `${onCamera + failed} to offload`
      : badge.label.charAt(0).toLocaleLowerCase('en-GB') + badge.label.slice(1);
  return { tone: badge.tone, label: `${camera.name} · ${words}`, sentence };
}
