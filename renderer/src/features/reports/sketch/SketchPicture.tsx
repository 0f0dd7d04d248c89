// The sketch plan to look at: in the summary of a report.
import { useMemo } from 'react';
import { sketchVehicles } from '#contract/collision/sketch-vehicles.ts';
import { readSketch, sketchInWords } from '#contract/collision/sketch/model.ts';
import { renderSketch } from '#contract/collision/sketch/render.ts';
import type { ReportEntry } from '#contract/reports.ts';
import { Drawing } from './Drawing.tsx';
import styles from './Sketch.module.css';

interface SketchPictureProps {
  readonly kept: string;
  readonly vehicles: readonly ReportEntry[];
}

export function SketchPicture({ kept, vehicles }: SketchPictureProps) {
  const drawing = useMemo(() => {
    const sketch = readSketch(kept);
    return sketch === null ? null : renderSketch(sketch, { vehicles: sketchVehicles(vehicles) });
  }, [kept, vehicles]);
  return drawing === null ? sketchInWords(kept) : <Drawing drawing={drawing} className={styles['picture']} />;
}
