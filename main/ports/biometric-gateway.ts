// The biometric gateway as a seam: a transaction goes out, events come back. No public specification of the real gateway exists; what
// stands here is what an adapter to it must be able to say (docs/operations/biometric-gateway.md).
import type { BiometricDatabase, DatabaseAnswer, PurgeReceipt, SearchProblem } from '#contract/biometric-search.ts';

export interface SearchRequest {
  /**
   * An ANSI/NIST-ITL transaction. It stays the caller's: it is sent from where it lies, no copy of it is made here, and the caller
   * overwrites it with zeros once the events have ended, not before.
   */
  readonly transaction: Uint8Array;
  /** Transaction control number (1.009) of that transaction: submitting it twice searches once. */
  readonly transactionControlNumber: string;
  readonly databases: readonly BiometricDatabase[];
  /** By `Clock.monotonic()`: nothing is heard after it, and the gateway is told on each request how much of it is left. */
  readonly deadline: number;
  /** Aborted by cancelling, locking or unplugging: the gateway is told to drop the search. */
  readonly signal: AbortSignal;
}

export type GatewayEvent =
  | {
      readonly type: 'accepted';
      readonly searchId: string;
      /** Of those asked for; another one will never answer. */
      readonly databases: readonly BiometricDatabase[];
      readonly reference: boolean;
    }
  | { readonly type: 'database'; readonly database: BiometricDatabase; readonly answer: DatabaseAnswer }
  | { readonly type: 'purged'; readonly receipt: PurgeReceipt }
  /** The gateway has said all that it will say. */
  | { readonly type: 'end' }
  /** No more will be heard, and the gateway did not say that it had finished. */
  | { readonly type: 'lost'; readonly problem: SearchProblem };

export type Reachability =
  | { readonly reachable: true; readonly reference: boolean }
  | { readonly reachable: false; readonly problem: SearchProblem };

export interface GatewayClient {
  /**
   * Ends with exactly one `end` or `lost`, by the deadline or within two seconds of an abort; never throws for what the network or the
   * gateway did. Whoever stops listening before that cancels the search.
   */
  search(request: SearchRequest): AsyncIterable<GatewayEvent>;
  /** Within three seconds; sends nothing of anybody. */
  reachable(signal?: AbortSignal): Promise<Reachability>;
  /** Closes idle connections. Searches that run are not waited for. */
  close(): void;
}
