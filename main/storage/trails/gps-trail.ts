// Reads where a recording was made from the trail that came with it. Foreign text: bounded, and silent about what it cannot read.
import { z } from 'zod';
import { instant, type Instant } from '#contract/ids.ts';

export interface Position {
  readonly at: Instant;
  readonly latitude: number;
  readonly longitude: number;
}

/** A whole shift at a position a second is some 4 MB in the wordiest of these formats. */
export const longestTrailBytes = 8 * 1024 * 1024;
/** More than that say nothing more of where somebody was: every so-many-th is taken. */
const mostPositions = 5_000;

/**
 * Axis' trail, `{"CoordinateEntries": [{"LocationWKT": "POINT(13.22 55.71)", "Timestamp": "2022-08-23T11:48:10Z"}]}`, and plain ones: a
 * list of objects, alone or under a name, with latitude, longitude and a time (ISO 8601 with a zone, or seconds or milliseconds since 1970).
 * @returns in order of time, each time once; empty where the text is no trail
 */
export function readGpsTrail(text: string): Position[] {
  const positions = new Map<Instant, Position>();
  for (const entry of entriesOf(parse(text))) {
    const position = readPosition(entry);
    if (position !== null && !positions.has(position.at)) positions.set(position.at, position);
  }
  const inOrder = [...positions.values()].toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const step = Math.ceil(inOrder.length / mostPositions);
  return step <= 1 ? inOrder : inOrder.filter((_, index) => index % step === 0);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The list itself, or the longest list that an object has under any name: makers call it points, trail, positions, track. */
function entriesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return [];
  const lists = Object.values(value).filter((field): field is unknown[] => Array.isArray(field));
  return lists.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

const number = z.union([
  z.number(),
  z
    .string()
    .max(40)
    .regex(/^\s*[-+]?\d+(?:\.\d+)?\s*$/)
    .transform(Number),
]);
const latitude = number.pipe(z.number().min(-90).max(90));
const longitude = number.pipe(z.number().min(-180).max(180));

const names = {
  latitude: ['latitude', 'lat'],
  longitude: ['longitude', 'lon', 'lng', 'long'],
  time: ['timestamp', 'time', 'at', 'utc', 'datetime'],
  wkt: ['locationwkt', 'wkt'],
} as const;

function readPosition(entry: unknown): Position | null {
  if (!isObject(entry)) return null;
  const fields = new Map(Object.entries(entry).map(([name, field]) => [name.toLowerCase().replaceAll('_', ''), field]));
  const find = (wanted: keyof typeof names): unknown =>
    names[wanted].map((name) => fields.get(name)).find((field) => field !== undefined);
  const point = readPoint(find('wkt')) ?? { latitude: find('latitude'), longitude: find('longitude') };
  const place = z.object({ latitude, longitude }).safeParse(point);
  const at = readTime(find('time'));
  if (!place.success || at === null) return null;
  // What receivers without a fix write; nobody polices that spot in the Atlantic.
  if (place.data.latitude === 0 && place.data.longitude === 0) return null;
  return { at, ...place.data };
}

/** Well-known text has x before y: longitude first. */
function readPoint(wkt: unknown): { latitude: unknown; longitude: unknown } | null {
  if (typeof wkt !== 'string' || wkt.length > 200) return null;
  const match = /^\s*POINT\s?\(\s?(?<x>[-+]?\d+(?:\.\d+)?) (?<y>[-+]?\d+(?:\.\d+)?)\s?\)\s*$/i.exec(wkt);
  return match && { latitude: match.groups?.['y'], longitude: match.groups?.['x'] };
}

const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/** Satellites know the time: a time without a zone would be a guess, and is not taken. */
function readTime(value: unknown): Instant | null {
  const milliseconds =
    typeof value === 'number'
      ? value < 1e11
        ? value * 1000
        : value
      : z.iso.datetime({ offset: true }).safeParse(value).success
        ? Date.parse(String(value))
        : Number.NaN;
  if (!(milliseconds >= earliest && milliseconds < latest)) return null;
  return instant.parse(new Date(milliseconds).toISOString());
}
