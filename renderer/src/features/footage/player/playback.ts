// What the player does, apart from the <video> that does it: play, pause, speed, and the J K L shuttle. Pure.
//
// Browsers cannot play backwards, so J rewinds: the player seeks back in steps, at −1×, −2×, −4× and −8×.
// L steps the other way through the same scale, K stops.

export const speeds = [0.25, 0.5, 0.75, 1, 1.5, 2, 4, 8] as const;

/** Milliseconds between two steps of a rewind, at least: a seek in a long recording needs its time to be seen. */
export const rewindInterval = 200;

const shuttle = [-8, -4, -2, -1, 1, 2, 4, 8] as const;

export interface Playback {
  /** 0 paused, above 0 playing at that speed, below 0 rewinding. */
  readonly rate: number;
  /** The speed at which play starts again: the officer's choice outlives a pause. */
  readonly speed: number;
  /** 0 to 1. */
  readonly volume: number;
  readonly muted: boolean;
}

export type PlaybackAction =
  | {
      readonly do:
        'toggle' | 'play' | 'pause' | 'shuttle-forward' | 'shuttle-back' | 'faster' | 'slower' | 'toggle-mute';
    }
  | { readonly do: 'set-speed'; readonly speed: number }
  | { readonly do: 'set-volume'; readonly volume: number };

export const initialPlayback: Playback = { rate: 0, speed: 1, volume: 1, muted: false };

function shuttled(playback: Playback, direction: 1 | -1): Playback {
  if (playback.rate === 0) {
    return direction === 1 ? { ...playback, rate: playback.speed } : { ...playback, rate: -1 };
  }
  const onwards =
    direction === 1 ? shuttle.find((rate) => rate > playback.rate) : shuttle.findLast((rate) => rate < playback.rate);
  const rate = onwards ?? playback.rate;
  return { ...playback, rate, speed: rate > 0 ? rate : playback.speed };
}

const atSpeed = (playback: Playback, speed: number): Playback => ({
  ...playback,
  speed,
  rate: playback.rate > 0 ? speed : playback.rate,
});

export function playbackAfter(playback: Playback, action: PlaybackAction): Playback {
  switch (action.do) {
    case 'toggle':
      return { ...playback, rate: playback.rate === 0 ? playback.speed : 0 };
    case 'play':
      return { ...playback, rate: playback.speed };
    case 'pause':
      return { ...playback, rate: 0 };
    case 'shuttle-forward':
      return shuttled(playback, 1);
    case 'shuttle-back':
      return shuttled(playback, -1);
    case 'faster':
      return atSpeed(playback, speeds.find((speed) => speed > playback.speed) ?? playback.speed);
    case 'slower':
      return atSpeed(playback, speeds.findLast((speed) => speed < playback.speed) ?? playback.speed);
    case 'set-speed':
      return atSpeed(playback, action.speed);
    case 'toggle-mute':
      // Unmuting at volume 0 would change nothing that can be heard.
      return {
        ...playback,
        muted: !playback.muted,
        volume: playback.muted && playback.volume === 0 ? 0.5 : playback.volume,
      };
    case 'set-volume': {
      const volume = Math.min(Math.max(action.volume, 0), 1);
      return { ...playback, volume, muted: volume === 0 };
    }
  }
}

/** How far a rewind steps back after `milliseconds`, in seconds. */
export const rewindStep = (rate: number, milliseconds: number): number => (Math.abs(rate) * milliseconds) / 1000;

/** "1×", "0.5×", "−4×". */
export const speedLabel = (rate: number): string => `${rate < 0 ? '−' : ''}${Math.abs(rate)}×`;
