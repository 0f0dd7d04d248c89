// Two recordings of the same moment, one transport: the follower is kept at the leader's moment, a frame or so apart at most.
import type { Player } from './player.ts';
import { clampSeconds } from './timeline-time.ts';

/** How often the two are compared while they play, in milliseconds. */
const comparedEvery = 120;
/** Further apart than this, in seconds of footage, the follower jumps; below it plays a little faster or slower. */
const jumpBeyond = 0.4;
/** Closer than this nothing is done: the clocks of two players never agree better. */
const closeEnough = 0.008;
const strongestTrim = 0.1;

/** The speed that takes `drift` (follower ahead: above 0) away within about half a second. */
export function trimFor(drift: number): number {
  if (Math.abs(drift) < closeEnough) return 1;
  return 1 - Math.min(strongestTrim, Math.max(-strongestTrim, drift * 2));
}

export class SyncPair {
  readonly #leader: Player;
  readonly #follower: Player;
  readonly #stop: () => void;
  readonly #timer: ReturnType<typeof setInterval>;
  #offset: number;
  /** How late the follower is after a jump: the next one aims so much further. */
  #lag = 0;
  #jumpedAt = Number.NEGATIVE_INFINITY;

  /** @param offset seconds that the follower is ahead on its own timeline: it began so much earlier. */
  constructor(leader: Player, follower: Player, offset: number) {
    this.#leader = leader;
    this.#follower = follower;
    this.#offset = offset;
    this.#stop = leader.subscribe(() => this.#follow());
    this.#timer = setInterval(() => this.#compare(), comparedEvery);
    this.#follow();
  }

  setOffset(offset: number): void {
    this.#offset = offset;
    this.#jump();
  }

  /** Seconds that the follower is ahead of where it should be. */
  drift(): number {
    return this.#follower.now() - this.#leader.now() - this.#offset;
  }

  /** Whether the follower was recording at the leader's moment. */
  overlaps(): boolean {
    const at = this.#leader.seconds() + this.#offset;
    return at >= 0 && at < this.#follower.duration();
  }

  end(): void {
    this.#stop();
    clearInterval(this.#timer);
    this.#follower.setTrim(1);
    this.#follower.act({ do: 'pause' });
  }

  #follow(): void {
    const { rate, speed, volume, muted } = this.#leader.playback();
    const own = this.#follower.playback();
    if (own.volume !== volume) this.#follower.act({ do: 'set-volume', volume });
    if (own.muted !== muted) this.#follower.act({ do: 'toggle-mute' });
    if (own.speed !== speed) this.#follower.act({ do: 'set-speed', speed });
    if (rate > 0 && this.overlaps()) {
      if (own.rate === 0) this.#start();
      return;
    }
    if (own.rate !== 0) this.#follower.act({ do: 'pause' });
    this.#jump();
  }

  #start(): void {
    this.#follower.setTrim(1);
    this.#jump();
    this.#follower.act({ do: 'play' });
  }

  #jump(): void {
    const to = clampSeconds(this.#leader.now() + this.#offset, this.#follower.duration());
    if (Math.abs(to - this.#follower.now()) > 1e-3 || !this.#follower.settled()) this.#follower.seek(to);
    this.#jumpedAt = performance.now();
  }

  #compare(): void {
    const { rate } = this.#leader.playback();
    const bothPlay = rate > 0 && this.#follower.playback().rate > 0;
    if (!bothPlay || !this.#leader.settled() || !this.#follower.settled()) return;
    const drift = this.drift();
    if (Math.abs(drift) <= jumpBeyond) {
      this.#follower.setTrim(trimFor(drift / rate));
      return;
    }
    // A jump takes its time, in which the leader goes on: what was missed by aims the next one.
    if (performance.now() - this.#jumpedAt < 1500 && drift < 0) this.#lag = Math.min(2, this.#lag - drift);
    this.#follower.setTrim(1);
    this.#jumpedAt = performance.now();
    this.#follower.seek(clampSeconds(this.#leader.now() + this.#offset + this.#lag, this.#follower.duration()));
  }
}
