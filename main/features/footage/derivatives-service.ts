// Derivatives: what the window renders of a recording goes into the vault as evidence of its own.
import type { FeatureHandlers } from '#contract/index.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DevicePolicy } from '../../ports/device.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export interface DerivativesDependencies {
  readonly vault: () => VaultHostApi;
  readonly policy: Pick<DevicePolicy, 'escrowPublicKey'>;
  readonly clock: Clock;
  readonly events: EventBus;
}

export function createDerivativesHandlers(dependencies: DerivativesDependencies): FeatureHandlers<'derivatives'> {
  const { vault, policy, clock, events } = dependencies;
  return {
    begin: async (input) => vault().beginDerivative(input),
    async finish(input) {
      const { escrowPublicKey } = policy;
      const recording = await vault().finishDerivative({ ...input, escrowPublicKey, at: clock.now() });
      events.emit('footage', 'changed', { ids: [recording.id, input.recipe.parentId] });
      return recording;
    },
    async abandon(input) {
      await vault().abandonDerivative(input);
      return null;
    },
    list: async (input) => vault().listDerivatives(input),
    derivation: async (input) => vault().getDerivation(input),
    draft: async (input) => vault().readRecipeDraft(input),
    async saveDraft(input) {
      await vault().saveRecipeDraft({ ...input, at: clock.now() });
      return null;
    },
    async discardDraft(input) {
      await vault().discardRecipeDraft(input);
      return null;
    },
  };
}
