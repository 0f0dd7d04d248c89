// What the vault adds to the program's own words in a public place: which of them are names of somebody in it, and the labels that IT has
// given. Until both are known all is blank.
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect } from 'react';
import { kerbdesk, value } from '../ipc/kerbdesk.ts';
import { queries } from '../ipc/queries.ts';
import { queryKeys } from '../ipc/query-keys.ts';
import { setKnownWords, wordsThatMayBeNames } from './public-place.ts';

/** Milliseconds between two questions, while reports are still being read for the first time. */
const restBetweenQuestions = 500;

const wordsThatAreNames = queryOptions({
  queryKey: queryKeys.wordsThatAreNames,
  queryFn: async () => value(kerbdesk.known.namesAmong({ words: await wordsThatMayBeNames() })),
  refetchInterval: ({ state: { data } }) => (data?.isComplete === false ? restBetweenQuestions : false),
});

export function useKnownWords(isPublic: boolean): void {
  const client = useQueryClient();
  const { data: among } = useQuery({ ...wordsThatAreNames, enabled: isPublic });
  const { data: categories } = useQuery({ ...queries.categories, enabled: isPublic });
  const { data: networks } = useQuery({ ...queries.postNetworks, enabled: isPublic });
  useLayoutEffect(() => () => setKnownWords(null), []);
  useLayoutEffect(() => {
    const isKnown = isPublic && among !== undefined && categories !== undefined && networks !== undefined;
    setKnownWords(
      isKnown ? { names: among.names, labels: [...categories, ...networks].map(({ label }) => label) } : 'asked',
    );
  }, [isPublic, among, categories, networks]);
  useLayoutEffect(() => {
    if (!isPublic) return undefined;
    // Whoever is entered before the next time is asked about then.
    return () => client.removeQueries({ queryKey: queryKeys.wordsThatAreNames });
  }, [isPublic, client]);
}
