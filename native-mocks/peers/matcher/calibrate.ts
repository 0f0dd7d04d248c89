// Thresholds from impostor runs on fingers of the tuning seeds: `node native-mocks/peers/matcher/calibrate.ts [persons]` prints what
// thresholds.ts holds. `possible` is passed by one false pair in a thousand, `hit` by none of them and a quarter more.
import { impression } from '../../prints/impression.ts';
import { masterPrint } from '../../prints/master-print.ts';
import { Comparer, prepare, type Prepared } from './compare.ts';
import { extract } from './minutiae.ts';

const count = Number(process.argv[2] ?? 100);
const firstPerson = 3000;
const fingers = [2, 7, 3, 8];
const mostFingers = fingers.length;

const people = Array.from({ length: count }, (_, index) =>
  fingers.map((finger) => {
    const master = masterPrint({ person: firstPerson + index, finger });
    return [1, 2].map((seed): Prepared => prepare(extract(impression(master, { seed }))));
  }),
);
const comparer = new Comparer();
const scores = Array.from({ length: mostFingers }, (): number[] => []);
/** Each finger of the one against each of the other, of other positions too: any two are a false pair. */
const each = (probe: readonly Prepared[][], enrolled: readonly Prepared[][]): number[][] =>
  probe.map(([, from]) =>
    enrolled.map(([to]) => (from === undefined || to === undefined ? 0 : comparer.score(from, to))),
  );
for (const [one, probe] of people.entries())
  for (const [two, enrolled] of people.entries()) {
    if (one === two) continue;
    const score = each(probe, enrolled);
    for (let shift = 0; shift < mostFingers; shift += 1)
      for (let first = 0; first < mostFingers; first += 1) {
        let sum = 0;
        for (let finger = 0; finger < mostFingers; finger += 1) {
          const position = (first + finger) % mostFingers;
          sum += score[position]?.[(position + shift) % mostFingers] ?? 0;
          // All of them together are the same wherever one begins.
          if (finger < mostFingers - 1 || first === 0) scores[finger]?.push(sum);
        }
      }
  }
const table = scores.map((all, index) => {
  const sorted = all.toSorted((a, b) => b - a);
  const possible = sorted[Math.floor(sorted.length / 1000)] ?? 0;
  return {
    fingers: index + 1,
    possible: Number(possible.toFixed(1)),
    hit: Number(((sorted[0] ?? 0) * 1.25).toFixed(1)),
  };
});
process.stdout.write(`${JSON.stringify({ persons: count, pairs: scores[0]?.length, table }, null, 2)}\n`);
