// One recording's thumbnail: a frame a tenth in, 320 pixels wide, small enough for the records database.
import type { RecordingSummary } from '#contract/footage.ts';
import { framesOf, jpegOf } from '../player/capture-frames.ts';
import { thumbnailTime } from '../player/timeline-time.ts';

const width = 320;
/** What `footage.saveThumbnail` accepts. */
const mostBytes = 65_536;
const qualities = [0.82, 0.6, 0.4, 0.2] as const;

export type ThumbnailSource = Pick<RecordingSummary, 'id' | 'bytes' | 'media'>;

export async function makeThumbnail(source: ThumbnailSource, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const times = [thumbnailTime(source.media.durationSeconds)];
  // Any key frame but the very first, which is often black or the inside of a pocket.
  const tolerance = Math.max(0, (times[0] ?? 0) - 1);
  const { id, bytes } = source;
  for await (const still of framesOf({ id, bytes, times, size: { width }, tolerance, signal })) {
    for (const quality of qualities) {
      const jpeg = await jpegOf(still, quality);
      if (jpeg.size <= mostBytes) return new Uint8Array(await jpeg.arrayBuffer());
    }
  }
  throw new Error('No picture small enough could be made');
}

/** Whether it is worth trying: a file without an index or without video has no picture to give. */
export function mayHavePicture({ media, bytes }: Pick<RecordingSummary, 'media' | 'bytes'>): boolean {
  if (bytes === 0) return false;
  switch (media.playability) {
    case 'playable':
    case 'cut-short':
      return media.videoCodec !== null;
    case 'not-examined':
      return true;
    case 'index-missing':
    case 'codec-not-supported':
    case 'not-a-video':
    case 'empty':
      return false;
  }
}
