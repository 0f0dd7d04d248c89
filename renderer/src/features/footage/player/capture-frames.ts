// Still pictures out of a recording, for thumbnails and the filmstrip: WebCodecs first, which reads only what a frame needs.
import { CanvasSink, CustomSource, EncodedPacketSink, Input, MP4, QTFF } from 'mediabunny';
import { mediaAddress } from '#contract/footage.ts';

export interface FramesWanted {
  readonly id: string;
  /** Size of the original in bytes. */
  readonly bytes: number;
  /** Seconds from the start, rising. */
  readonly times: readonly number[];
  /** In pixels; the other side follows the picture's shape. */
  readonly size: { readonly width: number } | { readonly height: number };
  /** How many seconds earlier than asked a picture may be: the key frame before saves decoding all frames between. */
  readonly tolerance: number;
  readonly signal: AbortSignal;
  /** Awaited before each picture: lets more urgent work go first. */
  readonly turn?: () => Promise<void>;
}

export type Still = HTMLCanvasElement | OffscreenCanvas;

/** How long a <video> may take to show one frame before we give it up. */
const seekPatience = 10_000;

/** Reads in ranges with an end: an open-ended request would make the vault decrypt what nobody looks at. */
export function rangeSource(
  { id, bytes, signal }: Pick<FramesWanted, 'id' | 'bytes' | 'signal'>,
  prefetchProfile: 'network' | 'fileSystem',
): CustomSource {
  return new CustomSource({
    getSize: () => bytes,
    read: async (start, end) => {
      const response = await fetch(mediaAddress(id), { headers: { Range: `bytes=${start}-${end - 1}` }, signal });
      if (response.status !== 206) throw new Error(`Evidence answered ${response.status} instead of a range`);
      return new Uint8Array(await response.arrayBuffer());
    },
    // `network`: half a megabyte at a time, more when reading on, because each request costs. `fileSystem`: little more
    // than is asked for, where what is wanted lies far apart.
    prefetchProfile,
    // A read that was cancelled with its input has nobody to hear of it.
    handleUnhandledError: () => undefined,
  });
}

/** By WebCodecs alone, through one decoder. Rejects where our reader or this machine cannot. */
export async function* framesByWebCodecs(wanted: FramesWanted): AsyncGenerator<Still> {
  const profile = wanted.times.length > 1 ? 'fileSystem' : 'network';
  const input = new Input({ formats: [MP4, QTFF], source: rangeSource(wanted, profile) });
  try {
    yield* framesOfInput(input, wanted);
  } finally {
    input.dispose();
  }
}

async function* framesOfInput(input: Input, wanted: FramesWanted): AsyncGenerator<Still> {
  const track = await input.getPrimaryVideoTrack();
  if (track === null || !(await track.canDecode())) throw new Error('No video track that WebCodecs can decode');
  const packets = new EncodedPacketSink(track);
  const canvases = new CanvasSink(track, wanted.size);
  const first = await track.getFirstTimestamp();
  async function* moments(): AsyncGenerator<number> {
    for (const time of wanted.times) {
      await wanted.turn?.();
      wanted.signal.throwIfAborted();
      const at = Math.max(time, first);
      const key = await packets.getKeyPacket(at, { metadataOnly: true });
      yield key !== null && at - key.timestamp <= wanted.tolerance ? key.timestamp : at;
    }
  }
  for await (const frame of canvases.canvasesAtTimestamps(moments())) {
    if (frame === null) throw new Error('No frame at that time');
    yield frame.canvas;
  }
}

function once(video: HTMLVideoElement, event: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(seekPatience)]);
    const giveUp = (): void => reject(new Error('The player cannot show this frame'));
    video.addEventListener(event, () => resolve(), { once: true, signal: patience });
    video.addEventListener('error', giveUp, { once: true, signal: patience });
    patience.addEventListener('abort', giveUp, { once: true });
  });
}

/** For what the browser plays but WebCodecs or our reader does not: a hidden player, one seek a picture. */
export async function* framesByVideo(wanted: FramesWanted): AsyncGenerator<Still> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'metadata';
  try {
    const ready = once(video, 'loadedmetadata', wanted.signal);
    video.src = mediaAddress(wanted.id);
    await ready;
    if (video.videoWidth === 0) throw new Error('No picture in this recording');
    for (const time of wanted.times) {
      const shown = once(video, 'seeked', wanted.signal);
      video.currentTime = Number.isFinite(video.duration) ? Math.min(time, video.duration) : time;
      await shown;
      const canvas = document.createElement('canvas');
      const shape = video.videoWidth / video.videoHeight;
      const width = 'width' in wanted.size ? wanted.size.width : wanted.size.height * shape;
      canvas.width = Math.max(1, Math.round(width));
      canvas.height = Math.max(1, Math.round(width / shape));
      canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
      yield canvas;
    }
  } finally {
    video.removeAttribute('src');
    video.load();
  }
}

/** The pictures in the order of `times`. Rejects where the recording has no picture that this machine can decode. */
export async function* framesOf(wanted: FramesWanted): AsyncGenerator<Still> {
  let given = 0;
  try {
    for await (const frame of framesByWebCodecs(wanted)) {
      given += 1;
      yield frame;
    }
    return;
  } catch {
    wanted.signal.throwIfAborted();
  }
  yield* framesByVideo({ ...wanted, times: wanted.times.slice(given) });
}

export async function jpegOf(still: Still, quality: number): Promise<Blob> {
  if (still instanceof OffscreenCanvas) return await still.convertToBlob({ type: 'image/jpeg', quality });
  return await new Promise((resolve, reject) => {
    still.toBlob(
      (blob) => (blob === null ? reject(new Error('The picture could not be encoded')) : resolve(blob)),
      'image/jpeg',
      quality,
    );
  });
}
