// The files on a camera as the recordings they are: what the camera split is one row, and what came with a recording is no row. Pure.
import type { CameraRecording, CameraRecordingState } from '#contract/cameras.ts';

export interface JoinedRecording {
  /** In playing order; more than one where the camera split it. */
  readonly files: readonly [CameraRecording, ...CameraRecording[]];
  readonly sideFiles: readonly CameraRecording[];
  /** Of the file that has come the least far: a recording is in the vault when all of it is. */
  readonly state: CameraRecordingState;
  readonly bytes: number;
  readonly bytesDone: number;
  /** Null where one of its files does not say. */
  readonly durationSeconds: number | null;
}

/** The first of these that any file is in is what the recording is in. */
const leastFarFirst: readonly CameraRecordingState[] = [
  'failed',
  'copying',
  'verifying',
  'waiting',
  'on-camera',
  'kept',
];

/** A list of thousands that has not changed is not joined again with each progress that is drawn above it. */
const joined = new WeakMap<readonly CameraRecording[], readonly JoinedRecording[]>();

/** In the order in which each recording's first file is listed. */
export function joinRecordings(recordings: readonly CameraRecording[]): readonly JoinedRecording[] {
  const known = joined.get(recordings) ?? joinAnew(recordings);
  joined.set(recordings, known);
  return known;
}

function joinAnew(recordings: readonly CameraRecording[]): JoinedRecording[] {
  const groups = new Map<string, CameraRecording[]>();
  const sideFiles = new Map<string, CameraRecording[]>();
  for (const [index, recording] of recordings.entries()) {
    if (recording.sideOf === null) add(groups, recording.segment?.group ?? `alone ${index}`, recording);
    else add(sideFiles, recording.sideOf, recording);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...rest] = group.toSorted((a, b) => (a.segment?.index ?? 0) - (b.segment?.index ?? 0));
    return first ? [join([first, ...rest], sideFiles)] : [];
  });
}

function join(
  files: readonly [CameraRecording, ...CameraRecording[]],
  sideFiles: ReadonlyMap<string, readonly CameraRecording[]>,
): JoinedRecording {
  const own = files.flatMap(({ path }) => sideFiles.get(path) ?? []);
  const all = [...files, ...own];
  return {
    files,
    sideFiles: own,
    state: leastFarFirst.find((state) => all.some((file) => file.state === state)) ?? 'on-camera',
    bytes: sum(all.map(({ bytes }) => bytes)),
    bytesDone: sum(all.map(({ bytesDone }) => bytesDone)),
    durationSeconds: files.reduce<number | null>(
      (total, { media }) => (total === null || media.durationSeconds === null ? null : total + media.durationSeconds),
      0,
    ),
  };
}

function add(groups: Map<string, CameraRecording[]>, key: string, recording: CameraRecording): void {
  const known = groups.get(key);
  if (known) known.push(recording);
  else groups.set(key, [recording]);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
