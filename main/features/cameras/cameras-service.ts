// Cameras: what the device host sees, and the offloads it runs; works the same while the vault is locked.
import { setTimeout as delay } from 'node:timers/promises';
import { applyCameraUpdate, type Camera, type CameraUpdate } from '#contract/cameras.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { jobId, type CameraId, type OfficerId, type RecordingId } from '#contract/ids.ts';
import type { FeatureHandlers } from '#contract/index.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Jobs } from '../../ipc/jobs.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeviceHostApi, DeviceHostEvents, DeviceHostStart } from '../../ports/device-host.ts';
import { toError } from '../../ports/to-error.ts';
import type { Logger } from '../../ports/logger.ts';
import type { HostedProcess, ProcessHost } from '../../ports/process-host.ts';
import { hostedChannel } from '../../rpc/hosted-channel.ts';
import { connectRpc, type RpcClient } from '../../rpc/rpc.ts';
import { createEraseGate, type EraseGateDependencies } from './erase-gate.ts';
import type { OffloadDesk } from './offload-desk.ts';

/** After a crash the host is started again after this long, doubling up to the longest. */
const shortestRestartMilliseconds = 500;
const longestRestartMilliseconds = 30_000;

export interface CamerasDependencies {
  readonly processes: ProcessHost;
  readonly start: DeviceHostStart;
  readonly jobs: Jobs;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly desk: OffloadDesk;
  /** The vault that is open, and the policy on erasing from cameras. */
  readonly erasing: Pick<EraseGateDependencies, 'vault' | 'unlockedOfficer' | 'policy'>;
  /** Null where the officer closed the chooser. */
  readonly chooseFolder: () => Promise<string | null>;
  readonly isUnlocked: () => boolean;
  readonly onKept: (kept: { officerId: OfficerId; recordingId: RecordingId }) => void;
}

export interface CamerasService {
  readonly handlers: FeatureHandlers<'cameras'>;
  /** Vaults, owners or who is here changed; an offload under way keeps the vault it began with. */
  deskChanged(): Promise<void>;
  /** An unlock: what erasing left unsaid is put into the records. */
  unlocked(officer: OfficerId): Promise<void>;
  /** The laptop is about to sleep; resolves when whatever was read from cameras is durable. */
  sleep(): Promise<void>;
  wake(): Promise<void>;
  stop(): void;
}

export function createCamerasService(dependencies: CamerasDependencies): CamerasService {
  const { jobs, events, clock, logger, desk } = dependencies;
  let host: { process: HostedProcess; client: RpcClient<DeviceHostApi, DeviceHostEvents> } | null = null;
  let cameras: Camera[] = [];
  let sequence = 0;
  let stopped = false;
  let restartAfter = shortestRestartMilliseconds;
  /** Folders that are imported from, so that a new device host has them too. */
  const imported = new Map<CameraId, string>();

  function startHost(): void {
    const process = dependencies.processes.fork('device-host');
    const client = connectRpc<DeviceHostApi, DeviceHostEvents>(hostedChannel(process));
    host = { process, client };
    process.post({ start: dependencies.start });
    client.on('cameras', (update) => {
      restartAfter = shortestRestartMilliseconds;
      tell(update);
    });
    client.on('erasing', (erasing) => gate.hashed(erasing));
    client.on('progress', (progress) => {
      // Some jobs begin by themselves: an offload that was cut off goes on when its camera is back.
      jobs.start(progress.jobId, () => client.api.cancel({ jobId: progress.jobId }));
      jobs.progress(progress);
    });
    client.on('kept', (kept) => dependencies.onKept(kept));
    client.on('problem', ({ message }) => logger.error('device host has a problem', { message }));
    process.onExit((code) => {
      client.close(
        new KerbdeskError(
          'camera-read-error',
          'The camera connection stopped. It is being started again; nothing copied is lost.',
        ),
      );
      if (host?.process === process) hostEnded(code);
    });
    void deskChanged().catch((error: unknown) => logger.warn('offloads have no target', { error: toError(error) }));
    for (const folder of imported.values()) {
      client.api
        .importFolder({ folder })
        // The message names the folder, which may name a person.
        .catch((error: unknown) =>
          logger.warn('a folder is not imported from any more', {
            code: error instanceof KerbdeskError ? error.code : 'internal',
          }),
        );
    }
  }

  /** Keeps what the device host tells, and tells the windows the same: of a long list only what changed. */
  function tell(update: CameraUpdate): void {
    const mayErase = dependencies.erasing.policy === 'ask';
    const told = update.map((camera) => ({ ...camera, canErase: camera.canErase && mayErase }));
    const joined = applyCameraUpdate(cameras, told);
    if (joined === null) {
      logger.error('the device host told of a camera that it never named');
      return;
    }
    cameras = joined;
    sequence += 1;
    events.emit('cameras', 'changed', { sequence, cameras: told });
  }

  // One after the other: an older view of the desk must not arrive after a newer one.
  let telling: Promise<void> = Promise.resolve();
  function deskChanged(): Promise<void> {
    const before = telling;
    const tellNow = async (): Promise<void> => {
      await before;
      await host?.client.api.setDesk(await desk.read());
    };
    const told = tellNow();
    telling = told.catch(() => undefined);
    return told;
  }

  function hostEnded(code: number | null): void {
    host = null;
    if (stopped) return;
    logger.error('device host ended', { code });
    tell([]);
    jobs.failAll(
      'offload',
      new KerbdeskError(
        'camera-read-error',
        'The camera connection stopped. Whole parts are kept; the offload goes on from there when the camera is back.',
      ),
      clock.now(),
    );
    const wait = restartAfter;
    restartAfter = Math.min(restartAfter * 2, longestRestartMilliseconds);
    void delay(wait, undefined, { ref: false }).then(() => (stopped || host ? undefined : startHost()));
  }

  const connected = (): DeviceHostApi => {
    if (!host) throw new KerbdeskError('busy', 'The camera connection is being started again. Try in a moment.');
    return host.client.api;
  };

  const gate = createEraseGate({ ...dependencies.erasing, deviceHost: connected, jobs, clock, logger });
  startHost();

  return {
    deskChanged,
    unlocked: (officer) => gate.unlocked(officer),
    async sleep() {
      await host?.client.api.sleep();
    },
    async wake() {
      await host?.client.api.wake();
    },
    stop() {
      stopped = true;
      host?.process.kill();
    },
    handlers: {
      list: () => Promise.resolve({ sequence, cameras }),
      async offload({ cameraId, officerId, remember, first }) {
        const officer = await desk.whose(cameraId, officerId);
        const id = jobId.parse(crypto.randomUUID());
        const api = connected();
        jobs.start(id, () => api.cancel({ jobId: id }));
        try {
          await api.offload({ cameraId, jobId: id, officerId: officer, first });
        } catch (error) {
          jobs.forget(id);
          throw error;
        }
        // Only officer, or said to be theirs: from now on it is known. That it cannot be kept stops no offload.
        const isNew = officerId === null ? desk.ownerOf(cameraId) === null : remember;
        if (isNew) await assign(cameraId, officer).catch((error: unknown) => warnUnassigned(error));
        return { jobId: id };
      },
      async pause({ cameraId }) {
        await connected().pause({ cameraId });
        return null;
      },
      async importFolder() {
        // The chooser shows what is on this laptop: not on a lock screen.
        if (!dependencies.isUnlocked()) throw new KerbdeskError('locked', 'Unlock your vault to import from a folder.');
        const folder = await dependencies.chooseFolder();
        if (folder === null) return { cameraId: null };
        const { cameraId } = await connected().importFolder({ folder });
        imported.set(cameraId, folder);
        return { cameraId };
      },
      async putAway({ cameraId }) {
        await connected().putAway({ cameraId });
        imported.delete(cameraId);
        return null;
      },
      async resume({ cameraId }) {
        await connected().resume({ cameraId });
        return null;
      },
      async putFirst(input) {
        await connected().putFirst(input);
        return null;
      },
      async assign({ cameraId, officerId }) {
        await assign(cameraId, officerId);
        return null;
      },
      reviewErasure: ({ cameraId }) => gate.review(cameraId),
      erase: ({ cameraId, paths }) => gate.erase(cameraId, paths),
    },
  };

  async function assign(camera: Camera['id'], officer: OfficerId | null): Promise<void> {
    await desk.assign(camera, officer);
    await deskChanged();
  }

  function warnUnassigned(error: unknown): void {
    logger.warn('whose camera it is was not kept', { error: toError(error) });
  }
}
