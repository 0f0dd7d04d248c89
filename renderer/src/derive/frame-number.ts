// Counts pictures from the beginning of a recording, in the order in which they are shown: what a recipe names beside seconds.
import { EncodedPacketSink, type InputVideoTrack } from 'mediabunny';
import type { OpenStretch } from './recording-files.ts';

/** Counting reads the index of the file only. Beyond this many it takes too long to be worth it. */
const mostCounted = 400_000;

/**
 * The number of the picture shown at `seconds` of the stretch's file (or the one that ends there). Null where it cannot be told:
 * the pictures of files before the stretch's own are not counted, so it is told within the first file only.
 */
export async function frameNumber(
  stretches: readonly OpenStretch[],
  { file, video }: OpenStretch,
  seconds: number,
  which: 'at' | 'before' = 'at',
): Promise<number | null> {
  if (file.offset > 0 || video === null || stretches[0]?.file.offset !== 0) return null;
  const limit = which === 'at' ? seconds + 1e-4 : seconds - 1e-4;
  return countShown(video, limit);
}

async function countShown(video: InputVideoTrack, limit: number): Promise<number | null> {
  const sink = new EncodedPacketSink(video);
  let [count, pastLimit, total] = [0, 0, 0];
  for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
    if (++total > mostCounted) return null;
    if (packet.timestamp <= limit) {
      count++;
      pastLimit = 0;
      // Pictures are decoded at most a few before they are shown.
    } else if (++pastLimit > 64) break;
  }
  return Math.max(0, count - 1);
}
