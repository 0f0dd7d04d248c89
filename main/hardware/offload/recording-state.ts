// The way of one recording from the camera into the vault as a pure table.
import type { CameraRecordingState } from '#contract/cameras.ts';
import { IllegalTransition } from '../device-state.ts';

export type RecordingEvent =
  /** An offload means to copy it. */
  | 'planned'
  | 'copy-started'
  /** Every byte was read and the container is sealed. */
  | 'sealed'
  | 'read-back-equal'
  /** The camera went away, or the program stops: what is durable stays and the rest is waited for. */
  | 'interrupted'
  | 'failed'
  | 'cancelled'
  /** The vault already has it. */
  | 'found-kept';

type Row = Readonly<Partial<Record<RecordingEvent, CameraRecordingState>>>;

const table: Readonly<Record<CameraRecordingState, Row>> = {
  'on-camera': { planned: 'waiting', 'found-kept': 'kept' },
  waiting: {
    // An offload that goes on after the cable was pulled plans again what it had not begun.
    planned: 'waiting',
    'copy-started': 'copying',
    failed: 'failed',
    cancelled: 'on-camera',
    'found-kept': 'kept',
    interrupted: 'waiting',
  },
  copying: { sealed: 'verifying', interrupted: 'waiting', failed: 'failed', cancelled: 'on-camera' },
  verifying: { 'read-back-equal': 'kept', interrupted: 'waiting', failed: 'failed', cancelled: 'on-camera' },
  kept: {},
  failed: { planned: 'waiting', 'found-kept': 'kept' },
};

/** What an offload has in hand: neither untouched, nor kept, nor given up. */
export const isUnfinished = (state: CameraRecordingState): boolean =>
  state === 'waiting' || state === 'copying' || state === 'verifying';

/** @throws IllegalTransition where the table has no such row: a defect of the caller. */
export function nextRecordingState(state: CameraRecordingState, event: RecordingEvent): CameraRecordingState {
  const next = table[state][event];
  if (next === undefined) throw new IllegalTransition(state, event);
  return next;
}
