// Server-sent events (HTML Living Standard, section 9.2) out of bytes that come in any pieces. No piece is trusted to be short.
import { GrowingBytes } from './growing-bytes.ts';
import { notUnderstood } from './hostile-json.ts';

export interface StreamedEvent {
  /** Of this event itself; null where the gateway gave none. */
  readonly id: string | null;
  readonly data: Uint8Array;
}

export interface StreamLimits {
  /** Of the lines of one event together. */
  readonly eventBytes: number;
  /** Of everything, comments included. */
  readonly streamBytes: number;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = [0xef, 0xbb, 0xbf] as const;
const latin1 = new TextDecoder('latin1');

export class EventStreamParser {
  readonly #limits: StreamLimits;
  /** The line that has not ended yet. */
  readonly #line = new GrowingBytes();
  /** Each line of data with its end. */
  readonly #data = new GrowingBytes();
  #id: string | null = null;
  #total = 0;
  #endedByReturn = false;
  #isFirstLine = true;

  constructor(limits: StreamLimits) {
    this.#limits = limits;
  }

  /** Events that `chunk` completes; nothing of them is a view of it. Throws `GatewayFailure` beyond a limit. */
  push(chunk: Uint8Array): StreamedEvent[] {
    this.#total += chunk.length;
    if (this.#total > this.#limits.streamBytes) throw notUnderstood('it does not end');
    const events: StreamedEvent[] = [];
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      const isSecondOfPair = byte === lineFeed && this.#endedByReturn;
      this.#endedByReturn = false;
      if (isSecondOfPair) from = at + 1;
      else if (byte === lineFeed || byte === carriageReturn) {
        this.#keep(chunk.subarray(from, at));
        from = at + 1;
        this.#endedByReturn = byte === carriageReturn;
        const event = this.#endLine();
        if (event !== null) events.push(event);
      }
    }
    this.#keep(chunk.subarray(from));
    return events;
  }

  #keep(piece: Uint8Array): void {
    if (this.#line.length + this.#data.length + piece.length > this.#limits.eventBytes) {
      throw notUnderstood('one event is too long');
    }
    this.#line.append(piece);
  }

  #endLine(): StreamedEvent | null {
    let line = this.#line.take();
    if (this.#isFirstLine && byteOrderMark.every((byte, at) => line[at] === byte)) line = line.subarray(3);
    this.#isFirstLine = false;
    if (line.length === 0) return this.#endEvent();
    const colon = line.indexOf(0x3a);
    const name = latin1.decode(colon === -1 ? line : line.subarray(0, colon));
    let value = colon === -1 ? new Uint8Array() : line.subarray(colon + 1);
    if (value[0] === 0x20) value = value.subarray(1);
    if (name === 'data') {
      this.#data.append(value);
      this.#data.append(Uint8Array.of(lineFeed));
    } else if (name === 'id' && !value.includes(0)) this.#id = latin1.decode(value);
    return null;
  }

  #endEvent(): StreamedEvent | null {
    const id = this.#id;
    this.#id = null;
    if (this.#data.length === 0) return null;
    // Without the end of its last line.
    return { id, data: this.#data.take().subarray(0, -1) };
  }
}
