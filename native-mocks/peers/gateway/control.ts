// What the reference gateway is told to do badly: slowness and failures by database, and of each kind of request the next ones.
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { BiometricDatabase } from '#contract/biometric-search.ts';

const bytes = z.number().int().min(0).max(1_000_000);
const fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), status: z.number().int().min(400).max(599) }),
  /** The connection ends after so many bytes of the body. */
  z.strictObject({ kind: z.literal('cut'), afterBytes: bytes }),
  z.strictObject({ kind: z.literal('stall'), afterBytes: bytes }),
  z.strictObject({ kind: z.literal('malformed') }),
  z.strictObject({ kind: z.literal('wrong-tcr') }),
  z.strictObject({ kind: z.literal('endless') }),
  /** As behind a proxy that lets a stream through when it is whole. */
  z.strictObject({ kind: z.literal('held-back') }),
]);
export type Fault = z.infer<typeof fault>;

const route = z.enum(['health', 'submit', 'stream', 'turn', 'drop']);
export type Route = z.infer<typeof route>;

const databaseControl = z.strictObject({
  delayMilliseconds: z.number().int().min(0).max(120_000).default(0),
  /** `silence`: it never answers, and its time runs out. `nonsense`: an answer in words that nobody agreed on. */
  instead: z.enum(['error', 'silence', 'nonsense']).nullable().default(null),
});

export const gatewayControl = z.strictObject({
  databases: z
    .strictObject({
      police: databaseControl.default({ delayMilliseconds: 0, instead: null }),
      immigration: databaseControl.default({ delayMilliseconds: 0, instead: null }),
    })
    .prefault({}),
  faults: z
    .array(z.strictObject({ route, times: z.number().int().min(1).max(1000).default(1), fault }))
    .max(100)
    .default([]),
});
export type GatewayControl = z.input<typeof gatewayControl>;

export class Control {
  #now = gatewayControl.parse({});

  /** Replaces all that was said before. */
  set(control: GatewayControl): void {
    this.#now = gatewayControl.parse(control);
  }

  database(database: BiometricDatabase): z.infer<typeof databaseControl> {
    return this.#now.databases[database];
  }

  /** Each is used up by the requests that it befalls. */
  takeFault(of: Route): Fault | null {
    const found = this.#now.faults.find(({ route, times }) => route === of && times > 0);
    if (found === undefined) return null;
    found.times -= 1;
    return found.fault;
  }
}

/** An answer as it is written, with what goes wrong. */
export class FaultyAnswer {
  readonly #response: ServerResponse;
  readonly #fault: Fault | null;
  #written = 0;
  #held: string[] = [];

  constructor(response: ServerResponse, fault: Fault | null) {
    this.#response = response;
    this.#fault = fault;
  }

  begin(status: number, headers: Readonly<Record<string, string>>): void {
    const isWhole = this.#fault?.kind !== 'held-back';
    this.#response.writeHead(this.#fault?.kind === 'status' ? this.#fault.status : status, headers);
    if (isWhole) this.#response.flushHeaders();
    if (this.#fault?.kind === 'endless') this.#writeForEver();
  }

  write(text: string): void {
    const response = this.#response;
    if (response.destroyed || response.writableEnded) return;
    switch (this.#fault?.kind) {
      case 'cut':
      case 'stall':
        this.#writeUpTo(this.#fault.afterBytes, text);
        return;
      case 'malformed':
        response.write(text.replaceAll('{', '{{'));
        return;
      case 'wrong-tcr':
        response.write(text.replaceAll(/"tcr":"[^"]*"/g, '"tcr":"ANOTHER-TRANSACTION"'));
        return;
      case 'held-back':
        this.#held.push(text);
        return;
      case 'endless':
        return;
      case 'status':
      case undefined:
        response.write(text);
    }
  }

  end(): void {
    if (this.#fault?.kind === 'stall' || this.#fault?.kind === 'endless') return;
    if (this.#fault?.kind === 'cut') this.#response.destroy();
    else this.#response.end(this.#held.join(''));
  }

  #writeUpTo(most: number, text: string): void {
    const left = Math.max(0, most - this.#written);
    const part = Buffer.from(text).subarray(0, left);
    this.#written += part.length;
    const isOver = this.#written >= most && this.#fault?.kind === 'cut';
    // What was written before a cut should arrive.
    this.#response.write(part.length === 0 ? '' : part, () => {
      if (isOver) this.#response.destroy();
    });
    if (isOver && part.length === 0) this.#response.destroy();
  }

  #writeForEver(): void {
    const response = this.#response;
    const more = (): void => {
      if (response.destroyed) return;
      if (response.write(': '.padEnd(65_536, 'x'))) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  }
}
