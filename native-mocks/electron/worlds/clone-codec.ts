// Structured clone as text, for the wire between main and a renderer's isolated world. Runs in both: the renderer gets the
// source of this function, so it uses nothing from outside itself.

/** How this side turns bytes into text: Node and Chromium each have their own fast way. */
export interface BinaryText {
  toBase64(bytes: Uint8Array): string;
  fromBase64(text: string): Uint8Array<ArrayBuffer>;
}

export interface CloneCodec {
  /** Throws "An object could not be cloned." for functions, symbols, promises, DOM objects. */
  encode(value: unknown): string;
  decode(text: string): unknown;
}

// A value is itself (string, finite number, boolean, null) or a tagged array; objects are numbered in a table, so that
// cycles and shared references survive.
export function createCloneCodec(binary: BinaryText): CloneCodec {
  type Wire = string | number | boolean | null | Wire[];
  const notCloneable = (): Error => new Error('An object could not be cloned.');
  const viewTypes = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const tagOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);

  function encode(value: unknown): string {
    let plain: unknown;
    try {
      // The engine's own clone decides what may cross, calls getters and drops prototypes.
      plain = structuredClone(value);
    } catch {
      throw notCloneable();
    }
    const table: Wire[] = [];
    const numbers = new Map<object, number>();

    const write = (item: unknown): Wire => {
      if (item === undefined) return ['undefined'];
      if (item === null || typeof item === 'string' || typeof item === 'boolean') return item;
      if (typeof item === 'bigint') return ['bigint', String(item)];
      if (typeof item === 'number') {
        return Number.isFinite(item) && !Object.is(item, -0)
          ? item
          : ['number', Object.is(item, -0) ? '-0' : String(item)];
      }
      if (typeof item !== 'object') throw notCloneable();
      let number = numbers.get(item);
      if (number === undefined) {
        number = table.length;
        numbers.set(item, number);
        table.push(null);
        table[number] = writeObject(item);
      }
      return ['ref', number];
    };
    const writeEntries = (item: object): Wire[] => Object.entries(item).map(([key, entry]) => [key, write(entry)]);
    const writeObject = (item: object): Wire => {
      if (Array.isArray(item)) {
        const dense = Object.keys(item).length === item.length;
        return dense ? ['array', item.map(write)] : ['sparse', item.length, writeEntries(item)];
      }
      if (ArrayBuffer.isView(item)) {
        const bytes = new Uint8Array(item.buffer, item.byteOffset, item.byteLength);
        return ['view', tagOf(item), binary.toBase64(bytes)];
      }
      if (item instanceof Date) return ['date', write(item.getTime())];
      if (item instanceof Map) return ['map', [...item].map(([key, entry]) => [write(key), write(entry)])];
      if (item instanceof Set) return ['set', [...item].map(write)];
      if (item instanceof ArrayBuffer) return ['buffer', binary.toBase64(new Uint8Array(item))];
      if (item instanceof RegExp) return ['regexp', item.source, item.flags];
      if (item instanceof Error) return ['error', item.name, item.message, item.stack ?? '', write(item.cause)];
      if (['String', 'Number', 'Boolean', 'BigInt'].includes(tagOf(item))) return ['boxed', write(item.valueOf())];
      if (tagOf(item) !== 'Object') throw notCloneable();
      return ['object', writeEntries(item)];
    };

    const root = write(plain);
    return JSON.stringify([root, table]);
  }

  function decode(text: string): unknown {
    const [root, table] = JSON.parse(text) as [Wire, Wire[][]];
    const made = new Map<number, unknown>();
    const errorTypes: Record<string, ErrorConstructor> = {
      EvalError,
      RangeError,
      ReferenceError,
      SyntaxError,
      TypeError,
      URIError,
    };

    const read = (wire: Wire): unknown => {
      if (!Array.isArray(wire)) return wire;
      const [tag, content] = wire;
      if (tag === 'undefined') return undefined;
      if (tag === 'bigint') return BigInt(content as string);
      if (tag === 'number') return Number(content);
      const number = content as number;
      return made.has(number) ? made.get(number) : readObject(number, table[number] ?? []);
    };
    const keep = <Value>(number: number, value: Value): Value => {
      made.set(number, value);
      return value;
    };
    const define = (target: object, entries: Wire[]): void => {
      // defineProperty, so that a key of "__proto__" is a key and nothing else.
      for (const [key, entry] of entries as [string, Wire][]) {
        Object.defineProperty(target, key, {
          value: read(entry),
          writable: true,
          enumerable: true,
          configurable: true,
        });
      }
    };
    const readObject = (number: number, wire: Wire[]): unknown => {
      const [tag, first, second, third, fourth] = wire;
      if (tag === 'array') {
        const array = keep<unknown[]>(number, []);
        for (const item of first as Wire[]) array.push(read(item));
        return array;
      }
      if (tag === 'sparse') {
        const array = keep<unknown[]>(number, []);
        array.length = first as number;
        define(array, second as Wire[]);
        return array;
      }
      if (tag === 'object') {
        const object = keep(number, {});
        define(object, first as Wire[]);
        return object;
      }
      if (tag === 'map') {
        const map = keep(number, new Map());
        for (const [key, entry] of first as [Wire, Wire][]) map.set(read(key), read(entry));
        return map;
      }
      if (tag === 'set') {
        const set = keep(number, new Set());
        for (const item of first as Wire[]) set.add(read(item));
        return set;
      }
      if (tag === 'view') {
        const View = viewTypes[first as keyof typeof viewTypes] as Uint8ArrayConstructor;
        return keep(number, new View(binary.fromBase64(second as string).buffer));
      }
      if (tag === 'buffer') return keep(number, binary.fromBase64(first as string).buffer);
      if (tag === 'date') return keep(number, new Date(read(first ?? null) as number));
      if (tag === 'regexp') return keep(number, new RegExp(first as string, second as string));
      if (tag === 'boxed') return keep(number, Object(read(first ?? null)));
      if (tag === 'error') {
        const error = keep(number, new (errorTypes[first as string] ?? Error)(second as string));
        Object.defineProperty(error, 'stack', { value: third, writable: true, configurable: true });
        const cause = read(fourth ?? null);
        if (cause !== undefined) error.cause = cause;
        return error;
      }
      throw new Error(`unknown clone tag ${String(tag)}`);
    };

    return read(root);
  }

  return { encode, decode };
}
