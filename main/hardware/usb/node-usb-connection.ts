// One open device of the `usb` package, with the care that its natives want: explicit time limits, whole packets,
// nothing mutable touched while a transfer is under way, and interfaces released before closing.
import { setTimeout as delay } from 'node:timers/promises';
import type { UsbDevice as NativeDevice } from 'usb/index.js';
import {
  UsbError,
  type UsbConnection,
  type UsbControl,
  type UsbDescriptors,
  type UsbEndpoint,
} from '../../ports/usb.ts';
import { asUsbError } from './usb-faults.ts';

export async function openNodeUsb(native: NativeDevice, closed: () => void): Promise<UsbConnection> {
  await native.open();
  try {
    // Read once, now: later, while a transfer is under way, the same properties throw.
    return new NodeUsbConnection(native, readDescriptors(native), closed);
  } catch (error) {
    await native.close();
    throw error;
  }
}

function readDescriptors(native: NativeDevice): UsbDescriptors {
  return {
    manufacturer: readName(() => native.manufacturerName),
    product: readName(() => native.productName),
    serial: readName(() => native.serialNumber),
    interfaces: native.configuration.interfaces.map(({ interfaceNumber, alternate }) => ({
      number: interfaceNumber,
      classCode: alternate.interfaceClass,
      subclassCode: alternate.interfaceSubclass,
      protocolCode: alternate.interfaceProtocol,
      name: alternate.interfaceName ?? null,
      endpoints: alternate.endpoints.map(({ endpointNumber, direction, type, packetSize }) => ({
        number: endpointNumber,
        direction,
        // Where the types come from knows no control endpoints, which no interface has of its own.
        type,
        packetBytes: packetSize,
      })),
    })),
  };
}

/** A device that stumbles over one of its names still has its files. */
function readName(read: () => string | null | undefined): string | null {
  try {
    return read() ?? null;
  } catch {
    return null;
  }
}

/** Beyond a transfer's own time limit, which the natives keep to the millisecond. */
const graceMilliseconds = 1500;
const lastLookMilliseconds = 500;

/**
 * A transfer that is under way on one endpoint while another one learns that the device was pulled can be lost: the natives (`usb` 3.1)
 * stop listening to a device that is gone, and the transfer never settles, not even with its time limit. Seen in the guest machine.
 */
async function unlessLost<T>(transfer: Promise<T>, milliseconds: number): Promise<T> {
  const over = new AbortController();
  const lost = async (): Promise<never> => {
    await delay(milliseconds, undefined, { signal: over.signal });
    // Where this program itself stood still, what came in the meantime is heard of now.
    await delay(lastLookMilliseconds, undefined, { signal: over.signal });
    throw new UsbError('disconnected', 'the transfer was lost with its device');
  };
  const losing = lost();
  losing.catch(() => undefined);
  try {
    return await Promise.race([transfer, losing]);
  } finally {
    over.abort();
  }
}

/** As the natives call an endpoint that is there, but has a transfer under way. */
const isTaken = (error: unknown): boolean => error instanceof Error && error.message.includes('endpoint not found');
const freeingMilliseconds = 50;
const mostFreeings = 10;

/**
 * A transfer that ran out of time can hold its endpoint for a moment; nothing of another one was sent then. Where it holds it for good, it
 * was lost with its device as above.
 */
async function onceFree<T>(transfer: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < mostFreeings; tries += 1) {
    try {
      return await transfer();
    } catch (error) {
      if (!isTaken(error)) throw error;
      await delay(freeingMilliseconds);
    }
  }
  throw new UsbError('disconnected', 'an earlier transfer on the endpoint was lost with its device');
}

class NodeUsbConnection implements UsbConnection {
  readonly descriptors: UsbDescriptors;
  readonly #native: NativeDevice;
  readonly #closed: () => void;
  readonly #claimed = new Set<number>();
  readonly #underWay = new Set<Promise<unknown>>();
  #closing: Promise<void> | null = null;

  constructor(native: NativeDevice, descriptors: UsbDescriptors, closed: () => void) {
    this.#native = native;
    this.descriptors = descriptors;
    this.#closed = closed;
  }

  async claim(interfaceNumber: number): Promise<void> {
    // A second claim would succeed and lose the first.
    if (this.#claimed.has(interfaceNumber)) return;
    await this.#run(() => this.#native.claimInterface(interfaceNumber));
    this.#claimed.add(interfaceNumber);
  }

  async controlIn(control: UsbControl, length: number, milliseconds: number): Promise<Uint8Array> {
    const { type: requestType, ...rest } = control;
    const bytes = await this.#transfer(milliseconds, () =>
      this.#native.nativeControlTransferIn({ requestType, ...rest }, milliseconds, length),
    );
    return bytes ?? new Uint8Array(0);
  }

  async controlOut(control: UsbControl, data: Uint8Array, milliseconds: number): Promise<void> {
    const { type: requestType, ...rest } = control;
    await this.#transfer(milliseconds, () =>
      this.#native.nativeControlTransferOut({ requestType, ...rest }, milliseconds, data),
    );
  }

  async read(endpoint: UsbEndpoint, length: number, milliseconds: number): Promise<Uint8Array> {
    if (length % endpoint.packetBytes !== 0) throw new RangeError('a read must end with a whole packet');
    const bytes = await this.#transfer(milliseconds, () =>
      this.#native.nativeTransferIn(endpoint.number, milliseconds, length),
    );
    return bytes ?? new Uint8Array(0);
  }

  async write(endpoint: UsbEndpoint, data: Uint8Array, milliseconds: number): Promise<void> {
    const sent = await this.#transfer(milliseconds, () =>
      this.#native.nativeTransferOut(endpoint.number, milliseconds, data),
    );
    if (sent !== data.byteLength) throw new UsbError('failed', `only ${sent} of ${data.byteLength} bytes were sent`);
  }

  async clearHalt(endpoint: UsbEndpoint): Promise<void> {
    await this.#run(() => this.#native.clearHalt(endpoint.direction, endpoint.number));
  }

  async reset(): Promise<void> {
    const claimed = [...this.#claimed];
    for (const number of claimed) await this.#run(() => this.#native.releaseInterface(number));
    this.#claimed.clear();
    await this.#run(() => this.#native.reset());
    for (const number of claimed) await this.claim(number);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    for (const number of this.#claimed) {
      try {
        await this.#native.releaseInterface(number);
      } catch {
        // What was pulled has nothing to be released.
      }
    }
    try {
      await this.#native.close();
    } catch {
      // The same.
    }
    this.#closed();
  }

  #transfer<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
    return this.#run(() => onceFree(() => unlessLost(work(), milliseconds + graceMilliseconds)));
  }

  async #run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closing) throw new UsbError('disconnected', 'the device was closed');
    const running = work();
    this.#underWay.add(running);
    try {
      return await running;
    } catch (error) {
      throw asUsbError(error);
    } finally {
      this.#underWay.delete(running);
    }
  }
}
