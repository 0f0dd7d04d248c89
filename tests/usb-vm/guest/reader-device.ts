// The virtual fingerprint reader as a real USB device of this machine: a process on the host has the other end of QEMU's usb-redir.
import { z } from 'zod';
import { readerState, type ReaderOrder, type ReaderState } from '../../../native-mocks/devices/reader-orders.ts';
import { LinePort } from './line-port.ts';
import type { MachineControl } from './machine-control.ts';

const answerLine = z.union([readerState, z.object({ failure: z.string() })]);

/** QEMU takes the socket away with the device that had it, so that both stay as long as the machine runs. */
let cable: Promise<LinePort> | null = null;

async function layCable(control: MachineControl): Promise<LinePort> {
  const port = await LinePort.open('kerbdesk.reader');
  await control.plugIn('usb-redir', 'reader', { chardev: 'reader' });
  return port;
}

export class ReaderDevice {
  readonly #port: LinePort;

  private constructor(port: LinePort) {
    this.#port = port;
  }

  /** With nothing plugged in yet. */
  static async make(control: MachineControl): Promise<ReaderDevice> {
    cable ??= layCable(control);
    return new ReaderDevice(await cable);
  }

  /** Orders go one by one. @returns how the reader is then */
  async tell(order: ReaderOrder): Promise<ReaderState> {
    await this.#port.writeLine(JSON.stringify(order));
    const answer = answerLine.parse(JSON.parse(await this.#port.nextLine()));
    if ('failure' in answer) throw new Error(`the reader refuses ${JSON.stringify(order)}: ${answer.failure}`);
    return answer;
  }

  async discard(): Promise<void> {
    await this.tell({ order: 'lift' });
    await this.tell({ order: 'rows', how: 'one-key' });
    await this.tell({ order: 'pull' });
  }
}
