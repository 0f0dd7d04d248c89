// Reads one object: in any order where the camera can give parts of it, else from its first byte to its last.
import { OnlyInOrder, type ReaderUse, type SourceReader } from '../../camera-source.ts';
import { operation, response } from './codes.ts';
import { MtpGarbled, MtpRefused } from './mtp-errors.ts';
import type { MtpSession, ObjectStream } from './mtp-session.ts';
import { describeObject, type FoundObject } from './object-tree.ts';

/** Reads at most 32 bits of a position. */
const reachOfParts32 = 2 ** 32;
/** An object up to this size is read whole where only a look into it is wanted. */
const smallObject = 8 * 1024 * 1024;
/** What is thrown away on the way to where reading is to go on, a piece at a time. */
const discardBytes = 1024 * 1024;
/** An offload that is paused in the middle of a window: the rest of it is fetched, so that the camera is not kept waiting. */
const idleMilliseconds = 2_000;

/** @param generation the session in which the object's handle counts; in a later one every read fails. */
export function openObject(session: MtpSession, object: FoundObject, generation: number, use: ReaderUse): SourceReader {
  return new ObjectReader(session, object, generation, use);
}

/** Whether a byte follows the last one that the camera tells of. False also where that cannot be found out. */
export async function goesOn(session: MtpSession, object: FoundObject, generation: number): Promise<boolean> {
  const longer = { ...object, bytes: object.bytes + 1 };
  const reader = new ObjectReader(session, longer, generation, 'look');
  try {
    return (await reader.read(new Uint8Array(1), object.bytes)) > 0;
  } catch {
    return false;
  } finally {
    await reader.close();
  }
}

class ObjectReader implements SourceReader {
  readonly #session: MtpSession;
  readonly #object: FoundObject;
  readonly #use: ReaderUse;
  readonly #generation: number;
  #flow: Flow | null = null;
  #idle: NodeJS.Timeout | undefined;
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
    return this.#use === 'copy' ? this.#copy(wanted, position) : this.#look(wanted, position);
  }

  async facts(): Promise<{ bytes: number; modifiedAt: string | null }> {
    await this.#letGo();
    const { handle, bytes } = this.#object;
    const info = await describeObject(this.#session, handle, this.#generation, bytes);
    // Another name: the handle stands for another object by now, whatever its size.
    if (info.bytes === null || info.name !== this.#object.saidName) return { bytes: -1, modifiedAt: null };
    return { bytes: info.bytes, modifiedAt: info.modifiedAt };
  }

  async close(): Promise<void> {
    await this.#letGo();
  }

  async #look(into: Uint8Array, position: number): Promise<number> {
    const reached = position + into.byteLength <= reachOfParts32;
    const part = await this.#ask(position, into.byteLength, reached, (code, parameters) =>
      this.#session.readInto(code, parameters, into, this.#generation),
    );
    if (part !== null) return part;
    const { handle, bytes } = this.#object;
    if (bytes > smallObject) throw new OnlyInOrder('this camera gives the recording from start to end only');
    this.#whole ??= readWhole(this.#session, handle, bytes, this.#generation);
    const piece = (await this.#whole).subarray(position, position + into.byteLength);
    into.set(piece);
    return piece.byteLength;
  }

  async #copy(into: Uint8Array, position: number): Promise<number> {
    clearTimeout(this.#idle);
    const flow = await this.#flowAt(position);
    const count = await flow.stream.read(into.subarray(0, flow.end - position));
    flow.position += count;
    if (flow.position >= flow.end) {
      // The last byte is followed by the camera's word that it was the last; only then others may talk.
      this.#flow = null;
      await flow.stream.end();
      if (flow.isWindow) this.#session.windows.took(flow.stream.bytes, performance.now() - flow.beganAt);
    } else if (flow.isWindow) {
      this.#idle = setTimeout(() => void this.#letGo(), idleMilliseconds);
    }
    return count;
  }

  async #flowAt(position: number): Promise<Flow> {
    if (this.#flow && !canReach(this.#flow, position)) await this.#letGo();
    this.#flow ??= (await this.#openWindow(position)) ?? (await this.#openWhole());
    const flow = this.#flow;
    const scrap = new Uint8Array(position > flow.position ? discardBytes : 0);
    while (flow.position < position) {
      const skipped = await flow.stream.read(scrap.subarray(0, position - flow.position));
      if (skipped === 0) throw new MtpGarbled('the object ends before its end');
      flow.position += skipped;
    }
    return flow;
  }

  /** A part as long as takes a moment. Null where the camera cannot give parts of this object. */
  async #openWindow(position: number): Promise<Flow | null> {
    const { bytes } = this.#object;
    const length = Math.min(this.#session.windows.bytes, bytes - position);
    const stream = await this.#ask(position, length, bytes <= reachOfParts32, (code, parameters) =>
      this.#session.stream(code, parameters, length, this.#generation),
    );
    return stream && { stream, position, end: position + stream.bytes, isWindow: true, beganAt: performance.now() };
  }

  async #openWhole(): Promise<Flow> {
    const { handle, bytes } = this.#object;
    const stream = await this.#session.stream(operation.getObject, [handle], bytes, this.#generation);
    return { stream, position: 0, end: bytes, isWindow: false, beganAt: performance.now() };
  }

  /** Asks for a part in the way the camera knows; null where it knows none that reaches. */
  async #ask<T>(
    position: number,
    length: number,
    reachedBy32: boolean,
    work: (code: number, parameters: readonly number[]) => Promise<T>,
  ): Promise<T | null> {
    const session = this.#session;
    const { handle } = this.#object;
    for (;;) {
      const wide = session.supports(operation.getPartialObject64);
      if (!wide && !(reachedBy32 && session.supports(operation.getPartialObject))) return null;
      const code = wide ? operation.getPartialObject64 : operation.getPartialObject;
      const low = position % 2 ** 32;
      const parameters = wide ? [handle, low, Math.floor(position / 2 ** 32), length] : [handle, low, length];
      try {
        return await work(code, parameters);
      } catch (error) {
        // Said to be able to, and is not: it does without from now on.
        if (!(error instanceof MtpRefused) || error.response !== response.operationNotSupported) throw error;
        session.doWithout(code);
      }
    }
  }

  /** Lets others talk: after the rest of a window, which is there in a moment; else by breaking off. Never rejects. */
  async #letGo(): Promise<void> {
    clearTimeout(this.#idle);
    const flow = this.#flow;
    this.#flow = null;
    if (!flow) return;
    try {
      if (flow.isWindow) {
        const scrap = new Uint8Array(discardBytes);
        while (flow.position < flow.end) {
          const skipped = await flow.stream.read(scrap.subarray(0, flow.end - flow.position));
          if (skipped === 0) break;
          flow.position += skipped;
        }
        if (flow.position >= flow.end) await flow.stream.end();
      }
    } catch {
      // Whoever talks next begins anew.
    }
    await flow.stream.close();
  }
}

/** Data under way, up to `end`. */
interface Flow {
  readonly stream: ObjectStream;
  readonly end: number;
  readonly isWindow: boolean;
  readonly beganAt: number;
  position: number;
}

const canReach = (flow: Flow, position: number): boolean =>
  flow.isWindow ? flow.position === position : flow.position <= position;

async function readWhole(session: MtpSession, handle: number, bytes: number, generation: number): Promise<Uint8Array> {
  const into = new Uint8Array(bytes);
  const filled = await session.readInto(operation.getObject, [handle], into, generation);
  return into.subarray(0, filled);
}
