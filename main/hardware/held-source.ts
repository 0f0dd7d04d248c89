// The source of one camera from plugging in to pulling: listened to while it is there, and given back once.
import type { CameraSource } from './camera-source.ts';
import { Settle } from './settle.ts';

/** A camera that is in use says often that something changed: its files are listed again at most this often. */
const listAgainAfter = 2_000;

export class HeldSource {
  /** Also after it was given back: it still says whether the camera answers. */
  last: CameraSource;
  readonly #changed: Settle;
  #stopWatching: (() => void) | undefined;
  #releasing = 0;

  /** @param readChanges lists the camera again; false where that has to wait. */
  constructor(source: CameraSource, readChanges: () => boolean) {
    this.#changed = new Settle(readChanges, listAgainAfter);
    this.last = source;
    this.take(source);
  }

  take(source: CameraSource): void {
    this.last = source;
    this.#stopWatching = source.watch?.(() => this.#changed.ask());
  }

  release(): void {
    this.#stopWatching?.();
    this.#changed.stop();
    this.#releasing++;
    void Promise.resolve(this.last.close?.()).then(() => this.#releasing--);
  }

  /** Whether its place may be opened anew now: what it was opened with was given back. */
  get released(): boolean {
    return this.#releasing === 0;
  }
}
