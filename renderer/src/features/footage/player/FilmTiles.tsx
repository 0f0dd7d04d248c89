// The filmstrip: pictures of the recording side by side, filling the strip at any width.
import type { PlaylistPart } from '#contract/playlist.ts';
import styles from './FilmTiles.module.css';
import { inPart, shapeOf, sheetPlace, tileMoments } from './timeline-tiles.ts';
import { fractionAt } from './timeline-time.ts';
import type { Pictures } from './use-pictures.ts';

interface FilmTilesProps {
  readonly parts: readonly PlaylistPart[];
  readonly pictures: Pictures;
  readonly duration: number;
  /** Of the strip, in pixels. */
  readonly width: number;
  readonly height: number;
}

const usualShape = 16 / 9;
const percent = (fraction: number): string => `${fraction * 100}%`;

export function FilmTiles({ parts, pictures, duration, width, height }: FilmTilesProps) {
  const first = [...pictures.values()].find(({ strip }) => strip !== null)?.strip ?? null;
  const tileWidth = height * (first === null ? usualShape : Math.max(0.5, shapeOf(first.filmstrip)));
  return (
    <div className={styles['strip']} aria-hidden>
      {tileMoments(width, tileWidth, duration).map((moment, tile) => (
        // The places of the strip never change their order.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={tile} className={styles['tile']} style={{ width: tileWidth }}>
          <Picture parts={parts} pictures={pictures} moment={moment} height={height} />
        </span>
      ))}
      {parts.map((part) => (
        <PartOnStrip key={part.place} part={part} duration={duration} />
      ))}
    </div>
  );
}

interface PictureProps {
  readonly parts: readonly PlaylistPart[];
  readonly pictures: Pictures;
  readonly moment: number;
  readonly height: number;
}

/** The picture of the sheet that is nearest to a moment; nothing where there is none (yet). */
export function Picture({ parts, pictures, moment, height }: PictureProps) {
  const at = inPart(parts, moment);
  const strip = at?.part.file == null ? null : (pictures.get(at.part.file.id)?.strip ?? null);
  if (at === null || strip === null) return null;
  const place = sheetPlace(strip.filmstrip, at.fileSeconds, height);
  if (place === null) return null;
  return (
    <span
      className={styles['picture']}
      style={{
        width: place.width,
        height,
        backgroundImage: `url("${strip.address}")`,
        backgroundSize: `${place.sheetWidth}px ${place.sheetHeight}px`,
        backgroundPosition: `${place.left}px ${place.top}px`,
      }}
    />
  );
}

/** Where one file ends and the next begins, and where there is none. */
function PartOnStrip({ part, duration }: { readonly part: PlaylistPart; readonly duration: number }) {
  const left = percent(fractionAt(part.startSeconds, duration));
  if (!part.playable) {
    return <span className={styles['hole']} style={{ left, width: percent(part.durationSeconds / duration) }} />;
  }
  return part.startSeconds > 0 ? <span className={styles['border']} style={{ left }} /> : null;
}
