// What one offload still has to do: its recordings in order, the one put first, and those it does without.
import type { SourceFile } from '../camera-source.ts';

export class OffloadPlan {
  /** Files by path, in order. */
  #files: ReadonlyMap<string, SourceFile> = new Map();
  /** Taken in by this offload. */
  readonly #done = new Set<string>();
  /** This offload does without them. */
  readonly #givenUp = new Set<string>();
  #first: string | null;

  /** @param first path of the recording to begin with; null: in order. */
  constructor(first: string | null) {
    this.#first = first;
  }

  /** Path of the recording that goes before the others, while it is still to come. */
  get first(): string | null {
    return this.#first !== null && this.isLeft(this.#first) ? this.#first : null;
  }

  putFirst(path: string | null): void {
    this.#first = path;
  }

  get left(): SourceFile[] {
    return [...this.#files.values()].filter((file) => this.isLeft(file.path));
  }

  get failed(): number {
    return this.#givenUp.size;
  }

  get isDone(): boolean {
    return this.next() === null;
  }

  isLeft(path: string): boolean {
    return this.#files.has(path) && !this.#done.has(path) && !this.#givenUp.has(path);
  }

  /** The recording that was put first, else the next in order. */
  next(): SourceFile | null {
    if (this.first !== null) return this.#files.get(this.first) ?? null;
    for (const file of this.#files.values()) if (this.isLeft(file.path)) return file;
    return null;
  }

  /** What there is to do now, in order. */
  renew(files: readonly SourceFile[]): void {
    this.#files = new Map(files.map((file) => [file.path, file]));
  }

  done(path: string): void {
    this.#done.add(path);
  }

  giveUp(path: string): void {
    this.#givenUp.add(path);
  }

  wasGivenUp(path: string): boolean {
    return this.#givenUp.has(path);
  }
}
