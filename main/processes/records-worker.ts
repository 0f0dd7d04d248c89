// Entry of the worker thread that holds the records database: the one writer, apart from decryption and key work.
import { parentPort } from 'node:worker_threads';
import { serveRpc } from '../rpc/rpc.ts';
import { createRecordsService } from '../storage/records/records-service.ts';

const port = parentPort;
if (!port) throw new Error('the records worker runs as a worker thread of the vault host');

serveRpc(
  {
    post: (message) => port.postMessage(message),
    // Nothing keeps the thread alive but this port.
    onMessage: (listener) => port.on('message', (message) => (message === null ? port.close() : listener(message))),
  },
  createRecordsService(),
);
