// The reference gateway's matcher: prints are enrolled into threads that share them out, and a search asks all of them. A reference on
// invented fingers; it is no part of the product.
import { Worker } from 'node:worker_threads';
import type { FingerPosition, FingerPrint, FingerprintEngine, SearchAnswer } from '../fingerprint-engine.ts';
import type { FromGallery, ToGallery } from './gallery-worker.ts';
import { best, type FingerTemplate, type FoundPerson } from './gallery.ts';
import { extract, NoRidges } from './minutiae.ts';
import { thresholdFor } from './thresholds.ts';

export interface MatcherOptions {
  readonly threads?: number;
  /** The built file of gallery-worker.ts, where this one is built. */
  readonly workerEntry?: URL;
}

const sourceEntry = new URL('./gallery-worker.ts', import.meta.url);

type Settle = (found: readonly FoundPerson[] | null) => void;

/** @throws Error that names the finger in which nothing was found */
function templateOf({ position, image }: FingerPrint): FingerTemplate {
  try {
    return { position, template: extract(image) };
  } catch (error) {
    if (!(error instanceof NoRidges)) throw error;
    throw new Error(`Finger ${position}: ${error.message}`, { cause: error });
  }
}

export function createMatcher({ threads = 1, workerEntry = sourceEntry }: MatcherOptions = {}): FingerprintEngine {
  const workers = Array.from({ length: threads }, () => new Worker(workerEntry));
  const waiting = workers.map(() => new Map<number, Settle>());
  const known = new Map<string, { readonly worker: Worker | undefined; readonly positions: Set<FingerPosition> }>();
  let [searches, enrolledFingers, isClosed] = [0, 0, false];

  for (const [index, worker] of workers.entries()) {
    worker.on('message', ({ id, found }: FromGallery) => {
      waiting[index]?.get(id)?.(found);
      waiting[index]?.delete(id);
    });
    worker.unref();
  }
  const tell = (worker: Worker | undefined, message: ToGallery): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker?.postMessage(message);
  };
  const refuseClosed = (): void => {
    if (isClosed) throw new Error('This matcher is closed');
  };

  return {
    async enrol(personId, prints) {
      refuseClosed();
      const person = known.get(personId) ?? { worker: workers[known.size % workers.length], positions: new Set() };
      const twice = prints.find(({ position }) => person.positions.has(position));
      if (twice !== undefined) throw new Error(`Finger ${twice.position} of ${personId} is enrolled already`);
      const fingers = prints.map(templateOf);
      for (const { position } of fingers) person.positions.add(position);
      known.set(personId, person);
      enrolledFingers += fingers.length;
      tell(person.worker, { do: 'enrol', personId, fingers });
    },

    async search(prints, { limit, signal }): Promise<SearchAnswer> {
      refuseClosed();
      signal.throwIfAborted();
      const probe = prints.map(templateOf);
      const { hit, possible } = thresholdFor(probe.length);
      const id = (searches += 1);
      const giveUp = (): void => {
        for (const worker of workers) tell(worker, { do: 'give-up', id });
      };
      signal.addEventListener('abort', giveUp, { once: true });
      try {
        const answers = await Promise.all(
          workers.map(
            (worker, index) =>
              new Promise<readonly FoundPerson[] | null>((resolve) => {
                waiting[index]?.set(id, resolve);
                tell(worker, { do: 'search', id, probe, least: possible, limit });
              }),
          ),
        );
        signal.throwIfAborted();
        refuseClosed();
        const matched = best(
          answers.flatMap((found) => found ?? []),
          limit,
        );
        return { matched, hitThreshold: hit, possibleThreshold: possible, searchedFingers: enrolledFingers };
      } finally {
        signal.removeEventListener('abort', giveUp);
        for (const { template } of probe) for (const part of [template.x, template.y, template.angle]) part.fill(0);
      }
    },

    async close() {
      isClosed = true;
      for (const searching of waiting) for (const settle of searching.values()) settle(null);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
