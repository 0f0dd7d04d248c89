// Pictures copied bit for bit: from the key picture at or before the start, to the last that the end needs.
import { EncodedPacketSink, EncodedVideoPacketSource, type EncodedPacket, type InputVideoTrack } from 'mediabunny';
import { isLeading, packetsToTake } from './packet-cut.ts';
import { Follow, type PicturesMade, type PicturesWanted, type PreparedPictures } from './pictures.ts';
import { sameDescription } from './same-description.ts';
import { frameNumber } from './frame-number.ts';
import type { OpenStretch } from './recording-files.ts';
import { differentFiles, RenderProblem } from './render-problem.ts';

interface Cut {
  readonly stretch: OpenStretch;
  readonly track: InputVideoTrack;
  readonly sink: EncodedPacketSink;
  readonly key: EncodedPacket;
}

export async function copyPictures(wanted: PicturesWanted): Promise<PreparedPictures> {
  const cuts: Cut[] = [];
  for (const stretch of wanted.stretches) {
    const track = stretch.video;
    if (track === null)
      throw new RenderProblem(`There is no picture in ${stretch.file.fileName}. Choose another stretch.`);
    const sink = new EncodedPacketSink(track);
    const first = await track.getFirstTimestamp();
    const key = await sink.getKeyPacket(Math.max(stretch.from, first), { verifyKeyPackets: true });
    if (key === null) throw new RenderProblem(`No picture in ${stretch.file.fileName} can be started from.`);
    cuts.push({ stretch, track, sink, key });
  }
  const [first, ...others] = cuts;
  if (first === undefined) throw new RenderProblem('There is no picture in this stretch.');
  const { track } = first;
  const codec = await track.getCodec();
  const config = await track.getDecoderConfig();
  if (codec === null || config === null) {
    throw new RenderProblem(
      'The pictures of this recording are stored in a way that is not known here, so they cannot be cut.',
    );
  }
  for (const other of others) {
    if (!sameConfig(config, await other.track.getDecoderConfig()))
      throw differentFiles(other.stretch.file.fileName, 'pictures');
  }
  const source = new EncodedVideoPacketSource(codec);
  wanted.output.addVideoTrack(source, { rotation: await track.getRotation() });
  const startSeconds = first.stretch.file.offset + first.key.timestamp;
  return { startSeconds, run: () => run(wanted, cuts, source, config, startSeconds) };
}

async function run(
  { stretches, signal, onSeconds }: PicturesWanted,
  cuts: readonly Cut[],
  source: EncodedVideoPacketSource,
  config: VideoDecoderConfig,
  zero: number,
): Promise<PicturesMade> {
  const follow = new Follow();
  let [endSeconds, lastFrame, isFirst] = [zero, null as number | null, true];
  for (const { stretch, sink, key } of cuts) {
    const { offset } = stretch.file;
    follow.beginFile(offset + key.timestamp - zero);
    for await (const packet of takenPackets(sink, key, stretch.until)) {
      signal.throwIfAborted();
      const seconds = offset + packet.timestamp;
      const timestamp = follow.place(seconds - zero, packet.duration);
      await source.add(packet.clone({ timestamp }), isFirst ? { decoderConfig: config } : undefined);
      isFirst = false;
      endSeconds = Math.max(endSeconds, seconds + packet.duration);
      onSeconds(seconds);
    }
  }
  source.close();
  const [first, last] = [cuts[0], cuts.at(-1)];
  if (first === undefined || last === undefined) throw new Error('nothing was cut');
  const firstFrame = await frameNumber(stretches, first.stretch, first.key.timestamp);
  lastFrame = await frameNumber(stretches, last.stretch, endSeconds - last.stretch.file.offset, 'before');
  return {
    included: { startSeconds: zero, endSeconds, firstFrame, lastFrame },
    treatment: { how: 'copied', codec: config.codec },
    width: await first.track.getDisplayWidth(),
    height: await first.track.getDisplayHeight(),
    frameRate: null,
  };
}

/** Only the last group of pictures is held back, and of it no more than where it lies. */
async function* takenPackets(
  sink: EncodedPacketSink,
  key: EncodedPacket,
  until: number,
): AsyncGenerator<EncodedPacket> {
  const afterEnd = await sink.getNextKeyPacket(key, { metadataOnly: true });
  let [groupStart, groupEnd] = [key, afterEnd];
  while (groupEnd !== null && groupEnd.timestamp < until) {
    yield* packetsOf(sink, groupStart, groupEnd, Number.POSITIVE_INFINITY, key);
    const next = await sink.getPacket(groupEnd.timestamp);
    if (next === null) return;
    groupStart = next;
    groupEnd = await sink.getNextKeyPacket(groupStart, { metadataOnly: true });
  }
  const group = [];
  for await (const packet of sink.packets(groupStart, groupEnd ?? undefined, { metadataOnly: true })) {
    group.push({ timestamp: packet.timestamp, duration: packet.duration, isKey: packet.type === 'key' });
  }
  yield* packetsOf(sink, groupStart, groupEnd, packetsToTake(group, until), key);
}

async function* packetsOf(
  sink: EncodedPacketSink,
  start: EncodedPacket,
  end: EncodedPacket | null,
  count: number,
  key: EncodedPacket,
): AsyncGenerator<EncodedPacket> {
  let taken = 0;
  for await (const packet of sink.packets(start, end ?? undefined)) {
    if (taken++ >= count) return;
    const leads = isLeading(
      { timestamp: packet.timestamp, duration: packet.duration, isKey: false },
      { timestamp: key.timestamp, duration: key.duration, isKey: true },
    );
    if (!leads) yield packet;
  }
}

function sameConfig(a: VideoDecoderConfig, b: VideoDecoderConfig | null): boolean {
  if (b === null || a.codec !== b.codec || a.codedWidth !== b.codedWidth || a.codedHeight !== b.codedHeight)
    return false;
  return sameDescription(a.description, b.description);
}
