// Hears of a search to its end: server-sent events, taken up again after the last one where they are cut; asked for in turns where
// something on the way does not let a stream through.
import type { GatewayConnection } from './connection.ts';
import { piecesOf, readWhole } from './connection.ts';
import { EventStreamParser } from './event-stream.ts';
import { failureOf, GatewayFailure } from './gateway-failure.ts';
import { notUnderstood } from './hostile-json.ts';
import {
  mostBatchBytes,
  mostEventBytes,
  mostStreamBytes,
  readBatch,
  readEvent,
  readEventNumber,
  type NumberedEvent,
} from './wire.ts';
import type { GatewayEvent } from '../ports/biometric-gateway.ts';

export interface FollowedSearch {
  readonly searchId: string;
  readonly transactionControlNumber: string;
  readonly connection: GatewayConnection;
  /** Cancelled or past the deadline. */
  readonly signal: AbortSignal;
  /** Of every request, with what is left of the time. */
  headers(): Record<string, string>;
  readonly timing: FollowTiming;
}

export interface FollowTiming {
  /** A gateway lets something be heard at least every second; milliseconds after which a stream counts as stuck. */
  readonly longestSilence: number;
  /** How long the gateway may hold an answer back in turns, in milliseconds. */
  readonly turn: number;
  /** Before a request that failed is repeated, in milliseconds; doubled each time. */
  readonly pause: number;
}

/** In a row, without anything new heard in between. */
const mostFailures = 5;
const mostEvents = 500;

/** Ends after the event `end`; throws `GatewayFailure` where that cannot be had. */
export async function* followSearch(search: FollowedSearch): AsyncGenerator<GatewayEvent, void, undefined> {
  let last = 0;
  let failures = 0;
  let inTurns = false;
  for (;;) {
    const before = last;
    try {
      for await (const { id, event } of inTurns ? oneTurn(search, last) : stream(search, last)) {
        if (id <= last) continue;
        if (id !== last + 1) throw new GatewayFailure('cut-off', 'A part of the answer is missing.', { mayPass: true });
        if (id > mostEvents) throw notUnderstood('it does not end');
        last = id;
        failures = 0;
        yield event;
        if (event.type === 'end') return;
      }
      // A turn may pass without news; a stream that was closed before the end is another try, and not an answer.
      if (inTurns) continue;
      failures += 1;
      if (failures >= mostFailures) throw new GatewayFailure('cut-off', 'The gateway ended before it had answered.');
    } catch (error) {
      const failure = failureOf(error);
      failures += 1;
      if (!failure.mayPass || search.signal.aborted || failures >= mostFailures) throw failure;
    }
    // Nothing came of it: perhaps streams do not get through here.
    if (last === before) inTurns = true;
    await pause(search.timing.pause * 2 ** (failures - 1), search.signal);
  }
}

const eventsPath = ({ searchId }: FollowedSearch, query = ''): string => `/searches/${searchId}/events${query}`;

async function* stream(search: FollowedSearch, last: number): AsyncGenerator<NumberedEvent, void, undefined> {
  const { connection, signal, timing } = search;
  const waiting = new AbortController();
  const stuck = new GatewayFailure('cut-off', 'The gateway fell silent.', { mayPass: true });
  const timer = setTimeout(() => waiting.abort(stuck), timing.longestSilence);
  const response = await connection
    .open({
      method: 'GET',
      path: eventsPath(search),
      headers: { ...search.headers(), accept: 'text/event-stream', 'last-event-id': String(last) },
      signal: AbortSignal.any([signal, waiting.signal]),
    })
    .finally(() => clearTimeout(timer));
  if (!/^text\/event-stream\b/.test(response.headers['content-type'] ?? '')) {
    response.destroy();
    throw new GatewayFailure('cut-off', 'The gateway does not stream.', { mayPass: true });
  }
  const parser = new EventStreamParser({ eventBytes: mostEventBytes, streamBytes: mostStreamBytes });
  for await (const piece of piecesOf(response, signal, timing.longestSilence)) {
    for (const { id, data } of parser.push(piece)) {
      yield { id: readEventNumber(id), event: readEvent(data, search.transactionControlNumber) };
    }
  }
}

async function* oneTurn(search: FollowedSearch, last: number): AsyncGenerator<NumberedEvent, void, undefined> {
  const { connection, signal, timing } = search;
  const waiting = new AbortController();
  const stuck = new GatewayFailure('cut-off', 'The gateway fell silent.', { mayPass: true });
  const timer = setTimeout(() => waiting.abort(stuck), timing.turn + timing.longestSilence);
  const either = AbortSignal.any([signal, waiting.signal]);
  try {
    const response = await connection.open({
      method: 'GET',
      path: eventsPath(search, `?after=${last}&wait=${timing.turn}`),
      headers: { ...search.headers(), accept: 'application/json' },
      signal: either,
    });
    const limits = { bytes: mostBatchBytes, longestSilence: timing.longestSilence };
    yield* readBatch(await readWhole(response, limits, either), search.transactionControlNumber);
  } finally {
    clearTimeout(timer);
  }
}

/** Throws the signal's reason where it is aborted meanwhile. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abandon = (): void => {
      clearTimeout(timer);
      reject(failureOf(signal.reason));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abandon);
      resolve();
    }, milliseconds);
    if (signal.aborted) abandon();
    else signal.addEventListener('abort', abandon, { once: true });
  });
}
