// Retention: the officer's holds and deletions, and the carrying out of what is due while the vault is open.
import type { FeatureHandlers } from '#contract/index.ts';
import type { RecordingId } from '#contract/ids.ts';
import type { EventBus } from '../../ipc/event-bus.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Logger } from '../../ports/logger.ts';
import type { RetentionPolicy } from '../../ports/retention.ts';
import { toError } from '../../ports/to-error.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';

const hour = 3_600_000;

export interface RetentionDependencies {
  readonly vault: () => VaultHostApi;
  readonly isUnlocked: () => boolean;
  readonly policy: RetentionPolicy;
  readonly clock: Clock;
  readonly events: EventBus;
  readonly logger: Logger;
}

export interface RetentionService {
  readonly handlers: FeatureHandlers<'retention'>;
  /** After an unlock: takes the force's schedule over, carries out what is due, and again each hour until the lock. */
  begin(): Promise<void>;
  /** After a lock. */
  end(): void;
}

export function createRetentionService(dependencies: RetentionDependencies): RetentionService {
  const { vault, isUnlocked, policy, clock, events, logger } = dependencies;
  const { mode, undoHours } = policy;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const announce = (ids: readonly RecordingId[]): void => {
    if (ids.length > 0) events.emit('footage', 'changed', { ids: [...ids] });
  };

  async function run(): Promise<void> {
    if (!isUnlocked()) return;
    const { marked, erased, problems, nextAt } = await vault().carryOutRetention({
      policy: { mode, undoHours },
      at: clock.now(),
    });
    for (const problem of problems) logger.warn('retention was not carried out', { problem });
    announce([...marked, ...erased]);
    again(nextAt);
  }

  /** At the moment at which the next deletion becomes final, and every hour for what falls due. */
  function again(nextAt: string | null): void {
    end();
    const until = nextAt === null ? hour : Date.parse(nextAt) - Date.parse(clock.now());
    // One that is past and still there could not be carried out now: the next hour tries again.
    timer = setTimeout(runLater, until <= 0 ? hour : Math.min(hour, until));
    timer.unref();
  }

  function runLater(): void {
    run().catch((error: unknown) => {
      if (!isUnlocked()) return;
      logger.warn('retention was not carried out', { error: toError(error) });
      again(null);
    });
  }

  function end(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  return {
    async begin() {
      const at = clock.now();
      if (policy.categories !== null && (await vault().applyCategories({ categories: policy.categories, at }))) {
        events.emit('footage', 'changed', { ids: [] });
      }
      runLater();
    },
    end,
    handlers: {
      review: ({ withinDays }) => vault().reviewRetention({ withinDays, mode, undoHours, at: clock.now() }),
      plan: ({ ids }) => vault().planDeletion({ ids, undoHours, at: clock.now() }),
      async markForDeletion(input) {
        const { finalAt, marked } = await vault().markForDeletion({ ...input, undoHours, at: clock.now() });
        announce(marked);
        runLater();
        return { finalAt };
      },
      async haveBack({ ids }) {
        announce(await vault().haveBack({ ids, at: clock.now() }));
        return null;
      },
      holds: ({ id }) => vault().listHolds({ id }),
      async placeHold(input) {
        announce(await vault().placeHold({ ...input, at: clock.now() }));
        return null;
      },
      async liftHold(input) {
        announce([await vault().liftHold({ ...input, at: clock.now() })]);
        return null;
      },
      async confirmClock() {
        await vault().confirmClock({ at: clock.now() });
        runLater();
        return null;
      },
    },
  };
}
