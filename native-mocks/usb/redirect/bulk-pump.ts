// Transfers on one bulk endpoint of a virtual device, in the order in which they were asked for. Any of them can be cancelled, which the
// device's own end cannot do: so it is asked for one packet at a time, and a packet that nobody waits for any more is kept for the next.
import { UsbError, type UsbConnection, type UsbEndpoint } from '../../../main/ports/usb.ts';
import { transferStatus, type TransferStatus } from './numbers.ts';
import type { BulkRequest } from './requests.ts';

export interface BulkListener {
  tell(request: BulkRequest, status: TransferStatus, length: number, data?: Uint8Array): void;
  /** The device was pulled. */
  gone(): void;
}

/** A time limit that is none: eleven days. */
export const noLimit = 1_000_000_000;

export const isGone = (error: unknown): boolean => error instanceof UsbError && error.fault === 'disconnected';

export function statusOf(error: unknown): TransferStatus {
  if (error instanceof UsbError && error.fault === 'stall') return transferStatus.stalled;
  return transferStatus.failed;
}

export class BulkPump {
  readonly #usb: UsbConnection;
  readonly #endpoint: UsbEndpoint;
  readonly #listener: BulkListener;
  readonly #waiting: BulkRequest[] = [];
  #came: Uint8Array[] = [];
  #spare: Uint8Array | null = null;
  #isRunning = false;

  constructor(usb: UsbConnection, endpoint: UsbEndpoint, listener: BulkListener) {
    this.#usb = usb;
    this.#endpoint = endpoint;
    this.#listener = listener;
  }

  add(request: BulkRequest): void {
    this.#waiting.push(request);
    if (!this.#isRunning) void this.#run();
  }

  /** Tells that it was cancelled, if it is one of these and not done; what came of it is lost. */
  cancel(id: bigint): void {
    const place = this.#waiting.findIndex((request) => request.id === id);
    const request = this.#waiting[place];
    if (request === undefined) return;
    this.#waiting.splice(place, 1);
    if (place === 0) this.#came = [];
    this.#listener.tell(request, transferStatus.cancelled, 0);
  }

  /** Nobody waits for anything any more. */
  forget(): void {
    this.#waiting.length = 0;
    this.#came = [];
    this.#spare = null;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
        await (this.#endpoint.direction === 'in' ? this.#takePacket() : this.#give(first));
      }
    } finally {
      this.#isRunning = false;
    }
  }

  async #takePacket(): Promise<void> {
    const { packetBytes } = this.#endpoint;
    try {
      const packet = this.#spare ?? (await this.#usb.read(this.#endpoint, packetBytes, noLimit));
      this.#spare = null;
      const request = this.#waiting[0];
      if (request === undefined) this.#spare = packet;
      else this.#took(request, packet);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (isGone(error)) this.#listener.gone();
    else this.#end(statusOf(error));
  }

  #took(request: BulkRequest, packet: Uint8Array): void {
    this.#came.push(packet);
    const length = this.#came.reduce((sum, piece) => sum + piece.length, 0);
    if (length > request.length) this.#end(transferStatus.babble);
    else if (length === request.length || packet.length < this.#endpoint.packetBytes) this.#end(transferStatus.success);
  }

  #end(status: TransferStatus): void {
    const data = Buffer.concat(this.#came);
    this.#came = [];
    const request = this.#waiting.shift();
    if (request === undefined) return;
    const kept = data.subarray(0, request.length);
    this.#listener.tell(request, status, kept.length, kept);
  }

  async #give(request: BulkRequest): Promise<void> {
    let status: TransferStatus = transferStatus.success;
    try {
      await this.#usb.write(this.#endpoint, request.data, noLimit);
    } catch (error) {
      status = statusOf(error);
      if (isGone(error)) this.#listener.gone();
    }
    // It was cancelled in the meantime, and that was told.
    if (this.#waiting[0] !== request) return;
    this.#waiting.shift();
    this.#listener.tell(request, status, status === transferStatus.success ? request.data.length : 0);
  }
}
