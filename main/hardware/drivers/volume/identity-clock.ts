// The clock of a camera that writes the time into its identity file whenever it is connected: only where IT says that it does.
import { z } from 'zod';
import type { Clock } from '../../../ports/clock.ts';
import type { CameraClock } from '../../camera-source.ts';

/** What was plugged in before the program began wrote its file nobody knows when. */
const settlingMilliseconds = 10_000;
/** A camera that writes the time notes the same one as the file's time of change. */
const sameTimeMilliseconds = 10_000;

export interface WrittenClock {
  /** Fields of the identity file, their names in small letters. */
  readonly fields: ReadonlyMap<string, string>;
  readonly modifiedMilliseconds: number;
}

export class IdentityClocks {
  readonly #clock: Clock;
  readonly #begun: number;
  readonly #wanted: readonly string[];
  /** What each time that was read turned out to be: read again later, it would seem older than it was. */
  readonly #known = new Map<string, CameraClock | null>();

  constructor(clock: Clock, wanted: readonly string[]) {
    this.#clock = clock;
    this.#begun = clock.monotonic();
    this.#wanted = wanted;
  }

  /** @param camera tells one camera's times from another's */
  measure(camera: string, { fields, modifiedMilliseconds }: WrittenClock): CameraClock | null {
    const text = this.#wanted.map((name) => fields.get(name)).find((value) => value !== undefined);
    const said = text === undefined ? null : readTime(text);
    if (said === null || Math.abs(modifiedMilliseconds - said) > sameTimeMilliseconds) return null;
    const key = `${camera}\n${said}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const fresh = this.#clock.monotonic() - this.#begun >= settlingMilliseconds;
    const measured: CameraClock | null = fresh
      ? { cameraSaid: new Date(said).toISOString(), laptopSaid: this.#clock.now(), source: 'identity-file' }
      : null;
    this.#known.set(key, measured);
    return measured;
  }
}

/** ISO 8601; without a zone it is taken to be the laptop's own, as all camera times are. */
function readTime(text: string): number | null {
  const plain = text.trim().replace(' ', 'T');
  const isTime = z.iso.datetime({ offset: true, local: true }).safeParse(plain).success;
  return isTime ? Date.parse(plain) : null;
}
