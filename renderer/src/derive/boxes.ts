// Where a redaction's boxes lie at a moment, and which of them cover a picture. Pure: fractions of the picture as it is seen.
import { mostBoxKeys, type BoxKey, type RecipeBox, type RecipeMute } from '#contract/recipe.ts';
import { hair } from './moments.ts';

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The time for which one picture is shown. */
export interface PictureTime {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** In a straight line between two keys; before the first and after the last the box stays where it is. */
export function areaAt(keys: readonly BoxKey[], seconds: number): Area {
  const after = keys.findIndex((key) => key.atSeconds >= seconds);
  const next = after < 0 ? undefined : keys[after];
  const previous = after < 0 ? keys.at(-1) : keys[after - 1];
  const only = next ?? previous;
  if (only === undefined) return { x: 0, y: 0, width: 1, height: 1 };
  if (next === undefined || previous === undefined) return areaOf(only);
  const part = (seconds - previous.atSeconds) / (next.atSeconds - previous.atSeconds);
  const between = (a: number, b: number): number => a + (b - a) * part;
  return {
    x: between(previous.x, next.x),
    y: between(previous.y, next.y),
    width: between(previous.width, next.width),
    height: between(previous.height, next.height),
  };
}

const areaOf = ({ x, y, width, height }: Area): Area => ({ x, y, width, height });

const isDuring = ({ startSeconds, endSeconds }: PictureTime, moment: number): boolean =>
  moment >= startSeconds - hair && moment < endSeconds - hair;

/** A box covers a picture of which any part lies in its time. */
export const isOn = (box: RecipeBox, picture: PictureTime): boolean =>
  box.startSeconds < picture.endSeconds - hair && box.endSeconds >= picture.startSeconds - hair;

/** Where a box is seen on a picture: where it was last placed while the picture was on screen, else where it is as the picture begins. */
export function areaOn(keys: readonly BoxKey[], picture: PictureTime): Area {
  const placed = keys.findLast(({ atSeconds }) => isDuring(picture, atSeconds));
  return placed === undefined ? areaAt(keys, picture.startSeconds) : areaOf(placed);
}

/**
 * All that is covered of a picture. A box that was placed while the picture was shown covers every such place as well as where
 * it is as the picture begins: a picture does not change while it is shown, and none of them may be bare.
 */
export function boxesDuring(
  boxes: readonly RecipeBox[],
  picture: PictureTime,
): readonly { readonly box: RecipeBox; readonly area: Area }[] {
  return boxes
    .filter((box) => isOn(box, picture))
    .flatMap((box) => {
      const placed = box.keys.filter(({ atSeconds }) => isDuring(picture, atSeconds));
      const asItBegins = areaAt(box.keys, picture.startSeconds);
      return [asItBegins, ...placed.map(areaOf).filter((area) => !isSame(area, asItBegins))].map((area) => ({
        box,
        area,
      }));
    });
}

const isSame = (a: Area, b: Area): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

/** A new or moved key of a picture; what that picture had is replaced, what its neighbours have is not. */
export function withKey(keys: readonly BoxKey[], key: BoxKey, picture: PictureTime): BoxKey[] {
  const others = keys.filter(({ atSeconds }) => atSeconds !== key.atSeconds && !isDuring(picture, atSeconds));
  return [...others, key].toSorted((a, b) => a.atSeconds - b.atSeconds);
}

/** What a tracker found replaces what lay in its time; keys before and after stay. */
export function withTracked(keys: readonly BoxKey[], tracked: readonly BoxKey[]): BoxKey[] {
  const [first, last] = [tracked[0], tracked.at(-1)];
  if (first === undefined || last === undefined) return [...keys];
  const others = keys.filter(
    ({ atSeconds }) => atSeconds < first.atSeconds - hair || atSeconds > last.atSeconds + hair,
  );
  return atMost(
    [...others, ...tracked].toSorted((a, b) => a.atSeconds - b.atSeconds),
    mostBoxKeys,
  );
}

/** A straight line of a followed box is good enough to within this much of the picture. */
export const followTolerance = 0.003;

/**
 * No more keys than a recipe holds. It costs accuracy: the longer a restless thing is followed, the further the box may lie from
 * where it was found, always by as little as will do. What the officer placed stays as it is.
 */
function atMost(keys: readonly BoxKey[], most: number): BoxKey[] {
  let fewer = [...keys];
  for (let tolerance = followTolerance; fewer.length > most && tolerance < 1; tolerance *= 1.5) {
    fewer = betweenPlaced(keys).flatMap((run) => simplified(run, tolerance).slice(1));
    fewer.unshift(...keys.slice(0, 1));
  }
  return fewer;
}

/** The keys from each that the officer placed to the next, both with them. */
function betweenPlaced(keys: readonly BoxKey[]): BoxKey[][] {
  const runs: BoxKey[][] = [];
  let run: BoxKey[] = [];
  for (const key of keys) {
    run.push(key);
    if (key.by !== 'officer' || run.length === 1) continue;
    runs.push(run);
    run = [key];
  }
  return run.length > 1 ? [...runs, run] : runs;
}

/** Drops keys that a straight line between their neighbours gives anyway, to within `tolerance` of the picture. */
export function simplified(keys: readonly BoxKey[], tolerance: number): BoxKey[] {
  const [first, last] = [keys[0], keys.at(-1)];
  if (first === undefined || last === undefined || keys.length <= 2) return [...keys];
  let worst = 0;
  let at = 0;
  for (const [index, key] of keys.entries()) {
    const line = areaAt([first, last], key.atSeconds);
    const off = Math.max(
      Math.abs(line.x - key.x),
      Math.abs(line.y - key.y),
      Math.abs(line.width - key.width),
      Math.abs(line.height - key.height),
    );
    if (off > worst) [worst, at] = [off, index];
  }
  if (worst <= tolerance) return [first, last];
  return [...simplified(keys.slice(0, at + 1), tolerance).slice(0, -1), ...simplified(keys.slice(at), tolerance)];
}

/** Inside the picture, and never smaller than can be seen and taken hold of. */
export function withinPicture({ x, y, width, height }: Area): Area {
  const [w, h] = [clamp(width, smallestSide, 1), clamp(height, smallestSide, 1)];
  return { x: clamp(x, 0, 1 - w), y: clamp(y, 0, 1 - h), width: w, height: h };
}

const smallestSide = 0.02;
const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

export const isMuted = (mutes: readonly RecipeMute[], fromSeconds: number, untilSeconds: number): boolean =>
  mutes.some((mute) => mute.startSeconds < untilSeconds && mute.endSeconds > fromSeconds);
