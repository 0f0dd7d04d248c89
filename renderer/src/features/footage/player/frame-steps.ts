// Steps from picture to picture, by the index of the file and, where it cannot be read, by the frame rate.
import type { PlaylistPart } from '#contract/playlist.ts';
import { FrameIndex } from './frame-index.ts';
import { besidePart, stepAcross } from './playlist-steps.ts';

export interface StepPlace {
  readonly parts: readonly PlaylistPart[];
  readonly index: number;
  readonly seconds: number;
  /** Another number once another time is asked for. */
  readonly seeks: number;
}

export interface StepsOf {
  /** Where the playhead is. */
  readonly place: () => StepPlace;
  readonly frameRate: () => number;
  readonly seek: (seconds: number) => void;
}

export class FrameSteps {
  readonly #of: StepsOf;
  /** Of the file that was last stepped in. */
  #index: FrameIndex | null = null;
  #closings = 0;
  /** One after another, however fast the keys come. */
  #steps: Promise<void> = Promise.resolve();

  constructor(of: StepsOf) {
    this.#of = of;
  }

  /** Settles when the picture was asked for. */
  step(direction: 1 | -1): Promise<void> {
    this.#steps = this.#steps.then(() => this.#step(direction));
    return this.#steps;
  }

  /** When the picture that is on at `seconds` of the recording began, in the time of its file; null where its index cannot be read. */
  async pictureBegan(seconds: number): Promise<number | null> {
    const { parts, index } = this.#of.place();
    const part = parts[index];
    const time = part === undefined ? null : await this.#indexOf(part)?.timeAt(seconds - part.startSeconds);
    return time?.startSeconds ?? null;
  }

  close(): void {
    this.#closings += 1;
    this.#letGo();
  }

  #letGo(): void {
    this.#index?.close();
    this.#index = null;
  }

  async #step(direction: 1 | -1): Promise<void> {
    const [from, closings] = [this.#of.place(), this.#closings];
    const part = from.parts[from.index];
    if (part === undefined) return;
    const beside = await this.#beside(part, from.seconds - part.startSeconds, direction);
    // Meanwhile it was closed, or another time was asked for.
    if (this.#closings !== closings || this.#of.place().seeks !== from.seeks) return;
    if (beside === null) this.#of.seek(stepAcross(from.parts, from.seconds, direction, this.#of.frameRate()));
    else if (beside === 'none') this.#of.seek(besidePart(from.parts, from.index, direction) ?? from.seconds);
    else this.#of.seek(part.startSeconds + beside);
  }

  async #beside(part: PlaylistPart, seconds: number, direction: 1 | -1) {
    return (await this.#indexOf(part)?.beside(seconds, direction)) ?? null;
  }

  /** Of the file of this part; null where there is none to read. */
  #indexOf({ playable, file, durationSeconds }: PlaylistPart): FrameIndex | null {
    if (!playable || file === null) return null;
    const known = this.#index?.fileId === file.id ? this.#index : null;
    if (known === null) this.#letGo();
    return (this.#index = known ?? new FrameIndex(file, durationSeconds));
  }
}
