// Fingerprint readers of the larger kinds (FAP 30, 45 and 60) at the level of the port: no hardware, no maker's protocol, clearly
// said to be simulated. Other readers come by the same seam, with a driver around their maker's kit instead of this.
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';
import type { ReaderDriver, ReaderPlace } from '../../../main/hardware/readers/reader-driver.ts';
import {
  ReaderError,
  type CaptureEvent,
  type CaptureRequest,
  type CaptureSession,
  type CaptureWish,
  type FingerprintReader,
  type ReaderInfo,
} from '../../../main/hardware/readers/reader.ts';
import { layFingers } from './lay-fingers.ts';

export type SimulatedFap = 30 | 45 | 60;

/** Smallest capture areas of the profiles at 500 ppi. */
const kinds: Readonly<Record<SimulatedFap, Pick<ReaderInfo, 'wishes' | 'mostWidth' | 'mostHeight'>>> = {
  30: { wishes: ['one-finger'], mostWidth: 400, mostHeight: 500 },
  45: { wishes: ['one-finger', 'two-fingers'], mostWidth: 800, mostHeight: 750 },
  60: { wishes: ['one-finger', 'two-fingers', 'four-fingers'], mostWidth: 1600, mostHeight: 1500 },
};

const fingersOf: Readonly<Record<CaptureWish, number>> = { 'one-finger': 1, 'two-fingers': 2, 'four-fingers': 4 };
const kit = 'simulated';

/** Who places fingers on it, from outside. */
export class SimulatedReader {
  readonly fap: SimulatedFap;
  readonly place: ReaderPlace;
  #fingers: readonly GrayImage[] = [];
  #gone = false;
  readonly #changed = new Set<() => void>();

  constructor(fap: SimulatedFap) {
    this.fap = fap;
    this.place = { kind: 'kit', kit, key: `FAP ${fap}` };
  }

  get fingers(): readonly GrayImage[] {
    return this.#fingers;
  }

  get unplugged(): boolean {
    return this.#gone;
  }

  /** From left to right. */
  placeFingers(fingers: readonly GrayImage[]): void {
    this.#fingers = fingers;
    this.#tell();
  }

  lift(): void {
    this.placeFingers([]);
  }

  unplug(): void {
    this.#gone = true;
    this.#tell();
  }

  /** Resolves when something changed, or the signal says stop. */
  async change(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    this.#changed.add(wake);
    signal.addEventListener('abort', wake, { once: true });
    await promise;
    this.#changed.delete(wake);
    signal.removeEventListener('abort', wake);
  }

  #tell(): void {
    for (const changed of this.#changed) changed();
  }
}

/** @param readers those that are plugged in. */
export function createSimulatedReaderDriver(readers: readonly SimulatedReader[]): ReaderDriver {
  const find = (place: ReaderPlace): SimulatedReader | undefined =>
    place.kind === 'kit' && place.kit === kit
      ? readers.find((reader) => reader.place.kind === 'kit' && reader.place.key === place.key)
      : undefined;
  return {
    id: 'simulated-readers',
    matches: (place) => find(place) !== undefined,
    describe(place) {
      const fap = find(place)?.fap ?? 30;
      return {
        id: `simulated:FAP ${fap}`,
        name: `Simulated FAP ${fap} reader`,
        fingersAtOnce: ({ 30: 1, 45: 2, 60: 4 } as const)[fap],
        acquisitionProfile: fap,
        isSimulated: true,
      };
    },
    open(place, signal) {
      signal.throwIfAborted();
      const reader = find(place);
      if (!reader || reader.unplugged) {
        return Promise.reject(
          new ReaderError('unplugged', 'The simulated fingerprint reader was unplugged. Plug it in and begin again.'),
        );
      }
      return Promise.resolve(new OpenSimulatedReader(reader));
    },
  };
}

class OpenSimulatedReader implements FingerprintReader {
  readonly info: ReaderInfo;
  readonly #reader: SimulatedReader;
  readonly #closing = new AbortController();
  #capturing = false;

  constructor(reader: SimulatedReader) {
    this.#reader = reader;
    this.info = {
      id: `simulated:FAP ${reader.fap}`,
      maker: 'Kerbdesk',
      name: `Simulated FAP ${reader.fap} reader`,
      serial: null,
      port: null,
      fap: reader.fap,
      ...kinds[reader.fap],
      ppi: 500,
      simulated: true,
    };
  }

  capture(request: CaptureRequest, signal: AbortSignal): CaptureSession {
    if (this.#capturing) throw new ReaderError('busy', 'The fingerprint reader is capturing already.');
    if (!this.info.wishes.includes(request.wish)) {
      throw new ReaderError('cannot-capture', 'This fingerprint reader cannot capture so many fingers at once.');
    }
    this.#capturing = true;
    const ended = (): void => {
      this.#capturing = false;
    };
    const either = AbortSignal.any([signal, this.#closing.signal]);
    // Also where it is never iterated.
    either.addEventListener('abort', ended, { once: true });
    return new SimulatedCapture(this.#reader, this.info, request, either, ended);
  }

  close(): Promise<void> {
    this.#closing.abort();
    return Promise.resolve();
  }
}

class SimulatedCapture implements CaptureSession {
  readonly #reader: SimulatedReader;
  readonly #info: ReaderInfo;
  readonly #request: CaptureRequest;
  readonly #signal: AbortSignal;
  readonly #ended: () => void;
  #enough = false;

  constructor(
    reader: SimulatedReader,
    info: ReaderInfo,
    request: CaptureRequest,
    signal: AbortSignal,
    ended: () => void,
  ) {
    this.#reader = reader;
    this.#info = info;
    this.#request = request;
    this.#signal = signal;
    this.#ended = ended;
  }

  enough(): void {
    this.#enough = true;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<CaptureEvent, void> {
    try {
      for (let touch = 1; !this.#over; touch++) {
        yield { kind: 'waiting' };
        await this.#until(() => this.#reader.fingers.length > 0);
        if (this.#over) break;
        yield { kind: 'finger-on' };
        yield* this.#touch(touch);
        await this.#until(() => this.#reader.fingers.length === 0);
        if (!this.#over) yield { kind: 'finger-off' };
      }
      if (!this.#signal.aborted) {
        yield {
          kind: 'unplugged',
          message: 'The simulated fingerprint reader was unplugged. Plug it in and begin again.',
        };
      }
    } finally {
      this.#ended();
    }
  }

  async *#touch(touch: number): AsyncGenerator<CaptureEvent, void> {
    this.#enough = false;
    for (let sequence = 1; sequence <= this.#request.framesPerTouch && !this.#enough; sequence++) {
      if (this.#over || this.#reader.fingers.length === 0) return;
      const seen = this.#reader.fingers.slice(0, fingersOf[this.#request.wish]);
      yield { kind: 'frame', image: layFingers(seen, this.#info, fingersOf[this.#request.wish]), touch, sequence };
    }
  }

  get #over(): boolean {
    return this.#signal.aborted || this.#reader.unplugged;
  }

  async #until(reached: () => boolean): Promise<void> {
    while (!this.#over && !reached()) await this.#reader.change(this.#signal);
  }
}
