// Electron's `session` and `protocol`: handlers, permissions, requests and downloads of one in-memory browser session.
import { EventEmitter } from 'node:events';
import { LoopbackServer, tokenCookie, type ProtocolHandler } from './loopback-server.ts';
import type { DevToolsSession } from './devtools-pipe.ts';
import type { WebContents } from './web-contents.ts';

type PermissionRequestHandler = (
  contents: WebContents,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void;
type PermissionCheckHandler = (
  contents: WebContents | null,
  permission: string,
  requestingOrigin: string,
  details: object,
) => boolean;

export interface RequestDetails {
  readonly id: number;
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
  readonly referrer: string;
  readonly timestamp: number;
}
type BeforeRequestListener = (
  details: RequestDetails,
  callback: (response: { cancel?: boolean; redirectURL?: string }) => void,
) => void;

/** Electron's permission names, and Chromium's content settings for what each stands for. */
const contentSettings: Readonly<Record<string, readonly string[]>> = {
  'clipboard-read': ['clipboard'],
  geolocation: ['geolocation'],
  hid: ['hid_guard'],
  'idle-detection': ['idle_detection'],
  'local-fonts': ['local_fonts'],
  media: ['media_stream_camera', 'media_stream_mic'],
  midiSysex: ['midi_sysex'],
  notifications: ['notifications'],
  sensors: ['sensors'],
  serial: ['serial_guard'],
  usb: ['usb_guard', 'bluetooth_guard', 'bluetooth_scanning'],
  'window-management': ['window_placement'],
  fileSystem: ['file_system_write_guard'],
};

class Protocol {
  readonly #server: LoopbackServer;
  constructor(server: LoopbackServer) {
    this.#server = server;
  }
  handle(scheme: string, handler: ProtocolHandler): void {
    if (!privilegedSchemes.has(scheme)) {
      throw new Error(`The stand-in serves standard, secure schemes only: register ${scheme} as privileged first`);
    }
    this.#server.handle(scheme, handler);
  }
  unhandle(scheme: string): void {
    this.#server.unhandle(scheme);
  }
  isProtocolHandled(scheme: string): boolean {
    return this.#server.isHandled(scheme);
  }
}

const privilegedSchemes = new Set<string>();
let schemesAreFixed = false;

/** Called when the app is ready: schemes are registered before, as in Electron. */
export function fixSchemes(): void {
  schemesAreFixed = true;
}

class WebRequest {
  beforeRequest: BeforeRequestListener | null = null;

  /** The filter is not applied: the listener sees every request, and the product's only ever cancels. */
  onBeforeRequest(filterOrListener: unknown, listener?: BeforeRequestListener | null): void {
    const given = typeof filterOrListener === 'function' ? (filterOrListener as BeforeRequestListener) : listener;
    this.beforeRequest = given ?? null;
  }
}

export class Session extends EventEmitter {
  readonly server = new LoopbackServer();
  readonly protocol = new Protocol(this.server);
  readonly webRequest = new WebRequest();
  readonly storagePath = null;
  #requestHandler: PermissionRequestHandler | null = null;
  #checkHandler: PermissionCheckHandler | null = null;

  isPersistent(): boolean {
    return false;
  }
  setPermissionRequestHandler(handler: PermissionRequestHandler | null): void {
    this.#requestHandler = handler;
  }
  setPermissionCheckHandler(handler: PermissionCheckHandler | null): void {
    this.#checkHandler = handler;
  }
  /** Chromium itself asks a person before it hands out a device, and never does so headless. */
  setDevicePermissionHandler(_handler: unknown): void {}
  setDisplayMediaRequestHandler(_handler: unknown, _options?: unknown): void {}
  setUSBProtectedClassesHandler(_handler: unknown): void {}
  setBluetoothPairingHandler(_handler: unknown): void {}
  setSpellCheckerEnabled(_enabled: boolean): void {}
  setSpellCheckerLanguages(_languages: string[]): void {}

  /**
   * Chromium's content settings that the handlers refuse. They are asked once a permission, before the browser starts,
   * instead of each time a page asks.
   */
  deniedSettings(contents: WebContents): readonly string[] {
    const denied = Object.entries(contentSettings).filter(([permission]) => !this.#permits(contents, permission));
    return denied.flatMap(([, settings]) => settings);
  }

  /** Gives the page's cookie jar the token, and refuses its downloads, whatever the listeners of `will-download` say. */
  async applyTo(devtools: DevToolsSession, contents: WebContents): Promise<void> {
    await this.server.listen();
    for (const scheme of this.server.schemes) {
      await devtools.send('Network.setCookie', {
        name: tokenCookie,
        value: this.server.token,
        domain: `.${scheme}.localhost`,
        path: '/',
        httpOnly: true,
        sameSite: 'Strict',
      });
    }
    await devtools.send('Page.setDownloadBehavior', { behavior: 'deny' });
    devtools.on('Page.downloadWillBegin', (download) => {
      const item = { getURL: () => this.server.toProgram(download.url), getFilename: () => download.suggestedFilename };
      this.emit('will-download', { preventDefault() {} }, item, contents);
    });
  }

  #permits(contents: WebContents, permission: string): boolean {
    const details = { isMainFrame: true, requestingUrl: contents.getURL() };
    if (this.#checkHandler && !this.#checkHandler(contents, permission, contents.getURL(), details)) return false;
    let granted = true;
    // A handler that has not answered by the time it returns has not granted.
    if (this.#requestHandler) {
      granted = false;
      this.#requestHandler(contents, permission, (answer) => (granted = answer), details);
    }
    return granted;
  }
}

const sessions = new Map<string, Session>();

function fromPartition(partition: string): Session {
  if (partition.startsWith('persist:')) throw new Error('The stand-in has in-memory sessions only');
  let session = sessions.get(partition);
  if (!session) {
    session = new Session();
    sessions.set(partition, session);
  }
  return session;
}

export const session = {
  fromPartition,
  get defaultSession(): Session {
    return fromPartition('');
  },
};

export const protocol = {
  registerSchemesAsPrivileged(
    schemes: readonly { scheme: string; privileges?: { standard?: boolean; secure?: boolean } }[],
  ) {
    if (schemesAreFixed) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges } of schemes) {
      if (privileges?.standard === true && privileges.secure === true) privilegedSchemes.add(scheme);
    }
  },
  handle: (scheme: string, handler: ProtocolHandler): void => session.defaultSession.protocol.handle(scheme, handler),
};

export function closeSessions(): void {
  for (const open of sessions.values()) open.server.close();
}
