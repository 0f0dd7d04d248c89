// Speaks the DevTools protocol with Chromium over a pipe. A pipe, not a port: nobody else can connect to it, and Chromium
// ends by itself when this process is gone, however it went.
import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Protocol } from './protocol-types.ts';

export type CommandName = keyof Protocol.CommandParameters;
export type EventName = keyof Protocol.Events;
export type EventParameters<Name extends EventName> = Protocol.Events[Name];

interface Incoming {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly sessionId?: string;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

interface PendingCommand {
  readonly sessionId: string | undefined;
  readonly method: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The target or the browser went away before it could answer: to be expected while windows close. */
class TargetGoneError extends Error {
  override readonly name = 'TargetGoneError';
}

/** One attached target, or the browser itself. */
export class DevToolsSession {
  readonly #pipe: DevToolsPipe;
  readonly #events = new EventEmitter().setMaxListeners(0);
  readonly id: string | undefined;

  constructor(pipe: DevToolsPipe, id: string | undefined) {
    this.#pipe = pipe;
    this.id = id;
  }

  send<Name extends CommandName>(
    method: Name,
    ...[parameters]: Record<never, never> extends Protocol.CommandParameters[Name]
      ? [Protocol.CommandParameters[Name]?]
      : [Protocol.CommandParameters[Name]]
  ): Promise<Protocol.CommandReturnValues[Name]> {
    return this.#pipe.send(method, parameters ?? {}, this.id) as Promise<Protocol.CommandReturnValues[Name]>;
  }

  /** For commands whose failure only says that the target is already gone. */
  sendQuietly<Name extends CommandName>(method: Name, parameters: Protocol.CommandParameters[Name]): void {
    this.#pipe.send(method, parameters ?? {}, this.id).catch((error: unknown) => {
      if (!(error instanceof TargetGoneError) && process.env['KERBDESK_STANDIN_TRACE']) console.error(error);
    });
  }

  on<Name extends EventName>(event: Name, listener: (parameters: EventParameters<Name>) => void): void {
    this.#events.on(event, listener as (parameters: unknown) => void);
  }

  deliver(event: string, parameters: unknown): void {
    this.#events.emit(event, parameters);
  }
}

export class DevToolsPipe {
  readonly #output: Writable;
  readonly #pending = new Map<number, PendingCommand>();
  readonly #sessions = new Map<string, DevToolsSession>();
  readonly browser = new DevToolsSession(this, undefined);
  #nextId = 1;
  #open = true;

  constructor(output: Writable, input: Readable) {
    this.#output = output;
    let chunks: Buffer[] = [];
    input.on('data', (chunk: Buffer) => {
      let start = 0;
      for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
        chunks.push(chunk.subarray(start, end));
        this.#receive(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Incoming);
        chunks = [];
        start = end + 1;
      }
      if (start < chunk.length) chunks.push(chunk.subarray(start));
    });
    input.on('close', () => this.close());
    // Writing to a browser that has just ended must not end this process.
    output.on('error', () => this.close());
    input.on('error', () => this.close());
  }

  send(method: string, parameters: object, sessionId: string | undefined): Promise<unknown> {
    if (!this.#open) return Promise.reject(new TargetGoneError(`${method}: Chromium has ended`));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { sessionId, method, resolve, reject });
      this.#output.write(`${JSON.stringify({ id, method, params: parameters, sessionId })}\0`);
    });
  }

  readonly session = (id: string): DevToolsSession => {
    let session = this.#sessions.get(id);
    if (!session) {
      session = new DevToolsSession(this, id);
      this.#sessions.set(id, session);
    }
    return session;
  };

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#rejectWhere(() => true, 'Chromium has ended');
  }

  #receive(message: Incoming): void {
    if (message.id !== undefined) {
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (!pending) return;
      if (message.error) pending.reject(describeFailure(pending.method, message.error));
      else pending.resolve(message.result);
      return;
    }
    if (message.method === undefined) return;
    const session = message.sessionId === undefined ? this.browser : this.#sessions.get(message.sessionId);
    if (message.method === 'Target.detachedFromTarget') {
      const { sessionId } = message.params as { sessionId: string };
      this.#rejectWhere((command) => command.sessionId === sessionId, 'the target is gone');
    }
    session?.deliver(message.method, message.params);
  }

  #rejectWhere(matches: (command: PendingCommand) => boolean, reason: string): void {
    for (const [id, command] of this.#pending) {
      if (!matches(command)) continue;
      this.#pending.delete(id);
      command.reject(new TargetGoneError(`${command.method}: ${reason}`));
    }
  }
}

function describeFailure(method: string, error: { code: number; message: string }): Error {
  const text = `${method}: ${error.message}`;
  const gone = /Session with given id not found|Cannot find context|target closed|Target crashed|No frame|navigated/i;
  return gone.test(error.message) ? new TargetGoneError(text) : new Error(text);
}
