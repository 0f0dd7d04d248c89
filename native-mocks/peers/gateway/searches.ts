// The searches that the reference gateway runs: each transaction once, a time limit for all and for each database, and nothing of the
// prints left when it has answered.
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { databaseNames, type BiometricDatabase, type PurgeReceipt } from '#contract/biometric-search.ts';
import type { Control } from './control.ts';
import { personIn } from './people.ts';
import { readSearchPrints, TransactionRefused, type ImageDecoders } from './search-prints.ts';
import type { FingerprintEngine, FingerPrint, SearchAnswer } from '../fingerprint-engine.ts';

export interface SearchesOptions {
  readonly engines: Readonly<Record<BiometricDatabase, FingerprintEngine>>;
  readonly decoders: ImageDecoders;
  readonly control: Control;
  /** Milliseconds for each database, and for all together whatever the laptop says. */
  readonly databaseTimeout: number;
  readonly longestSearch: number;
}

export interface Submission {
  /** Fingerprint of the laptop's certificate: what it submitted is its own. */
  readonly client: string;
  readonly transactionControlNumber: string;
  readonly databases: readonly BiometricDatabase[];
  /** Overwritten with zeros here, whatever becomes of it. */
  readonly transaction: Uint8Array;
  /** Milliseconds. */
  readonly timeLeft: number;
}

/** Dropped before it came, or the same number with other content. */
export class SubmissionRefused extends Error {
  override readonly name = 'SubmissionRefused';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

type Said = Readonly<Record<string, unknown>>;
const most = 10;

export class Searches {
  readonly #options: SearchesOptions;
  readonly #byId = new Map<string, ReferenceSearch>();
  readonly #byNumber = new Map<string, ReferenceSearch | 'dropped'>();

  constructor(options: SearchesOptions) {
    this.#options = options;
  }

  /** How many searches were ever begun: a transaction that comes twice counts once. */
  get begun(): number {
    return this.#byId.size;
  }

  get all(): readonly ReferenceSearch[] {
    return [...this.#byId.values()];
  }

  /** Throws `TransactionRefused` or `SubmissionRefused`. */
  submit(submission: Submission): ReferenceSearch {
    const { transaction, transactionControlNumber, client } = submission;
    const key = `${client} ${transactionControlNumber}`;
    const before = this.#byNumber.get(key);
    const digest = createHash('sha256').update(transaction).digest('hex');
    let isTaken = false;
    try {
      if (before === 'dropped') throw new SubmissionRefused(410, 'This transaction was dropped');
      if (before !== undefined) {
        if (before.digest !== null && before.digest !== digest) {
          throw new SubmissionRefused(409, 'Another transaction had this number');
        }
        return before;
      }
      const { prints, transactionControlNumber: own } = readSearchPrints(transaction, this.#options.decoders);
      isTaken = true;
      const search = new ReferenceSearch(submission, prints, digest, this.#options);
      if (own !== transactionControlNumber) {
        search.drop();
        throw new TransactionRefused('The transaction has another number than its request');
      }
      this.#byId.set(search.id, search);
      this.#byNumber.set(key, search);
      void search.run();
      return search;
    } finally {
      if (!isTaken) transaction.fill(0);
    }
  }

  find(client: string, id: string): ReferenceSearch | null {
    const search = this.#byId.get(id);
    return search?.client === client ? search : null;
  }

  /** Also of a transaction that has not come yet: then it never begins. */
  async dropNumber(client: string, transactionControlNumber: string): Promise<PurgeReceipt | null> {
    const key = `${client} ${transactionControlNumber}`;
    const search = this.#byNumber.get(key);
    if (search !== undefined && search !== 'dropped') return search.drop();
    this.#byNumber.set(key, 'dropped');
    return null;
  }

  dropAll(): void {
    for (const search of this.#byId.values()) search.drop();
  }
}

export class ReferenceSearch {
  readonly id = randomUUID();
  readonly client: string;
  readonly transactionControlNumber: string;
  readonly databases: readonly BiometricDatabase[];
  readonly #options: SearchesOptions;
  readonly #transaction: Uint8Array;
  readonly #prints: readonly FingerPrint[];
  readonly #over = new AbortController();
  readonly #begun = performance.now();
  readonly #said: Said[] = [];
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | null = null;
  #endsAt = Infinity;
  #receipt: PurgeReceipt | null = null;
  #digest: string | null;

  constructor(submission: Submission, prints: readonly FingerPrint[], digest: string, options: SearchesOptions) {
    this.client = submission.client;
    this.transactionControlNumber = submission.transactionControlNumber;
    this.databases = submission.databases;
    this.#transaction = submission.transaction;
    this.#prints = prints;
    this.#digest = digest;
    this.#options = options;
    this.limit(Math.min(submission.timeLeft, options.longestSearch));
  }

  /** To tell a repeated transaction from another one; null as soon as nothing of the prints may be left. */
  get digest(): string | null {
    return this.#digest;
  }

  get isOver(): boolean {
    return this.#said.at(-1)?.['type'] === 'end';
  }

  /** Whether every byte of the transaction and of its images is zero. */
  get isPurged(): boolean {
    const all = [this.#transaction, ...this.#prints.map(({ image }) => image.pixels)];
    return this.#receipt !== null && all.every((bytes) => bytes.every((byte) => byte === 0));
  }

  /** Milliseconds from now at most; an earlier limit stays. */
  limit(timeLeft: number): void {
    const endsAt = performance.now() + timeLeft;
    if (endsAt >= this.#endsAt || this.#over.signal.aborted) return;
    this.#endsAt = endsAt;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#over.abort('deadline'), timeLeft);
  }

  /** What was said after number `last`, which counts from one. */
  saidAfter(last: number): readonly { readonly id: number; readonly event: Said }[] {
    return this.#said.slice(last).map((event, at) => ({ id: last + at + 1, event }));
  }

  /** Called after each event; gives back what ends it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async run(): Promise<void> {
    for (const database of this.databases) this.#sayOf(database, { status: 'waiting' });
    await Promise.all(this.databases.map((database) => this.#searchIn(database)));
    this.#finish();
  }

  /** At once: no more answers, nothing of the prints. */
  drop(): PurgeReceipt | null {
    this.#over.abort('cancelled');
    this.#finish();
    return this.#receipt;
  }

  async #searchIn(database: BiometricDatabase): Promise<void> {
    const { engines, control, databaseTimeout } = this.#options;
    const { delayMilliseconds, instead } = control.database(database);
    const signal = AbortSignal.any([this.#over.signal, AbortSignal.timeout(databaseTimeout)]);
    this.#sayOf(database, { status: 'searching' });
    try {
      await delay(delayMilliseconds, undefined, { signal });
      if (instead === 'error') throw new Error('told to fail');
      const searching =
        instead === 'silence' ? never(signal) : engines[database].search(this.#prints, { limit: most, signal });
      const answer = await Promise.race([searching, never(signal)]);
      if (instead === 'nonsense') this.#sayOf(database, { status: 'perhaps', certainty: 'rather' });
      else this.#sayOf(database, answerOf(database, answer));
    } catch {
      if (!signal.aborted) this.#sayOf(database, { status: 'error', words: `${databaseNames[database]} failed` });
      else if (signal.reason !== 'cancelled') this.#sayOf(database, { status: 'timeout' });
    }
  }

  #sayOf(database: BiometricDatabase, answer: Said): void {
    const elapsedMilliseconds = Math.round(performance.now() - this.#begun);
    this.#say({ type: 'database', database, answer: { words: null, ...answer, elapsedMilliseconds } });
  }

  #say(event: Said): void {
    if (this.isOver) return;
    this.#said.push({ reference: true, tcr: this.transactionControlNumber, ...event });
    for (const listener of this.#listeners) listener();
  }

  #finish(): void {
    if (this.#receipt !== null) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    // An engine that is still at work has no more to look at.
    this.#over.abort('cancelled');
    for (const { image } of this.#prints) image.pixels.fill(0);
    this.#transaction.fill(0);
    this.#digest = null;
    this.#receipt = {
      receipt: `reference-${this.id}`,
      at: new Date().toISOString(),
      images: this.#prints.length,
      templates: this.databases.length * this.#prints.length,
    };
    this.#say({ type: 'purged', receipt: this.#receipt });
    this.#say({ type: 'end' });
  }
}

/** Rejects when the signal is aborted, and does nothing else. */
function never(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = (): void => reject(new Error('aborted'));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

function answerOf(database: BiometricDatabase, answer: SearchAnswer): Said {
  const threshold = { hit: answer.hitThreshold, possible: answer.possibleThreshold };
  const [best] = answer.matched;
  if (best === undefined) return { status: 'no-hit', threshold };
  const candidates = answer.matched.slice(0, most).map(({ personId, score, fingers }, at) => ({
    rank: at + 1,
    score,
    fingers,
    person: personIn(database, personId),
  }));
  return { status: best.score >= answer.hitThreshold ? 'hit' : 'possible', threshold, candidates };
}
