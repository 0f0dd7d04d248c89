// A thread that hashes, encrypts and decrypts parts of recordings for the process that started it.
import { parentPort } from 'node:worker_threads';
import { createPartWork, type OutcomeMessage, type TaskMessage } from '../storage/evidence/part-crew.ts';

const port = parentPort;
if (port === null) throw new Error('part-cipher-worker runs as a worker thread only');

const work = createPartWork();
port.on('message', ({ id, task }: TaskMessage) => {
  port.postMessage({ id, outcome: work(task) } satisfies OutcomeMessage);
});
port.postMessage('ready' satisfies OutcomeMessage);
