// How well and how fast the reference matcher knows invented fingers again. Seeds of persons from 100,000 on: nothing was ever tuned on
// them (native-mocks/prints/README.md). Nothing here says anything of the prints of people, or of the real databases.
import { impression, type ImpressionWanted } from '../../native-mocks/prints/impression.ts';
import { masterPrint, type MasterPrint } from '../../native-mocks/prints/master-print.ts';
import { Comparer, prepare, type Prepared } from '../../native-mocks/peers/matcher/compare.ts';
import { Gallery } from '../../native-mocks/peers/matcher/gallery.ts';
import { extract } from '../../native-mocks/peers/matcher/minutiae.ts';
import { figure, median, milliseconds, percentile, type Figure } from './report.ts';

const firstPerson = 100_000;
const fingers = [2, 7] as const;
/** One to enrol, two to search with. */
const impressions = [1, 2, 3];
const falseMatchRate = 0.001;
/** What the enrolled prints, made as usual, are searched with. The first is what targets are held against. */
const conditions = [
  { what: 'invented prints', wanted: { strength: 1 } },
  // Turned by up to 25 degrees, moved by up to 36 and 44 pixels, stretched and noisy.
  { what: 'searched with prints twice as bad', wanted: { strength: 2 } },
  // About a third of the enrolled area.
  { what: 'searched with small prints half as bad again', wanted: { strength: 1.5, width: 192, height: 240 } },
];

interface Finger {
  readonly name: string;
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

function printOf(master: MasterPrint, wanted: ImpressionWanted, extractions: number[]): Prepared {
  const image = impression(master, wanted);
  let template = null;
  extractions.push(processorMilliseconds(() => (template = extract(image))));
  if (template === null) throw new Error('nothing was extracted');
  return prepare(template);
}

/** There are too many of them for the arguments of a call. */
const mostOf = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), 0);

interface Scores {
  readonly genuine: { readonly name: string; readonly score: number }[];
  readonly impostor: number[];
}

/** Every print against every enrolled finger, other positions too: of one finger each two of other persons are a false pair. */
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
        let sum = 0;
        for (const [position, { probes, name }] of probePerson.entries())
          for (const [other, { enrolled }] of enrolledPerson.entries()) {
            const from = probes[probe];
            if (from === undefined) throw new Error('a print is missing');
            if (one === two && position !== other) continue;
            const score = comparer.score(from, enrolled);
            comparisons += 1;
            if (position === other) sum += score;
            if (one === two) single.genuine.push({ name: `${name} print ${probe + 2}`, score });
            else single.impostor.push(score);
          }
        const name = `${probePerson[0]?.name ?? ''} and the other, print ${probe + 2}`;
        if (one === two) fused.genuine.push({ name, score: sum });
        else fused.impostor.push(sum);
      }
  return { single, fused, comparisons };
}

function falseNonMatches({ genuine, impostor }: Scores): { missed: Scores['genuine']; threshold: number } {
  const sorted = impostor.toSorted((a, b) => b - a);
  const threshold = sorted[Math.floor(sorted.length * falseMatchRate)] ?? 0;
  return { missed: genuine.filter(({ score }) => score <= threshold), threshold };
}

const bytesIn = (held: object): number =>
  Object.values(held).reduce((sum: number, part: unknown) => sum + (ArrayBuffer.isView(part) ? part.byteLength : 0), 0);

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

function accuracy(name: string, scores: Scores, most: number | null): Figure {
  const { missed, threshold } = falseNonMatches(scores);
  const [count, falsePairs] = [scores.genuine.length, scores.impostor.length];
  const which = missed.map((miss) => `${miss.name}: ${miss.score.toFixed(1)}`).slice(0, 6);
  const middle = median(scores.genuine.map(({ score }) => score)).toFixed(1);
  return figure(
    `${name} not known again at a false match rate of 0.1 %, of ${count} (${falsePairs} false pairs)`,
    `${missed.length}, ${interval(missed.length, count)}; threshold ${threshold.toFixed(1)}, median ${middle}, most of a false pair ${mostOf(scores.impostor).toFixed(1)}${which.length > 0 ? ` [${which.join('; ')}]` : ''}`,
    most === null ? {} : { target: `at most ${most * 100} %`, met: missed.length <= most * count },
  );
}

function speeds(people: readonly Person[], extractions: readonly number[], each: number): Figure[] {
  const [perSecond, plain] = [1000 / each, exhaustive(people)];
  const enrolled = people.flatMap((person) => person.map((finger) => finger.enrolled));
  return [
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
    figure('minutiae of an enrolled print, median', `${median(enrolled.map(({ template }) => template.count))}`),
    figure('template of an enrolled print, median', `${median(enrolled.map(({ template }) => bytesIn(template)))} B`),
    figure(
      'template with what it is looked up in, median',
      `${median(enrolled.map((print) => bytesIn(print) + bytesIn(print.template)))} B`,
    ),
  ];
}

const galleryFingers = 10_000;
const searches = 5;

/** A gallery of so many fingers, the enrolled ones again and again under other names, searched with one finger on one thread. */
async function gallerySearch(people: readonly Person[]): Promise<Figure> {
  const gallery = new Gallery();
  const enrolled = people.flatMap((person) => person.map((finger) => finger.enrolled.template));
  for (let at = 0; at < galleryFingers; at += 1) {
    const template = enrolled[at % enrolled.length];
    if (template !== undefined) gallery.enrol(`copy ${at}`, [{ position: 2, template }]);
  }
  const times: number[] = [];
  for (const person of people.slice(0, searches)) {
    const probe = person[0]?.probes[0]?.template;
    if (probe === undefined) continue;
    const before = process.cpuUsage();
    await gallery.search([{ position: 2, template: probe }], { least: 20, limit: 10, isWanted: () => true });
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1_000_000);
  }
  const middle = median(times);
  return figure(
    `${galleryFingers} enrolled fingers searched with one in one thread, processor time, median`,
    `${middle.toFixed(2)} s`,
    {
      target: 'at most 2 s',
      met: middle <= 2,
    },
  );
}

export async function benchFingerprints(count: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  const extractions: number[] = [];
  const all = Array.from({ length: count }, (_, index) =>
    fingers.map((finger) => {
      const [master, name] = [
        masterPrint({ person: firstPerson + index, finger }),
        `${firstPerson + index} finger ${finger}`,
      ];
      const enrolled = printOf(master, { seed: 1 }, extractions);
      const probes = conditions.map(({ wanted }, at) =>
        impressions.slice(1).map((seed) => printOf(master, { seed, ...wanted }, at === 0 ? extractions : [])),
      );
      return { name, enrolled, probes };
    }),
  );
  const comparer = new Comparer();
  for (const [at, { what }] of conditions.entries()) {
    const people = all.map((person) => person.map((finger) => ({ ...finger, probes: finger.probes[at] ?? [] })));
    scoresOf(people.slice(0, 20), comparer);
    let scores = scoresOf([], comparer);
    const spent = processorMilliseconds(() => (scores = scoresOf(people, comparer)));
    const isHeld = at === 0;
    figures.push(
      accuracy(`${what}: one finger`, scores.single, isHeld ? 0.02 : null),
      accuracy(`${what}: two fingers together`, scores.fused, isHeld ? 0 : null),
    );
    if (isHeld) figures.push(...speeds(people, extractions, spent / scores.comparisons), await gallerySearch(people));
  }
  return figures;
}
