// Today: what is due now, from the records of the open vault.
import type { FeatureHandlers } from '#contract/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export const createTodayHandlers = (vault: () => VaultHostApi, clock: Clock): FeatureHandlers<'today'> => ({
  summary: async () => vault().today({ at: clock.now() }),
});
