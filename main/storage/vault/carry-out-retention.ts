// Carries retention out: marks what is due by policy, and destroys what can no longer be had back. Begun again after any crash.
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant, RecordingId } from '#contract/ids.ts';
import type { RetentionPolicy, RetentionRun } from '../../ports/retention.ts';
import { shredRecording } from '../evidence/shred-recording.ts';
import { diskError } from '../file-operations.ts';
import type { RecordsWorkerApi } from '../records/records-worker-api.ts';
import type { EvidenceAccess } from './evidence-access.ts';

export interface CarryOut {
  readonly evidenceFolder: string;
  readonly records: RecordsWorkerApi;
  readonly evidence: Pick<EvidenceAccess, 'letGo'>;
  readonly policy: Pick<RetentionPolicy, 'mode' | 'undoHours'>;
  readonly at: Instant;
}

export async function carryOutRetention(work: CarryOut): Promise<RetentionRun> {
  const { records, policy, at } = work;
  if (!(await records.believeClock({ at }))) return await finishBegun(work);
  const marked = policy.mode === 'automatic' ? await records.markByRetention({ at, undoHours: policy.undoHours }) : [];
  return { marked, ...(await eraseAll(work, await records.dueErasures({ at }))) };
}

/** No clock says anything against ending what was begun: its keys may be half gone. */
async function finishBegun(work: CarryOut): Promise<RetentionRun> {
  const begun = await work.records.begunErasures(null);
  const outcome = await eraseAll(work, begun);
  const doubt = 'The laptop’s clock is far ahead of when it was last used: nothing was deleted by it.';
  return { marked: [], ...outcome, nextAt: null, problems: [doubt, ...outcome.problems] };
}

async function eraseAll(work: CarryOut, ids: readonly RecordingId[]): Promise<Omit<RetentionRun, 'marked'>> {
  const erased: RecordingId[] = [];
  const problems: string[] = [];
  for (const id of ids) {
    try {
      if (await erase(work, id)) erased.push(id);
    } catch (error) {
      // A lock ends everything; a failing disk may fail for one file only, and the next run tries again.
      if (!(error instanceof KerbdeskError) || (error.code !== 'disk-error' && error.code !== 'disk-full')) throw error;
      problems.push(`Recording ${id}: ${error.message}`);
    }
  }
  return { erased, problems, nextAt: await work.records.nextErasure(null) };
}

/**
 * The records first say that there is no way back, then the keys are destroyed, then the records say that they are: in between
 * nothing is called readable that may not be, nor destroyed that may not be.
 */
async function erase({ records, evidence, evidenceFolder, at }: CarryOut, id: RecordingId): Promise<boolean> {
  const files = await records.beginErasure({ id, at });
  for (const file of files) {
    await evidence.letGo(file);
    await shredRecording(evidenceFolder, file).catch((error: unknown) => {
      throw diskError(error, 'a deletion could not be carried out to its end. Nobody can have the recording back.');
    });
  }
  if (files.length === 0) return false;
  await records.finishErasure({ id, at });
  return true;
}
