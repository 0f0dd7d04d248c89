// The list of recordings, a page at a time: only what is on screen is asked for, however long the list.
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { FootageList, FootageQuery, RecordingSummary, Worklist } from '#contract/footage.ts';
import { queries } from '../../../ipc/queries.ts';

const pageSize = 100;

export interface FootagePages {
  /** Undefined until the first page is there. */
  readonly total: number | undefined;
  readonly counts: FootageList['counts'] | undefined;
  /** Null while its page is on its way. */
  readonly at: (index: number) => RecordingSummary | null;
  /** Says which rows are on screen, and which one the keyboard is on, wherever that is. */
  readonly want: (from: number, to: number, active: number) => void;
  /** Rows of a range, read where they are not here yet. */
  readonly read: (from: number, to: number) => Promise<RecordingSummary[]>;
  readonly error: Error | null;
  readonly retry: () => void;
}

const pagesBetween = (from: number, to: number): number[] => {
  const first = Math.floor(Math.max(0, from) / pageSize);
  const last = Math.floor(Math.max(from, to) / pageSize);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
};

export function useFootagePages(worklist: Worklist, search: string): FootagePages {
  const client = useQueryClient();
  const [wanted, setWanted] = useState<readonly number[]>([]);
  const query = (page: number): FootageQuery => ({ worklist, search, limit: pageSize, offset: page * pageSize });
  // The list before stays until the new one is there: no flicker with each letter of a search.
  const first = useQuery(queries.footageList(query(0)));
  const others = wanted.filter((page) => page > 0);
  useQueries({ queries: others.map((page) => queries.footagePage(query(page))) });
  const known = (page: number): FootageList | undefined =>
    page === 0 ? first.data : client.getQueryData(queries.footagePage(query(page)).queryKey);

  const want = useCallback((from: number, to: number, active: number): void => {
    const pages = [...new Set([...pagesBetween(from, to), ...pagesBetween(active, active)])];
    setWanted((before) =>
      before.length === pages.length && before.every((page, index) => page === pages[index]) ? before : pages,
    );
  }, []);

  return {
    total: first.data?.total,
    counts: first.data?.counts,
    at: (index) => known(Math.floor(index / pageSize))?.recordings[index % pageSize] ?? null,
    want,
    async read(from, to) {
      const pages = await Promise.all(
        pagesBetween(from, to).map((page) => client.fetchQuery(queries.footagePage(query(page)))),
      );
      const start = Math.floor(from / pageSize) * pageSize;
      return pages.flatMap(({ recordings }) => recordings).slice(from - start, to - start + 1);
    },
    error: first.error,
    retry: () => void first.refetch(),
  };
}
