// The probe's utility process: echoes, and ends as it is told.
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}
const port = (process as unknown as { parentPort: ParentPort }).parentPort;

const attempt = (work: () => void): string => {
  try {
    work();
    return 'sent';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

port.on('message', ({ data }) => {
  const message = data as { readonly say: string; readonly value?: unknown };
  if (message.say === 'exit') process.exit(Number(message.value));
  else if (message.say === 'post-function') port.postMessage(attempt(() => port.postMessage(() => 1)));
  else port.postMessage({ echo: message.value, isBytes: message.value instanceof Uint8Array, pid: process.pid });
});
port.postMessage('ready');
