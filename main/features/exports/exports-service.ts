// Exports: asks for the folder, lets the vault write into it, and says how far it is.
import { KerbdeskError } from '#contract/errors.ts';
import { jobId, type JobId } from '#contract/ids.ts';
import type { FeatureHandlers } from '#contract/index.ts';
import type { ExportRequest } from '#contract/exports.ts';
import type { JobPhase, JobProgress } from '#contract/jobs.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Jobs } from '../../ipc/jobs.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Shell } from '../../ports/shell.ts';
import { toError } from '../../ports/to-error.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

/** How often the vault is asked how far it is. */
const followMilliseconds = 200;

export interface ExportsDependencies {
  /** The open vault; throws `locked`. */
  readonly vault: () => VaultHostApi;
  readonly chooseFolder: Shell['chooseFolder'];
  readonly jobs: Jobs;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function createExportsHandlers(dependencies: ExportsDependencies): FeatureHandlers<'exports'> {
  const { vault, jobs, events, clock, logger } = dependencies;

  async function run(api: VaultHostApi, id: JobId, request: ExportRequest, folder: string): Promise<void> {
    const report = createReport(id, clock, (progress) => jobs.progress(progress));
    const following = setInterval(() => {
      api.exportProgress().then(
        (progress) => (progress === null ? undefined : report('running', progress)),
        () => undefined,
      );
    }, followMilliseconds);
    try {
      const outcome = await api.exportRecordings({ request, folder, at: clock.now() });
      events.emit('exports', 'finished', { jobId: id, ...outcome });
      events.emit('footage', 'changed', { ids: outcome.record.recordingIds });
      report('done', null);
    } catch (error) {
      const told = error instanceof KerbdeskError ? error : unexpected(error);
      if (!(error instanceof KerbdeskError)) logger.error('an export failed', { error: toError(error) });
      report(told.code === 'cancelled' ? 'cancelled' : 'failed', null, told);
    } finally {
      clearInterval(following);
    }
  }

  return {
    async start(request) {
      const api = vault();
      if ((await api.exportProgress()) !== null) {
        throw new KerbdeskError('busy', 'Another export is under way. Wait for it, or cancel it.');
      }
      const folder = await dependencies.chooseFolder({ title: 'Where to put the export', button: 'Export here' });
      if (folder === null) return null;
      const id = jobId.parse(crypto.randomUUID());
      jobs.start(id, () => api.cancelExport());
      void run(api, id, request, folder);
      return { jobId: id };
    },
    list: ({ recordingId }) => vault().listExports({ recordingId }),
  };
}

const unexpected = (cause: unknown): KerbdeskError =>
  new KerbdeskError('internal', 'The export met something it did not expect. Nothing of it was kept; try again.', {
    cause,
  });

type Report = (
  phase: JobPhase,
  progress: { readonly bytesDone: number; readonly bytesTotal: number } | null,
  error?: KerbdeskError,
) => void;

/** Numbered without a gap; the first event says that the job is there. */
function createReport(id: JobId, clock: Clock, emit: (progress: JobProgress) => void): Report {
  let sequence = 0;
  let last = { bytesDone: 0, bytesTotal: 0 };
  const begun = clock.monotonic();
  const report: Report = (phase, progress, error) => {
    if (progress !== null) last = progress;
    const { bytesTotal } = last;
    const bytesDone = phase === 'done' ? bytesTotal : last.bytesDone;
    const seconds = (clock.monotonic() - begun) / 1000;
    const rate = bytesDone > 0 && seconds > 1 ? bytesDone / seconds : null;
    const moving = phase === 'running';
    emit({
      jobId: id,
      kind: 'export',
      sequence: sequence++,
      phase,
      cameraId: null,
      bytesDone,
      bytesTotal,
      itemsDone: phase === 'done' ? 1 : 0,
      itemsTotal: 1,
      bytesPerSecond: moving ? rate : null,
      secondsLeft: moving && rate !== null ? (bytesTotal - bytesDone) / rate : null,
      error: error?.toAppError() ?? null,
      updatedAt: clock.now(),
    });
  };
  report('waiting', null);
  return report;
}
