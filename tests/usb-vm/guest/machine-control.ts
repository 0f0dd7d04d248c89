// Plugs devices into this very machine and pulls them out: QEMU's control protocol (QMP), reached from inside the guest.
import { z } from 'zod';
import { LinePort } from './line-port.ts';

type Value = string | number | boolean | { readonly [name: string]: Value };

const answerLine = z.object({
  return: z.unknown().optional(),
  error: z.object({ desc: z.string() }).optional(),
  event: z.string().optional(),
  data: z.object({ device: z.string().optional() }).optional(),
});

type Answer = z.infer<typeof answerLine>;

export class MachineControl {
  readonly #port: LinePort;
  readonly #gone = new Set<string>();
  /** Commands go one by one. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(port: LinePort) {
    this.#port = port;
  }

  static async connect(): Promise<MachineControl> {
    const control = new MachineControl(await LinePort.open('kerbdesk.control'));
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
    await this.#port.writeLine(JSON.stringify({ execute: command, arguments: values }));
    for (;;) {
      const answer = await this.#nextAnswer();
      if (answer.error) throw new Error(`${command} ${JSON.stringify(values)}: ${answer.error.desc}`);
      if (answer.return !== undefined) return answer.return;
    }
  }

  /** Events are noted in passing: they come between answers as they like. */
  async #nextAnswer(): Promise<Answer> {
    const answer = answerLine.parse(JSON.parse(await this.#port.nextLine()));
    const device = answer.data?.device;
    if (answer.event === 'DEVICE_DELETED' && device !== undefined) this.#gone.add(device);
    return answer;
  }
}
