// Frames of a finger on a U.are.U reader. It shows nothing by itself of a glass that is empty: that is told by interrupts, and seen in
// pictures that are white.
import { randomBytes } from 'node:crypto';
import { ScannerError, type Scanner, type ScannerImage } from '../../../ports/scanner.ts';
import { UsbError, type UsbDevice } from '../../../ports/usb.ts';
import { FrameError, readFrame } from './frame.ts';
import { event, mode, turnedProductId } from './protocol.ts';
import { ReaderDevice, ReaderProtocolError } from './reader-device.ts';
import { afterReaderEvent, type ReaderEvent, type ReaderState } from './reader-state.ts';

/** In a row; between them the reader is asked again. */
const mostBadPictures = 5;
/** It rests when it is hot: then no picture comes for a while. */
const mostRests = 4;
/** A finger is waited for as long as the officer likes; the wait is taken up anew so often. */
const waitMilliseconds = 1000;
/** White and even: nothing lies on the glass. */
const emptyDeviation = 12;
/** Only every so many pixels are looked at. */
const sampleStep = 61;

const names: Readonly<Record<number, string>> = {
  0x0007: 'U.are.U 4000',
  0x0008: 'U.are.U 4000B',
  0x000a: 'U.are.U 4500',
};

function isEmpty({ pixels }: ScannerImage): boolean {
  let [count, sum, squares] = [0, 0, 0];
  for (let at = 0; at < pixels.length; at += sampleStep) {
    const value = pixels[at] ?? 0;
    count += 1;
    sum += value;
    squares += value * value;
  }
  const mean = sum / count;
  return Math.sqrt(Math.max(0, squares / count - mean * mean)) < emptyDeviation;
}

/** What a driver knows becomes what an officer can do. */
function toScannerError(error: unknown): ScannerError {
  if (error instanceof ScannerError) return error;
  const fault = error instanceof UsbError ? error.fault : null;
  if (fault === 'disconnected')
    return new ScannerError('unplugged', 'The reader was unplugged. Plug it in and begin again.', { cause: error });
  if (fault === 'busy' || fault === 'not-allowed')
    return new ScannerError(
      'failed',
      'Another program has the reader, or this laptop does not let it be used. Tell IT.',
      {
        cause: error,
      },
    );
  const words =
    error instanceof ReaderProtocolError
      ? `The reader cannot be used: ${error.message}. Plug it in again; if it goes on, use another one.`
      : 'The reader does not answer. Plug it in again; if it goes on, use another one.';
  return new ScannerError('failed', words, { cause: error });
}

export function createUAreUReader(usb: UsbDevice): Scanner {
  return {
    id: `u-are-u ${usb.key}`,
    name: `DigitalPersona ${names[usb.productId] ?? 'U.are.U'}`,
    fingersAtOnce: 1,
    // A reader for development: no acquisition profile is claimed for it.
    acquisitionProfile: null,
    isSimulated: false,
    async *frames(signal) {
      const capture = new Capture(usb, signal);
      try {
        yield* capture.frames();
      } catch (error) {
        if (!signal.aborted) throw toScannerError(error);
      } finally {
        await capture.close();
      }
    },
  };
}

class Capture {
  readonly #usb: UsbDevice;
  readonly #signal: AbortSignal;
  #device: ReaderDevice | null = null;
  #state: ReaderState = 'starting';

  constructor(usb: UsbDevice, signal: AbortSignal) {
    this.#usb = usb;
    this.#signal = signal;
  }

  async *frames(): AsyncGenerator<ScannerImage | null, void, undefined> {
    const device = await ReaderDevice.open(await this.#usb.open());
    this.#device = device;
    this.#happens('started');
    while (!this.#signal.aborted) {
      yield null;
      if (!(await this.#fingerCame(device))) continue;
      this.#happens('finger-on');
      yield* this.#whileItLies(device);
      this.#happens('glass-empty');
      await this.#lifted(device);
      this.#happens('finger-off');
    }
  }

  async close(): Promise<void> {
    this.#happens('ended');
    await this.#device?.close();
  }

  #happens(what: ReaderEvent): void {
    this.#state = afterReaderEvent(this.#state, what);
  }

  async #fingerCame(device: ReaderDevice): Promise<boolean> {
    // Listened for before it can come.
    const coming = device.next([event.fingerOn], this.#signal, waitMilliseconds);
    coming.catch(() => undefined);
    await device.setMode(mode.awaitFinger);
    return (await coming) !== null;
  }

  async *#whileItLies(device: ReaderDevice): AsyncGenerator<ScannerImage, void, undefined> {
    let [bad, rests] = [0, 0];
    while (!this.#signal.aborted) {
      try {
        const image = await this.#picture(device);
        [bad, rests] = [0, 0];
        // Such a picture says nothing of the glass.
        if (device.wasEmpty()) {
          image.pixels.fill(0);
          continue;
        }
        if (isEmpty(image)) {
          image.pixels.fill(0);
          return;
        }
        yield image;
      } catch (error) {
        if (error instanceof FrameError) bad += 1;
        else if (error instanceof UsbError && error.fault === 'timeout') rests += 1;
        else throw error;
        if (bad >= mostBadPictures) throw new ReaderProtocolError('its pictures cannot be read');
        if (rests >= mostRests)
          throw new ScannerError(
            'failed',
            'The reader gives no picture: it rests while it is warm. Wait a minute, then try again.',
            {
              cause: error,
            },
          );
      }
    }
  }

  async #picture(device: ReaderDevice): Promise<ScannerImage> {
    const bytes = await device.picture();
    return readFrame(bytes, this.#usb.productId === turnedProductId, (keyNumber) =>
      device.key(keyNumber, randomBytes(4).readUInt32LE()),
    );
  }

  /** Told by an interrupt, where it comes; a glass that looked empty is empty in any case. */
  async #lifted(device: ReaderDevice): Promise<void> {
    const coming = device.next([event.fingerOff], this.#signal, waitMilliseconds);
    coming.catch(() => undefined);
    await device.setMode(mode.awaitLift);
    await coming;
  }
}
