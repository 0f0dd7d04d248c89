// Looks at a recording and says honestly what it is. No bytes make it throw, and it never reads more than a few MiB.
import type { MediaFacts, Playability } from '#contract/media.ts';
import { boxesIn, readBody, readType, type Box } from './boxes.ts';
import { BudgetSpent, withinBudget, type Budget, type ByteSource } from './byte-source.ts';
import { readFragment, type FragmentFacts } from './fragments.ts';
import { readMovie, type Movie, type Track } from './movie.ts';
import { recogniseFormat } from './other-formats.ts';

export const unexamined: MediaFacts = {
  playability: 'not-examined',
  container: null,
  videoCodec: null,
  audioCodec: null,
  width: null,
  height: null,
  frameRate: null,
  durationSeconds: null,
  startByMedia: null,
  remark: null,
};

/** @throws only what `source.read` itself throws, for example the system's EIO. */
export async function examineMedia(source: ByteSource, budget?: Budget): Promise<MediaFacts> {
  if (source.size === 0) return { ...unexamined, playability: 'empty' };
  try {
    return await examine(withinBudget(source, budget));
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    return { ...unexamined, remark: 'The file is laid out so oddly that it was not examined to its end.' };
  }
}

async function examine(source: ByteSource): Promise<MediaFacts> {
  const head = await source.read(0, 256);
  if (!looksLikeBoxes(head)) return describeOther(head);
  const outline = await readOutline(source);
  const brand = outline.ftyp ? readType(await readBody(source, outline.ftyp, 4), 0) : 'mp4';
  const container = brand === 'qt  ' ? 'quicktime' : 'mp4';
  if (!outline.moov || outline.moov.declaredEnd > source.size) return describeWithoutIndex(outline, container);
  const movie = await readMovie(source, outline.moov);
  const fragments = await readFragments(source, outline, movie);
  return describeMovie(movie, fragments, outline, container, source.size);
}

const firstTypes: readonly string[] = [
  'ftyp',
  'moov',
  'mdat',
  'free',
  'skip',
  'wide',
  'styp',
  'moof',
  'sidx',
  'uuid',
  'pnot',
];

const looksLikeBoxes = (head: Uint8Array): boolean => head.byteLength >= 8 && firstTypes.includes(readType(head, 4));

function describeOther(head: Uint8Array): MediaFacts {
  const format = recogniseFormat(head);
  if (format?.isVideo === true) {
    return { ...unexamined, playability: 'codec-not-supported', container: format.container };
  }
  const zeros = head.every((byte) => byte === 0);
  return {
    ...unexamined,
    playability: 'not-a-video',
    container: format?.container ?? null,
    remark: zeros ? 'The file begins with zeros only: the camera made room for it and never filled it.' : null,
  };
}

interface Outline {
  ftyp: Box | null;
  moov: Box | null;
  mdatBytes: number;
  /** What boxes of media say they have beyond the end of the file. */
  missingBytes: number;
  firstFragment: Box | null;
  lastFragment: Box | null;
}

/** A file in fragments has thousands of boxes: here only the budget ends the walk. */
async function readOutline(source: ByteSource): Promise<Outline> {
  const outline: Outline = {
    ftyp: null,
    moov: null,
    mdatBytes: 0,
    missingBytes: 0,
    firstFragment: null,
    lastFragment: null,
  };
  for await (const box of boxesIn(source, 0, source.size, Number.MAX_SAFE_INTEGER)) {
    const missing = box.declaredEnd - box.end;
    if (box.type === 'ftyp') outline.ftyp ??= box;
    if (box.type === 'moov') outline.moov ??= box;
    if (box.type === 'mdat') outline.mdatBytes += box.end - box.body;
    if (box.type === 'moof' && missing === 0) {
      outline.firstFragment ??= box;
      outline.lastFragment = box;
    }
    if (box.type === 'mdat' || box.type === 'moof') outline.missingBytes += missing;
  }
  return outline;
}

function describeWithoutIndex(outline: Outline, container: string): MediaFacts {
  const begun = outline.mdatBytes > 0 || outline.ftyp !== null || outline.moov !== null;
  return {
    ...unexamined,
    playability: begun ? 'index-missing' : 'not-a-video',
    container: begun ? container : null,
    remark: !begun
      ? null
      : outline.mdatBytes > 0
        ? 'The camera was stopped before it wrote the index: picture and sound may be recoverable by a laboratory.'
        : 'The file ends before any picture or sound.',
  };
}

async function readFragments(source: ByteSource, outline: Outline, movie: Movie): Promise<FragmentFacts | null> {
  if (!outline.firstFragment || !outline.lastFragment) return null;
  const first = await readFragment(source, outline.firstFragment, movie);
  const last = await readFragment(source, outline.lastFragment, movie);
  return { endSeconds: last.endSeconds, videoFrameRate: first.videoFrameRate };
}

function describeMovie(
  movie: Movie,
  fragments: FragmentFacts | null,
  outline: Outline,
  container: string,
  fileSize: number,
): MediaFacts {
  const video = movie.tracks.find((track) => track.kind === 'video') ?? null;
  const audio = movie.tracks.find((track) => track.kind === 'audio') ?? null;
  const chunksBeyond = movie.tracks.some((track) => track.lastChunkAt !== null && track.lastChunkAt >= fileSize);
  const cut = outline.missingBytes > 0 || chunksBeyond;
  const hasMedia = fragments !== null || movie.tracks.some((track) => track.samples > 0);
  const playability = judge(video, audio, hasMedia, cut);
  const longestTrack = Math.max(0, ...movie.tracks.map((track) => track.durationSeconds ?? 0));
  const byFragments = movie.fragmentedSeconds ?? fragments?.endSeconds ?? null;
  const duration = movie.durationSeconds ?? byFragments ?? (longestTrack > 0 ? longestTrack : null);
  return {
    playability,
    container: movie.fragmented || fragments ? `fragmented ${container}` : container,
    videoCodec: video?.codec.name ?? null,
    audioCodec: audio?.codec.name ?? null,
    width: video?.width ?? null,
    height: video?.height ?? null,
    frameRate: video ? frameRateOf(video, fragments) : null,
    durationSeconds: duration === null ? null : Math.round(duration * 1000) / 1000,
    startByMedia: movie.createdAt,
    remark: remarkOn(movie, video, audio, outline, playability),
  };
}

function judge(video: Track | null, audio: Track | null, hasMedia: boolean, cut: boolean): Playability {
  const main = video ?? audio;
  if (!main) return 'not-a-video';
  if (!hasMedia) return 'index-missing';
  if (!main.codec.playable) return 'codec-not-supported';
  return cut ? 'cut-short' : 'playable';
}

function frameRateOf(video: Track, fragments: FragmentFacts | null): number | null {
  const rate =
    video.samples > 0 && video.durationSeconds !== null
      ? video.samples / video.durationSeconds
      : (fragments?.videoFrameRate ?? null);
  return rate === null || !Number.isFinite(rate) || rate <= 0 || rate > 10_000 ? null : Math.round(rate * 1000) / 1000;
}

function remarkOn(
  movie: Movie,
  video: Track | null,
  audio: Track | null,
  outline: Outline,
  playability: Playability,
): string | null {
  const sentences: string[] = [];
  if (playability === 'not-a-video') sentences.push('There is neither picture nor sound in it.');
  if (playability === 'index-missing') sentences.push('Its index names no picture and no sound.');
  if (playability === 'cut-short' && outline.mdatBytes > 0 && outline.missingBytes > 0) {
    const share = Math.floor((100 * outline.mdatBytes) / (outline.mdatBytes + outline.missingBytes));
    sentences.push(`About ${share} % of its picture and sound is there.`);
  }
  if (video && !video.codec.playable) sentences.push(`The picture is ${video.codec.plainName}.`);
  if (video && audio && !audio.codec.playable)
    sentences.push(`The sound is ${audio.codec.plainName}: it plays silently.`);
  if (!video && audio) sentences.push('Sound only: there is no picture in it.');
  if (movie.createdRemark !== null) sentences.push(movie.createdRemark);
  return sentences.length === 0 ? null : sentences.join(' ');
}
