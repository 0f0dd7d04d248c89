// The life of a capture session: every pair of state and event is either in the table or a typed error.
import { describe, expect, it } from 'vitest';
import {
  IllegalSessionEvent,
  isOver,
  nextSessionState,
  type SessionEvent,
  type SessionState,
} from '../../../../main/hardware/readers/uareu-4500/session-state.ts';

const events: readonly SessionEvent[] = [
  'started',
  'finger-on',
  'frame',
  'enough',
  'finger-off',
  'warm',
  'rested',
  'restart',
  'stop',
  'unplug',
  'give-up',
];

const ends = ['stop>stopped', 'unplug>unplugged', 'give-up>failed'];
const expected: Readonly<Record<SessionState, readonly string[]>> = {
  starting: ['started>waiting', 'restart>starting', ...ends],
  waiting: ['finger-on>capturing', 'restart>starting', ...ends],
  capturing: ['frame>capturing', 'enough>lifting', 'finger-off>waiting', 'warm>resting', 'restart>starting', ...ends],
  lifting: ['finger-off>waiting', 'restart>starting', ...ends],
  resting: ['rested>starting', ...ends],
  stopped: [],
  unplugged: [],
  failed: [],
};
const states = Object.keys(expected) as SessionState[];

function rowsOf(state: SessionState): string[] {
  return events.flatMap((event) => {
    try {
      return [`${event}>${nextSessionState(state, event)}`];
    } catch (error) {
      if (!(error instanceof IllegalSessionEvent) || error.event !== event || error.state !== state) throw error;
      return [];
    }
  });
}

describe('a capture session', () => {
  it.each(states)('in state %s takes exactly the events it should', (state) => {
    expect(rowsOf(state)).toEqual(expected[state]);
  });

  it('can be stopped, unplugged and given up from every state that is not an end, and from no other', () => {
    for (const state of states) expect(rowsOf(state).includes('unplug>unplugged')).toBe(!isOver(state));
    expect(states.filter(isOver)).toEqual(['stopped', 'unplugged', 'failed']);
  });
});
