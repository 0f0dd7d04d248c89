// Drives one <video>: carries out what `playback.ts` decides, and says on which frame the recording stands.
import {
  initialPlayback,
  playbackAfter,
  rewindInterval,
  rewindStep,
  type Playback,
  type PlaybackAction,
} from './playback.ts';
import { clampSeconds, stepFrames } from './timeline-time.ts';

export interface PlayerFacts {
  readonly frameRate: number;
  /** Null where the file does not say: the player then believes the browser. */
  readonly durationSeconds: number | null;
}

/** Volume and mute go from one recording to the next; they are not worth keeping longer than the program runs. */
let rememberedSound: Pick<Playback, 'volume' | 'muted'> = {
  volume: initialPlayback.volume,
  muted: initialPlayback.muted,
};

export class Player {
  readonly frameRate: number;
  readonly #known: number | null;
  readonly #listeners = new Set<() => void>();
  #video: HTMLVideoElement | null = null;
  #playback: Playback = { ...initialPlayback, ...rememberedSound };
  #seconds = 0;
  #duration: number;
  #failed = false;
  #ready = false;
  /** Where to seek once the seek under way is done: a dragged pointer asks faster than a long recording can answer. */
  #wanted: number | null = null;
  #rewind: ReturnType<typeof setTimeout> | null = null;
  #frameCallback = 0;

  constructor(facts: PlayerFacts) {
    this.frameRate = facts.frameRate;
    this.#known = facts.durationSeconds;
    this.#duration = facts.durationSeconds ?? 0;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  playback = (): Playback => this.#playback;
  seconds = (): number => this.#seconds;
  duration = (): number => this.#duration;
  /** The browser gave up on the file. */
  failed = (): boolean => this.#failed;
  /** The first frame can be shown. */
  ready = (): boolean => this.#ready;

  attach(video: HTMLVideoElement): () => void {
    this.#video = video;
    const ended = new AbortController();
    const on = (event: string, run: () => void): void => video.addEventListener(event, run, { signal: ended.signal });
    on('loadedmetadata', () => this.#learn(video));
    on('durationchange', () => this.#learn(video));
    on('loadeddata', () => {
      this.#ready = true;
      this.#tell();
    });
    on('timeupdate', () => this.#arrive(video.currentTime));
    on('seeked', () => this.#seekDone(video));
    on('ended', () => this.act({ do: 'pause' }));
    // The browser or a headset may pause by itself.
    on('pause', () => {
      if (this.#playback.rate > 0) this.act({ do: 'pause' });
    });
    on('error', () => {
      this.#failed = true;
      this.act({ do: 'pause' });
      this.#tell();
    });
    this.#applySound();
    this.#watchFrames(video);
    return () => {
      ended.abort();
      video.cancelVideoFrameCallback(this.#frameCallback);
      this.#stopRewind();
      video.pause();
      this.#video = null;
    };
  }

  act(action: PlaybackAction): void {
    const before = this.#playback;
    this.#playback = playbackAfter(before, action);
    if (this.#playback.rate !== before.rate) this.#applyRate();
    this.#applySound();
    this.#tell();
  }

  seek(seconds: number): void {
    const to = clampSeconds(seconds, this.#duration);
    this.#seconds = to;
    if (this.#video !== null) {
      if (this.#video.seeking) this.#wanted = to;
      else this.#video.currentTime = to;
    }
    this.#tell();
  }

  /** Stops, and shows the frame `frames` after (or before) this one. */
  step(frames: number): void {
    if (this.#playback.rate !== 0) this.act({ do: 'pause' });
    this.seek(stepFrames(this.#seconds, frames, this.frameRate, this.#duration));
  }

  #learn(video: HTMLVideoElement): void {
    if (!Number.isFinite(video.duration) || video.duration <= 0) return;
    this.#duration = this.#known === null ? video.duration : Math.min(this.#known, video.duration);
    this.#tell();
  }

  #arrive(seconds: number): void {
    if (this.#video?.seeking === true || this.#wanted !== null) return;
    this.#seconds = clampSeconds(seconds, this.#duration);
    this.#tell();
  }

  #seekDone(video: HTMLVideoElement): void {
    const wanted = this.#wanted;
    this.#wanted = null;
    if (wanted !== null && wanted !== video.currentTime) video.currentTime = wanted;
    else this.#arrive(video.currentTime);
  }

  #watchFrames(video: HTMLVideoElement): void {
    this.#frameCallback = video.requestVideoFrameCallback((_now, frame) => {
      // While it stands still, `currentTime` already names the frame; asking the decoder would only round differently.
      if (this.#playback.rate > 0) this.#arrive(frame.mediaTime);
      this.#watchFrames(video);
    });
  }

  #applyRate(): void {
    const video = this.#video;
    this.#stopRewind();
    if (video === null) return;
    const { rate } = this.#playback;
    if (rate > 0) {
      if (this.#seconds >= this.#duration - 1 / this.frameRate) this.seek(0);
      video.playbackRate = rate;
      // Refused (no user gesture yet) or interrupted by the next press: the state follows what really happens.
      void video.play().catch(() => {
        if (video.paused && this.#playback.rate > 0) this.act({ do: 'pause' });
      });
      return;
    }
    video.pause();
    if (rate < 0) this.#rewindSoon(performance.now());
  }

  /** Each step makes up for the time since the last one, so that −4× is four times as fast however slow a seek is. */
  #rewindSoon(since: number): void {
    this.#rewind = setTimeout(() => {
      const { rate } = this.#playback;
      if (rate >= 0) return;
      if (this.#video?.seeking === true) {
        this.#rewindSoon(since);
        return;
      }
      const now = performance.now();
      this.seek(this.#seconds - rewindStep(rate, now - since));
      if (this.#seconds <= 0) this.act({ do: 'pause' });
      else this.#rewindSoon(now);
    }, rewindInterval);
  }

  #stopRewind(): void {
    if (this.#rewind !== null) clearTimeout(this.#rewind);
    this.#rewind = null;
  }

  #applySound(): void {
    const { volume, muted } = this.#playback;
    rememberedSound = { volume, muted };
    if (this.#video === null) return;
    this.#video.volume = volume;
    this.#video.muted = muted;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
