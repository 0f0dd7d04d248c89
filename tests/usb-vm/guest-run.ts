// One start of the guest machine and what came of each test in it, told to whoever asks by name.
import path from 'node:path';
import { bundleForGuest } from './bundle-guest.ts';
import { prepareGuestImage } from './guest-image.ts';
import type { GuestLine } from './guest-lines.ts';
import { preparedFolder, writeManyRecordings } from './guest/many-recordings.ts';
import { startMachine, type VirtualMachine } from './virtual-machine.ts';

/** Longer than the guest itself takes to give up a test, so that it is heard first. */
const patienceSeconds = 120;

export class GuestRun {
  readonly #limitSeconds: number;
  readonly #outcomes = new Map<string, string | null>();
  #machine: VirtualMachine | null = null;
  #over: string | null = null;
  #waiting: (() => void)[] = [];
  #heardAt = performance.now();

  constructor(limitSeconds: number) {
    this.#limitSeconds = limitSeconds;
  }

  async start(): Promise<void> {
    const [image, program] = [await prepareGuestImage(), await bundleForGuest('tests')];
    this.#machine = await startMachine({
      image,
      program,
      limitSeconds: this.#limitSeconds,
      settings: settingsForGuest(),
      prepare: (shared) => writeManyRecordings(path.join(shared, preparedFolder)),
      onLine: (line) => this.#take(line),
    });
    this.#heardAt = performance.now();
    void this.#machine.ended.then((tail) => this.#end(`the guest machine is off; the end of its console:\n${tail}`));
  }

  /** Settles when the guest says that the promise was kept. @throws with what it says otherwise. */
  async outcome(test: string, limitSeconds: number): Promise<'kept'> {
    for (;;) {
      const failure = this.#outcomes.get(test);
      if (failure === null) return 'kept';
      if (failure !== undefined) throw new Error(failure);
      if (this.#over !== null) throw new Error(`no outcome of this test: ${this.#over}`);
      const silent = (performance.now() - this.#heardAt) / 1000;
      if (silent > limitSeconds + patienceSeconds) {
        const tail = await this.#machine?.consoleTail();
        this.#end(`the guest machine hangs; the end of its console:\n${tail ?? ''}`);
        await this.stop();
      }
      await this.#somethingHeard();
    }
  }

  async stop(): Promise<void> {
    await this.#machine?.stop();
  }

  #take(line: GuestLine): void {
    this.#heardAt = performance.now();
    if (line.kind === 'note') console.log(line.text);
    if (line.kind === 'ended') this.#outcomes.set(line.test, line.failure);
    this.#wake();
  }

  #end(why: string): void {
    this.#over ??= why;
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  #somethingHeard(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      setTimeout(resolve, 1000);
    });
  }
}

/** What a person sets for a run (`KERBDESK_SEED` and the like) holds in the guest as well. */
const settingsForGuest = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      /^KERBDESK_(?:SEED|PULL_RUNS|ONLY)$/.test(name) && value !== undefined ? [[name, value]] : [],
    ),
  );
