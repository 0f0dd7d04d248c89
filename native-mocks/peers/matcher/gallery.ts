// A share of the enrolled fingers, and the search in it. Runs in a worker's thread, and is told what to do by messages.
import type { FingerPosition } from '../fingerprint-engine.ts';
import { Comparer, prepare, type Prepared } from './compare.ts';
import type { Template } from './minutiae.ts';

export interface FingerTemplate {
  readonly position: FingerPosition;
  readonly template: Template;
}

export interface FoundPerson {
  readonly personId: string;
  readonly score: number;
  readonly fingers: readonly { readonly position: FingerPosition; readonly score: number }[];
}

/** Persons compared between two looks at whether anybody still waits. */
const persons = 200;

export class Gallery {
  readonly #people = new Map<string, Map<FingerPosition, Prepared>>();
  readonly #comparer = new Comparer();

  /** Also further fingers of a person who is enrolled. */
  enrol(personId: string, fingers: readonly FingerTemplate[]): void {
    const person = this.#people.get(personId) ?? new Map<FingerPosition, Prepared>();
    for (const { position, template } of fingers) person.set(position, prepare(template));
    this.#people.set(personId, person);
  }

  /** The best, each at least `least`; null where it was given up. */
  async search(
    probe: readonly FingerTemplate[],
    { least, limit, isWanted }: { least: number; limit: number; isWanted: () => boolean },
  ): Promise<FoundPerson[] | null> {
    const prepared = probe.map(({ position, template }) => ({ position, print: prepare(template) }));
    const found: FoundPerson[] = [];
    let looked = 0;
    for (const [personId, fingers] of this.#people) {
      looked += 1;
      if (looked % persons === 0) {
        await new Promise((resolve) => setImmediate(resolve));
        if (!isWanted()) return null;
      }
      const scores = prepared.map(({ position, print }) => {
        const enrolled = fingers.get(position);
        return { position, score: enrolled === undefined ? 0 : this.#comparer.score(print, enrolled) };
      });
      const score = scores.reduce((sum, one) => sum + one.score, 0);
      if (score >= least) found.push({ personId, score, fingers: scores });
    }
    return best(found, limit);
  }
}

/** Of equals the one whose name comes first, so that the answer is the same however the fingers are shared out. */
export const best = (found: readonly FoundPerson[], limit: number): FoundPerson[] =>
  found.toSorted((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : 1)).slice(0, limit);
