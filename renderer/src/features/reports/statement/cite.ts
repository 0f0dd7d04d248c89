// How a statement names a moment of footage: "at 14:03:22 on JS/1". Pure.
import type { Recording } from '#contract/footage.ts';
import { formatTimeWithSeconds } from '../../../format/index.ts';

export interface Citation {
  readonly key: string;
  /** What happens there, as the marker says. */
  readonly label: string;
  /** Goes into the statement. */
  readonly words: string;
}

/** The exhibit by its label; what is no exhibit by its camera, so that it can be found again. */
export function nameInStatement({ exhibit, cameraName, cameraSerial }: Recording): string {
  if (exhibit !== null) return exhibit;
  return `body-worn video of camera ${cameraSerial ?? cameraName}`;
}

/** Its beginning and its markers, in the order of time; without a start that is known there is no time to cite. */
export function citationsOf(recording: Recording): readonly Citation[] {
  const { startedAt, markers, id } = recording;
  const name = nameInStatement(recording);
  if (startedAt === null) return [{ key: id, label: 'The whole recording', words: name }];
  const at = (seconds: number): string => formatTimeWithSeconds(Date.parse(startedAt) + seconds * 1000);
  return [
    { key: id, label: 'Where it begins', words: `at ${at(0)} on ${name}` },
    ...markers
      .toSorted((a, b) => a.startSeconds - b.startSeconds)
      .map(({ id: key, label, startSeconds, endSeconds }) => ({
        key,
        label: label === '' ? 'Marker' : label,
        words:
          endSeconds === null
            ? `at ${at(startSeconds)} on ${name}`
            : `from ${at(startSeconds)} to ${at(endSeconds)} on ${name}`,
      })),
  ];
}

/** The words with a space on either side where one is wanted. */
export function withGaps(words: string, before: string, after: string): string {
  const lead = before === '' || /[\s(“"]$/u.test(before) ? '' : ' ';
  const trail = after === '' || /^[\s.,;:)!?”"]/u.test(after) ? '' : ' ';
  return `${lead}${words}${trail}`;
}
