// The real client and the reference gateway over real sockets, and transactions of invented prints to search with.
import { randomUUID } from 'node:crypto';
import { beginSearch, afterEvent } from '../../main/ports/search-progress.ts';
import { systemClock } from '../../main/ports/clock.ts';
import type { GatewayClient, GatewayEvent, SearchRequest } from '../../main/ports/biometric-gateway.ts';
import { createGatewayClient, type GatewayTiming } from '../../main/gateway/gateway-client.ts';
import type { LaptopIdentity } from '../../main/gateway/laptop-identity.ts';
import { contentsOf, taggedRecord, writeTransaction } from '../../main/biometrics/nist/write-transaction.ts';
import type { FingerPrint } from '../../native-mocks/peers/fingerprint-engine.ts';
import {
  startReferenceGateway,
  type ReferenceGateway,
  type ReferenceGatewayOptions,
} from '../../native-mocks/peers/gateway/reference-gateway.ts';
import type { SearchState } from '#contract/biometric-search.ts';
import { createEngines, madePrint } from './hash-engine.ts';

/** A Type-14 search, its images uncompressed unless they come compressed already. */
export function searchTransaction(
  transactionControlNumber: string,
  prints: readonly FingerPrint[],
  compress?: { readonly name: string; readonly encode: (print: FingerPrint) => Uint8Array },
): Uint8Array {
  const images = prints.map((print, at) =>
    taggedRecord(14, [
      [2, String(at + 1).padStart(2, '0')],
      [3, '0'],
      [4, 'INVENTED-FORCE'],
      [5, '20261127'],
      [6, String(print.image.width)],
      [7, String(print.image.height)],
      [8, '1'],
      [9, '500'],
      [10, '500'],
      [11, compress?.name ?? 'NONE'],
      [12, '8'],
      [13, String(print.position)],
      [999, compress?.encode(print) ?? print.image.pixels],
    ]),
  );
  const rest = [taggedRecord(2, [[2, '00']]), ...images];
  const first = taggedRecord(1, [
    [2, '0502'],
    [3, contentsOf(rest)],
    [4, 'SRCH'],
    [5, '20261127'],
    [7, 'REFERENCE-GATEWAY'],
    [8, 'INVENTED-FORCE'],
    [9, transactionControlNumber],
    [11, '19.69'],
    [12, '19.69'],
  ]);
  return writeTransaction([first, ...rest]);
}

/** Of both index fingers; `stranger` is in no database. */
export const printsOf = (personId: string): readonly FingerPrint[] => [madePrint(personId, 2), madePrint(personId, 7)];

export const identityFor = (gateway: ReferenceGateway): LaptopIdentity => {
  const { certificatePem, keyPem } = gateway.admit('Laptop 1');
  return { authority: gateway.authority, certificate: certificatePem, key: keyPem };
};

export async function startGateway(options: Partial<ReferenceGatewayOptions> = {}): Promise<ReferenceGateway> {
  return startReferenceGateway({ engines: await createEngines(), ...options });
}

export function clientFor(
  gateway: ReferenceGateway,
  options: { identity?: LaptopIdentity; port?: number; timing?: Partial<GatewayTiming>; allowReference?: boolean } = {},
): GatewayClient {
  return createGatewayClient({
    policy: {
      address: `https://localhost:${options.port ?? gateway.port}`,
      allowReference: options.allowReference ?? true,
    },
    identity: options.identity ?? identityFor(gateway),
    clock: systemClock,
    timing: { pause: 20, ...options.timing },
  });
}

export interface HeardSearch {
  readonly events: readonly GatewayEvent[];
  readonly state: SearchState;
}

interface Asked extends Partial<Omit<SearchRequest, 'transaction' | 'deadline'>> {
  readonly milliseconds?: number;
  readonly prints?: readonly FingerPrint[];
  readonly onEvent?: (event: GatewayEvent) => void;
}

/** Searches for a person to the end. */
export async function searchFor(client: GatewayClient, personId: string, asked: Asked = {}): Promise<HeardSearch> {
  const transactionControlNumber = asked.transactionControlNumber ?? randomUUID();
  const databases = asked.databases ?? ['police', 'immigration'];
  const events: GatewayEvent[] = [];
  let state = beginSearch(transactionControlNumber, databases);
  const request: SearchRequest = {
    transaction: searchTransaction(transactionControlNumber, asked.prints ?? printsOf(personId)),
    transactionControlNumber,
    databases,
    deadline: systemClock.monotonic() + (asked.milliseconds ?? 20_000),
    signal: asked.signal ?? new AbortController().signal,
  };
  for await (const event of client.search(request)) {
    events.push(event);
    state = afterEvent(state, event);
    asked.onEvent?.(event);
  }
  return { events, state };
}

export const statusesOf = ({ databases }: SearchState): Record<string, string> =>
  Object.fromEntries(databases.map(({ database, answer }) => [database, answer.status]));
