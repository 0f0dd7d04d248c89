// Pictures encoded again: cut to the very picture, and with boxes covered. The encoder is this machine's own.
import {
  canEncodeVideo,
  EncodedPacketSink,
  getFirstEncodableVideoCodec,
  VideoSampleSink,
  VideoSampleSource,
  type InputVideoTrack,
  type VideoCodec,
  type VideoSample,
} from 'mediabunny';
import { boxesDuring } from './boxes.ts';
import { FrameCopier } from './frame-planes.ts';
import { frameNumber } from './frame-number.ts';
import { hair } from './moments.ts';
import { Follow, type PicturesMade, type PicturesWanted, type PreparedPictures } from './pictures.ts';
import { RenderProblem } from './render-problem.ts';

/** H.264 first: it plays everywhere. The others where a machine has no encoder for it; the recipe names which it was. */
const codecs: VideoCodec[] = ['avc', 'vp9', 'av1'];
const keyFrameSeconds = 2;

export async function encodePictures(wanted: PicturesWanted): Promise<PreparedPictures> {
  const { stretches, output } = wanted;
  for (const { file, video } of stretches) {
    if (video === null) throw new RenderProblem(`There is no picture in ${file.fileName}. Choose another stretch.`);
    if (!(await video.canDecode())) {
      throw new RenderProblem(
        `The pictures of ${file.fileName} cannot be decoded on this machine, so they cannot be encoded again.`,
      );
    }
  }
  const [first] = stretches;
  const track = first?.video;
  if (first === undefined || track === null || track === undefined)
    throw new RenderProblem('There is no picture in this stretch.');
  const [width, height] = [even(await track.getCodedWidth()), even(await track.getCodedHeight())];
  const { averagePacketRate } = await track.computePacketStats(100);
  const bitrate = bitrateFor(width * height * averagePacketRate);
  const codec = await getFirstEncodableVideoCodec(codecs, { width, height, bitrate });
  if (codec === null || !(await canEncodeVideo(codec, { width, height, bitrate }))) {
    throw new RenderProblem('This machine has no encoder for pictures of this size, so nothing can be covered here.');
  }
  let codecString = codec as string;
  const source = new VideoSampleSource({
    codec,
    bitrate,
    keyFrameInterval: keyFrameSeconds,
    // Never drops a picture to keep up.
    latencyMode: 'quality',
    sizeChangeBehavior: 'contain',
    onEncoderConfig(config) {
      codecString = config.codec;
    },
  });
  output.addVideoTrack(source, { rotation: await track.getRotation() });
  const earliest = await track.getFirstTimestamp();
  const firstShown = await new VideoSampleSink(track).getSample(Math.max(first.from, earliest));
  if (firstShown === null) throw new RenderProblem('There is no picture at the start of this stretch.');
  // A picture that was on screen long before the stretch begins does not bring its own time, and the sound of it, along.
  const startSeconds = Math.max(first.file.offset + firstShown.timestamp, wanted.draft.startSeconds);
  firstShown.close();
  return {
    startSeconds,
    async run() {
      const made = await run(wanted, source, startSeconds);
      return {
        included: made.included,
        treatment: { how: 'encoded', codec: codecString, bitsPerSecond: bitrate },
        width,
        height,
        frameRate: averagePacketRate,
      };
    },
  };
}

async function run(
  { stretches, draft, signal, onSeconds }: PicturesWanted,
  source: VideoSampleSource,
  zero: number,
): Promise<Pick<PicturesMade, 'included'>> {
  const copier = new FrameCopier();
  const follow = new Follow();
  let endSeconds = zero;
  for (const { video, file, from, until } of stretches) {
    if (video === null) continue;
    let begun = false;
    const shownLast = (sample: VideoSample): Promise<number> => endOf(video, sample, file.seconds);
    for await (const { sample, until: end } of withEnds(new VideoSampleSink(video).samples(from, until), shownLast)) {
      try {
        signal.throwIfAborted();
        const picture = { startSeconds: file.offset + sample.timestamp, endSeconds: file.offset + end };
        const shown = Math.max(picture.startSeconds, zero);
        if (!begun) follow.beginFile(shown - zero);
        begun = true;
        const shownUntil = Math.max(shown, Math.min(picture.endSeconds, draft.endSeconds));
        sample.setDuration(shownUntil - shown);
        const timestamp = follow.place(shown - zero, sample.duration);
        await add(source, copier, sample, boxesDuring(draft.boxes, picture), timestamp);
        endSeconds = Math.max(endSeconds, shownUntil);
        onSeconds(shown);
      } finally {
        sample.close();
      }
    }
  }
  source.close();
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (first === undefined || last === undefined) throw new Error('nothing was encoded');
  return {
    included: {
      startSeconds: zero,
      endSeconds,
      firstFrame: await frameNumber(stretches, first, zero - first.file.offset),
      lastFrame: await frameNumber(stretches, last, endSeconds - last.file.offset, 'before'),
    },
  };
}

interface TimedSample {
  readonly sample: VideoSample;
  /** When the next picture takes its place. */
  readonly until: number;
}

/** What a decoder says of how long a picture lasts is not relied on: a picture lasts until the next one. Close each sample. */
async function* withEnds(
  samples: AsyncIterable<VideoSample>,
  endOfLast: (last: VideoSample) => Promise<number>,
): AsyncGenerator<TimedSample> {
  let held: VideoSample | null = null;
  try {
    for await (const sample of samples) {
      const ready = held;
      held = sample;
      if (ready !== null) yield { sample: ready, until: sample.timestamp };
    }
    if (held === null) return;
    const last = { sample: held, until: await endOfLast(held) };
    held = null;
    yield last;
  } finally {
    held?.close();
  }
}

/** The last picture of a file stays on screen until the file is over. */
async function endOf(video: InputVideoTrack, sample: VideoSample, fileSeconds: number | null): Promise<number> {
  const packets = new EncodedPacketSink(video);
  const packet = await packets.getPacket(sample.timestamp + hair, { metadataOnly: true });
  const end = sample.timestamp + Math.max(sample.duration, packet?.duration ?? 0);
  const isLast = (await packets.getPacket(end + hair, { metadataOnly: true }))?.timestamp === packet?.timestamp;
  return isLast && fileSeconds !== null ? Math.max(end, fileSeconds) : end;
}

/** Waits while the encoder is busy: no more than a few pictures are ever in memory. */
async function add(
  source: VideoSampleSource,
  copier: FrameCopier,
  sample: VideoSample,
  boxes: ReturnType<typeof boxesDuring>,
  timestamp: number,
): Promise<void> {
  if (boxes.length === 0) {
    // The track says how the picture is turned; the encoder is not to turn it as well.
    sample.setRotation(0);
    sample.setTimestamp(timestamp);
    await source.add(sample);
    return;
  }
  const covered = await copier.covered(sample, boxes);
  try {
    covered.setTimestamp(timestamp);
    await source.add(covered);
  } finally {
    covered.close();
  }
}

/**
 * By size and rate alone: 5.5 Mbit/s for 720p at 30 a second, more than cameras take. Not by the camera's own rate, which rises
 * with what is to be covered: nothing of it may be in the outcome, not even in its length.
 */
const bitrateFor = (pixelsPerSecond: number): number =>
  Math.round(Math.min(Math.max(pixelsPerSecond * 0.2, 400_000), 40_000_000));

const even = (value: number): number => value - (value % 2);
