// The lives of a camera and of a recording: every pair of state and event is either in the table or a typed error.
import { describe, expect, it } from 'vitest';
import { cameraRecordingState, cameraState } from '#contract/cameras.ts';
import {
  allowsDeviceEvent,
  IllegalTransition,
  nextDeviceState,
  type DeviceEvent,
  type DeviceState,
} from '../../../main/hardware/device-state.ts';
import {
  isUnfinished,
  nextRecordingState,
  type RecordingEvent,
} from '../../../main/hardware/offload/recording-state.ts';

const deviceEvents: readonly DeviceEvent[] = [
  'listed',
  'nothing-left',
  'list-failed',
  'read-again',
  'offload-started',
  'held',
  'turn-came',
  'paused',
  'resumed',
  'offload-done',
  'offload-failed',
  'offload-cancelled',
  'unplugged',
  'plugged-in',
  'forgotten',
];
const deviceStates: readonly DeviceState[] = [...cameraState.options, 'gone'];

const deviceTable: Readonly<Record<DeviceState, readonly string[]>> = {
  reading: [
    'listed>ready',
    'nothing-left>finished',
    'list-failed>failed',
    'offload-started>offloading',
    'offload-failed>failed',
    'offload-cancelled>ready',
    'unplugged>unplugged',
  ],
  ready: ['read-again>reading', 'offload-started>offloading', 'unplugged>unplugged'],
  finished: ['read-again>reading', 'offload-started>offloading', 'unplugged>unplugged'],
  failed: ['read-again>reading', 'offload-started>offloading', 'unplugged>unplugged'],
  offloading: [
    'held>queued',
    'paused>paused',
    'offload-done>finished',
    'offload-failed>failed',
    'offload-cancelled>ready',
    'unplugged>unplugged',
  ],
  queued: [
    'turn-came>offloading',
    'paused>paused',
    'offload-done>finished',
    'offload-failed>failed',
    'offload-cancelled>ready',
    'unplugged>unplugged',
  ],
  paused: [
    'resumed>offloading',
    'offload-done>finished',
    'offload-failed>failed',
    'offload-cancelled>ready',
    'unplugged>unplugged',
  ],
  unplugged: [
    'held>unplugged',
    'turn-came>unplugged',
    'paused>unplugged',
    'resumed>unplugged',
    'offload-done>unplugged',
    'offload-failed>unplugged',
    'offload-cancelled>unplugged',
    'plugged-in>reading',
    'forgotten>gone',
  ],
  gone: [],
};

const recordingEvents: readonly RecordingEvent[] = [
  'planned',
  'copy-started',
  'sealed',
  'read-back-equal',
  'interrupted',
  'failed',
  'cancelled',
  'found-kept',
];

const recordingTable = {
  'on-camera': ['planned>waiting', 'found-kept>kept'],
  waiting: [
    'planned>waiting',
    'copy-started>copying',
    'interrupted>waiting',
    'failed>failed',
    'cancelled>on-camera',
    'found-kept>kept',
  ],
  copying: ['sealed>verifying', 'interrupted>waiting', 'failed>failed', 'cancelled>on-camera'],
  verifying: ['read-back-equal>kept', 'interrupted>waiting', 'failed>failed', 'cancelled>on-camera'],
  kept: [],
  failed: ['planned>waiting', 'found-kept>kept'],
} as const;

/** What really happens for each event, in the table's notation. */
function rowsOf<E extends string>(events: readonly E[], next: (event: E) => string): string[] {
  const rows: string[] = [];
  for (const event of events) {
    try {
      rows.push(`${event}>${next(event)}`);
    } catch (error) {
      if (!(error instanceof IllegalTransition) || error.event !== event) throw error;
    }
  }
  return rows;
}

describe('a camera', () => {
  it.each(deviceStates)('in state %s takes exactly the events it should', (state) => {
    expect(rowsOf(deviceEvents, (event) => nextDeviceState(state, event))).toEqual(deviceTable[state]);
    expect(deviceEvents.filter((event) => allowsDeviceEvent(state, event))).toHaveLength(deviceTable[state].length);
  });

  it('can be unplugged from every state in which it is there, and comes back only by being read', () => {
    for (const state of deviceStates) {
      expect(allowsDeviceEvent(state, 'unplugged')).toBe(state !== 'unplugged' && state !== 'gone');
    }
    expect(nextDeviceState('unplugged', 'plugged-in')).toBe('reading');
  });
});

describe('a recording', () => {
  it.each(cameraRecordingState.options)('in state %s takes exactly the events it should', (state) => {
    expect(rowsOf(recordingEvents, (event) => nextRecordingState(state, event))).toEqual(recordingTable[state]);
  });

  it('is called kept only after it was read back equal, or where the vault has it', () => {
    const ways = cameraRecordingState.options.flatMap((state) => [...recordingTable[state]]);
    expect(new Set(ways.filter((row) => row.endsWith('>kept')))).toEqual(
      new Set(['read-back-equal>kept', 'found-kept>kept']),
    );
  });

  it('is unfinished from the plan to the read-back', () => {
    expect(cameraRecordingState.options.filter(isUnfinished)).toEqual(['waiting', 'copying', 'verifying']);
  });
});
