// Reads one object: in any order where the camera can give parts of it, else from its first byte to its last.
import { OnlyInOrder, type ReaderUse, type SourceReader } from '../../camera-source.ts';
import { operation, response } from './codes.ts';
import { MtpRefused } from './mtp-errors.ts';
import type { MtpSession, ObjectStream } from './mtp-session.ts';
import { describeObject, type FoundObject } from './object-tree.ts';

/** Reads at most 32 bits of a position. */
const reachOfParts32 = 2 ** 32;
/** An object up to this size is read whole where only a look into it is wanted. */
const smallObject = 8 * 1024 * 1024;
/** What is thrown away on the way to where reading is to go on, a piece at a time. */
const discardBytes = 1024 * 1024;

/** @param generation the session in which the object's handle counts; in a later one every read fails. */
export function openObject(session: MtpSession, object: FoundObject, generation: number, use: ReaderUse): SourceReader {
  return new ObjectReader(session, object, generation, use);
}

class ObjectReader implements SourceReader {
  readonly #session: MtpSession;
  readonly #object: FoundObject;
  readonly #use: ReaderUse;
  readonly #generation: number;
  #stream: { readonly bytes: ObjectStream; position: number } | null = null;
  #whole: Promise<Uint8Array> | null = null;

  constructor(session: MtpSession, object: FoundObject, generation: number, use: ReaderUse) {
    this.#session = session;
    this.#object = object;
    this.#use = use;
    this.#generation = generation;
  }

  async read(into: Uint8Array, position: number): Promise<number> {
    const wanted = into.subarray(0, Math.max(0, this.#object.bytes - position));
    if (wanted.byteLength === 0) return 0;
    const part = this.#stream ? null : await this.#readPart(wanted, position);
    if (part !== null) return part;
    return this.#use === 'copy' ? this.#readInOrder(wanted, position) : this.#readFromWhole(wanted, position);
  }

  async facts(): Promise<{ bytes: number; modifiedAt: string | null }> {
    const info = await describeObject(this.#session, this.#object.handle, this.#generation);
    // Another name: the handle stands for another object by now, whatever its size.
    if (info.bytes === null || info.name !== this.#object.saidName) return { bytes: -1, modifiedAt: null };
    return { bytes: info.bytes, modifiedAt: info.modifiedAt };
  }

  async close(): Promise<void> {
    const stream = this.#stream;
    this.#stream = null;
    await stream?.bytes.close();
  }

  /** Null where the camera cannot give this part. */
  async #readPart(into: Uint8Array, position: number): Promise<number | null> {
    const session = this.#session;
    const { handle, bytes } = this.#object;
    for (;;) {
      const wide = session.supports(operation.getPartialObject64);
      const narrow = bytes <= reachOfParts32 && session.supports(operation.getPartialObject);
      const looks = position + into.byteLength <= reachOfParts32 && session.supports(operation.getPartialObject);
      if (!wide && !narrow && !(looks && this.#use === 'look')) return null;
      const code = wide ? operation.getPartialObject64 : operation.getPartialObject;
      const high = Math.floor(position / 2 ** 32);
      const low = position % 2 ** 32;
      const parameters = wide ? [handle, low, high, into.byteLength] : [handle, low, into.byteLength];
      try {
        return await session.readInto(code, parameters, into, this.#generation);
      } catch (error) {
        // Said to be able to, and is not: it does without from now on.
        if (!(error instanceof MtpRefused) || error.response !== response.operationNotSupported) throw error;
        session.doWithout(code);
      }
    }
  }

  async #readInOrder(into: Uint8Array, position: number): Promise<number> {
    if (this.#stream && this.#stream.position > position) await this.close();
    this.#stream ??= {
      bytes: await this.#session.stream(this.#object.handle, this.#object.bytes, this.#generation),
      position: 0,
    };
    const stream = this.#stream;
    const scrap = new Uint8Array(position > stream.position ? discardBytes : 0);
    while (stream.position < position) {
      const skipped = await stream.bytes.read(scrap.subarray(0, position - stream.position));
      if (skipped === 0) return 0;
      stream.position += skipped;
    }
    const count = await stream.bytes.read(into);
    stream.position += count;
    // The last byte is followed by the camera's word that it was the last; only then others may talk.
    if (stream.position >= this.#object.bytes) {
      this.#stream = null;
      await stream.bytes.end();
    }
    return count;
  }

  async #readFromWhole(into: Uint8Array, position: number): Promise<number> {
    const { handle, bytes } = this.#object;
    if (bytes > smallObject) throw new OnlyInOrder('this camera gives the recording from start to end only');
    this.#whole ??= readWhole(this.#session, handle, bytes, this.#generation);
    const whole = await this.#whole;
    const part = whole.subarray(position, position + into.byteLength);
    into.set(part);
    return part.byteLength;
  }
}

async function readWhole(session: MtpSession, handle: number, bytes: number, generation: number): Promise<Uint8Array> {
  const into = new Uint8Array(bytes);
  await session.readInto(operation.getObject, [handle], into, generation);
  return into;
}
