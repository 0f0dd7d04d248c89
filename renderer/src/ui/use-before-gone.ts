// What a field does when it is left must also happen when it is taken off the screen: React tells of no blur then.
import { useEffect, useRef } from 'react';

/** @param finish must do nothing while there is nothing to finish */
export function useBeforeGone(finish: () => void): void {
  const latest = useRef(finish);
  useEffect(() => {
    latest.current = finish;
  });
  useEffect(() => () => latest.current(), []);
}
