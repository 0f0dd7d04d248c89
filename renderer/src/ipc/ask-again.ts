// Asks again for what main says has changed. What is announced while answers are on their way waits for them, so that a burst,
// as several cameras make it, is asked for twice and not once for each recording.
import { hashKey, matchQuery, type QueryClient, type QueryKey } from '@tanstack/react-query';

/** One answer that is long in coming does not hold up the others. */
export const longestWaitMilliseconds = 1000;

export type AskAgain = (...keys: readonly QueryKey[]) => void;

export function createAskAgain(client: QueryClient): AskAgain {
  let waiting = new Map<string, QueryKey>();
  let isAsking = false;

  /** Each query once, however many of the keys it lies below. */
  const invalidate = (keys: readonly QueryKey[], refetchType: 'active' | 'none'): Promise<void> =>
    client.invalidateQueries({
      predicate: (query) => keys.some((queryKey) => matchQuery({ queryKey }, query)),
      refetchType,
    });

  const ask = async (): Promise<void> => {
    isAsking = true;
    while (waiting.size > 0) {
      const keys = [...waiting.values()];
      waiting = new Map();
      await Promise.race([invalidate(keys, 'active'), later(longestWaitMilliseconds)]);
    }
    isAsking = false;
  };

  return (...keys) => {
    for (const key of keys) waiting.set(hashKey(key), key);
    // A screen that opens meanwhile must not take what is in the cache for the truth.
    if (isAsking) void invalidate(keys, 'none');
    else void ask();
  };
}

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
