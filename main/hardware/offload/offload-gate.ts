// What holds an offload back: the officer's pause, the laptop's sleep, its turn in the queue, and a recording that goes first.
import type { OffloadQueue, Turn } from './offload-queue.ts';
import { SetAside } from './problems.ts';

export interface GateParts {
  readonly queue: OffloadQueue;
  /** Of the camera, in the queue. */
  readonly key: string;
  /** Ends whatever waits at the gate. */
  readonly signal: AbortSignal;
  /** Path of the recording that goes before the others. */
  readonly first: () => string | null;
  /** It waits because other cameras go first; and it goes on. */
  held(): void;
  turnCame(): void;
}

export const asleep = (): SetAside => new SetAside('The laptop went to sleep');

export class OffloadGate {
  readonly #parts: GateParts;
  readonly #turn: Turn;
  #paused = false;
  #asleep = false;
  #held = false;
  #waitsForCamera = false;
  /** Rung whenever something changes that an offload may be waiting for. */
  #bell = Promise.withResolvers<void>();

  constructor(parts: GateParts) {
    this.#parts = parts;
    this.#turn = parts.queue.join(parts.key, () => this.ring());
    parts.signal.addEventListener('abort', () => this.ring());
  }

  get paused(): boolean {
    return this.#paused;
  }

  get asleep(): boolean {
    return this.#asleep;
  }

  get held(): boolean {
    return this.#held;
  }

  /** Whoever waits looks again at what it waits for. */
  ring(): void {
    const bell = this.#bell;
    this.#bell = Promise.withResolvers<void>();
    bell.resolve();
  }

  pause(): void {
    this.#paused = true;
    this.#held = false;
    this.#turn.rest();
  }

  resume(): void {
    this.#paused = false;
    if (!this.#waitsForCamera) this.#turn.ready();
    this.ring();
  }

  sleep(): void {
    this.#asleep = true;
    this.ring();
  }

  wake(): void {
    this.#asleep = false;
    this.ring();
  }

  /** The camera is away: others go on meanwhile. */
  cameraAway(): void {
    this.#waitsForCamera = true;
    this.#held = false;
    this.#turn.rest();
  }

  cameraBack(): void {
    this.#waitsForCamera = false;
    if (!this.#paused) this.#turn.ready();
  }

  leave(): void {
    this.#turn.leave();
  }

  /**
   * Settles when bytes may be read. @param at `between`: no recording is open; `end-of-part`: everything read so far of `path`
   * is in whole parts. Only there is it held for other cameras, or set aside for another recording of its own.
   * @throws SetAside, or the signal's reason.
   */
  async pass(at: 'between' | 'end-of-part' | 'within', path: string | null): Promise<void> {
    for (;;) {
      this.#parts.signal.throwIfAborted();
      if (this.#asleep) throw asleep();
      if (!this.#paused) {
        const first = this.#parts.first();
        if (at === 'end-of-part' && first !== null && first !== path) {
          throw new SetAside('Another recording of this camera was put first');
        }
        if (this.#turn.mine || at === 'within') break;
        this.#hold();
      }
      await this.#bell.promise;
    }
    if (!this.#held) return;
    this.#held = false;
    this.#parts.turnCame();
  }

  async untilAwake(): Promise<void> {
    while (this.#asleep && !this.#parts.signal.aborted) await this.#bell.promise;
    this.#parts.signal.throwIfAborted();
  }

  #hold(): void {
    if (this.#held) return;
    this.#held = true;
    this.#parts.held();
  }
}
