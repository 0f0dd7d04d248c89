// When typing is saved: soon, one save at a time, and never forgotten when a save fails.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dueAt,
  hasUnsaved,
  longestWaitMilliseconds,
  pauseMilliseconds,
  startOfAutosave,
  step,
  type AutosaveEvent,
  type AutosaveState,
} from '../../../renderer/src/ipc/autosave.ts';

function run(...events: AutosaveEvent[]): { state: AutosaveState; saves: number } {
  let state = startOfAutosave;
  let saves = 0;
  for (const event of events) {
    const next = step(state, event);
    state = next.state;
    if (next.save) saves += 1;
  }
  return { state, saves };
}

describe('autosave', () => {
  it('waits for a pause in typing', () => {
    const { state } = run({ type: 'typed', at: 1000 }, { type: 'typed', at: 1100 });
    expect(dueAt(state)).toBe(1100 + pauseMilliseconds);
  });

  it('does not wait for a pause longer than the promise, however fast the typing', () => {
    const typing = Array.from({ length: 40 }, (_, index): AutosaveEvent => ({ type: 'typed', at: 1000 + index * 50 }));
    expect(dueAt(run(...typing).state)).toBe(1000 + longestWaitMilliseconds);
    expect(longestWaitMilliseconds).toBeLessThanOrEqual(500);
  });

  it('saves once for what was typed, and rests', () => {
    const { state, saves } = run({ type: 'typed', at: 0 }, { type: 'due', at: 300 }, { type: 'saved', at: 320 });
    expect(saves).toBe(1);
    expect(state).toMatchObject({ phase: 'idle', savedAt: 320 });
    expect(hasUnsaved(state)).toBe(false);
    expect(dueAt(state)).toBeNull();
  });

  it('never has two saves under way; typing meanwhile is due by its own time', () => {
    const during = run(
      { type: 'typed', at: 0 },
      { type: 'due', at: 300 },
      { type: 'typed', at: 350 },
      { type: 'due', at: 900 },
      { type: 'flush', at: 901 },
    );
    expect(during.saves).toBe(1);
    expect(dueAt(during.state)).toBeNull();
    const after = run(
      { type: 'typed', at: 0 },
      { type: 'due', at: 300 },
      { type: 'typed', at: 350 },
      { type: 'saved', at: 2000 },
    );
    expect(dueAt(after.state)).toBe(350 + pauseMilliseconds);
  });

  it('saves at once when asked to flush, also what was typed during a save', () => {
    expect(run({ type: 'typed', at: 0 }, { type: 'flush', at: 1 }).saves).toBe(1);
    expect(run({ type: 'flush', at: 1 }).saves).toBe(0);
    const { saves, state } = run(
      { type: 'typed', at: 0 },
      { type: 'due', at: 300 },
      { type: 'typed', at: 310 },
      { type: 'flush', at: 311 },
      { type: 'saved', at: 330 },
    );
    expect(saves).toBe(2);
    expect(state.phase).toBe('saving');
  });

  it('tries a failed save again, later each time but at least every 8 s, and says why', () => {
    let state = run({ type: 'typed', at: 0 }, { type: 'due', at: 300 }).state;
    const waits: number[] = [];
    let at = 300;
    for (let attempt = 0; attempt < 7; attempt += 1) {
      state = step(state, { type: 'failed', at, problem: 'The disk is full.' }).state;
      expect(state).toMatchObject({ phase: 'retrying', problem: 'The disk is full.' });
      expect(hasUnsaved(state)).toBe(true);
      const due = dueAt(state) ?? 0;
      waits.push(due - at);
      at = due;
      const next = step(state, { type: 'due', at });
      expect(next.save).toBe(true);
      state = next.state;
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
    expect(step(state, { type: 'saved', at }).state).toMatchObject({ phase: 'idle', failures: 0, problem: null });
  });

  it('does not let typing hurry the next try, but an officer can', () => {
    const failed = run(
      { type: 'typed', at: 0 },
      { type: 'due', at: 300 },
      { type: 'failed', at: 310, problem: 'x' },
      { type: 'typed', at: 320 },
    );
    expect(dueAt(failed.state)).toBe(810);
    expect(step(failed.state, { type: 'flush', at: 330 }).save).toBe(true);
  });

  it('waits for a choice in a conflict and saves right after it', () => {
    const conflict = run(
      { type: 'typed', at: 0 },
      { type: 'due', at: 300 },
      { type: 'conflict', at: 310 },
      { type: 'typed', at: 400 },
    );
    expect(dueAt(conflict.state)).toBeNull();
    expect(hasUnsaved(conflict.state)).toBe(true);
    expect(step(conflict.state, { type: 'flush', at: 500 }).save).toBe(false);
    expect(step(conflict.state, { type: 'settled', at: 600 }).save).toBe(true);
  });

  it('never believes something saved that was not, whatever happens in whatever order', () => {
    const event: fc.Arbitrary<AutosaveEvent> = fc
      .nat({ max: 5000 })
      .chain((at) =>
        fc.constantFrom<AutosaveEvent>(
          { type: 'typed', at },
          { type: 'typed', at },
          { type: 'due', at },
          { type: 'flush', at },
          { type: 'saved', at },
          { type: 'failed', at, problem: 'x' },
          { type: 'conflict', at },
          { type: 'settled', at },
        ),
      );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        let state = startOfAutosave;
        let typed = 0;
        let onDisk = 0;
        let carried: number | null = null;
        for (const next of events) {
          // The world answers only to a save that is under way; a choice only to a conflict.
          if (['saved', 'failed', 'conflict'].includes(next.type) && carried === null) continue;
          if (next.type === 'settled' && state.phase !== 'conflict') continue;
          if (next.type === 'typed') typed += 1;
          if (next.type === 'saved') onDisk = carried ?? onDisk;
          if (['saved', 'failed', 'conflict'].includes(next.type)) carried = null;
          const { state: after, save } = step(state, next);
          state = after;
          expect(save && carried !== null).toBe(false);
          if (save) carried = typed;
          expect(hasUnsaved(state)).toBe(onDisk < typed || carried !== null);
          const waits = hasUnsaved(state) && state.phase !== 'conflict' && carried === null;
          expect(waits && dueAt(state) === null).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
