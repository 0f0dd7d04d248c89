// One <video> of the player and the file in it. Seeks that come faster than they can be answered end on the last one.

export interface DeckEvents {
  /** Another moment of the file is on screen. */
  readonly arrived: (deck: Deck) => void;
  /** Another picture is on screen while it stands still. */
  readonly painted: (deck: Deck) => void;
  /** A picture can be shown at the place that was asked for. */
  readonly ready: (deck: Deck) => void;
  readonly lengthKnown: (deck: Deck, seconds: number) => void;
  readonly ended: (deck: Deck) => void;
  /** The browser or a headset paused it. */
  readonly paused: (deck: Deck) => void;
  readonly failed: (deck: Deck) => void;
}

/** For a picture that is sought in a long recording, in milliseconds. */
const longestWait = 5000;

export class Deck {
  readonly video: HTMLVideoElement;
  /** Id of the file that is loaded; null for none. */
  #fileId: string | null = null;
  readonly #events: DeckEvents;
  readonly #closed = new AbortController();
  /** Where to seek once the seek under way, or the opening of the file, is done. */
  #wanted: number | null = null;
  #opening = false;
  #seconds = 0;
  #frameCallback = 0;
  /** Start of the picture that the compositor has, in the file's own time. */
  #painted = Number.NaN;

  constructor(video: HTMLVideoElement, events: DeckEvents) {
    this.video = video;
    this.#events = events;
    const { signal } = this.#closed;
    const on = (event: string, run: () => void): void => video.addEventListener(event, run, { signal });
    on('loadedmetadata', () => this.#opened());
    on('durationchange', () => this.#tellLength());
    on('loadeddata', () => this.#tellReady());
    on('canplay', () => this.#tellReady());
    on('timeupdate', () => this.#arrive(video.currentTime));
    on('seeked', () => this.#seekDone());
    on('ended', () => events.ended(this));
    on('pause', () => {
      // An end is not a pause, though browsers announce both.
      if (!video.ended) events.paused(this);
    });
    on('error', () => {
      if (this.#fileId !== null) events.failed(this);
    });
    this.#watchFrames();
  }

  get fileId(): string | null {
    return this.#fileId;
  }

  /** In the file's own time. */
  get seconds(): number {
    return this.#seconds;
  }

  /**
   * Start of the picture that is seen, as the browser names it; null where it did not say. It is not always the one that is on at
   * `seconds`: a pause may come a picture late, and some pictures are shown before their time.
   */
  get paintedSeconds(): number | null {
    return Number.isNaN(this.#painted) ? null : this.#painted;
  }

  get seeking(): boolean {
    return this.#opening || this.video.seeking || this.#wanted !== null;
  }

  /** The picture on it is the one that was asked for. */
  get isReady(): boolean {
    return !this.seeking && this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
  }

  /**
   * Resolves when the picture itself has come, which may be a little after the seek is done.
   * @param earliest in the file's own time: a picture that starts before this is the one from before the seek
   */
  async painted(earliest: number): Promise<void> {
    const patience = performance.now() + longestWait;
    while (performance.now() < patience) {
      const painted = this.#painted;
      if (this.isReady && painted > earliest - 1e-3 && painted < this.video.currentTime + 1e-3) return;
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    // A file whose index names other times than the browser, or no picture: what is there is what there is.
    if (!this.isReady) throw new Error('The picture did not come');
  }

  load(fileId: string, address: string, seconds: number): void {
    this.video.pause();
    this.#fileId = fileId;
    this.#opening = true;
    this.#painted = Number.NaN;
    this.#wanted = seconds;
    this.#seconds = seconds;
    this.video.src = address;
  }

  /** Lets go of the file, and of what the browser holds of it in memory. */
  unload(): void {
    this.#fileId = null;
    this.#opening = false;
    this.#wanted = null;
    this.video.pause();
    this.video.removeAttribute('src');
    this.video.load();
  }

  seek(seconds: number): void {
    this.#seconds = seconds;
    if (this.#opening || this.video.seeking) this.#wanted = seconds;
    else if (this.video.currentTime !== seconds) this.video.currentTime = seconds;
  }

  /** Rejects where the browser refuses: no gesture of the officer yet, or a pause came in between. */
  play(rate: number): Promise<void> {
    this.video.playbackRate = rate;
    return this.video.play();
  }

  close(): void {
    this.#closed.abort();
    this.video.cancelVideoFrameCallback(this.#frameCallback);
    this.unload();
  }

  #opened(): void {
    this.#opening = false;
    const wanted = this.#wanted;
    this.#wanted = null;
    this.#tellLength();
    if (wanted !== null && wanted > 0) this.video.currentTime = wanted;
  }

  #tellLength(): void {
    const { duration } = this.video;
    if (Number.isFinite(duration) && duration > 0) this.#events.lengthKnown(this, duration);
  }

  #tellReady(): void {
    if (this.isReady) this.#events.ready(this);
  }

  #seekDone(): void {
    const wanted = this.#wanted;
    this.#wanted = null;
    if (wanted !== null && wanted !== this.video.currentTime) {
      this.video.currentTime = wanted;
      return;
    }
    this.#arrive(this.video.currentTime);
    this.#tellReady();
  }

  #arrive(seconds: number): void {
    if (this.seeking) return;
    this.#seconds = seconds;
    this.#events.arrived(this);
  }

  #watchFrames(): void {
    this.#frameCallback = this.video.requestVideoFrameCallback((_now, frame) => {
      // While it stands still, `currentTime` already names the frame; asking the decoder would only round differently.
      if (!this.#opening) this.#painted = frame.mediaTime;
      if (this.video.paused) this.#events.painted(this);
      else this.#arrive(frame.mediaTime);
      this.#watchFrames();
    });
  }
}
