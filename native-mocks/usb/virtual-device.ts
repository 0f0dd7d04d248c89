// A device on the virtual bus: descriptors and endpoints as the laptop sees them, and the firmware's end of the same.
import {
  UsbError,
  type UsbConnection,
  type UsbControl,
  type UsbDescriptors,
  type UsbDevice,
  type UsbEndpoint,
} from '../../main/ports/usb.ts';
import { InQueue, OutQueue } from './endpoint-queues.ts';

/** What the firmware can do with its endpoints. */
export interface DeviceEnd {
  readonly packetBytes: number;
  readonly unplugged: boolean;
  /** The next transfer from the laptop. Rejects once unplugged. */
  receive(): Promise<Uint8Array>;
  /** Waits until there is room. */
  send(bytes: Uint8Array): Promise<void>;
  endTransfer(emptyPacket: boolean): void;
  interrupt(bytes: Uint8Array): void;
  /** Forgets what is on its way in both directions. */
  flush(): void;
  halt(direction: 'in' | 'out'): void;
}

export interface Firmware {
  /** Null refuses the request. */
  control(control: UsbControl, data: Uint8Array): Uint8Array | null;
  /** The bus was reset. */
  reset(): void;
}

export interface VirtualDeviceOptions {
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturer: string | null;
  readonly product: string | null;
  readonly serial: string | null;
  readonly packetBytes?: number;
  /** Still image by default; another class looks like no camera. */
  readonly interfaceClass?: number;
  readonly interfaceName?: string | null;
  readonly withInterrupt?: boolean;
  /** Instead of a camera's: bulk in and out, and interrupts. */
  readonly endpoints?: readonly UsbEndpoint[];
  /** Another program has it. */
  readonly busy?: boolean;
  /** Runs as long as the device is plugged in. */
  readonly firmware: (end: DeviceEnd) => Firmware;
}

const stillImageClass = 6;

export class VirtualDevice implements UsbDevice {
  readonly key: string;
  readonly port: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly deviceClass = 0;
  readonly #options: VirtualDeviceOptions;
  readonly #descriptors: UsbDescriptors;
  readonly #in: InQueue;
  readonly #out = new OutQueue();
  readonly #events: InQueue;
  readonly #firmware: Firmware;
  #opened = false;
  #gone = false;

  constructor(options: VirtualDeviceOptions, key: string, port: string) {
    const packetBytes = options.packetBytes ?? 512;
    this.key = key;
    this.port = port;
    this.vendorId = options.vendorId;
    this.productId = options.productId;
    this.#options = options;
    this.#in = new InQueue(packetBytes);
    this.#descriptors = describe(options, packetBytes);
    this.#events = new InQueue(interruptPacketBytes(this.#descriptors));
    const isGone = (): boolean => this.#gone;
    this.#firmware = options.firmware({
      packetBytes,
      get unplugged() {
        return isGone();
      },
      receive: () => this.#out.next(),
      send: (bytes) => this.#in.write(bytes),
      endTransfer: (emptyPacket) => this.#in.endRun(emptyPacket),
      interrupt: (bytes) => {
        void this.#events.write(bytes);
        this.#events.endRun(true);
      },
      flush: () => this.#flush(),
      halt: (direction) => (direction === 'in' ? this.#in : this.#out).halt(),
    });
  }

  unplug(): void {
    this.#gone = true;
    for (const queue of [this.#in, this.#out, this.#events]) queue.unplug();
  }

  async open(): Promise<UsbConnection> {
    this.#check();
    if (this.#opened) throw new UsbError('busy', 'open already');
    this.#opened = true;
    return this.#connect();
  }

  #connect(): UsbConnection {
    const underWay = new Set<Promise<unknown>>();
    let claimed = false;
    let closed = false;
    const run = async <T>(work: () => Promise<T> | T): Promise<T> => {
      if (closed) throw new UsbError('disconnected', 'closed');
      this.#check();
      const running = Promise.resolve(work());
      underWay.add(running);
      try {
        return await running;
      } finally {
        underWay.delete(running);
      }
    };
    const runClaimed = <T>(work: () => Promise<T> | T): Promise<T> =>
      run(() => {
        if (!claimed) throw new UsbError('failed', 'invalid state');
        return work();
      });
    return {
      descriptors: this.#descriptors,
      claim: () =>
        run(() => {
          if (this.#options.busy === true) throw new UsbError('busy', 'interface is busy');
          claimed = true;
        }),
      controlIn: (control) => runClaimed(() => this.#control(control, new Uint8Array(0))),
      controlOut: (control, data) => runClaimed(() => void this.#control(control, data)),
      read: (endpoint, length, milliseconds) =>
        runClaimed(() => (endpoint.type === 'interrupt' ? this.#events : this.#in).read(length, milliseconds)),
      write: (_endpoint, data) => runClaimed(() => this.#out.write(data)),
      clearHalt: ({ direction }) => runClaimed(() => (direction === 'in' ? this.#in : this.#out).clearHalt()),
      reset: () =>
        runClaimed(() => {
          this.#flush();
          this.#firmware.reset();
        }),
      close: async () => {
        if (closed) return;
        closed = true;
        await Promise.allSettled(underWay);
        this.#opened = false;
      },
    };
  }

  #control(control: UsbControl, data: Uint8Array): Uint8Array {
    const answer = this.#firmware.control(control, data);
    if (answer === null) throw new UsbError('stall', 'endpoint stalled');
    return answer;
  }

  #flush(): void {
    this.#in.flush();
    this.#out.flush();
  }

  #check(): void {
    if (this.#gone) throw new UsbError('disconnected', 'unplugged');
  }
}

export const eventPacketBytes = 28;

const interruptPacketBytes = ({ interfaces }: UsbDescriptors): number =>
  interfaces.flatMap(({ endpoints }) => endpoints).find(({ type }) => type === 'interrupt')?.packetBytes ??
  eventPacketBytes;

function describe(options: VirtualDeviceOptions, packetBytes: number): UsbDescriptors {
  const endpoints: UsbEndpoint[] = [
    { number: 1, direction: 'in', type: 'bulk', packetBytes },
    { number: 2, direction: 'out', type: 'bulk', packetBytes },
  ];
  if (options.withInterrupt !== false) {
    endpoints.push({ number: 3, direction: 'in', type: 'interrupt', packetBytes: eventPacketBytes });
  }
  if (options.endpoints !== undefined) endpoints.splice(0, endpoints.length, ...options.endpoints);
  const classCode = options.interfaceClass ?? stillImageClass;
  const isStillImage = classCode === stillImageClass;
  return {
    manufacturer: options.manufacturer,
    product: options.product,
    serial: options.serial,
    interfaces: [
      {
        number: 0,
        classCode,
        subclassCode: isStillImage ? 1 : 0,
        protocolCode: isStillImage ? 1 : 0,
        name: options.interfaceName ?? null,
        endpoints,
      },
    ],
  };
}
