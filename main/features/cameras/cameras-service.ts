// Cameras: what the device host sees, and the offloads it runs; works the same while the vault is locked.
import { setTimeout as delay } from 'node:timers/promises';
import type { Camera } from '#contract/cameras.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { jobId, type OfficerId, type RecordingId } from '#contract/ids.ts';
import type { FeatureHandlers } from '#contract/index.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Jobs } from '../../ipc/jobs.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeviceHostApi, DeviceHostEvents, DeviceHostStart, OffloadTarget } from '../../ports/device-host.ts';
import { toError } from '../../ports/to-error.ts';
import type { Logger } from '../../ports/logger.ts';
import type { HostedProcess, ProcessHost } from '../../ports/process-host.ts';
import { hostedChannel } from '../../rpc/hosted-channel.ts';
import { connectRpc, type RpcClient } from '../../rpc/rpc.ts';

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
  /** Turns offloads towards this officer's vault, unless somebody is unlocked; null leaves them as they are. */
  readonly aimAt: (officer: OfficerId | null) => Promise<void>;
  readonly onKept: (kept: { officerId: OfficerId; recordingId: RecordingId }) => void;
}

export interface CamerasService {
  readonly handlers: FeatureHandlers<'cameras'>;
  /** Whose vault offloads go to from now on; an offload under way keeps the one it began with. */
  setTarget(target: OffloadTarget | null): Promise<void>;
  stop(): void;
}

export function createCamerasService(dependencies: CamerasDependencies): CamerasService {
  const { jobs, events, clock, logger } = dependencies;
  let host: { process: HostedProcess; client: RpcClient<DeviceHostApi, DeviceHostEvents> } | null = null;
  let cameras: Camera[] = [];
  let target: OffloadTarget | null = null;
  let stopped = false;
  let restartAfter = shortestRestartMilliseconds;

  function startHost(): void {
    const process = dependencies.processes.fork('device-host');
    const client = connectRpc<DeviceHostApi, DeviceHostEvents>(hostedChannel(process));
    host = { process, client };
    process.post({ start: dependencies.start });
    client.on('cameras', (seen) => {
      restartAfter = shortestRestartMilliseconds;
      cameras = seen;
      events.emit('cameras', 'changed', seen);
    });
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
    client.api.setTarget(target).catch((error: unknown) => logger.warn('no offload target', { error: toError(error) }));
  }

  function hostEnded(code: number | null): void {
    host = null;
    cameras = [];
    if (stopped) return;
    logger.error('device host ended', { code });
    events.emit('cameras', 'changed', []);
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

  startHost();

  return {
    async setTarget(next) {
      target = next;
      await host?.client.api.setTarget(next);
    },
    stop() {
      stopped = true;
      host?.process.kill();
    },
    handlers: {
      list: () => Promise.resolve(cameras),
      async offload({ cameraId, officerId }) {
        await dependencies.aimAt(officerId);
        if (!target)
          throw new KerbdeskError(
            'not-found',
            'No vault on this laptop is ready for recordings. Make yours, or unlock it once, then offload.',
          );
        const id = jobId.parse(crypto.randomUUID());
        const api = connected();
        jobs.start(id, () => api.cancel({ jobId: id }));
        try {
          await api.offload({ cameraId, jobId: id });
        } catch (error) {
          jobs.forget(id);
          throw error;
        }
        return { jobId: id };
      },
      async pause({ cameraId }) {
        await connected().pause({ cameraId });
        return null;
      },
      async resume({ cameraId }) {
        await connected().resume({ cameraId });
        return null;
      },
    },
  };
}
