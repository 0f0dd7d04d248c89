// Follows a box through the recording from one key on: decodes picture after picture and tells where the box went, or where it was lost.
import { VideoSampleSink } from 'mediabunny';
import type { BoxKey } from '#contract/recipe.ts';
import { followTolerance, simplified, withinPicture } from './boxes.ts';
import { unturned, type Rotation } from './cover.ts';
import { FrameCopier } from './frame-planes.ts';
import { openFile, stretchesOf, type RecordingFile } from './recording-files.ts';
import { Tracker } from './tracker.ts';

export interface TrackWanted {
  readonly files: readonly RecordingFile[];
  /** Where it is known to be. */
  readonly key: BoxKey;
  readonly until: number;
  readonly onStep: (key: BoxKey) => void;
  /** Ends it with what was followed so far. */
  readonly stop: AbortSignal;
  /** Ends it with nothing. */
  readonly signal: AbortSignal;
}

export interface Tracked {
  /** From the first key on; the last is where it was last seen. */
  readonly keys: readonly BoxKey[];
  /** Where it could not be found any more; null where it was followed to the end, or was stopped. */
  readonly lostAt: number | null;
}

/** The picture is searched at about this width. */
const searchedWidth = 480;

export async function trackBox({ files, key, until, onStep, stop, signal }: TrackWanted): Promise<Tracked> {
  const copier = new FrameCopier();
  const keys: BoxKey[] = [key];
  let tracker: Tracker | null = null;
  const followed = (lostAt: number | null): Tracked => ({ keys: simplified(keys, followTolerance), lostAt });
  for (const { file, from, until: end } of stretchesOf(files, key.atSeconds, until)) {
    const opened = await openFile(file, signal);
    try {
      if (opened.video === null || !(await opened.video.canDecode())) break;
      for await (const sample of new VideoSampleSink(opened.video).samples(from, end)) {
        try {
          signal.throwIfAborted();
          if (stop.aborted) return followed(null);
          const factor = Math.max(1, Math.floor(sample.visibleRect.width / searchedWidth));
          const luma = await copier.luma(sample, factor);
          if (tracker === null) {
            tracker = new Tracker(luma, unturned(key, sample.rotation));
            continue;
          }
          const step = tracker.step(luma);
          const atSeconds = file.offset + sample.timestamp;
          if (step.lost) return followed(atSeconds);
          // Turning takes fractions from one another: what lies at the edge may come out a hair beyond it.
          const area = withinPicture(turned(step.area, sample.rotation));
          const next: BoxKey = { atSeconds, ...area, by: 'tracker' };
          keys.push(next);
          onStep(next);
        } finally {
          sample.close();
        }
      }
    } finally {
      opened.input.dispose();
    }
  }
  return followed(null);
}

/** From the picture as it is stored to the picture as it is seen: turning back is turning on. */
const turned = (area: Parameters<typeof unturned>[0], rotation: Rotation): ReturnType<typeof unturned> =>
  unturned(area, rotation === 90 ? 270 : rotation === 270 ? 90 : rotation);
