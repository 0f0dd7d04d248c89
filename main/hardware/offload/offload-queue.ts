// Whose turn it is among the offloads of all cameras: a pure table of places, and the turns that offloads hold.

/** One offload in the queue. `resting`: paused or without its camera; it keeps its place and others go on meanwhile. */
interface Place {
  readonly key: string;
  readonly resting: boolean;
}

export interface QueueState {
  /** In the order in which the offloads were asked for. */
  readonly places: readonly Place[];
  /** The one that an officer put before all others. */
  readonly first: string | null;
}

export const emptyQueue: QueueState = { places: [], first: null };

export type QueueEvent = 'joined' | 'left' | 'rested' | 'ready' | 'put-first' | 'put-back';

/** What does not apply (a key that is not in the queue, say) changes nothing. */
export function nextQueueState(state: QueueState, event: QueueEvent, key: string): QueueState {
  const known = state.places.some((place) => place.key === key);
  if (event === 'joined') return known ? state : { ...state, places: [...state.places, { key, resting: false }] };
  if (!known) return state;
  switch (event) {
    case 'left':
      return {
        places: state.places.filter((place) => place.key !== key),
        first: state.first === key ? null : state.first,
      };
    case 'rested':
    case 'ready': {
      const resting = event === 'rested';
      return { ...state, places: state.places.map((place) => (place.key === key ? { key, resting } : place)) };
    }
    case 'put-first':
      return { ...state, first: key };
    case 'put-back':
      return state.first === key ? { ...state, first: null } : state;
    default:
      return event satisfies never;
  }
}

/** Every offload in the order in which they are served. */
export function queueOrder({ places, first }: QueueState): string[] {
  const keys = places.map((place) => place.key);
  return first === null ? keys : [first, ...keys.filter((key) => key !== first)];
}

/**
 * Those that may copy now. The one put first has camera, bus and disk to itself; else the first few in order, so that a
 * camera that was begun is done as soon as can be and its officer can go.
 */
export function whoseTurn(state: QueueState, atOnce: number): string[] {
  const resting = new Set(state.places.filter((place) => place.resting).map((place) => place.key));
  const ready = queueOrder(state).filter((key) => !resting.has(key));
  return ready.slice(0, state.first !== null && ready[0] === state.first ? 1 : atOnce);
}

/** An offload's own place. */
export interface Turn {
  /** Whether it may copy now. */
  readonly mine: boolean;
  rest(): void;
  ready(): void;
  leave(): void;
}

export interface QueuePlace {
  /** From 1. */
  readonly place: number;
  readonly of: number;
  readonly first: boolean;
}

export class OffloadQueue {
  readonly #atOnce: number;
  readonly #listeners = new Map<string, () => void>();
  readonly #changed: () => void;
  #state = emptyQueue;
  #turns: ReadonlySet<string> = new Set();

  /** @param changed hears that somebody's place is another now. */
  constructor(atOnce: number, changed: () => void) {
    this.#atOnce = atOnce;
    this.#changed = changed;
  }

  /** @param turned hears that the turn came or went since. */
  join(key: string, turned: () => void): Turn {
    this.#apply('joined', key);
    this.#listeners.set(key, turned);
    const isMine = (): boolean => this.#turns.has(key);
    return {
      get mine() {
        return isMine();
      },
      rest: () => this.#apply('rested', key),
      ready: () => this.#apply('ready', key),
      leave: () => {
        this.#listeners.delete(key);
        this.#apply('left', key);
      },
    };
  }

  putFirst(key: string): void {
    this.#apply('put-first', key);
  }

  putBack(key: string): void {
    this.#apply('put-back', key);
  }

  placeOf(key: string): QueuePlace | null {
    const order = queueOrder(this.#state);
    const at = order.indexOf(key);
    return at < 0 ? null : { place: at + 1, of: order.length, first: this.#state.first === key };
  }

  #apply(event: QueueEvent, key: string): void {
    const before = this.#turns;
    this.#state = nextQueueState(this.#state, event, key);
    this.#turns = new Set(whoseTurn(this.#state, this.#atOnce));
    for (const [other, turned] of this.#listeners) {
      if (before.has(other) !== this.#turns.has(other)) turned();
    }
    this.#changed();
  }
}
