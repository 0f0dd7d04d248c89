// Beside the sheet: everything that is drawn as a list, and what the chosen thing is, to type instead of dragging.
import { useEffect, useRef } from 'react';
import type { Sketch, SketchVehicle } from '#contract/collision/sketch/model.ts';
import { ItemFields } from './ItemFields.tsx';
import { MetresField } from './MetresField.tsx';
import styles from './Sketch.module.css';
import { itemName } from './sketch-words.ts';
import { UnderlayFields } from './UnderlayFields.tsx';
import type { SketchEditor } from './use-sketch.ts';

function ItemList({
  editor,
  vehicles,
}: {
  readonly editor: SketchEditor;
  readonly vehicles: readonly SketchVehicle[];
}) {
  const { sketch, chosen } = editor;
  const list = useRef<HTMLUListElement>(null);
  const chosenId = chosen?.id ?? null;
  useEffect(() => {
    // What was just drawn stands last: its line is seen whole, without moving the page.
    const line = chosenId === null ? null : list.current?.querySelector('[aria-pressed="true"]');
    const box = list.current;
    if (!line || box === null) return;
    const [around, inside] = [box.getBoundingClientRect(), line.getBoundingClientRect()];
    if (inside.bottom > around.bottom) box.scrollTop += Math.ceil(inside.bottom - around.bottom) + 1;
    else if (inside.top < around.top) box.scrollTop -= Math.ceil(around.top - inside.top) + 1;
  }, [chosenId]);
  if (sketch.items.length === 0) return null;
  return (
    <ul ref={list} className={styles['list']} aria-label="Drawn">
      {sketch.items.map((item) => (
        <li key={item.id}>
          <button
            type="button"
            aria-pressed={item.id === chosen?.id}
            onClick={() => editor.store.choose(item.id === chosen?.id ? null : item.id)}
          >
            {itemName(item, vehicles)}
          </button>
        </li>
      ))}
    </ul>
  );
}

export function SketchPanel({
  editor,
  vehicles,
}: {
  readonly editor: SketchEditor;
  readonly vehicles: readonly SketchVehicle[];
}) {
  const { sketch, chosen } = editor;
  const set = (patch: Partial<Sketch>, gesture: string): void =>
    editor.store.change((before) => ({ ...before, ...patch }), gesture);
  return (
    <div className={styles['panel']}>
      <ItemList editor={editor} vehicles={vehicles} />
      {chosen === null ? (
        <div className={styles['fields']}>
          <MetresField
            label="North"
            aside="degrees from up"
            value={sketch.north}
            least={-360}
            most={360}
            onChange={(north) => set({ north }, 'north')}
          />
          {sketch.underlay === null ? null : <UnderlayFields editor={editor} underlay={sketch.underlay} />}
        </div>
      ) : (
        <ItemFields key={chosen.id} editor={editor} item={chosen} vehicles={vehicles} />
      )}
    </div>
  );
}
