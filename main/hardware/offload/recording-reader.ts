// Reads one recording from a camera from start to end, one block ahead, and tells a pulled cable from a bad spot.
import { setTimeout as delay } from 'node:timers/promises';
import {
  errorCodeOf,
  looksUnplugged,
  OnlyInOrder,
  type CameraSource,
  type SourceFile,
  type SourceReader,
} from '../camera-source.ts';
import { CameraGone, changedOnCamera, RecordingProblem, unreadableAt } from './problems.ts';

export interface ReadOptions {
  readonly from: number;
  readonly signal: AbortSignal;
  /** Other recordings on the camera that were not read yet: whether they can be read tells a bad spot from a pulled cable. */
  readonly others: readonly SourceFile[];
  readonly blockBytes?: number;
}

/** Large enough that a call costs nothing, small enough that a pause takes hold at once. */
const defaultBlockBytes = 2 * 1024 * 1024;

/** Systems read ahead: only this far from both ends of a file that was merely examined are its bytes surely on the camera. */
const farBytes = 2 * 1024 * 1024;

/** What a read gave before it failed, if it failed. */
interface Block {
  readonly bytes: Uint8Array;
  readonly failure: Error | null;
}

/**
 * Yields the bytes from `from` to the end that the listing gave, in order. A block is valid until the next is asked for.
 * @throws CameraGone, RecordingProblem, or the signal's reason.
 */
export async function* readRecording(
  source: CameraSource,
  file: SourceFile,
  options: ReadOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { signal, blockBytes = source.blockBytes ?? defaultBlockBytes } = options;
  const session = new ReadingSession(source, file, options.others, signal);
  const buffers = [Buffer.allocUnsafe(blockBytes), Buffer.allocUnsafe(blockBytes)] as const;
  let pending: Promise<Block> | null = null;
  try {
    await session.open(options.from);
    const start = (position: number, turn: number): Promise<Block> => {
      const wanted = Math.min(blockBytes, file.bytes - position);
      return session.readBlock((turn % 2 === 0 ? buffers[0] : buffers[1]).subarray(0, wanted), position);
    };
    let position = options.from;
    pending = position < file.bytes ? start(position, 0) : null;
    for (let turn = 1; pending; turn++) {
      const block: Block = await pending;
      position += block.bytes.byteLength;
      const goesOn = block.failure === null && position < file.bytes;
      pending = goesOn ? start(position, turn) : null;
      signal.throwIfAborted();
      if (block.bytes.byteLength > 0) yield block.bytes;
      if (block.failure) throw block.failure;
    }
    await session.confirmUnchanged(position);
  } finally {
    await pending;
    await session.close();
  }
}

/** An open file that is opened anew when the camera was only shaken. */
class ReadingSession {
  readonly #source: CameraSource;
  readonly #file: SourceFile;
  readonly #others: readonly SourceFile[];
  readonly #signal: AbortSignal;
  #reader: SourceReader | null = null;

  constructor(source: CameraSource, file: SourceFile, others: readonly SourceFile[], signal: AbortSignal) {
    this.#source = source;
    this.#file = file;
    this.#others = others;
    this.#signal = signal;
  }

  async open(position: number): Promise<void> {
    try {
      await this.#reopen();
    } catch (error) {
      throw await this.#classify(error, position);
    }
  }

  async close(): Promise<void> {
    const reader = this.#reader;
    this.#reader = null;
    try {
      await reader?.close();
    } catch {
      // A handle to a device that is gone may refuse even that.
    }
  }

  /** Fills the block as far as it can; never rejects, so that a read ahead of its use is never an unhandled one. */
  async readBlock(into: Uint8Array, position: number): Promise<Block> {
    let filled = 0;
    let failures = 0;
    while (filled < into.byteLength) {
      try {
        if (!this.#reader) await this.#reopen();
        const count = await this.#reader?.read(into.subarray(filled), position + filled);
        if (count === undefined || count === 0) throw Object.assign(new Error('the file ends early'), { code: 'EIO' });
        filled += count;
        failures = 0;
      } catch (error) {
        await this.close();
        // A camera that was pulled and put back at once answers again under a new handle.
        if (error instanceof RecordingProblem || ++failures > 2 || this.#signal.aborted) {
          const failure = await this.#classify(error, position + filled);
          return { bytes: into.subarray(0, filled), failure };
        }
        await delay(100 * failures);
      }
    }
    return { bytes: into, failure: null };
  }

  async confirmUnchanged(position: number): Promise<void> {
    try {
      if (this.#reader) await this.#compareFacts(this.#reader);
      else await this.#reopen();
    } catch (error) {
      throw await this.#classify(error, position);
    }
  }

  async #reopen(): Promise<void> {
    await this.close();
    const reader = await this.#source.open(this.#file, 'copy');
    this.#reader = reader;
    await this.#compareFacts(reader);
  }

  async #compareFacts(reader: SourceReader): Promise<void> {
    const facts = await reader.facts();
    if (facts.bytes !== this.#file.bytes || facts.modifiedAt !== this.#file.modifiedAt) {
      throw changedOnCamera(this.#file.name);
    }
  }

  async #classify(error: unknown, position: number): Promise<Error> {
    if (error instanceof RecordingProblem) return error;
    if (this.#signal.aborted) return this.#signal.reason instanceof Error ? this.#signal.reason : new Error('ended');
    const unreadable = unreadableAt(this.#file.name, position, error);
    // Asked whatever the error: Windows gives a medium that was taken out as one that it has no name for.
    if (!(await this.#source.present())) return new CameraGone(this.#file.path, position, false, error);
    if (!looksUnplugged(error)) return unreadable;
    // The folder answers: it may do so from memory, so ask for bytes that were surely not read before.
    if (errorCodeOf(error) === 'ENOENT') return unreadable;
    const answers = await this.#probe(position);
    return answers.length > 0 && answers.every((answer) => !answer)
      ? new CameraGone(this.#file.path, position, true, error)
      : unreadable;
  }

  /** For up to three places far from anything read so far, which the system could give from memory: whether they could be read. */
  async #probe(position: number): Promise<boolean[]> {
    const places = this.#others
      .filter((other) => other.path !== this.#file.path && other.bytes > farBytes)
      .slice(0, 3)
      .map((other) => ({ file: other, at: Math.floor(other.bytes / 2) }));
    const rest = this.#file.bytes - position;
    if (places.length === 0 && rest > farBytes) places.push({ file: this.#file, at: position + Math.floor(rest / 2) });
    const answers: boolean[] = [];
    for (const place of places) {
      try {
        const reader = await this.#source.open(place.file, 'look');
        try {
          answers.push((await reader.read(Buffer.alloc(512), place.at)) > 0);
        } finally {
          await reader.close();
        }
      } catch (error) {
        answers.push(error instanceof OnlyInOrder);
      }
    }
    return answers;
  }
}
