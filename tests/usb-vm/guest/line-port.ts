// A port of this machine that speaks in lines to something on the host.
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const pollMilliseconds = 5;

export class LinePort {
  readonly #file: FileHandle;
  readonly #buffer = Buffer.alloc(64 * 1024);
  #rest = '';

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async open(name: string): Promise<LinePort> {
    // A read that waits in the port could not be ended, and would keep this process from ending.
    const flags = constants.O_RDWR | constants.O_NONBLOCK;
    return new LinePort(await open(`/dev/virtio-ports/${name}`, flags));
  }

  async writeLine(text: string): Promise<void> {
    await this.#file.write(`${text}\n`);
  }

  async nextLine(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf('\n');
      if (end >= 0) {
        const line = this.#rest.slice(0, end);
        this.#rest = this.#rest.slice(end + 1);
        return line;
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
