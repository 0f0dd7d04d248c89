// What the chosen thing is and where it stands.
import {
  bodyKinds,
  priorities,
  roadTemplates,
  type Road,
  type SketchItem,
  type SketchVehicle,
} from '#contract/collision/sketch/model.ts';
import { Button, Checkbox, SegmentedControl, Select, TextField } from '../../../ui/index.ts';
import { changed, longer, scaledToKnownLength } from './edit.ts';
import { MetresField } from './MetresField.tsx';
import { bodyChoices, markChoices, roadChoices } from './new-items.ts';
import styles from './Sketch.module.css';
import type { SketchEditor } from './use-sketch.ts';
import { distance } from '#contract/collision/sketch/geometry.ts';

interface FieldsProps<T extends SketchItem = SketchItem> {
  readonly item: T;
  readonly set: (patch: Partial<T>) => void;
  readonly vehicles: readonly SketchVehicle[];
}

const priorityNames = { 'give-way': 'Give way', stop: 'Stop', signals: 'Signals', none: 'No markings' } as const;

const nobody = 'nobody';

function VehicleOf({ item, set, vehicles }: FieldsProps<Extract<SketchItem, { vehicleId: string | null }>>) {
  if (vehicles.length === 0) return null;
  return (
    <Select
      label="Vehicle of the report"
      value={item.vehicleId ?? nobody}
      onChange={(id) => set({ vehicleId: id === nobody ? null : id })}
      options={[
        { id: nobody, label: 'None' },
        ...vehicles.map(({ id, label, number }) => ({ id, label: `${label}: vehicle ${number}` })),
      ]}
    />
  );
}

function RoadFields({ item, set }: FieldsProps<Road>) {
  return (
    <>
      <div className={styles['wide']}>
        <Select
          label="Template"
          value={item.template}
          options={roadChoices}
          onChange={(id) => set({ template: roadTemplates.find((template) => template === id) ?? item.template })}
        />
      </div>
      <MetresField
        label={item.template === 'slip-road' ? 'Lanes' : 'Lanes each way'}
        aside=""
        value={item.lanes}
        least={1}
        most={4}
        isWhole
        onChange={(lanes) => set({ lanes })}
      />
      <MetresField
        label="Lane width"
        value={item.laneWidth}
        least={2}
        most={5}
        onChange={(laneWidth) => set({ laneWidth })}
      />
      <MetresField
        label="Length of an arm"
        value={item.reach}
        least={8}
        most={150}
        onChange={(reach) => set({ reach })}
      />
      {item.template === 'roundabout' ? (
        <MetresField
          label="Arms"
          aside=""
          value={item.arms}
          least={3}
          most={6}
          isWhole
          onChange={(arms) => set({ arms })}
        />
      ) : null}
      {item.template === 'roundabout' || item.template === 'bend' ? (
        <MetresField label="Radius" value={item.radius} least={6} most={100} onChange={(radius) => set({ radius })} />
      ) : null}
      {item.template === 'straight' || item.template === 'bend' || item.template === 'slip-road' ? null : (
        <div className={styles['wide']}>
          <Select
            label="Control"
            value={item.priority}
            options={priorities.map((id) => ({ id, label: priorityNames[id] }))}
            onChange={(id) => set({ priority: priorities.find((priority) => priority === id) ?? item.priority })}
          />
        </div>
      )}
      <div className={styles['wide']}>
        <Checkbox isSelected={item.footway} onChange={(footway) => set({ footway })}>
          Footways
        </Checkbox>
      </div>
    </>
  );
}

function OwnFields({ item, set, vehicles }: FieldsProps) {
  switch (item.type) {
    case 'road':
      return <RoadFields item={item} set={set} vehicles={vehicles} />;
    case 'body':
      return (
        <>
          <div className={styles['wide']}>
            <Select
              label="Kind"
              value={item.kind}
              options={bodyChoices}
              onChange={(id) => set({ kind: bodyKinds.find((kind) => kind === id) ?? item.kind })}
            />
          </div>
          <div className={styles['wide']}>
            <VehicleOf item={item} set={set} vehicles={vehicles} />
          </div>
          <div className={styles['wide']}>
            <Checkbox isSelected={item.before} onChange={(before) => set({ before })}>
              Where it was before
            </Checkbox>
          </div>
        </>
      );
    case 'arrow':
      return (
        <div className={styles['wide']}>
          <SegmentedControl
            label="When it travelled so"
            value={item.phase}
            options={[
              { id: 'before', label: 'Before' },
              { id: 'after', label: 'After' },
            ]}
            onChange={(phase) => set({ phase: phase === 'after' ? 'after' : 'before' })}
          />
          <VehicleOf item={item} set={set} vehicles={vehicles} />
        </div>
      );
    case 'words':
      return (
        <div className={styles['wide']}>
          <TextField label="Words" value={item.text} maxLength={80} onChange={(text) => set({ text })} />
        </div>
      );
    case 'mark':
      return (
        <div className={styles['wide']}>
          <Select
            label="Mark"
            value={item.kind}
            options={markChoices}
            onChange={(id) => set({ kind: markChoices.find((choice) => choice.id === id)?.id ?? item.kind })}
          />
        </div>
      );
    case 'measurement':
      return null;
  }
}

/** The photograph is made to fit a length that was measured on the road. */
function KnownLength({ editor, item }: { readonly editor: SketchEditor; readonly item: SketchItem }) {
  const [from, to] = item.type === 'measurement' ? item.points : [];
  if (editor.sketch.underlay === null || from === undefined || to === undefined) return null;
  return (
    <MetresField
      label="Really this long"
      aside="m; scales the photograph"
      value={distance(from, to)}
      least={0.1}
      most={2000}
      onChange={(metres) =>
        editor.store.change((sketch) => scaledToKnownLength(sketch, item.id, metres), `scale ${item.id}`)
      }
    />
  );
}

function PlaceFields({ item, set }: Omit<FieldsProps, 'vehicles'>) {
  if (item.type === 'arrow' || item.type === 'measurement') return null;
  return (
    <>
      <MetresField label="Right of the middle" value={item.x} least={-1000} most={1000} onChange={(x) => set({ x })} />
      <MetresField label="Below the middle" value={item.y} least={-1000} most={1000} onChange={(y) => set({ y })} />
      {item.type === 'road' || item.type === 'body' ? (
        <MetresField
          label="Turned"
          aside="degrees"
          value={item.rotation}
          least={-360}
          most={360}
          onChange={(rotation) => set({ rotation })}
        />
      ) : null}
    </>
  );
}

export function ItemFields({
  editor,
  item,
  vehicles,
}: {
  readonly editor: SketchEditor;
  readonly item: SketchItem;
  readonly vehicles: readonly SketchVehicle[];
}) {
  const set = (patch: Partial<SketchItem>): void =>
    editor.store.change(
      (sketch) => changed(sketch, item.id, (before) => ({ ...before, ...patch }) as SketchItem),
      `fields ${item.id} ${Object.keys(patch).join(' ')}`,
    );
  return (
    <div className={styles['fields']}>
      <OwnFields item={item} set={set} vehicles={vehicles} />
      <PlaceFields item={item} set={set} />
      <KnownLength editor={editor} item={item} />
      {item.type === 'arrow' && item.points.length < 8 ? (
        <div className={styles['wide']}>
          <Button size="small" onPress={() => editor.store.change((sketch) => changed(sketch, item.id, longer))}>
            Add a bend at its end
          </Button>
        </div>
      ) : null}
    </div>
  );
}
