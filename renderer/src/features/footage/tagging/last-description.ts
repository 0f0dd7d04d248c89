// What was said of the recording before: to be said again of this one with one key, or its reference kept by itself.
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { queryKeys } from '../../../ipc/query-keys.ts';
import type { Fields } from '../about/recording-draft.ts';

export type Description = Omit<Fields, 'notes'>;

/** Below the footage keys, so that both are forgotten with them when the vault locks; never asked of main. */
const lastKey = [...queryKeys.footage, 'last-description'];
const keptKey = [...queryKeys.footage, 'reference-is-kept'];

export function rememberDescription(client: QueryClient, { categoryId, reference, title, tags }: Fields): void {
  if (categoryId === null && reference === '') return;
  client.setQueryData<Description>(lastKey, { categoryId, reference, title, tags });
}

/** Null before anything was tagged. */
export function useLastDescription(): Description | null {
  const client = useQueryClient();
  const { data = null } = useQuery<Description | null>({
    queryKey: lastKey,
    queryFn: () => client.getQueryData<Description>(lastKey) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}

export function useKeptReference(): readonly [isKept: boolean, toggle: () => void] {
  const client = useQueryClient();
  const { data = false } = useQuery<boolean>({
    queryKey: keptKey,
    queryFn: () => client.getQueryData<boolean>(keptKey) ?? false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return [data, () => client.setQueryData(keptKey, !data)];
}
