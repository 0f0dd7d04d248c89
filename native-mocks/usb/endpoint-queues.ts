// The endpoints of a virtual device, with the rules of real ones: packets, transfers that end short, halts, one reader at a time.
import { UsbError } from '../../main/ports/usb.ts';

/** What a device may have sent that nobody fetched yet; then it has to wait. */
const mostWaiting = 4 * 1024 * 1024;

interface Wish {
  settle(): void;
  fail(error: UsbError): void;
}

/** From device to laptop. A transfer ends when it is full, or with a packet that is not. */
export class InQueue {
  readonly #packetBytes: number;
  /** Null is where a short packet, or an empty one, ends a transfer. */
  #items: (Uint8Array | null)[] = [];
  #waiting = 0;
  #inRun = 0;
  #halted = false;
  #gone = false;
  #reader: Wish | null = null;
  #writers: (() => void)[] = [];

  constructor(packetBytes: number) {
    this.#packetBytes = packetBytes;
  }

  /** Bytes that nobody fetched yet. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Waits until there is room. */
  async write(bytes: Uint8Array): Promise<void> {
    while (this.#waiting > mostWaiting && !this.#gone) {
      await new Promise<void>((resolve) => this.#writers.push(resolve));
    }
    if (bytes.byteLength === 0 || this.#gone) return;
    this.#items.push(bytes);
    this.#waiting += bytes.byteLength;
    this.#inRun += bytes.byteLength;
    this.#reader?.settle();
  }

  /** The device has said all of it. @param emptyPacket whether it tells so where its last packet was a full one. */
  endRun(emptyPacket: boolean): void {
    if (this.#inRun % this.#packetBytes !== 0 || emptyPacket) this.#items.push(null);
    this.#inRun = 0;
    this.#reader?.settle();
  }

  flush(): void {
    this.#items = [];
    this.#waiting = 0;
    this.#inRun = 0;
    this.#letWriteAgain();
  }

  halt(): void {
    this.#halted = true;
    this.#reader?.fail(new UsbError('stall', 'halted'));
  }

  clearHalt(): void {
    this.#halted = false;
  }

  unplug(): void {
    this.#gone = true;
    this.#reader?.fail(new UsbError('disconnected', 'unplugged'));
    this.#letWriteAgain();
  }

  async read(length: number, milliseconds: number): Promise<Uint8Array> {
    if (this.#gone) throw new UsbError('disconnected', 'unplugged');
    if (this.#reader) throw new UsbError('failed', 'endpoint not found: a transfer is under way');
    if (length % this.#packetBytes !== 0) throw new RangeError('no whole packets');
    const end = performance.now() + milliseconds;
    const into = new Uint8Array(length);
    let filled = 0;
    for (;;) {
      if (this.#halted) throw new UsbError('stall', 'halted');
      const taken = this.#take(into.subarray(filled));
      filled += taken.bytes;
      if (taken.ended || filled === length) return into.subarray(0, filled);
      // What came so far is lost with the time-out, as on a real bus.
      await this.#more(end - performance.now());
    }
  }

  #take(into: Uint8Array): { bytes: number; ended: boolean } {
    let bytes = 0;
    while (bytes < into.byteLength) {
      const item = this.#items[0];
      if (item === undefined) break;
      if (item === null) {
        this.#items.shift();
        return { bytes, ended: true };
      }
      const piece = item.subarray(0, into.byteLength - bytes);
      into.set(piece, bytes);
      bytes += piece.byteLength;
      this.#waiting -= piece.byteLength;
      if (piece.byteLength === item.byteLength) this.#items.shift();
      else this.#items[0] = item.subarray(piece.byteLength);
    }
    this.#letWriteAgain();
    return { bytes, ended: false };
  }

  #more(milliseconds: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(() => this.#reader?.fail(new UsbError('timeout', 'cancelled')), Math.max(0, milliseconds));
    const done = (): void => {
      clearTimeout(timer);
      this.#reader = null;
    };
    this.#reader = {
      settle: () => {
        done();
        resolve();
      },
      fail: (error) => {
        done();
        reject(error);
      },
    };
    return promise;
  }

  #letWriteAgain(): void {
    if (this.#waiting > mostWaiting) return;
    const writers = this.#writers;
    this.#writers = [];
    for (const write of writers) write();
  }
}

/** From laptop to device. */
export class OutQueue {
  #transfers: Uint8Array[] = [];
  #halted = false;
  #gone = false;
  #device: { take(bytes: Uint8Array): void; fail(error: Error): void } | null = null;

  write(bytes: Uint8Array): void {
    if (this.#gone) throw new UsbError('disconnected', 'unplugged');
    if (this.#halted) throw new UsbError('stall', 'halted');
    if (this.#device) this.#device.take(bytes.slice());
    else this.#transfers.push(bytes.slice());
  }

  halt(): void {
    this.#halted = true;
  }

  clearHalt(): void {
    this.#halted = false;
  }

  flush(): void {
    this.#transfers = [];
  }

  unplug(): void {
    this.#gone = true;
    this.#device?.fail(new UsbError('disconnected', 'unplugged'));
  }

  /** What the laptop sends next, as the device sees it. */
  next(): Promise<Uint8Array> {
    const waiting = this.#transfers.shift();
    if (waiting) return Promise.resolve(waiting);
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    if (this.#gone) reject(new UsbError('disconnected', 'unplugged'));
    this.#device = {
      take: (bytes) => {
        this.#device = null;
        resolve(bytes);
      },
      fail: reject,
    };
    return promise;
  }
}
