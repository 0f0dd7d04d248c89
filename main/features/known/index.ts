// Known people, vehicles, property, places and events: rules and audit live with the records; this passes on and announces.
import type { FeatureHandlers } from '#contract/index.ts';
import type { EntityId } from '#contract/ids.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export interface KnownDependencies {
  readonly vault: () => VaultHostApi;
  readonly clock: Clock;
  readonly events: EventBus;
}

export function createKnownHandlers({ vault, clock, events }: KnownDependencies): FeatureHandlers<'known'> {
  async function announced<Answer extends { id: EntityId }>(change: Promise<Answer>, ids: EntityId[]): Promise<Answer> {
    const answer = await change;
    events.emit('known', 'changed', { ids: [...new Set([answer.id, ...ids])] });
    return answer;
  }
  return {
    offer: (input) => vault().offerKnown(input),
    list: (input) => vault().listKnown(input),
    get: (input) => vault().getKnown({ ...input, at: clock.now() }),
    namesAmong: (input) => vault().namesAmong(input),
    join: (input) => announced(vault().joinKnown({ ...input, at: clock.now() }), [input.entityId, input.otherId]),
    part: (input) => announced(vault().partKnown({ ...input, at: clock.now() }), [input.entityId]),
    keepApart: (input) =>
      announced(vault().keepKnownApart({ ...input, at: clock.now() }), [input.entityId, input.otherId]),
    told: (input) => vault().toldElsewhere(input),
    async settle(input) {
      await vault().settleFact({ ...input, at: clock.now() });
      events.emit('known', 'changed', { ids: [input.entityId] });
      return null;
    },
  };
}
