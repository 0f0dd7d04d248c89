// Backwards, which browsers cannot play: one seek after another, each as far back as the time since the last one asks for.
import { rewindInterval, rewindStep } from './playback.ts';

export interface Rewound {
  /** Below 0 while it is to go on. */
  readonly rate: () => number;
  /** The last step is not on screen yet. */
  readonly isBusy: () => boolean;
  readonly back: (seconds: number) => void;
}

export class Rewinder {
  readonly #rewound: Rewound;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(rewound: Rewound) {
    this.#rewound = rewound;
  }

  start(): void {
    this.stop();
    this.#stepSoon(performance.now());
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Each step makes up for the time since the last one, so that −4× is four times as fast however slow a seek is. */
  #stepSoon(since: number): void {
    this.#timer = setTimeout(() => {
      const rate = this.#rewound.rate();
      if (rate >= 0) return;
      if (this.#rewound.isBusy()) {
        this.#stepSoon(since);
        return;
      }
      const now = performance.now();
      this.#rewound.back(rewindStep(rate, now - since));
      if (this.#rewound.rate() < 0) this.#stepSoon(now);
    }, rewindInterval);
  }
}
