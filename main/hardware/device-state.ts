// The life of one camera as a pure table: what may follow what. Whoever holds a camera asks here and nowhere else.
import type { CameraState } from '#contract/cameras.ts';

/** The states a renderer sees, and the one after the last, when the camera leaves the list. */
export type DeviceState = CameraState | 'gone';

export type DeviceEvent =
  /** Its files were listed and examined; some are not in the vault yet. */
  | 'listed'
  /** Its files were listed and every one of them is in the vault, or there is none. */
  | 'nothing-left'
  | 'list-failed'
  | 'read-again'
  | 'offload-started'
  /** Other cameras go before it; what was begun of it waits at the end of a part. */
  | 'held'
  | 'turn-came'
  | 'paused'
  | 'resumed'
  | 'offload-done'
  | 'offload-failed'
  | 'offload-cancelled'
  | 'unplugged'
  | 'plugged-in'
  /** Nobody waits for it any longer. */
  | 'forgotten';

type Row = Readonly<Partial<Record<DeviceEvent, DeviceState>>>;

const idle: Row = { 'read-again': 'reading', 'offload-started': 'offloading', unplugged: 'unplugged' };

const table: Readonly<Record<DeviceState, Row>> = {
  reading: {
    listed: 'ready',
    'nothing-left': 'finished',
    'list-failed': 'failed',
    // An offload lists anew by itself, so it need not wait for the reading that is under way.
    'offload-started': 'offloading',
    // It was plugged in again while its offload was being given up.
    'offload-failed': 'failed',
    'offload-cancelled': 'ready',
    unplugged: 'unplugged',
  },
  ready: idle,
  finished: idle,
  failed: idle,
  offloading: {
    held: 'queued',
    paused: 'paused',
    'offload-done': 'finished',
    'offload-failed': 'failed',
    'offload-cancelled': 'ready',
    unplugged: 'unplugged',
  },
  queued: {
    'turn-came': 'offloading',
    paused: 'paused',
    'offload-done': 'finished',
    'offload-failed': 'failed',
    'offload-cancelled': 'ready',
    unplugged: 'unplugged',
  },
  paused: {
    resumed: 'offloading',
    // Paused when nothing but the last read-back was left.
    'offload-done': 'finished',
    'offload-failed': 'failed',
    'offload-cancelled': 'ready',
    unplugged: 'unplugged',
  },
  // The last recording can still be verified, or its job given up, after the cable was pulled.
  unplugged: {
    'plugged-in': 'reading',
    held: 'unplugged',
    'turn-came': 'unplugged',
    paused: 'unplugged',
    resumed: 'unplugged',
    'offload-done': 'unplugged',
    'offload-failed': 'unplugged',
    'offload-cancelled': 'unplugged',
    forgotten: 'gone',
  },
  gone: {},
};

export class IllegalTransition extends Error {
  override readonly name = 'IllegalTransition';
  readonly state: string;
  readonly event: string;

  constructor(state: string, event: string) {
    super(`"${event}" cannot happen in state "${state}"`);
    this.state = state;
    this.event = event;
  }
}

export const allowsDeviceEvent = (state: DeviceState, event: DeviceEvent): boolean => table[state][event] !== undefined;

/** @throws IllegalTransition where the table has no such row: a defect of the caller. */
export function nextDeviceState(state: DeviceState, event: DeviceEvent): DeviceState {
  const next = table[state][event];
  if (next === undefined) throw new IllegalTransition(state, event);
  return next;
}
