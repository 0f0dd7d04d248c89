// The sketch plan of a collision: roads from templates, vehicles that fall into lanes, arrows, measurements, words.
import { useId, useRef, useState } from 'react';
import { settled } from '#contract/collision/sketch/geometry.ts';
import type { Sketch, SketchVehicle, Underlay } from '#contract/collision/sketch/model.ts';
import { Button, Dialog, Notice, VisuallyHidden } from '../../../ui/index.ts';
import styles from './Sketch.module.css';
import { SketchCanvas } from './SketchCanvas.tsx';
import { SketchPanel } from './SketchPanel.tsx';
import { SketchToolbar } from './SketchToolbar.tsx';
import { keyHelp } from './sketch-keys.ts';
import { spokenItem } from './sketch-words.ts';
import { useSketch } from './use-sketch.ts';

/** A photograph as it is kept. */
export interface KeptPhoto extends Pick<Underlay, 'pictureId' | 'sha256'> {
  readonly width: number;
  readonly height: number;
}

/** Where photographs for tracing are kept. */
export interface SketchPictures {
  /** Of the photograph under this drawing; undefined while there is none to show. */
  readonly address: string | undefined;
  /** The drawing speaks of a photograph that is not to be had. */
  readonly isMissing: boolean;
  /** Null where it could not be kept, of which the officer was told. */
  readonly keep: (file: File) => Promise<KeptPhoto | null>;
}

export interface SketchPlanProps {
  readonly value: Sketch;
  readonly onChange: (sketch: Sketch) => void;
  /** In the order of the report. */
  readonly vehicles: readonly SketchVehicle[];
  readonly pictures: SketchPictures;
}

/** A photograph of a road from above is about as wide as this until it is scaled. */
const firstWidth = 40;

export function SketchPlan({ value, onChange, vehicles, pictures }: SketchPlanProps) {
  const editor = useSketch(value, onChange);
  const helpId = useId();
  const sheetId = useId();
  const [isLarge, setLarge] = useState(false);
  const [isKeeping, setKeeping] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const { chosen } = editor;

  const keep = async (file: File | undefined): Promise<void> => {
    if (file === undefined || isKeeping) return;
    setKeeping(true);
    const kept = await pictures.keep(file).finally(() => setKeeping(false));
    if (kept === null) return;
    const { pictureId, sha256, width, height } = kept;
    const ratio = Math.min(20, Math.max(0.05, height / Math.max(1, width)));
    const { view } = editor.store.state();
    const place = { x: view.x + view.width / 2, y: view.y + view.height / 2 };
    const underlay = { pictureId, sha256, ...settled(place), width: firstWidth, ratio, opacity: 0.6 };
    editor.store.change((sketch) => ({ ...sketch, underlay }));
    // Its fields stand where those of a chosen thing would.
    editor.store.choose(null);
  };

  const body = (
    <div className={styles['plan']}>
      <div className={styles['main']}>
        <SketchToolbar
          editor={editor}
          vehicles={vehicles}
          isKeepingPhotograph={isKeeping}
          onPhotograph={() => chooser.current?.click()}
          onEnlarge={isLarge ? undefined : () => setLarge(true)}
        />
        {pictures.isMissing ? (
          <Notice tone="warn" title="The photograph under the drawing is not here">
            It is not in this vault, or not as it was put in. The drawing is whole without it.
          </Notice>
        ) : null}
        <SketchCanvas
          id={sheetId}
          editor={editor}
          vehicles={vehicles}
          pictureAddress={pictures.address}
          describedBy={helpId}
        />
        <p className={styles['help']} id={helpId}>
          {keyHelp.map(({ keys, does }) => (
            <span key={keys}>
              <kbd>{keys}</kbd> {does}
            </span>
          ))}
        </p>
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
