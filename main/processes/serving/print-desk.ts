// The prints of one identification: taken from the reader frame by frame, the best of each finger kept in memory, sent once, overwritten.
// Nothing of them leaves this process but the transaction to the gateway and the coarse picture for the page.
import { KerbdeskError } from '#contract/errors.ts';
import type { CaptureFrame, PrintPosition } from '#contract/identify/fingers.ts';
import type { PurgeReceipt } from '#contract/identify.ts';
import type { SearchPrint } from '../../biometrics/nist/print-records.ts';
import { PrintKeeper } from '../../biometrics/zeroise.ts';
import type { Clock } from '../../ports/clock.ts';
import { ScannerError, type Scanner, type ScannerImage } from '../../ports/scanner.ts';
import { Seeing } from './seeing.ts';

export interface PrintDeskEvents {
  readonly frame: (frame: CaptureFrame) => void;
  readonly captured: (captured: { position: PrintPosition; score: number }) => void;
  readonly failed: (failed: { position: PrintPosition; isUnplugged: boolean; words: string }) => void;
}

interface Capture {
  readonly position: PrintPosition;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

export class PrintDesk {
  readonly keeper = new PrintKeeper();
  readonly #clock: Clock;
  readonly #events: PrintDeskEvents;
  readonly #prints = new Map<PrintPosition, SearchPrint>();
  #capture: Capture | null = null;
  #hasTaken = false;

  constructor(clock: Clock, events: PrintDeskEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  /** In the order of their positions. */
  get prints(): readonly SearchPrint[] {
    return [...this.#prints.values()].toSorted((a, b) => a.position - b.position);
  }

  async capture(scanner: Scanner, position: PrintPosition): Promise<void> {
    // Another may have begun while this one waited: the reader has one glass, and a print is of one finger.
    while (this.#capture !== null) await this.stopCapture();
    if (this.keeper.isPurged)
      throw new KerbdeskError('out-of-order', 'The prints of this identification are purged. Begin a new one.');
    this.discard(position);
    const stop = new AbortController();
    this.#capture = { position, stop, ended: this.#take(scanner, position, stop) };
  }

  /** Resolves when the reader rests; what it saw last is overwritten. */
  async stopCapture(): Promise<void> {
    const capture = this.#capture;
    capture?.stop.abort();
    await capture?.ended;
  }

  discard(position: PrintPosition): void {
    const print = this.#prints.get(position);
    if (print === undefined) return;
    this.#prints.delete(position);
    this.keeper.discard(print.image.pixels);
  }

  purge(): Omit<PurgeReceipt, 'at'> {
    this.#capture?.stop.abort();
    this.#prints.clear();
    return this.keeper.purge();
  }

  async #take(scanner: Scanner, position: PrintPosition, stop: AbortController): Promise<void> {
    try {
      const taken = await this.#watch(scanner, position, stop.signal);
      if (stop.signal.aborted) return;
      if (taken === null) throw new Error('the reader gave no more frames');
      this.#events.captured({ position, score: taken });
    } catch (error) {
      if (stop.signal.aborted) return;
      const isUnplugged = error instanceof ScannerError && error.kind === 'unplugged';
      const words =
        error instanceof ScannerError ? error.message : 'The reader gave something that cannot be read. Try again.';
      this.#events.failed({ position, isUnplugged, words });
    } finally {
      if (this.#capture?.stop === stop) this.#capture = null;
    }
  }

  /** Until a finger is good enough: answers its score; null where it was stopped. */
  async #watch(scanner: Scanner, position: PrintPosition, signal: AbortSignal): Promise<number | null> {
    const seeing = new Seeing(this.keeper, position, this.#clock, this.#events.frame);
    // A finger that was on the glass for the print before must be lifted first.
    if (this.#hasTaken) seeing.waitForLift();
    try {
      for await (const image of scanner.frames(signal, position)) {
        try {
          if (signal.aborted) return null;
          const taken = seeing.see(image);
          if (taken === null) continue;
          this.#keep(scanner, position, taken.image);
          return taken.score;
        } finally {
          image?.pixels.fill(0);
        }
      }
      return null;
    } finally {
      seeing.end();
    }
  }

  #keep(scanner: Scanner, position: PrintPosition, image: ScannerImage): void {
    this.#hasTaken = true;
    const profile = scanner.acquisitionProfile;
    this.#prints.set(position, {
      position,
      image,
      capturedAt: new Date(this.#clock.now()),
      ...(profile === null ? {} : { acquisitionProfile: profile }),
    });
  }
}
