// Server-sent events (HTML Living Standard, section 9.2) out of bytes that come in any pieces. No piece is trusted to be short.
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
  /** Pieces of the line that has not ended yet. */
  #pieces: Uint8Array[] = [];
  #lines: Uint8Array[] = [];
  #id: string | null = null;
  #pending = 0;
  #total = 0;
  #endedByReturn = false;
  #isFirstLine = true;

  constructor(limits: StreamLimits) {
    this.#limits = limits;
  }

  /** Events that `chunk` completes. It is copied where an event is not complete yet. Throws `GatewayFailure` beyond a limit. */
  push(chunk: Uint8Array): StreamedEvent[] {
    this.#total += chunk.length;
    if (this.#total > this.#limits.streamBytes) throw notUnderstood('it does not end');
    const events: StreamedEvent[] = [];
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      const isSecondOfPair = byte === lineFeed && this.#endedByReturn && at === from && this.#pieces.length === 0;
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
    if (piece.length === 0) return;
    this.#pending += piece.length;
    if (this.#pending > this.#limits.eventBytes) throw notUnderstood('one event is too long');
    this.#pieces.push(piece.slice());
  }

  #endLine(): StreamedEvent | null {
    let line = joined(this.#pieces);
    this.#pieces = [];
    if (this.#isFirstLine && byteOrderMark.every((byte, at) => line[at] === byte)) line = line.subarray(3);
    this.#isFirstLine = false;
    if (line.length === 0) return this.#endEvent();
    const colon = line.indexOf(0x3a);
    const name = latin1.decode(colon === -1 ? line : line.subarray(0, colon));
    let value = colon === -1 ? new Uint8Array() : line.subarray(colon + 1);
    if (value[0] === 0x20) value = value.subarray(1);
    if (name === 'data') this.#lines.push(value);
    else if (name === 'id' && !value.includes(0)) this.#id = latin1.decode(value);
    // A comment or a field without meaning here is forgotten at once, and does not count for the event.
    else this.#pending -= line.length;
    return null;
  }

  #endEvent(): StreamedEvent | null {
    const lines = this.#lines;
    const id = this.#id;
    this.#lines = [];
    this.#id = null;
    this.#pending = 0;
    if (lines.length === 0) return null;
    const newline = Uint8Array.of(lineFeed);
    return { id, data: joined(lines.flatMap((line, at) => (at === 0 ? [line] : [newline, line]))) };
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
