// The editor of the sketch plan without its page: fingers, keys, lanes, undo.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at, type Point } from '#contract/collision/sketch/geometry.ts';
import { emptySketch, mostItems, sketchPlan, type Sketch, type SketchItem } from '#contract/collision/sketch/model.ts';
import { scaledToKnownLength } from '../../../renderer/src/features/reports/sketch/edit.ts';
import {
  lifted,
  moved,
  noGesture,
  pressed,
  type Gesture,
  type PointerAt,
} from '../../../renderer/src/features/reports/sketch/gestures.ts';
import {
  changedTo,
  gestureEnded,
  historyOf,
  redone,
  undone,
} from '../../../renderer/src/features/reports/sketch/history.ts';
import { itemAt } from '../../../renderer/src/features/reports/sketch/hit.ts';
import {
  newArrow,
  newBody,
  newMark,
  newMeasurement,
  newRoad,
} from '../../../renderer/src/features/reports/sketch/new-items.ts';
import { numberOf } from '../../../renderer/src/features/reports/sketch/number-of.ts';
import { deedOf, type SketchDeed } from '../../../renderer/src/features/reports/sketch/sketch-keys.ts';
import { SketchStore } from '../../../renderer/src/features/reports/sketch/sketch-store.ts';
import { spokenItem } from '../../../renderer/src/features/reports/sketch/sketch-words.ts';
import { snappedBody, snappedPoint } from '../../../renderer/src/features/reports/sketch/snap.ts';
import {
  fitted,
  metresOf,
  metresPerPixel,
  pinched,
  zoomed,
} from '../../../renderer/src/features/reports/sketch/view.ts';

const screen = { width: 600, height: 400 };
const sketchOf = (...items: readonly SketchItem[]): Sketch => ({ ...emptySketch, items: [...items] });
const street = newRoad('road', 'straight', at(0, 0));
const car = newBody('car', 'car', at(3, -1), 'v1');

let ids = 0;
const storeOf = (sketch: Sketch) => {
  const store = new SketchStore(sketch, () => `new-${(ids += 1)}`);
  store.setScreen(screen);
  store.setView({ x: -30, y: -20, width: 60, height: 40 });
  return store;
};

/** What the page does with its pointers, event by event. */
function hand(store: SketchStore) {
  let gesture: Gesture = noGesture;
  let count = 0;
  const scene = () => {
    const { sketch, view, screen: size, chosen } = store.state();
    return { sketch, view, screen: size, chosenId: chosen?.id ?? null };
  };
  const take = (step: ReturnType<typeof pressed>): void => {
    gesture = step.gesture;
    if (step.choose !== undefined) store.choose(step.choose);
    if (step.view !== undefined) store.setView(step.view);
    const next = step.sketch;
    if (next !== undefined) store.change(() => next, `drag ${count}`);
  };
  /** Ten pixels are a metre in the view of these tests. */
  const pointer = (place: Point, id: number): PointerAt => ({
    id,
    place: at((place.x + 30) * 10, (place.y + 20) * 10),
    isTouch: true,
  });
  return {
    down: (place: Point, id = 1) => {
      count += 1;
      take(pressed(gesture, pointer(place, id), scene()));
    },
    to: (place: Point, id = 1) => take(moved(gesture, pointer(place, id), scene())),
    up: (id = 1) => {
      take(lifted(gesture, id));
      store.endGesture();
    },
  };
}

const bodyIn = (sketch: Sketch, id = 'car') => {
  const item = sketch.items.find((candidate) => candidate.id === id);
  if (item?.type !== 'body') throw new Error(`no body ${id}`);
  return item;
};

describe('snapping', () => {
  test('a vehicle falls into the middle of the lane and faces with its traffic', () => {
    expect(snappedBody(sketchOf(street), car, 2)).toMatchObject({ x: 3, y: -1.62, rotation: 0 });
    expect(snappedBody(sketchOf(street), { ...car, y: 1 }, 2)).toMatchObject({ x: 3, y: 1.63, rotation: 180 });
  });

  test('out of reach it stays, and people walk where they like', () => {
    const far = { ...car, y: -9, rotation: 33 };
    expect(snappedBody(sketchOf(street), far, 2)).toBe(far);
    const person = newBody('p', 'pedestrian', at(3, -1), null);
    expect(snappedBody(sketchOf(street), person, 5)).toBe(person);
  });

  test('the end of a tape jumps to a corner or a mark before a kerb, and to a kerb before nothing', () => {
    const lamp = newMark('lamp', 'lamp-post', at(10, -4));
    const sketch = sketchOf(street, lamp);
    expect(snappedPoint(sketch, at(10.2, -3.7), 1)).toEqual({ x: 10, y: -4 });
    expect(snappedPoint(sketch, at(0.4, -3.6), 1)).toEqual({ x: 0.4, y: -3.25 });
    expect(snappedPoint(sketch, at(0, -12), 1)).toEqual({ x: 0, y: -12 });
  });
});

describe('fingers', () => {
  test('a vehicle is dragged into a lane, which is one step to undo', () => {
    const store = storeOf(sketchOf(street, { ...car, y: -9 }));
    const finger = hand(store);
    finger.down(at(3, -9));
    for (let y = -8.5; y <= -1.5; y += 0.5) finger.to(at(3, y));
    finger.up();
    expect(bodyIn(store.state().sketch)).toMatchObject({ x: 3, y: -1.62, rotation: 0 });
    expect(store.state().chosen?.id).toBe('car');
    store.perform({ deed: 'undo' });
    expect(bodyIn(store.state().sketch).y).toBe(-9);
    store.perform({ deed: 'redo' });
    expect(bodyIn(store.state().sketch).y).toBe(-1.62);
  });

  test('a tap that trembles moves nothing', () => {
    const store = storeOf(sketchOf({ ...car, y: -9 }));
    const finger = hand(store);
    finger.down(at(3, -9));
    finger.to(at(3.2, -9.1));
    finger.up();
    expect(store.state()).toMatchObject({ canUndo: false });
    expect(store.state().chosen?.id).toBe('car');
  });

  test('the grip turns a vehicle towards the finger', () => {
    const store = storeOf(sketchOf({ ...car, x: 0, y: 0 }));
    store.choose('car');
    const finger = hand(store);
    // The grip is 48 pixels beyond the front: 2.15 m and 4.8 m.
    finger.down(at(6.95, 0));
    finger.to(at(0, 8));
    finger.up();
    expect(bodyIn(store.state().sketch)).toMatchObject({ x: 0, y: 0, rotation: 90 });
  });

  test('the sheet moves where nothing stands, and over a road until the road is chosen', () => {
    const store = storeOf(sketchOf(street));
    const finger = hand(store);
    finger.down(at(0, 0));
    finger.to(at(5, 0));
    finger.up();
    expect(store.state().view.x).toBeCloseTo(-35);
    expect(store.state().sketch.items[0]).toMatchObject({ x: 0 });
    store.setView({ x: -30, y: -20, width: 60, height: 40 });
    finger.down(at(0, 0));
    finger.up();
    expect(store.state().chosen?.id).toBe('road');
    finger.down(at(0, 0.5));
    finger.to(at(5, 0.5));
    finger.up();
    expect(store.state().sketch.items[0]).toMatchObject({ x: 5 });
  });

  test('the end of a measurement is dragged on to the corner of a car', () => {
    const line = newMeasurement('line', at(0, 10));
    const store = storeOf(sketchOf({ ...car, x: 0, y: 0 }, line));
    store.choose('line');
    const finger = hand(store);
    finger.down(at(5, 10));
    finger.to(at(2.3, 1.1));
    finger.up();
    expect(store.state().sketch.items[1]).toMatchObject({
      points: [
        { x: -5, y: 10 },
        { x: 2.15, y: 0.9 },
      ],
    });
  });

  test('two fingers zoom and pan, and what lay under them stays under them', () => {
    const view = { x: -30, y: -20, width: 60, height: 40 };
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 8, maxLength: 8 }),
        ([a, b, c, d, e, f, g, h]) => {
          const before = [at(a ?? 0, b ?? 0), at((c ?? 0) + 450, d ?? 0)] as const;
          const after = [at(e ?? 0, f ?? 0), at((g ?? 0) + 450, h ?? 0)] as const;
          const next = pinched(view, screen, before, after);
          const middle = (points: readonly [Point, Point]) =>
            at((points[0].x + points[1].x) / 2, (points[0].y + points[1].y) / 2);
          const was = metresOf(view, screen, middle(before));
          const is = metresOf(next, screen, middle(after));
          expect(is.x).toBeCloseTo(was.x, 6);
          expect(is.y).toBeCloseTo(was.y, 6);
        },
      ),
    );
    const store = storeOf(sketchOf(car));
    const finger = hand(store);
    finger.down(at(-5, 0), 1);
    finger.down(at(5, 0), 2);
    finger.to(at(-10, 0), 1);
    finger.to(at(10, 0), 2);
    finger.up(1);
    finger.up(2);
    expect(store.state().view.width).toBeCloseTo(30);
    expect(store.state().sketch.items[0]).toEqual(car);
  });

  test('small things are found before large ones, roads last', () => {
    const sketch = sketchOf(street, car, newArrow('arrow', 'before', at(0, 0), car));
    expect(itemAt(sketch, at(3, -1), 0.5)?.id).toBe('car');
    expect(itemAt(sketch, at(-8, -1), 0.5)?.id).toBe('arrow');
    expect(itemAt(sketch, at(20, 2), 0.5)?.id).toBe('road');
    expect(itemAt(sketch, at(20, 12), 0.5)).toBeNull();
  });
});

const key = (name: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey', boolean>> = {}) =>
  deedOf({ key: name, ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, ...held });

const press = (store: SketchStore, ...deeds: readonly (SketchDeed | null)[]): void => {
  for (const deed of deeds) {
    if (deed === null) throw new Error('a key without a deed');
    store.perform(deed);
  }
};

describe('keys', () => {
  test('arrows move by half a metre, with Shift by ten centimetres; a run is one step to undo', () => {
    const store = storeOf(sketchOf({ ...car, x: 0, y: 0 }));
    press(store, key(']'), key('ArrowRight'), key('ArrowRight'), key('ArrowUp', { shiftKey: true }));
    expect(bodyIn(store.state().sketch)).toMatchObject({ x: 1, y: -0.1 });
    press(store, key('z', { ctrlKey: true }));
    expect(bodyIn(store.state().sketch)).toMatchObject({ x: 0, y: 0 });
    press(store, key('y', { ctrlKey: true }));
    expect(bodyIn(store.state().sketch)).toMatchObject({ x: 1, y: -0.1 });
  });

  test('turn, duplicate, remove, into the lane, let go', () => {
    const store = storeOf(sketchOf(street, { ...car, y: -9 }));
    store.choose('car');
    press(store, key('.'), key('>', { shiftKey: true }));
    expect(bodyIn(store.state().sketch).rotation).toBe(16);
    press(store, key('s'));
    expect(bodyIn(store.state().sketch)).toMatchObject({ y: -1.62, rotation: 0 });
    press(store, key('d', { ctrlKey: true }));
    expect(store.state().sketch.items).toHaveLength(3);
    expect(store.state().chosen).toMatchObject({ type: 'body', x: 5, y: 0.38, vehicleId: 'v1' });
    press(store, key('Delete'));
    expect(store.state().sketch.items.map(({ id }) => id)).toEqual(['road', 'car']);
    expect(store.state().chosen).toBeNull();
    press(store, key('['), key('Escape'));
    expect(store.state().chosen).toBeNull();
  });

  test('Enter goes through the ends of a line, which then move alone', () => {
    const store = storeOf(sketchOf(newMeasurement('line', at(0, 0))));
    press(store, key(']'), key('Enter'), key('Enter'), key('ArrowDown'));
    expect(store.state().sketch.items[0]).toMatchObject({ points: [at(-5, 0), at(5, 0.5)] });
    press(store, key('Enter'), key('ArrowDown'));
    expect(store.state().sketch.items[0]).toMatchObject({ points: [at(-5, 0.5), at(5, 1)] });
  });

  test('what is not the sketch’s goes on to whoever wants it', () => {
    for (const name of ['Tab', 'k', 'F1', 'constructor', 'Home']) expect(key(name)).toBeNull();
    expect(key('k', { ctrlKey: true })).toBeNull();
    expect(key('l', { ctrlKey: true, shiftKey: true })).toBeNull();
    expect(key('ArrowLeft', { altKey: true })).toBeNull();
  });

  test('whatever is pressed, the sketch stays within its limits and every step can be taken back', () => {
    const deed = fc.constantFrom(
      ...['ArrowLeft', 'ArrowDown', ',', '.', ']', '[', 's', 'Enter', 'Delete', '+', '-', '0', 'Escape'].map((name) =>
        key(name),
      ),
      key('z', { ctrlKey: true }),
      key('y', { ctrlKey: true }),
      key('d', { ctrlKey: true }),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
        const start = sketchOf(street, car, newMeasurement('line', at(990, 999)));
        const store = storeOf(start);
        press(store, ...deeds);
        expect(sketchPlan.safeParse(store.state().sketch).success).toBe(true);
        while (store.state().canUndo) store.perform({ deed: 'undo' });
        expect(store.state().sketch).toEqual(start);
      }),
      { numRuns: 200 },
    );
  });
});

describe('history', () => {
  test('any run of changes, undone and done again, ends where it was', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.option(fc.constantFrom('a', 'b'))), { maxLength: 40 }), (changes) => {
        let history = historyOf(0);
        for (const [value, gesture] of changes) history = changedTo(history, value, gesture);
        const end = history.present;
        const steps = history.past.length;
        for (let step = 0; step < steps; step += 1) history = undone(history);
        expect(history.present).toBe(0);
        for (let step = 0; step < steps; step += 1) history = redone(history);
        expect(history.present).toBe(end);
      }),
    );
  });

  test('a new gesture of the same name is a new step once the last has ended', () => {
    const dragged = changedTo(changedTo(historyOf(0), 1, 'drag'), 2, 'drag');
    expect(dragged.past).toEqual([0]);
    expect(changedTo(gestureEnded(dragged), 3, 'drag').past).toEqual([0, 2]);
  });
});

describe('the store', () => {
  test('tells each change once, and takes its own echoes, however late, as no change', () => {
    const store = storeOf(sketchOf(car));
    const told: Sketch[] = [];
    store.listen((sketch) => told.push(sketch));
    store.choose('car');
    press(store, key('ArrowRight'), key('ArrowRight'));
    expect(told).toHaveLength(2);
    const [first, second] = told.map((sketch) => structuredClone(sketch));
    if (first !== undefined) store.receive(first);
    expect(bodyIn(store.state().sketch).x).toBe(4);
    if (second !== undefined) store.receive(second);
    expect(bodyIn(store.state().sketch).x).toBe(4);
  });

  test('what another window drew is a step that can be undone', () => {
    const store = storeOf(sketchOf(car));
    store.receive(sketchOf(car, street));
    expect(store.state().sketch.items).toHaveLength(2);
    store.perform({ deed: 'undo' });
    expect(store.state().sketch.items).toHaveLength(1);
  });

  test('a full sketch takes nothing more and loses nothing', () => {
    const full = sketchOf(...Array.from({ length: mostItems }, (_, index) => ({ ...car, id: `car ${index}` })));
    const store = storeOf(full);
    store.add(street);
    expect(store.state().sketch).toBe(full);
  });
});

describe('the photograph', () => {
  test('is scaled by a length that is known, about the end of the measurement', () => {
    const line = newMeasurement('line', at(0, 0));
    const underlay = { pictureId: 'p', sha256: 'a'.repeat(64), x: 5, y: 10, width: 40, ratio: 0.5, opacity: 0.6 };
    const scaled = scaledToKnownLength({ ...sketchOf(line), underlay }, 'line', 25);
    expect(scaled.underlay).toMatchObject({ width: 100, x: 20, y: 25 });
    expect(scaled.items[0]).toMatchObject({ points: [at(-5, 0), at(20, 0)] });
    expect(scaledToKnownLength(scaled, 'line', 0)).toBe(scaled);
  });
});

test('zoom keeps the point under the pointer, within its bounds', () => {
  const view = { x: -30, y: -20, width: 60, height: 40 };
  const nearer = zoomed(view, 2, at(10, 5));
  expect(nearer).toEqual({ x: -10, y: -7.5, width: 30, height: 20 });
  expect(zoomed(view, 1000, at(0, 0)).width).toBe(8);
  expect(zoomed(view, 0.0001, at(0, 0)).width).toBe(1500);
  expect(fitted({ x: 0, y: 0, width: 10, height: 10 }, screen)).toEqual({ x: -2.5, y: 0, width: 15, height: 10 });
  expect(metresPerPixel(view, screen)).toBeCloseTo(0.1);
});

test('a screen reader hears what was chosen and where it stands', () => {
  const vehicles = [{ id: 'v1', number: 1, label: 'A', kind: 'car' as const }];
  expect(spokenItem(car, vehicles)).toBe(
    'Car A, vehicle 1, 3.0 m right and 1.0 m up from the middle, turned 0 degrees',
  );
});

test.each([
  ['3', 3],
  ['3,25', 3.25],
  ['3.25 m', 3.25],
  ['−4', -4],
  ['', null],
  ['3 metres', null],
  ['1e3', null],
  ['9999', null],
])('%j is typed as %j', (typed, value) => {
  expect(numberOf(typed, -1000, 1000, false)).toBe(value);
});
