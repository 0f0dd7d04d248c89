// The state of the editor, apart from the page: the sketch with its history, what is chosen, what part of the sheet is seen.
import type { Box } from '#contract/collision/sketch/geometry.ts';
import { writeSketch, type Sketch, type SketchItem } from '#contract/collision/sketch/model.ts';
import { wholeOf } from '#contract/collision/sketch/render.ts';
import { changed, duplicateOf, itemOf, movedBy, turnedBy, withItem, withoutItem, withPoint } from './edit.ts';
import { changedTo, gestureEnded, historyOf, redone, undone, type History } from './history.ts';
import type { SketchDeed } from './sketch-keys.ts';
import { nearestLane, snappedBody } from './snap.ts';
import { centreOf, fitted, panned, zoomed, type ScreenSize } from './view.ts';

export interface SketchState {
  readonly sketch: Sketch;
  readonly chosen: SketchItem | null;
  /** Which end of a chosen line the arrow keys move; null moves the whole. */
  readonly pointIndex: number | null;
  readonly view: Box;
  readonly screen: ScreenSize;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** A way to snap far: on purpose, by key or button. */
const farReach = 30;

/** Before the page has said how large the sheet is. */
const guessedScreen: ScreenSize = { width: 600, height: 400 };

export class SketchStore {
  #history: History<Sketch>;
  #chosenId: string | null = null;
  #pointIndex: number | null = null;
  #screen = guessedScreen;
  /** What was asked to be seen; it is fitted to the screen anew each time, so that a screen that changes does not widen it. */
  #view: Box | null = null;
  #state: SketchState;
  #listener: (sketch: Sketch) => void = () => undefined;
  readonly #subscribers = new Set<() => void>();
  readonly #newId: () => string;
  /** What was told since the keeper last said the same: older echoes of a fast hand, not changes of somebody else. */
  #told = new Set<string>();

  constructor(sketch: Sketch, newId: () => string = () => crypto.randomUUID()) {
    this.#history = historyOf(sketch);
    this.#newId = newId;
    this.#state = this.#read();
  }

  readonly state = (): SketchState => this.#state;

  readonly subscribe = (notify: () => void): (() => void) => {
    this.#subscribers.add(notify);
    return () => this.#subscribers.delete(notify);
  };

  /** Who keeps the sketch; one at a time. */
  listen(listener: (sketch: Sketch) => void): void {
    this.#listener = listener;
  }

  #read(): SketchState {
    const { past, present, future } = this.#history;
    return {
      sketch: present,
      chosen: itemOf(present, this.#chosenId),
      pointIndex: this.#pointIndex,
      view: fitted(this.#view ?? wholeOf(present), this.#screen),
      screen: this.#screen,
      canUndo: past.length > 0,
      canRedo: future.length > 0,
    };
  }

  #tell(): void {
    this.#state = this.#read();
    for (const notify of this.#subscribers) notify();
  }

  #settle(next: History<Sketch>): void {
    if (next === this.#history) return;
    const isChanged = next.present !== this.#history.present;
    this.#history = next;
    this.#tell();
    if (!isChanged) return;
    this.#told.add(writeSketch(next.present));
    this.#listener(next.present);
  }

  /** What was kept elsewhere, such as in another window: a step like any other, which can be undone. */
  receive(sketch: Sketch): void {
    const kept = writeSketch(sketch);
    if (kept === writeSketch(this.#history.present)) {
      this.#told.clear();
      return;
    }
    if (this.#told.has(kept)) return;
    this.#history = changedTo(this.#history, sketch);
    this.#tell();
  }

  /** `gesture` names a drag or a run of keys, which is undone in one step. */
  readonly change = (change: (sketch: Sketch) => Sketch, gesture: string | null = null): void => {
    // What is seen stays in view while things are dragged; the first thing drawn does not jump.
    this.#view ??= this.#state.view;
    this.#settle(changedTo(this.#history, change(this.#history.present), gesture));
  };

  readonly endGesture = (): void => {
    this.#history = gestureEnded(this.#history);
  };

  readonly choose = (id: string | null): void => {
    this.#chosenId = id;
    this.#pointIndex = null;
    this.#tell();
  };

  readonly add = (item: SketchItem): void => {
    // Near the edge of the sheet it stays on the sheet.
    const isFirst = this.#history.present.items.length === 0;
    this.change((sketch) => withItem(sketch, movedBy(item, 0, 0)));
    // The first road is seen from end to end.
    if (isFirst) this.#view = null;
    this.choose(item.id);
  };

  /** Null shows all of the drawing. */
  readonly setView = (view: Box | null): void => {
    this.#view = view;
    this.#tell();
  };

  readonly setScreen = (screen: ScreenSize): void => {
    const { width, height } = this.#screen;
    if (screen.width === 0 || screen.height === 0 || (screen.width === width && screen.height === height)) return;
    this.#screen = screen;
    this.#tell();
  };

  readonly perform = (deed: SketchDeed): void => {
    const { chosen, view } = this.#state;
    switch (deed.deed) {
      case 'move':
        this.#move(deed.dx, deed.dy);
        break;
      case 'turn':
        if (chosen !== null)
          this.change(
            (sketch) => changed(sketch, chosen.id, (item) => turnedBy(item, deed.degrees)),
            `turn ${chosen.id}`,
          );
        break;
      case 'zoom':
        this.setView(zoomed(view, deed.factor, centreOf(view)));
        break;
      case 'choose':
        this.#chooseNext(deed.by);
        break;
      case 'undo':
        this.#settle(undone(this.#history));
        break;
      case 'redo':
        this.#settle(redone(this.#history));
        break;
      case 'remove':
        if (chosen !== null) this.change((sketch) => withoutItem(sketch, chosen.id));
        this.choose(null);
        break;
      case 'duplicate':
        if (chosen !== null) this.add(duplicateOf(chosen, this.#newId()));
        break;
      case 'fit':
        this.setView(null);
        break;
      case 'next-point':
        this.#nextPoint();
        break;
      case 'let-go':
        this.choose(null);
        break;
      case 'snap':
        this.#snap();
        break;
    }
  };

  #move(dx: number, dy: number): void {
    const { chosen, view, pointIndex } = this.#state;
    if (chosen === null) {
      this.setView(panned(view, (dx * view.width) / 10, (dy * view.width) / 10));
      return;
    }
    const move = (item: SketchItem): SketchItem => {
      const point = item.type === 'arrow' || item.type === 'measurement' ? item.points[pointIndex ?? -1] : undefined;
      return point === undefined || pointIndex === null
        ? movedBy(item, dx, dy)
        : withPoint(item, pointIndex, { x: point.x + dx, y: point.y + dy });
    };
    this.change((sketch) => changed(sketch, chosen.id, move), `move ${chosen.id} ${pointIndex ?? 'whole'}`);
  }

  #chooseNext(by: 1 | -1): void {
    const { items } = this.#history.present;
    if (items.length === 0) return;
    const index = items.findIndex(({ id }) => id === this.#chosenId);
    const start = index < 0 && by < 0 ? 0 : index;
    this.choose(items[(start + by + items.length) % items.length]?.id ?? null);
  }

  #nextPoint(): void {
    const { chosen, pointIndex } = this.#state;
    if (chosen?.type !== 'arrow' && chosen?.type !== 'measurement') return;
    const next = pointIndex === null ? 0 : pointIndex + 1;
    this.#pointIndex = next < chosen.points.length ? next : null;
    this.#tell();
  }

  #snap(): void {
    const { chosen, sketch } = this.#state;
    if (chosen?.type !== 'body' || nearestLane(sketch, chosen, farReach) === null) return;
    this.change((before) => changed(before, chosen.id, () => snappedBody(before, chosen, farReach)));
  }
}
