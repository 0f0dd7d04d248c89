// Takes one object off a camera, after making sure that it is still the one that was listed.
import { KerbdeskError } from '#contract/errors.ts';
import type { SourceFile } from '../../camera-source.ts';
import { operation, response } from './codes.ts';
import { MtpRefused } from './mtp-errors.ts';
import type { MtpSession } from './mtp-session.ts';
import { goesOn } from './object-reader.ts';
import { describeObject, type FoundObject } from './object-tree.ts';

/** @throws KerbdeskError in words for an officer, only where nothing was erased. */
export async function eraseObject(
  session: MtpSession,
  object: FoundObject,
  file: SourceFile,
  generation: number,
): Promise<void> {
  const now = await describeObject(session, object.handle, generation).catch((error: unknown) => {
    throw notErased(`The camera did not answer, so "${file.name}" was not erased.`, error);
  });
  if (now.name !== object.saidName || now.bytes !== file.bytes || now.modifiedAt !== file.modifiedAt) {
    throw notErased(`"${file.name}" changed on the camera, so it was not erased.`);
  }
  // Only the lower half of its size may be known: what lies behind it was never copied.
  if (!session.tellsLargeSizes && (await goesOn(session, object, generation))) {
    throw notErased(`"${file.name}" is longer than the camera says, so it was not erased. Tell IT.`);
  }
  try {
    await session.command(operation.deleteObject, [object.handle, 0], generation);
  } catch (error) {
    if (error instanceof MtpRefused) throw notErased(explain(file.name, error), error);
    throw error;
  }
}

const notErased = (message: string, cause?: unknown): KerbdeskError =>
  new KerbdeskError('camera-read-error', message, { cause });

const protectedAnswers: ReadonlySet<number> = new Set([response.storeReadOnly, response.objectWriteProtected]);

const explain = (name: string, refusal: MtpRefused): string =>
  protectedAnswers.has(refusal.response)
    ? `The camera protects "${name}" and did not erase it.`
    : `The camera refused to erase "${name}".`;
