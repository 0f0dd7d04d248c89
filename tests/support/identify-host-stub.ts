// An identify host as tests direct it, at the other end of a real rpc channel: it holds no prints, it says what a test wants said.
import type { BiometricDatabase, DatabaseState, SearchState } from '#contract/biometric-search.ts';
import type { IdentifyHostApi, IdentifyHostEvents, SearchOrder } from '../../main/ports/identify-host.ts';
import type { HostedProcess, ProcessHost } from '../../main/ports/process-host.ts';
import { serveRpc } from '../../main/rpc/rpc.ts';

type Emit = <N extends keyof IdentifyHostEvents>(name: N, payload: IdentifyHostEvents[N]) => void;

export class IdentifyHostStub {
  readonly calls: string[] = [];
  order: SearchOrder | null = null;
  emit: Emit = () => undefined;
  /** How many were started, and ended. */
  started = 0;
  ended = 0;
  #exit: (code: number | null) => void = () => undefined;
  /** A test may take methods over. */
  readonly instead: Partial<IdentifyHostApi> = {};

  readonly processes: ProcessHost = { fork: () => this.#fork() };

  /** The process ends by itself. */
  crash(): void {
    this.emit = () => undefined;
    this.#exit(1);
  }

  #fork(): HostedProcess {
    this.started += 1;
    const toHost: ((message: unknown) => void)[] = [];
    const toMain: ((message: unknown) => void)[] = [];
    let isOver = false;
    // As between processes: later, and copied.
    const send = (listeners: typeof toHost, message: unknown): void => {
      const copy: unknown = structuredClone(message);
      setImmediate(() => {
        if (!isOver) for (const listener of listeners) listener(copy);
      });
    };
    this.emit = serveRpc<IdentifyHostEvents>(
      { post: (message) => send(toMain, message), onMessage: (listener) => void toHost.push(listener) },
      { ...this.#api(), ...this.instead } satisfies IdentifyHostApi,
    );
    return {
      post: (message) => send(toHost, message),
      onMessage: (listener) => void toMain.push(listener),
      onExit: (listener) => {
        this.#exit = (code) => {
          isOver = true;
          listener(code);
        };
      },
      kill: () => {
        this.ended += 1;
        const exit = this.#exit;
        isOver = true;
        setImmediate(() => exit(null));
      },
    };
  }

  #api(): IdentifyHostApi {
    const called = (what: string): Promise<void> => {
      this.calls.push(what);
      return Promise.resolve();
    };
    return {
      listReaders: () => Promise.resolve([{ id: 'r1', name: 'Simulated reader', fingersAtOnce: 1, isSimulated: true }]),
      gateway: () => Promise.resolve({ problem: null, isReference: true }),
      capture: ({ position }) => called(`capture ${position}`),
      stopCapture: () => called('stop capture'),
      discard: ({ position }) => called(`discard ${position}`),
      search: (order) => {
        this.order = order;
        return called('search');
      },
      purge: async () => {
        await called('purge');
        return { buffers: 4, bytes: 640_000, outOfReach: 0 };
      },
    };
  }
}

/** A search that is over, with these answers. */
export const endedSearch = (
  transactionControlNumber: string,
  answers: Readonly<Partial<Record<BiometricDatabase, DatabaseState['answer']>>>,
): SearchState => ({
  transactionControlNumber,
  phase: 'ended',
  reference: true,
  databases: Object.entries(answers).map(([database, answer]) => ({
    database: database as BiometricDatabase,
    answer,
    words: 'As told.',
  })),
  purge: null,
  problem: null,
});
