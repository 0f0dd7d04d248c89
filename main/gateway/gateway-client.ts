// The client of the biometric gateway: submits a transaction once however often it must be sent, hears of it to the end, and tells the
// gateway to drop it where nobody waits any more. Protocol: docs/operations/biometric-gateway.md.
import type { PurgeReceipt } from '#contract/biometric-search.ts';
import { createConnection, readWhole, type GatewayConnection } from './connection.ts';
import { followSearch, pause, type FollowTiming } from './follow-search.ts';
import { failureOf, GatewayFailure } from './gateway-failure.ts';
import type { LaptopIdentity } from './laptop-identity.ts';
import { mostShortBytes, readAcceptance, readDropped, readHealth } from './wire.ts';
import type { GatewayPolicy } from '../ports/biometric-gateway-policy.ts';
import type { GatewayClient, GatewayEvent, Reachability, SearchRequest } from '../ports/biometric-gateway.ts';
import type { Clock } from '../ports/clock.ts';

export interface GatewayClientOptions {
  readonly policy: Pick<GatewayPolicy, 'address' | 'allowReference'>;
  readonly identity: LaptopIdentity;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly timing?: Partial<GatewayTiming>;
}

/** Milliseconds. */
export interface GatewayTiming extends FollowTiming {
  /** How much sooner than here the time ends at the gateway, so that its last word and its purge receipt still arrive. */
  readonly reserve: number;
  /** Until a connection stands, handshake included. */
  readonly connecting: number;
  /** For handing a transaction over once, until the gateway has said that it has it. */
  readonly submitting: number;
  /** For telling the gateway to drop a search. */
  readonly dropping: number;
  readonly probing: number;
}

const usualTiming: GatewayTiming = {
  longestSilence: 3000,
  turn: 5000,
  pause: 200,
  reserve: 1000,
  connecting: 5000,
  submitting: 15_000,
  dropping: 1500,
  probing: 3000,
};

const mostSubmissions = 5;
/** A connection that was idle may just have ended. */
const mostDrops = 2;
const numberTaken = 409;
const controlNumbers = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

const afterDeadline = (): GatewayFailure =>
  new GatewayFailure('deadline', 'The time for the search is over. What did not answer was not searched to the end.');
const cancelled = (): GatewayFailure => new GatewayFailure('cancelled', 'The search was cancelled.');
const referenceRefused = (): GatewayFailure =>
  new GatewayFailure(
    'not-trusted',
    'What answered is the reference gateway, whose people are invented. This laptop is not set up for it. Tell IT.',
  );

/** `GatewayClient` over TLS 1.3 with certificates on both sides. */
export function createGatewayClient({ policy, identity, clock, timing }: GatewayClientOptions): GatewayClient {
  const times = { ...usualTiming, ...timing };
  const connection = createConnection(policy.address, identity, times.connecting);
  return {
    search: (request) => new Search(request, connection, policy, clock, times).events(),
    reachable: (signal) => probe(connection, policy, times.probing, signal),
    close: () => connection.close(),
  };
}

async function probe(
  connection: GatewayConnection,
  { allowReference }: Pick<GatewayPolicy, 'allowReference'>,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<Reachability> {
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new GatewayFailure('unreachable', 'The gateway cannot be reached: it did not answer.')),
    milliseconds,
  );
  signal?.addEventListener('abort', () => late.abort(cancelled()), { signal: late.signal });
  if (signal?.aborted === true) late.abort(cancelled());
  try {
    const response = await connection.open({
      method: 'GET',
      path: '/health',
      headers: { accept: 'application/json' },
      signal: late.signal,
    });
    const limits = { bytes: mostShortBytes, longestSilence: milliseconds };
    const { reference } = readHealth(await readWhole(response, limits, late.signal));
    if (reference && !allowReference) throw referenceRefused();
    return { reachable: true, reference };
  } catch (error) {
    return { reachable: false, problem: failureOf(error).problem };
  } finally {
    clearTimeout(timer);
    late.abort(cancelled());
  }
}

class Search {
  readonly #request: SearchRequest;
  readonly #connection: GatewayConnection;
  readonly #policy: Pick<GatewayPolicy, 'allowReference'>;
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #timing: GatewayTiming;
  readonly #over = new AbortController();
  #searchId: string | null = null;
  /** Whether the gateway may hold something of it. */
  #mayBeThere = false;

  constructor(
    request: SearchRequest,
    connection: GatewayConnection,
    policy: Pick<GatewayPolicy, 'allowReference'>,
    clock: Pick<Clock, 'monotonic'>,
    timing: GatewayTiming,
  ) {
    if (!controlNumbers.test(request.transactionControlNumber)) {
      throw new TypeError('A transaction control number has 1 to 40 letters, digits and . _ -');
    }
    this.#request = request;
    this.#connection = connection;
    this.#policy = policy;
    this.#clock = clock;
    this.#timing = timing;
  }

  async *events(): AsyncGenerator<GatewayEvent, void, undefined> {
    const { deadline, signal } = this.#request;
    const timer = setTimeout(() => this.#over.abort(afterDeadline()), Math.max(0, deadline - this.#clock.monotonic()));
    const cancel = (): void => this.#over.abort(cancelled());
    if (signal.aborted) cancel();
    else signal.addEventListener('abort', cancel, { once: true });
    try {
      yield* this.#heard();
      this.#mayBeThere = false;
      yield { type: 'end' };
    } catch (error) {
      const { problem } = failureOf(error);
      const dropping = this.#drop();
      // Nothing is waited for beyond the deadline.
      const receipt = problem.cause === 'deadline' ? null : await dropping;
      if (receipt !== null) yield { type: 'purged', receipt };
      yield { type: 'lost', problem };
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      // Where nobody listens any more. It waits for nothing, and says nothing of its failure.
      this.#over.abort(cancelled());
      void this.#drop();
    }
  }

  async *#heard(): AsyncGenerator<GatewayEvent, void, undefined> {
    const accepted = await this.#submit();
    this.#searchId = accepted.searchId;
    if (accepted.reference && !this.#policy.allowReference) throw referenceRefused();
    const { databases } = this.#request;
    yield { ...accepted, databases: accepted.databases.filter((one) => databases.includes(one)) };
    const events = followSearch({
      searchId: accepted.searchId,
      transactionControlNumber: this.#request.transactionControlNumber,
      connection: this.#connection,
      signal: this.#over.signal,
      headers: () => this.#headers(),
      timing: this.#timing,
    });
    for await (const event of events) if (event.type !== 'end') yield event;
  }

  #headers(): Record<string, string> {
    const left = this.#request.deadline - this.#timing.reserve - this.#clock.monotonic();
    return { 'kerbdesk-time-left': String(Math.max(0, Math.floor(left))) };
  }

  /** The same number each time: the gateway takes what it already has for the same search. */
  async #submit(): Promise<GatewayEvent & { type: 'accepted' }> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#submitOnce();
      } catch (error) {
        const failure = failureOf(error);
        // What has this number there is another transaction, and not ours to drop.
        if (failure.status === numberTaken) this.#mayBeThere = false;
        if (!failure.mayPass || tries === mostSubmissions || this.#over.signal.aborted) throw failure;
      }
      await pause(this.#timing.pause * 2 ** (tries - 1), this.#over.signal);
    }
  }

  async #submitOnce(): Promise<GatewayEvent & { type: 'accepted' }> {
    const { transaction, transactionControlNumber, databases } = this.#request;
    if (!this.#over.signal.aborted) this.#mayBeThere = true;
    const signal = AbortSignal.any([this.#over.signal, AbortSignal.timeout(this.#timing.submitting)]);
    const response = await this.#connection.open({
      method: 'POST',
      path: '/searches',
      headers: {
        ...this.#headers(),
        accept: 'application/json',
        'content-type': 'application/octet-stream',
        'idempotency-key': `"${transactionControlNumber}"`,
        'kerbdesk-databases': databases.join(', '),
      },
      body: transaction,
      signal,
    });
    const limits = { bytes: mostShortBytes, longestSilence: this.#timing.longestSilence };
    return readAcceptance(await readWhole(response, limits, signal), transactionControlNumber);
  }

  /** Told once; null where the gateway did not say that it dropped anything. */
  async #drop(): Promise<PurgeReceipt | null> {
    if (!this.#mayBeThere) return null;
    this.#mayBeThere = false;
    const { transactionControlNumber } = this.#request;
    const signal = AbortSignal.timeout(this.#timing.dropping);
    // Accepted or not is not known where the answer was lost: then it is named by its transaction.
    const path =
      this.#searchId === null ? `/searches?transaction=${transactionControlNumber}` : `/searches/${this.#searchId}`;
    for (let tries = 1; tries <= mostDrops; tries += 1) {
      try {
        const response = await this.#connection.open({ method: 'DELETE', path, headers: this.#headers(), signal });
        const limits = { bytes: mostShortBytes, longestSilence: this.#timing.dropping };
        return readDropped(await readWhole(response, limits, signal), transactionControlNumber);
      } catch (error) {
        if (!failureOf(error).mayPass || signal.aborted) return null;
      }
    }
    return null;
  }
}
