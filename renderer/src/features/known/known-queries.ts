// What the screen of people and places reads.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { EntityId } from '#contract/ids.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { queryKeys, type KnownQuery } from '../../ipc/query-keys.ts';

const pageSize = 60;

export const knownQueries = {
  list: (query: KnownQuery) =>
    infiniteQueryOptions({
      queryKey: queryKeys.knownList(query),
      queryFn: ({ pageParam }) => value(kerbdesk.known.list({ ...query, limit: pageSize, before: pageParam })),
      initialPageParam: null as number | null,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
      refetchOnMount: 'always',
    }),
  one: (entityId: EntityId) =>
    queryOptions({
      queryKey: queryKeys.knownEntity(entityId),
      queryFn: () => value(kerbdesk.known.get({ entityId })),
      refetchOnMount: 'always',
    }),
} as const;
