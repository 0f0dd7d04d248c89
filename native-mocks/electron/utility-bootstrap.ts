// Runs before a utility process's own module: gives it `process.parentPort`, and ends it with main.
import { EventEmitter } from 'node:events';

class ParentPort extends EventEmitter {
  #heldBack: unknown[] | null = [];

  constructor() {
    super();
    process.on('message', (message) => {
      const { data } = message as { data: unknown };
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

  postMessage(message: unknown): void {
    let plain: unknown;
    try {
      plain = structuredClone(message);
    } catch (error) {
      throw new Error('An object could not be cloned.', { cause: error });
    }
    if (process.connected) process.send?.(plain, undefined, undefined, () => {});
  }
  start(): void {}
}

// The end of main is the end of this process.
process.on('disconnect', () => process.exit(0));
// Ctrl+C is main's to handle; it ends its processes in order.
process.on('SIGINT', () => {});
Object.defineProperty(process, 'parentPort', { value: new ParentPort() });
Object.defineProperty(process, 'type', { value: 'utility' });
