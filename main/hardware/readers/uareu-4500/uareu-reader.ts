// An open U.are.U reader: its session, one at a time, and its end.
import type { Clock } from '../../../ports/clock.ts';
import {
  ReaderError,
  type CaptureRequest,
  type CaptureSession,
  type FingerprintReader,
  type ReaderInfo,
} from '../reader.ts';
import type { UsbConnection } from '../../../ports/usb.ts';
import { UareuCapture } from './capture-session.ts';
import { FramePipe } from './frame-pipe.ts';
import type { Heat } from './heat.ts';
import { Interrupts } from './interrupts.ts';
import type { RandomSeed } from './key-exchange.ts';
import type { UareuEndpoints } from './recognise.ts';
import { mode, register, Registers } from './registers.ts';
import type { UareuTimes } from './uareu-times.ts';

export interface UareuReaderParts {
  readonly connection: UsbConnection;
  readonly endpoints: UareuEndpoints;
  readonly info: ReaderInfo;
  readonly upsideDown: boolean;
  readonly times: UareuTimes;
  readonly clock: Clock;
  readonly seed: RandomSeed;
  /** Of the device and not of this opening: it is as warm as the last one left it. */
  readonly heat: Heat;
}

export class UareuReader implements FingerprintReader {
  readonly info: ReaderInfo;
  readonly #parts: UareuReaderParts;
  readonly #registers: Registers;
  readonly #interrupts: Interrupts;
  readonly #pipe: FramePipe;
  readonly #closing = new AbortController();
  #session: Promise<void> | null = null;
  #closed: Promise<void> | null = null;

  /** @param parts with the interface claimed; listens from now on. */
  constructor(parts: UareuReaderParts) {
    const { connection, endpoints, times } = parts;
    this.info = parts.info;
    this.#parts = parts;
    this.#registers = new Registers(connection, times.control);
    this.#interrupts = new Interrupts(connection, endpoints.interrupt, times.listen);
    this.#pipe = new FramePipe(connection, endpoints.bulk, times);
  }

  capture(request: CaptureRequest, signal: AbortSignal): CaptureSession {
    if (this.#closed) throw new ReaderError('failed', 'The fingerprint reader was closed.');
    if (this.#session) throw new ReaderError('busy', 'The fingerprint reader is capturing already.');
    if (!this.info.wishes.includes(request.wish)) {
      throw new ReaderError('cannot-capture', 'This fingerprint reader captures one finger at a time.');
    }
    if (!Number.isSafeInteger(request.framesPerTouch) || request.framesPerTouch < 1) {
      throw new RangeError('framesPerTouch must be a whole number of at least 1');
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#session = promise;
    const ended = (): void => {
      this.#session = null;
      resolve();
    };
    const { times, clock, seed, upsideDown, heat } = this.#parts;
    return new UareuCapture(
      {
        registers: this.#registers,
        interrupts: this.#interrupts,
        pipe: this.#pipe,
        heat,
        times,
        clock,
        seed,
        upsideDown,
      },
      request,
      AbortSignal.any([signal, this.#closing.signal]),
      ended,
    );
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await this.#session;
    await this.#registers.writeByte(register.mode, mode.off).catch(() => undefined);
    this.#parts.heat.working = false;
    await this.#interrupts.stop();
    // A frame that was on its way is overwritten before the endpoint is given back.
    await this.#pipe.idle();
    await this.#parts.connection.close();
  }
}
