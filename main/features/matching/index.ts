// Matching: proposals come from the rules in the records; a decision is passed on and announced.
import type { FeatureHandlers } from '#contract/index.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export interface MatchingDependencies {
  readonly vault: () => VaultHostApi;
  readonly clock: Clock;
  readonly events: EventBus;
}

export function createMatchingHandlers({ vault, clock, events }: MatchingDependencies): FeatureHandlers<'matching'> {
  const at = () => clock.now();
  return {
    proposals: (input) => vault().proposeReports(input),
    companions: (input) => vault().listCompanions(input),
    suggestions: (input) => vault().suggestRecordings(input),
    async accept(input) {
      const recording = await vault().acceptMatch({ ...input, at: at() });
      events.emit('footage', 'changed', { ids: [input.recordingId] });
      events.emit('reports', 'changed', { ids: [input.reportId] });
      return recording;
    },
    async refuse(input) {
      await vault().refuseMatch({ ...input, at: at() });
      return null;
    },
    async takeBackRefusal(input) {
      await vault().takeBackRefusal({ ...input, at: at() });
      return null;
    },
  };
}
