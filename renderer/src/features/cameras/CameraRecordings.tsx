// The recordings on a camera, one line each: when, how long, how big, how far, and honestly whether it can be played.
import { ArrowUpToLine, Undo2 } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import { playabilityLabel } from '#contract/media.ts';
import type { Camera, CameraRecording } from '#contract/cameras.ts';
import { routeHref } from '../../app/route.ts';
import { formatBytes, formatCount, formatDateTimeWithSeconds, formatLength } from '../../format/index.ts';
import { Button, IconButton, ScrollRegion, VisuallyHidden } from '../../ui/index.ts';
import { partlyKept, recordingStart, recordingStateWords, whatBelongsTogether } from './camera-words.ts';
import styles from './CameraRecordings.module.css';
import { joinRecordings, type JoinedRecording } from './joined-recordings.ts';

interface CameraRecordingsProps {
  readonly camera: Camera;
  /** Puts a recording, by the path of its first file, before the camera's others, or back. */
  readonly onFirst: (path: string, first: boolean) => void;
}

/** As many as are drawn at first: a camera may hold thousands, and the next step is not in the list. */
const rowsAtFirst = 100;

export function CameraRecordings({ camera, onFirst }: CameraRecordingsProps) {
  const [rows, setRows] = useState(rowsAtFirst);
  const latest = useRef(onFirst);
  useEffect(() => {
    latest.current = onFirst;
  });
  const [putFirst] = useState(() => (path: string, first: boolean) => latest.current(path, first));
  const joined = joinRecordings(camera.recordings);
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
            <th scope="col">
              <VisuallyHidden>Order</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {joined.slice(0, rows).map((one) => (
            <RecordingLine
              key={one.files[0].path}
              joined={one}
              cameraState={camera.state}
              isFirst={one.files.some(({ path }) => path === camera.firstPath)}
              onFirst={putFirst}
            />
          ))}
        </tbody>
      </table>
      {joined.length <= rows ? null : (
        <p className={styles['more']}>
          <Button size="small" onPress={() => setRows(rows + 500)}>
            {`Show ${formatCount(Math.min(500, joined.length - rows), 'more recording')}`}
          </Button>
        </p>
      )}
    </ScrollRegion>
  );
}

interface RecordingLineProps {
  readonly joined: JoinedRecording;
  readonly cameraState: Camera['state'];
  readonly isFirst: boolean;
  readonly onFirst: (path: string, first: boolean) => void;
}

/** The files of a recording keep their identity while nothing about them changed: then its line is not drawn again. */
const RecordingLine = memo(
  Line,
  (before, after) =>
    before.cameraState === after.cameraState &&
    before.isFirst === after.isFirst &&
    sameFiles(before.joined.files, after.joined.files) &&
    sameFiles(before.joined.sideFiles, after.joined.sideFiles),
);

const sameFiles = (a: readonly CameraRecording[], b: readonly CameraRecording[]): boolean =>
  a.length === b.length && a.every((file, index) => file === b[index]);

const busyStates: readonly Camera['state'][] = ['offloading', 'queued', 'paused'];

function Line({ joined, cameraState, isFirst, onFirst }: RecordingLineProps) {
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
      <td className={styles['first']}>
        {joined.state === 'waiting' || (joined.state === 'on-camera' && cameraState === 'ready') ? (
          <IconButton
            icon={isFirst ? Undo2 : ArrowUpToLine}
            label={isFirst ? `Back in turn: ${first.name}` : `This one first: ${first.name}`}
            size="small"
            tooltipPlacement="left"
            onPress={() => onFirst(first.path, !(isFirst && busyStates.includes(cameraState)))}
          />
        ) : null}
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
