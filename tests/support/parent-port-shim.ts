// Loaded before a host's entry file: gives a plain Node child process what Electron gives a utility process.
const listeners: ((event: { data: unknown }) => void)[] = [];
process.on('message', (data: unknown) => {
  for (const listener of listeners) listener({ data });
});
process.on('disconnect', () => process.exit());

Object.assign(process, {
  parentPort: {
    on(_event: 'message', listener: (event: { data: unknown }) => void): void {
      listeners.push(listener);
    },
    postMessage(message: unknown): void {
      process.send?.(message);
    },
  },
});
