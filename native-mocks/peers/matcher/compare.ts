// Whether two prints are of one finger: pairs of neighbouring minutiae that look alike vote for which may be which, the best of those lay
// one print over the other, and what then lies together counts.
import type { Template } from './minutiae.ts';

/** What of a template a comparison looks things up in; made once. */
export interface Prepared {
  readonly template: Template;
  /** Where the edges of each key begin among all, and behind the last where all end. */
  readonly starts: Uint16Array;
  /** Edges, sorted by their key: from which minutia to which. */
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly length: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
}

const neighbours = 9;
const longestEdge = 110;
const shortestEdge = 8;
const lengthStep = 8;
const angleSteps = 16;
const turn = 2 * Math.PI;
const tried = 14;
/** A pair that so few edges speak for is chance. */
const fewestVotes = 6;
const lengthSlack = 7;
const angleSlack = 0.4;
const placeSlack = 15;
const placeAngleSlack = 0.5;
/** Fewer that lie together are no finger's. */
const fewestPairs = 8;
const mostMinutiae = 96;
const lengthSteps = Math.floor(longestEdge / lengthStep) + 1;
const keyCount = lengthSteps * angleSteps * angleSteps;

const wrapped = (angle: number): number => ((angle % turn) + turn) % turn;
const apart = (a: number, b: number): number => {
  const difference = Math.abs(a - b) % turn;
  return difference > Math.PI ? turn - difference : difference;
};

/** Of two that are at least 0 and less than a turn. */
function isNear(a: number, b: number): boolean {
  const difference = a > b ? a - b : b - a;
  return difference < angleSlack || difference > turn - angleSlack;
}

/** Sixteen directions each: a number's last four bits go around by themselves. */
const keyOf = (length: number, first: number, second: number): number =>
  (((length << 4) | (first & 15)) << 4) | (second & 15);
const stepOf = (angle: number): number => Math.floor((angle / turn) * angleSteps);

export function prepare(template: Template): Prepared {
  const { count, x, y, angle } = template;
  const edges: { key: number; from: number; to: number; length: number; first: number; second: number }[] = [];
  for (let from = 0; from < count; from += 1) {
    const near: { to: number; length: number }[] = [];
    for (let to = 0; to < count; to += 1) {
      if (to === from) continue;
      const length = Math.hypot((x[to] ?? 0) - (x[from] ?? 0), (y[to] ?? 0) - (y[from] ?? 0));
      if (length >= shortestEdge && length <= longestEdge) near.push({ to, length });
    }
    near.sort((a, b) => a.length - b.length);
    for (const { to, length } of near.slice(0, neighbours)) {
      const heading = Math.atan2((y[to] ?? 0) - (y[from] ?? 0), (x[to] ?? 0) - (x[from] ?? 0));
      const first = wrapped((angle[from] ?? 0) - heading);
      const second = wrapped((angle[to] ?? 0) - heading);
      const key = keyOf(Math.floor(length / lengthStep), stepOf(first), stepOf(second));
      edges.push({ key, from, to, length, first, second });
    }
  }
  edges.sort((a, b) => a.key - b.key);
  return {
    template,
    starts: startsOf(edges.map(({ key }) => key)),
    from: Uint8Array.from(edges, ({ from }) => from),
    to: Uint8Array.from(edges, ({ to }) => to),
    length: Float32Array.from(edges, ({ length }) => length),
    first: Float32Array.from(edges, ({ first }) => first),
    second: Float32Array.from(edges, ({ second }) => second),
  };
}

function startsOf(keys: readonly number[]): Uint16Array {
  const starts = new Uint16Array(keyCount + 1);
  for (const key of keys) starts[key + 1] = (starts[key + 1] ?? 0) + 1;
  for (let key = 0; key < keyCount; key += 1) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  return starts;
}

/** Compares one print with many; keeps the room that it works in. */
export class Comparer {
  readonly #votes = new Uint16Array(mostMinutiae * mostMinutiae);
  /** Places with any vote, and with enough of them. */
  readonly #touched = new Uint16Array(mostMinutiae * mostMinutiae);
  readonly #places = new Uint16Array(mostMinutiae * mostMinutiae);
  #touchedCount = 0;
  #voted = 0;
  readonly #taken = new Uint8Array(mostMinutiae);
  readonly #pairs = new Int16Array(mostMinutiae * 2);

  /** 0 for nothing alike; what it is held against is calibrated. */
  score(probe: Prepared, other: Prepared): number {
    const votes = this.#votes;
    this.#vote(probe, other);
    let best = 0;
    for (let attempt = 0; attempt < tried; attempt += 1) {
      let [most, at] = [fewestVotes - 1, -1];
      for (let index = 0; index < this.#voted; index += 1) {
        const place = this.#places[index] ?? 0;
        const count = votes[place] ?? 0;
        if (count > most) [most, at] = [count, place];
      }
      if (at < 0) break;
      votes[at] = 0;
      best = Math.max(
        best,
        this.#align(probe.template, other.template, Math.floor(at / mostMinutiae), at % mostMinutiae),
      );
    }
    for (let index = 0; index < this.#touchedCount; index += 1) votes[this.#touched[index] ?? 0] = 0;
    [this.#voted, this.#touchedCount] = [0, 0];
    return best;
  }

  #vote(probe: Prepared, other: Prepared): void {
    const { starts, length: lengths, first: firsts, second: seconds, from, to } = other;
    for (let edge = 0; edge < probe.length.length; edge += 1) {
      // The same edge from its other end says nothing new.
      if ((probe.from[edge] ?? 0) > (probe.to[edge] ?? 0)) continue;
      const length = probe.length[edge] ?? 0;
      const first = probe.first[edge] ?? 0;
      const second = probe.second[edge] ?? 0;
      const lengthAt = Math.floor(length / lengthStep);
      const firstAt = stepOf(first);
      const secondAt = stepOf(second);
      const mine = (probe.from[edge] ?? 0) * mostMinutiae;
      const near = (probe.to[edge] ?? 0) * mostMinutiae;
      for (let dl = Math.max(0, lengthAt - 1); dl <= Math.min(lengthSteps - 1, lengthAt + 1); dl += 1)
        for (let df = -1; df <= 1; df += 1)
          for (let ds = -1; ds <= 1; ds += 1) {
            const key = keyOf(dl, firstAt + df, secondAt + ds);
            const end = starts[key + 1] ?? 0;
            for (let at = starts[key] ?? 0; at < end; at += 1) {
              const longer = (lengths[at] ?? 0) - length;
              if (longer > lengthSlack || longer < -lengthSlack) continue;
              if (!isNear(firsts[at] ?? 0, first) || !isNear(seconds[at] ?? 0, second)) continue;
              this.#voteFor(mine + (from[at] ?? 0));
              this.#voteFor(near + (to[at] ?? 0));
            }
          }
    }
  }

  #voteFor(place: number): void {
    const count = this.#votes[place] ?? 0;
    this.#votes[place] = count + 1;
    // Most pairs never get so far.
    if (count + 1 !== fewestVotes) {
      if (count === 0) this.#touched[this.#touchedCount++] = place;
      return;
    }
    this.#places[this.#voted++] = place;
  }

  /** Laid over each other by one pair, then once more by all that fits so. */
  #align(probe: Template, other: Template, one: number, two: number): number {
    const rotation = (other.angle[two] ?? 0) - (probe.angle[one] ?? 0);
    const [cosine, sine] = [Math.cos(rotation), Math.sin(rotation)];
    const [px, py] = [probe.x[one] ?? 0, probe.y[one] ?? 0];
    const dx = (other.x[two] ?? 0) - (px * cosine - py * sine);
    const dy = (other.y[two] ?? 0) - (px * sine + py * cosine);
    const pairs = this.#pair(probe, other, rotation, dx, dy);
    if (pairs < fewestPairs) return 0;
    const fitted = this.#fit(probe, other, pairs);
    const final = this.#pair(probe, other, fitted.rotation, fitted.dx, fitted.dy);
    return this.#judge(probe, other, fitted, final);
  }

  /** How many of the probe lie on one of the other; who on whom is in `#pairs`. Scalars throughout: this is where the time goes. */
  #pair(probe: Template, other: Template, rotation: number, dx: number, dy: number): number {
    const taken = this.#taken;
    taken.fill(0);
    const cosine = Math.cos(rotation);
    const sine = Math.sin(rotation);
    const { x: otherX, y: otherY, angle: otherAngle, count: others } = other;
    let pairs = 0;
    for (let one = 0; one < probe.count; one += 1) {
      const px = probe.x[one] ?? 0;
      const py = probe.y[one] ?? 0;
      const x = px * cosine - py * sine + dx;
      const y = px * sine + py * cosine + dy;
      const angle = (probe.angle[one] ?? 0) + rotation;
      let nearest = placeSlack * placeSlack;
      let best = -1;
      for (let two = 0; two < others; two += 1) {
        const ex = (otherX[two] ?? 0) - x;
        if (ex > placeSlack || ex < -placeSlack) continue;
        const ey = (otherY[two] ?? 0) - y;
        const distance = ex * ex + ey * ey;
        if (distance >= nearest || taken[two] === 1) continue;
        if (apart(otherAngle[two] ?? 0, angle) > placeAngleSlack) continue;
        nearest = distance;
        best = two;
      }
      if (best < 0) continue;
      taken[best] = 1;
      this.#pairs[2 * pairs] = one;
      this.#pairs[2 * pairs + 1] = best;
      pairs += 1;
    }
    return pairs;
  }

  /** The rotation and shift that bring the pairs closest together. */
  #fit(probe: Template, other: Template, pairs: number): { rotation: number; dx: number; dy: number } {
    let [ax, ay, bx, by] = [0, 0, 0, 0];
    for (let pair = 0; pair < pairs; pair += 1) {
      const [one, two] = [this.#pairs[2 * pair] ?? 0, this.#pairs[2 * pair + 1] ?? 0];
      ax += probe.x[one] ?? 0;
      ay += probe.y[one] ?? 0;
      bx += other.x[two] ?? 0;
      by += other.y[two] ?? 0;
    }
    [ax, ay, bx, by] = [ax / pairs, ay / pairs, bx / pairs, by / pairs];
    let [along, across] = [0, 0];
    for (let pair = 0; pair < pairs; pair += 1) {
      const [one, two] = [this.#pairs[2 * pair] ?? 0, this.#pairs[2 * pair + 1] ?? 0];
      const [x, y] = [(probe.x[one] ?? 0) - ax, (probe.y[one] ?? 0) - ay];
      const [u, v] = [(other.x[two] ?? 0) - bx, (other.y[two] ?? 0) - by];
      along += x * u + y * v;
      across += x * v - y * u;
    }
    const rotation = Math.atan2(across, along);
    const [cosine, sine] = [Math.cos(rotation), Math.sin(rotation)];
    return { rotation, dx: bx - (ax * cosine - ay * sine), dy: by - (ax * sine + ay * cosine) };
  }

  /** Pairs count the more, the more of what both prints show of this place they are. */
  #judge(
    probe: Template,
    other: Template,
    { rotation, dx, dy }: { rotation: number; dx: number; dy: number },
    pairs: number,
  ): number {
    const [cosine, sine] = [Math.cos(rotation), Math.sin(rotation)];
    let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let two = 0; two < other.count; two += 1) {
      left = Math.min(left, other.x[two] ?? 0);
      right = Math.max(right, other.x[two] ?? 0);
      top = Math.min(top, other.y[two] ?? 0);
      bottom = Math.max(bottom, other.y[two] ?? 0);
    }
    let [mine, mineLeft, mineRight, mineTop, mineBottom] = [0, Infinity, -Infinity, Infinity, -Infinity];
    for (let one = 0; one < probe.count; one += 1) {
      const x = (probe.x[one] ?? 0) * cosine - (probe.y[one] ?? 0) * sine + dx;
      const y = (probe.x[one] ?? 0) * sine + (probe.y[one] ?? 0) * cosine + dy;
      if (x >= left && x <= right && y >= top && y <= bottom) mine += 1;
      mineLeft = Math.min(mineLeft, x);
      mineRight = Math.max(mineRight, x);
      mineTop = Math.min(mineTop, y);
      mineBottom = Math.max(mineBottom, y);
    }
    let theirs = 0;
    for (let two = 0; two < other.count; two += 1) {
      const [x, y] = [other.x[two] ?? 0, other.y[two] ?? 0];
      if (x >= mineLeft && x <= mineRight && y >= mineTop && y <= mineBottom) theirs += 1;
    }
    return (pairs * pairs) / Math.max(1, Math.sqrt(mine * theirs));
  }
}
