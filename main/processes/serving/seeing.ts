// One finger as it is seen, frame by frame: what to tell of it, and the best picture of it so far.
import type { CaptureFrame, PrintPosition } from '#contract/identify/fingers.ts';
import { CaptureGuide } from '../../biometrics/quality/capture-guide.ts';
import { emptyGlass, FrameMeter } from '../../biometrics/quality/frame-meter.ts';
import type { PrintKeeper } from '../../biometrics/zeroise.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ScannerImage } from '../../ports/scanner.ts';

interface Taken {
  readonly image: ScannerImage;
  /** 0 to 100, on this program's own scale. */
  readonly score: number;
}

/** Ten a second are what an eye follows, and what main is promised. */
const frameMilliseconds = 100;

export class Seeing {
  readonly #keeper: PrintKeeper;
  readonly #position: PrintPosition;
  readonly #clock: Clock;
  readonly #tell: (frame: CaptureFrame) => void;
  readonly #guide: CaptureGuide;
  readonly #meter: FrameMeter;
  #best: Taken | null = null;
  #told = Number.NEGATIVE_INFINITY;

  constructor(keeper: PrintKeeper, position: PrintPosition, clock: Clock, tell: (frame: CaptureFrame) => void) {
    this.#keeper = keeper;
    this.#position = position;
    this.#clock = clock;
    this.#tell = tell;
    this.#guide = new CaptureGuide({ fingers: fingersAt(position) });
    this.#meter = new FrameMeter(keeper);
  }

  waitForLift(): void {
    this.#guide.restart();
  }

  /** The image stays its owner's. Answers the print once the finger is good enough: from then on it is the caller's. */
  see(image: ScannerImage | null): Taken | null {
    const seen = image === null ? null : this.#meter.see(image);
    const verdict = this.#guide.see(seen?.measure ?? emptyGlass);
    if (image !== null && verdict.isBest) {
      this.end();
      const { width, height, pixels } = image;
      const copy = this.#keeper.take(Uint8Array.from(pixels));
      this.#best = { image: { width, height, pixels: copy }, score: Math.round(verdict.score) };
    }
    const isTaken = verdict.state === 'accepted' && this.#best !== null;
    const now = this.#clock.monotonic();
    if (isTaken || now - this.#told >= frameMilliseconds) {
      this.#told = now;
      const { state, advice, goodFrames } = verdict;
      const picture = seen?.picture ?? { columns: 0, rows: 0, grays: '' };
      this.#tell({ position: this.#position, state, advice, goodFrames, picture });
    }
    if (!isTaken) return null;
    const taken = this.#best;
    this.#best = null;
    return taken;
  }

  /** Overwrites the best picture that nobody took. */
  end(): void {
    if (this.#best !== null) this.#keeper.discard(this.#best.image.pixels);
    this.#best = null;
  }
}

/** How many lie on the glass at this position. */
function fingersAt(position: PrintPosition): 1 | 2 | 4 {
  if (position === 13 || position === 14) return 4;
  return position === 15 ? 2 : 1;
}
