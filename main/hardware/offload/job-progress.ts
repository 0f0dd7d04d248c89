// The progress of one offload as events: throttled, numbered without a gap, with exactly one last one.
import type { AppError } from '#contract/errors.ts';
import type { CameraId, JobId } from '#contract/ids.ts';
import { isTerminal, type JobPhase, type JobProgress } from '#contract/jobs.ts';
import type { Clock } from '../../ports/clock.ts';
import { Throttle } from '../throttle.ts';
import type { VaultSpeed } from './estimate.ts';
import { Meter } from './meter.ts';
import { SlowingDown } from './slowing-down.ts';

const interval = 100;

/** Reading back is faster than copying; until it was measured its time is taken to be a third. */
const assumedVerifyFactor = 3;

export class ProgressReport {
  readonly #clock: Clock;
  readonly #jobId: JobId;
  readonly #cameraId: CameraId;
  readonly #emit: (progress: JobProgress) => void;
  readonly #throttle: Throttle;
  readonly #copying: Meter;
  readonly #verifying: Meter;
  readonly #slowing: SlowingDown;
  #sequence = 0;
  #phase: JobPhase = 'waiting';
  #error: AppError | null = null;
  #bytesOfFinished = 0;
  #itemsOfFinished = 0;
  #bytesTotal = 0;
  #itemsTotal = 0;
  #bytesOfCurrent = 0;
  #verifiedOfCurrent = 0;
  #lastCopyRate: number | null = null;
  #lastVerifyRate: number | null = null;

  constructor(jobId: JobId, cameraId: CameraId, clock: Clock, emit: (progress: JobProgress) => void) {
    this.#jobId = jobId;
    this.#cameraId = cameraId;
    this.#clock = clock;
    this.#emit = emit;
    this.#throttle = new Throttle(() => this.#send(), interval, clock);
    this.#copying = new Meter(clock);
    this.#verifying = new Meter(clock);
    this.#slowing = new SlowingDown(clock);
  }

  get itemsDone(): number {
    return this.#itemsOfFinished;
  }

  get itemsTotal(): number {
    return this.#itemsTotal;
  }

  get bytesLeft(): number {
    return Math.max(0, this.#bytesTotal - this.#bytesOfFinished - this.#bytesOfCurrent);
  }

  /** As far as this offload was long enough to show. */
  get speed(): VaultSpeed {
    return { copying: this.#slowing.best, verifying: this.#lastVerifyRate };
  }

  /** The rate at which copying went before it became much slower; null while it has not. */
  get slowedFrom(): number | null {
    return this.#phase === 'running' ? this.#slowing.slowedFrom : null;
  }

  /** What is left to do; what this offload did before counts as done. Says nothing yet: a phase does. */
  plan(left: readonly { bytes: number }[]): void {
    this.#bytesOfCurrent = 0;
    this.#verifiedOfCurrent = 0;
    this.#itemsTotal = this.#itemsOfFinished + left.length;
    this.#bytesTotal = this.#bytesOfFinished + left.reduce((sum, one) => sum + one.bytes, 0);
  }

  phase(phase: JobPhase, error: AppError | null = null): void {
    if (isTerminal(this.#phase)) return;
    if (phase !== this.#phase) {
      this.#copying.restart();
      this.#verifying.restart();
      this.#slowing.restart();
    }
    this.#phase = phase;
    this.#error = error;
    if (isTerminal(phase)) {
      this.#throttle.stop();
      this.#send();
    } else {
      this.#throttle.touch();
    }
  }

  /** The current recording waits, and another one is next. */
  setAside(): void {
    this.#bytesOfCurrent = 0;
    this.#verifiedOfCurrent = 0;
    this.#throttle.touch();
  }

  /** Bytes of the current recording that were there when it was begun: no measure of speed. */
  resumedAt(bytes: number): void {
    this.#bytesOfCurrent = bytes;
    this.#throttle.touch();
  }

  copied(bytes: number): void {
    this.#copying.add(bytes - this.#bytesOfCurrent);
    this.#bytesOfCurrent = bytes;
    this.#slowing.note(this.#copying.bytesPerSecond());
    this.#throttle.touch();
  }

  verified(bytes: number): void {
    this.#verifying.add(bytes - this.#verifiedOfCurrent);
    this.#verifiedOfCurrent = bytes;
    this.#lastVerifyRate = this.#verifying.bytesPerSecond() ?? this.#lastVerifyRate;
    this.#throttle.touch();
  }

  /** The current recording is in the vault, or this offload does without it. */
  finished(bytes: number): void {
    this.#itemsOfFinished++;
    this.#bytesOfFinished += bytes;
    this.#bytesOfCurrent = 0;
    this.#verifiedOfCurrent = 0;
    this.#throttle.touch();
  }

  #send(): void {
    const bytesDone = Math.min(this.#bytesTotal, this.#bytesOfFinished + this.#bytesOfCurrent);
    const rate = this.#phase === 'verifying' ? this.#verifying.bytesPerSecond() : this.#copying.bytesPerSecond();
    const moving = this.#phase === 'running' || this.#phase === 'verifying';
    this.#emit({
      jobId: this.#jobId,
      kind: 'offload',
      sequence: this.#sequence++,
      phase: this.#phase,
      cameraId: this.#cameraId,
      bytesDone,
      bytesTotal: this.#bytesTotal,
      itemsDone: this.#itemsOfFinished,
      itemsTotal: this.#itemsTotal,
      bytesPerSecond: moving ? rate : null,
      secondsLeft: moving ? this.#secondsLeft(bytesDone) : null,
      error: this.#error,
      updatedAt: this.#clock.now(),
    });
  }

  #secondsLeft(bytesDone: number): number | null {
    const copyRate = this.#copying.bytesPerSecond() ?? this.#lastCopyRate;
    if (copyRate === null) return null;
    this.#lastCopyRate = copyRate;
    const verifyRate = this.#verifying.bytesPerSecond() ?? copyRate * assumedVerifyFactor;
    const toVerify = this.#bytesTotal - this.#bytesOfFinished - this.#verifiedOfCurrent;
    return (this.#bytesTotal - bytesDone) / copyRate + Math.max(0, toVerify) / verifyRate;
  }
}
