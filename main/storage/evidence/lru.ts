// Keeps the values that were used last.
interface Lru<Value> {
  get(key: number): Value | undefined;
  set(key: number, value: Value): void;
  clear(): void;
}

export function createLru<Value>(limit: number): Lru<Value> {
  // A Map keeps the order of insertion: the first key is the one not used for longest.
  const values = new Map<number, Value>();
  return {
    get(key) {
      const value = values.get(key);
      if (value === undefined) return undefined;
      values.delete(key);
      values.set(key, value);
      return value;
    },
    set(key, value) {
      values.delete(key);
      values.set(key, value);
      for (const oldest of values.keys()) {
        if (values.size <= limit) break;
        values.delete(oldest);
      }
    },
    clear: () => values.clear(),
  };
}
