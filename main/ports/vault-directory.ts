// The vaults on this laptop as they can be seen without any key.
import type { Instant, OfficerId } from '#contract/ids.ts';
import type { VaultCondition } from '#contract/session.ts';
import type { VaultPublicFacts } from './vault-host.ts';

export interface VaultListing {
  readonly folder: string;
  readonly facts: VaultPublicFacts;
  readonly condition: VaultCondition;
  readonly triesLeft: number;
  readonly retryAt: Instant | null;
}

export interface VaultDirectory {
  /** Never throws for a damaged vault: it is listed as unreadable and left alone. */
  list(at: Instant): Promise<{
    readonly vaults: readonly VaultListing[];
    readonly unreadable: readonly { readonly folder: string; readonly problem: string }[];
  }>;
  folderFor(id: OfficerId): string;
}
