// Turns original bytes into encrypted parts on the disk: hashing, encrypting, writing and fsync of different parts overlap.
import { randomBytes } from 'node:crypto';
import { diskError, type OpenFile } from '../file-operations.ts';
import type { ContainerHeader } from './container-header.ts';
import {
  bodyBytes,
  noncePrefixBytes,
  plainPerPart,
  saltBytes,
  sealedPartBytes,
  segmentAt,
  segmentIndexOf,
} from './geometry.ts';
import { partKey, type PartSecret } from './part-cipher.ts';
import type { PartBuffer, PartCrew, RunningHash } from './part-crew.ts';
import type { PartPool } from './part-pool.ts';

interface PartWriterStart {
  readonly file: OpenFile;
  readonly header: ContainerHeader;
  readonly dataKey: Uint8Array;
  readonly crew: PartCrew;
  readonly pool: PartPool;
  /** Has taken the parts that are stored already. */
  readonly hash: RunningHash;
  /** Salts of the parts that are stored and durable already. */
  readonly salts: readonly Uint8Array[];
  /** Original bytes in them. */
  readonly bytes: number;
}

/** Parts written but not yet durable, at most: what a slow disk may owe. */
const partsOwed = 4;

const whatFailed = 'could not keep more of the recording. What was copied before is safe.';

export class PartWriter {
  readonly #start: PartWriterStart;
  readonly #perPart: number;
  readonly #salts: Uint8Array[];
  /** Parts handed to the pipeline, written to the file, and made durable. */
  #handed: number;
  #written: number;
  #durable: number;
  #taken: number;
  #filling: PartBuffer | null = null;
  #filled = 0;
  #writing: Promise<void> = Promise.resolve();
  #syncing: Promise<void> | null = null;
  #failure: Error | null = null;
  #waiting: (() => void)[] = [];

  constructor(start: PartWriterStart) {
    this.#start = start;
    this.#perPart = plainPerPart(start.header.geometry);
    this.#salts = [...start.salts];
    this.#handed = start.salts.length;
    this.#written = this.#handed;
    this.#durable = this.#handed;
    this.#taken = start.bytes;
  }

  bytesTaken(): number {
    return this.#taken;
  }

  bytesDurable(): number {
    return Math.min(this.#durable * this.#perPart, this.#taken);
  }

  /** Length of the file up to which its content is durable. */
  durableLength(): number {
    const { header } = this.#start;
    return header.bytes + bodyBytes(header.geometry, this.bytesDurable());
  }

  salts(): readonly Uint8Array[] {
    return this.#salts;
  }

  failed(): boolean {
    return this.#failure !== null;
  }

  /** One call at a time. The bytes are copied: the caller may use its buffer again. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.byteLength;) {
      await this.#waitForRoom();
      this.#filling ??= await this.#start.pool.take(
        this.#start.header.geometry.partBytes,
        this.#handed === this.#written,
      );
      at += this.#fill(this.#filling, bytes.subarray(at));
      if (this.#filled === this.#perPart) this.#handOver();
    }
    if (this.#failure !== null) throw this.#failure;
  }

  /** Hands over the last, shorter part; resolves when everything is durable. */
  async finish(): Promise<void> {
    if (this.#filled > 0) this.#handOver();
    await this.settle();
    if (this.#failure !== null) throw this.#failure;
  }

  /** Drops the part that is being filled and waits until the others are durable or have failed. Never rejects. */
  async settle(): Promise<void> {
    if (this.#filling !== null) {
      this.#start.pool.give(this.#filling);
      this.#filling = null;
      this.#taken -= this.#filled;
      this.#filled = 0;
    }
    await this.#writing;
    await this.#syncing;
  }

  /** Copies into the places where the segments will be encrypted, so that the part needs no second buffer. */
  #fill(part: PartBuffer, bytes: Uint8Array): number {
    const { geometry } = this.#start.header;
    const target = new Uint8Array(part);
    const wanted = Math.min(bytes.byteLength, this.#perPart - this.#filled);
    for (let copied = 0; copied < wanted;) {
      const segment = segmentAt(geometry, this.#perPart, segmentIndexOf(geometry, this.#filled));
      const within = this.#filled - segment.plainStart;
      const count = Math.min(segment.plainBytes - within, wanted - copied);
      target.set(bytes.subarray(copied, copied + count), segment.offset + within);
      copied += count;
      this.#filled += count;
    }
    this.#taken += wanted;
    return wanted;
  }

  #handOver(): void {
    const part = this.#filling;
    if (part === null) throw new Error('no part is being filled');
    const plain = this.#filled;
    const index = this.#handed++;
    this.#filling = null;
    this.#filled = 0;
    const { header, dataKey, crew, hash } = this.#start;
    // Always a new salt: a part that is written again after a fault must never share key and counter with what was there.
    const salt = new Uint8Array(randomBytes(saltBytes));
    const secret: PartSecret = {
      key: partKey(dataKey, salt, header.hash, index),
      salt,
      noncePrefix: new Uint8Array(randomBytes(noncePrefixBytes)),
    };
    this.#salts[index] = salt;
    const encrypted = hash
      .add(part, plain, header.geometry)
      .then(() => crew.encrypt(part, plain, header.geometry, secret));
    // It is awaited below, when the parts before it are written; a rejection must not count as unhandled until then.
    encrypted.catch(() => undefined);
    this.#writing = this.#writing.then(() => this.#writePart(part, encrypted, index, plain));
  }

  async #writePart(part: PartBuffer, encrypted: Promise<void>, index: number, plain: number): Promise<void> {
    const { file, header, pool } = this.#start;
    try {
      await encrypted;
      if (this.#failure !== null) return;
      const bytes = new Uint8Array(part, 0, sealedPartBytes(header.geometry, plain));
      await file.write(bytes, header.bytes + index * header.geometry.partBytes).catch((error: unknown) => {
        throw diskError(error, whatFailed);
      });
      this.#written = index + 1;
      this.#syncing ??= this.#sync();
    } catch (error) {
      this.#fail(error);
    } finally {
      pool.give(part);
      this.#wake();
    }
  }

  /** One fdatasync at a time, each for all parts written before it began. */
  async #sync(): Promise<void> {
    try {
      while (this.#durable < this.#written && this.#failure === null) {
        const upTo = this.#written;
        await this.#start.file.dataSync();
        this.#durable = upTo;
        this.#wake();
      }
    } catch (error) {
      // The kernel may have dropped what it could not write: nothing after the last good fdatasync is counted on.
      this.#fail(diskError(error, whatFailed));
    } finally {
      this.#syncing = null;
      this.#wake();
    }
  }

  async #waitForRoom(): Promise<void> {
    while (this.#failure === null && this.#handed - this.#durable > partsOwed) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.#failure !== null) throw this.#failure;
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}
