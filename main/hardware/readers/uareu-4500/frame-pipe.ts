// The bulk endpoint of a U.are.U reader: one frame a transfer. What comes and is not wanted any longer is overwritten all the same.
import { UsbError, type UsbConnection, type UsbEndpoint } from '../../../ports/usb.ts';
import { frameBytes } from './frame.ts';
import { roundUp } from './recognise.ts';
import type { UareuTimes } from './uareu-times.ts';

/** A reader that sends without end is not emptied any further. */
const mostDrained = 8;

export class FramePipe {
  readonly #connection: UsbConnection;
  readonly #endpoint: UsbEndpoint;
  readonly #times: UareuTimes;
  /** No transfer can be called back: one that nobody waits for any longer still has to end before the next begins. */
  #underWay: Promise<void> = Promise.resolve();

  constructor(connection: UsbConnection, endpoint: UsbEndpoint, times: UareuTimes) {
    this.#connection = connection;
    this.#endpoint = endpoint;
    this.#times = times;
  }

  /**
   * The next frame, unexamined; the caller overwrites it.
   * @param queued what is done once the transfer is under way, so that no frame is sent to nobody.
   * @throws UsbError, whatever `queued` throws, the signal's reason
   */
  async next(queued: () => Promise<void>, signal: AbortSignal): Promise<Uint8Array> {
    await this.#underWay;
    signal.throwIfAborted();
    const transfer = this.#transfer(this.#times.frame);
    try {
      await queued();
      return await unlessAborted(transfer, signal);
    } catch (error) {
      void transfer.then(overwrite, nothing);
      throw error;
    }
  }

  /** Throws away what is on its way, until the bus is quiet or enough was tried. Never rejects. */
  async drain(): Promise<void> {
    await this.#underWay;
    for (let drained = 0; drained < mostDrained; drained++) {
      try {
        overwrite(await this.#transfer(this.#times.quiet));
      } catch (error) {
        if (!(error instanceof UsbError) || error.fault !== 'stall') return;
        await this.#connection.clearHalt(this.#endpoint).catch(() => undefined);
      }
    }
  }

  /** When no transfer is under way. Never rejects. */
  idle(): Promise<void> {
    return this.#underWay;
  }

  /** @throws UsbError */
  clearHalt(): Promise<void> {
    return this.#connection.clearHalt(this.#endpoint);
  }

  #transfer(milliseconds: number): Promise<Uint8Array> {
    const length = roundUp(frameBytes, this.#endpoint.packetBytes);
    const transfer = this.#connection.read(this.#endpoint, length, milliseconds);
    // Keeps no hold of what it brings.
    this.#underWay = transfer.then(nothing, nothing);
    return transfer;
  }
}

const nothing = (): void => undefined;
const overwrite = (bytes: Uint8Array): void => void bytes.fill(0);

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', stop));
}
