// From pointer events to strokes: every point that the device told of, with its time and pressure, on the pad's own scale. Pure.
import { countPoints, mostPoints, numbersPerPoint, pad, type Ink, type InkStroke } from '#contract/ink.ts';

/** What of a `PointerEvent` is kept. */
export interface PadPointer {
  readonly pointerId: number;
  readonly pointerType: string;
  readonly clientX: number;
  readonly clientY: number;
  readonly pressure: number;
  /** Milliseconds; only differences are kept. */
  readonly timeStamp: number;
}

interface PadBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** While a pen writes, and so long after, a hand that rests on the pad is not writing. */
const palmMilliseconds = 1500;
const longestMilliseconds = 600_000;

const kindOf = (pointerType: string): InkStroke['pointer'] =>
  pointerType === 'pen' || pointerType === 'touch' ? pointerType : 'mouse';

const between = (value: number, most: number): number => Math.max(0, Math.min(most, Math.round(value)));

export class StrokeRecorder {
  #strokes: InkStroke[];
  #current: { readonly pointerId: number; readonly pointer: InkStroke['pointer']; readonly points: number[] } | null =
    null;
  /** What the clock of the events shows at the signature's beginning. */
  #origin: number | null = null;
  #penAt = Number.NEGATIVE_INFINITY;
  readonly #before: number;

  /** @param strokes those made before, and `pause` how many milliseconds ago the last of them ended. */
  constructor(strokes: Ink | readonly InkStroke[] = [], pause = 0) {
    this.#strokes = [...strokes];
    const last = strokes.at(-1)?.points.at(-2);
    this.#before = last === undefined ? 0 : last + Math.max(0, Math.round(pause));
  }

  /** With the stroke in hand, if there is one. */
  get strokes(): readonly InkStroke[] {
    const { pointer, points } = this.#current ?? {};
    return pointer === undefined || points === undefined || points.length === 0
      ? this.#strokes
      : [...this.#strokes, { pointer, points }];
  }

  get isWriting(): boolean {
    return this.#current !== null;
  }

  /** No more is taken; what is there can be kept, or cleared and signed again. */
  get isFull(): boolean {
    return countPoints(this.strokes) >= mostPoints || this.#lastTime >= longestMilliseconds;
  }

  /** False where this touch does not write. */
  begin(event: PadPointer, box: PadBox): boolean {
    const pointer = kindOf(event.pointerType);
    if (pointer === 'pen') this.#penAt = event.timeStamp;
    const isPalm = pointer === 'touch' && event.timeStamp - this.#penAt < palmMilliseconds;
    if (this.#current !== null || isPalm || this.isFull) return false;
    this.#origin ??= event.timeStamp - this.#before;
    this.#current = { pointerId: event.pointerId, pointer, points: [] };
    this.#add(event, box);
    return true;
  }

  /** All that came since the last time, in their order: `getCoalescedEvents`. */
  move(events: readonly PadPointer[], box: PadBox): void {
    for (const event of events) {
      if (event.pointerType === 'pen') this.#penAt = event.timeStamp;
      if (this.#current?.pointerId === event.pointerId) this.#add(event, box);
    }
  }

  /** True where a stroke ended with it. */
  end({ pointerId }: Pick<PadPointer, 'pointerId'>): boolean {
    if (this.#current?.pointerId !== pointerId) return false;
    const { pointer, points } = this.#current;
    this.#current = null;
    if (points.length > 0) this.#strokes.push({ pointer, points });
    return true;
  }

  get #lastTime(): number {
    return this.strokes.at(-1)?.points.at(-2) ?? 0;
  }

  #add(event: PadPointer, box: PadBox): void {
    const points = this.#current?.points;
    if (points === undefined || this.isFull || box.width === 0) return;
    const point = [
      between(((event.clientX - box.left) / box.width) * pad.width, pad.width),
      between(((event.clientY - box.top) / box.height) * pad.height, pad.height),
      between(Math.max(event.timeStamp - (this.#origin ?? 0), this.#lastTime), longestMilliseconds),
      between(event.pressure * 1000, 1000),
    ] as const;
    const before = points.slice(-numbersPerPoint);
    // A hand that rests says the same again and again.
    if (before.length > 0 && before[0] === point[0] && before[1] === point[1] && before[3] === point[3]) return;
    points.push(...point);
  }
}
