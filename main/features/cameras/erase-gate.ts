// The erase gate: the only way a recording leaves a camera. What goes was read back from the vault and from the camera just before.
import type { Erasable } from '#contract/cameras.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { jobId, type CameraId, type JobId, type OfficerId, type RecordingId } from '#contract/ids.ts';
import type { JobPhase } from '#contract/jobs.ts';
import type { Jobs } from '../../ipc/jobs.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CameraFile, DeviceHostApi, DeviceHostEvents } from '../../ports/device-host.ts';
import type { Logger } from '../../ports/logger.ts';
import { toError } from '../../ports/to-error.ts';
import type { ErasureEnd, VaultHostApi } from '../../ports/vault-host.ts';
import { reviewFiles, type Reviewed } from './erase-review.ts';

export interface EraseGateDependencies {
  /** The open vault; throws `locked`. */
  readonly vault: () => VaultHostApi;
  readonly unlockedOfficer: () => OfficerId | null;
  readonly policy: 'never' | 'ask';
  readonly deviceHost: () => DeviceHostApi;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface EraseGate {
  review(camera: CameraId): Promise<Erasable[]>;
  /** Starts the job; what the review refuses is refused again, whatever the page asked for. */
  erase(camera: CameraId, paths: readonly string[]): Promise<{ jobId: JobId }>;
  /** Progress of the hashing on the camera. */
  hashed(told: DeviceHostEvents['erasing']): void;
  /** Puts into the records what could not be said before: the vault was locked, or the program ended. */
  unlocked(officer: OfficerId): Promise<void>;
}

/** One erasure under way. */
interface Work {
  readonly id: JobId;
  readonly camera: CameraId;
  readonly officer: OfficerId;
  readonly files: readonly (CameraFile & { readonly sha256: string; readonly recordingId: RecordingId })[];
  readonly bytesTotal: number;
  readonly refused: string[];
  /** Where the camera did not say what became of a file. */
  readonly unsure: string[];
  bytesDone: number;
  itemsDone: number;
  current: string | null;
  cancelled: boolean;
}

export function createEraseGate(dependencies: EraseGateDependencies): EraseGate {
  const { vault, unlockedOfficer, policy, deviceHost, jobs, clock, logger } = dependencies;
  const underWay = new Map<CameraId, Work>();
  const sequences = new Map<JobId, number>();
  /** Ends of erasures that happened while the vault could not be told any more. */
  const unsaid: { officer: OfficerId; end: ErasureEnd }[] = [];

  function requireAllowed(): OfficerId {
    if (policy === 'never') {
      throw new KerbdeskError(
        'erasing-not-allowed',
        'The policy of this laptop is that recordings are not erased from cameras here.',
      );
    }
    const officer = unlockedOfficer();
    if (officer === null) throw new KerbdeskError('locked', 'Unlock the vault first: only its owner may erase.');
    return officer;
  }

  async function look(camera: CameraId): Promise<{ officer: OfficerId; reviewed: readonly Reviewed[] }> {
    const officer = requireAllowed();
    const { vaultOf, files } = await deviceHost().filesToErase({ cameraId: camera });
    const ids = files.flatMap((file) => (file.recordingId === null ? [] : [file.recordingId]));
    const facts = vaultOf === officer ? await vault().erasureFacts({ ids }) : [];
    return { officer, reviewed: reviewFiles(camera, files, facts, vaultOf === officer) };
  }

  function tell(work: Work, phase: JobPhase, error: KerbdeskError | null, hashed = 0): void {
    const sequence = sequences.get(work.id) ?? 0;
    sequences.set(work.id, sequence + 1);
    jobs.progress({
      jobId: work.id,
      kind: 'erasure',
      sequence,
      phase,
      cameraId: work.camera,
      bytesDone: Math.min(work.bytesTotal, work.bytesDone + hashed),
      bytesTotal: work.bytesTotal,
      itemsDone: work.itemsDone,
      itemsTotal: work.files.length,
      bytesPerSecond: null,
      secondsLeft: null,
      error: error?.toAppError() ?? null,
      updatedAt: clock.now(),
    });
  }

  async function run(work: Work): Promise<void> {
    try {
      for (const file of work.files) {
        if (work.cancelled) break;
        tell(work, 'running', null);
        await eraseOne(work, file);
        work.bytesDone += file.bytes;
        work.itemsDone++;
      }
      if (work.cancelled) tell(work, 'cancelled', null);
      else if (work.refused.length + work.unsure.length === 0) tell(work, 'done', null);
      else
        tell(
          work,
          'failed',
          new KerbdeskError('erasing-not-allowed', [...work.unsure, ...refusals(work.refused)].join(' ')),
        );
    } catch (error) {
      const told = error instanceof KerbdeskError ? error : unexpected(error);
      if (told !== error) logger.error('erasing stopped', { error: toError(error) });
      tell(work, 'failed', told);
    } finally {
      underWay.delete(work.camera);
      sequences.delete(work.id);
    }
  }

  /**
   * In this order, so that a fault at any moment loses nothing: the vault's copy is decrypted whole and compared; that it is
   * meant to be erased is put on record; the camera's file is hashed and erased in one step; the end is put on record.
   */
  async function eraseOne(work: Work, file: Work['files'][number]): Promise<void> {
    const recording = await vault().verifyRecording({ id: file.recordingId, at: clock.now() });
    if (recording.state !== 'verified' || recording.custody.sha256 !== file.sha256) {
      work.refused.push(`"${file.name}" could not be read back from the vault, so it stays on the camera.`);
      return;
    }
    if (work.cancelled) return;
    const erasureId = await vault().noteErasureMeant({ id: file.recordingId, at: clock.now() });
    work.current = file.path;
    // From here on the end is known, or it is said that it is not.
    const erased = await deviceHost()
      .erase({ cameraId: work.camera, path: file.path, sha256: file.sha256 })
      .finally(() => {
        work.current = null;
      });
    const detail = erased.outcome === 'erased' ? '' : erased.reason;
    if (erased.outcome === 'not-erased') work.refused.push(detail);
    if (erased.outcome === 'not-known') work.unsure.push(detail);
    const end: ErasureEnd = {
      erasureId,
      outcome: erased.outcome,
      detail,
      at: clock.now(),
    };
    try {
      await vault().noteErasureEnded(end);
    } catch (error) {
      unsaid.push({ officer: work.officer, end });
      throw error;
    }
  }

  return {
    async review(camera) {
      const { reviewed } = await look(camera);
      return reviewed.map(({ file, refusal }) => ({
        path: file.path,
        name: file.name,
        bytes: file.bytes,
        recordingId: file.recordingId,
        refusal,
      }));
    },

    async erase(camera, paths) {
      if (underWay.has(camera)) {
        throw new KerbdeskError('busy', 'Recordings are being erased from this camera already.');
      }
      const { officer, reviewed } = await look(camera);
      const wanted = new Set(paths);
      const chosen = reviewed.filter(({ file }) => wanted.has(file.path));
      const files = chosen.flatMap(({ file, sha256, refusal }) =>
        refusal === null && file.recordingId !== null && sha256 !== null
          ? [{ ...file, recordingId: file.recordingId, sha256 }]
          : [],
      );
      if (files.length < wanted.size) {
        const refusal = chosen.find((one) => one.refusal !== null)?.refusal;
        throw new KerbdeskError(
          'erasing-not-allowed',
          `Nothing was erased. ${refusal ?? 'What is on the camera is not what was shown.'}`,
        );
      }
      const work: Work = {
        id: jobId.parse(crypto.randomUUID()),
        camera,
        officer,
        files,
        bytesTotal: files.reduce((sum, file) => sum + file.bytes, 0),
        refused: [],
        unsure: [],
        bytesDone: 0,
        itemsDone: 0,
        current: null,
        cancelled: false,
      };
      underWay.set(camera, work);
      jobs.start(work.id, async () => {
        work.cancelled = true;
        if (work.current !== null) await deviceHost().stopErasing({ cameraId: camera });
      });
      void run(work);
      return { jobId: work.id };
    },

    hashed({ cameraId, path, bytes }) {
      const work = underWay.get(cameraId);
      if (work?.current === path) tell(work, 'running', null, bytes);
    },

    async unlocked(officer) {
      for (const known of unsaid.filter((one) => one.officer === officer)) {
        await vault().noteErasureEnded(known.end);
        unsaid.splice(unsaid.indexOf(known), 1);
      }
      // One that is under way has not ended; it can only be of a vault that was locked meanwhile.
      if (![...underWay.values()].some((work) => work.officer === officer)) {
        await vault().settleErasures({ at: clock.now() });
      }
    },
  };
}

const refusals = (reasons: readonly string[]): readonly string[] =>
  reasons.length < 2 ? reasons : [`${reasons.length} recordings stay on the camera. The first: ${reasons[0] ?? ''}`];

const unexpected = (cause: unknown): KerbdeskError =>
  new KerbdeskError(
    'internal',
    'The erasing stopped for an unexpected reason. What was erased is in the records, and the rest is still on the camera.',
    { cause },
  );
