// Whose turn it is: whatever is done to the queue, in any order, it keeps its promises.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyQueue,
  nextQueueState,
  OffloadQueue,
  queueOrder,
  whoseTurn,
  type QueueEvent,
  type QueueState,
} from '../../../main/hardware/offload/offload-queue.ts';

const atOnce = 2;
const events: readonly QueueEvent[] = ['joined', 'left', 'rested', 'ready', 'put-first', 'put-back'];
const steps = fc.array(fc.tuple(fc.constantFrom(...events), fc.constantFrom('A', 'B', 'C', 'D', 'E')), {
  maxLength: 60,
});

const after = (done: readonly (readonly [QueueEvent, string])[]): QueueState =>
  done.reduce((state, [event, key]) => nextQueueState(state, event, key), emptyQueue);

describe('whose turn it is', () => {
  it('is never more than so many, never one that rests, and never nobody while somebody is ready', () => {
    fc.assert(
      fc.property(steps, (done) => {
        const state = after(done);
        const turns = whoseTurn(state, atOnce);
        const ready = state.places.filter((place) => !place.resting).map((place) => place.key);
        expect(turns.length).toBeLessThanOrEqual(atOnce);
        expect(turns.every((key) => ready.includes(key))).toBe(true);
        expect(turns.length > 0).toBe(ready.length > 0);
      }),
    );
  });

  it('is that of the one put first, alone, as long as it is ready', () => {
    fc.assert(
      fc.property(steps, (done) => {
        const state = after(done);
        const first = state.places.find((place) => place.key === state.first);
        fc.pre(first !== undefined && !first.resting);
        expect(whoseTurn(state, atOnce)).toEqual([first?.key]);
      }),
    );
  });

  it('comes to everyone who stays, once those before are done: nobody waits for ever', () => {
    fc.assert(
      fc.property(steps, (done) => {
        let state = after(done);
        for (const { key } of state.places) state = nextQueueState(state, 'ready', key);
        const waiting = new Set(state.places.map((place) => place.key));
        for (let rounds = 0; waiting.size > 0 && rounds < 10; rounds++) {
          for (const key of whoseTurn(state, atOnce)) {
            waiting.delete(key);
            state = nextQueueState(state, 'left', key);
          }
        }
        expect([...waiting]).toEqual([]);
      }),
    );
  });

  it('follows the order of asking; pausing and going on gives nobody another place', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom('A', 'B', 'C', 'D', 'E'), (done, key) => {
        const state = after(done);
        const back = nextQueueState(nextQueueState(state, 'rested', key), 'ready', key);
        expect(queueOrder(back)).toEqual(queueOrder(state));
      }),
    );
  });
});

describe('a turn', () => {
  it('is told when it comes and when it goes, and only then', () => {
    const queue = new OffloadQueue(1, () => undefined);
    const told: string[] = [];
    const first = queue.join('A', () => told.push(`A ${first.mine}`));
    const second = queue.join('B', () => told.push(`B ${second.mine}`));
    expect([first.mine, second.mine]).toEqual([true, false]);
    queue.putFirst('B');
    expect([first.mine, second.mine]).toEqual([false, true]);
    expect(queue.placeOf('B')).toEqual({ place: 1, of: 2, first: true });
    second.rest();
    expect([first.mine, second.mine]).toEqual([true, false]);
    second.ready();
    second.leave();
    expect(queue.placeOf('B')).toBeNull();
    expect(told).toEqual(['A false', 'B true', 'A true', 'B false', 'A false', 'B true', 'A true']);
  });
});
