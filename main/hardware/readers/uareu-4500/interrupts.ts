// Listens on the interrupt endpoint of a U.are.U reader from before it has power until it is closed, and keeps the last few words.
import { setTimeout as delay } from 'node:timers/promises';
import { toError } from '../../../ports/to-error.ts';
import { UsbError, type UsbConnection, type UsbEndpoint } from '../../../ports/usb.ts';
import { roundUp } from './recognise.ts';

export const word = {
  powerOn: 0x56aa,
  fingerOn: 0x0101,
  fingerOff: 0x0200,
  nextLikelyEmpty: 0x0800,
} as const;

const wordBytes = 64;
/** Older ones are forgotten. */
const mostKept = 16;
/** An endpoint that fails this often in a row is given up. */
const mostFailures = 5;
/** After one word, so that a reader that talks without end does not keep this process busy. */
const pauseAfterWord = 5;

export class Interrupts {
  #kept: number[] = [];
  #waiting: (() => void) | null = null;
  #failure: Error | null = null;
  #stopped = false;
  readonly #ended: Promise<void>;

  constructor(connection: UsbConnection, endpoint: UsbEndpoint, milliseconds: number) {
    this.#ended = this.#listen(connection, endpoint, milliseconds);
  }

  /** Resolves when nothing listens any longer: within one wait. */
  stop(): Promise<void> {
    this.#stopped = true;
    return this.#ended;
  }

  forget(): void {
    this.#kept = [];
  }

  /** The oldest word that is kept, without waiting. @throws the error with which listening ended. */
  take(): number | null {
    const taken = this.#kept.shift();
    if (taken === undefined && this.#failure) throw this.#failure;
    return taken ?? null;
  }

  /** The next word; null when none came in time. One caller at a time. @throws the signal's reason, and as `take`. */
  async next(milliseconds: number, signal: AbortSignal): Promise<number | null> {
    signal.throwIfAborted();
    const kept = this.take();
    if (kept !== null) return kept;
    await this.#news(milliseconds, signal);
    signal.throwIfAborted();
    return this.take();
  }

  #news(milliseconds: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    const wake = (): void => resolve();
    signal.addEventListener('abort', wake, { once: true });
    this.#waiting = wake;
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      this.#waiting = null;
    });
  }

  async #listen(connection: UsbConnection, endpoint: UsbEndpoint, milliseconds: number): Promise<void> {
    const length = roundUp(wordBytes, endpoint.packetBytes);
    for (let failures = 0; !this.#stopped;) {
      try {
        const bytes = await connection.read(endpoint, length, milliseconds);
        failures = 0;
        this.#keep(bytes);
        await delay(pauseAfterWord);
      } catch (error) {
        const fault = error instanceof UsbError ? error.fault : 'failed';
        if (fault === 'timeout') continue;
        if (fault === 'disconnected' || ++failures >= mostFailures) {
          this.#failure = toError(error);
          this.#waiting?.();
          return;
        }
        if (fault === 'stall') await connection.clearHalt(endpoint).catch(() => undefined);
        await delay(pauseAfterWord);
      }
    }
  }

  #keep(bytes: Uint8Array): void {
    const [high, low] = bytes;
    if (high === undefined || low === undefined) return;
    this.#kept.push((high << 8) | low);
    if (this.#kept.length > mostKept) this.#kept.shift();
    this.#waiting?.();
  }
}
