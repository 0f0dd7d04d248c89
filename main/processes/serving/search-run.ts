// One search by fingerprint, from the transaction to the last word of the gateway.
import type { SearchState } from '#contract/biometric-search.ts';
import { interpolProfile, type DomainProfile } from '../../biometrics/nist/domain-profile.ts';
import type { SearchPrint } from '../../biometrics/nist/print-records.ts';
import { searchTransaction } from '../../biometrics/nist/search-transaction.ts';
import type { PrintKeeper } from '../../biometrics/zeroise.ts';
import type { GatewayPolicy } from '../../ports/biometric-gateway-policy.ts';
import type { GatewayClient } from '../../ports/biometric-gateway.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SearchOrder } from '../../ports/identify-host.ts';
import { afterEvent, beginSearch } from '../../ports/search-progress.ts';

export interface SearchParts {
  readonly client: GatewayClient;
  readonly policy: GatewayPolicy;
  readonly clock: Clock;
  readonly keeper: PrintKeeper;
  readonly prints: readonly SearchPrint[];
  readonly tell: (search: SearchState) => void;
}

const mostCandidates = 5;
/** Of whoever stands at the kerb and waits. */
const priority = 1;
const longestReference = 32;

const profileFor = ({ domain }: GatewayPolicy): DomainProfile => {
  const profile = interpolProfile();
  return { ...profile, domain: { name: domain.name, version: domain.version ?? profile.domain.version } };
};

/** Resolves when the gateway has said its last word or nobody waits for it any more; the last state told is `ended`. */
export async function runSearch(order: SearchOrder, signal: AbortSignal, parts: SearchParts): Promise<void> {
  const { client, policy, clock, keeper, prints, tell } = parts;
  const { transactionNumber, databases, milliseconds } = order;
  const deadline = clock.monotonic() + milliseconds;
  let state = beginSearch(transactionNumber, databases);
  tell(state);
  const transaction = searchTransaction(
    {
      transactionNumber,
      startedAt: new Date(order.startedAt),
      timeZone: 'Europe/London',
      priority,
      destination: policy.destinationAgency,
      origin: policy.originatingAgency,
      facts: {
        reference: transactionNumber.replaceAll('-', '').slice(0, longestReference),
        databases,
        mostCandidates,
      },
      prints,
    },
    profileFor(policy),
    keeper,
  );
  const request = { transaction, transactionControlNumber: transactionNumber, databases, deadline, signal };
  for await (const event of client.search(request)) {
    state = afterEvent(state, event);
    tell(state);
  }
  keeper.discard(transaction);
}
