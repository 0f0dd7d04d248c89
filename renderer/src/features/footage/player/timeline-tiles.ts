// Which picture lies where on the timeline, whatever its width: tiles of one size, each with the moment in its middle. No DOM.
import { partAt, type PlaylistPart } from '#contract/playlist.ts';
import type { Filmstrip } from '#contract/pictures.ts';

/** A picture on a sheet, drawn `height` pixels high. */
export interface SheetPlace {
  readonly width: number;
  readonly sheetWidth: number;
  readonly sheetHeight: number;
  readonly left: number;
  readonly top: number;
}

export const shapeOf = ({ pictureWidth, pictureHeight }: Filmstrip): number => pictureWidth / pictureHeight;

/** The picture of a moment of the file; null beyond the pictures that there are (yet). */
export function sheetPlace(strip: Filmstrip, fileSeconds: number, height: number): SheetPlace | null {
  const wanted = Math.max(0, Math.floor(fileSeconds / strip.secondsApart));
  // The very last moment of a file belongs to its last picture.
  if (wanted > strip.pictures) return null;
  const at = Math.min(strip.pictures - 1, wanted);
  const width = height * shapeOf(strip);
  return {
    width,
    sheetWidth: width * strip.columns,
    sheetHeight: height * Math.ceil(strip.pictures / strip.columns),
    left: -(at % strip.columns) * width,
    top: -Math.floor(at / strip.columns) * height,
  };
}

/** The moments in the middle of each tile; the last tile may be cut by the edge. */
export function tileMoments(width: number, tileWidth: number, duration: number): number[] {
  if (width <= 0 || tileWidth <= 0 || duration <= 0) return [];
  const count = Math.min(400, Math.ceil(width / tileWidth));
  return Array.from({ length: count }, (_, tile) =>
    Math.min(duration, ((Math.min(width, (tile + 1) * tileWidth) + tile * tileWidth) / 2 / width) * duration),
  );
}

/** The part that is on at a moment, and the moment in its own time. */
export function inPart(
  parts: readonly PlaylistPart[],
  seconds: number,
): { readonly part: PlaylistPart; readonly fileSeconds: number } | null {
  const part = parts[partAt(parts, seconds)];
  return part === undefined ? null : { part, fileSeconds: seconds - part.startSeconds };
}

/** One bar a column of pixels: the loudest moment under it, 0 to 1 by the ear; null over a hole or beyond the sound. */
export function bars(
  parts: readonly PlaylistPart[],
  peaksOf: (fileId: string) => { readonly peaksPerSecond: number; readonly peaks: Uint8Array } | null,
  duration: number,
  columns: number,
): (number | null)[] {
  return Array.from({ length: columns }, (_, column) => {
    const from = inPart(parts, (column / columns) * duration);
    const waveform = from?.part.file == null ? null : peaksOf(from.part.file.id);
    if (from === null || waveform === null) return null;
    const { peaks, peaksPerSecond } = waveform;
    const first = Math.floor(from.fileSeconds * peaksPerSecond);
    const last = Math.max(first + 1, Math.floor((from.fileSeconds + duration / columns) * peaksPerSecond));
    if (first >= peaks.length) return null;
    let loudest = 0;
    for (let at = first; at < Math.min(last, peaks.length); at += 1) loudest = Math.max(loudest, peaks[at] ?? 0);
    // Speech is a tenth as loud as a shout: by its square root it can still be seen.
    return Math.sqrt(loudest / 255);
  });
}
