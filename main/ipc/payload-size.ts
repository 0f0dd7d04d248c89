// Bounds what a command may carry before anything looks at it closely.

/** Generous for a long statement, far below what would stall the process. */
export const maximumPayloadBytes = 4 * 1024 * 1024;

/** Whether a structured-clone value weighs more than `limit` bytes (about), giving up as soon as it does. */
export function exceedsPayloadLimit(value: unknown, limit = maximumPayloadBytes): boolean {
  let left = limit;
  const seen = new Set<object>();
  const stack: unknown[] = [value];
  while (stack.length > 0) {
    const item = stack.pop();
    left -= 8;
    if (typeof item === 'string') left -= item.length * 2;
    else if (ArrayBuffer.isView(item) || item instanceof ArrayBuffer) left -= item.byteLength;
    else if (typeof item === 'object' && item !== null && !seen.has(item)) {
      seen.add(item);
      const entries = item instanceof Map || item instanceof Set ? [...item.entries()] : Object.entries(item);
      for (const [key, child] of entries) stack.push(key, child);
    }
    if (left < 0) return true;
  }
  return false;
}
