// What `node native-mocks/peers/matcher/calibrate.ts 60` printed: 56,640 false pairs (14,160 of four fingers) of invented fingers of the tuning seeds.
interface Threshold {
  readonly fingers: number;
  readonly possible: number;
  readonly hit: number;
}

const thresholds: readonly Threshold[] = [
  { fingers: 1, possible: 11.4, hit: 21.6 },
  { fingers: 2, possible: 16.1, hit: 27.1 },
  { fingers: 3, possible: 20, hit: 35 },
  { fingers: 4, possible: 22.7, hit: 39.8 },
];

/** For so many fingers together; beyond those that were measured each adds what the last one did. */
export function thresholdFor(fingers: number): { readonly possible: number; readonly hit: number } {
  const found = thresholds.find((one) => one.fingers === fingers);
  if (found !== undefined) return found;
  const [before, last] = thresholds.slice(-2);
  if (before === undefined || last === undefined || fingers < 1)
    throw new RangeError(`no threshold for ${fingers} fingers`);
  const more = fingers - last.fingers;
  return {
    possible: last.possible + more * (last.possible - before.possible),
    hit: last.hit + more * (last.hit - before.hit),
  };
}
