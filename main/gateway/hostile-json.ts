// JSON from outside: how long, how deep and how much of it there is are known before anything is built from it.
import { GatewayFailure } from './gateway-failure.ts';

export interface JsonLimits {
  readonly bytes: number;
  readonly depth: number;
  /** Members and elements, all objects and arrays together. */
  readonly values: number;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const notUnderstood = (what: string): GatewayFailure =>
  new GatewayFailure('not-understood', `The gateway's answer cannot be understood: ${what}.`);

const quote = 0x22;
const backslash = 0x5c;

/** Counts brackets and separators outside of strings; whether it is JSON at all is for `JSON.parse` to say. */
function checkShape(bytes: Uint8Array, limits: JsonLimits): void {
  let depth = 0;
  let values = 1;
  let inString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inString) {
      if (byte === backslash) at += 1;
      else if (byte === quote) inString = false;
    } else if (byte === quote) inString = true;
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > limits.depth) throw notUnderstood('it is nested too deeply');
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
    else if (byte === 0x2c) {
      values += 1;
      if (values > limits.values) throw notUnderstood('it has too many parts');
    }
  }
}

/** Throws `GatewayFailure` `not-understood`, and nothing else. */
export function parseHostileJson(bytes: Uint8Array, limits: JsonLimits): unknown {
  if (bytes.length > limits.bytes) throw notUnderstood('it is too long');
  checkShape(bytes, limits);
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw notUnderstood('it is not JSON');
  }
}
