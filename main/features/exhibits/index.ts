// Exhibits: labels, and who had them. Rules and audit live with the records; this passes on and announces.
import type { FeatureHandlers } from '#contract/index.ts';
import type { RecordingId } from '#contract/ids.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

export interface ExhibitsDependencies {
  readonly vault: () => VaultHostApi;
  readonly clock: Clock;
  readonly events: EventBus;
}

export function createExhibitsHandlers({ vault, clock, events }: ExhibitsDependencies): FeatureHandlers<'exhibits'> {
  const announced = <Value extends { readonly recordingId: RecordingId }>(value: Value): Value => {
    events.emit('footage', 'changed', { ids: [value.recordingId] });
    return value;
  };
  return {
    propose: (input) => vault().proposeExhibit(input),
    make: async (input) => announced(await vault().makeExhibit({ ...input, at: clock.now() })),
    describe: async (input) => announced(await vault().describeExhibit({ ...input, at: clock.now() })),
    list: (input) => vault().listExhibits(input),
    get: ({ id }) => vault().getExhibit({ id, at: clock.now() }),
    move: async ({ at, ...movement }) =>
      announced(await vault().moveExhibit({ ...movement, movedAt: at, at: clock.now() })),
  };
}
