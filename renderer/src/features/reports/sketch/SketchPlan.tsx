// The sketch plan of a collision: roads from templates, vehicles that fall into lanes, arrows, measurements, words.
import { useId, useRef, useState } from 'react';
import type { Sketch, SketchVehicle } from '#contract/collision/sketch/model.ts';
import { Button, Dialog, VisuallyHidden } from '../../../ui/index.ts';
import styles from './Sketch.module.css';
import { SketchCanvas } from './SketchCanvas.tsx';
import { SketchPanel } from './SketchPanel.tsx';
import { SketchToolbar } from './SketchToolbar.tsx';
import { keyHelp } from './sketch-keys.ts';
import { spokenItem } from './sketch-words.ts';
import { useSketch } from './use-sketch.ts';

/** Where photographs for tracing are kept. */
export interface SketchPictures {
  readonly address: (pictureId: string) => string | undefined;
  readonly keep: (file: File) => Promise<{ readonly id: string; readonly width: number; readonly height: number }>;
}

export interface SketchPlanProps {
  readonly value: Sketch;
  readonly onChange: (sketch: Sketch) => void;
  /** In the order of the report. */
  readonly vehicles: readonly SketchVehicle[];
  /** Left out, there are no photographs. */
  readonly pictures?: SketchPictures;
}

/** A photograph of a road from above is about as wide as this until it is scaled. */
const firstWidth = 40;

export function SketchPlan({ value, onChange, vehicles, pictures }: SketchPlanProps) {
  const editor = useSketch(value, onChange);
  const helpId = useId();
  const sheetId = useId();
  const [isLarge, setLarge] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const { chosen } = editor;

  const keep = async (file: File | undefined): Promise<void> => {
    if (file === undefined || pictures === undefined) return;
    const { id, width, height } = await pictures.keep(file);
    const ratio = Math.min(20, Math.max(0.05, height / Math.max(1, width)));
    const { view } = editor.store.state();
    const place = { x: view.x + view.width / 2, y: view.y + view.height / 2 };
    const underlay = { pictureId: id, ...place, width: firstWidth, ratio, opacity: 0.6 };
    editor.store.change((sketch) => ({ ...sketch, underlay }));
  };

  const body = (
    <div className={styles['plan']}>
      <div className={styles['main']}>
        <SketchToolbar
          editor={editor}
          vehicles={vehicles}
          onPhotograph={pictures === undefined ? undefined : () => chooser.current?.click()}
          onEnlarge={isLarge ? undefined : () => setLarge(true)}
        />
        <SketchCanvas
          id={sheetId}
          editor={editor}
          vehicles={vehicles}
          pictureAddress={pictures?.address}
          describedBy={helpId}
        />
        <p className={styles['help']} id={helpId}>
          {keyHelp.map(({ keys, does }) => (
            <span key={keys}>
              <kbd>{keys}</kbd> {does}
            </span>
          ))}
        </p>
        {pictures === undefined ? null : (
          <input
            ref={chooser}
            type="file"
            accept="image/jpeg,image/png,image/webp"
            hidden
            aria-label="Photograph under the drawing"
            onChange={(event) => {
              void keep(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        )}
        <VisuallyHidden>
          <output>{chosen === null ? '' : spokenItem(chosen, vehicles)}</output>
        </VisuallyHidden>
      </div>
      <SketchPanel editor={editor} vehicles={vehicles} />
    </div>
  );
  if (!isLarge)
    return (
      <section className={styles['frame']} aria-label="Sketch plan">
        {body}
      </section>
    );
  // One sheet at a time: the large one has the same drawing, history and choice.
  return (
    <Dialog
      title="Sketch plan"
      size="full"
      isOpen
      isDismissable={false}
      onClose={() => setLarge(false)}
      actions={
        <Button variant="primary" onPress={() => setLarge(false)}>
          Back to the report
        </Button>
      }
    >
      <section className={styles['frame']} data-large="true" aria-label="Sketch plan">
        {body}
      </section>
    </Dialog>
  );
}
