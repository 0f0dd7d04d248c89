// The sketch plan as data and as a drawing: lanes that keep left, junctions that join, text that cannot break out.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  at,
  degreesOf,
  distance,
  isInside,
  nearestOnLine,
  placed,
  turned,
  type Line,
} from '#contract/collision/sketch/geometry.ts';
import {
  bodyKinds,
  bodyKindOf,
  emptySketch,
  letterOf,
  markKinds,
  mostItems,
  priorities,
  readSketch,
  roadTemplates,
  sketchPlan,
  writeSketch,
  type Road,
  type Sketch,
} from '#contract/collision/sketch/model.ts';
import { barLength, renderSketch, wholeOf } from '#contract/collision/sketch/render.ts';
import { roadShape } from '#contract/collision/sketch/road-shape.ts';
import { svgText } from '#contract/collision/sketch/svg.ts';
import { newBody, newRoad, newWords } from '../../../renderer/src/features/reports/sketch/new-items.ts';

const road = (template: Road['template'], more: Partial<Road> = {}): Road => ({
  ...newRoad('r', template, at(0, 0)),
  ...more,
});

const sketchOf = (...items: Sketch['items']): Sketch => ({ ...emptySketch, items });

const onRoad = (line: Line, shape: ReturnType<typeof roadShape>): boolean =>
  line.every((point) =>
    shape.carriageways.some(
      ({ middle, width }) => (nearestOnLine(point, middle)?.distance ?? Infinity) <= width / 2 + 0.05,
    ),
  );

const places = fc.record({
  x: fc.integer({ min: -200, max: 200 }),
  y: fc.integer({ min: -200, max: 200 }),
  rotation: fc.integer({ min: 0, max: 359 }),
  reach: fc.integer({ min: 15, max: 150 }),
  lanes: fc.integer({ min: 1, max: 4 }),
  laneWidth: fc.constantFrom(2.5, 3, 3.65),
  arms: fc.integer({ min: 3, max: 6 }),
  radius: fc.integer({ min: 8, max: 60 }),
  priority: fc.constantFrom(...priorities),
});

describe('roads', () => {
  test('every lane of every template lies on its carriageway, wherever it is turned', () => {
    fc.assert(
      fc.property(fc.constantFrom(...roadTemplates), places, (template, more) => {
        // A bend that is narrower than its own lanes is no road.
        const radius = Math.max(more.radius, more.lanes * more.laneWidth + 2);
        const shape = roadShape(road(template, { ...more, radius }));
        expect(shape.lanes.length).toBeGreaterThanOrEqual(2);
        for (const lane of shape.lanes) expect(onRoad(lane, shape)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('traffic keeps left: eastbound is the upper lane, westbound the lower', () => {
    const [east, west] = roadShape(road('straight')).lanes;
    expect(east?.[0]?.y).toBeCloseTo(-1.625);
    expect(degreesOf(east?.[0] ?? at(0, 0), east?.[1] ?? at(0, 0))).toBeCloseTo(0);
    expect(west?.[0]?.y).toBeCloseTo(1.625);
    expect(Math.abs(degreesOf(west?.[0] ?? at(0, 0), west?.[1] ?? at(0, 0)))).toBeCloseTo(180);
  });

  test('traffic goes clockwise around a roundabout, which has the arms asked for', () => {
    for (const arms of [3, 4, 5, 6]) {
      const shape = roadShape(road('roundabout', { arms }));
      expect(shape.carriageways).toHaveLength(arms + 1);
      const ring = shape.lanes[0] ?? [];
      expect(turned(degreesOf(ring[0] ?? at(0, 0), ring[1] ?? at(0, 0)))).toBeGreaterThan(85);
      expect(turned(degreesOf(ring[0] ?? at(0, 0), ring[1] ?? at(0, 0)))).toBeLessThan(100);
    }
  });

  test('who comes out of the lesser road is held, at its mouth, in the lane that comes in', () => {
    const { markings } = roadShape(road('tee'));
    const held = markings.filter(({ style }) => style === 'give-way').flatMap(({ line }) => line);
    expect(held.length).toBeGreaterThan(0);
    for (const { x, y } of held) {
      // The lesser road comes up the page; its traffic drives up on the left of it.
      expect(x).toBeLessThanOrEqual(0.001);
      expect(x).toBeGreaterThanOrEqual(-3.26);
      expect(y).toBeGreaterThan(3.25);
      expect(y).toBeLessThan(4.5);
    }
    expect(roadShape(road('tee', { priority: 'none' })).markings.some(({ style }) => style === 'give-way')).toBe(false);
  });

  test('a zebra crossing has stripes across all of the road, one with signals has none', () => {
    const { stripes } = roadShape(road('crossing', { lanes: 2, laneWidth: 3 }));
    const ys = stripes.flat().map(({ y }) => y);
    expect(stripes.length).toBeGreaterThanOrEqual(9);
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(-6);
    expect(Math.max(...ys)).toBeLessThanOrEqual(6);
    expect(roadShape(road('crossing', { priority: 'signals' })).stripes).toEqual([]);
  });
});

const metres = fc.integer({ min: -100_000, max: 100_000 }).map((value) => value / 100);
const anySketch: fc.Arbitrary<Sketch> = fc.record({
  version: fc.constant(1 as const),
  north: fc.integer({ min: -360, max: 360 }),
  underlay: fc.constant(null),
  items: fc.array(
    fc.oneof(
      fc.tuple(fc.constantFrom(...roadTemplates), places).map(([template, more]) => road(template, more)),
      fc.tuple(fc.constantFrom(...bodyKinds), metres, metres).map(([kind, x, y]) => newBody('b', kind, at(x, y), 'v1')),
      fc
        .tuple(fc.string({ maxLength: 80 }), metres, metres)
        .map(([text, x, y]) => ({ ...newWords('w', at(x, y)), text })),
      fc
        .tuple(fc.constantFrom(...markKinds), metres, metres)
        .map(([kind, x, y]) => ({ type: 'mark' as const, id: 'm', kind, x, y })),
      fc
        .tuple(metres, metres, metres, metres)
        .map(([a, b, c, d]) => ({ type: 'measurement' as const, id: 'l', points: [at(a, b), at(c, d)] })),
    ),
    { maxLength: 8 },
  ),
});
const vehicles = [{ id: 'v1', number: 1, label: 'A', kind: 'car' as const }];

/** Tags open and close in order, and attributes are quoted: enough to tell that nothing broke out of its place. */
function isWellFormed(text: string): boolean {
  const open: string[] = [];
  const rest = text.replaceAll(
    /<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<]*")*)(\/?)>/g,
    (_, close, tag: string, _attributes, self) => {
      if (close !== '') return open.pop() === tag ? '' : '<';
      if (self === '') open.push(tag);
      return '';
    },
  );
  return open.length === 0 && !/[<>]/.test(rest);
}

describe('the drawing', () => {
  test('of any sketch is well-formed text with finite numbers, and the same each time', () => {
    fc.assert(
      fc.property(anySketch, (sketch) => {
        const text = svgText(renderSketch(sketch, { vehicles }));
        expect(isWellFormed(text)).toBe(true);
        expect(text).not.toMatch(/NaN|Infinity|undefined/);
        expect(svgText(renderSketch(structuredClone(sketch), { vehicles }))).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  test('says words as they are and lets no markup through', () => {
    const words = { ...newWords('w', at(0, 0)), text: '<script>"&\u{0}\u{D800}' };
    const text = svgText(renderSketch(sketchOf(words), { vehicles: [] }));
    expect(text).toContain('&lt;script&gt;&quot;&amp;<');
    expect(text).not.toContain('<script');
  });

  test('carries the letters of the report’s vehicles, and follows when they change', () => {
    const sketch = sketchOf(newBody('b', 'car', at(0, 0), 'v1'));
    const drawn = (label: string, number: number) =>
      svgText(renderSketch(sketch, { vehicles: [{ id: 'v1', number, label, kind: 'car' }] }));
    expect(drawn('A', 1)).toContain('>A</text>');
    expect(drawn('B', 2)).toContain('>B</text>');
    expect(drawn('B', 2)).toContain('B is vehicle 2');
    expect(svgText(renderSketch(sketch, { vehicles: [] }))).not.toContain('>A</text>');
  });

  test('shows all of it with its scale, and north where it was turned', () => {
    const sketch: Sketch = { ...sketchOf(road('crossroads')), north: 30 };
    const whole = wholeOf(sketch);
    for (const { middle } of roadShape(road('crossroads')).carriageways)
      for (const { x, y } of middle)
        expect(x >= whole.x && y >= whole.y && x <= whole.x + whole.width && y <= whole.y + whole.height).toBe(true);
    expect(barLength(whole)).toBe(20);
    const text = svgText(renderSketch(sketch, { vehicles: [] }));
    expect(text).toContain('>20 m</text>');
    expect(text).toMatch(/rotate\(30\)/);
  });

  test('tells how long a measurement is', () => {
    const line = { type: 'measurement' as const, id: 'l', points: [at(0, 0), at(3, 4)] };
    expect(svgText(renderSketch(sketchOf(line), { vehicles: [] }))).toContain('>5.0 m</text>');
  });

  test('has the photograph under everything, and none where it cannot be found', () => {
    const underlay = { pictureId: 'p', sha256: 'a'.repeat(64), x: 0, y: 0, width: 40, ratio: 0.5, opacity: 0.6 };
    const sketch: Sketch = { ...sketchOf(road('straight')), underlay };
    const text = svgText(renderSketch(sketch, { vehicles: [], pictureAddress: '/pictures/p' }));
    expect(text).toMatch(/<image href="\/pictures\/p" x="-20" y="-10" width="40" height="20" opacity="0.6"/);
    expect(text.indexOf('<image')).toBeLessThan(text.indexOf('<path'));
    expect(svgText(renderSketch(sketch, { vehicles: [] }))).not.toContain('<image');
  });
});

describe('kept in the report', () => {
  test('any sketch is read as it was written', () => {
    fc.assert(
      fc.property(anySketch, (sketch) => {
        const kept = writeSketch(sketch);
        expect(readSketch(kept) ?? emptySketch).toEqual(kept === '' ? emptySketch : sketch);
      }),
    );
  });

  test.each([
    '',
    ' ',
    '{',
    'null',
    '[]',
    '{"version":2}',
    '{"version":1,"north":0,"items":[{"type":"road"}],"underlay":null}',
  ])('%j is no sketch and does no harm', (kept) => {
    expect(readSketch(kept)).toBeNull();
  });

  test('the largest sketch fits into the text of a field', () => {
    const vehicle = {
      ...newBody(crypto.randomUUID(), 'motorcycle', at(-123.45, 678.91), crypto.randomUUID()),
      rotation: 123.45,
    };
    const most = sketchOf(...Array.from({ length: mostItems }, () => vehicle));
    expect(sketchPlan.safeParse(most).success).toBe(true);
    expect(writeSketch(most).length).toBeLessThan(50_000);
    expect(sketchPlan.safeParse(sketchOf(...most.items, vehicle)).success).toBe(false);
  });

  test('vehicles have letters, and kinds of STATS19 have bodies', () => {
    expect([1, 2, 26, 27, 52, 53].map(letterOf)).toEqual(['A', 'B', 'Z', 'AA', 'AZ', 'BA']);
    expect(bodyKindOf('9', false)).toBe('car');
    expect(bodyKindOf('90', true)).toBe('e-scooter');
    expect(bodyKindOf('constructor', false)).toBe('other');
  });
});

test('what is turned about a place keeps its distance from it', () => {
  fc.assert(
    fc.property(metres, metres, fc.integer({ min: -720, max: 720 }), (x, y, degrees) => {
      expect(distance(placed(at(x, y), at(5, 7), degrees), at(5, 7))).toBeCloseTo(Math.hypot(x, y), 6);
    }),
  );
  expect(isInside(at(1, 1), [at(0, 0), at(2, 0), at(2, 2), at(0, 2)])).toBe(true);
  expect(isInside(at(3, 1), [at(0, 0), at(2, 0), at(2, 2), at(0, 2)])).toBe(false);
});
