// Where a cut without encoding will really begin: at the key picture at or before the moment asked for.
import { EncodedPacketSink } from 'mediabunny';
import { openFile, stretchesOf, type RecordingFile } from './recording-files.ts';

/** On the recording's timeline; null where there is no picture at that moment. */
export async function keyPictureBefore(
  files: readonly RecordingFile[],
  seconds: number,
  signal: AbortSignal,
): Promise<number | null> {
  const [stretch] = stretchesOf(files, seconds, Number.POSITIVE_INFINITY);
  if (stretch === undefined) return null;
  const { input, video } = await openFile(stretch.file, signal);
  try {
    if (video === null) return null;
    const from = Math.max(stretch.from, await video.getFirstTimestamp());
    const key = await new EncodedPacketSink(video).getKeyPacket(from, { metadataOnly: true });
    return key === null ? null : stretch.file.offset + key.timestamp;
  } finally {
    input.dispose();
  }
}
