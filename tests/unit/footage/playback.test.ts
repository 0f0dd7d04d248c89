// J K L and the speeds, as an officer's fingers expect them.
import { describe, expect, it } from 'vitest';
import {
  initialPlayback,
  playbackAfter,
  rewindStep,
  speedLabel,
  type Playback,
  type PlaybackAction,
} from '../../../renderer/src/features/footage/player/playback.ts';

const after = (playback: Playback, ...actions: PlaybackAction['do'][]): Playback =>
  actions.reduce((state, action) => playbackAfter(state, { do: action } as PlaybackAction), playback);

describe('J K L', () => {
  it('L plays, then doubles up to 8×', () => {
    const rates = [1, 2, 3, 4, 5].map(
      (presses) => after(initialPlayback, ...Array.from({ length: presses }, () => 'shuttle-forward' as const)).rate,
    );
    expect(rates).toEqual([1, 2, 4, 8, 8]);
  });

  it('J rewinds, faster with each press, and L works back through the same steps to forward play', () => {
    const rewinding = after(initialPlayback, 'shuttle-back', 'shuttle-back');
    expect(rewinding.rate).toBe(-2);
    expect(after(rewinding, 'shuttle-forward').rate).toBe(-1);
    expect(after(rewinding, 'shuttle-forward', 'shuttle-forward').rate).toBe(1);
  });

  it('J slows fast play down before it rewinds', () => {
    const fast = after(initialPlayback, 'shuttle-forward', 'shuttle-forward', 'shuttle-forward');
    expect(after(fast, 'shuttle-back').rate).toBe(2);
    expect(after(fast, 'shuttle-back', 'shuttle-back', 'shuttle-back').rate).toBe(-1);
  });

  it('K stops from any speed, and starts again forwards at the chosen speed', () => {
    expect(after(initialPlayback, 'shuttle-back', 'toggle').rate).toBe(0);
    const slow = playbackAfter(initialPlayback, { do: 'set-speed', speed: 0.5 });
    expect(after(slow, 'toggle').rate).toBe(0.5);
    expect(after(slow, 'toggle', 'toggle').rate).toBe(0);
    expect(after(slow, 'shuttle-back', 'toggle', 'toggle').rate).toBe(0.5);
  });
});

describe('speed and volume', () => {
  it('a speed chosen while paused does not start play; while playing it takes effect at once', () => {
    expect(playbackAfter(initialPlayback, { do: 'set-speed', speed: 4 })).toMatchObject({ rate: 0, speed: 4 });
    expect(playbackAfter(after(initialPlayback, 'play'), { do: 'set-speed', speed: 0.25 })).toMatchObject({
      rate: 0.25,
    });
  });

  it('faster and slower walk the speeds and stop at both ends', () => {
    expect(after(initialPlayback, 'faster').speed).toBe(1.5);
    expect(after(initialPlayback, 'slower', 'slower', 'slower', 'slower', 'slower').speed).toBe(0.25);
    expect(after(initialPlayback, 'faster', 'faster', 'faster', 'faster', 'faster').speed).toBe(8);
  });

  it('turning the volume to nothing mutes, and unmuting can then be heard', () => {
    const silent = playbackAfter(initialPlayback, { do: 'set-volume', volume: 0 });
    expect(silent).toMatchObject({ muted: true, volume: 0 });
    expect(after(silent, 'toggle-mute')).toMatchObject({ muted: false, volume: 0.5 });
    expect(playbackAfter(initialPlayback, { do: 'set-volume', volume: 3 }).volume).toBe(1);
  });

  it('steps back by the time that passed, times the speed', () => {
    expect(rewindStep(-4, 200)).toBeCloseTo(0.8);
    expect(speedLabel(-4)).toBe('−4×');
    expect(speedLabel(0.5)).toBe('0.5×');
  });
});
