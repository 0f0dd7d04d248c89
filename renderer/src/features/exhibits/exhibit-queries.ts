// What the exhibit screens read; below the footage list, so that it is asked again with it and forgotten at the lock.
import { queryOptions } from '@tanstack/react-query';
import type { ExhibitId } from '#contract/ids.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';

export const exhibitQueries = {
  list: (search: string) =>
    queryOptions({
      queryKey: ['footage', 'list', 'exhibits', search],
      queryFn: () => value(kerbdesk.exhibits.list({ search })),
      refetchOnMount: 'always',
    }),
  one: (id: ExhibitId) =>
    queryOptions({
      queryKey: ['footage', 'list', 'exhibit', id],
      queryFn: () => value(kerbdesk.exhibits.get({ id })),
      refetchOnMount: 'always',
    }),
  offers: queryOptions({
    queryKey: ['footage', 'list', 'exhibit-offers'],
    queryFn: () => value(kerbdesk.exhibits.offers(null)),
    refetchOnMount: 'always',
  }),
  nextMark: queryOptions({
    queryKey: ['footage', 'list', 'exhibit-proposal', 'thing'],
    queryFn: () => value(kerbdesk.exhibits.propose({ recordingId: null })),
    gcTime: 0,
    staleTime: 0,
  }),
} as const;
