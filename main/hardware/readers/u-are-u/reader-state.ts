// The life of one capture on the reader, as a table: whatever is not in it cannot happen.

export type ReaderState = 'starting' | 'awaiting-finger' | 'capturing' | 'awaiting-lift' | 'ended';
export type ReaderEvent = 'started' | 'finger-on' | 'glass-empty' | 'finger-off' | 'ended';

const table: Readonly<Record<ReaderState, Readonly<Partial<Record<ReaderEvent, ReaderState>>>>> = {
  starting: { started: 'awaiting-finger', ended: 'ended' },
  'awaiting-finger': { 'finger-on': 'capturing', ended: 'ended' },
  capturing: { 'glass-empty': 'awaiting-lift', ended: 'ended' },
  'awaiting-lift': { 'finger-off': 'awaiting-finger', ended: 'ended' },
  ended: { ended: 'ended' },
};

export class IllegalReaderEvent extends Error {
  override readonly name = 'IllegalReaderEvent';
  readonly state: ReaderState;
  readonly event: ReaderEvent;

  constructor(state: ReaderState, event: ReaderEvent) {
    super(`“${event}” while “${state}”`);
    this.state = state;
    this.event = event;
  }
}

/** @throws IllegalReaderEvent */
export function afterReaderEvent(state: ReaderState, event: ReaderEvent): ReaderState {
  const next = table[state][event];
  if (next === undefined) throw new IllegalReaderEvent(state, event);
  return next;
}
