// Search over everything in the vault: the records do it, this passes on.
import type { FeatureHandlers } from '#contract/index.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export const createSearchHandlers = (vault: () => VaultHostApi): FeatureHandlers<'search'> => ({
  find: (input) => vault().find(input),
});
