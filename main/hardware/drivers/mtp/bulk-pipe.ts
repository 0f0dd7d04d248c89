// The two bulk endpoints of a camera: what comes in is one stream of bytes, however it is cut into transfers.
import { UsbError, type UsbConnection } from '../../../ports/usb.ts';
import { MtpGarbled } from './mtp-errors.ts';
import type { MtpTimes } from './mtp-times.ts';
import type { MtpInterface } from './recognise.ts';

/** A transfer costs the same whatever its size up to here; larger ones fail for want of kernel memory. */
const largestTransfer = 1024 * 1024;
const smallestTransfer = 64 * 1024;
/** A packet without data ends data that fills its last packet: once, perhaps twice, never for ever. */
const mostEmptyTransfers = 4;

const nothing = new Uint8Array(0);

export class BulkPipe {
  readonly #connection: UsbConnection;
  readonly #interface: MtpInterface;
  readonly #times: MtpTimes;
  #transferBytes = largestTransfer;
  /** Came in a transfer and was not taken yet. */
  #left: Uint8Array = nothing;
  /** Under way while what came before it is still being used: the bus is not left idle meanwhile. */
  #ahead: Promise<Uint8Array> | null = null;
  #deadline = 0;
  #endedShort = false;
  #patience: number;

  constructor(connection: UsbConnection, mtpInterface: MtpInterface, times: MtpTimes) {
    this.#connection = connection;
    this.#interface = mtpInterface;
    this.#times = times;
    this.#patience = times.answer;
  }

  /** Whether the last transfer ended before its time: the sender has nothing to add. */
  get endedShort(): boolean {
    return this.#endedShort;
  }

  /** Gives what follows as much time as this many bytes may take, whatever they are cut into. */
  allow(bytes: number): void {
    this.#deadline = performance.now() + this.#patience + bytes / this.#times.leastBytesPerMillisecond;
  }

  /** Whatever is done meanwhile has less time for each answer. */
  async within<T>(patience: number, work: () => Promise<T>): Promise<T> {
    this.#patience = patience;
    try {
      return await work();
    } finally {
      this.#patience = this.#times.answer;
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    const { bulkOut } = this.#interface;
    await this.#connection.write(bulkOut, bytes, this.#timeLeft());
    // Whole packets only: without an empty one the camera would wait for the rest.
    if (bytes.byteLength % bulkOut.packetBytes === 0) {
      await this.#connection.write(bulkOut, nothing, this.#timeLeft());
    }
  }

  /**
   * The next bytes, at least one and at most `most`; none only where `mayEnd` and the sender ended with an empty packet.
   * @param expected how many are still to come, as far as is known: a transfer is never longer.
   * @param goOn `expected` is exact and all of it will be taken: the next transfer begins before it is asked for.
   */
  async take(most: number, expected: number, { mayEnd = false, goOn = false } = {}): Promise<Uint8Array> {
    for (let empty = 0; this.#left.byteLength === 0; empty++) {
      if (empty > mostEmptyTransfers) throw new MtpGarbled('nothing but empty packets');
      this.#left = await this.#next(expected);
      if (this.#left.byteLength === 0 && mayEnd) return nothing;
    }
    if (goOn && this.#ahead === null && this.#left.byteLength < expected) this.#begin(expected - this.#left.byteLength);
    const taken = this.#left.subarray(0, most);
    this.#left = this.#left.subarray(taken.byteLength);
    return taken;
  }

  /** Exactly this many bytes. */
  async takeWhole(bytes: number, expected: number): Promise<Uint8Array> {
    const first = await this.take(bytes, expected);
    if (first.byteLength === bytes) return first;
    const whole = new Uint8Array(bytes);
    whole.set(first);
    for (let at = first.byteLength; at < bytes;) {
      const piece = await this.take(bytes - at, expected - at);
      whole.set(piece, at);
      at += piece.byteLength;
    }
    return whole;
  }

  /** Whether something came that nobody asked for. */
  get hasLeft(): boolean {
    return this.#left.byteLength > 0;
  }

  /** Throws away what is still on its way, until the bus is quiet; a camera that never is gets a bounded time. */
  async drain(): Promise<void> {
    await this.#ahead?.catch(() => undefined);
    this.#ahead = null;
    this.#left = nothing;
    const end = performance.now() + this.#times.recoveryStep;
    const { bulkIn } = this.#interface;
    const length = roundUp(this.#transferBytes, bulkIn.packetBytes);
    while (performance.now() < end) {
      try {
        await this.#connection.read(bulkIn, length, this.#times.quiet);
      } catch (error) {
        if (error instanceof UsbError && error.fault === 'timeout') return;
        throw error;
      }
    }
  }

  #next(expected: number): Promise<Uint8Array> {
    const next = this.#ahead ?? this.#transfer(expected, this.#timeLeft());
    this.#ahead = null;
    return next;
  }

  #begin(expected: number): void {
    this.#ahead = this.#transfer(expected, this.#patience);
    // Whoever takes what it brings hears of its failure.
    this.#ahead.catch(() => undefined);
  }

  async #transfer(expected: number, milliseconds: number): Promise<Uint8Array> {
    const { bulkIn } = this.#interface;
    for (;;) {
      const wanted = Math.max(1, expected);
      // Round sizes are the fastest. A last transfer of a few bytes would cost as much as a full one: it goes with the one before.
      const share = wanted <= this.#transferBytes * 1.5 ? wanted : this.#transferBytes;
      const length = roundUp(share, bulkIn.packetBytes);
      try {
        const bytes = await this.#connection.read(bulkIn, length, milliseconds);
        if (bytes.byteLength > length) throw new MtpGarbled('more than was asked for');
        this.#endedShort = bytes.byteLength < length;
        return bytes;
      } catch (error) {
        // The transfer did not even begin: the system has not that much memory for it.
        const tooLarge = error instanceof UsbError && error.fault === 'no-memory';
        if (!tooLarge || this.#transferBytes <= smallestTransfer) throw error;
        this.#transferBytes /= 2;
      }
    }
  }

  #timeLeft(): number {
    const left = Math.min(this.#patience, this.#deadline - performance.now());
    // Nought would mean "give up before trying" to the native.
    if (left < 1) throw new UsbError('timeout', 'the camera takes too long');
    return Math.ceil(left);
  }
}

export const roundUp = (bytes: number, unit: number): number => Math.ceil(bytes / unit) * unit;
