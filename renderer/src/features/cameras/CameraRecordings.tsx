// The recordings on a camera, one line each: when, how long, how big, how far, and honestly whether it can be played.
import { playabilityLabel } from '#contract/media.ts';
import type { Camera, CameraRecording } from '#contract/cameras.ts';
import { routeHref } from '../../app/route.ts';
import { formatBytes, formatDateTimeWithSeconds, formatLength } from '../../format/index.ts';
import { ScrollRegion } from '../../ui/index.ts';
import { recordingStart, recordingStateWords } from './camera-words.ts';
import styles from './CameraRecordings.module.css';

export function CameraRecordings({ camera }: { readonly camera: Camera }) {
  return (
    <ScrollRegion label={`Recordings on ${camera.name}`} className={styles['scroller']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Recording</th>
            <th scope="col">Started</th>
            <th scope="col" className={styles['end']}>
              Length
            </th>
            <th scope="col" className={styles['end']}>
              Size
            </th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {camera.recordings.map((recording) => (
            <RecordingLine key={recording.path} recording={recording} cameraState={camera.state} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface RecordingLineProps {
  readonly recording: CameraRecording;
  readonly cameraState: Camera['state'];
}

function RecordingLine({ recording, cameraState }: RecordingLineProps) {
  const { name, media, bytes, recordingId, state, problem } = recording;
  const words = recordingStateWords(recording, cameraState);
  const remark =
    media.playability === 'playable' || media.playability === 'not-examined'
      ? null
      : playabilityLabel[media.playability];
  return (
    <tr>
      <th scope="row">
        {state === 'kept' && recordingId !== null ? (
          <a href={routeHref({ screen: 'recording', id: recordingId })}>{name}</a>
        ) : (
          name
        )}
        {remark === null ? null : <span className={styles['remark']}>{remark}</span>}
        {problem === null ? null : <span className={styles['problem']}>{problem}</span>}
      </th>
      <td>
        <Start recording={recording} />
      </td>
      <td className={styles['end']}>
        {media.durationSeconds === null ? 'not known' : formatLength(media.durationSeconds)}
      </td>
      <td className={styles['end']}>{formatBytes(bytes)}</td>
      <td className={styles[words.tone]}>{words.label}</td>
    </tr>
  );
}

function Start({ recording }: { readonly recording: CameraRecording }) {
  const start = recordingStart(recording);
  if (start.kind === 'unknown') return <>not known</>;
  if (start.kind === 'one') return <>{formatDateTimeWithSeconds(start.at)}</>;
  return (
    <>
      {formatDateTimeWithSeconds(start.byFile)} <span className={styles['source']}>by file</span>
      <br />
      {formatDateTimeWithSeconds(start.byMedia)} <span className={styles['source']}>by media</span>
    </>
  );
}
