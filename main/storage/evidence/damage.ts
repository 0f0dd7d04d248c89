// Words for damage found in a container: where it is for an engineer, what it means and what to do for an officer.
import { KerbdeskError } from '#contract/errors.ts';

/** @param where continues "… is damaged: ", for example "part 3 of 12, segment 5 does not authenticate" */
export function evidenceDamaged(where: string, cause?: unknown): KerbdeskError {
  return new KerbdeskError(
    'evidence-damaged',
    `The stored copy of this recording is not as it was written, so it is not used: ${where}. ` +
      'Nothing was changed. Keep the original on the camera and tell your evidence team.',
    cause === undefined ? {} : { cause },
  );
}
