// The finger on the glass as a coarse shape: enough to see where it lies and how it is pressed, too little for any ridge.
import { useEffect, useRef } from 'react';
import type { CaptureFrame, PrintPosition } from '#contract/identify/fingers.ts';
import { classNames } from '../../../ui/index.ts';
import styles from './Capture.module.css';

interface LivePictureProps {
  /** What is asked for: several fingers at once have no one place to lie in. */
  readonly position: PrintPosition;
  readonly frame: CaptureFrame | null;
  readonly label: string;
}

/** From here on nothing touches the glass; a blank one is not quite white. */
const white = 14;

/** Darkness becomes the ink of the theme, so that it is seen in both; a finger that hardly touches is lifted out by the root. */
function draw(canvas: HTMLCanvasElement, { columns, rows, grays }: CaptureFrame['picture']): void {
  canvas.width = Math.max(1, columns);
  canvas.height = Math.max(1, rows);
  const context = canvas.getContext('2d');
  if (context === null || columns === 0 || rows === 0) return;
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(canvas).color.match(/[\d.]+/gu) ?? []).map(Number);
  const picture = context.createImageData(columns, rows);
  for (let at = 0; at < grays.length; at += 1) {
    const darkness = Math.max(0, white - Number.parseInt(grays.charAt(at), 16));
    picture.data.set([red, green, blue, Math.round(Math.sqrt(darkness / white) * 255)], at * 4);
  }
  context.putImageData(picture, 0, 0);
}

export function LivePicture({ position, frame, label }: LivePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null) draw(canvas.current, frame?.picture ?? { columns: 0, rows: 0, grays: '' });
  }, [frame]);
  return (
    <div className={classNames(styles['glass'], styles[frame?.state ?? 'waiting'])}>
      <canvas ref={canvas} className={styles['picture']} aria-label={label} />
      {position > 10 ? null : <span className={styles['target']} aria-hidden />}
    </div>
  );
}
