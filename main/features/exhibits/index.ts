// Exhibits: labels, and who had them. Rules and audit live with the records; this passes on and announces.
import type { FeatureHandlers } from '#contract/index.ts';
import type { Exhibit } from '#contract/exhibits.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export interface ExhibitsDependencies {
  readonly vault: () => VaultHostApi;
  readonly clock: Clock;
  readonly events: EventBus;
}

export function createExhibitsHandlers({ vault, clock, events }: ExhibitsDependencies): FeatureHandlers<'exhibits'> {
  const at = () => clock.now();
  async function announced(change: Promise<Exhibit>): Promise<Exhibit> {
    const exhibit = await change;
    events.emit('exhibits', 'changed', { ids: [exhibit.id] });
    if (exhibit.recordingId !== null) events.emit('footage', 'changed', { ids: [exhibit.recordingId] });
    return exhibit;
  }
  return {
    propose: (input) => vault().proposeExhibit(input),
    make: (input) => announced(vault().makeExhibit({ ...input, at: at() })),
    describe: (input) => announced(vault().describeExhibit({ ...input, at: at() })),
    list: (input) => vault().listExhibits(input),
    get: ({ id }) => vault().getExhibit({ id, at: at() }),
    move: ({ at: movedAt, ...movement }) => announced(vault().moveExhibit({ ...movement, movedAt, at: at() })),
    offers: () => vault().offerExhibits(null),
    add: (input) => announced(vault().addExhibit({ ...input, at: at() })),
    async refuse(input) {
      await vault().refuseExhibit({ ...input, at: at() });
      events.emit('exhibits', 'changed', { ids: [] });
      return null;
    },
    settle: (input) => announced(vault().settleExhibit({ ...input, at: at() })),
    withdraw: (input) => announced(vault().withdrawExhibit({ ...input, at: at() })),
  };
}
