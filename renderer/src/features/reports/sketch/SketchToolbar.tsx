// What can be added to the sketch, and undo, copy, remove and zoom.
import {
  ArrowRight,
  Car,
  Copy,
  ImagePlus,
  Magnet,
  MapPin,
  Maximize2,
  Minus,
  Plus,
  Redo2,
  RotateCcw,
  RotateCw,
  Ruler,
  Scan,
  Route,
  Trash2,
  Type,
  Undo2,
} from 'lucide-react';
import { bodyNames } from '#contract/collision/sketch/bodies.ts';
import {
  bodyKinds,
  markKinds,
  mostItems,
  roadTemplates,
  type Body,
  type SketchVehicle,
} from '#contract/collision/sketch/model.ts';
import { Button, IconButton, Menu } from '../../../ui/index.ts';
import { canTurn } from './edit.ts';
import { freePlace } from './gestures.ts';
import {
  bodyChoices,
  markChoices,
  newArrow,
  newBody,
  newMark,
  newMeasurement,
  newRoad,
  newWords,
  roadChoices,
} from './new-items.ts';
import styles from './Sketch.module.css';
import { snappedBody } from './snap.ts';
import type { SketchEditor } from './use-sketch.ts';
import { centreOf } from './view.ts';

interface ToolbarProps {
  readonly editor: SketchEditor;
  readonly vehicles: readonly SketchVehicle[];
  /** While it is made ready and kept. */
  readonly isKeepingPhotograph: boolean;
  readonly onPhotograph: () => void;
  /** Left out while it is large. */
  readonly onEnlarge: (() => void) | undefined;
}

const ofReport = 'report:';

/** The report's own vehicles first: they bring their letter. */
const bodyEntries = (vehicles: readonly SketchVehicle[]) => [
  ...vehicles.map(({ id, label, number, kind }) => ({
    id: `${ofReport}${id}`,
    label: `${label}: vehicle ${number}`,
    detail: bodyNames[kind],
  })),
  ...bodyChoices,
];

export function SketchToolbar({ editor, vehicles, isKeepingPhotograph, onPhotograph, onEnlarge }: ToolbarProps) {
  const { sketch, chosen, view, store } = editor;
  const isFull = sketch.items.length >= mostItems;
  const place = () => freePlace(sketch, centreOf(view));
  const id = () => crypto.randomUUID();

  const addRoad = (key: string): void => {
    const template = roadTemplates.find((candidate) => candidate === key);
    if (template !== undefined) store.add(newRoad(id(), template, centreOf(view)));
  };
  const addBody = (key: string): void => {
    const vehicle = vehicles.find((candidate) => `${ofReport}${candidate.id}` === key);
    const kind = vehicle?.kind ?? bodyKinds.find((candidate) => candidate === key);
    if (kind !== undefined) store.add(snappedBody(sketch, newBody(id(), kind, place(), vehicle?.id ?? null), 8));
  };
  const addMark = (key: string): void => {
    const kind = markKinds.find((candidate) => candidate === key);
    if (kind !== undefined) store.add(newMark(id(), kind, place()));
  };
  const body: Body | null = chosen?.type === 'body' ? chosen : null;

  return (
    <div className={styles['tools']} role="toolbar" aria-label="Tools of the sketch plan">
      <Menu
        label="Add a road"
        trigger={
          <Button size="small" icon={Route} isDisabled={isFull}>
            Road
          </Button>
        }
        entries={roadChoices}
        onAction={addRoad}
      />
      <Menu
        label="Add a vehicle or a person"
        trigger={
          <Button size="small" icon={Car} isDisabled={isFull}>
            Vehicle
          </Button>
        }
        entries={bodyEntries(vehicles)}
        onAction={addBody}
      />
      <Menu
        label="Add an arrow of travel"
        trigger={
          <Button size="small" icon={ArrowRight} isDisabled={isFull}>
            Arrow
          </Button>
        }
        entries={[
          { id: 'before', label: 'Travel before', detail: 'Solid' },
          { id: 'after', label: 'Travel after', detail: 'Dashed' },
        ]}
        onAction={(phase) => store.add(newArrow(id(), phase === 'after' ? 'after' : 'before', place(), body))}
      />
      <Button size="small" icon={Ruler} isDisabled={isFull} onPress={() => store.add(newMeasurement(id(), place()))}>
        Measure
      </Button>
      <Menu
        label="Add a mark"
        trigger={
          <Button size="small" icon={MapPin} isDisabled={isFull}>
            Mark
          </Button>
        }
        entries={markChoices}
        onAction={addMark}
      />
      <Button size="small" icon={Type} isDisabled={isFull} onPress={() => store.add(newWords(id(), place()))}>
        Words
      </Button>
      <Button size="small" icon={ImagePlus} isPending={isKeepingPhotograph} onPress={onPhotograph}>
        Photograph
      </Button>
      {onEnlarge === undefined ? null : (
        <Button size="small" icon={Maximize2} onPress={onEnlarge}>
          Large
        </Button>
      )}
      <span className={styles['gap']} />
      <IconButton
        size="small"
        icon={Undo2}
        label="Undo"
        shortcut="Ctrl+Z"
        isDisabled={!editor.canUndo}
        onPress={() => store.perform({ deed: 'undo' })}
      />
      <IconButton
        size="small"
        icon={Redo2}
        label="Redo"
        shortcut="Ctrl+Y"
        isDisabled={!editor.canRedo}
        onPress={() => store.perform({ deed: 'redo' })}
      />
      <IconButton
        size="small"
        icon={RotateCcw}
        label="Turn left"
        shortcut=","
        isDisabled={chosen === null || !canTurn(chosen)}
        onPress={() => store.perform({ deed: 'turn', degrees: -15 })}
      />
      <IconButton
        size="small"
        icon={RotateCw}
        label="Turn right"
        shortcut="."
        isDisabled={chosen === null || !canTurn(chosen)}
        onPress={() => store.perform({ deed: 'turn', degrees: 15 })}
      />
      <IconButton
        size="small"
        icon={Magnet}
        label="Into the nearest lane"
        shortcut="S"
        isDisabled={chosen?.type !== 'body'}
        onPress={() => store.perform({ deed: 'snap' })}
      />
      <IconButton
        size="small"
        icon={Copy}
        label="Duplicate"
        shortcut="Ctrl+D"
        isDisabled={chosen === null || isFull}
        onPress={() => store.perform({ deed: 'duplicate' })}
      />
      <IconButton
        size="small"
        icon={Trash2}
        label="Remove"
        shortcut="Delete"
        isDisabled={chosen === null}
        onPress={() => store.perform({ deed: 'remove' })}
      />
      <IconButton
        size="small"
        icon={Minus}
        label="Further away"
        shortcut="-"
        onPress={() => store.perform({ deed: 'zoom', factor: 0.8 })}
      />
      <IconButton
        size="small"
        icon={Plus}
        label="Nearer"
        shortcut="+"
        onPress={() => store.perform({ deed: 'zoom', factor: 1.25 })}
      />
      <IconButton
        size="small"
        icon={Scan}
        label="Show all of it"
        shortcut="0"
        onPress={() => store.perform({ deed: 'fit' })}
      />
    </div>
  );
}
