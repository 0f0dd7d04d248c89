// Lets main decide about every document and request before Chromium makes it: `will-navigate`, `will-frame-navigate` and
// `webRequest.onBeforeRequest` of Electron.
import type { DevToolsSession, EventParameters } from './devtools-pipe.ts';
import type { RequestDetails, Session } from './session.ts';
import type { WebFrameMain } from './web-frame.ts';

export interface NavigationDetails {
  readonly url: string;
  readonly isMainFrame: boolean;
  readonly isSameDocument: boolean;
  readonly frame: WebFrameMain | null;
  readonly initiator: WebFrameMain | null;
}

export interface GuardedContents {
  readonly session: Session;
  frameOf(frameId: string): WebFrameMain | null;
  /** Asks the listeners; true means that one of them prevented it. */
  askNavigation(details: NavigationDetails): boolean;
  /** True for the address that main itself asked for: nobody is asked about that. */
  isOwnNavigation(url: string): boolean;
}

type Paused = EventParameters<'Fetch.requestPaused'>;

const resourceTypes: Readonly<Record<string, string>> = {
  Document: 'mainFrame',
  Stylesheet: 'stylesheet',
  Image: 'image',
  Media: 'media',
  Font: 'font',
  Script: 'script',
  XHR: 'xhr',
  Fetch: 'xhr',
  WebSocket: 'webSocket',
  CSPViolationReport: 'cspReport',
  Ping: 'ping',
};

/** Starts to guard a session of the page. Requests of all kinds are only stopped on where main listens to them. */
export async function guardRequests(devtools: DevToolsSession, contents: GuardedContents): Promise<void> {
  let nextId = 1;
  devtools.on('Fetch.requestPaused', (paused) => {
    const url = contents.session.server.toProgram(paused.request.url);
    if (isNavigation(paused) && !mayNavigate(paused, url)) {
      // "Aborted" cancels the navigation and leaves the page as it is; any other reason would show an error page.
      devtools.sendQuietly('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Aborted' });
      return;
    }
    askBeforeRequest(paused, url, (cancel) => {
      if (cancel)
        devtools.sendQuietly('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'BlockedByClient' });
      else devtools.sendQuietly('Fetch.continueRequest', { requestId: paused.requestId });
    });
  });
  const everything = contents.session.webRequest.beforeRequest !== null;
  await devtools.send('Fetch.enable', {
    patterns: [everything ? { urlPattern: '*' } : { urlPattern: '*', resourceType: 'Document' }],
  });

  function mayNavigate(paused: Paused, url: string): boolean {
    const frame = contents.frameOf(paused.frameId);
    const isMainFrame = frame === null || frame.parent === null;
    if (isMainFrame && contents.isOwnNavigation(url)) return true;
    return !contents.askNavigation({ url, isMainFrame, isSameDocument: false, frame, initiator: null });
  }

  function askBeforeRequest(paused: Paused, url: string, decide: (cancel: boolean) => void): void {
    const listener = contents.session.webRequest.beforeRequest;
    if (!listener) {
      decide(false);
      return;
    }
    const isSubFrame = contents.frameOf(paused.frameId)?.parent !== null;
    const details: RequestDetails = {
      id: nextId++,
      url,
      method: paused.request.method,
      resourceType:
        paused.resourceType === 'Document' && isSubFrame ? 'subFrame' : (resourceTypes[paused.resourceType] ?? 'other'),
      referrer: '',
      timestamp: Date.now(),
    };
    listener(details, ({ cancel }) => decide(cancel === true));
  }
}

const isNavigation = (paused: Paused): boolean => paused.resourceType === 'Document';
