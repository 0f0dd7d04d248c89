// The thread around a share of the enrolled fingers.
import { parentPort } from 'node:worker_threads';
import { Gallery, type FingerTemplate, type FoundPerson } from './gallery.ts';

export type ToGallery =
  | { readonly do: 'enrol'; readonly personId: string; readonly fingers: readonly FingerTemplate[] }
  | {
      readonly do: 'search';
      readonly id: number;
      readonly probe: readonly FingerTemplate[];
      readonly least: number;
      readonly limit: number;
    }
  | { readonly do: 'give-up'; readonly id: number };

/** Null: it was given up. */
export interface FromGallery {
  readonly id: number;
  readonly found: readonly FoundPerson[] | null;
}

const gallery = new Gallery();
const givenUp = new Set<number>();

parentPort?.on('message', (message: ToGallery) => {
  if (message.do === 'enrol') gallery.enrol(message.personId, message.fingers);
  if (message.do === 'give-up') givenUp.add(message.id);
  if (message.do === 'search') void search(message);
});

async function search({ id, probe, least, limit }: Extract<ToGallery, { do: 'search' }>): Promise<void> {
  const found = await gallery.search(probe, { least, limit, isWanted: () => !givenUp.has(id) });
  for (const { template } of probe) for (const part of [template.x, template.y, template.angle]) part.fill(0);
  givenUp.delete(id);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage({ id, found } satisfies FromGallery);
}
