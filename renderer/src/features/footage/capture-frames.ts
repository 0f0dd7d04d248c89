// Still pictures out of a recording, for thumbnails and the filmstrip: WebCodecs first, which reads only what a frame needs.
import { CanvasSink, CustomSource, EncodedPacketSink, Input, MP4, QTFF } from 'mediabunny';
import { mediaAddress } from '#contract/footage.ts';

export interface FramesWanted {
  readonly id: string;
  /** Size of the original in bytes. */
  readonly bytes: number;
  /** Seconds from the start, rising. */
  readonly times: readonly number[];
  /** Width of the pictures in pixels; the height follows the picture's shape. */
  readonly width: number;
  /** How many seconds earlier than asked a picture may be: the key frame before saves decoding all frames between. */
  readonly tolerance: number;
  readonly signal: AbortSignal;
}

export type Still = HTMLCanvasElement | OffscreenCanvas;

/** How long a <video> may take to show one frame before we give it up. */
const seekPatience = 10_000;

/** Reads in ranges with an end: an open-ended request would make the vault decrypt what nobody looks at. */
function rangeSource({ id, bytes, signal }: FramesWanted): CustomSource {
  return new CustomSource({
    getSize: () => bytes,
    read: async (start, end) => {
      const response = await fetch(mediaAddress(id), { headers: { Range: `bytes=${start}-${end - 1}` }, signal });
      if (response.status !== 206) throw new Error(`Evidence answered ${response.status} instead of a range`);
      return new Uint8Array(await response.arrayBuffer());
    },
    // Half a megabyte at a time, more when reading on: the vault decrypts segments of a quarter, and each request costs.
    prefetchProfile: 'network',
    // A read that was cancelled with its input has nobody to hear of it.
    handleUnhandledError: () => undefined,
  });
}

async function* framesByWebCodecs(wanted: FramesWanted): AsyncGenerator<Still> {
  const input = new Input({ formats: [MP4, QTFF], source: rangeSource(wanted) });
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
  const canvases = new CanvasSink(track, { width: wanted.width });
  const first = await track.getFirstTimestamp();
  for (const time of wanted.times) {
    wanted.signal.throwIfAborted();
    const at = Math.max(time, first);
    const key = await packets.getKeyPacket(at);
    const near = key !== null && at - key.timestamp <= wanted.tolerance;
    const frame = await canvases.getCanvas(near ? key.timestamp : at);
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
async function* framesByVideo(wanted: FramesWanted): AsyncGenerator<Still> {
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
      canvas.width = wanted.width;
      canvas.height = Math.max(1, Math.round((video.videoHeight / video.videoWidth) * wanted.width));
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
