// One sheet of small pictures of a file, from key frames wherever they lie near enough: an hour is decoded in 120 pictures.
import type { Filmstrip } from '#contract/pictures.ts';
import { framesByVideo, framesByWebCodecs, jpegOf, type Still } from './capture-frames.ts';

export interface StripSource {
  readonly id: string;
  readonly bytes: number;
  readonly durationSeconds: number;
}

export interface Sheet {
  readonly filmstrip: Filmstrip;
  readonly jpeg: Blob;
}

const mostPictures = 120;
const leastPictures = 8;
/** What the player alone can read is sought in picture by picture, which is slow. */
const picturesByVideo = 12;
const height = 90;
const columns = 10;
/** What `pictures.saveFilmstrip` accepts. */
const mostBytes = 2_097_152;
const qualities = [0.72, 0.5, 0.3] as const;
/** Below this length, where key frames lie further apart than pictures, frames between them are decoded. */
const exactBelow = 300;
/** Cameras set a key frame about this often. */
const secondsOfAPicture = 2;
/** The sheet is shown while it is made, at every so many pictures. */
const shownEvery = 10;

/** One every other second of a short recording, 120 of a long one. */
export const pictureCount = (durationSeconds: number): number =>
  Math.min(mostPictures, Math.max(leastPictures, Math.ceil(durationSeconds / secondsOfAPicture)));

export const pictureTimes = (durationSeconds: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => ((index + 0.5) / count) * durationSeconds);

export interface StripMaking {
  readonly signal: AbortSignal;
  /** Awaited before each picture. */
  readonly turn: () => Promise<void>;
  /** The sheet as far as it is. */
  readonly onProgress: (sheet: Sheet) => void;
}

/** Rejects where no picture can be had. A file that ends early has fewer. */
export async function makeFilmstrip(source: StripSource, making: StripMaking): Promise<Sheet> {
  const count = pictureCount(source.durationSeconds);
  const drawn = await drawSheet(source, making, count, framesByWebCodecs).catch((error: unknown) => {
    if (making.signal.aborted) throw error;
    return null;
  });
  return drawn ?? (await drawSheet(source, making, Math.min(count, picturesByVideo), framesByVideo));
}

async function drawSheet(
  source: StripSource,
  { signal, turn, onProgress }: StripMaking,
  count: number,
  frames: typeof framesByWebCodecs,
): Promise<Sheet> {
  const { id, bytes, durationSeconds } = source;
  const secondsApart = durationSeconds / count;
  const tolerance = durationSeconds < exactBelow ? secondsApart : durationSeconds;
  const times = pictureTimes(durationSeconds, count);
  let canvas: OffscreenCanvas | null = null;
  let filmstrip: Filmstrip | null = null;
  let made = 0;
  try {
    for await (const still of frames({ id, bytes, times, size: { height }, tolerance, signal, turn })) {
      if (canvas === null || filmstrip === null) {
        filmstrip = { pictures: 1, columns, pictureWidth: still.width, pictureHeight: still.height, secondsApart };
        canvas = new OffscreenCanvas(still.width * columns, still.height * Math.ceil(count / columns));
      }
      place(canvas, filmstrip, still, made);
      made += 1;
      filmstrip = { ...filmstrip, pictures: made };
      if (made % shownEvery === 0 && made < count) onProgress(await sheetOf(canvas, filmstrip));
    }
  } catch (error) {
    // A file that ends before its index says so has pictures up to there.
    if (signal.aborted || canvas === null) throw error;
  }
  if (canvas === null || filmstrip === null) throw new Error('No picture could be had');
  return await sheetOf(canvas, filmstrip);
}

function place(canvas: OffscreenCanvas, { pictureWidth, pictureHeight }: Filmstrip, still: Still, at: number): void {
  const [left, top] = [(at % columns) * pictureWidth, Math.floor(at / columns) * pictureHeight];
  canvas.getContext('2d')?.drawImage(still, left, top, pictureWidth, pictureHeight);
}

/** As many rows as there are pictures for. */
async function sheetOf(drawn: OffscreenCanvas, filmstrip: Filmstrip): Promise<Sheet> {
  const rows = Math.ceil(filmstrip.pictures / columns);
  const canvas = new OffscreenCanvas(drawn.width, rows * filmstrip.pictureHeight);
  canvas.getContext('2d')?.drawImage(drawn, 0, 0);
  for (const quality of qualities) {
    const jpeg = await jpegOf(canvas, quality);
    if (jpeg.size <= mostBytes) return { filmstrip, jpeg };
  }
  throw new Error('The filmstrip is too large to keep');
}
