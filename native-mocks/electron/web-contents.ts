// Electron's WebContents on a Chromium page target: loading, messages to the page, guards and what happens to it.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Browser } from './chromium.ts';
import { control } from './control.ts';
import type { DevToolsSession, EventParameters } from './devtools-pipe.ts';
import { FrameTree } from './frame-tree.ts';
import { ipcMain, type IpcMainEvent } from './ipc-main.ts';
import { guardRequests, type GuardedContents, type NavigationDetails } from './navigation-guard.ts';
import { powerMonitor } from './power-monitor.ts';
import { toDevToolsPrinting, type PrintToPdfOptions } from './print-to-pdf.ts';
import type { Session } from './session.ts';
import { tellWorld, type WebFrameMain } from './web-frame.ts';
import { bindingName, composeWorldScripts, isolatedWorldName, mainCodec, type WorldScripts } from './world-scripts.ts';
import type { KeyInput, RendererMessage } from './worlds/isolated-world.ts';

export interface WebPreferences {
  readonly preload?: string;
  readonly session?: Session;
  readonly nodeIntegrationInSubFrames?: boolean;
}

type OpenHandler = (details: { readonly url: string; readonly frameName: string; readonly features: string }) => {
  readonly action: 'allow' | 'deny';
};

/** An event of Electron's that a listener may prevent. */
class PreventableEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

let nextId = 1;

export class WebContents extends EventEmitter implements GuardedContents {
  readonly id = nextId++;
  readonly session: Session;
  readonly #scripts: WorldScripts;
  readonly #frames: FrameTree;
  readonly #ownNavigations = new Set<string>();
  #devtools: DevToolsSession | null = null;
  #browser: Browser | null = null;
  #openHandler: OpenHandler | null = null;
  #attached = Promise.withResolvers<DevToolsSession>();
  #destroyed = false;
  #crashed = false;
  #colourScheme: 'light' | 'dark' | '' = '';

  constructor(session: Session, preferences: WebPreferences) {
    super();
    this.session = session;
    const preload = preferences.preload === undefined ? '' : readFileSync(preferences.preload, 'utf8');
    this.#scripts = composeWorldScripts(preload, preferences.nodeIntegrationInSubFrames === true);
    this.#frames = new FrameTree((url) => session.server.toProgram(url), {
      navigated: (frame) => {
        if (frame === this.#frames.main) this.emit('did-navigate', {}, frame.url, 200, 'OK');
      },
    });
    // A window whose browser never starts has its failure reported by whoever loads it.
    this.#attached.promise.catch(() => null);
  }

  /** Takes over a page target, before anything is loaded into it. */
  async attach(browser: Browser, targetId: string): Promise<void> {
    const { sessionId } = await browser.pipe.browser.send('Target.attachToTarget', { targetId, flatten: true });
    const devtools = browser.pipe.session(sessionId);
    this.#browser = browser;
    this.#devtools = devtools;
    await devtools.send('Page.enable');
    await this.session.applyTo(devtools, this);
    devtools.on('Page.loadEventFired', () => this.#loaded());
    devtools.on('Page.domContentEventFired', () => this.emit('dom-ready', {}));
    devtools.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      this.#askAboutWindow(url, windowName, windowFeatures.join(','));
    });
    devtools.on('Inspector.targetCrashed', () => this.#rendererGone());
    await this.#instrument(devtools, browser);
    this.#frames.adopt((await devtools.send('Page.getFrameTree')).frameTree);
    await this.#applyColourScheme();
    this.#attached.resolve(devtools);
  }

  failToAttach(error: Error): void {
    this.#attached.reject(error);
  }

  async #instrument(devtools: DevToolsSession, browser: Browser): Promise<void> {
    this.#frames.watch(devtools);
    devtools.on('Runtime.bindingCalled', (call) => this.#heard(devtools, call));
    devtools.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      const child = browser.pipe.session(sessionId);
      if (targetInfo.type === 'iframe') {
        this.#instrument(child, browser).then(
          () => child.sendQuietly('Runtime.runIfWaitingForDebugger', {}),
          () => child.sendQuietly('Runtime.runIfWaitingForDebugger', {}),
        );
      } else child.sendQuietly('Runtime.runIfWaitingForDebugger', {});
    });
    await devtools.send('Page.enable');
    await devtools.send('Runtime.addBinding', { name: bindingName, executionContextName: isolatedWorldName });
    await devtools.send('Page.addScriptToEvaluateOnNewDocument', { source: this.#scripts.main });
    await devtools.send('Page.addScriptToEvaluateOnNewDocument', {
      source: this.#scripts.isolated,
      worldName: isolatedWorldName,
    });
    await devtools.send('Runtime.enable');
    await guardRequests(devtools, this);
    await devtools.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  }

  get mainFrame(): WebFrameMain {
    const frame = this.#frames.main;
    if (!frame) throw new Error('The window has not loaded anything yet');
    return frame;
  }
  getURL(): string {
    return this.#frames.main?.url ?? '';
  }
  getUserAgent(): string {
    return this.#browser?.product ?? '';
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isCrashed(): boolean {
    return this.#crashed;
  }

  async loadURL(url: string): Promise<void> {
    const devtools = await this.#attached.promise;
    this.#ownNavigations.add(url);
    const loaded = Promise.withResolvers<void>();
    this.once('did-finish-load', loaded.resolve);
    const { errorText } = await devtools.send('Page.navigate', { url: this.session.server.toLoopback(url) });
    if (errorText !== undefined) {
      this.off('did-finish-load', loaded.resolve);
      this.emit('did-fail-load', {}, -2, errorText, url, true);
      throw new Error(`${errorText.replace('net::', '')} (-2) loading '${url}'`);
    }
    await loaded.promise;
  }

  reload(): void {
    const url = this.getURL();
    if (url !== '') this.#ownNavigations.add(url.replace(/#.*$/s, ''));
    this.#devtools?.sendQuietly('Page.reload', {});
  }
  reloadIgnoringCache(): void {
    this.reload();
  }

  /** Messages for a page that is not there (yet) are dropped, as in Electron. */
  send(channel: string, ...args: unknown[]): void {
    let text: string;
    try {
      text = mainCodec.encode(args);
    } catch (error) {
      throw new Error('Failed to serialize arguments', { cause: error });
    }
    const world = this.#frames.main?.isolatedWorld;
    if (world) tellWorld(world, { kind: 'event', channel, args: text });
  }

  /** Runs in the page's own world, as in Electron. */
  async executeJavaScript(expression: string, userGesture = false): Promise<unknown> {
    const devtools = await this.#attached.promise;
    const { result, exceptionDetails } = await devtools.send('Runtime.evaluate', {
      expression,
      userGesture,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async printToPDF(options: PrintToPdfOptions = {}): Promise<Buffer> {
    const devtools = await this.#attached.promise;
    const { data } = await devtools.send('Page.printToPDF', toDevToolsPrinting(options));
    return Buffer.from(data, 'base64');
  }
  /** The stand-in has no printer, as a laptop that nobody gave one. */
  getPrintersAsync(): Promise<object[]> {
    return Promise.resolve([]);
  }
  print(_options: object = {}, callback?: (success: boolean, failureReason: string) => void): void {
    setImmediate(() => callback?.(false, 'Print job failed'));
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }
  forcefullyCrashRenderer(): void {
    this.#devtools?.sendQuietly('Page.crash', {});
  }
  focus(): void {
    this.#devtools?.sendQuietly('Page.bringToFront', {});
  }
  close(): void {
    this.#devtools?.sendQuietly('Page.close', {});
  }
  isDevToolsOpened(): boolean {
    return false;
  }

  /** Empty means: as the system has it. */
  setColourScheme(scheme: 'light' | 'dark' | ''): void {
    this.#colourScheme = scheme;
    void this.#applyColourScheme();
  }
  async #applyColourScheme(): Promise<void> {
    const features = [{ name: 'prefers-color-scheme', value: this.#colourScheme }];
    await this.#devtools?.send('Emulation.setEmulatedMedia', { features }).catch(() => null);
  }

  frameOf(frameId: string): WebFrameMain | null {
    return this.#frames.get(frameId);
  }
  isOwnNavigation(url: string): boolean {
    return this.#ownNavigations.delete(url.replace(/#.*$/s, ''));
  }
  askNavigation(details: NavigationDetails): boolean {
    const event = Object.assign(new PreventableEvent(), details);
    this.emit('will-frame-navigate', event);
    if (details.isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event, details.url);
    return event.defaultPrevented;
  }

  destroyed(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#attached.reject(new Error('The window was closed'));
    this.emit('destroyed');
  }

  #loaded(): void {
    this.#crashed = false;
    this.emit('did-finish-load', {});
    const url = this.getURL();
    control.report({ kind: 'loaded', url, address: this.session.server.toLoopback(url) });
  }

  #rendererGone(): void {
    this.#crashed = true;
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
  }

  #askAboutWindow(url: string, frameName: string, features: string): void {
    const details = { url: this.session.server.toProgram(url), frameName, features, disposition: 'foreground-tab' };
    const answer = this.#openHandler?.(details);
    if (answer?.action !== 'deny') {
      console.error(`The stand-in opens no window for a page (${details.url}); Electron would have.`);
    }
  }

  #heard(devtools: DevToolsSession, call: EventParameters<'Runtime.bindingCalled'>): void {
    if (call.name !== bindingName) return;
    const frame = this.#frames.ofWorld(devtools, call.executionContextId);
    const message = JSON.parse(call.payload) as RendererMessage;
    const event: IpcMainEvent = { type: 'frame', sender: this, senderFrame: frame, processId: this.id, frameId: 1 };
    if (message.kind === 'invoke') {
      // The answer goes to the world that asked; after a reload nobody there waits for it.
      const world = frame?.isolatedWorld;
      void ipcMain.answerInvoke(event, message.id, message.channel, message.args, (answer) => {
        if (world) tellWorld(world, answer);
      });
    } else if (message.kind === 'send') {
      ipcMain.emit(message.channel, event, ...(mainCodec.decode(message.args) as unknown[]));
    } else if (message.kind === 'key') {
      this.#inputEvent(message.input);
    } else if (message.kind === 'open') {
      this.#askAboutWindow(message.url, message.name, message.features);
    } else if (message.kind === 'activity') {
      powerMonitor.noteInput();
    } else {
      this.emit('preload-error', {}, '', Object.assign(new Error(message.message), { stack: message.stack }));
    }
  }

  /** The page has the key as well: preventing it is not promised. */
  #inputEvent(input: KeyInput): void {
    this.emit('before-input-event', new PreventableEvent(), {
      ...input,
      modifiers: [],
      location: 0,
      isComposing: false,
    });
  }
}
