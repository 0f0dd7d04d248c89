// The officers who have a vault on this laptop, and who of them is at it.
import { useQuery } from '@tanstack/react-query';
import type { OfficerId } from '#contract/ids.ts';
import type { Officer } from '#contract/session.ts';
import { queries } from '../../ipc/queries.ts';

export interface Officers {
  readonly all: readonly Officer[];
  /** Whose vault is open. */
  readonly unlocked: OfficerId | null;
}

export function useOfficers(): Officers {
  const { data: session } = useQuery(queries.session);
  return {
    all: session?.vaults.map(({ officer }) => officer) ?? [],
    unlocked: session?.phase === 'unlocked' ? session.current : null,
  };
}
