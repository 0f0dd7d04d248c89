// The sketch plan to look at: in the summary of a report.
import { useMemo } from 'react';
import { sketchVehicles } from '#contract/collision/sketch-vehicles.ts';
import { readSketch, sketchInWords } from '#contract/collision/sketch/model.ts';
import { renderSketch } from '#contract/collision/sketch/render.ts';
import type { ReportEntry } from '#contract/reports.ts';
import { Drawing } from './Drawing.tsx';
import { usePhoto } from './use-photo.ts';
import styles from './Sketch.module.css';

interface SketchPictureProps {
  readonly kept: string;
  readonly vehicles: readonly ReportEntry[];
}

export function SketchPicture({ kept, vehicles }: SketchPictureProps) {
  const sketch = useMemo(() => readSketch(kept), [kept]);
  const { address } = usePhoto(sketch?.underlay ?? null);
  const drawing = useMemo(
    () =>
      sketch === null ? null : renderSketch(sketch, { vehicles: sketchVehicles(vehicles), pictureAddress: address }),
    [sketch, vehicles, address],
  );
  return drawing === null ? sketchInWords(kept) : <Drawing drawing={drawing} className={styles['picture']} />;
}
