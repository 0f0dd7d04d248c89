// Runs before a utility process's own module: gives it `process.parentPort`, and ends it with main.
// Plain JavaScript: worker threads of the process load it too, and TypeScript in several threads can crash Node 24
// (docs/adr/0016-tests-run-the-built-processes.md).
import { EventEmitter } from 'node:events';
import { isMainThread } from 'node:worker_threads';

class ParentPort extends EventEmitter {
  /** @type {unknown[] | null} */
  #heldBack = [];

  constructor() {
    super();
    process.on('message', ({ data }) => {
      if (this.#heldBack) this.#heldBack.push(data);
      else this.emit('message', { data, ports: [] });
    });
    // Messages that came before anybody listened wait, as they do in Electron.
    this.on('newListener', (event) => {
      if (event !== 'message' || !this.#heldBack) return;
      const waiting = this.#heldBack;
      queueMicrotask(() => {
        this.#heldBack = null;
        for (const data of waiting) this.emit('message', { data, ports: [] });
      });
    });
  }

  /** @param {unknown} message */
  postMessage(message) {
    let plain;
    try {
      plain = structuredClone(message);
    } catch (error) {
      throw new Error('An object could not be cloned.', { cause: error });
    }
    if (process.connected) process.send?.(plain, undefined, undefined, () => {});
  }

  start() {}
}

if (isMainThread) {
  // The end of main is the end of this process.
  process.on('disconnect', () => process.exit(0));
  // Ctrl+C is main's to handle; it ends its processes in order.
  process.on('SIGINT', () => {});
  Object.defineProperty(process, 'parentPort', { value: new ParentPort() });
  Object.defineProperty(process, 'type', { value: 'utility' });
}
