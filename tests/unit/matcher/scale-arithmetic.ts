// The sums of docs/identification-at-scale.md, so that they can be checked and done again with other figures.

/** How likely a search of somebody who is not enrolled finds somebody: each of `persons` is a chance of its own. */
export const falsePositiveRate = (falseMatchRate: number, persons: number): number =>
  -Math.expm1(persons * Math.log1p(-falseMatchRate));

/** The false match rate of a comparison at which a search of `persons` finds a wrong one that seldom. */
export const neededFalseMatchRate = (wanted: number, persons: number): number =>
  -Math.expm1(Math.log1p(-wanted) / persons);

export interface Queue {
  /** Searches that come in a second. */
  readonly arrivals: number;
  /** Seconds of a search. */
  readonly service: number;
  readonly servers: number;
}

/** How likely a search has to wait where all servers are one queue (Erlang C); 1 where more comes than can be served. */
export function waits({ arrivals, service, servers }: Queue): number {
  const offered = arrivals * service;
  if (offered >= servers) return 1;
  // Erlang B by its recursion, which does not overflow as factorials do.
  let blocked = 1;
  for (let server = 1; server <= servers; server += 1) blocked = (offered * blocked) / (server + offered * blocked);
  return blocked / (1 - (offered / servers) * (1 - blocked));
}

/** How likely a search waits for longer than that many seconds. */
export const waitsLongerThan = (queue: Queue, seconds: number): number =>
  waits(queue) * Math.exp(-Math.max(0, queue.servers / queue.service - queue.arrivals) * seconds);

/** Cores that compare `fingers` of each of `persons` within `seconds`, one search at a time, no filter before it. */
export const coresFor = (persons: number, fingers: number, perSecond: number, seconds: number): number =>
  Math.ceil((persons * fingers) / (perSecond * seconds));

/** GB (10⁹ bytes). */
export const memoryFor = (persons: number, fingers: number, bytes: number): number => (persons * fingers * bytes) / 1e9;
