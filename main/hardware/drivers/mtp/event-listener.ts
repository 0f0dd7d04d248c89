// Listens on a camera's interrupt endpoint for word that its objects changed. Only a hint: what changed the listing tells.
import { setTimeout as delay } from 'node:timers/promises';
import { UsbError, type UsbConnection, type UsbEndpoint } from '../../../ports/usb.ts';
import { roundUp } from './bulk-pipe.ts';
import { eventsOfChange } from './codes.ts';
import { decodeHeader } from './containers.ts';

/** An event has at most three parameters. */
const longestEvent = 24;
/** An endpoint that fails this often in a row is not listened to any longer. */
const mostFailures = 5;
/** After one, so that a camera that talks without end does not keep this process busy. */
const pauseAfterEvent = 50;

export class EventListener {
  #stopped = false;

  /** @param lost is called at most once, when the camera left the bus. */
  constructor(
    connection: UsbConnection,
    endpoint: UsbEndpoint,
    milliseconds: number,
    on: { readonly changed: () => void; readonly lost: () => void },
  ) {
    void this.#listen(connection, endpoint, milliseconds, on);
  }

  /** Ends with the wait that is under way. */
  stop(): void {
    this.#stopped = true;
  }

  async #listen(
    connection: UsbConnection,
    endpoint: UsbEndpoint,
    milliseconds: number,
    on: { readonly changed: () => void; readonly lost: () => void },
  ): Promise<void> {
    const length = roundUp(longestEvent, endpoint.packetBytes);
    for (let failures = 0; failures < mostFailures && !this.#stopped;) {
      try {
        const bytes = await connection.read(endpoint, length, milliseconds);
        failures = 0;
        if (!this.#stopped && isChange(bytes)) on.changed();
        await delay(pauseAfterEvent);
      } catch (error) {
        const fault = error instanceof UsbError ? error.fault : 'failed';
        if (fault === 'timeout') continue;
        if (fault === 'disconnected') {
          if (!this.#stopped) on.lost();
          return;
        }
        failures++;
        if (fault === 'stall') await connection.clearHalt(endpoint).catch(() => undefined);
        await delay(milliseconds);
      }
    }
  }
}

function isChange(bytes: Uint8Array): boolean {
  try {
    const header = decodeHeader(bytes);
    return header.type === 'event' && eventsOfChange.has(header.code);
  } catch {
    return false;
  }
}
