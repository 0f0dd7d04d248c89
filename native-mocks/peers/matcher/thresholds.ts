// What `node native-mocks/peers/matcher/calibrate.ts 40` printed: 1,560 false pairs of invented fingers of the tuning seeds.
interface Threshold {
  readonly fingers: number;
  readonly possible: number;
  readonly hit: number;
}

const thresholds: readonly Threshold[] = [
  { fingers: 1, possible: 10.7, hit: 13.7 },
  { fingers: 2, possible: 16.3, hit: 24.4 },
  { fingers: 3, possible: 18.9, hit: 30.4 },
  { fingers: 4, possible: 22.8, hit: 32.9 },
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
