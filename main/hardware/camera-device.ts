// One camera: what is on it, whose vault it goes to, and the offload it is in, as one view for the renderer.
import type { Camera, CameraEstimate, CameraHead } from '#contract/cameras.ts';
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant, JobId, OfficerId } from '#contract/ids.ts';
import type { MediaFacts } from '#contract/media.ts';
import { CameraErasing, erasingNow } from './camera-erasing.ts';
import type { CameraPlace } from './camera-places.ts';
import { cameraClockOf, type CameraIdentity, type CameraSource, type SourceFile } from './camera-source.ts';
import type { DeviceEvents, DeviceParts } from './device-parts.ts';
import { allowsDeviceEvent, nextDeviceState, type DeviceEvent, type DeviceState } from './device-state.ts';
import { HeldSource } from './held-source.ts';
import { examineOnCamera } from './media/examine-on-camera.ts';
import { unexamined } from './media/examine.ts';
import { identityOf, type JobCamera, type JobListing, type OffloadVault } from './offload/job-camera.ts';
import { OffloadJob } from './offload/offload-job.ts';
import { RecordingList, type RecordingChanges } from './recording-list.ts';

export class CameraDevice {
  /** Its id stays; what else it says of itself is as it was when it was last plugged in. */
  identity: CameraIdentity;
  readonly #parts: DeviceParts;
  readonly #events: DeviceEvents;
  readonly #connectedAt: Instant;
  readonly #recordings: RecordingList;
  #state: DeviceState = 'reading';
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
  /** While recordings are being erased from it, nothing else may be done. */
  readonly #erasing: CameraErasing;
  #owner: OfficerId | null = null;
  #estimate: CameraEstimate | null = null;
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
    whose: { readonly owner: OfficerId | null; readonly vault: OffloadVault | null },
    parts: DeviceParts,
  ) {
    this.identity = identity;
    this.#recordings = new RecordingList(identity.id, source.splits);
    this.#source = source;
    this.#held = new HeldSource(source, () => this.#readChanges());
    this.place = place;
    this.#vault = whose.vault;
    this.#owner = whose.owner;
    this.#parts = parts;
    this.#events = parts.events;
    this.#erasing = new CameraErasing({
      identity: () => this.identity,
      recordings: this.#recordings,
      source: () => this.#sourceToErase(),
      vault: () => this.#vault,
      begins: () => this.#reading?.abort(),
      ended: () => this.#state === 'reading' && this.readAgain(),
      changed: () => this.#events.changed(),
    });
    this.#connectedAt = parts.clock.now();
    void this.#read(source);
  }

  get state(): DeviceState {
    return this.#state;
  }

  get job(): OffloadJob | null {
    return this.#job;
  }

  view(): Camera {
    return { ...this.head(), recordings: this.#recordings.all() };
  }

  /** The same, with only those recordings that changed since this was last asked. */
  takeChanges(): CameraHead & RecordingChanges {
    return { ...this.head(), ...this.#recordings.takeChanges() };
  }

  head(): CameraHead {
    const { id, name, serial, make, kind } = this.identity;
    const job = this.#job;
    return {
      id,
      name,
      serial,
      make,
      kind,
      state: this.#state === 'gone' ? 'unplugged' : this.#state,
      bytesTotal: this.#recordings.bytesTotal,
      bytesKept: this.#recordings.bytesKept,
      jobId: this.#jobId,
      connectedAt: this.#connectedAt,
      safeToUnplug: job === null && !this.#erasing.isActive,
      problem: this.#problem ?? this.#listingProblem,
      owner: this.#owner,
      vaultOf: this.#vault?.officerId ?? null,
      queue: job === null ? null : this.#parts.queue.placeOf(id),
      firstPath: job?.first ?? null,
      clock: cameraClockOf(this.identity) ?? this.#recordings.clockSeenAhead(this.#parts.clock.now()),
      estimate: job === null ? this.#estimate : null,
      slowedFrom: job?.report.slowedFrom ?? null,
      canErase: this.#held.last.eraser !== null,
    };
  }

  /** Whether the camera still answers where it was found. */
  async answers(): Promise<boolean> {
    return this.#held.last.present();
  }

  get vault(): OffloadVault | null {
    return this.#vault;
  }

  /**
   * Whose camera it is and which vault it goes to; another vault is asked anew what it has. An offload that runs stays with
   * the vault it began with.
   */
  belongTo(owner: OfficerId | null, vault: OffloadVault | null): void {
    this.#owner = owner;
    this.#events.changed();
    if (this.#job || this.#vault?.sink === vault?.sink) return;
    this.#vault = vault;
    this.#mayGoOn = true;
    this.readAgain();
  }

  readAgain(): void {
    const source = this.#source;
    if (!source || this.#job || this.#erasing.isActive) return;
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
    this.#erasing.stop();
    this.#source = null;
    this.#held.release();
    this.unpluggedAt = this.#parts.clock.monotonic();
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
      else if (this.#job.held) this.#apply('held');
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
    if (this.#job || this.#erasing.isActive || this.#state === 'reading') return false;
    this.readAgain();
    return true;
  }

  /**
   * @param vault where the recordings go. @param first path of the recording to begin with.
   * @throws KerbdeskError `busy` while one runs, `disk-full`, `camera-unplugged`.
   */
  async offload(jobId: JobId, vault: OffloadVault, first: string | null): Promise<void> {
    if (this.#job) throw new KerbdeskError('busy', `${this.identity.name} is being offloaded already.`);
    if (this.#erasing.isActive) throw erasingNow(this.identity.name);
    if (!allowsDeviceEvent(this.#state, 'offload-started')) {
      throw new KerbdeskError('camera-unplugged', `${this.identity.name} is not plugged in.`);
    }
    this.#reading?.abort();
    const job = new OffloadJob({
      jobId,
      camera: this.#jobCamera(),
      vault,
      queue: this.#parts.queue,
      first,
      claimedByOthers: () => this.#parts.claimedByOthers(this),
      clock: this.#parts.clock,
      progress: (progress) => this.#events.progress(progress),
      kept: (recordingId) => this.#events.kept(vault.officerId, recordingId),
    });
    this.#job = job;
    this.#vault = vault;
    try {
      await job.prepare();
      if (!this.#source) throw new KerbdeskError('camera-unplugged', `${this.identity.name} was unplugged.`);
    } catch (error) {
      job.abandon();
      this.#job = null;
      this.readAgain();
      throw error;
    }
    this.#jobId = jobId;
    this.#problem = null;
    void job.run();
  }

  get erasing(): CameraErasing {
    return this.#erasing;
  }

  /** @throws KerbdeskError `busy`, `camera-unplugged`, `erasing-not-allowed`. */
  #sourceToErase(): CameraSource {
    const { name } = this.identity;
    if (this.#job) throw new KerbdeskError('busy', `${name} is being offloaded. Erase when that is done.`);
    if (this.#erasing.isActive) throw erasingNow(name);
    const source = this.#source;
    if (!source) throw new KerbdeskError('camera-unplugged', `${name} is not plugged in.`);
    if (source.eraser) return source;
    throw new KerbdeskError('erasing-not-allowed', `${name} can only be read, so nothing can be erased from it.`);
  }

  #jobCamera(): JobCamera {
    return {
      identity: this.identity,
      list: (signal) => this.#listForJob(signal),
      examine: (source, file) => this.#examine(source, file),
      segmentOf: (source, file) =>
        this.#recordings.segmentOf(file, source.splits, (former) => this.#examine(source, former)),
      clock: () => this.head().clock,
      recording: (path, event, update) => {
        this.#recordings.update(path, event, update);
        this.#events.changed();
      },
      standing: (path, standing) => this.#recordings.note(path, standing),
      isCurrent: (source) => source === this.#source,
      unfinished: (event) => {
        this.#recordings.updateUnfinished(event);
        this.#events.changed();
      },
      phase: (event) => {
        // It may have gone again, or come back while its offload was paused, before the offload says so.
        if (event === 'offload-started' && !allowsDeviceEvent(this.#state, event)) return;
        this.#apply(event);
      },
      ended: (event, problem) => {
        const speed = this.#job?.report.speed ?? { copying: null, verifying: null };
        this.#job = null;
        this.#problem = problem;
        this.#estimate = null;
        this.#apply(event);
        this.#events.ended(speed);
      },
      lost: (source) => {
        if (source === this.#source) this.unplugged();
      },
      back: (signal) => this.#whenBack(signal),
    };
  }

  async #listForJob(signal: AbortSignal): Promise<JobListing> {
    const source = this.#source;
    if (!source) throw new Error('unplugged');
    const listing = await source.list(signal);
    // A pulled disk can go on answering with empty folders.
    if (listing.files.length === 0 && !this.#recordings.isEmpty) throw new Error('the camera lists nothing any more');
    this.#listingProblem = listing.problem;
    this.#recordings.merge(listing.files);
    return { source, files: listing.files, complete: listing.problem === null };
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
      this.#recordings.merge(listing.files);
      await this.#askVault(signal);
      this.#events.changed();
      for (const file of listing.files) {
        if (signal.aborted) return;
        await this.#examine(source, file);
      }
      if (signal.aborted) return;
      const { left } = this.#recordings;
      this.#apply(left.length === 0 ? 'nothing-left' : 'listed');
      if (this.#mayGoOn && this.#recordings.holdsBegun) {
        this.#mayGoOn = false;
        this.#events.unfinishedFound(this);
        return;
      }
      await this.#estimateNow(source);
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

  /** Anew, where what it would take may be another now: an offload of another camera ended, say. */
  async estimateAgain(): Promise<void> {
    const source = this.#source;
    const idle = this.#state === 'ready' || this.#state === 'failed';
    if (source && idle && !this.#job && !this.#erasing.isActive) await this.#estimateNow(source);
  }

  async #estimateNow(source: CameraSource): Promise<void> {
    const { left } = this.#recordings;
    const estimate = left.length === 0 ? null : await this.#parts.estimate(this, source, left);
    if (source !== this.#source) return;
    this.#estimate = estimate;
    this.#events.changed();
  }

  async #askVault(signal: AbortSignal): Promise<void> {
    const vault = this.#vault;
    for (const file of this.#recordings.files) {
      if (signal.aborted) return;
      const standing = (await vault?.sink.standing(identityOf(this.identity.id, file))) ?? ({ state: 'new' } as const);
      this.#recordings.note(file.path, standing);
    }
  }

  async #examine(source: CameraSource, file: SourceFile): Promise<MediaFacts> {
    const known = this.#recordings.mediaOf(file.path);
    if (known && known.playability !== 'not-examined') return known;
    // A side file is no film: there is nothing in it to examine.
    if (file.sideOf !== null) return unexamined;
    const media = await examineOnCamera(source, file);
    this.#recordings.examined(file.path, media);
    this.#events.changed();
    return media;
  }

  #apply(event: DeviceEvent): void {
    this.#state = nextDeviceState(this.#state, event);
    this.#events.changed();
  }
}
