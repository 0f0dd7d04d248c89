// The reference matcher on invented fingers of the tuning seeds: the same finger is known again however it is laid down, another is
// not, and what is no print is refused. How often it errs is measured by the bench, on fingers that were never tuned on.
import { beforeAll, expect, test } from 'vitest';
import { Comparer, prepare, type Prepared } from '../../../native-mocks/peers/matcher/compare.ts';
import { extract, NoRidges, type Template } from '../../../native-mocks/peers/matcher/minutiae.ts';
import { impression } from '../../../native-mocks/prints/impression.ts';
import { masterPrint, type MasterPrint } from '../../../native-mocks/prints/master-print.ts';

const persons = [1001, 1002, 1003, 1004];
let masters: readonly MasterPrint[];
let enrolled: readonly Prepared[];
let probes: readonly Prepared[];
beforeAll(() => {
  masters = persons.map((person) => masterPrint({ person, finger: 2 }));
  enrolled = masters.map((master) => prepare(extract(impression(master, { seed: 1 }))));
  probes = masters.map((master) => prepare(extract(impression(master, { seed: 2 }))));
}, 60_000);

test('a finger is more like itself than like any other', () => {
  const comparer = new Comparer();
  for (const [one, probe] of probes.entries()) {
    const scores = enrolled.map((other) => comparer.score(probe, other));
    expect(scores.indexOf(Math.max(...scores))).toBe(one);
    const others = scores.filter((_, index) => index !== one);
    expect(scores[one]).toBeGreaterThan(1.5 * Math.max(...others));
  }
});

test('a score is the same whatever was compared before', () => {
  const [probe, other] = [probes[0], enrolled[0]];
  if (probe === undefined || other === undefined) throw new Error('nothing was made');
  const comparer = new Comparer();
  const first = comparer.score(probe, other);
  for (const one of enrolled) comparer.score(probe, one);
  expect([comparer.score(probe, other), new Comparer().score(probe, other)]).toEqual([first, first]);
});

/** Laid elsewhere, and turned. */
function moved({ count, x, y, angle }: Template, turn: number, dx: number, dy: number): Template {
  const [cosine, sine] = [Math.cos(turn), Math.sin(turn)];
  return {
    count,
    x: x.map((value, at) => value * cosine - (y[at] ?? 0) * sine + dx),
    y: y.map((value, at) => (x[at] ?? 0) * sine + value * cosine + dy),
    angle: angle.map((value) => (((value + turn) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)),
  };
}

test('it does not matter how a finger is turned or where it lies', () => {
  const comparer = new Comparer();
  const [probe, other] = [probes[1], enrolled[1]];
  if (probe === undefined || other === undefined) throw new Error('nothing was made');
  const straight = comparer.score(probe, other);
  for (const [turn, dx, dy] of [
    [0.5, 40, -30],
    [3, -200, 90],
    [-1.2, 0, 500],
  ] as const) {
    const score = comparer.score(prepare(moved(probe.template, turn, dx, dy)), other);
    expect(Math.abs(score - straight)).toBeLessThan(0.25 * straight);
  }
});

test.each<[string, (at: number) => number]>([
  ['white glass', () => 250],
  ['black glass', () => 0],
  ['noise', (at) => (Math.imul(at, 2_654_435_761) >>> 9) & 0xff],
  ['a smooth shade', (at) => at % 255],
])('%s is no print, and is refused', (_what, gray) => {
  const [width, height] = [320, 400];
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => gray(at));
  expect(() => extract({ width, height, pixels })).toThrow(NoRidges);
});

test('an image of any size is looked at or refused, and never read beyond its end', () => {
  for (const [width, height] of [
    [1, 1],
    [8, 8],
    [17, 33],
    [64, 400],
  ] as const)
    expect(() => extract({ width, height, pixels: new Uint8Array(width * height).fill(90) })).toThrow(NoRidges);
});
