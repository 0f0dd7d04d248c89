// Runs in the renderer's isolated world before any script of the page: gives the preload its `require("electron")` and
// connects it to main. It is handed over as source, so it uses nothing from outside itself.
import type { CloneCodec } from './clone-codec.ts';
import type { WorldBridge } from './world-bridge.ts';

/** From the isolated world to main, as JSON; `args` and `value` are in the clone codec's text. */
export type RendererMessage =
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly kind: 'send'; readonly channel: string; readonly args: string }
  | { readonly kind: 'key'; readonly input: KeyInput }
  | { readonly kind: 'activity' }
  | { readonly kind: 'open'; readonly url: string; readonly name: string; readonly features: string }
  | { readonly kind: 'preload-error'; readonly message: string; readonly stack: string };

/** From main to the isolated world. */
export type MainMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly ok: true; readonly value: string }
  | { readonly kind: 'answer'; readonly id: number; readonly ok: false; readonly message: string }
  | { readonly kind: 'event'; readonly channel: string; readonly args: string };

/** Electron's `Input`, as `before-input-event` has it. */
export interface KeyInput {
  readonly type: 'keyDown' | 'keyUp';
  readonly key: string;
  readonly code: string;
  readonly isAutoRepeat: boolean;
  readonly shift: boolean;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

export interface IsolatedWorldFacts {
  readonly binding: string;
  readonly receiver: string;
  readonly platform: string;
  readonly preloadInSubFrames: boolean;
}

type Preload = (require: (name: string) => unknown, process: object, exports: object, module: object) => void;

export function installIsolatedWorld(
  facts: IsolatedWorldFacts,
  codec: CloneCodec,
  bridge: WorldBridge,
  preload: Preload,
): void {
  type Listener = (event: object, ...args: unknown[]) => void;
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  const post = (message: RendererMessage): void => world[facts.binding]?.(JSON.stringify(message));
  const isMainFrame = window === window.top;
  bridge.replaceWindowOpen((url, name, features) => post({ kind: 'open', url, name, features }));
  if (isMainFrame) watchInput();
  // As in Electron, a sub-frame has no preload unless the window asks for it.
  if (!isMainFrame && !facts.preloadInSubFrames) return;

  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, { readonly listener: Listener; readonly original: Listener }[]>();
  let nextId = 1;

  Object.defineProperty(globalThis, facts.receiver, {
    value: (text: string) => {
      const message = JSON.parse(text) as MainMessage;
      if (message.kind === 'event') {
        const args = codec.decode(message.args) as unknown[];
        for (const entry of listeners.get(message.channel) ?? []) {
          try {
            entry.listener({ sender: ipcRenderer, ports: [] }, ...args);
          } catch (error) {
            // One listener's fault is reported, and the others still hear.
            reportError(error);
          }
        }
        return;
      }
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.ok) call?.resolve(codec.decode(message.value));
      else call?.reject(new Error(message.message));
    },
  });

  const add = (channel: string, listener: Listener, original: Listener): object => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, original }]);
    return ipcRenderer;
  };
  const remove = (channel: string, listener: Listener): object => {
    const kept = [...(listeners.get(channel) ?? [])];
    const last = kept.findLastIndex((entry) => entry.original === listener);
    if (last >= 0) kept.splice(last, 1);
    listeners.set(channel, kept);
    return ipcRenderer;
  };
  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]): Promise<unknown> => {
      const id = nextId++;
      const text = codec.encode(args);
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        post({ kind: 'invoke', id, channel, args: text });
      });
    },
    send: (channel: string, ...args: unknown[]): void => post({ kind: 'send', channel, args: codec.encode(args) }),
    on: (channel: string, listener: Listener) => add(channel, listener, listener),
    addListener: (channel: string, listener: Listener) => add(channel, listener, listener),
    once: (channel: string, listener: Listener) => {
      const run: Listener = (event, ...args) => {
        remove(channel, listener);
        listener(event, ...args);
      };
      return add(channel, run, listener);
    },
    off: remove,
    removeListener: remove,
    removeAllListeners: (channel: string) => {
      listeners.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel: string): number => listeners.get(channel)?.length ?? 0,
  };
  const contextBridge = { exposeInMainWorld: (key: string, api: unknown): void => bridge.expose(key, api) };

  const requireFromPreload = (name: string): unknown => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name}`);
  };
  const rendererProcess = {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    isMainFrame,
    platform: facts.platform,
    env: {},
    versions: {},
  };
  const module = { exports: {} };
  try {
    preload(requireFromPreload, rendererProcess, module.exports, module);
  } catch (error) {
    const fault = error instanceof Error ? error : new Error(String(error));
    post({ kind: 'preload-error', message: fault.message, stack: fault.stack ?? '' });
  }

  function watchInput(): void {
    const report = (event: KeyboardEvent): void => {
      if (!event.isTrusted) return;
      post({
        kind: 'key',
        input: {
          type: event.type === 'keydown' ? 'keyDown' : 'keyUp',
          key: event.key,
          code: event.code,
          isAutoRepeat: event.repeat,
          shift: event.shiftKey,
          control: event.ctrlKey,
          alt: event.altKey,
          meta: event.metaKey,
        },
      });
    };
    window.addEventListener('keydown', report, true);
    window.addEventListener('keyup', report, true);
    let reportedAt = Number.NEGATIVE_INFINITY;
    const noteActivity = (event: Event): void => {
      if (!event.isTrusted || event.timeStamp - reportedAt < 500) return;
      reportedAt = event.timeStamp;
      post({ kind: 'activity' });
    };
    for (const name of ['keydown', 'pointerdown', 'pointermove', 'wheel']) {
      window.addEventListener(name, noteActivity, { capture: true, passive: true });
    }
  }
}
