// Plays a recording as one, however many files the camera made of it: two <video> elements take turns, so that the next file
// stands ready on its first picture when the one before ends. What is pressed is decided by `playback.ts`.
import { mediaAddress, type Recording } from '#contract/footage.ts';
import { partAt, type PlaylistPart } from '#contract/playlist.ts';
import { registerHush } from '../../../app/hush.ts';
import { Deck, type DeckEvents } from './deck.ts';
import { FrameSteps } from './frame-steps.ts';
import { drawFrame, type GrabbedFrame } from './grab-frame.ts';
import { initialPlayback, playbackAfter, type Playback, type PlaybackAction } from './playback.ts';
import type { OnScreen } from './picture-watch.ts';
import { arranged, atOrAfter } from './playlist-steps.ts';
import { Rewinder } from './rewinder.ts';
import { clampSeconds } from './timeline-time.ts';

export interface PlayerFacts {
  readonly frameRate: number;
  readonly segments: Recording['segments'];
}

export interface Stretch {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** How long before the end of a file the next one is made ready, in seconds of watching. */
const readyAhead = 12;
/** How long a hole is shown before playing goes on behind it. */
const holeShown = 2500;

/** Volume and mute go from one recording to the next; they are not worth keeping longer than the program runs. */
let rememberedSound: Pick<Playback, 'volume' | 'muted'> = initialPlayback;

export class Player {
  readonly frameRate: number;
  #segments: Recording['segments'];
  #parts: readonly PlaylistPart[];
  #duration: number;
  readonly #learnt = new Map<string, number>();
  readonly #broken = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #decks: readonly Deck[] = [];
  /** The deck on screen. */
  #active: Deck | null = null;
  /** The deck that comes on screen as soon as it has its picture. */
  #coming: Deck | null = null;
  #playback: Playback = { ...initialPlayback, ...rememberedSound };
  #seconds = 0;
  #index: number;
  #seeks = 0;
  #ready = false;
  #loop: Stretch | null = null;
  #stopAt: number | null = null;
  /** A follower is kept in step by playing a little faster or slower. */
  #trim = 1;
  #silenced = false;
  #overHole: ReturnType<typeof setTimeout> | null = null;

  constructor(facts: PlayerFacts) {
    this.frameRate = facts.frameRate;
    this.#segments = facts.segments;
    ({ parts: this.#parts, duration: this.#duration } = arranged(facts.segments, this.#learnt, this.#broken));
    this.#index = partAt(this.#parts, 0);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  playback = (): Playback => this.#playback;
  /** In the recording's own time, over all its files. */
  seconds = (): number => this.#seconds;
  /** The same to the instant, between two pictures. */
  now = (): number => {
    const part = this.#parts[this.#index];
    const deck = this.#active;
    if (part === undefined || deck === null || !part.playable || this.#coming !== null || deck.seeking)
      return this.#seconds;
    return part.startSeconds + deck.video.currentTime;
  };
  duration = (): number => this.#duration;
  parts = (): readonly PlaylistPart[] => this.#parts;
  /** The hole that the playhead stands in; null where there is a picture. */
  hole = (): PlaylistPart | null => {
    const part = this.#parts[this.#index];
    return part === undefined || part.playable ? null : part;
  };
  /** The picture that is seen, which is the old one while another is sought; null where there is none. */
  onScreen = (): OnScreen | null => {
    const deck = this.#active;
    const part = this.#parts.find(({ file }) => file !== null && file.id === deck?.fileId);
    if (deck === null || part === undefined || this.hole() !== null) return null;
    return { part, painted: deck.paintedSeconds, seconds: deck.seconds };
  };
  loop = (): Stretch | null => this.#loop;
  /** The browser gave up on everything there is. */
  failed = (): boolean => this.#broken.size > 0 && this.#parts.every(({ playable }) => !playable);
  /** The first picture can be shown. */
  ready = (): boolean => this.#ready;
  /** The picture on screen is the one that was asked for. */
  settled = (): boolean => this.#coming === null && (this.hole() !== null || this.#active?.isReady === true);

  /** One <video>, or two for a recording of several files. Call the answer to let go of them. */
  attach(videos: readonly HTMLVideoElement[]): () => void {
    this.#decks = videos.map((video) => new Deck(video, this.#deckEvents));
    const stopHush = registerHush(() => this.act({ do: 'pause' }));
    this.#applySound();
    this.#go(this.#seconds);
    this.#findLengths();
    return () => {
      stopHush();
      this.#rewinder.stop();
      this.#leaveHole();
      this.#frameSteps.close();
      this.#playback = { ...this.#playback, rate: 0 };
      this.#active = null;
      this.#coming = null;
      for (const deck of this.#decks) deck.close();
      this.#decks = [];
    };
  }

  /** Takes files in that came later; the playhead stays where it is. */
  accept(segments: Recording['segments']): void {
    const same =
      segments.length === this.#segments.length && segments.every(({ id }, at) => id === this.#segments[at]?.id);
    if (same) return;
    this.#segments = segments;
    this.#arrange();
  }

  act(action: PlaybackAction): void {
    const before = this.#playback;
    this.#playback = playbackAfter(before, action);
    if (this.#playback.rate !== before.rate) this.#applyRate();
    this.#applySound();
    this.#tell();
  }

  seek(seconds: number): void {
    this.#stopAt = null;
    this.#go(clampSeconds(seconds, this.#duration));
  }

  /** Stops, and shows the frame after (or before) this one, across the borders of files. Settles when it is asked for. */
  step(direction: 1 | -1): Promise<void> {
    if (this.#playback.rate !== 0) this.act({ do: 'pause' });
    return this.#frameSteps.step(direction);
  }

  /** Plays from the start of the stretch and stops at its end. */
  playRange({ startSeconds, endSeconds }: Stretch): void {
    this.seek(startSeconds);
    this.#stopAt = endSeconds;
    this.act({ do: 'play' });
  }

  /** Plays the stretch again and again; null goes on behind it. */
  setLoop(stretch: Stretch | null): void {
    this.#loop = stretch;
    if (stretch !== null) this.seek(stretch.startSeconds);
    this.#tell();
  }

  /** Stops, and gives the picture on screen in full size, exactly as decoded. Rejects where there is none. */
  async grabFrame(): Promise<GrabbedFrame> {
    if (this.#playback.rate !== 0) this.act({ do: 'pause' });
    const [seeks, began] = [this.#seeks, await this.#frameSteps.pictureBegan(this.now())];
    if (this.#seeks !== seeks) return this.grabFrame();
    const deck = this.#coming ?? this.#active;
    if (deck === null || this.hole() !== null) throw new Error('There is no picture at this moment');
    await deck.painted(began ?? deck.seconds - 1 / this.frameRate);
    return drawFrame(deck, this.#seconds);
  }

  /** For the follower of a pair: 1 is its own speed. */
  setTrim(trim: number): void {
    if (trim === this.#trim) return;
    this.#trim = trim;
    const { rate } = this.#playback;
    if (rate > 0 && this.#active !== null) this.#active.video.playbackRate = rate * trim;
  }

  /** Of two recordings side by side only one is heard. */
  silence(on: boolean): void {
    this.#silenced = on;
    this.#applySound();
  }

  readonly #rewinder = new Rewinder({
    rate: () => this.#playback.rate,
    isBusy: () => this.#coming !== null || this.#active?.seeking === true,
    back: (seconds) => {
      this.seek(this.#seconds - seconds);
      if (this.#seconds <= 0) this.act({ do: 'pause' });
    },
  });

  readonly #frameSteps = new FrameSteps({
    place: () => ({ parts: this.#parts, index: this.#index, seconds: this.#seconds, seeks: this.#seeks }),
    frameRate: () => this.frameRate,
    seek: (seconds) => this.seek(seconds),
  });

  readonly #deckEvents: DeckEvents = {
    arrived: (deck) => {
      if (deck === this.#active && this.#coming === null) this.#arrive(deck.seconds);
    },
    ready: (deck) => {
      if (deck === this.#coming) this.#bringOn(deck);
      if (deck === this.#active && !this.#ready) {
        this.#ready = true;
        this.#tell();
      }
    },
    painted: (deck) => {
      if (deck === this.#active) this.#tell();
    },
    lengthKnown: (deck, seconds) => this.#learn(deck, seconds),
    ended: (deck) => {
      if (deck === this.#active && this.#coming === null) this.#endOfPart();
    },
    paused: (deck) => {
      if (deck === this.#active && this.#coming === null && this.#playback.rate > 0) this.act({ do: 'pause' });
    },
    failed: (deck) => this.#breakOff(deck),
  };

  /** To a time: by the deck that has the file, else by the other one, while the old picture stays. */
  #go(to: number): void {
    this.#leaveHole();
    this.#seeks += 1;
    this.#seconds = to;
    this.#index = partAt(this.#parts, to);
    const part = this.#parts[this.#index];
    if (part === undefined || this.#decks.length === 0) {
      this.#tell();
      return;
    }
    if (part.playable && part.file !== null) this.#show(part.file.id, to - part.startSeconds);
    else this.#enterHole(part);
    this.#tell();
  }

  #show(fileId: string, seconds: number): void {
    const holding = this.#decks.find((deck) => deck.fileId === fileId);
    const deck = holding ?? this.#decks.find((each) => each !== this.#active) ?? this.#active;
    if (deck === null || deck === undefined) return;
    if (holding === undefined) deck.load(fileId, mediaAddress(fileId), seconds);
    else deck.seek(seconds);
    if (deck === this.#active) {
      this.#coming = null;
      if (this.#playback.rate > 0 && deck.video.paused) this.#play(deck);
      return;
    }
    this.#active?.video.pause();
    this.#coming = deck;
    if (deck.isReady || this.#active === null) this.#bringOn(deck);
  }

  #bringOn(deck: Deck): void {
    const before = this.#active;
    this.#coming = null;
    this.#active = deck;
    for (const each of this.#decks) each.video.dataset['active'] = String(each === deck);
    if (this.#playback.rate > 0 && this.hole() === null) this.#play(deck);
    if (before !== deck) before?.video.pause();
    this.#applySound();
    if (deck.isReady) this.#ready = true;
    this.#tell();
  }

  #play(deck: Deck): void {
    // Refused (no user gesture yet) or interrupted by the next press: the state follows what really happens.
    deck.play(this.#playback.rate * this.#trim).catch(() => {
      if (deck === this.#active && deck.video.paused && this.#playback.rate > 0) this.act({ do: 'pause' });
    });
  }

  #arrive(fileSeconds: number): void {
    const part = this.#parts[this.#index];
    if (part === undefined || !part.playable) return;
    this.#seconds = part.startSeconds + clampSeconds(fileSeconds, part.durationSeconds);
    if (this.#playback.rate > 0) this.#obeyEnds();
    this.#prepare(part);
    this.#tell();
  }

  /** The end of a loop, or of a range that was to be played once. */
  #obeyEnds(): void {
    const frame = 1 / this.frameRate;
    if (this.#loop !== null && this.#seconds > this.#loop.endSeconds - frame) {
      this.#go(this.#loop.startSeconds);
      return;
    }
    if (this.#stopAt !== null && this.#seconds >= this.#stopAt - frame) {
      this.#stopAt = null;
      this.act({ do: 'pause' });
    }
  }

  /** Opens the file that comes next on the deck that is free: the following one, or the one before while rewinding. */
  #prepare(part: PlaylistPart): void {
    const free = this.#decks.find((deck) => deck !== this.#active);
    if (free === undefined || this.#coming !== null) return;
    const { rate } = this.#playback;
    const ahead = readyAhead * Math.max(1, Math.abs(rate));
    const inPart = this.#seconds - part.startSeconds;
    const isNear = rate < 0 ? inPart < ahead : part.durationSeconds - inPart < ahead;
    const next = this.#parts[this.#index + (rate < 0 ? -1 : 1)];
    if (!isNear || next?.file == null || !next.playable || free.fileId === next.file.id) return;
    free.load(next.file.id, mediaAddress(next.file.id), rate < 0 ? Math.max(0, next.durationSeconds - 0.1) : 0);
  }

  #endOfPart(): void {
    const next = atOrAfter(this.#parts, this.#index + 1);
    if (this.#loop !== null && this.#playback.rate > 0 && next === null) this.#go(this.#loop.startSeconds);
    else if (next === null || this.#playback.rate <= 0) this.act({ do: 'pause' });
    else this.#go(next.startSeconds);
  }

  #enterHole(part: PlaylistPart): void {
    this.#coming = null;
    this.#active?.video.pause();
    if (this.#playback.rate <= 0) return;
    this.#overHole = setTimeout(() => {
      const next = this.#parts.find(
        ({ playable, startSeconds }) => playable && startSeconds >= part.startSeconds + part.durationSeconds - 1e-6,
      );
      if (next === undefined) this.act({ do: 'pause' });
      else this.#go(next.startSeconds);
    }, holeShown);
  }

  #leaveHole(): void {
    if (this.#overHole !== null) clearTimeout(this.#overHole);
    this.#overHole = null;
  }

  #learn(deck: Deck, seconds: number): void {
    const segment = this.#segments.find(({ id }) => id === deck.fileId);
    if (segment === undefined || this.#learnt.get(segment.id) === seconds) return;
    this.#learnt.set(segment.id, seconds);
    if (segment.durationSeconds === null || this.#segments.length === 1) this.#arrange();
    this.#findLengths();
  }

  /** Opens files that do not say how long they are, one after another, on the deck that is free. */
  #findLengths(): void {
    const free = this.#decks.find((deck) => deck !== this.#active && deck !== this.#coming);
    const file = this.#parts.find(({ playable, durationSeconds }) => playable && durationSeconds === 0)?.file;
    if (free === undefined || file == null || this.#decks.some(({ fileId }) => fileId === file.id)) return;
    free.load(file.id, mediaAddress(file.id), 0);
  }

  /** A file that the browser gives up on becomes a hole; the others go on. */
  #breakOff(deck: Deck): void {
    const { fileId } = deck;
    if (fileId === null) return;
    this.#broken.add(fileId);
    deck.unload();
    if (this.#coming === deck) this.#coming = null;
    this.#arrange();
    if (this.failed()) this.act({ do: 'pause' });
    else if (this.hole() !== null) this.#go(this.#seconds);
  }

  #arrange(): void {
    ({ parts: this.#parts, duration: this.#duration } = arranged(this.#segments, this.#learnt, this.#broken));
    this.#index = partAt(this.#parts, this.#seconds);
    this.#tell();
  }

  #applyRate(): void {
    this.#rewinder.stop();
    this.#leaveHole();
    const { rate } = this.#playback;
    const deck = this.#active;
    if (rate <= 0) deck?.video.pause();
    if (rate < 0) this.#rewinder.start();
    if (rate <= 0) return;
    if (this.#seconds >= this.#duration - 1 / this.frameRate) this.#go(0);
    const hole = this.hole();
    if (hole !== null) this.#enterHole(hole);
    else if (deck !== null && this.#coming === null) this.#play(deck);
  }

  #applySound(): void {
    const { volume, muted } = this.#playback;
    if (!this.#silenced) rememberedSound = { volume, muted };
    for (const { video } of this.#decks) {
      video.volume = volume;
      video.muted = muted || this.#silenced;
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
