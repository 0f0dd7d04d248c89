// What contextBridge does between two JavaScript worlds of one document: values cross as structured clones, functions and
// promises by number. Runs in both worlds from this function's source, so it uses nothing from outside itself.
// Between worlds Chromium itself clones the `detail` of a CustomEvent, and dispatching is synchronous.

export interface WorldBridge {
  /** Makes `api` a read-only property of the other world's window. */
  expose(key: string, api: unknown): void;
  /** Makes `window.open` of the other world ask here, and answer null: no window opens. */
  replaceWindowOpen(asked: (url: string, name: string, features: string) => void): void;
}

/**
 * `secret` names the events; the page never learns it, because both ends are set up before its first script and keep the
 * original functions.
 */
export function createWorldBridge(secret: string, world: 'isolated' | 'main'): WorldBridge {
  type Wire =
    | { readonly v: unknown }
    | { readonly f: number }
    | { readonly p: number }
    | { readonly n: number; readonly a: readonly Wire[] }
    | { readonly n: number; readonly o: readonly (readonly [string, Wire])[] }
    | { readonly again: number };
  type Message =
    | { readonly kind: 'call'; readonly call: number; readonly target: number; readonly args: Wire }
    | { readonly kind: 'expose'; readonly call: number; readonly key: string; readonly value: Wire }
    | { readonly kind: 'replace-open'; readonly call: number; readonly value: Wire }
    | { readonly kind: 'answer'; readonly call: number; readonly ok: boolean; readonly value: Wire }
    | { readonly kind: 'settle'; readonly promise: number; readonly ok: boolean; readonly value: Wire }
    | { readonly kind: 'release'; readonly target: number };
  type AnyFunction = (...args: unknown[]) => unknown;

  const mostNesting = 1000;
  const other = world === 'main' ? 'isolated' : 'main';
  const dispatch = window.dispatchEvent.bind(window);
  const Custom = CustomEvent;
  // oxlint-disable typescript/unbound-method -- kept as the engine made them, and only ever called with `apply`
  const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get as () => unknown;
  const stopPropagation = Event.prototype.stopImmediatePropagation;
  const apply = Reflect.apply;
  // oxlint-enable typescript/unbound-method

  const given = new Map<number, { readonly run: AnyFunction; references: number }>();
  const numberOf = new WeakMap<AnyFunction, number>();
  const answers = new Map<number, { ok: boolean; value: Wire }>();
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  let next = 1;

  const tell = (message: Message): void => {
    dispatch(new Custom(`${secret}:${other}`, { detail: message }));
  };
  // When the last proxy of a function is collected there, its original may go here.
  const collected = new FinalizationRegistry<number>((target) => tell({ kind: 'release', target }));

  /** `seen` numbers the objects of one message, so that cycles and shared references stay what they are. */
  function wrap(value: unknown, depth = 0, seen = new Map<object, number>()): Wire {
    if (depth > mostNesting) throw new TypeError('Electron contextBridge recursion depth exceeded.');
    if (typeof value === 'function') return { f: giveFunction(value as AnyFunction) };
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.');
    if (typeof value !== 'object' || value === null) return { v: value };
    if (value instanceof Promise) return { p: givePromise(value) };
    const again = seen.get(value);
    if (again !== undefined) return { again };
    const n = seen.size;
    if (Array.isArray(value)) {
      seen.set(value, n);
      return { n, a: value.map((item) => wrap(item, depth + 1, seen)) };
    }
    if (Object.prototype.toString.call(value) === '[object Object]') {
      seen.set(value, n);
      return { n, o: Object.entries(value).map(([key, item]) => [key, wrap(item, depth + 1, seen)] as const) };
    }
    try {
      return { v: structuredClone(value) };
    } catch {
      throw new Error('An object could not be cloned.');
    }
  }

  function giveFunction(run: AnyFunction): number {
    let number = numberOf.get(run);
    if (number === undefined || !given.has(number)) {
      number = next++;
      numberOf.set(run, number);
      given.set(number, { run, references: 0 });
    }
    const entry = given.get(number);
    if (entry) entry.references += 1;
    return number;
  }

  function givePromise(promise: Promise<unknown>): number {
    const number = next++;
    promise.then(
      (value) => settle(number, true, value),
      (error: unknown) => settle(number, false, error),
    );
    return number;
  }

  function settle(promise: number, ok: boolean, value: unknown): void {
    let message: Message;
    try {
      message = { kind: 'settle', promise, ok, value: ok ? wrap(value) : wrapError(value) };
    } catch (error) {
      message = { kind: 'settle', promise, ok: false, value: wrapError(error) };
    }
    tell(message);
  }

  /** Errors cross as plain errors: a name and properties of their own stay behind, as in Electron. */
  function wrapError(error: unknown): Wire {
    if (error instanceof Error) return { v: new Error(error.message) };
    try {
      return wrap(error);
    } catch {
      return { v: new Error('An unknown exception occurred in the isolated context') };
    }
  }

  function unwrap(wire: Wire, frozen: boolean, made = new Map<number, unknown>()): unknown {
    if ('v' in wire) return wire.v;
    if ('f' in wire) {
      const target = wire.f;
      const proxy: AnyFunction = (...args) => ask((call) => ({ kind: 'call', call, target, args: wrap(args) }));
      collected.register(proxy, target);
      return frozen ? Object.freeze(proxy) : proxy;
    }
    if ('p' in wire) {
      return new Promise((resolve, reject) => promises.set(wire.p, { resolve, reject }));
    }
    if ('again' in wire) return made.get(wire.again);
    const result: unknown[] | object = 'a' in wire ? [] : {};
    made.set(wire.n, result);
    if ('a' in wire) {
      for (const item of wire.a) (result as unknown[]).push(unwrap(item, frozen, made));
    } else {
      for (const [key, item] of wire.o) {
        const value = unwrap(item, frozen, made);
        Object.defineProperty(result, key, { value, writable: true, enumerable: true, configurable: true });
      }
    }
    return frozen ? Object.freeze(result) : result;
  }

  function ask(makeMessage: (call: number) => Message): unknown {
    const call = next++;
    tell(makeMessage(call));
    const answer = answers.get(call);
    answers.delete(call);
    if (!answer) throw new Error('The context bridge does not answer: the document is going away');
    const value = unwrap(answer.value, false);
    if (!answer.ok) throw value;
    return value;
  }

  function answerTo(call: number, work: () => unknown): void {
    let answer: Message;
    try {
      answer = { kind: 'answer', call, ok: true, value: wrap(work()) };
    } catch (error) {
      answer = { kind: 'answer', call, ok: false, value: wrapError(error) };
    }
    tell(answer);
  }

  function receive(message: Message): void {
    if (message.kind === 'answer') answers.set(message.call, message);
    else if (message.kind === 'call') {
      const entry = given.get(message.target);
      answerTo(message.call, () => {
        if (!entry) throw new Error('The function is gone');
        return apply(entry.run, undefined, unwrap(message.args, false) as unknown[]);
      });
    } else if (message.kind === 'settle') {
      const promise = promises.get(message.promise);
      promises.delete(message.promise);
      const value = unwrap(message.value, false);
      if (message.ok) promise?.resolve(value);
      else promise?.reject(value);
    } else if (message.kind === 'release') {
      const entry = given.get(message.target);
      if (entry && --entry.references <= 0) given.delete(message.target);
    } else if (message.kind === 'replace-open') {
      const asked = unwrap(message.value, false) as (url: string, name: string, features: string) => void;
      answerTo(message.call, () => {
        window.open = (url = '', name = '', features = '') => {
          asked(new URL(String(url), document.baseURI).href, name, features);
          return null;
        };
      });
    } else {
      answerTo(message.call, () => {
        if (message.key in window)
          throw new Error('Cannot bind an API on top of an existing property on the window object');
        const value = unwrap(message.value, true);
        Object.defineProperty(window, message.key, { value, writable: false, enumerable: true, configurable: false });
      });
    }
  }

  window.addEventListener(
    `${secret}:${world}`,
    (event) => {
      apply(stopPropagation, event, []);
      receive(apply(detailOf, event, []) as Message);
    },
    true,
  );

  return {
    expose: (key, api) => void ask((call) => ({ kind: 'expose', call, key, value: wrap(api) })),
    replaceWindowOpen: (asked) => void ask((call) => ({ kind: 'replace-open', call, value: wrap(asked) })),
  };
}
