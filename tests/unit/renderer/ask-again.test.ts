// What main says has changed is asked for again: at once, but not once for each change of a burst, and never left stale.
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAskAgain, longestWaitMilliseconds } from '../../../renderer/src/ipc/ask-again.ts';

const listKey = ['footage', 'list', 'all'];

describe('a list on screen', () => {
  let client: QueryClient;
  let kept = 0;
  let asked = 0;
  /** How long main takes. */
  let answerMilliseconds = 100;

  const main = async (): Promise<number> => {
    asked += 1;
    const answer = kept;
    await new Promise((resolve) => setTimeout(resolve, answerMilliseconds));
    return answer;
  };

  beforeEach(async () => {
    vi.useFakeTimers();
    [kept, asked, answerMilliseconds] = [0, 0, 100];
    client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } } });
    new QueryObserver(client, { queryKey: listKey, queryFn: main }).subscribe(() => undefined);
    await vi.advanceTimersByTimeAsync(200);
    asked = 0;
  });
  afterEach(() => {
    client.clear();
    vi.useRealTimers();
  });

  it('is asked for at once after one change, and once although it lies below several of the keys', async () => {
    const askAgain = createAskAgain(client);
    kept = 1;
    askAgain(['footage'], ['footage', 'list']);
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect([asked, client.getQueryData(listKey)]).toEqual([1, 1]);
  });

  it('is asked for twice after a hundred changes at once, and shows the last of them', async () => {
    const askAgain = createAskAgain(client);
    for (let change = 0; change < 100; change += 1) {
      kept += 1;
      askAgain(['footage', 'list']);
    }
    await vi.advanceTimersByTimeAsync(500);
    expect([asked, client.getQueryData(listKey)]).toEqual([2, 100]);
  });

  it('is not taken for the truth by a screen that opens before the answers are here', async () => {
    const askAgain = createAskAgain(client);
    client.setQueryData(['footage', 'recording', 'a'], 'before');
    askAgain(['footage', 'list']);
    askAgain(['footage', 'recording', 'a']);
    expect(client.getQueryState(['footage', 'recording', 'a'])?.isInvalidated).toBe(true);
    await vi.advanceTimersByTimeAsync(500);
  });

  it('does not wait for ever for another answer that never comes', async () => {
    const askAgain = createAskAgain(client);
    const never = (): Promise<number> => new Promise(() => undefined);
    new QueryObserver(client, { queryKey: ['today'], queryFn: never }).subscribe(() => undefined);
    askAgain(['today']);
    kept = 7;
    askAgain(['footage', 'list']);
    await vi.advanceTimersByTimeAsync(longestWaitMilliseconds + 200);
    expect(client.getQueryData(listKey)).toBe(7);
  });
});
