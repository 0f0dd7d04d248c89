// Typed calls between main, its child processes and their workers, over any channel that carries structured clones.
import { KerbdeskError, errorCode, type ErrorCode } from '#contract/errors.ts';

export interface Channel {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

// Methods are called by name from another process: only the names an object really has of its own may be.
type Method = (input: never) => unknown;
export type Api = object;

interface CallMessage {
  readonly rpc: 'call';
  readonly id: number;
  readonly method: string;
  readonly input: unknown;
}
interface AnswerMessage {
  readonly rpc: 'answer';
  readonly id: number;
  readonly value?: unknown;
  readonly error?: { code: ErrorCode | null; message: string; retryAt: string | null; stack: string | undefined };
}
interface EventMessage {
  readonly rpc: 'event';
  readonly name: string;
  readonly payload: unknown;
}
type Message = CallMessage | AnswerMessage | EventMessage;

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'rpc' in value && typeof value.rpc === 'string';

/** Serves `api` to the other end; the returned function pushes events to it. */
export function serveRpc<Events extends object>(
  channel: Channel,
  api: Api,
): <N extends keyof Events & string>(name: N, payload: Events[N]) => void {
  const methods = new Map<string, Method>(
    Object.entries(api).filter((entry): entry is [string, Method] => typeof entry[1] === 'function'),
  );
  channel.onMessage((message) => {
    if (!isMessage(message) || message.rpc !== 'call') return;
    void answer(message);
  });

  async function answer(call: CallMessage): Promise<void> {
    try {
      const method = methods.get(call.method);
      if (!method) throw new Error(`no method ${call.method}`);
      const value: unknown = await method(call.input as never);
      channel.post({ rpc: 'answer', id: call.id, value } satisfies AnswerMessage);
    } catch (error) {
      channel.post({ rpc: 'answer', id: call.id, error: describeError(error) } satisfies AnswerMessage);
    }
  }

  return (name, payload) => channel.post({ rpc: 'event', name, payload } satisfies EventMessage);
}

function describeError(error: unknown): NonNullable<AnswerMessage['error']> {
  if (error instanceof KerbdeskError) {
    return { code: error.code, message: error.message, retryAt: error.retryAt, stack: error.stack };
  }
  const plain = error instanceof Error ? error : new Error(String(error));
  return { code: null, message: plain.message, retryAt: null, stack: plain.stack };
}

export interface RpcClient<Remote extends Api, Events extends object> {
  readonly api: Remote;
  on<N extends keyof Events & string>(name: N, listener: (payload: Events[N]) => void): void;
  /** Rejects every call under way and every later one: the other end is gone. */
  close(reason: KerbdeskError): void;
}

/** Calls an api served by `serveRpc`. A `KerbdeskError` thrown there is a `KerbdeskError` here. */
export function connectRpc<Remote extends Api, Events extends object = Record<string, never>>(
  channel: Channel,
): RpcClient<Remote, Events> {
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, ((payload: never) => void)[]>();
  let nextId = 1;
  let closed: KerbdeskError | null = null;

  channel.onMessage((message) => {
    if (!isMessage(message)) return;
    if (message.rpc === 'event') {
      for (const listener of listeners.get(message.name) ?? []) listener(message.payload as never);
    } else if (message.rpc === 'answer') {
      const call = pending.get(message.id);
      pending.delete(message.id);
      if (message.error) call?.reject(restoreError(message.error));
      else call?.resolve(message.value);
    }
  });

  const invoke = (method: string, input: unknown): Promise<unknown> => {
    if (closed) return Promise.reject(closed);
    const id = nextId++;
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      channel.post({ rpc: 'call', id, method, input } satisfies CallMessage);
    });
  };
  // A promise of the client must not be mistaken for a thenable: `then` is no remote method.
  const api = new Proxy({} as Remote, {
    get: (_target, method) =>
      typeof method === 'string' && method !== 'then' ? (input: unknown) => invoke(method, input) : undefined,
  });

  return {
    api,
    on(name, listener) {
      listeners.set(name, [...(listeners.get(name) ?? []), listener]);
    },
    close(reason) {
      closed = reason;
      for (const call of pending.values()) call.reject(reason);
      pending.clear();
    },
  };
}

function restoreError(error: NonNullable<AnswerMessage['error']>): Error {
  const known = errorCode.safeParse(error.code);
  if (known.success) {
    return new KerbdeskError(known.data, error.message, error.retryAt === null ? {} : { retryAt: error.retryAt });
  }
  const restored = new Error(error.message);
  if (error.stack !== undefined) restored.stack = error.stack;
  return restored;
}
