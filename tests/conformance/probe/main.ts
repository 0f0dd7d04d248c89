// The probe: a small program that does with each Electron API what the suite promises of it. It runs in any host.
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  ipcMain,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  utilityProcess,
  type IpcMainInvokeEvent,
  type PrintToPDFOptions,
  type UtilityProcess,
} from 'electron';

const log: string[] = [];
const here = import.meta.dirname;
const stream = { pulled: 0, cancelled: false };

protocol.registerSchemesAsPrivileged([
  { scheme: 'probe', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);
const isFirst = app.requestSingleInstanceLock();
if (!isFirst) {
  process.stdout.write('second instance leaves\n');
  app.exit(3);
}
app.on('second-instance', (_event, argv) => log.push(`second-instance ${argv.includes('--from-the-second')}`));
app.on('web-contents-created', () => log.push('web-contents-created'));
let askedBefore = false;
app.on('before-quit', (event) => {
  process.stdout.write('before-quit\n');
  if (!askedBefore) {
    askedBefore = true;
    event.preventDefault();
    setTimeout(() => app.quit(), 50);
  }
});
app.on('will-quit', () => process.stdout.write('will-quit\n'));
app.on('window-all-closed', () => {
  process.stdout.write('window-all-closed\n');
  app.quit();
});
const wasReadyAtOnce = app.isReady();
await app.whenReady();

const probeSession = session.fromPartition('probe');
probeSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
probeSession.setPermissionCheckHandler(() => false);
probeSession.webRequest.onBeforeRequest((details, answer) => {
  const blocked = details.url.includes('/blocked');
  if (blocked) log.push(`request ${details.url}`);
  answer({ cancel: blocked });
});
probeSession.on('will-download', (event) => {
  log.push('will-download');
  event.preventDefault();
});
probeSession.protocol.handle('probe', serve);

const pages: Readonly<Record<string, { type: string; text: string; headers?: Record<string, string> }>> = {
  '/index.html': {
    type: 'text/html',
    text: '<!doctype html><title>probe</title><script>window.first = typeof window.probe; window.pageThing = 1</script><body>probe</body>',
  },
  '/paper.html': {
    type: 'text/html',
    text: `<!doctype html><meta charset="utf-8" /><title>Paper</title><style>
        @page { size: A4; margin: 0 }
        body { margin: 0 }
        section { box-sizing: border-box; height: 297mm; padding: 20mm; break-after: page; background: #eee }
        section:last-child { break-after: auto }
      </style><body><section><h1>Sheet 1 of 3</h1></section><section>Sheet 2 of 3: “Zoë”</section><section>Sheet 3 of 3</section></body>`,
  },
  '/second.html': { type: 'text/html', text: '<!doctype html><title>second</title>second' },
  '/frame.html': { type: 'text/html', text: '<!doctype html><title>frame</title>frame' },
  '/csp.html': {
    type: 'text/html',
    text: '<!doctype html><script>window.inline = true</script><script src="/own.js"></script><body></body>',
    headers: { 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'" },
  },
  '/own.js': { type: 'text/javascript', text: 'window.own = true; try { eval("window.evaluated = true"); } catch {}' },
  '/blocked': { type: 'text/plain', text: 'must not be read' },
  '/download': {
    type: 'application/octet-stream',
    text: 'data',
    headers: { 'content-disposition': 'attachment; filename="data.bin"' },
  },
};

async function serve(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === '/popup') log.push('popup requested');
  if (pathname === '/echo') {
    const body = {
      url: request.url,
      method: request.method,
      sent: request.headers.get('x-sent'),
      text: await request.text(),
    };
    const cookie = request.headers.get('cookie');
    return Response.json({ ...body, cookie }, { status: 201, headers: { 'x-answer': 'yes' } });
  }
  if (pathname === '/measure') {
    const sha256 = createHash('sha256')
      .update(new Uint8Array(await request.arrayBuffer()))
      .digest('hex');
    const { method, headers } = request;
    return Response.json({ method, origin: headers.get('origin'), sha256: sha256.slice(0, 16) });
  }
  if (pathname === '/stream') return streamSlowly();
  if (pathname === '/video.mp4') return serveRange(request, join(here, 'video.mp4'));
  const page = pages[pathname];
  if (!page) return new Response('no such page', { status: 404 });
  return new Response(page.text, { headers: { 'content-type': page.type, ...page.headers } });
}

/** Endless, one chunk for each time it is asked. */
function streamSlowly(): Response {
  stream.pulled = 0;
  stream.cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      stream.pulled += 1;
      controller.enqueue(new Uint8Array(256 * 1024));
    },
    cancel() {
      stream.cancelled = true;
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/octet-stream' } });
}

async function serveRange(request: Request, path: string): Promise<Response> {
  const size = statSync(path).size;
  const headers = { 'content-type': 'video/mp4', 'accept-ranges': 'bytes' };
  const match = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '');
  if (!match) return new Response(readFileSync(path), { headers: { ...headers, 'content-length': String(size) } });
  const start = Number(match[1]);
  const end = match[2] === '' ? size - 1 : Number(match[2]);
  log.push(`range ${start}`);
  const file = await open(path);
  const bytes = new Uint8Array(end - start + 1);
  await file.read(bytes, 0, bytes.length, start);
  await file.close();
  return new Response(bytes, {
    status: 206,
    headers: { ...headers, 'content-length': String(bytes.length), 'content-range': `bytes ${start}-${end}/${size}` },
  });
}

const window = new BrowserWindow({
  width: 1000,
  height: 700,
  show: false,
  webPreferences: {
    preload: join(here, 'preload.cjs'),
    session: probeSession,
    sandbox: true,
    contextIsolation: true,
    nodeIntegrationInSubFrames: true,
  },
});
window.setContentProtection(true);
window.webContents.setWindowOpenHandler(({ url }) => {
  log.push(`open ${url}`);
  return { action: 'deny' };
});
window.webContents.on('will-frame-navigate', (event) => {
  log.push(`navigate ${event.isMainFrame} ${event.url}`);
  if (!event.url.startsWith('probe://app/') && !(event.url.startsWith('probe://other/') && !event.isMainFrame))
    event.preventDefault();
  if (event.url.endsWith('/refused.html')) event.preventDefault();
});
window.webContents.on('render-process-gone', (_event, { reason }) => {
  process.stdout.write(`gone ${reason}\n`);
  window.webContents.once('did-finish-load', () => process.stdout.write('loaded again\n'));
  window.webContents.reload();
});
window.webContents.on('before-input-event', (_event, input) => {
  if (input.type === 'keyDown') log.push(`key ${input.control} ${input.shift} ${input.code}`);
});

/** A hidden window of another session with a page of three sheets; what is asked of it, and then it is gone. */
async function withPaper<Answer>(work: (paper: BrowserWindow) => Promise<Answer>): Promise<Answer> {
  const paperSession = session.fromPartition('probe-paper');
  if (!paperSession.protocol.isProtocolHandled('probe')) paperSession.protocol.handle('probe', serve);
  const paper = new BrowserWindow({
    width: 900,
    height: 1200,
    show: false,
    webPreferences: { session: paperSession, sandbox: true, contextIsolation: true },
  });
  try {
    await paper.loadURL('probe://app/paper.html');
    return await work(paper);
  } finally {
    paper.destroy();
  }
}

const children: UtilityProcess[] = [];
function fork(): Promise<{ child: UtilityProcess; next: () => Promise<unknown> }> {
  const child = utilityProcess.fork(join(here, 'child.mjs'), [], { serviceName: 'probe' });
  children.push(child);
  const waiting: ((message: unknown) => void)[] = [];
  const messages: unknown[] = [];
  child.on('message', (message) => {
    const reader = waiting.shift();
    if (reader) reader(message);
    else messages.push(message);
  });
  const next = (): Promise<unknown> =>
    messages.length > 0 ? Promise.resolve(messages.shift()) : new Promise((resolve) => waiting.push(resolve));
  return Promise.resolve({ child, next });
}
/** A process takes no target origin, unlike a window. */
const say = (child: { postMessage(message: unknown): void }, message: unknown): void =>
  child.postMessage.call(child, message);
const exitOf = (child: UtilityProcess): Promise<unknown> => new Promise((resolve) => child.once('exit', resolve));

function describeSender(event: IpcMainInvokeEvent): object {
  const frame = event.senderFrame;
  return {
    url: frame?.url,
    origin: frame?.origin,
    isMain: frame?.parent === null,
    same: frame === event.sender.mainFrame,
    parentUrl: frame?.parent?.url ?? null,
    isWindow: event.sender === window.webContents,
  };
}

const attempt = (work: () => unknown): string => {
  try {
    work();
    return 'no error';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const checks: Readonly<Record<string, (event: IpcMainInvokeEvent, ...args: never[]) => unknown>> = {
  sender: describeSender,
  log: () => log,
  stream: () => ({ ...stream }),
  throwing: () => {
    throw new RangeError('the cause');
  },
  returnFunction: () => () => 1,
  secondHandler: () => attempt(() => ipcMain.handle('main', () => null)),
  emit: (event, ...args) => event.sender.send(...(args as unknown as [string, ...unknown[]])),
  emitFunction: (event) => attempt(() => event.sender.send('x', () => 1)),
  emitMany: (event, count: number) => {
    for (let index = 0; index < count; index++) event.sender.send('many', index);
  },
  facts: () => ({
    wasReadyAtOnce,
    isReady: app.isReady(),
    isPackaged: app.isPackaged,
    userData: app.getPath('userData'),
    version: app.getVersion(),
    name: app.getName(),
    isFirst,
    protected: window.isContentProtected(),
    url: window.webContents.getURL(),
    windows: BrowserWindow.getAllWindows().length,
    isPersistent: probeSession.isPersistent(),
    storagePath: probeSession.storagePath,
    idle: powerMonitor.getSystemIdleTime(),
    lateScheme: attempt(() => protocol.registerSchemesAsPrivileged([{ scheme: 'late' }])),
  }),
  theme: (_event, source: 'system' | 'light' | 'dark') => {
    nativeTheme.themeSource = source;
    return nativeTheme.shouldUseDarkColors;
  },
  /** As base64: the suite asks by JSON. */
  printToPdf: (_event, options: PrintToPDFOptions) =>
    withPaper(async (paper) => (await paper.webContents.printToPDF(options)).toString('base64')),
  paperFacts: () =>
    withPaper(async (paper) => {
      const ask = (expression: string): Promise<unknown> => paper.webContents.executeJavaScript(expression);
      await ask(`localStorage.setItem('paper', 'kept')`);
      await window.webContents.executeJavaScript(`localStorage.setItem('window', 'kept')`);
      return {
        windows: BrowserWindow.getAllWindows().length,
        visible: paper.isVisible(),
        preload: await ask('typeof window.probe'),
        seesOther: await ask(`localStorage.getItem('window')`),
        isSeen: (await window.webContents.executeJavaScript(`localStorage.getItem('paper')`)) as unknown,
        fonts: await ask('document.fonts.ready.then(() => true)'),
        printers: Array.isArray(await paper.webContents.getPrintersAsync()),
      };
    }),
  evaluate: (_event, expression: string) => window.webContents.executeJavaScript(expression),
  crash: () => void setTimeout(() => window.webContents.forcefullyCrashRenderer(), 20),
  reload: () => void setTimeout(() => window.webContents.reload(), 20),
  quit: () => void setTimeout(() => app.quit(), 20),
  async seal(_event, text: string) {
    const first = await safeStorage.encryptStringAsync(text);
    const second = await safeStorage.encryptStringAsync(text);
    return { first: new Uint8Array(first), differ: !first.equals(second), plain: first.includes(text) };
  },
  open: async (_event, sealed: Uint8Array) => (await safeStorage.decryptStringAsync(Buffer.from(sealed))).result,
  keystore: () => safeStorage.isAsyncEncryptionAvailable(),
  async childEcho(_event, value: unknown) {
    const { child, next } = await fork();
    const ready = await next();
    say(child, { say: 'echo', value });
    const answer = await next();
    child.kill();
    return { ready, answer, mainPid: process.pid };
  },
  async childEarly() {
    const { child, next } = await fork();
    say(child, { say: 'echo', value: 'early' });
    await next();
    const answer = await next();
    child.kill();
    return answer;
  },
  async childExit(_event, code: number) {
    const { child } = await fork();
    const exit = exitOf(child);
    say(child, { say: 'exit', value: code });
    return { code: await exit, pid: child.pid ?? null };
  },
  async childKill() {
    const { child, next } = await fork();
    await next();
    const exit = exitOf(child);
    const killed = child.kill();
    await exit;
    return { killed, pid: child.pid ?? null };
  },
  async childFunction() {
    const { child, next } = await fork();
    await next();
    const posted = attempt(() => say(child, { say: 'echo', value: () => 1 }));
    say(child, { say: 'post-function' });
    const fromChild = await next();
    child.kill();
    return { posted, fromChild };
  },
  async childPid() {
    const { child, next } = await fork();
    await next();
    return child.pid;
  },
};

ipcMain.handle('main', (event, name: string, ...args: unknown[]) => checks[name]?.(event, ...(args as never[])));
ipcMain.handle('echo', (_event, ...args: unknown[]) => args);
ipcMain.on('note', (_event, ...args: unknown[]) => log.push(`note ${JSON.stringify(args)}`));
await window.loadURL('probe://app/index.html');
process.stdout.write('probe is open\n');
