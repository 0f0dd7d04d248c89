// Where the officer was in the list: the search, how far it was scrolled and which row, there again on coming back from a recording.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { queryKeys } from '../../../ipc/query-keys.ts';

interface ListPlace {
  readonly search: string;
  readonly scrolled: number;
  /** The row that the keyboard was on. */
  readonly active: number;
}

/** Below the footage keys, so that it is forgotten with them when the vault locks. */
const placeKey = [...queryKeys.footage, 'list-place'];
const start: ListPlace = { search: '', scrolled: 0, active: 0 };

export interface ListPlaceKeeper {
  /** As it was when the list was shown. */
  readonly initial: ListPlace;
  readonly keep: (part: Partial<ListPlace>) => void;
}

export function useListPlace(): ListPlaceKeeper {
  const client = useQueryClient();
  const [initial] = useState(() => client.getQueryData<ListPlace>(placeKey) ?? start);
  return {
    initial,
    keep: (part) => {
      client.setQueryData<ListPlace>(placeKey, (place) => ({ ...(place ?? start), ...part }));
    },
  };
}
