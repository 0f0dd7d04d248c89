// The reader's registers, pictures and interrupts over USB, each with its time limit; and how it is woken.
import { setTimeout as delay } from 'node:timers/promises';
import { UsbError, type UsbConnection, type UsbControl, type UsbEndpoint } from '../../../ports/usb.ts';
import {
  bulkEndpoint,
  event as known,
  frameBytes,
  informationBytes,
  interruptBytes,
  interruptEndpoint,
  mode as modes,
  register,
  registerRequest,
  status as bits,
  vendorClass,
  type Mode,
} from './protocol.ts';

/** The reader does not do what its protocol says. */
export class ReaderProtocolError extends Error {
  override readonly name = 'ReaderProtocolError';
}

const controlMilliseconds = 1000;
const pictureMilliseconds = 2500;
/** Nothing is lost of an interrupt that did not come: it is asked for again. It bounds how long stopping takes. */
const interruptMilliseconds = 250;
const pollMilliseconds = 10;
const mostPolls = 100;
const powerMilliseconds = 300;
const mostStarts = 3;

const isTimeout = (error: unknown): boolean => error instanceof UsbError && error.fault === 'timeout';

interface Endpoints {
  readonly interrupt: UsbEndpoint;
  readonly bulk: UsbEndpoint;
}

/** Null where it is no such reader, whatever its numbers say. */
function endpointsOf({ descriptors }: UsbConnection): (Endpoints & { readonly interfaceNumber: number }) | null {
  for (const { number, classCode, endpoints } of descriptors.interfaces) {
    if (classCode !== vendorClass) continue;
    const find = (endpoint: number, type: UsbEndpoint['type']): UsbEndpoint | undefined =>
      endpoints.find((one) => one.number === endpoint && one.direction === 'in' && one.type === type);
    const [interrupt, bulk] = [find(interruptEndpoint, 'interrupt'), find(bulkEndpoint, 'bulk')];
    if (interrupt && bulk && bulk.packetBytes > 0) return { interfaceNumber: number, interrupt, bulk };
  }
  return null;
}

const control = (value: number): UsbControl => ({
  type: 'vendor',
  recipient: 'device',
  request: registerRequest,
  value,
  index: 0,
});

/** Whole packets: a transfer that is longer than what comes ends with a short packet or an empty one. */
const wholePackets = (bytes: number, packet: number): number => Math.ceil(bytes / packet) * packet;

export class ReaderDevice {
  readonly #usb: UsbConnection;
  readonly #endpoints: Endpoints;
  readonly #waiting = new Set<(event: number) => void>();
  readonly #ended = new AbortController();
  #listening: Promise<void> = Promise.resolve();
  /** The reader said that its next picture is likely to show nothing. */
  #isNextEmpty = false;
  /** Of listening: nothing more is heard. */
  #fault: unknown = null;

  private constructor(usb: UsbConnection, endpoints: Endpoints) {
    this.#usb = usb;
    this.#endpoints = endpoints;
  }

  /** Claims it and wakes it. What was opened is closed again where that fails. */
  static async open(usb: UsbConnection): Promise<ReaderDevice> {
    try {
      const found = endpointsOf(usb);
      if (found === null) throw new ReaderProtocolError('its endpoints are not those of a fingerprint reader');
      await usb.claim(found.interfaceNumber);
      const device = new ReaderDevice(usb, found);
      device.#listening = device.#listen();
      try {
        await device.#wake();
      } catch (error) {
        await device.close();
        throw error;
      }
      return device;
    } catch (error) {
      await usb.close();
      throw error;
    }
  }

  setMode(mode: Mode): Promise<void> {
    return this.#write(register.mode, Uint8Array.of(mode));
  }

  /** The key for what is scrambled with this number. */
  async key(keyNumber: number, seed: number): Promise<number> {
    const index = new DataView(new ArrayBuffer(5));
    index.setUint8(0, keyNumber);
    index.setUint32(1, seed, true);
    await this.#write(register.keyIndex, new Uint8Array(index.buffer));
    const answer = await this.#read(register.key, 4);
    const value = new DataView(answer.buffer, answer.byteOffset, 4).getUint32(0, true);
    return (value ^ seed) >>> 0;
  }

  /** The next picture as it comes; it is the caller's to overwrite. */
  async picture(): Promise<Uint8Array> {
    const { bulk } = this.#endpoints;
    const coming = this.#usb.read(bulk, wholePackets(frameBytes, bulk.packetBytes), pictureMilliseconds);
    // The reader is told to give it once somebody waits for it.
    const [came] = await Promise.allSettled([coming, this.setMode(modes.capture)]);
    if (came.status === 'rejected') throw came.reason;
    return came.value;
  }

  /** Whether the picture that came last was told to be an empty one; asked once for each. */
  wasEmpty(): boolean {
    const was = this.#isNextEmpty;
    this.#isNextEmpty = false;
    return was;
  }

  /** @returns null where it was aborted, or the time is over */
  async next(events: readonly number[], signal: AbortSignal, milliseconds: number): Promise<number | null> {
    const heard = this.#hear(events);
    const stop = new AbortController();
    const over = delay(milliseconds, null, { signal: AbortSignal.any([stop.signal, signal, this.#ended.signal]) });
    try {
      const event = await Promise.race([heard.event, over.catch(() => null)]);
      if (event === null && this.#fault !== null && !signal.aborted) throw this.#fault;
      return event;
    } finally {
      stop.abort();
      heard.forget();
    }
  }

  /** Switches it off, if it is still there. Never rejects. */
  async close(): Promise<void> {
    this.#ended.abort();
    await this.setMode(modes.off).catch(() => undefined);
    await this.#listening;
    await this.#usb.close();
  }

  #hear(events: readonly number[]): { readonly event: Promise<number>; readonly forget: () => void } {
    let hear = (_event: number): void => undefined;
    const event = new Promise<number>((resolve) => {
      hear = (one) => {
        if (events.includes(one)) resolve(one);
      };
    });
    this.#waiting.add(hear);
    return { event, forget: () => void this.#waiting.delete(hear) };
  }

  async #listen(): Promise<void> {
    const { interrupt } = this.#endpoints;
    const length = wholePackets(interruptBytes, interrupt.packetBytes);
    while (!this.#ended.signal.aborted) {
      try {
        const bytes = await this.#usb.read(interrupt, length, interruptMilliseconds);
        if (bytes.length < 2) continue;
        const event = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
        if (event === known.nextIsEmpty) this.#isNextEmpty = true;
        for (const hear of this.#waiting) hear(event);
      } catch (error) {
        if (isTimeout(error)) continue;
        this.#fault = error;
        this.#ended.abort();
      }
    }
  }

  async #status(): Promise<number> {
    return (await this.#read(register.status, 1))[0] ?? 0;
  }

  async #wake(): Promise<void> {
    for (let start = 0; start < mostStarts; start += 1) {
      // It may come early.
      const powered = this.#hear([known.powered]);
      try {
        await this.#powerUp();
        const over = delay(powerMilliseconds, null, { signal: this.#ended.signal }).catch(() => null);
        if ((await Promise.race([powered.event, over])) !== null) {
          await this.#read(register.information, informationBytes);
          return;
        }
      } finally {
        powered.forget();
      }
      if (this.#fault !== null) throw this.#fault;
    }
    throw new ReaderProtocolError('it does not wake');
  }

  async #powerUp(): Promise<void> {
    let now = await this.#status();
    if ((now & bits.needsRestart) === bits.needsRestart) {
      await this.#write(register.status, Uint8Array.of(now & bits.kept));
      for (let poll = 0; poll < mostPolls && (now & bits.restarted) === 0; poll += 1) {
        if (poll > 0) await delay(pollMilliseconds);
        now = await this.#status();
      }
      if ((now & bits.restarted) === 0) throw new ReaderProtocolError('it does not restart');
    }
    if ((now & bits.asleep) === 0) await this.#write(register.status, Uint8Array.of(now | bits.asleep));
    for (let poll = 0; poll < mostPolls; poll += 1) {
      await this.#write(register.status, Uint8Array.of(now & bits.kept));
      if (((await this.#status()) & bits.asleep) === 0) return;
      await delay(pollMilliseconds);
    }
    throw new ReaderProtocolError('its power does not come on');
  }

  #write(value: number, bytes: Uint8Array): Promise<void> {
    return this.#usb.controlOut(control(value), bytes, controlMilliseconds);
  }

  async #read(value: number, length: number): Promise<Uint8Array> {
    const bytes = await this.#usb.controlIn(control(value), length, controlMilliseconds);
    if (bytes.length < length) throw new ReaderProtocolError(`register ${value} of ${bytes.length} bytes`);
    return bytes;
  }
}
