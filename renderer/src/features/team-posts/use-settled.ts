// The text once typing has paused: what is asked of the vault is asked for then.
import { useEffect, useState } from 'react';

const pauseMilliseconds = 200;

export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
