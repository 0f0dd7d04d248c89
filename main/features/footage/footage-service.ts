// Footage: the recordings in the open vault. Rules and audit live with the records; this passes on and announces.
import type { FeatureHandlers } from '#contract/index.ts';
import type { RecordingId } from '#contract/ids.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeviceSecret } from '../../ports/device.ts';
import type { Logger } from '../../ports/logger.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export interface FootageDependencies {
  readonly vault: () => VaultHostApi;
  readonly deviceSecret: DeviceSecret;
  readonly clock: Clock;
  readonly events: EventBus;
  readonly logger: Logger;
}

export interface FootageService {
  readonly handlers: FeatureHandlers<'footage'>;
  /** Takes finished offloads into the records of the open vault. */
  takeIn(): Promise<void>;
}

export function createFootageService(dependencies: FootageDependencies): FootageService {
  const { vault, clock, events, logger } = dependencies;
  const at = () => clock.now();
  const announce = (id: RecordingId): void => events.emit('footage', 'changed', { ids: [id] });

  return {
    async takeIn() {
      const { added, problems } = await vault().takeIn({ at: at(), resumeKey: dependencies.deviceSecret.resumeKey });
      for (const problem of problems) logger.warn('a finished offload could not be taken in', { problem });
      if (added.length > 0) events.emit('footage', 'changed', { ids: added });
    },
    handlers: {
      list: (query) => vault().listRecordings({ ...query, at: at() }),
      get: ({ id }) => vault().getRecording({ id, at: at() }),
      categories: () => vault().listCategories(),
      async update(input) {
        const recording = await vault().updateRecording({ ...input, at: at() });
        announce(input.id);
        return recording;
      },
      async saveMarker(input) {
        const recording = await vault().saveMarker({ ...input, at: at() });
        announce(input.id);
        return recording;
      },
      async removeMarker(input) {
        const recording = await vault().removeMarker({ ...input, at: at() });
        announce(input.id);
        return recording;
      },
      async saveThumbnail(input) {
        // The window that made it shows it already; asking everybody to read the list again would cost more than it tells.
        await vault().saveThumbnail({ ...input, at: at() });
        return null;
      },
      async verify({ id }) {
        const recording = await vault().verifyRecording({ id, at: at() });
        announce(id);
        return recording;
      },
    },
  };
}
