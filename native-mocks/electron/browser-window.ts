// Electron's BrowserWindow: one Chromium window, or one page of a headless Chromium.
import { EventEmitter } from 'node:events';
import { startBrowser, type Browser } from './chromium.ts';
import { control } from './control.ts';
import { nativeTheme } from './native-theme.ts';
import { session as sessions, type Session } from './session.ts';
import { WebContents, type WebPreferences } from './web-contents.ts';

interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly title?: string;
  readonly show?: boolean;
  readonly backgroundColor?: string;
  readonly webPreferences?: WebPreferences & {
    readonly sandbox?: boolean;
    readonly contextIsolation?: boolean;
    readonly nodeIntegration?: boolean;
    readonly webviewTag?: boolean;
    readonly webSecurity?: boolean;
  };
}

let nextId = 1;
const windows = new Map<number, BrowserWindow>();
const observers = new EventEmitter();
let firstTarget: 'free' | 'taken' = 'free';
/** The session of the first window has the profile that Chromium starts with; any other has one of its own, in memory. */
let firstSession: Session | null = null;
const contexts = new Map<Session, Promise<string>>();

/** For `app`: told as windows come and go. */
export function onWindows(event: 'created' | 'closed', listener: (window: BrowserWindow) => void): void {
  observers.on(event, listener);
}

export class BrowserWindow extends EventEmitter {
  readonly id = nextId++;
  readonly webContents: WebContents;
  #browser: Browser | null = null;
  #targetId: string | null = null;
  #destroyed = false;
  #protected = false;
  #visible: boolean;
  #title: string;

  constructor(options: WindowOptions = {}) {
    super();
    const preferences = options.webPreferences ?? {};
    if (
      preferences.sandbox === false ||
      preferences.contextIsolation === false ||
      preferences.nodeIntegration === true
    ) {
      throw new Error('The stand-in has sandboxed renderers with an isolated preload only');
    }
    if (preferences.webviewTag === true || preferences.webSecurity === false) {
      throw new Error('The stand-in has no webview and does not give up web security');
    }
    this.#visible = options.show !== false;
    this.#title = options.title ?? '';
    this.webContents = new WebContents(preferences.session ?? sessions.defaultSession, preferences);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    this.webContents.setColourScheme(nativeTheme.emulatedScheme);
    nativeTheme.on('updated', this.#followTheme);
    windows.set(this.id, this);
    observers.emit('created', this);
    const size = { width: options.width ?? 800, height: options.height ?? 600 };
    this.#open(size).catch((error: unknown) => {
      this.webContents.failToAttach(error instanceof Error ? error : new Error(String(error)));
    });
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()];
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }
  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows()[0] ?? null;
  }

  async #open(size: { width: number; height: number }): Promise<void> {
    const browser = await startBrowser({
      size,
      deniedSettings: this.webContents.session.deniedSettings(this.webContents),
      onEnd: () => {
        for (const window of BrowserWindow.getAllWindows()) window.#gone();
      },
    });
    this.#browser = browser;
    browser.pipe.browser.on('Target.targetDestroyed', ({ targetId }) => {
      if (targetId === this.#targetId) this.#gone();
    });
    await browser.pipe.browser.send('Target.setDiscoverTargets', { discover: true });
    this.#targetId = await takeTarget(browser, size, this.webContents.session, this.#visible);
    await this.webContents.attach(browser, this.#targetId);
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  reload(): void {
    this.webContents.reload();
  }
  show(): void {
    this.#visible = true;
    this.webContents.focus();
    this.emit('show');
  }
  hide(): void {
    this.#visible = false;
  }
  focus(): void {
    this.webContents.focus();
  }
  isVisible(): boolean {
    return this.#visible;
  }
  isFocused(): boolean {
    return this.#visible;
  }
  isMinimized(): boolean {
    return false;
  }
  restore(): void {
    this.show();
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  /** Noted only: Chromium leaves what is on screen to the system. */
  setContentProtection(enable: boolean): void {
    this.#protected = enable;
  }
  isContentProtected(): boolean {
    return this.#protected;
  }
  setTitle(title: string): void {
    this.#title = title;
  }
  getTitle(): string {
    return this.#title;
  }
  setBackgroundColor(_colour: string): void {}
  setMenu(_menu: unknown): void {}
  setMenuBarVisibility(_visible: boolean): void {}
  removeMenu(): void {}
  setMinimumSize(_width: number, _height: number): void {}

  /** Asks the listeners of `close`, then closes. A person who closes the window is not asked twice. */
  close(): void {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (!prevented) this.destroy();
  }
  destroy(): void {
    if (this.#destroyed) return;
    if (this.#targetId !== null) {
      this.#browser?.pipe.browser.sendQuietly('Target.closeTarget', { targetId: this.#targetId });
    }
    this.#gone();
  }

  readonly #followTheme = (): void => this.webContents.setColourScheme(nativeTheme.emulatedScheme);

  #gone(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    nativeTheme.off('updated', this.#followTheme);
    windows.delete(this.id);
    this.webContents.destroyed();
    this.emit('closed');
    observers.emit('closed', this);
  }
}

/**
 * The page that Chromium starts with is the first window. Later ones of its session are opened in the regular profile, for the
 * incognito one cannot be named: what they keep is on disk until the browser ends. Only the program's self-test has such a window.
 */
async function takeTarget(
  { pipe }: Browser,
  size: { width: number; height: number },
  session: Session,
  visible: boolean,
): Promise<string> {
  if (firstTarget === 'free') {
    firstTarget = 'taken';
    firstSession = session;
    const { targetInfos } = await pipe.browser.send('Target.getTargets', {});
    const first = targetInfos.find((target) => target.type === 'page');
    if (first) return first.targetId;
  }
  const browserContextId = session === firstSession ? null : await contextOf(pipe, session);
  const { targetId } = await pipe.browser.send('Target.createTarget', {
    url: 'about:blank',
    ...(browserContextId === null ? {} : { browserContextId }),
    newWindow: true,
    // A target that is hidden altogether has no printing.
    ...(visible ? size : { windowState: 'minimized' }),
  });
  return targetId;
}

/** Sessions share no cookies, caches or storage, as in Electron. */
function contextOf(pipe: Browser['pipe'], session: Session): Promise<string> {
  let context = contexts.get(session);
  if (!context) {
    context = pipe.browser
      .send('Target.createBrowserContext', { disposeOnDetach: true })
      .then(({ browserContextId }) => browserContextId);
    contexts.set(session, context);
  }
  return context;
}

control.onSimulation('close-window', () => {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.close();
});
control.onSimulation('crash-renderer', () => {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.forcefullyCrashRenderer();
});
