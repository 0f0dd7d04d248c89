// The photograph under the drawing: where it lies, how large and how strong it is.
import { Trash2 } from 'lucide-react';
import type { Underlay } from '#contract/collision/sketch/model.ts';
import { Button } from '../../../ui/index.ts';
import { MetresField } from './MetresField.tsx';
import styles from './Sketch.module.css';
import type { SketchEditor } from './use-sketch.ts';

export function UnderlayFields({ editor, underlay }: { readonly editor: SketchEditor; readonly underlay: Underlay }) {
  const set = (patch: Partial<Underlay>): void =>
    editor.store.change(
      (sketch) => (sketch.underlay === null ? sketch : { ...sketch, underlay: { ...sketch.underlay, ...patch } }),
      `photograph ${Object.keys(patch).join(' ')}`,
    );
  return (
    <>
      <MetresField
        label="Photograph seen"
        aside="per cent"
        value={Math.round(underlay.opacity * 100)}
        least={0}
        most={100}
        isWhole
        onChange={(percent) => set({ opacity: percent / 100 })}
      />
      <MetresField
        label="Photograph’s width"
        value={underlay.width}
        least={1}
        most={2000}
        onChange={(width) => set({ width })}
      />
      <MetresField
        label="Right of the middle"
        value={underlay.x}
        least={-1000}
        most={1000}
        onChange={(x) => set({ x })}
      />
      <MetresField label="Below the middle" value={underlay.y} least={-1000} most={1000} onChange={(y) => set({ y })} />
      <p className={`${styles['wide'] ?? ''} ${styles['empty'] ?? ''}`}>
        To scale it, measure something on it, then type how long that really is.
      </p>
      <div className={styles['wide']}>
        <Button
          size="small"
          icon={Trash2}
          onPress={() => editor.store.change((sketch) => ({ ...sketch, underlay: null }))}
        >
          Take the photograph away
        </Button>
      </div>
    </>
  );
}
