// Interrupts of one endpoint of a virtual device, for as long as the machine polls for them. Nobody polls in between: what the device has
// to tell then waits, as on a real bus.
import type { UsbConnection, UsbEndpoint } from '../../../main/ports/usb.ts';
import { noLimit } from './bulk-pump.ts';

export interface InterruptListener {
  /** Settles when the next one may come. */
  tell(packet: Uint8Array): Promise<void>;
  failed(error: unknown): void;
}

export class InterruptPump {
  readonly #usb: UsbConnection;
  readonly #endpoint: UsbEndpoint;
  readonly #listener: InterruptListener;
  #spare: Uint8Array | null = null;
  #isWanted = false;
  #isRunning = false;

  constructor(usb: UsbConnection, endpoint: UsbEndpoint, listener: InterruptListener) {
    this.#usb = usb;
    this.#endpoint = endpoint;
    this.#listener = listener;
  }

  start(): void {
    this.#isWanted = true;
    if (!this.#isRunning) void this.#run();
  }

  stop(): void {
    this.#isWanted = false;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      while (this.#isWanted) await this.#pass();
    } catch (error) {
      this.#isWanted = false;
      this.#listener.failed(error);
    } finally {
      this.#isRunning = false;
    }
  }

  async #pass(): Promise<void> {
    const packet = this.#spare ?? (await this.#usb.read(this.#endpoint, this.#endpoint.packetBytes, noLimit));
    this.#spare = null;
    // An empty one only says that the one before was a full one and the last.
    if (packet.length === 0) return;
    if (this.#isWanted) await this.#listener.tell(packet);
    else this.#spare = packet;
  }
}
