// Plugs devices into this very machine and pulls them out: QEMU's control protocol (QMP), reached from inside the guest.
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

type Value = string | number | boolean | { readonly [name: string]: Value };

const answerLine = z.object({
  return: z.unknown().optional(),
  error: z.object({ desc: z.string() }).optional(),
  event: z.string().optional(),
  data: z.object({ device: z.string().optional() }).optional(),
});

type Answer = z.infer<typeof answerLine>;

const pollMilliseconds = 5;

export class MachineControl {
  readonly #file: FileHandle;
  readonly #buffer = Buffer.alloc(64 * 1024);
  #rest = '';
  readonly #gone = new Set<string>();
  /** Commands go one by one. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async connect(): Promise<MachineControl> {
    // A read that waits in the port could not be ended, and would keep this process from ending.
    const flags = constants.O_RDWR | constants.O_NONBLOCK;
    const control = new MachineControl(await open('/dev/virtio-ports/kerbdesk.control', flags));
    await control.run('qmp_capabilities');
    return control;
  }

  run(command: string, values: Readonly<Record<string, Value>> = {}): Promise<unknown> {
    return this.#inTurn(() => this.#run(command, values));
  }

  async plugIn(driver: string, id: string, values: Readonly<Record<string, Value>>): Promise<void> {
    await this.run('device_add', { driver, id, bus: 'usb.0', ...values });
  }

  /** Settles when the device is out. */
  pull(id: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#gone.delete(id);
      await this.#run('device_del', { id });
      while (!this.#gone.has(id)) await this.#nextAnswer();
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #run(command: string, values: Readonly<Record<string, Value>>): Promise<unknown> {
    await this.#file.write(`${JSON.stringify({ execute: command, arguments: values })}\n`);
    for (;;) {
      const answer = await this.#nextAnswer();
      if (answer.error) throw new Error(`${command} ${JSON.stringify(values)}: ${answer.error.desc}`);
      if (answer.return !== undefined) return answer.return;
    }
  }

  /** Events are noted in passing: they come between answers as they like. */
  async #nextAnswer(): Promise<Answer> {
    for (;;) {
      const end = this.#rest.indexOf('\n');
      if (end >= 0) {
        const answer = answerLine.parse(JSON.parse(this.#rest.slice(0, end)));
        this.#rest = this.#rest.slice(end + 1);
        const device = answer.data?.device;
        if (answer.event === 'DEVICE_DELETED' && device !== undefined) this.#gone.add(device);
        return answer;
      }
      const bytes = await this.#read();
      if (bytes === 0) await delay(pollMilliseconds);
      else this.#rest += this.#buffer.toString('utf8', 0, bytes);
    }
  }

  async #read(): Promise<number> {
    try {
      return (await this.#file.read(this.#buffer, 0, this.#buffer.byteLength, null)).bytesRead;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0;
      throw error;
    }
  }
}
