// What can go wrong between camera and vault, sorted by what it stops: one recording, the camera, or the whole offload.
import { KerbdeskError, type AppError } from '#contract/errors.ts';

/** The camera does not answer any longer. The offload waits for it. */
export class CameraGone extends Error {
  override readonly name = 'CameraGone';
  readonly path: string;
  readonly position: number;
  /** Its folders still answered (perhaps from memory) while none of its files did. */
  readonly foldersAnswer: boolean;

  constructor(path: string, position: number, foldersAnswer: boolean, cause: unknown) {
    super(`the camera went away while ${path} was read`, { cause });
    this.path = path;
    this.position = position;
    this.foldersAnswer = foldersAnswer;
  }
}

/** The copying of a recording ends for now, by our own choice, and goes on later. The message is for its custody. */
export class SetAside extends Error {
  override readonly name = 'SetAside';
}

/** This recording cannot be taken in as it is; the others go on. The message is for an officer. */
export class RecordingProblem extends Error {
  override readonly name: string = 'RecordingProblem';
}

/** The vault does not hold what the camera gave. */
export class ReadBackDifferent extends RecordingProblem {
  override readonly name = 'ReadBackDifferent';

  constructor(recordingName: string) {
    super(
      `"${recordingName}" was copied, but what this laptop's disk gave back was different. Leave it on the camera and offload again; if it happens twice, tell IT.`,
    );
  }
}

export const unreadableAt = (name: string, position: number, cause: unknown): RecordingProblem =>
  new RecordingProblem(
    `"${name}" could not be read beyond ${describeBytes(position)}. What was read before is kept; offload again to try the rest.`,
    { cause },
  );

export const changedOnCamera = (name: string): RecordingProblem =>
  new RecordingProblem(
    `"${name}" changed on the camera while it was copied, so it was not taken in. Stop recording, then offload again.`,
  );

export const tooLittleSpace = (cameraName: string, needed: number, free: number): KerbdeskError =>
  new KerbdeskError(
    'disk-full',
    `The recordings on ${cameraName} need ${describeBytes(needed)}, and this laptop's disk has ${describeBytes(Math.max(0, free))} left for them. Nothing was copied; free some space and offload again.`,
  );

export const asAppError = (error: unknown): AppError =>
  error instanceof KerbdeskError
    ? error.toAppError()
    : {
        code: 'internal',
        message:
          'The offload stopped for an unexpected reason. What was copied so far is kept; offload again to go on.',
        incidentId: null,
        retryAt: null,
      };

/** A size for a person: "512 bytes", "3.4 MB", "1.2 GB". */
export function describeBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ''}`;
}

export const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Refusals of the vault that concern one recording; a full or failing disk concerns all. */
const codesOfOneRecording: readonly string[] = ['evidence-damaged', 'camera-read-error', 'not-found', 'busy'];

export const concernsOneRecording = (error: unknown): error is KerbdeskError =>
  error instanceof KerbdeskError && codesOfOneRecording.includes(error.code);
