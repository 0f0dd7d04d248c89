// What the program relies on of each Electron API, stated once, and proven in whichever host is here: real Electron where
// its runtime is installed, else the stand-in of native-mocks/electron. Neither knows which of the two it is.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askAsStranger, askOf, isRunning, longExpressions, soon } from './probe/ask.ts';
import { buildProbe, hostName, startAgain, startProbe, type RunningProbe } from './probe/host.ts';

const probe = buildProbe();
const profile = join(probe.folder, 'profile');
let running: RunningProbe;

beforeAll(async () => {
  running = await startProbe(probe.folder, profile);
});
afterAll(async () => {
  await running.kill();
  probe.remove();
});

const { page, main, failure, logged, addFrame, inFrame, removeFrames } = askOf(() => running);

describe(`isolation of the preload (in ${hostName})`, () => {
  it('is done before the first script of the page', async () => {
    expect(await page('window.first')).toBe('object');
  });
  it('gives the page no require, process or module', async () => {
    expect(await page('[typeof require, typeof process, typeof module, typeof global]')).toEqual(
      Array(4).fill('undefined'),
    );
  });
  it('shows the page no channel to main beside what the preload exposes', async () => {
    const names = await page<string[]>('Object.getOwnPropertyNames(window)');
    expect(names.filter((name) => !name.startsWith('XR') && /electron|kerbdesk|binding|ipc|probe/i.test(name))).toEqual(
      ['probe'],
    );
  });
  it('keeps the globals of both worlds apart', async () => {
    expect(
      await page(`[typeof preloadSecret, probe.readGlobal('preloadSecret'), probe.readGlobal('pageThing')]`),
    ).toEqual(['undefined', 'preload', 'undefined']);
  });
  it('is not disturbed by a page that replaces the language around it', async () => {
    expect(await page(longExpressions.spies)).toEqual([['quiet'], []]);
  });
  it('lets a sandboxed preload require electron and nothing of Node', async () => {
    expect(await page(`[probe.require('electron').value, probe.require('fs').message]`)).toEqual([
      'object',
      'module not found: fs',
    ]);
  });
});

describe('contextBridge', () => {
  it('exposes a frozen, read-only object', async () => {
    expect(
      await page(`(() => {
        const { writable, configurable } = Object.getOwnPropertyDescriptor(window, 'probe');
        return [writable, configurable, Object.isFrozen(probe), Object.isFrozen(probe.nested.deep)];
      })()`),
    ).toEqual([false, false, true, true]);
  });
  it('refuses to replace what is exposed', async () => {
    expect(await page('probe.exposeAgain().message')).toMatch(/Cannot bind an API on top of an existing property/);
  });
  it('copies what crosses, so that neither world changes the other', async () => {
    expect(await page('(() => { const mine = { a: 1 }; return [probe.mutate(mine), mine]; })()')).toEqual([
      { a: 1, changed: true },
      { a: 1 },
    ]);
  });
  it('carries functions both ways, with answers at once', async () => {
    expect(
      await page(`[probe.makeAdder(40)(2), probe.call((a, b) => a + b, 1, 2), probe.nested.deep.answer()]`),
    ).toEqual([42, 3, 42]);
  });
  it('calls back later', async () => {
    expect(await page(`new Promise((told) => probe.callLater(told))`)).toBe('later');
  });
  it('turns what is thrown or rejected into an error with the same message', async () => {
    expect(
      await page(
        `(() => { try { probe.fail(); } catch (error) { return [error instanceof Error, error.message]; } })()`,
      ),
    ).toEqual([true, 'the reason']);
    expect(await failure('probe.reject()')).toBe('the later reason');
  });
  it('keeps bytes and dates what they are', async () => {
    expect(await page(`[probe.bytes(new Uint8Array([1, 2])) instanceof Uint8Array, probe.isDate(new Date())]`)).toEqual(
      [true, true],
    );
  });
});

describe('ipcRenderer and ipcMain', () => {
  it('carries structured clones faithfully, both ways', async () => {
    const kept = await page<Record<string, boolean>>(longExpressions.clones);
    expect(Object.entries(kept).filter(([, same]) => !same)).toEqual([]);
    expect(Object.keys(kept)).toHaveLength(13);
  });
  it('carries eight megabytes of bytes unchanged', async () => {
    const equal = await page(`(async () => {
      const bytes = new Uint8Array(8 * 1024 * 1024).map((_, index) => index * 31);
      const [back] = await probe.invoke('echo', bytes);
      return back.length === bytes.length && back.every((byte, index) => byte === bytes[index]);
    })()`);
    expect(equal).toBe(true);
  });
  it('refuses functions in either direction', async () => {
    expect(await page('probe.sendFunction()')).toBe('An object could not be cloned.');
    expect(await failure(`probe.main('returnFunction')`)).toContain('An object could not be cloned.');
    expect(await main('emitFunction')).toBe('Failed to serialize arguments');
  });
  it("words a handler's failure, and a missing handler, as Electron does", async () => {
    expect(await failure(`probe.main('throwing')`)).toBe("Error invoking remote method 'main': RangeError: the cause");
    expect(await failure(`probe.invoke('nobody')`)).toBe(
      "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    );
  });
  it('has one handler a channel', async () => {
    expect(await main('secondHandler')).toBe("Attempted to register a second handler for 'main'");
  });
  it('delivers what is sent without an answer', async () => {
    await page(`probe.send('note', 1, 'two')`);
    expect(await logged('note [1,"two"]')).toBe(true);
  });
  it('delivers events in order, until the listener is removed', async () => {
    await page(`probe.listen('many')`);
    await main('emitMany', 200);
    expect(await soon(() => page('probe.heard().length === 200'))).toBe(true);
    expect(await page('probe.heard().every(([value], index) => value === index)')).toBe(true);
    await page(`probe.unlisten('many')`);
    await main('emitMany', 5);
    expect(await page('probe.heard().length')).toBe(200);
  });
  it("names the sender by the program's own scheme, as the main frame of its window", async () => {
    const url = 'probe://app/index.html';
    expect(await main('sender')).toEqual({
      url,
      origin: 'probe://app',
      isMain: true,
      same: true,
      parentUrl: null,
      isWindow: true,
    });
  });
  it('tells a frame from the main frame, also one of the same origin', async () => {
    await addFrame('{}');
    const sender = await inFrame<{ url: string }>(0, `probe.main('sender')`);
    expect(sender).toMatchObject({
      origin: 'probe://app',
      isMain: false,
      same: false,
      parentUrl: 'probe://app/index.html',
    });
    expect(sender.url).toBe('probe://app/frame.html');
    await removeFrames();
  });
  it("names a foreign frame's own origin, and that of a sandboxed one as opaque", async () => {
    await addFrame(`{ src: location.origin.replace('//app', '//other') + '/frame.html' }`);
    await addFrame(`{ sandbox: 'allow-scripts' }`);
    expect(await inFrame(0, `probe.main('sender')`)).toMatchObject({ origin: 'probe://other', isMain: false });
    expect(await inFrame(1, `probe.main('sender')`)).toMatchObject({ origin: 'null', isMain: false });
    await removeFrames();
  });
});

describe('protocol.handle', () => {
  it("gives the handler the request in the program's own scheme, whole, without the host's own cookies", async () => {
    const [status, header, body] = await page<[number, string, object]>(`(async () => {
      const answer = await fetch('/echo?q=1', { method: 'POST', body: 'text', headers: { 'x-sent': 'yes' } });
      return [answer.status, answer.headers.get('x-answer'), await answer.json()];
    })()`);
    expect([status, header]).toEqual([201, 'yes']);
    expect(body).toEqual({ url: 'probe://app/echo?q=1', method: 'POST', sent: 'yes', text: 'text', cookie: null });
    expect(await page('document.cookie')).toBe('');
    const put = `fetch('/measure', { method: 'PUT', body: new Uint8Array(4194304).fill(7) }).then((sent) => sent.json())`;
    expect(await page(put)).toEqual({ method: 'PUT', origin: 'probe://app', sha256: 'c756100d738b97b9' });
  });
  it('is a secure context with WebCrypto and WebCodecs', async () => {
    expect(await page('[isSecureContext, typeof crypto.subtle, typeof VideoDecoder]')).toEqual([
      true,
      'object',
      'function',
    ]);
  });
  it('answers parts of a file with 206', async () => {
    const answer = await page<[number, string, number]>(`(async () => {
      const answer = await fetch('/video.mp4', { headers: { range: 'bytes=100-199' } });
      return [answer.status, answer.headers.get('content-range').slice(0, 14), (await answer.arrayBuffer()).byteLength];
    })()`);
    expect(answer).toEqual([206, 'bytes 100-199/', 100]);
  });
  it('plays H.264 and seeks by ranges', async () => {
    const position = await page<number>(`new Promise((seeked, failed) => {
      const video = document.createElement('video');
      video.onerror = () => failed(new Error(video.error.message));
      video.onloadedmetadata = () => { video.currentTime = 18; };
      video.onseeked = () => { seeked(video.currentTime); video.remove(); };
      video.src = '/video.mp4';
      document.body.append(video);
    })`);
    expect(position).toBe(18);
    const starts = (await main<string[]>('log'))
      .filter((line) => line.startsWith('range '))
      .map((line) => Number(line.slice(6)));
    expect(starts.some((start) => start > 1_000_000)).toBe(true);
  });
  it('streams: the first bytes come while the body has no end, and a reader that waits is waited for', async () => {
    await page(
      `(async () => { window.left = new AbortController(); window.reader = (await fetch('/stream', { signal: left.signal })).body.getReader(); await reader.read(); })()`,
    );
    // A body that nobody reads any further stops being asked for once the buffers on the way are full.
    let pulled = -1;
    expect(
      await soon(async () => {
        const before = pulled;
        await running.page.waitForTimeout(300);
        pulled = (await main<{ pulled: number }>('stream')).pulled;
        return before === pulled;
      }),
    ).toBe(true);
    expect(pulled).toBeGreaterThan(0);
  });
  it('cancels the body when the page leaves it', async () => {
    await page('left.abort()');
    expect(await soon(async () => (await main<{ cancelled: boolean }>('stream')).cancelled)).toBe(true);
  });
  it('hands out answers to its own pages only', async () => {
    const address = await page<string>(`location.href`);
    // In Electron the address has no server behind it at all.
    expect(address.startsWith('http:') ? await askAsStranger(new URL(address)) : 403).toBe(403);
  });
});

describe('what a page may not do', () => {
  it('is refused every permission', async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
    const states = await page(
      `Promise.all(${JSON.stringify(names)}.map(async (name) => (await navigator.permissions.query({ name })).state))`,
    );
    expect(states).toEqual(names.map(() => 'denied'));
    expect(await failure('navigator.mediaDevices.getUserMedia({ video: true })')).not.toBe('no error');
  });
  it('cannot leave for another origin: main is asked, the page stays', async () => {
    await page(`void (location.href = 'https://example.org/away')`);
    expect(await soon(() => logged('navigate true https://example.org/away'))).toBe(true);
    expect(await main('sender')).toMatchObject({ url: 'probe://app/index.html' });
  });
  it('cannot take a frame where main does not want it', async () => {
    await addFrame('{}');
    await page(`void (document.querySelector('iframe').src = '/refused.html')`);
    expect(await soon(() => logged('navigate false probe://app/refused.html'))).toBe(true);
    expect(await inFrame(0, 'document.title')).toBe('frame');
    await removeFrames();
  });
  it('cannot open a window, by script or by link: main is asked, nothing is fetched', async () => {
    const context = running.page.context();
    expect(await page(`window.open('/popup?script')`)).toBe(null);
    await page(
      `(() => { const link = document.createElement('a'); link.href = '/popup?link'; link.target = '_blank'; link.rel = 'noopener'; document.body.append(link); link.click(); link.remove(); })()`,
    );
    expect(await soon(() => logged('open probe://app/popup?script'))).toBe(true);
    expect(await soon(() => logged('open probe://app/popup?link'))).toBe(true);
    expect(await soon(() => context.pages().length === 1)).toBe(true);
    expect(await logged('popup requested')).toBe(false);
  });
  it('cannot make a request that main cancels', async () => {
    expect(await failure(`fetch('/blocked')`)).toBe('Failed to fetch');
    expect(await logged('request probe://app/blocked')).toBe(true);
  });
  it('cannot download', async () => {
    await page(`void (location.href = '/download')`);
    expect(await soon(() => logged('will-download'))).toBe(true);
  });
  it('keeps to the content security policy of its answer', async () => {
    await running.page.goto(await page<string>(`new URL('/csp.html', location.href).href`));
    expect(await page('[typeof window.inline, typeof window.own, typeof window.evaluated]')).toEqual([
      'undefined',
      'boolean',
      'undefined',
    ]);
    expect(await failure(`fetch('https://example.org/')`)).toBe('Failed to fetch');
    await running.page.goto(await page<string>(`new URL('/index.html', location.href).href`));
  });
});

describe('app, BrowserWindow, webContents', () => {
  it('is ready later than the first line of main, with the folder it was given', async () => {
    expect(await main('facts')).toMatchObject({
      wasReadyAtOnce: false,
      isReady: true,
      isPackaged: false,
      isFirst: true,
      userData: profile,
      windows: 1,
      version: '4.5.6',
      name: 'Probe',
      protected: true,
      url: 'probe://app/index.html',
      lateScheme: expect.stringContaining('before app is ready'),
    });
  });
  it('keeps browser data in memory, and counts idle seconds', async () => {
    expect(await main('facts')).toMatchObject({ isPersistent: false, storagePath: null, idle: expect.any(Number) });
  });
  it('lets one instance have a profile, and tells it of a second start', async () => {
    expect(await startAgain(probe.folder, profile)).toBe(3);
    expect(await soon(() => logged('second-instance true'))).toBe(true);
  });
  it('gives every page the theme of main', async () => {
    const dark = `matchMedia('(prefers-color-scheme: dark)').matches`;
    expect(await main('theme', 'dark')).toBe(true);
    expect(await soon(() => page(dark))).toBe(true);
    expect(await main('theme', 'light')).toBe(false);
    expect(await soon(() => page(`!${dark}`))).toBe(true);
  });
  it('shows main the keys that are pressed', async () => {
    await running.page.keyboard.press('Control+Shift+KeyL');
    expect(await soon(() => logged('key true true KeyL'))).toBe(true);
  });
  it("runs an expression of main's in the page", async () => {
    expect(await main('evaluate', 'Promise.resolve(document.title + window.pageThing)')).toBe('probe1');
  });
  it('wipes the page by a reload, listeners included', async () => {
    await page(`void (probe.listen('wiped'), window.typed = 'secret')`);
    await Promise.all([running.page.waitForEvent('load'), main('reload')]);
    await main('emit', 'wiped', 1);
    expect(await page(`[typeof window.typed, probe.heard().length]`)).toEqual(['undefined', 0]);
  });
});

describe('safeStorage', () => {
  it('keeps a secret as something else each time, and gives it back', async () => {
    const sealed = await main<{ first: object; differ: boolean; plain: boolean }>('seal', 'device secret');
    expect(sealed).toMatchObject({ differ: true, plain: false });
    expect(await page(`probe.main('seal', 'device secret').then(({ first }) => probe.main('open', first))`)).toBe(
      'device secret',
    );
  });
  it('refuses what is damaged', async () => {
    const damaged = `probe.main('seal', 'x').then(({ first }) => { first[first.length - 1] ^= 1; return probe.main('open', first); })`;
    expect(await failure(damaged)).not.toBe('no error');
  });
});

describe('utilityProcess', () => {
  it('is a process of its own that exchanges structured clones', async () => {
    const echo = await page<{ ready: string; answer: { isBytes: boolean; pid: number }; mainPid: number }>(
      `probe.main('childEcho', new Uint8Array([1, 2, 3]))`,
    );
    expect(echo).toMatchObject({ ready: 'ready', answer: { isBytes: true } });
    expect(echo.answer.pid).not.toBe(echo.mainPid);
  });
  it('hears what was said before it listened', async () => {
    expect(await main('childEarly')).toMatchObject({ echo: 'early' });
  });
  it('tells how it ended', async () => {
    expect(await main('childExit', 7)).toEqual({ code: 7, pid: null });
  });
  it('ends when it is killed', async () => {
    expect(await main('childKill')).toEqual({ killed: true, pid: null });
  });
  it('refuses functions in either direction', async () => {
    expect(await main('childFunction')).toEqual({
      posted: 'An object could not be cloned.',
      fromChild: 'An object could not be cloned.',
    });
  });
});

// These end the probe, so they come last and in this order.
describe('ends', () => {
  it('tells main when a renderer crashed, and comes back by a reload', async () => {
    await main('crash').catch(() => null);
    expect(await soon(() => /gone crashed\n(?:.*\n)*loaded again/.test(running.output()))).toBe(true);
    await running.kill();
    running = await startProbe(probe.folder, profile);
  });
  it('takes its utility processes with it, even when killed', async () => {
    const pid = await main<number>('childPid');
    await running.kill();
    expect(await soon(() => !isRunning(pid))).toBe(true);
  });
  it('asks before it quits, closes its windows, and ends with 0', async () => {
    running = await startProbe(probe.folder, profile);
    await page(`localStorage.setItem('left', 'behind')`);
    expect(await running.quit()).toBe(0);
    expect(running.output().match(/before-quit|will-quit/g)).toEqual(['before-quit', 'before-quit', 'will-quit']);
  });
  it('finds nothing of an earlier browser session, and the keystore as it was', async () => {
    running = await startProbe(probe.folder, profile);
    expect(await page(`localStorage.getItem('left')`)).toBe(null);
    expect(await main('keystore')).toBe(true);
  });
  it('quits when its only window is closed', async () => {
    await running.page.close();
    expect(await running.ended).toBe(0);
    expect(running.output()).toContain('window-all-closed');
  });
});
