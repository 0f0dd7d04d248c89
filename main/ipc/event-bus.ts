// Events from main to the windows: checked against the contract before they leave.
import type { z } from 'zod';
import { contract, type EventName, type EventPayload, type FeatureName } from '#contract/index.ts';
import { eventChannel } from '#contract/names.ts';
import type { Logger } from '../ports/logger.ts';

export interface EventBus {
  /** Sends to every window; a payload of the wrong shape is logged and not sent. */
  emit<F extends FeatureName, E extends EventName<F>>(feature: F, event: E, payload: EventPayload<F, E>): void;
}

export function createEventBus(send: (channel: string, payload: unknown) => void, logger: Logger): EventBus {
  return {
    emit(feature, event, payload) {
      const schemas = contract[feature].events as Readonly<Record<string, z.ZodType>>;
      const parsed = schemas[event]?.safeParse(payload);
      if (parsed?.success) send(eventChannel(feature, event), parsed.data);
      else logger.error('event refused', { feature, event, error: parsed?.error ?? new Error('unknown event') });
    },
  };
}
