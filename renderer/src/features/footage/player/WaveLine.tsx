// The sound under the filmstrip: how loud it is from left to right, or a word on why there is nothing to see.
import { useEffect, useRef } from 'react';
import type { PlaylistPart } from '#contract/playlist.ts';
import { bars } from './timeline-tiles.ts';
import type { Pictures } from './use-pictures.ts';
import styles from './WaveLine.module.css';

interface WaveLineProps {
  readonly parts: readonly PlaylistPart[];
  readonly pictures: Pictures;
  readonly duration: number;
  readonly width: number;
  /** Whether the files say that they have sound. */
  readonly hasSound: boolean;
}

const height = 22;
const barWidth = 2;
const barEvery = 3;

/** Empty where there is a line to see, or one is on its way. */
function wordsFor({ parts, pictures, hasSound }: WaveLineProps): string {
  const known = parts.flatMap(({ file }) => (file === null ? [] : [pictures.get(file.id)?.waveform ?? null]));
  if (!hasSound) return 'No sound was recorded';
  if (known.length === 0 || known.includes(null)) return '';
  if (known.every((waveform) => waveform === 'cannot-be-drawn')) return 'The sound cannot be drawn here';
  const silent = known.every((waveform) => waveform === 'cannot-be-drawn' || waveform?.peaks.length === 0);
  return silent ? 'No sound was recorded' : '';
}

export function WaveLine(props: WaveLineProps) {
  const { parts, pictures, duration, width } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = wordsFor(props);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context == null || width <= 0 || duration <= 0) return;
    const sharp = window.devicePixelRatio;
    element.width = Math.round(width * sharp);
    element.height = Math.round(height * sharp);
    context.scale(sharp, sharp);
    context.fillStyle = getComputedStyle(element).color;
    const peaksOf = (fileId: string) => {
      const waveform = pictures.get(fileId)?.waveform ?? null;
      return waveform === 'cannot-be-drawn' ? null : waveform;
    };
    for (const [bar, loud] of bars(parts, peaksOf, duration, Math.floor(width / barEvery)).entries()) {
      if (loud === null) continue;
      const high = Math.max(1, loud * height);
      context.fillRect(bar * barEvery, (height - high) / 2, barWidth, high);
    }
  }, [parts, pictures, duration, width]);
  return (
    <div className={styles['line']}>
      {words === '' ? (
        <canvas ref={canvas} className={styles['bars']} aria-hidden />
      ) : (
        <span className={styles['words']}>{words}</span>
      )}
    </div>
  );
}
