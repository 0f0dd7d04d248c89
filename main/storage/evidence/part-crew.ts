// Hashes and encrypts parts in other threads, so that the process that reads the camera stays free; in this one where none start.
import { createHash, type Hash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Geometry } from './geometry.ts';
import { decryptPart, encryptPart, hashPart, SegmentDamagedError, type PartSecret } from './part-cipher.ts';

/**
 * Where a part lies. Shared memory, because moving 16 MiB array buffers between threads makes each of them look like new
 * garbage: the collector then took more time than the encryption (measured). Whoever was given the part last uses it alone.
 */
export type PartBuffer = SharedArrayBuffer;

export interface PartCrew {
  /** The caller leaves the part alone until the promise settles; so for all methods that are given one. */
  encrypt(part: PartBuffer, plain: number, geometry: Geometry, secret: PartSecret): Promise<void>;
  /** Rejects with `SegmentDamagedError`. */
  decrypt(part: PartBuffer, plain: number, geometry: Geometry, secret: PartSecret): Promise<void>;
  /** A running SHA-256 over parts, in the order they are added. */
  startHash(): RunningHash;
  /** Ends the threads; what is under way rejects. */
  close(): Promise<void>;
}

export interface RunningHash {
  add(part: PartBuffer, plain: number, geometry: Geometry): Promise<void>;
  /** Lower-case hexadecimal. Ends the hash. */
  digest(): Promise<string>;
  /** Forgets a hash that is not wanted any more. */
  drop(): void;
}

type PartTask =
  | {
      readonly kind: 'encrypt' | 'decrypt';
      readonly part: PartBuffer;
      readonly plain: number;
      readonly geometry: Geometry;
      readonly secret: PartSecret;
    }
  | {
      readonly kind: 'hash';
      readonly hash: number;
      readonly part: PartBuffer;
      readonly plain: number;
      readonly geometry: Geometry;
    }
  | { readonly kind: 'digest' | 'drop'; readonly hash: number };
type PartOutcome =
  | { readonly done: true }
  | { readonly digest: string }
  | { readonly damagedSegment: number }
  | { readonly error: string };
export type TaskMessage = { readonly id: number; readonly task: PartTask };
export type OutcomeMessage = { readonly id: number; readonly outcome: PartOutcome } | 'ready';

/** Does tasks one after the other; holds the running hashes. */
export function createPartWork(): (task: PartTask) => PartOutcome {
  const hashes = new Map<number, Hash>();
  const run = (task: PartTask): PartOutcome => {
    switch (task.kind) {
      case 'encrypt':
        encryptPart(new Uint8Array(task.part), task.plain, task.geometry, task.secret);
        return { done: true };
      case 'decrypt':
        decryptPart(new Uint8Array(task.part), task.plain, task.geometry, task.secret);
        return { done: true };
      case 'hash': {
        const hash = hashes.get(task.hash) ?? createHash('sha256');
        hashes.set(task.hash, hash);
        hashPart(new Uint8Array(task.part), task.plain, task.geometry, hash);
        return { done: true };
      }
      case 'digest':
      case 'drop': {
        const hash = hashes.get(task.hash) ?? createHash('sha256');
        hashes.delete(task.hash);
        return { digest: hash.digest('hex') };
      }
    }
  };
  return (task) => {
    try {
      return run(task);
    } catch (error) {
      if (error instanceof SegmentDamagedError) return { damagedSegment: error.segment };
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
}

interface Hand {
  /** Tasks of one hand are done in the order they are given. */
  give(task: PartTask): Promise<PartOutcome>;
  waiting(): number;
  close(): Promise<void>;
}

/** Hashing is the slower of the two on processors of this decade: more threads for the cipher gained nothing (measured). */
const cipherThreads = 1;

/**
 * @param workerEntry the built or source file of `main/processes/part-cipher-worker`; null works in the calling thread
 */
export async function startPartCrew(workerEntry: URL | null): Promise<PartCrew> {
  if (workerEntry === null) return crewOf(inlineHand(), [inlineHand()]);
  const hands = await Promise.allSettled(Array.from({ length: 1 + cipherThreads }, () => startThread(workerEntry)));
  const started = hands.flatMap((hand) => (hand.status === 'fulfilled' ? [hand.value] : []));
  const [hasher, ...ciphers] = started;
  // Slower without threads, but an offload must not fail because a thread could not be had.
  if (hasher === undefined) return crewOf(inlineHand(), [inlineHand()]);
  return crewOf(hasher, ciphers.length > 0 ? ciphers : [hasher]);
}

function crewOf(hasher: Hand, ciphers: readonly [Hand, ...Hand[]] | readonly Hand[]): PartCrew {
  let nextHash = 1;
  const mustBeDone = (outcome: PartOutcome): void => {
    if ('damagedSegment' in outcome) throw new SegmentDamagedError(outcome.damagedSegment);
    if ('error' in outcome) throw new Error(outcome.error);
  };
  const leastBusy = (): Hand => ciphers.reduce((best, hand) => (hand.waiting() < best.waiting() ? hand : best));
  return {
    encrypt: async (part, plain, geometry, secret) =>
      mustBeDone(await leastBusy().give({ kind: 'encrypt', part, plain, geometry, secret })),
    decrypt: async (part, plain, geometry, secret) =>
      mustBeDone(await leastBusy().give({ kind: 'decrypt', part, plain, geometry, secret })),
    startHash() {
      const hash = nextHash++;
      return {
        add: async (part, plain, geometry) =>
          mustBeDone(await hasher.give({ kind: 'hash', hash, part, plain, geometry })),
        async digest() {
          const outcome = await hasher.give({ kind: 'digest', hash });
          if ('digest' in outcome) return outcome.digest;
          throw new Error('error' in outcome ? outcome.error : 'a digest was expected');
        },
        drop() {
          hasher.give({ kind: 'drop', hash }).catch(() => undefined);
        },
      };
    },
    async close() {
      await Promise.all([hasher, ...ciphers].map((hand) => hand.close()));
    },
  };
}

function inlineHand(): Hand {
  const work = createPartWork();
  let tail: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    give(task) {
      waiting++;
      const done = tail.then(async () => {
        // Lets other work of the process have a turn between two parts.
        await new Promise((resolve) => setImmediate(resolve));
        waiting--;
        return work(task);
      });
      tail = done;
      return done;
    },
    waiting: () => waiting,
    close: () => Promise.resolve(),
  };
}

function startThread(entry: URL): Promise<Hand> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { name: 'part-cipher' });
    const pending = new Map<number, { resolve: (outcome: PartOutcome) => void; reject: (error: Error) => void }>();
    let nextId = 1;
    let ended: Error | null = null;
    const end = (error: Error): void => {
      ended ??= error;
      reject(ended);
      for (const task of pending.values()) task.reject(ended);
      pending.clear();
    };
    worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => end(new Error('the thread that encrypts parts has ended')));
    worker.on('message', (message: OutcomeMessage) => {
      if (message === 'ready') {
        // An idle thread does not keep the process alive.
        worker.unref();
        resolve({ give, waiting: () => pending.size, close });
        return;
      }
      pending.get(message.id)?.resolve(message.outcome);
      pending.delete(message.id);
      if (pending.size === 0) worker.unref();
    });

    function give(task: PartTask): Promise<PartOutcome> {
      if (ended !== null) return Promise.reject(ended);
      const id = nextId++;
      return new Promise((resolveTask, rejectTask) => {
        if (pending.size === 0) worker.ref();
        pending.set(id, { resolve: resolveTask, reject: rejectTask });
        worker.postMessage({ id, task } satisfies TaskMessage, []);
      });
    }

    async function close(): Promise<void> {
      await worker.terminate();
    }
  });
}
