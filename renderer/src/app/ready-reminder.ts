// Reminds of a team post that may go out now; it is never posted by itself, and the reminder says nothing of what is in it.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useNow } from '../format/index.ts';
import { queries } from '../ipc/queries.ts';
import { showToast } from '../ui/index.ts';

export function useReadyReminder(): void {
  const { data: today } = useQuery(queries.today);
  const now = useNow(15_000);
  const reminded = useRef(new Set<string>());
  useEffect(() => {
    for (const item of today?.due ?? []) {
      if (item.kind !== 'team-post' || now < Date.parse(item.dueAt)) continue;
      const key = `${item.teamPostId} ${item.dueAt}`;
      if (reminded.current.has(key)) continue;
      reminded.current.add(key);
      showToast({
        tone: 'accent',
        title: 'A team post can go out now',
        text: 'The team has left. The post is on Today.',
      });
    }
  }, [today, now]);
}
