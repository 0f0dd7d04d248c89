// A sketch as it is kept: the same drawing is the same text, and whatever a hand does, what is kept can be read again.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at } from '#contract/collision/sketch/geometry.ts';
import {
  bodyKinds,
  emptySketch,
  markKinds,
  readSketch,
  roadTemplates,
  sketchPlan,
  writeSketch,
  type Sketch,
  type SketchItem,
} from '#contract/collision/sketch/model.ts';
import { movedBy } from '../../../renderer/src/features/reports/sketch/edit.ts';
import {
  newArrow,
  newBody,
  newMark,
  newMeasurement,
  newRoad,
  newWords,
} from '../../../renderer/src/features/reports/sketch/new-items.ts';
import { SketchStore } from '../../../renderer/src/features/reports/sketch/sketch-store.ts';
import { snappedBody, snappedPoint } from '../../../renderer/src/features/reports/sketch/snap.ts';

const sketchOf = (...items: readonly SketchItem[]): Sketch => ({ ...emptySketch, items: [...items] });
const car = newBody('car', 'car', at(3, -1), 'v1');

const everyNewThing: readonly SketchItem[] = [
  ...roadTemplates.map((template) => newRoad(template, template, at(1, 2))),
  ...bodyKinds.map((kind) => newBody(kind, kind, at(1, 2), 'v1')),
  ...markKinds.map((kind) => newMark(kind, kind, at(1, 2))),
  newArrow('before', 'before', at(0, 0), null),
  newArrow('after', 'after', at(0, 0), car),
  newMeasurement('tape', at(0, 0)),
  newWords('words', at(0, 0)),
];

test('an arrow that was drawn, kept and given back is one step, taken back by one undo', () => {
  // Kept by a form: as text, and read from it again.
  const store = new SketchStore(sketchOf(car), () => 'new');
  let kept = '';
  store.listen((sketch) => (kept = writeSketch(sketch)));
  store.add(newArrow('arrow', 'before', at(0, 0), car));
  store.receive(readSketch(kept) ?? emptySketch);
  store.perform({ deed: 'undo' });
  expect(store.state().sketch.items).toEqual([car]);
  expect(store.state().canUndo).toBe(false);
});

test.each(everyNewThing.map((item) => [item.id, item] as const))(
  'a new %s is kept as the text that its reading is kept as, in any order of its keys',
  (_id, item) => {
    const shuffled = Object.fromEntries(Object.entries(item).toReversed()) as unknown as SketchItem;
    const kept = writeSketch(sketchOf(item));
    expect(writeSketch(sketchOf(shuffled))).toBe(kept);
    expect(writeSketch(readSketch(kept) ?? emptySketch)).toBe(kept);
  },
);

test('a vehicle that falls into a lane at the edge stays on the sheet, and so does the end of a tape at a kerb', () => {
  const road = { ...newRoad('road', 'straight', at(990, 990)), rotation: 45, reach: 150 };
  const coordinate = fc.double({ min: -1000, max: 1000, noNaN: true });
  const place = fc.oneof(fc.record({ x: coordinate, y: coordinate }), fc.constantFrom(at(1000, 1000), at(1000, 996)));
  fc.assert(
    fc.property(place, fc.constantFrom(...bodyKinds), (to, kind) => {
      const body = movedBy(newBody('b', kind, at(0, 0), null), to.x, to.y);
      const snapped = snappedBody(sketchOf(road), body, 60);
      const end = snappedPoint(sketchOf(road), to, 60);
      expect(sketchPlan.safeParse(sketchOf(road, snapped)).error).toBeUndefined();
      expect(Math.max(Math.abs(end.x), Math.abs(end.y))).toBeLessThanOrEqual(1000);
    }),
  );
  const atEdge = snappedBody(
    sketchOf({ ...road, rotation: 0, x: 990, y: 0 }),
    newBody('b', 'car', at(1000, 0), null),
    60,
  );
  expect(atEdge.x).toBe(1000);
  const beyond = snappedBody(
    sketchOf({ ...road, rotation: 0, x: 0, y: 998 }),
    newBody('b', 'car', at(0, 1000), null),
    60,
  );
  expect(beyond.y).toBeLessThanOrEqual(1000);
});

test('made large and small again and again, the sheet shows what it showed', () => {
  const store = new SketchStore(sketchOf(newRoad('road', 'tee', at(0, 0)), car));
  store.setScreen({ width: 460, height: 345 });
  store.perform({ deed: 'zoom', factor: 2 });
  const before = store.state().view;
  for (let turn = 0; turn < 20; turn += 1) {
    store.setScreen({ width: 980, height: 500 });
    store.change((sketch) => ({ ...sketch, north: turn }));
    store.setScreen({ width: 460, height: 345 });
  }
  expect(store.state().view.width).toBeCloseTo(before.width, 6);
  expect(store.state().view.x).toBeCloseTo(before.x, 6);
});
