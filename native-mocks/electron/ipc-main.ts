// Electron's ipcMain: handlers and listeners that renderers reach through their preload.
import { EventEmitter } from 'node:events';
import type { WebContents } from './web-contents.ts';
import type { WebFrameMain } from './web-frame.ts';
import { mainCodec } from './world-scripts.ts';
import type { MainMessage } from './worlds/isolated-world.ts';

export interface IpcMainEvent {
  readonly type: 'frame';
  readonly sender: WebContents;
  readonly senderFrame: WebFrameMain | null;
  readonly processId: number;
  readonly frameId: number;
}
type Handler = (event: IpcMainEvent, ...args: unknown[]) => unknown;

class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    this.#handlers.set(channel, handler);
  }
  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }
  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** Answers one `ipcRenderer.invoke`; failures cross as a message only, worded as Electron words them. */
  async answerInvoke(
    event: IpcMainEvent,
    id: number,
    channel: string,
    args: string,
    answer: (message: MainMessage) => void,
  ): Promise<void> {
    try {
      const handler = this.#handlers.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      const value = await handler(event, ...(mainCodec.decode(args) as unknown[]));
      answer({ kind: 'answer', id, ok: true, value: mainCodec.encode(value) });
    } catch (error) {
      const reason = error instanceof Error ? error.toString() : String(error);
      answer({ kind: 'answer', id, ok: false, message: `Error invoking remote method '${channel}': ${reason}` });
    }
  }
}

export const ipcMain = new IpcMain();
