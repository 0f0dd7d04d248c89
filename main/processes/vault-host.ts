// The process that holds an officer's keys while they are unlocked. Main ends it to lock.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { parentChannel } from '../rpc/parent-channel.ts';
import { serveRpc } from '../rpc/rpc.ts';
import { createVaultHost, type RecordsThread } from '../storage/vault/vault-host-service.ts';

/** The worker lies beside this file, in source as in the built program. */
const sibling = (name: string): URL =>
  new URL(name + (import.meta.url.endsWith('.ts') ? '.ts' : '.js'), import.meta.url);

/** Longer than the engine takes to load on a busy machine. */
const endWithinMilliseconds = 10_000;

function startRecords(): RecordsThread {
  const worker = new Worker(sibling('records-worker'));
  let ended = false;
  let over = false;
  return {
    channel: {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      post: (message) => worker.postMessage(message),
      onMessage: (listener) => worker.on('message', listener),
    },
    onFailure(listener) {
      worker.on('error', listener);
      worker.on('exit', () => {
        over = true;
        if (!ended) listener();
      });
    },
    async end() {
      ended = true;
      if (over) return;
      // Asked, not terminated: it closes the database engine in its own time, and no other thread opens one meanwhile.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(null);
      const late = setTimeout(() => void worker.terminate(), endWithinMilliseconds);
      await once(worker, 'exit');
      clearTimeout(late);
    },
  };
}

serveRpc(parentChannel(), createVaultHost({ startRecords, cipherWorker: sibling('part-cipher-worker') }));
