// USB as a seam, shaped like WebUSB but with what a driver needs said in types: time limits, faults, and who closes what.

export type UsbFault =
  /** Pulled, or switched off. */
  | 'disconnected'
  /** Nothing came in time. What had come until then is lost: whatever was being talked about is broken off. */
  | 'timeout'
  /** The device refused; `clearHalt` makes the endpoint usable again. */
  | 'stall'
  /** Another program, or the system itself, has the interface. */
  | 'busy'
  | 'not-allowed'
  | 'no-memory'
  /** This machine has no USB, or it cannot be used. */
  | 'unavailable'
  | 'failed';

export class UsbError extends Error {
  override readonly name = 'UsbError';
  readonly fault: UsbFault;

  constructor(fault: UsbFault, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.fault = fault;
  }
}

export interface UsbEndpoint {
  readonly number: number;
  readonly direction: 'in' | 'out';
  readonly type: 'bulk' | 'interrupt' | 'control' | 'isochronous';
  readonly packetBytes: number;
}

export interface UsbInterface {
  readonly number: number;
  readonly classCode: number;
  readonly subclassCode: number;
  readonly protocolCode: number;
  readonly name: string | null;
  readonly endpoints: readonly UsbEndpoint[];
}

/** What the device says of itself, untrusted and untidied. */
export interface UsbDescriptors {
  readonly manufacturer: string | null;
  readonly product: string | null;
  readonly serial: string | null;
  /** Of the configuration that is in use, each in its first alternate setting. */
  readonly interfaces: readonly UsbInterface[];
}

export interface UsbControl {
  readonly type: 'standard' | 'class' | 'vendor';
  readonly recipient: 'device' | 'interface' | 'endpoint';
  readonly request: number;
  readonly value: number;
  readonly index: number;
}

/**
 * An open device. Every method may reject with a `UsbError`. One transfer at a time on each endpoint. `close` waits for
 * transfers under way, so a time limit also bounds how long closing takes.
 */
export interface UsbConnection {
  readonly descriptors: UsbDescriptors;
  claim(interfaceNumber: number): Promise<void>;
  controlIn(control: UsbControl, length: number, milliseconds: number): Promise<Uint8Array>;
  controlOut(control: UsbControl, data: Uint8Array, milliseconds: number): Promise<void>;
  /** One transfer: ends when `length` bytes came, or with a short packet. `length` is a multiple of the packet size. */
  read(endpoint: UsbEndpoint, length: number, milliseconds: number): Promise<Uint8Array>;
  /** One transfer; an empty one sends a packet without data. */
  write(endpoint: UsbEndpoint, data: Uint8Array, milliseconds: number): Promise<void>;
  clearHalt(endpoint: UsbEndpoint): Promise<void>;
  /** As if it were pulled and put back; what was claimed stays so. Not every system lets a program do that. */
  reset(): Promise<void>;
  /** Releases what was claimed. Never rejects; a second call does nothing. */
  close(): Promise<void>;
}

export interface UsbDevice {
  /** Another one each time it is plugged in. */
  readonly key: string;
  /** The socket, through hubs: the same one whenever something is plugged in there. */
  readonly port: string;
  readonly vendorId: number;
  readonly productId: number;
  /** 0 where its interfaces say what they are, 9 for a hub. */
  readonly deviceClass: number;
  open(): Promise<UsbConnection>;
}

export interface UsbBus {
  /** @throws UsbError `unavailable` where there is no USB at all. */
  list(): Promise<readonly UsbDevice[]>;
  /** Tells that something was plugged in or pulled, where the system tells; returns how to stop. Never throws. */
  watch(changed: () => void): () => void;
}
