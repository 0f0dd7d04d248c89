// How well and how fast the reference matcher knows invented fingers again. Seeds of persons from 100,000 on: nothing was ever tuned on
// them (native-mocks/prints/README.md). Nothing here says anything of the prints of people, or of the real databases.
import { impression } from '../../native-mocks/prints/impression.ts';
import { masterPrint, type MasterPrint } from '../../native-mocks/prints/master-print.ts';
import { Comparer, prepare, type Prepared } from '../../native-mocks/peers/matcher/compare.ts';
import { extract } from '../../native-mocks/peers/matcher/minutiae.ts';
import { figure, median, milliseconds, percentile, type Figure } from './report.ts';

const firstPerson = 100_000;
const fingers = [2, 7] as const;
/** One to enrol, two to search with. */
const impressions = [1, 2, 3];
const falseMatchRate = 0.001;
/** As usual, and half as bad again. */
const strengths = [1, 1.5];

interface Finger {
  readonly enrolled: Prepared;
  readonly probes: readonly Prepared[];
}
type Person = readonly Finger[];

const processorMilliseconds = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** Of a share of `hits` in `count`: what it may be with 95 % confidence (Wilson); of none the rule of three. */
function interval(hits: number, count: number): string {
  if (hits === 0) return `at most ${((3 / count) * 100).toFixed(2)} % (rule of three)`;
  const [z, share] = [1.96, hits / count];
  const middle = share + (z * z) / (2 * count);
  const wide = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const [low, high] = [middle - wide, middle + wide].map((value) => (value / (1 + (z * z) / count)) * 100);
  return `${(low ?? 0).toFixed(2)} to ${(high ?? 0).toFixed(2)} % (Wilson)`;
}

function makePeople(masters: readonly (readonly MasterPrint[])[], strength: number, extractions: number[]): Person[] {
  return masters.map((person) =>
    person.map((master) => {
      const [enrolled, ...probes] = impressions.map((seed) => {
        const image = impression(master, { seed, strength });
        let template = null;
        extractions.push(processorMilliseconds(() => (template = extract(image))));
        if (template === null) throw new Error('nothing was extracted');
        return prepare(template);
      });
      if (enrolled === undefined) throw new Error('no impression');
      return { enrolled, probes };
    }),
  );
}

interface Scores {
  readonly genuine: number[];
  readonly impostor: number[];
}

function scoresOf(
  people: readonly Person[],
  comparer: Comparer,
): { single: Scores; fused: Scores; comparisons: number } {
  const single: Scores = { genuine: [], impostor: [] };
  const fused: Scores = { genuine: [], impostor: [] };
  let comparisons = 0;
  for (const [one, probePerson] of people.entries())
    for (const [two, enrolledPerson] of people.entries())
      for (let probe = 0; probe < impressions.length - 1; probe += 1) {
        // Of all the false ones a third is enough.
        if (one !== two && (probe > 0 || (one + two) % 3 !== 0)) continue;
        let sum = 0;
        for (const [index, finger] of probePerson.entries()) {
          const [from, to] = [finger.probes[probe], enrolledPerson[index]?.enrolled];
          if (from === undefined || to === undefined) throw new Error('a finger is missing');
          const score = comparer.score(from, to);
          comparisons += 1;
          sum += score;
          (one === two ? single.genuine : single.impostor).push(score);
        }
        (one === two ? fused.genuine : fused.impostor).push(sum);
      }
  return { single, fused, comparisons };
}

function falseNonMatches({ genuine, impostor }: Scores): { missed: number; threshold: number } {
  const sorted = impostor.toSorted((a, b) => b - a);
  const threshold = sorted[Math.floor(sorted.length * falseMatchRate)] ?? 0;
  return { missed: genuine.filter((score) => score <= threshold).length, threshold };
}

/** Without the votes: each minutia of one on each of the other is tried. */
function exhaustive(people: readonly Person[]): number {
  const [one, two] = [people[0]?.[0]?.probes[0]?.template, people[1]?.[0]?.enrolled.template];
  if (one === undefined || two === undefined) return Number.NaN;
  let best = 0;
  return processorMilliseconds(() => {
    for (let i = 0; i < one.count; i += 1)
      for (let j = 0; j < two.count; j += 1) {
        const turn = (two.angle[j] ?? 0) - (one.angle[i] ?? 0);
        const [cosine, sine] = [Math.cos(turn), Math.sin(turn)];
        let pairs = 0;
        for (let k = 0; k < one.count; k += 1) {
          const [x, y] = [(one.x[k] ?? 0) - (one.x[i] ?? 0), (one.y[k] ?? 0) - (one.y[i] ?? 0)];
          const [u, v] = [x * cosine - y * sine + (two.x[j] ?? 0), x * sine + y * cosine + (two.y[j] ?? 0)];
          for (let m = 0; m < two.count; m += 1)
            if (Math.hypot((two.x[m] ?? 0) - u, (two.y[m] ?? 0) - v) < 15) {
              pairs += 1;
              break;
            }
        }
        best = Math.max(best, pairs);
      }
  });
}

export function benchFingerprints(count: number): Figure[] {
  const masters = Array.from({ length: count }, (_, index) =>
    fingers.map((finger) => masterPrint({ person: firstPerson + index, finger })),
  );
  const figures: Figure[] = [];
  for (const strength of strengths) {
    const extractions: number[] = [];
    const people = makePeople(masters, strength, extractions);
    const comparer = new Comparer();
    scoresOf(people.slice(0, 20), comparer);
    let scores = scoresOf([], comparer);
    const spent = processorMilliseconds(() => (scores = scoresOf(people, comparer)));
    const each = spent / scores.comparisons;
    const what = strength === 1 ? 'invented prints' : `invented prints, ${strength} times as bad`;
    const accuracy = (name: string, { genuine, impostor }: Scores, most: number): Figure => {
      const { missed } = falseNonMatches({ genuine, impostor });
      return figure(
        `${what}: ${name} not known again at a false match rate of 0.1 %, of ${genuine.length} (${impostor.length} false pairs)`,
        `${missed}, ${interval(missed, genuine.length)}`,
        strength === 1 ? { target: `at most ${most * 100} %`, met: missed <= most * genuine.length } : {},
      );
    };
    figures.push(accuracy('one finger', scores.single, 0.02), accuracy('two fingers together', scores.fused, 0));
    if (strength !== 1) continue;
    const perSecond = 1000 / each;
    const plain = exhaustive(people);
    figures.push(
      figure('minutiae of a print, processor time, median', milliseconds(median(extractions)), {
        target: 'at most 60 ms',
        met: median(extractions) <= 60,
      }),
      figure('minutiae of a print, processor time, 95th percentile', milliseconds(percentile(extractions, 0.95))),
      figure('comparisons a second on one core, real templates', `${Math.round(perSecond)}`, {
        baseline: `each minutia tried on each: ${Math.round(1000 / plain)}`,
        ratio: perSecond / (1000 / plain),
        target: 'at least 5,000',
        met: perSecond >= 5000,
      }),
      figure('10,000 enrolled fingers searched with one on one core, from that', `${(10 * each).toFixed(2)} s`, {
        target: 'at most 2 s',
        met: 10 * each <= 2,
      }),
    );
  }
  return figures;
}
