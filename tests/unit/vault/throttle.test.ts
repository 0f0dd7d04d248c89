// How often and how soon passphrases may be tried, whatever the clock does.
import { expect, test } from 'vitest';
import { delayAfter, throttleState, triesUntilDestroyed } from '../../../main/storage/vault/throttle.ts';

const noon = '2026-11-22T12:00:00.000Z';
const after = (seconds: number): string => new Date(Date.parse(noon) + seconds * 1000).toISOString();

test('five tries are free, then the delay doubles from 30 seconds', () => {
  expect([0, 1, 4, 5, 6, 7, 8, 9].map((failed) => delayAfter(failed) / 1000)).toEqual([0, 0, 0, 30, 60, 120, 240, 480]);
  expect(throttleState({ failed: 4, lastAt: noon }, noon)).toEqual({ kind: 'may-try', triesLeft: 6 });
  expect(throttleState({ failed: 5, lastAt: noon }, after(29.999))).toEqual({
    kind: 'must-wait',
    triesLeft: 5,
    retryAt: after(30),
    clockWentBack: false,
  });
  expect(throttleState({ failed: 5, lastAt: noon }, after(30))).toEqual({ kind: 'may-try', triesLeft: 5 });
});

test('at ten nothing more may be tried, however long one waits', () => {
  expect(throttleState({ failed: triesUntilDestroyed, lastAt: noon }, after(1e9))).toEqual({ kind: 'destroyed' });
});

test('a clock that goes back starts the whole delay again and never shortens it', () => {
  for (const back of [0.001, 1, 29, 3600, 1e8]) {
    const now = after(-back);
    const state = throttleState({ failed: 6, lastAt: noon }, now);
    expect(state).toEqual({ kind: 'must-wait', triesLeft: 4, retryAt: after(60 - back), clockWentBack: true });
    // Once written down as the last try, exactly the delay is left by the new clock.
    expect(throttleState({ failed: 6, lastAt: now }, after(59 - back)).kind).toBe('must-wait');
    expect(throttleState({ failed: 6, lastAt: now }, after(60 - back)).kind).toBe('may-try');
  }
});
