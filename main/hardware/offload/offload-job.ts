// One offload of one camera: recordings in order of start, one after the other, through pauses and pulled cables.
import { setTimeout as delay } from 'node:timers/promises';
import type { CameraId, JobId, OfficerId, RecordingId } from '#contract/ids.ts';
import type { JobProgress } from '#contract/jobs.ts';
import type { MediaFacts } from '#contract/media.ts';
import { KerbdeskError } from '#contract/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EvidenceSink, SourceIdentity, Standing } from '../../ports/evidence-sink.ts';
import type { CameraIdentity, CameraSource, SourceFile } from '../camera-source.ts';
import type { Segment } from '../segments.ts';
import { copyRecording } from './copy-recording.ts';
import { ProgressReport } from './job-progress.ts';
import { asAppError, CameraGone, countOf, describeBytes, RecordingProblem, unreadableAt } from './problems.ts';
import type { RecordingEvent } from './recording-state.ts';

/** Whose vault an offload fills. */
export interface OffloadVault {
  readonly officerId: OfficerId;
  readonly sink: EvidenceSink;
}

export interface RecordingUpdate {
  readonly bytesDone?: number;
  readonly recordingId?: RecordingId;
  readonly problem?: string | null;
}

/** The camera as its offload sees it. */
export interface JobCamera {
  readonly identity: CameraIdentity;
  /** Lists the camera anew. */
  list(signal: AbortSignal): Promise<{ source: CameraSource; files: readonly SourceFile[] }>;
  /** Never rejects: what cannot be read is not examined. */
  examine(source: CameraSource, file: SourceFile): Promise<MediaFacts>;
  /** Which part of a recording the file is, where the camera split one. Never rejects. */
  segmentOf(source: CameraSource, file: SourceFile): Promise<Segment | null>;
  recording(path: string, event: RecordingEvent | null, update?: RecordingUpdate): void;
  /** The same for every recording that the offload has in hand. */
  unfinished(event: 'interrupted' | 'cancelled'): void;
  phase(event: 'offload-started' | 'paused' | 'resumed'): void;
  ended(event: 'offload-done' | 'offload-failed' | 'offload-cancelled', problem: string | null): void;
  /** The offload noticed first that the camera is gone; of no account where another source has taken its place. */
  lost(source: CameraSource | null): void;
  /** Settles when the camera can be listed again. */
  back(signal: AbortSignal): Promise<void>;
}

export interface OffloadJobParts {
  readonly jobId: JobId;
  readonly camera: JobCamera;
  readonly vault: OffloadVault;
  readonly clock: Clock;
  readonly progress: (progress: JobProgress) => void;
  readonly kept: (recordingId: RecordingId) => void;
}

interface PlannedRecording {
  readonly file: SourceFile;
  readonly standing: Exclude<Standing, { state: 'kept' }>;
}

export const identityOf = (cameraId: CameraId, file: SourceFile): SourceIdentity => ({
  cameraId,
  path: file.path,
  bytes: file.bytes,
  modifiedAt: file.modifiedAt,
});

export class OffloadJob {
  readonly jobId: JobId;
  readonly #parts: OffloadJobParts;
  readonly #camera: JobCamera;
  readonly #sink: EvidenceSink;
  readonly #progress: ProgressReport;
  readonly #abort = new AbortController();
  /** Recordings that this offload does without. */
  readonly #problems = new Set<string>();
  readonly #finished = new Set<string>();
  #source: CameraSource | null = null;
  #plan: PlannedRecording[] = [];
  #pause: { readonly over: Promise<void>; readonly end: () => void } | null = null;
  /** For a camera that was pulled. */
  #waiting = false;
  #lastLoss = '';

  constructor(parts: OffloadJobParts) {
    this.#parts = parts;
    this.jobId = parts.jobId;
    this.#camera = parts.camera;
    this.#sink = parts.vault.sink;
    this.#progress = new ProgressReport(parts.jobId, parts.camera.identity.id, parts.clock, parts.progress);
  }

  get paused(): boolean {
    return this.#pause !== null;
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
      throw new KerbdeskError('camera-unplugged', `${this.#name} does not answer. Plug it in again.`, { cause: error });
    }
    // A recording that was begun has part of its bytes on the disk already; only what is new is sure to be needed.
    const needed = this.#plan
      .filter((one) => one.standing.state === 'new')
      .reduce((sum, one) => sum + one.file.bytes * 1.001 + 65_536, 0);
    const free = await this.#sink.freeBytes();
    if (needed > free) {
      throw new KerbdeskError(
        'disk-full',
        `The recordings on ${this.#name} need ${describeBytes(needed)}, and this laptop's disk has ${describeBytes(free)} left. Nothing was copied; free some space and offload again.`,
      );
    }
  }

  /** Runs to the end, whatever it is. Never rejects. */
  async run(): Promise<void> {
    this.#parts.camera.phase('offload-started');
    try {
      for (;;) {
        try {
          await this.#copyAll();
          break;
        } catch (error) {
          if (!(error instanceof CameraGone)) throw error;
          await this.#waitForCamera(error);
        }
      }
      this.#endAfterAll();
    } catch (error) {
      this.#endEarly(error);
    }
  }

  pause(): void {
    if (this.#pause || this.#abort.signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#pause = { over: promise, end: resolve };
    this.#camera.phase('paused');
    if (!this.#waiting) this.#progress.phase('paused');
  }

  resume(): void {
    if (!this.#pause) return;
    this.#pause.end();
    this.#pause = null;
    this.#camera.phase('resumed');
    if (!this.#waiting) this.#progress.phase('running');
  }

  cancel(): void {
    this.#abort.abort(new KerbdeskError('cancelled', 'The offload was cancelled. What was copied so far is kept.'));
    this.#pause?.end();
    this.#pause = null;
  }

  get #name(): string {
    return this.#camera.identity.name;
  }

  async #makePlan(): Promise<void> {
    const signal = this.#abort.signal;
    const { source, files } = await this.#camera.list(signal);
    this.#source = source;
    const plan: PlannedRecording[] = [];
    this.#noticeMissing(files);
    for (const file of files) {
      const standing = await this.#sink.standing(identityOf(this.#camera.identity.id, file));
      if (standing.state === 'kept') {
        this.#camera.recording(file.path, 'found-kept', { recordingId: standing.recordingId, bytesDone: file.bytes });
      } else if (!this.#problems.has(file.path)) {
        plan.push({ file, standing });
      }
    }
    this.#plan = plan;
    this.#progress.plan(plan.map((one) => one.file));
  }

  /** What an earlier listing of this offload had and this one has not, cannot be taken in any more. */
  #noticeMissing(files: readonly SourceFile[]): void {
    const listed = new Set(files.map((file) => file.path));
    for (const { file } of this.#plan) {
      if (listed.has(file.path) || this.#problems.has(file.path) || this.#finished.has(file.path)) continue;
      this.#giveUp(file, `"${file.name}" is no longer on the camera. What was read of it before is kept.`);
    }
  }

  async #copyAll(): Promise<void> {
    for (const { file } of this.#plan) this.#camera.recording(file.path, 'planned', { problem: null });
    for (const planned of this.#plan) {
      await this.#gate();
      this.#abort.signal.throwIfAborted();
      try {
        await this.#copyOne(planned);
      } catch (error) {
        this.#settleFailure(planned.file, error);
      }
    }
  }

  async #copyOne(planned: PlannedRecording): Promise<void> {
    const { file } = planned;
    const source = this.#source;
    if (!source) throw new CameraGone(file.path, 0, false, null);
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
      standing: planned.standing,
      others: this.#plan.slice(this.#plan.indexOf(planned) + 1).map((one) => one.file),
      signal: this.#abort.signal,
      clock: this.#parts.clock,
      facts: {
        ...identityOf(id, file),
        cameraName: name,
        cameraSerial: serial,
        cameraMake: make,
        startByFile: file.startByFile,
        startByFileSource: file.startByFileSource,
        media,
        clock: null,
        segment,
        sideOf: file.sideOf,
      },
      gate: () => this.#gate(),
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
    this.#finished.add(file.path);
    this.#progress.finished(file.bytes);
    this.#parts.kept(recordingId);
  }

  /** One recording's trouble ends here; the camera's or the vault's goes on to whoever runs all. */
  #settleFailure(file: SourceFile, error: unknown): void {
    if (this.#abort.signal.aborted) throw this.#abort.signal.reason;
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
    this.#problems.add(file.path);
    this.#camera.recording(file.path, 'failed', { problem });
    this.#progress.finished(0);
  }

  async #waitForCamera(error: CameraGone): Promise<void> {
    this.#camera.unfinished('interrupted');
    this.#camera.lost(this.#source);
    const kept = `${this.#progress.itemsDone} of ${countOf(this.#progress.itemsTotal, 'file')}`;
    const waiting = new KerbdeskError(
      'camera-unplugged',
      `${this.#name} was unplugged. ${kept} done; plug it in again and the rest goes on where it stopped.`,
      { cause: error },
    );
    this.#waiting = true;
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
    if (this.#pause) {
      this.#camera.phase('paused');
      this.#progress.phase('paused');
    } else {
      this.#progress.phase('running');
    }
  }

  async #gate(): Promise<void> {
    await this.#pause?.over;
  }

  #endAfterAll(): void {
    const failed = this.#problems.size;
    if (failed === 0) {
      this.#camera.ended('offload-done', null);
      this.#progress.phase('done');
      return;
    }
    const done = this.#progress.itemsDone - failed;
    const error = new KerbdeskError(
      'camera-read-error',
      `${countOf(failed, 'file')} could not be taken in, ${done} could. Leave ${this.#name} as it is and offload again.`,
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

/** Refusals of the vault that concern one recording; a full or failing disk concerns all. */
const codesOfOneRecording: readonly string[] = ['evidence-damaged', 'camera-read-error', 'not-found', 'busy'];

const concernsOneRecording = (error: unknown): error is KerbdeskError =>
  error instanceof KerbdeskError && codesOfOneRecording.includes(error.code);
