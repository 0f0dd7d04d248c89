// The life of one capture session with a U.are.U reader as a pure table: what may follow what.

export type SessionState =
  /** Being given power; also after it lost it. */
  | 'starting'
  /** For a finger. */
  | 'waiting'
  | 'capturing'
  /** For the finger to go. */
  | 'lifting'
  | 'resting'
  | 'stopped'
  | 'unplugged'
  | 'failed';

export type SessionEvent =
  | 'started'
  | 'finger-on'
  | 'frame'
  | 'enough'
  | 'finger-off'
  /** It has worked so long that it must rest. */
  | 'warm'
  | 'rested'
  /** It lost its power, or makes no sense: start anew. */
  | 'restart'
  | 'stop'
  | 'unplug'
  | 'give-up';

type Row = Readonly<Partial<Record<SessionEvent, SessionState>>>;

const ends: Row = { stop: 'stopped', unplug: 'unplugged', 'give-up': 'failed' };

const table: Readonly<Record<SessionState, Row>> = {
  starting: { ...ends, started: 'waiting', restart: 'starting' },
  waiting: { ...ends, 'finger-on': 'capturing', restart: 'starting' },
  capturing: {
    ...ends,
    frame: 'capturing',
    enough: 'lifting',
    'finger-off': 'waiting',
    warm: 'resting',
    restart: 'starting',
  },
  lifting: { ...ends, 'finger-off': 'waiting', restart: 'starting' },
  resting: { ...ends, rested: 'starting' },
  stopped: {},
  unplugged: {},
  failed: {},
};

export class IllegalSessionEvent extends Error {
  override readonly name = 'IllegalSessionEvent';
  readonly state: SessionState;
  readonly event: SessionEvent;

  constructor(state: SessionState, event: SessionEvent) {
    super(`"${event}" cannot happen in state "${state}"`);
    this.state = state;
    this.event = event;
  }
}

export const isOver = (state: SessionState): boolean =>
  state === 'stopped' || state === 'unplugged' || state === 'failed';

/** @throws IllegalSessionEvent where the table has no such row: a defect of the caller. */
export function nextSessionState(state: SessionState, event: SessionEvent): SessionState {
  const next = table[state][event];
  if (next === undefined) throw new IllegalSessionEvent(state, event);
  return next;
}
