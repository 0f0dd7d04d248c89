// Buffers for parts under way: as many as memory should hold, used again and again.
import type { PartBuffer } from './part-crew.ts';

export interface PartPool {
  /**
   * Waits until a buffer is free, unless the caller has none at all: a recording that holds nothing always gets one,
   * so that recordings under way at the same time cannot wait for each other for ever.
   */
  take(bytes: number, holdsNone: boolean): Promise<PartBuffer>;
  give(part: PartBuffer): void;
}

/** @param limit buffers of 16 MiB at most: four keep reading, hashing, the cipher and the disk busy at the same time */
export function createPartPool(limit = 4): PartPool {
  const free: PartBuffer[] = [];
  const waiting: (() => void)[] = [];
  let taken = 0;

  const pick = (bytes: number): PartBuffer => {
    taken++;
    const found = free.findIndex((part) => part.byteLength === bytes);
    return (found < 0 ? undefined : free.splice(found, 1)[0]) ?? new SharedArrayBuffer(bytes);
  };

  return {
    take: (bytes, holdsNone) =>
      taken < limit || holdsNone
        ? Promise.resolve(pick(bytes))
        : new Promise((resolve) => waiting.push(() => resolve(pick(bytes)))),
    give(part) {
      taken--;
      if (free.length + taken < limit) free.push(part);
      if (taken < limit) waiting.shift()?.();
    },
  };
}
