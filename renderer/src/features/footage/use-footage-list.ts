// The list of recordings, read a page at a time, and the worklist of those that still need tagging.
import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Category, FootageList, RecordingSummary, Worklist } from '#contract/footage.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { queries } from '../../ipc/queries.ts';
import { queryKeys } from '../../ipc/query-keys.ts';

const pageSize = 100;

/** The most that one query may ask for: more recordings than anybody tags in one go. */
const longestWorklist = 500;

/** The text once it has rested for `milliseconds`, so that a search is not asked for with each letter. */
export function useRested(text: string, milliseconds = 150): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), milliseconds);
    return () => clearTimeout(timer);
  }, [text, milliseconds]);
  return rested;
}

export function useFootageList(
  worklist: Worklist,
  search: string,
): UseInfiniteQueryResult<InfiniteData<FootageList, number>> {
  return useInfiniteQuery({
    queryKey: [...queryKeys.footage, 'list', 'pages', worklist, search],
    queryFn: async ({ pageParam }) =>
      await value(kerbdesk.footage.list({ worklist, search, limit: pageSize, offset: pageParam })),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.recordings.length, 0);
      return last.recordings.length > 0 && shown < last.total ? shown : undefined;
    },
    placeholderData: keepPreviousData,
  });
}

/** Ids of the recordings that need tagging, in the order of the list; null until known. */
export function useNeedsTagging(): readonly RecordingSummary['id'][] | null {
  const { data } = useQuery(
    queries.footageList({ worklist: 'needs-tagging', search: '', limit: longestWorklist, offset: 0 }),
  );
  return data?.recordings.map(({ id }) => id) ?? null;
}

export function useCategories(): readonly Category[] {
  const { data } = useQuery(queries.categories);
  return data ?? [];
}

export const categoryOf = (categories: readonly Category[], id: string | null): Category | null =>
  categories.find((category) => category.id === id) ?? null;

/** Tags that other recordings bear, most used first: to pick from instead of typing. */
export function useOtherTags(): readonly string[] {
  const { data } = useQuery(queries.footageList({ worklist: 'all', search: '', limit: longestWorklist, offset: 0 }));
  const uses = new Map<string, number>();
  for (const tag of data?.recordings.flatMap(({ tags }) => tags) ?? []) uses.set(tag, (uses.get(tag) ?? 0) + 1);
  return [...uses].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([tag]) => tag);
}
