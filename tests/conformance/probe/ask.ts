// How the suite asks the running probe: in its page, in main, in a frame, or as a stranger on the same laptop.
import { get } from 'node:http';
import type { RunningProbe } from './host.ts';

export function askOf(running: () => RunningProbe) {
  /** The value of an expression in the page's own world. */
  const page = <Value>(expression: string): Promise<Value> => running().page.evaluate<Value>(expression);
  /** One of the probe's checks in main. */
  const main = <Value>(name: string, ...args: unknown[]): Promise<Value> =>
    page<Value>(`probe.main(${[name, ...args].map((arg) => JSON.stringify(arg)).join(', ')})`);

  return {
    page,
    main,
    /** The message with which an expression fails in the page. */
    failure: (expression: string): Promise<string> =>
      page<string>(
        `(async () => { try { await (${expression}); return 'no error' } catch (error) { return error.message } })()`,
      ),
    /** True when main has noted something that begins so. */
    logged: async (entry: string): Promise<boolean> =>
      (await main<string[]>('log')).some((line) => line.startsWith(entry)),
    addFrame: (attributes: string): Promise<void> =>
      page(`new Promise((loaded) => {
        const frame = document.createElement('iframe');
        Object.assign(frame, ${attributes});
        if (frame.src === '') frame.src = '/frame.html';
        frame.onload = loaded;
        document.body.append(frame);
      }).then(() => undefined)`),
    inFrame: <Value>(index: number, expression: string): Promise<Value> => {
      const frame = running().page.mainFrame().childFrames()[index];
      if (!frame) throw new Error('there is no such frame');
      return frame.evaluate<Value>(expression);
    },
    removeFrames: (): Promise<void> => page(`document.querySelectorAll('iframe').forEach((frame) => frame.remove())`),
  };
}

/** Whether a condition comes true within ten seconds. */
export async function soon(condition: () => Promise<boolean> | boolean): Promise<boolean> {
  const end = performance.now() + 10_000;
  while (performance.now() < end) {
    if (await Promise.resolve(condition()).catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** Another program on this laptop, which knows the address but was not given the token: the status it gets. */
export function askAsStranger(address: URL): Promise<number> {
  return new Promise((answered, failed) => {
    const { host, port, pathname } = address;
    get({ host: '127.0.0.1', port, path: pathname, headers: { host } }, (response) => {
      response.resume();
      answered(response.statusCode ?? 0);
    }).once('error', failed);
  });
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Expressions too long to stand among the promises. */
export const longExpressions = {
  /** Sends one of everything that a structured clone keeps, and answers whether it came back as it was. */
  clones: `(async () => {
    const cycle = { name: 'round' };
    cycle.self = cycle;
    const shared = [1];
    const [bytes, date, map, set, missing, numbers, big, pattern, ring, twice, buffer, error, view] = await probe.invoke(
      'echo', new Uint8Array([0, 255]), new Date(86400000), new Map([['k', { v: 1 }]]), new Set(['a']), undefined,
      [NaN, -0, Infinity], 123456789012345678901234567890n, /a+/gi, cycle, { a: shared, b: shared },
      new Uint8Array([7]).buffer, new RangeError('r'), new Float64Array([0.5]));
    return {
      bytes: bytes instanceof Uint8Array && bytes[1] === 255,
      date: date.getTime() === 86400000,
      map: map.get('k').v === 1,
      set: set.has('a'),
      missing: missing === undefined,
      numbers: Number.isNaN(numbers[0]) && Object.is(numbers[1], -0) && numbers[2] === Infinity,
      big: big === 123456789012345678901234567890n,
      pattern: String(pattern) === '/a+/gi',
      cycle: ring.self === ring && ring.name === 'round',
      shared: twice.a === twice.b,
      buffer: buffer instanceof ArrayBuffer && buffer.byteLength === 1,
      error: error instanceof Error && error.message === 'r',
      view: view instanceof Float64Array && view[0] === 0.5,
    };
  })()`,
  /** Uses the bridge while the page has replaced what it could be spied on by; answers what the spies saw. */
  spies: `(async () => {
    const seen = [];
    const { stringify } = JSON;
    const { dispatchEvent } = EventTarget.prototype;
    JSON.stringify = (value) => { seen.push(value); return stringify(value); };
    EventTarget.prototype.dispatchEvent = window.dispatchEvent = function (event) {
      seen.push(event.type);
      return dispatchEvent.call(this, event);
    };
    try {
      return [await probe.invoke('echo', 'quiet'), seen];
    } finally {
      JSON.stringify = stringify;
      EventTarget.prototype.dispatchEvent = dispatchEvent;
      delete window.dispatchEvent;
    }
  })()`,
};
