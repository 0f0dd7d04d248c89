// The sketch plan as plain data, kept in the report as text. Everything is in metres; limits keep it small and drawable.
import { z } from 'zod';
import { sheetReach } from './geometry.ts';

const metres = z.number().min(-sheetReach).max(sheetReach);
const degrees = z.number().min(-360).max(360);
const id = z.string().min(1).max(40);
const point = z.object({ x: metres, y: metres });
/** The vehicle of the report that a thing stands for. */
const vehicleId = z.string().max(40).nullable();

export const roadTemplates = [
  'straight',
  'bend',
  'tee',
  'crossroads',
  'staggered',
  'roundabout',
  'slip-road',
  'crossing',
] as const;
export type RoadTemplate = (typeof roadTemplates)[number];

export const priorities = ['give-way', 'stop', 'signals', 'none'] as const;

const road = z.object({
  type: z.literal('road'),
  id,
  template: z.enum(roadTemplates),
  x: metres,
  y: metres,
  rotation: degrees,
  /** From the middle to the end of each arm. */
  reach: z.number().min(8).max(150),
  /** Each way; of a slip road, of the carriageway that it leaves. */
  lanes: z.number().int().min(1).max(4),
  laneWidth: z.number().min(2).max(5),
  /** Of a roundabout. */
  arms: z.number().int().min(3).max(6),
  /** Of a roundabout or a bend. */
  radius: z.number().min(6).max(100),
  /** How traffic of the lesser arms is held. */
  priority: z.enum(priorities),
  footway: z.boolean(),
});
export type Road = z.infer<typeof road>;

export const bodyKinds = [
  'car',
  'van',
  'lorry',
  'bus',
  'motorcycle',
  'cycle',
  'e-scooter',
  'pedestrian',
  'other',
] as const;
export type BodyKind = (typeof bodyKinds)[number];

const body = z.object({
  type: z.literal('body'),
  id,
  kind: z.enum(bodyKinds),
  x: metres,
  y: metres,
  rotation: degrees,
  vehicleId,
  /** Where it was before, drawn as an outline. */
  before: z.boolean(),
});
export type Body = z.infer<typeof body>;

const arrow = z.object({
  type: z.literal('arrow'),
  id,
  phase: z.enum(['before', 'after']),
  points: z.array(point).min(2).max(8),
  vehicleId,
});
export type Arrow = z.infer<typeof arrow>;

const measurement = z.object({ type: z.literal('measurement'), id, points: z.array(point).min(2).max(2) });
export type Measurement = z.infer<typeof measurement>;

const words = z.object({ type: z.literal('words'), id, x: metres, y: metres, text: z.string().max(80) });
export type Words = z.infer<typeof words>;

export const markKinds = ['impact', 'debris', 'lamp-post', 'tree', 'sign', 'bollard'] as const;
export type MarkKind = (typeof markKinds)[number];

const mark = z.object({ type: z.literal('mark'), id, kind: z.enum(markKinds), x: metres, y: metres });
export type Mark = z.infer<typeof mark>;

export const sketchItem = z.discriminatedUnion('type', [road, body, arrow, measurement, words, mark]);
export type SketchItem = z.infer<typeof sketchItem>;

/** A photograph under the drawing, for tracing: where its middle is and how wide it is in metres. */
export const underlay = z.object({
  /** An attachment of the notebook, upright, and the hash that it was kept with. */
  pictureId: z.string().min(1).max(80),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  x: metres,
  y: metres,
  width: z.number().min(1).max(2000),
  /** Height by width. */
  ratio: z.number().min(0.05).max(20),
  opacity: z.number().min(0).max(1),
});
export type Underlay = z.infer<typeof underlay>;

export const mostItems = 150;

export const sketchPlan = z.object({
  version: z.literal(1),
  /** Which way north is: 0 is up the page. */
  north: degrees,
  items: z.array(sketchItem).max(mostItems),
  underlay: underlay.nullable(),
});
export type Sketch = z.infer<typeof sketchPlan>;

export const emptySketch: Sketch = { version: 1, north: 0, items: [], underlay: null };

/** The vehicles of a report as the drawing needs them. */
export interface SketchVehicle {
  readonly id: string;
  /** From 1, as in the report. */
  readonly number: number;
  /** The letter in the drawing, for example "A". */
  readonly label: string;
  readonly kind: BodyKind;
}

/** A for 1, B for 2; Z is followed by AA. */
export function letterOf(number: number): string {
  const index = number - 1;
  const last = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26)) + last;
}

/** STATS19 kinds of vehicle as bodies. */
const bodyOfType: Readonly<Record<string, BodyKind>> = {
  1: 'cycle',
  2: 'motorcycle',
  3: 'motorcycle',
  4: 'motorcycle',
  5: 'motorcycle',
  8: 'car',
  9: 'car',
  10: 'van',
  11: 'bus',
  19: 'van',
  20: 'lorry',
  21: 'lorry',
  23: 'motorcycle',
  97: 'motorcycle',
  98: 'lorry',
};

export const bodyKindOf = (vehicleType: string, isElectricScooter: boolean): BodyKind =>
  isElectricScooter
    ? 'e-scooter'
    : Object.hasOwn(bodyOfType, vehicleType)
      ? (bodyOfType[vehicleType] ?? 'other')
      : 'other';

/** The sketch kept in a report's text; null where there is none or it cannot be read, which loses nothing of the text. */
export function readSketch(kept: string): Sketch | null {
  if (kept.trim() === '') return null;
  try {
    const reading = sketchPlan.safeParse(JSON.parse(kept));
    return reading.success ? reading.data : null;
  } catch {
    return null;
  }
}

export const unreadableSketch = 'A sketch that cannot be read';

/** What stands in a summary, a comparison or a search for the drawing itself. */
export function sketchInWords(kept: string): string {
  if (kept.trim() === '') return '';
  const sketch = readSketch(kept);
  if (sketch === null) return unreadableSketch;
  const count = (type: SketchItem['type'], one: string, several: string): string[] => {
    const found = sketch.items.filter((item) => item.type === type).length;
    return found === 0 ? [] : [`${found} ${found === 1 ? one : several}`];
  };
  return [
    ...count('road', 'road', 'roads'),
    ...count('body', 'vehicle or person', 'vehicles and people'),
    ...count('arrow', 'arrow', 'arrows'),
    ...count('measurement', 'measurement', 'measurements'),
    ...count('mark', 'mark', 'marks'),
    ...count('words', 'label', 'labels'),
    ...(sketch.underlay === null ? [] : ['a photograph']),
  ].join(', ');
}

/**
 * An empty sketch is no sketch. Keys stand in the order of the model, whoever made the things: the same drawing is the same
 * text, so that what comes back from keeping it is not taken for a change.
 */
export function writeSketch(sketch: Sketch): string {
  if (sketch.items.length === 0 && sketch.underlay === null && sketch.north === 0) return '';
  const reading = sketchPlan.safeParse(sketch);
  return JSON.stringify(reading.success ? reading.data : sketch);
}
