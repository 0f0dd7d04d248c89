// Audit: shows the trail and checks it. Nothing here can change it.
import type { FeatureHandlers } from '#contract/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export const createAuditHandlers = (vault: () => VaultHostApi, clock: Clock): FeatureHandlers<'audit'> => ({
  list: async (query) => vault().listAudit({ ...query, at: clock.now() }),
  verify: async () => vault().verifyAudit({ at: clock.now() }),
});
