// Tells beforehand where a copied clip will begin.
import { useEffect, useState } from 'react';
import type { PlaylistPart } from '#contract/playlist.ts';
import { keyPictureBefore } from '../../../derive/key-picture.ts';
import { filesOf } from '../../../derive/recording-files.ts';

const afterTyping = 200;

/** Null until it is known, and where there is none. */
export function useKeyPicture(parts: readonly PlaylistPart[], seconds: number): number | null {
  const [found, setFound] = useState<{ readonly seconds: number; readonly key: number | null } | null>(null);
  useEffect(() => {
    const left = new AbortController();
    const look = async (): Promise<void> => {
      // Making the clip says what is wrong; this is only a preview.
      const key = await keyPictureBefore(filesOf(parts), seconds, left.signal).catch(() => null);
      if (!left.signal.aborted) setFound({ seconds, key });
    };
    const timer = setTimeout(() => void look(), afterTyping);
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [parts, seconds]);
  return found?.seconds === seconds ? found.key : null;
}
