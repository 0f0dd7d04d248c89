// The other end of a hosted process: how a child of Electron's utilityProcess talks to main.
import type { Channel } from './rpc.ts';

/** What Electron adds to `process` in a child of `utilityProcess`, as far as it is used here. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

/** @throws where this process was not started as a hosted one. */
export function parentChannel(): Channel {
  const port = (process as { parentPort?: ParentPort }).parentPort;
  if (!port) throw new Error('this file is started by Kerbdesk as a process of its own, not by hand');
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', (event) => listener(event.data));
    },
  };
}
