// One offload of one camera: recordings in order of start, one after the other, through pauses and pulled cables.
import { setTimeout as delay } from 'node:timers/promises';
import type { JobId, RecordingId } from '#contract/ids.ts';
import type { JobProgress } from '#contract/jobs.ts';
import { KerbdeskError } from '#contract/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EvidenceSink } from '../../ports/evidence-sink.ts';
import type { CameraSource, SourceFile } from '../camera-source.ts';
import { copyRecording, type CopyStep } from './copy-recording.ts';
import { identityOf, type JobCamera, type OffloadVault } from './job-camera.ts';
import { ProgressReport } from './job-progress.ts';
import { listPatiently } from './list-patiently.ts';
import { asleep, OffloadGate } from './offload-gate.ts';
import { OffloadPlan } from './offload-plan.ts';
import type { OffloadQueue } from './offload-queue.ts';
import {
  asAppError,
  CameraGone,
  concernsOneRecording,
  countOf,
  RecordingProblem,
  SetAside,
  tooLittleSpace,
  unreadableAt,
} from './problems.ts';

export interface OffloadJobParts {
  readonly jobId: JobId;
  readonly camera: JobCamera;
  readonly vault: OffloadVault;
  readonly queue: OffloadQueue;
  /** Path of the recording to begin with; null: in order. */
  readonly first: string | null;
  /** Bytes that other offloads still need on the same disk. */
  readonly claimedByOthers: () => number;
  readonly clock: Clock;
  readonly progress: (progress: JobProgress) => void;
  readonly kept: (recordingId: RecordingId) => void;
}

export class OffloadJob {
  readonly jobId: JobId;
  readonly #parts: OffloadJobParts;
  readonly #camera: JobCamera;
  readonly #sink: EvidenceSink;
  readonly #progress: ProgressReport;
  readonly #abort = new AbortController();
  readonly #gate: OffloadGate;
  readonly #plan: OffloadPlan;
  #source: CameraSource | null = null;
  /** Of recordings that are not begun: only what is new is sure to be needed on the disk. */
  #bytesNew = 0;
  /** For a camera that was pulled. */
  #waiting = false;
  /** Ends the copying of the present recording, and settles when it has ended. */
  #copying: { readonly stop: AbortController; readonly ended: Promise<void> } | null = null;
  #lastLoss = '';

  constructor(parts: OffloadJobParts) {
    this.#parts = parts;
    this.jobId = parts.jobId;
    this.#camera = parts.camera;
    this.#sink = parts.vault.sink;
    this.#plan = new OffloadPlan(parts.first);
    this.#gate = new OffloadGate({
      queue: parts.queue,
      key: parts.camera.identity.id,
      signal: this.#abort.signal,
      first: () => this.#plan.first,
      held: () => {
        this.#camera.phase('held');
        this.#progress.phase('waiting');
      },
      turnCame: () => {
        this.#camera.phase('turn-came');
        this.#progress.phase('running');
      },
    });
    this.#progress = new ProgressReport(parts.jobId, parts.camera.identity.id, parts.clock, parts.progress);
  }

  get paused(): boolean {
    return this.#gate.paused;
  }

  get held(): boolean {
    return this.#gate.held;
  }

  /** Path of the recording that goes before the others, while it is still to come. */
  get first(): string | null {
    return this.#plan.first;
  }

  /** What it still needs, how fast it goes and went. */
  get report(): Pick<ProgressReport, 'bytesLeft' | 'speed' | 'slowedFrom'> {
    return this.#progress;
  }

  /**
   * Lists the camera and sees whether what is not kept yet fits on the disk.
   * @throws KerbdeskError `disk-full` before a byte is copied; `camera-unplugged` where the camera does not answer.
   */
  async prepare(): Promise<void> {
    try {
      await this.#makePlan();
    } catch (error) {
      if (error instanceof KerbdeskError) throw error;
      throw new KerbdeskError('camera-unplugged', `${this.#camera.identity.name} does not answer. Plug it in again.`, {
        cause: error,
      });
    }
    const needed = this.#bytesNew;
    const free = (await this.#sink.freeBytes()) - this.#parts.claimedByOthers();
    if (needed > free) throw tooLittleSpace(this.#camera.identity.name, needed, free);
  }

  /** It never began: gives back its place in the queue. */
  abandon(): void {
    this.#gate.leave();
  }

  /** Runs to the end, whatever it is. Never rejects. */
  async run(): Promise<void> {
    this.#camera.phase('offload-started');
    try {
      for (;;) {
        try {
          await this.#copyAll();
          break;
        } catch (error) {
          if (this.#abort.signal.aborted) throw error;
          if (error instanceof SetAside) await this.#waitForMorning();
          else if (error instanceof CameraGone) await this.#waitForCamera(error);
          else throw error;
        }
      }
      this.#gate.leave();
      this.#endAfterAll();
    } catch (error) {
      this.#gate.leave();
      this.#endEarly(error);
    }
  }

  pause(): void {
    if (this.#gate.paused || this.#abort.signal.aborted) return;
    this.#gate.pause();
    this.#camera.phase('paused');
    if (!this.#waiting) this.#progress.phase('paused');
  }

  resume(): void {
    if (!this.#gate.paused) return;
    this.#camera.phase('resumed');
    if (!this.#waiting) this.#progress.phase('running');
    this.#gate.resume();
  }

  cancel(): void {
    this.#abort.abort(new KerbdeskError('cancelled', 'The offload was cancelled. What was copied so far is kept.'));
  }

  /** @param path of a recording of this camera; null: in order again. */
  putFirst(path: string | null): void {
    this.#plan.putFirst(path);
    this.#gate.ring();
  }

  /** The laptop goes to sleep. Settles when everything read so far is durable and nothing of the camera is open. */
  async sleep(): Promise<void> {
    this.#gate.sleep();
    this.#copying?.stop.abort(asleep());
    await this.#copying?.ended;
  }

  wake(): void {
    this.#gate.wake();
  }

  async #makePlan(): Promise<void> {
    const { source, files, missing } = await listPatiently(this.#camera, this.#plan.left, this.#abort.signal);
    this.#source = source;
    // What an earlier listing of this offload had and this one has not, cannot be taken in any more.
    for (const file of missing) {
      this.#giveUp(file, `"${file.name}" is no longer on the camera. What was read of it before is kept.`);
    }
    const left: SourceFile[] = [];
    this.#bytesNew = 0;
    for (const file of files) {
      const standing = await this.#sink.standing(identityOf(this.#camera.identity.id, file));
      if (standing.state === 'kept') {
        this.#camera.recording(file.path, 'found-kept', { recordingId: standing.recordingId, bytesDone: file.bytes });
      } else if (!this.#plan.wasGivenUp(file.path)) {
        left.push(file);
        this.#camera.standing(file.path, standing);
        if (standing.state === 'new') this.#bytesNew += file.bytes * 1.001 + 65_536;
      }
    }
    this.#plan.renew(left);
    this.#progress.plan(left);
  }

  async #copyAll(): Promise<void> {
    for (const file of this.#plan.left) this.#camera.recording(file.path, 'planned', { problem: null });
    while (!this.#plan.isDone) {
      await this.#gate.pass('between', null);
      // Another may have been put first while this one waited.
      const file = this.#plan.next();
      if (!file) return;
      try {
        await this.#copyOne(file);
      } catch (error) {
        this.#settleFailure(file, error);
      }
    }
  }

  async #copyOne(file: SourceFile): Promise<void> {
    const source = this.#source;
    if (!source || !this.#camera.isCurrent(source)) throw new CameraGone(file.path, 0, false, null);
    // What this offload itself began and set aside is there in part by now.
    const standing = await this.#sink.standing(identityOf(this.#camera.identity.id, file));
    if (standing.state === 'kept') {
      this.#camera.recording(file.path, 'found-kept', { recordingId: standing.recordingId, bytesDone: file.bytes });
      this.#settle(file);
      return;
    }
    const ended = Promise.withResolvers<void>();
    const stop = new AbortController();
    this.#copying = { stop, ended: ended.promise };
    if (this.#gate.asleep) stop.abort(asleep());
    try {
      await this.#copy(source, file, standing, AbortSignal.any([this.#abort.signal, stop.signal]));
    } catch (error) {
      throw stop.signal.aborted ? stop.signal.reason : error;
    } finally {
      this.#copying = null;
      ended.resolve();
    }
  }

  async #copy(
    source: CameraSource,
    file: SourceFile,
    standing: CopyStep['standing'],
    signal: AbortSignal,
  ): Promise<void> {
    const media = await this.#camera.examine(source, file);
    const segment = await this.#camera.segmentOf(source, file);
    const { id, name, serial, make } = this.#camera.identity;
    this.#progress.phase('running');
    this.#camera.recording(file.path, 'copy-started', { bytesDone: 0 });
    let fromCamera = false;
    const recordingId = await copyRecording({
      sink: this.#sink,
      source,
      file,
      standing,
      others: this.#plan.left.filter((other) => other.path !== file.path),
      signal,
      clock: this.#parts.clock,
      facts: {
        ...identityOf(id, file),
        cameraName: name,
        cameraSerial: serial,
        cameraMake: make,
        startByFile: file.startByFile,
        startByFileSource: file.startByFileSource,
        media,
        clock: this.#camera.clock(),
        segment,
        sideOf: file.sideOf,
      },
      gate: (atPartBoundary) => this.#gate.pass(atPartBoundary ? 'end-of-part' : 'within', file.path),
      began: (recordingId) => this.#camera.recording(file.path, null, { recordingId }),
      copied: (bytes) => {
        if (fromCamera) this.#progress.copied(bytes);
        else this.#progress.resumedAt(bytes);
        this.#camera.recording(file.path, null, { bytesDone: bytes });
      },
      reading: () => {
        fromCamera = true;
      },
      sealed: () => {
        this.#progress.phase('verifying');
        this.#camera.recording(file.path, 'sealed', { bytesDone: file.bytes });
      },
      verified: (bytes) => this.#progress.verified(bytes),
    });
    this.#camera.recording(file.path, 'read-back-equal', { recordingId, bytesDone: file.bytes });
    this.#settle(file);
    this.#parts.kept(recordingId);
  }

  #settle(file: SourceFile): void {
    this.#plan.done(file.path);
    this.#progress.finished(file.bytes);
  }

  /** One recording's trouble ends here; the camera's or the vault's goes on to whoever runs all. */
  #settleFailure(file: SourceFile, error: unknown): void {
    if (this.#abort.signal.aborted) throw this.#abort.signal.reason;
    if (error instanceof SetAside) {
      this.#camera.recording(file.path, 'interrupted');
      this.#progress.setAside();
      if (this.#gate.asleep) throw error;
      return;
    }
    // Whatever it was, it may have been read from another camera in the same place.
    if (this.#source && !this.#camera.isCurrent(this.#source)) throw new CameraGone(file.path, 0, false, error);
    if (error instanceof CameraGone) {
      const loss = `${error.path}:${error.position}`;
      // Gone twice at the same byte: it is the medium there, not the cable.
      if (!error.foldersAnswer || loss !== this.#lastLoss) {
        this.#lastLoss = loss;
        throw error;
      }
    } else if (!(error instanceof RecordingProblem) && !concernsOneRecording(error)) {
      throw error;
    }
    const problem = error instanceof CameraGone ? unreadableAt(file.name, error.position, error) : error;
    this.#giveUp(file, problem.message);
  }

  #giveUp(file: SourceFile, problem: string): void {
    this.#plan.giveUp(file.path);
    this.#camera.recording(file.path, 'failed', { problem });
    this.#progress.finished(0);
  }

  async #waitForCamera(error: CameraGone): Promise<void> {
    this.#camera.unfinished('interrupted');
    this.#camera.lost(this.#source);
    const kept = `${this.#progress.itemsDone} of ${countOf(this.#progress.itemsTotal, 'file')}`;
    const waiting = new KerbdeskError(
      'camera-unplugged',
      `${this.#camera.identity.name} was unplugged. ${kept} done; plug it in again and the rest goes on where it stopped.`,
      { cause: error },
    );
    this.#waiting = true;
    this.#gate.cameraAway();
    for (;;) {
      this.#progress.phase('paused', waiting.toAppError());
      await this.#camera.back(this.#abort.signal);
      try {
        await this.#makePlan();
        break;
      } catch (failure) {
        if (this.#abort.signal.aborted || failure instanceof KerbdeskError) throw failure;
        // It answered just long enough to be noticed: wait for it again.
        this.#camera.lost(this.#source);
        await delay(500);
      }
    }
    this.#waiting = false;
    this.#camera.phase('offload-started');
    if (this.#gate.paused) this.#camera.phase('paused');
    this.#progress.phase(this.#gate.paused ? 'paused' : 'running');
    this.#gate.cameraBack();
  }

  /** The laptop slept: the camera is listed anew, as if it had been pulled for a moment. @throws CameraGone */
  async #waitForMorning(): Promise<void> {
    this.#camera.unfinished('interrupted');
    await this.#gate.untilAwake();
    try {
      await this.#makePlan();
    } catch (failure) {
      if (failure instanceof KerbdeskError) throw failure;
      await this.#waitForCamera(new CameraGone('', 0, false, failure));
    }
  }

  #endAfterAll(): void {
    const failed = this.#plan.failed;
    if (failed === 0) {
      this.#camera.ended('offload-done', null);
      this.#progress.phase('done');
      return;
    }
    const done = this.#progress.itemsDone - failed;
    const error = new KerbdeskError(
      'camera-read-error',
      `${countOf(failed, 'file')} could not be taken in, ${done} could. Leave ${this.#camera.identity.name} as it is and offload again.`,
    );
    this.#camera.ended('offload-failed', error.message);
    this.#progress.phase('failed', error.toAppError());
  }

  #endEarly(error: unknown): void {
    const cancelled = this.#abort.signal.aborted;
    this.#camera.unfinished('cancelled');
    const told = asAppError(error);
    this.#camera.ended(cancelled ? 'offload-cancelled' : 'offload-failed', cancelled ? null : told.message);
    this.#progress.phase(cancelled ? 'cancelled' : 'failed', cancelled ? null : told);
  }
}
