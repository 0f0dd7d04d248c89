// The pictures along the timeline, made once a visit from the footage itself and kept only in memory.
import { useEffect, useState } from 'react';
import type { Recording } from '#contract/footage.ts';
import { framesOf, jpegOf } from './capture-frames.ts';
import { filmstripTimes } from './timeline-time.ts';

const filmstripLength = 11;
const width = 160;

interface StripWanted {
  readonly id: string;
  readonly bytes: number;
  readonly duration: number;
  readonly signal: AbortSignal;
}

async function makeStrip(wanted: StripWanted, onPicture: (address: string) => void): Promise<void> {
  const times = filmstripTimes(wanted.duration, filmstripLength);
  const tolerance = wanted.duration / filmstripLength / 4;
  for await (const still of framesOf({ ...wanted, times, width, tolerance })) {
    const jpeg = await jpegOf(still, 0.7);
    if (wanted.signal.aborted) return;
    onPicture(URL.createObjectURL(jpeg));
  }
}

/** Object URLs, filled in from the left as they are made; null for a picture that is not there (yet). */
export function useFilmstrip(recording: Pick<Recording, 'id' | 'bytes'>, duration: number): readonly (string | null)[] {
  const { id, bytes } = recording;
  const [made, setMade] = useState<readonly string[]>([]);
  useEffect(() => {
    if (duration <= 0 || bytes === 0) return undefined;
    const stop = new AbortController();
    const addresses: string[] = [];
    const add = (address: string): void => {
      addresses.push(address);
      setMade([...addresses]);
    };
    // Without pictures the timeline is plain and works as well.
    void makeStrip({ id, bytes, duration, signal: stop.signal }, add).catch(() => undefined);
    return () => {
      stop.abort();
      for (const address of addresses) URL.revokeObjectURL(address);
      setMade([]);
    };
  }, [id, bytes, duration]);
  return Array.from({ length: filmstripLength }, (_, index) => made[index] ?? null);
}
