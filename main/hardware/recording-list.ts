// The recordings on one camera and where each stands; tells which of them changed since it was last asked.
import type { CameraRecording } from '#contract/cameras.ts';
import type { CameraClock } from '#contract/footage.ts';
import type { CameraId, Instant, RecordingId } from '#contract/ids.ts';
import type { MediaFacts } from '#contract/media.ts';
import type { Standing } from '../ports/evidence-sink.ts';
import { clockSeenAhead } from './camera-clock.ts';
import type { SourceFile } from './camera-source.ts';
import type { SplitRule } from './drivers/layout/layout.ts';
import { JoinedFiles } from './joined-files.ts';
import { unexamined } from './media/examine.ts';
import { isUnfinished, nextRecordingState, type RecordingEvent } from './offload/recording-state.ts';
import type { Segment } from './segments.ts';

export interface RecordingUpdate {
  readonly bytesDone?: number;
  readonly recordingId?: RecordingId;
  readonly problem?: string | null;
}

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

export interface RecordingChanges {
  /** All recordings are given, because the list itself is another. */
  readonly whole: boolean;
  readonly recordings: CameraRecording[];
}

export class RecordingList {
  readonly #joined: JoinedFiles;
  readonly #splits: SplitRule;
  #entries = new Map<string, Entry>();
  #changed = new Set<string>();
  /** What its files show of its clock; undefined until it is asked. */
  #seenAhead: CameraClock | null | undefined;
  #isNew = true;
  /** Which files were last said to be one recording: looking into one file can join others. */
  #toldSegments: ReadonlyMap<string, Segment> = new Map();

  constructor(camera: CameraId, splits: SplitRule) {
    this.#joined = new JoinedFiles(camera);
    this.#splits = splits;
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  get files(): SourceFile[] {
    return [...this.#entries.values()].map((entry) => entry.file);
  }

  /** What is not known to be in the vault. */
  get left(): SourceFile[] {
    return [...this.#entries.values()].filter((entry) => entry.state !== 'kept').map((entry) => entry.file);
  }

  get holdsBegun(): boolean {
    return [...this.#entries.values()].some((entry) => entry.begun && entry.state !== 'kept');
  }

  get bytesTotal(): number {
    return sum(this.#entries.values());
  }

  get bytesKept(): number {
    return sum([...this.#entries.values()].filter((entry) => entry.state === 'kept'));
  }

  find(path: string): CameraRecording | null {
    const entry = this.#entries.get(path);
    return entry === undefined ? null : this.#view(entry);
  }

  all(): CameraRecording[] {
    return [...this.#entries.values()].map((entry) => this.#view(entry));
  }

  /** What is to be told; from here on it counts as told. */
  takeChanges(): RecordingChanges {
    const whole = this.#isNew;
    const segments = this.#segments();
    if (segments !== this.#toldSegments) {
      for (const path of this.#entries.keys()) {
        if (segments.get(path)?.group !== this.#toldSegments.get(path)?.group) this.#changed.add(path);
      }
      this.#toldSegments = segments;
    }
    const recordings = whole
      ? this.all()
      : [...this.#changed].flatMap((path) => {
          const entry = this.#entries.get(path);
          return entry === undefined ? [] : [this.#view(entry)];
        });
    this.#isNew = false;
    this.#changed = new Set();
    return { whole, recordings };
  }

  /** Takes a new listing; what is still the same file keeps what is known of it. */
  merge(files: readonly SourceFile[]): void {
    const next = new Map<string, Entry>();
    for (const file of files) {
      const known = this.#entries.get(file.path);
      const same = known && known.file.bytes === file.bytes && known.file.modifiedAt === file.modifiedAt;
      next.set(file.path, same ? { ...known, file } : newEntry(file, unexamined));
    }
    this.#entries = next;
    this.#isNew = true;
    this.#joined.changed();
    this.#seenAhead = undefined;
  }

  /** What the vault says of a recording. */
  note(path: string, standing: Standing): void {
    const entry = this.#entries.get(path);
    if (!entry) return;
    entry.begun = standing.state === 'partial';
    if (standing.state === 'kept') {
      if (entry.state !== 'kept') entry.state = nextRecordingState(entry.state, 'found-kept');
      entry.recordingId = standing.recordingId;
      entry.bytesDone = entry.file.bytes;
    } else if (entry.state === 'kept') {
      // Kept by another officer's vault: to this one it is new.
      this.#entries.set(path, newEntry(entry.file, entry.media));
    }
    this.#changed.add(path);
  }

  /** It is no longer on the camera. */
  remove(path: string): void {
    if (!this.#entries.delete(path)) return;
    this.#isNew = true;
    this.#joined.changed();
  }

  mediaOf(path: string): MediaFacts | null {
    return this.#entries.get(path)?.media ?? null;
  }

  examined(path: string, media: MediaFacts): void {
    const entry = this.#entries.get(path);
    if (!entry) return;
    entry.media = media;
    this.#joined.changed();
    this.#seenAhead = undefined;
    this.#changed.add(path);
  }

  update(path: string, event: RecordingEvent | null, update: RecordingUpdate = {}): void {
    const entry = this.#entries.get(path);
    if (!entry) return;
    if (event !== null && !(event === 'found-kept' && entry.state === 'kept')) {
      entry.state = nextRecordingState(entry.state, event);
    }
    Object.assign(entry, update);
    this.#changed.add(path);
  }

  /** The same for every recording that an offload has in hand. */
  updateUnfinished(event: 'interrupted' | 'cancelled'): void {
    for (const [path, entry] of this.#entries) if (isUnfinished(entry.state)) this.update(path, event);
  }

  segmentOf(
    file: SourceFile,
    splits: SplitRule,
    examine: (former: SourceFile) => Promise<unknown>,
  ): Promise<Segment | null> {
    return this.#joined.segmentOf(file, this.#entries.values(), splits, examine);
  }

  /** Asked again only when there is more to know: the bound is of the moment at which the files were seen. */
  clockSeenAhead(now: Instant): CameraClock | null {
    if (this.#seenAhead === undefined) this.#seenAhead = clockSeenAhead(this.#entries.values(), now);
    return this.#seenAhead;
  }

  /** What a file belongs together with: the recording that it is a part of, or came with. */
  groupOf(file: SourceFile): string {
    const lead = file.sideOf ?? file.path;
    return this.#segments().get(lead)?.group ?? lead;
  }

  #segments(): ReadonlyMap<string, Segment> {
    return this.#joined.all(this.#entries.values(), this.#splits);
  }

  #view(entry: Entry): CameraRecording {
    return {
      path: entry.file.path,
      name: entry.file.name,
      bytes: entry.file.bytes,
      startByFile: entry.file.startByFile,
      segment: this.#segments().get(entry.file.path) ?? null,
      sideOf: entry.file.sideOf,
      media: entry.media,
      state: entry.state,
      bytesDone: entry.bytesDone,
      recordingId: entry.recordingId,
      problem: entry.problem,
    };
  }
}

function sum(entries: Iterable<Entry>): number {
  let bytes = 0;
  for (const entry of entries) bytes += entry.file.bytes;
  return bytes;
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
