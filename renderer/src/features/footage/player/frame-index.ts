// Which picture of a file comes after another and which before, from the file's own index: many cameras space their pictures
// unevenly, and steps of one over the frame rate would skip some and show others twice.
import { EncodedPacketSink, Input, MP4, QTFF } from 'mediabunny';
import type { PictureTime } from '../../../derive/boxes.ts';
import { rangeSource } from './capture-frames.ts';

/** Half a thousandth of a second: less than any two pictures are apart, more than times are rounded by. */
export const instant = 5e-4;

/**
 * How long after the start of a picture to seek to it, at most: Chromium shows a key frame up to a few pictures early where
 * pictures are coded out of their order, so the end of a long-lasting picture before one cannot be sought.
 */
const soonAfter = 8e-3;

export class FrameIndex {
  readonly fileId: string;
  readonly #seconds: number;
  readonly #closing = new AbortController();
  readonly #input: Input;
  readonly #pictures: Promise<EncodedPacketSink | null>;

  /** @param seconds length of the file, as far as it is known */
  constructor({ id, bytes }: { readonly id: string; readonly bytes: number }, seconds: number) {
    this.fileId = id;
    this.#seconds = seconds;
    const source = rangeSource({ id, bytes, signal: this.#closing.signal }, 'fileSystem');
    this.#input = new Input({ formats: [MP4, QTFF], source });
    this.#pictures = this.#open().catch(() => null);
  }

  close(): void {
    this.#closing.abort();
    this.#input.dispose();
  }

  /**
   * Where to seek to show the picture after (1) or before (-1) the one shown at `seconds` of the file: soon after the start of
   * the time that it is shown. 'none' where there is no such picture, null where the index cannot be read.
   */
  async beside(seconds: number, direction: 1 | -1): Promise<number | 'none' | null> {
    const sink = await this.#pictures;
    if (sink === null) return null;
    try {
      const shown = await startOf(sink, seconds + instant);
      if (shown === null) return null;
      const wanted = direction === 1 ? await this.#after(sink, shown) : await startOf(sink, shown - instant);
      if (wanted === null) return 'none';
      const until = direction === 1 ? await this.#after(sink, wanted) : shown;
      return wanted + Math.min(soonAfter, until === null ? soonAfter : (until - wanted) / 2);
    } catch {
      return null;
    }
  }

  /** The time for which the picture that is on at `seconds` of the file is shown. Null where the index cannot be read. */
  async timeAt(seconds: number): Promise<PictureTime | null> {
    const sink = await this.#pictures;
    if (sink === null) return null;
    try {
      const startSeconds = await startOf(sink, seconds + instant);
      if (startSeconds === null) return null;
      return { startSeconds, endSeconds: (await this.#after(sink, startSeconds)) ?? Number.POSITIVE_INFINITY };
    } catch {
      return null;
    }
  }

  async #open(): Promise<EncodedPacketSink | null> {
    const track = await this.#input.getPrimaryVideoTrack();
    return track === null ? null : new EncodedPacketSink(track);
  }

  /** Start of the picture after the one that starts at `shown`: first one that is later, then back to the earliest of those. */
  async #after(sink: EncodedPacketSink, shown: number): Promise<number | null> {
    let ahead = 0.02;
    let found = await startOf(sink, shown + ahead);
    while (found !== null && found < shown + instant) {
      if (shown + ahead > this.#seconds + 1) return null;
      ahead *= 2;
      found = await startOf(sink, shown + ahead);
    }
    while (found !== null) {
      const before = await startOf(sink, found - instant);
      if (before === null || before < shown + instant) return found;
      found = before;
    }
    return null;
  }
}

/** Start of the picture that is on screen at this time. */
async function startOf(sink: EncodedPacketSink, seconds: number): Promise<number | null> {
  return (await sink.getPacket(seconds, { metadataOnly: true }))?.timestamp ?? null;
}
