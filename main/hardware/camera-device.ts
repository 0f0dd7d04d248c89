// One camera: what is on it, where each recording stands, and the offload it is in, as one view for the renderer.
import type { Camera, CameraRecording } from '#contract/cameras.ts';
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant, JobId, OfficerId, RecordingId } from '#contract/ids.ts';
import type { JobProgress } from '#contract/jobs.ts';
import type { MediaFacts } from '#contract/media.ts';
import type { Clock } from '../ports/clock.ts';
import type { CameraPlace } from './camera-places.ts';
import type { CameraIdentity, CameraSource, SourceFile } from './camera-source.ts';
import { allowsDeviceEvent, nextDeviceState, type DeviceEvent, type DeviceState } from './device-state.ts';
import { HeldSource } from './held-source.ts';
import { JoinedFiles } from './joined-files.ts';
import { examineOnCamera } from './media/examine-on-camera.ts';
import { unexamined } from './media/examine.ts';
import {
  identityOf,
  OffloadJob,
  type JobCamera,
  type OffloadVault,
  type RecordingUpdate,
} from './offload/offload-job.ts';
import { isUnfinished, nextRecordingState, type RecordingEvent } from './offload/recording-state.ts';

interface Entry {
  file: SourceFile;
  media: MediaFacts;
  state: CameraRecording['state'];
  bytesDone: number;
  recordingId: RecordingId | null;
  problem: string | null;
  /** An earlier offload left part of it in the vault. */
  begun: boolean;
}

export interface DeviceEvents {
  changed(): void;
  progress(progress: JobProgress): void;
  kept(officerId: OfficerId, recordingId: RecordingId): void;
  /** Its files were read after it was plugged in, and some of them were begun by an offload that did not end. */
  unfinishedFound(device: CameraDevice): void;
}

export class CameraDevice {
  /** Its id stays; what else it says of itself is as it was when it was last plugged in. */
  identity: CameraIdentity;
  readonly #clock: Clock;
  readonly #events: DeviceEvents;
  readonly #connectedAt: Instant;
  #state: DeviceState = 'reading';
  #entries = new Map<string, Entry>();
  #source: CameraSource | null;
  readonly #held: HeldSource;
  #vault: OffloadVault | null;
  #job: OffloadJob | null = null;
  /** The last offload, so that a renderer can still match its outcome. */
  #jobId: JobId | null = null;
  #problem: string | null = null;
  #listingProblem: string | null = null;
  #reading: AbortController | null = null;
  #waiting: (() => void)[] = [];
  readonly #joined: JoinedFiles;
  /** Once after it was plugged in: a begun offload goes on by itself. */
  #mayGoOn = true;
  /** Where it was last seen; null once that place was seen without it. */
  place: CameraPlace | null;
  /** Monotonic milliseconds. */
  unpluggedAt = 0;

  constructor(
    source: CameraSource,
    identity: CameraIdentity,
    place: CameraPlace,
    vault: OffloadVault | null,
    clock: Clock,
    events: DeviceEvents,
  ) {
    this.identity = identity;
    this.#joined = new JoinedFiles(identity.id);
    this.#source = source;
    this.#held = new HeldSource(source, () => this.#readChanges());
    this.place = place;
    this.#vault = vault;
    this.#clock = clock;
    this.#events = events;
    this.#connectedAt = clock.now();
    void this.#read(source);
  }

  get state(): DeviceState {
    return this.#state;
  }

  get job(): OffloadJob | null {
    return this.#job;
  }

  view(): Camera {
    const segments = this.#joined.all(this.#entries.values(), this.#held.last.splits);
    const recordings = [...this.#entries.values()].map((entry): CameraRecording => ({
      path: entry.file.path,
      name: entry.file.name,
      bytes: entry.file.bytes,
      startByFile: entry.file.startByFile,
      segment: segments.get(entry.file.path) ?? null,
      sideOf: entry.file.sideOf,
      media: entry.media,
      state: entry.state,
      bytesDone: entry.bytesDone,
      recordingId: entry.recordingId,
      problem: entry.problem,
    }));
    const total = (list: readonly CameraRecording[]): number => list.reduce((sum, one) => sum + one.bytes, 0);
    const { id, name, serial, make, kind } = this.identity;
    return {
      id,
      name,
      serial,
      make,
      kind,
      state: this.#state === 'gone' ? 'unplugged' : this.#state,
      recordings,
      bytesTotal: total(recordings),
      bytesKept: total(recordings.filter((one) => one.state === 'kept')),
      jobId: this.#jobId,
      connectedAt: this.#connectedAt,
      safeToUnplug: this.#job === null,
      problem: this.#problem ?? this.#listingProblem,
    };
  }

  /** Whether the camera still answers where it was found. */
  async answers(): Promise<boolean> {
    return this.#held.last.present();
  }

  /** Another officer's vault, or none: what is kept is asked anew. An offload that runs stays with the vault it began with. */
  setVault(vault: OffloadVault | null): void {
    this.#vault = vault;
    this.#mayGoOn = true;
    if (!this.#job) this.readAgain();
  }

  readAgain(): void {
    const source = this.#source;
    if (!source || this.#job) return;
    if (this.#state !== 'reading') {
      if (!allowsDeviceEvent(this.#state, 'read-again')) return;
      this.#apply('read-again');
    }
    void this.#read(source);
  }

  unplugged(): void {
    if (this.#state === 'unplugged' || this.#state === 'gone') return;
    this.#apply('unplugged');
    this.#reading?.abort();
    this.#source = null;
    this.#held.release();
    this.unpluggedAt = this.#clock.monotonic();
    if (!this.#job) this.#problem = null;
  }

  pluggedIn(source: CameraSource, place: CameraPlace): void {
    this.#apply('plugged-in');
    this.identity = { ...source.identity, id: this.identity.id };
    this.#source = source;
    this.#held.take(source);
    this.place = place;
    this.#problem = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#mayGoOn = true;
    if (!this.#job) {
      void this.#read(source);
      return;
    }
    // An offload that was paused, or busy reading back, has not missed it.
    if (waiting.length === 0) {
      this.#apply('offload-started');
      if (this.#job.paused) this.#apply('paused');
    }
    for (const settle of waiting) settle();
  }

  forget(): void {
    this.#apply('forgotten');
  }

  /** The program ends: what the camera was opened with is given back. */
  close(): void {
    this.#reading?.abort();
    this.#held.release();
  }

  get released(): boolean {
    return this.#held.released;
  }

  /** While it is read or offloaded, later. */
  #readChanges(): boolean {
    if (this.#job || this.#state === 'reading') return false;
    this.readAgain();
    return true;
  }

  /** @throws KerbdeskError `not-found` without a vault, `busy` while one runs, `disk-full`, `camera-unplugged`. */
  async offload(jobId: JobId): Promise<void> {
    const vault = this.#vault;
    if (!vault) throw new KerbdeskError('not-found', 'No officer has a vault on this laptop yet: create one first.');
    if (this.#job) throw new KerbdeskError('busy', `${this.identity.name} is being offloaded already.`);
    if (!allowsDeviceEvent(this.#state, 'offload-started')) {
      throw new KerbdeskError('camera-unplugged', `${this.identity.name} is not plugged in.`);
    }
    const job = new OffloadJob({
      jobId,
      camera: this.#jobCamera(),
      vault,
      clock: this.#clock,
      progress: (progress) => this.#events.progress(progress),
      kept: (recordingId) => this.#events.kept(vault.officerId, recordingId),
    });
    this.#job = job;
    this.#reading?.abort();
    try {
      await job.prepare();
      if (!this.#source) throw new KerbdeskError('camera-unplugged', `${this.identity.name} was unplugged.`);
    } catch (error) {
      this.#job = null;
      this.readAgain();
      throw error;
    }
    this.#jobId = jobId;
    this.#problem = null;
    void job.run();
  }

  #jobCamera(): JobCamera {
    return {
      identity: this.identity,
      list: (signal) => this.#listForJob(signal),
      examine: (source, file) => this.#examine(source, file),
      segmentOf: (source, file) =>
        this.#joined.segmentOf(file, this.#entries.values(), source.splits, (former) => this.#examine(source, former)),
      recording: (path, event, update) => this.#update(path, event, update),
      unfinished: (event) => {
        for (const [path, entry] of this.#entries) if (isUnfinished(entry.state)) this.#update(path, event);
      },
      phase: (event) => {
        // It may have gone again, or come back while its offload was paused, before the offload says so.
        if (event === 'offload-started' && !allowsDeviceEvent(this.#state, event)) return;
        this.#apply(event);
      },
      ended: (event, problem) => {
        this.#job = null;
        this.#problem = problem;
        this.#apply(event);
      },
      lost: (source) => {
        if (source === this.#source) this.unplugged();
      },
      back: (signal) => this.#whenBack(signal),
    };
  }

  async #listForJob(signal: AbortSignal): Promise<{ source: CameraSource; files: readonly SourceFile[] }> {
    const source = this.#source;
    if (!source) throw new Error('unplugged');
    const listing = await source.list(signal);
    // A pulled disk can go on answering with empty folders.
    if (listing.files.length === 0 && this.#entries.size > 0) throw new Error('the camera lists nothing any more');
    this.#listingProblem = listing.problem;
    this.#merge(listing.files);
    return { source, files: listing.files };
  }

  #whenBack(signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    if (this.#source) return Promise.resolve();
    const give = (): void => reject(signal.reason as Error);
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
    this.#waiting.push(() => {
      signal.removeEventListener('abort', give);
      resolve();
    });
    return promise;
  }

  /** Lists, asks the vault what it has, then looks into each recording; the view fills as it goes. */
  async #read(source: CameraSource): Promise<void> {
    this.#reading?.abort();
    const reading = new AbortController();
    this.#reading = reading;
    const { signal } = reading;
    try {
      const listing = await source.list(signal);
      if (signal.aborted) return;
      this.#listingProblem = listing.problem;
      this.#merge(listing.files);
      await this.#askVault(signal);
      this.#events.changed();
      for (const file of listing.files) {
        if (signal.aborted) return;
        await this.#examine(source, file);
      }
      if (signal.aborted) return;
      const left = [...this.#entries.values()].filter((entry) => entry.state !== 'kept');
      this.#apply(left.length === 0 ? 'nothing-left' : 'listed');
      if (this.#mayGoOn && left.some((entry) => entry.begun)) {
        this.#mayGoOn = false;
        this.#events.unfinishedFound(this);
      }
    } catch (error) {
      if (signal.aborted || this.#state !== 'reading') return;
      if (await source.present()) {
        this.#problem =
          error instanceof KerbdeskError ? error.message : `${this.identity.name} could not be read. Plug it in again.`;
        this.#apply('list-failed');
      } else {
        this.unplugged();
      }
    }
  }

  async #askVault(signal: AbortSignal): Promise<void> {
    const vault = this.#vault;
    for (const [path, entry] of this.#entries) {
      if (signal.aborted) return;
      const standing = vault
        ? await vault.sink.standing(identityOf(this.identity.id, entry.file))
        : ({ state: 'new' } as const);
      entry.begun = standing.state === 'partial';
      if (standing.state === 'kept') {
        if (entry.state !== 'kept') this.#update(path, 'found-kept');
        entry.recordingId = standing.recordingId;
        entry.bytesDone = entry.file.bytes;
      } else if (entry.state === 'kept') {
        // Kept by another officer's vault: to this one it is new.
        this.#entries.set(path, newEntry(entry.file, entry.media));
      }
    }
  }

  #merge(files: readonly SourceFile[]): void {
    const next = new Map<string, Entry>();
    for (const file of files) {
      const known = this.#entries.get(file.path);
      const same = known && known.file.bytes === file.bytes && known.file.modifiedAt === file.modifiedAt;
      next.set(file.path, same ? { ...known, file } : newEntry(file, unexamined));
    }
    this.#entries = next;
    this.#joined.changed();
  }

  async #examine(source: CameraSource, file: SourceFile): Promise<MediaFacts> {
    const entry = this.#entries.get(file.path);
    if (entry && entry.media.playability !== 'not-examined') return entry.media;
    // A side file is no film: there is nothing in it to examine.
    if (file.sideOf !== null) return unexamined;
    const media = await examineOnCamera(source, file);
    if (entry) {
      entry.media = media;
      this.#joined.changed();
      this.#events.changed();
    }
    return media;
  }

  #update(path: string, event: RecordingEvent | null, update: RecordingUpdate = {}): void {
    const entry = this.#entries.get(path);
    if (!entry) return;
    if (event !== null && !(event === 'found-kept' && entry.state === 'kept')) {
      entry.state = nextRecordingState(entry.state, event);
    }
    Object.assign(entry, update);
    this.#events.changed();
  }

  #apply(event: DeviceEvent): void {
    this.#state = nextDeviceState(this.#state, event);
    this.#events.changed();
  }
}

const newEntry = (file: SourceFile, media: MediaFacts): Entry => ({
  file,
  media,
  state: 'on-camera',
  bytesDone: 0,
  recordingId: null,
  problem: null,
  begun: false,
});
