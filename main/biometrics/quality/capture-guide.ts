// From what frames measure to what the officer is told, and to when a finger is good enough. Advice does not flicker: a fault ends
// later than it begins, and other words come only once they have been right for some frames.
import type { FrameMeasure } from './frame-meter.ts';

/** What to tell; the contract has the words. */
export type CaptureAdvice =
  | 'place-finger'
  | 'move-up'
  | 'move-down'
  | 'move-left'
  | 'move-right'
  | 'press-flat'
  | 'spread-fingers'
  | 'hold-still'
  | 'press-lighter'
  | 'press-firmer'
  | 'wipe-finger'
  | 'lift-finger';

export interface FrameVerdict {
  /** `lift`: the finger before this one is still there. `accepted` stays until the guide begins anew. */
  readonly state: 'lift' | 'waiting' | 'adjust' | 'good' | 'accepted';
  readonly advice: CaptureAdvice;
  /** 0 to 100, on this program's own scale: for choosing between frames of one finger, and for nothing else. */
  readonly score: number;
  /** In a row, up to this one. */
  readonly goodFrames: number;
  /** Of those in a row the best so far: the one to keep. */
  readonly isBest: boolean;
}

export interface GuideSettings {
  /** How many fingers lie on the glass at once: 1, or 2 to 4 on a reader of slaps. */
  readonly fingers: number;
  /** So many good frames in a row are enough. */
  readonly goodFrames: number;
  /** So many frames in a row must want other words before they come. */
  readonly steadyFrames: number;
}

const usual: GuideSettings = { fingers: 1, goodFrames: 3, steadyFrames: 3 };

/** A fault begins beyond the first number and ends within the second. Square millimetres, millimetres, grays, shares. */
const limits = {
  absent: { begins: 15, ends: 22 },
  small: { begins: 80, ends: 92 },
  across: { begins: 3.5, ends: 2.8 },
  down: { begins: 4.5, ends: 3.6 },
  moving: { begins: 0.5, ends: 0.35 },
  dark: { begins: 85, ends: 95 },
  light: { begins: 195, ends: 185 },
  faint: { begins: 30, ends: 34 },
  unclear: { begins: 0.6, ends: 0.67 },
} as const;
type Fault = keyof typeof limits;

/** Below it a dark finger has no valleys left: it is wet, and not pressed too hard. */
const contrastOfValleys = 25;
/** Of a finger that lies flat, and of one with clean ridges: more is not better. */
const wholeArea = 130;
const wholeContrast = 45;

export class CaptureGuide {
  readonly #settings: GuideSettings;
  readonly #faults = new Set<Fault>(['absent']);
  #mustLift = false;
  #advice: CaptureAdvice = 'place-finger';
  #other: { readonly advice: CaptureAdvice; readonly frames: number } | null = null;
  #goodFrames = 0;
  #best = -1;
  #isAccepted = false;

  constructor(settings: Partial<GuideSettings> = {}) {
    this.#settings = { ...usual, ...settings };
  }

  /** For the next finger, or for the same one again: begins only when the glass was seen empty. */
  restart(): void {
    this.#faults.clear();
    this.#faults.add('absent');
    this.#mustLift = true;
    this.#isAccepted = false;
    this.#goodFrames = 0;
    this.#best = -1;
    this.#other = null;
    this.#advice = 'lift-finger';
  }

  see(measure: FrameMeasure): FrameVerdict {
    const score = scoreOf(measure, this.#settings.fingers);
    this.#findFaults(measure);
    if (this.#faults.has('absent')) this.#mustLift = false;
    const wanted = this.#wanted(measure);
    const isGood = wanted === null && measure.motion !== null && !this.#isAccepted;
    const isBest = isGood && score > this.#best;
    if (isGood) {
      this.#goodFrames += 1;
      this.#best = Math.max(this.#best, score);
    } else if (!this.#isAccepted) {
      this.#goodFrames = 0;
      this.#best = -1;
    }
    if (this.#goodFrames >= this.#settings.goodFrames) this.#isAccepted = true;
    this.#tell(this.#isAccepted ? 'lift-finger' : (wanted ?? 'hold-still'));
    return { state: this.#state(isGood), advice: this.#advice, score, goodFrames: this.#goodFrames, isBest };
  }

  #state(isGood: boolean): FrameVerdict['state'] {
    if (this.#isAccepted) return 'accepted';
    if (this.#mustLift) return 'lift';
    if (this.#faults.has('absent')) return 'waiting';
    return isGood ? 'good' : 'adjust';
  }

  #findFaults(measure: FrameMeasure): void {
    const { fingers } = this.#settings;
    const area = measure.area / fingers;
    this.#below('absent', area);
    this.#below('small', area);
    // Several fingers are placed by their tips; where the middle of all lies says little.
    this.#above('across', fingers === 1 ? Math.abs(measure.offset.across) : 0);
    this.#above('down', fingers === 1 ? Math.abs(measure.offset.down) : 0);
    this.#above('moving', measure.motion ?? 0);
    this.#below('dark', measure.brightness);
    this.#above('light', measure.brightness);
    this.#below('faint', measure.contrast);
    this.#below('unclear', measure.clarity);
  }

  #below(fault: Fault, value: number): void {
    if (value < limits[fault].begins) this.#faults.add(fault);
    else if (value > limits[fault].ends) this.#faults.delete(fault);
  }

  #above(fault: Fault, value: number): void {
    if (value > limits[fault].begins) this.#faults.add(fault);
    else if (value < limits[fault].ends) this.#faults.delete(fault);
  }

  /** What this frame alone would have said, the worst first; null: nothing is wrong with it. */
  #wanted({ offset, contrast, fingers }: FrameMeasure): CaptureAdvice | null {
    const has = (fault: Fault): boolean => this.#faults.has(fault);
    if (this.#mustLift) return 'lift-finger';
    if (has('absent')) return 'place-finger';
    // Before "hold still": who follows these words moves.
    if (has('down')) return offset.down > 0 ? 'move-up' : 'move-down';
    if (has('across')) return offset.across > 0 ? 'move-left' : 'move-right';
    // Of one finger it would only say that dirt lies beside it.
    if (this.#settings.fingers > 1 && fingers !== this.#settings.fingers) return 'spread-fingers';
    if (has('small')) return 'press-flat';
    if (has('moving')) return 'hold-still';
    if (has('dark')) return contrast < contrastOfValleys ? 'wipe-finger' : 'press-lighter';
    if (has('light')) return 'press-firmer';
    return has('faint') || has('unclear') ? 'wipe-finger' : null;
  }

  #tell(advice: CaptureAdvice): void {
    if (advice === this.#advice) {
      this.#other = null;
      return;
    }
    const frames = this.#other?.advice === advice ? this.#other.frames + 1 : 1;
    this.#other = { advice, frames };
    // That a finger is done is no advice to wait for.
    if (frames < this.#settings.steadyFrames && !this.#isAccepted) return;
    this.#advice = advice;
    this.#other = null;
  }
}

function scoreOf({ area, clarity, contrast }: FrameMeasure, fingers: number): number {
  const whole = Math.min(area / (wholeArea * fingers), 1) * Math.min(contrast / wholeContrast, 1) * clarity;
  return Math.round(whole * 100);
}
