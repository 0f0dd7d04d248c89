// What a media file says of itself. Read from the file, never trusted alone, and never a reason to refuse it.
import { z } from 'zod';
import { instant } from './ids.ts';

export const playability = z.enum([
  'playable',
  /** The file ends before its index was written (power loss in the camera). */
  'index-missing',
  /** Playable, but media data that the index names is not there. */
  'cut-short',
  'codec-not-supported',
  'not-a-video',
  'empty',
  'not-examined',
]);
export type Playability = z.infer<typeof playability>;

/** The sentence shown for each state that is not plainly playable. */
export const playabilityLabel: Readonly<Record<Playability, string>> = {
  playable: 'Can be played',
  'index-missing': 'Cannot be played: index missing',
  'cut-short': 'Ends early: the file is cut short',
  'codec-not-supported': 'Cannot be played here: format not supported',
  'not-a-video': 'Not a video file: kept as it is',
  empty: 'Empty file: kept as it is',
  'not-examined': 'Not examined yet',
};

export const mediaFacts = z.object({
  playability,
  /** Container brand as found, for example "mp4" or "fragmented mp4". */
  container: z.string().nullable(),
  videoCodec: z.string().nullable(),
  audioCodec: z.string().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  frameRate: z.number().nullable(),
  durationSeconds: z.number().min(0).nullable(),
  /** Creation time in `mvhd`; null where absent or a known nonsense date (1904, 1970). */
  startByMedia: instant.nullable(),
  /** A sentence on what is odd about the file, if anything. */
  remark: z.string().nullable(),
});
export type MediaFacts = z.infer<typeof mediaFacts>;
