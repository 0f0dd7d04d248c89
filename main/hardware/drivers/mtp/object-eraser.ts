// Takes one object off a camera, after making sure that it is still the one that was listed.
import { KerbdeskError } from '#contract/errors.ts';
import type { SourceFile } from '../../camera-source.ts';
import { operation, response } from './codes.ts';
import { MtpRefused } from './mtp-errors.ts';
import type { MtpSession } from './mtp-session.ts';
import { describeObject, type FoundObject } from './object-tree.ts';

/** @throws KerbdeskError in words for an officer; whatever it is, nothing else was erased. */
export async function eraseObject(
  session: MtpSession,
  object: FoundObject,
  file: SourceFile,
  generation: number,
): Promise<void> {
  const now = await describeObject(session, object.handle, generation);
  if (now.name !== object.saidName || now.bytes !== file.bytes || now.modifiedAt !== file.modifiedAt) {
    throw new KerbdeskError('camera-read-error', `"${file.name}" changed on the camera, so it was not erased.`);
  }
  try {
    await session.command(operation.deleteObject, [object.handle, 0], generation);
  } catch (error) {
    if (error instanceof MtpRefused)
      throw new KerbdeskError('camera-read-error', explain(file.name, error), { cause: error });
    throw error;
  }
}

const protectedAnswers: ReadonlySet<number> = new Set([response.storeReadOnly, response.objectWriteProtected]);

const explain = (name: string, refusal: MtpRefused): string =>
  protectedAnswers.has(refusal.response)
    ? `The camera protects "${name}" and did not erase it.`
    : `The camera refused to erase "${name}".`;
