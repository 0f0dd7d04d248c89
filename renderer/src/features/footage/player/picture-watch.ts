// Which picture is on screen and for how long it is shown, by the index of its file: what is placed on a picture is meant for that
// one, and for all of its time. Cameras space their pictures unevenly, so nothing of it can be counted from the frame rate.
import type { PlaylistPart } from '#contract/playlist.ts';
import type { PictureTime } from '../../../derive/boxes.ts';
import { FrameIndex, instant } from './frame-index.ts';
import type { Player } from './player.ts';
import { frameAt } from './timeline-time.ts';

export interface OnScreen {
  readonly part: PlaylistPart;
  /** Start of the picture as the browser names it, in the file's own time; null where it did not say. */
  readonly painted: number | null;
  /** Where the file stands. */
  readonly seconds: number;
}

type Watched = Pick<Player, 'frameRate' | 'subscribe' | 'seconds' | 'onScreen'>;

interface Found {
  readonly fileId: string;
  /** What was asked about. */
  readonly moment: number;
  /** In the file's own time; null where its index cannot be read. */
  readonly time: PictureTime | null;
}

export class PictureWatch {
  readonly #player: Watched;
  readonly #listeners = new Set<() => void>();
  #index: FrameIndex | null = null;
  #found: Found | null = null;
  #looking: Promise<void> | null = null;
  #watching = false;
  #picture: PictureTime = { startSeconds: 0, endSeconds: 0 };

  constructor(player: Watched) {
    this.#player = player;
  }

  /** Call the answer to let go of the file. */
  watch = (): (() => void) => {
    this.#watching = true;
    const moved = (): void => {
      this.#tell();
      void this.#look();
    };
    const stop = this.#player.subscribe(moved);
    moved();
    return () => {
      this.#watching = false;
      stop();
      this.#index?.close();
      this.#index = null;
    };
  };

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The picture on screen, in the recording's time. The same object for as long as it is the same picture. */
  picture = (): PictureTime => {
    const now = this.#now();
    const { startSeconds, endSeconds } = this.#picture;
    if (now.startSeconds !== startSeconds || now.endSeconds !== endSeconds) this.#picture = now;
    return this.#picture;
  };

  /** The same once the index has answered: with the whole time that the picture is shown. */
  settled = async (): Promise<PictureTime> => {
    await this.#look();
    return this.picture();
  };

  #now(): PictureTime {
    const { frameRate } = this.#player;
    const shown = this.#player.onScreen();
    if (shown === null) {
      const seconds = this.#player.seconds();
      return { startSeconds: seconds, endSeconds: seconds + 1 / frameRate };
    }
    const { part } = shown;
    const { startSeconds, endSeconds } = this.#inFile(shown);
    const partEnd = part.durationSeconds === 0 ? Number.POSITIVE_INFINITY : part.durationSeconds;
    const end = Math.max(startSeconds + instant, Math.min(endSeconds, partEnd));
    return {
      startSeconds: part.startSeconds + startSeconds,
      endSeconds: part.startSeconds + (Number.isFinite(end) ? end : startSeconds + 1 / frameRate),
    };
  }

  #inFile(shown: OnScreen): PictureTime {
    const { painted, seconds } = shown;
    const { frameRate } = this.#player;
    if (!this.#knows(shown)) {
      // Until the index has answered: surely a moment of the picture, and no longer than surely is of it.
      const startSeconds = painted ?? seconds;
      return { startSeconds, endSeconds: startSeconds + instant };
    }
    const startSeconds = painted ?? frameAt(seconds, frameRate) / frameRate;
    return this.#found?.time ?? { startSeconds, endSeconds: startSeconds + 1 / frameRate };
  }

  #knows({ part, painted, seconds }: OnScreen): boolean {
    const found = this.#found;
    if (found === null || found.fileId !== part.file?.id) return false;
    if (found.moment === (painted ?? seconds)) return true;
    if (found.time === null) return false;
    return painted === null
      ? seconds >= found.time.startSeconds - instant && seconds < found.time.endSeconds - instant
      : Math.abs(painted - found.time.startSeconds) < instant;
  }

  /** One question at a time; the next is about what is on screen then. */
  #look(): Promise<void> {
    this.#looking ??= this.#lookOn().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #lookOn(): Promise<void> {
    for (let shown = this.#asked(); shown !== null; shown = this.#asked()) {
      const { file, durationSeconds } = shown.part;
      if (file === null) return;
      const moment = shown.painted ?? shown.seconds;
      const index = this.#indexOf(file, durationSeconds);
      const time = await index.timeAt(moment);
      // Closed in between, it has nothing to say.
      if (this.#index !== index) continue;
      this.#found = { fileId: file.id, moment, time };
      this.#tell();
    }
  }

  #asked(): OnScreen | null {
    const shown = this.#watching ? this.#player.onScreen() : null;
    return shown === null || this.#knows(shown) ? null : shown;
  }

  #indexOf(file: NonNullable<PlaylistPart['file']>, seconds: number): FrameIndex {
    if (this.#index?.fileId === file.id) return this.#index;
    this.#index?.close();
    this.#index = new FrameIndex(file, seconds);
    return this.#index;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
