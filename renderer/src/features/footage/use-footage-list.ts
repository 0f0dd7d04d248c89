// The worklist of recordings that still need tagging, and what lists and fields draw on: categories and tags.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Category } from '#contract/footage.ts';
import type { RecordingId } from '#contract/ids.ts';
import { queries } from '../../ipc/queries.ts';

/** The text once it has rested for `milliseconds`, so that a search is not asked for with each letter. */
export function useRested(text: string, milliseconds = 150): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), milliseconds);
    return () => clearTimeout(timer);
  }, [text, milliseconds]);
  return rested;
}

/** Ids of the recordings that need tagging, in the order of the list; null until known. */
export function useNeedsTagging(): readonly RecordingId[] | null {
  const { data } = useQuery(queries.needsTagging);
  return useMemo(() => data?.recordings.map(({ id }) => id) ?? null, [data]);
}

export function useCategories(): readonly Category[] {
  const { data } = useQuery(queries.categories);
  return data ?? [];
}

export const categoryOf = (categories: readonly Category[], id: string | null): Category | null =>
  categories.find((category) => category.id === id) ?? null;

/** Tags that other recordings bear, most used first: to pick from instead of typing. */
export function useOtherTags(): readonly string[] {
  return useQuery(queries.usedTags).data ?? [];
}
