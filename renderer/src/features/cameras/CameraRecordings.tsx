// The recordings on a camera, one line each: when, how long, how big, how far, and honestly whether it can be played.
import { playabilityLabel } from '#contract/media.ts';
import type { Camera, CameraRecording } from '#contract/cameras.ts';
import { routeHref } from '../../app/route.ts';
import { formatBytes, formatDateTimeWithSeconds, formatLength } from '../../format/index.ts';
import { ScrollRegion } from '../../ui/index.ts';
import { partlyKept, recordingStart, recordingStateWords, whatBelongsTogether } from './camera-words.ts';
import styles from './CameraRecordings.module.css';
import { joinRecordings, type JoinedRecording } from './joined-recordings.ts';

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
          {joinRecordings(camera.recordings).map((joined) => (
            <RecordingLine key={joined.files[0].path} joined={joined} cameraState={camera.state} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface RecordingLineProps {
  readonly joined: JoinedRecording;
  readonly cameraState: Camera['state'];
}

function RecordingLine({ joined, cameraState }: RecordingLineProps) {
  const { files, sideFiles, bytes, durationSeconds } = joined;
  const [first] = files;
  const words = recordingStateWords(joined, cameraState);
  const together = whatBelongsTogether(joined);
  const partly = partlyKept(joined);
  return (
    <tr>
      <th scope="row">
        {files.map((file) => (
          <FileName key={file.path} file={file} />
        ))}
        {together === null ? null : <span className={styles['together']}>{together}</span>}
        {sideFiles.map(({ path, name, problem }) =>
          problem === null ? null : <span key={path} className={styles['problem']}>{`${name}: ${problem}`}</span>,
        )}
      </th>
      <td>
        <Start recording={first} />
      </td>
      <td className={styles['end']}>{durationSeconds === null ? 'not known' : formatLength(durationSeconds)}</td>
      <td className={styles['end']}>{formatBytes(bytes)}</td>
      <td className={styles[words.tone]}>
        {words.label}
        {partly === null ? null : <span className={styles['together']}>{partly}</span>}
      </td>
    </tr>
  );
}

/** Each file by its own name, with what is odd or wrong about it alone. */
function FileName({ file: { name, media, recordingId, state, problem } }: { readonly file: CameraRecording }) {
  const remark =
    media.playability === 'playable' || media.playability === 'not-examined'
      ? null
      : playabilityLabel[media.playability];
  return (
    <span className={styles['file']}>
      {state === 'kept' && recordingId !== null ? (
        <a href={routeHref({ screen: 'recording', id: recordingId })}>{name}</a>
      ) : (
        name
      )}
      {remark === null ? null : <span className={styles['remark']}>{remark}</span>}
      {problem === null ? null : <span className={styles['problem']}>{problem}</span>}
    </span>
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
