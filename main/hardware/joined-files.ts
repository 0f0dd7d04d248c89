// Which files on one camera are one recording, asked again whenever its listing or what is known of a file changes.
import type { CameraId } from '#contract/ids.ts';
import type { SourceFile } from './camera-source.ts';
import type { SplitRule } from './drivers/layout/layout.ts';
import { continues, joinSegments, type ExaminedFile, type Segment } from './segments.ts';

export class JoinedFiles {
  readonly #camera: CameraId;
  #segments: ReadonlyMap<string, Segment> | null = null;

  constructor(camera: CameraId) {
    this.#camera = camera;
  }

  changed(): void {
    this.#segments = null;
  }

  /** By path; a file that is a recording of its own is not there. */
  all(files: Iterable<ExaminedFile>, splits: SplitRule): ReadonlyMap<string, Segment> {
    return (this.#segments ??= joinSegments(this.#camera, [...files], splits));
  }

  /** Examines the files before it first, as far back as each goes on from the one before. */
  async segmentOf(
    file: SourceFile,
    files: Iterable<ExaminedFile>,
    splits: SplitRule,
    examine: (former: SourceFile) => Promise<unknown>,
  ): Promise<Segment | null> {
    const all = [...files];
    if (file.part === null && file.sideOf === null) {
      const recordings = all.filter((one) => one.file.sideOf === null);
      let next = recordings.findIndex((one) => one.file.path === file.path);
      for (let at = next - 1; at >= 0; at--) {
        const [former, later] = [recordings[at], recordings[next]];
        if (!former || !later) break;
        await examine(former.file);
        if (!continues(former, later, splits)) break;
        next = at;
      }
    }
    return this.all(all, splits).get(file.path) ?? null;
  }
}
