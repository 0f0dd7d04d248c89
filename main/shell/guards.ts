// What a page can never do, whatever runs in it: leave the app, open a window, get a device or permission, load or send
// anything beyond the app's origin, download.
import type { Session, WebContents } from 'electron';
import type { Logger } from '../ports/logger.ts';
import { isAppAddress } from './app-protocol.ts';

/** Guards a browser session; before any window uses it. */
export function guardSession(session: Session, logger: Logger): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    logger.warn('permission refused', { permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setSpellCheckerEnabled(false);
  // The content security policy forbids this too; it does not cover everything that can make a request.
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayRequest(details.url) }));
  session.on('will-download', (event) => {
    logger.warn('download refused');
    event.preventDefault();
  });
}

/** Guards a page, and every page that appears in any other way. */
export function guardContents(contents: WebContents, logger: Logger): void {
  contents.setWindowOpenHandler(() => {
    logger.warn('new window refused');
    return { action: 'deny' };
  });
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && isAppAddress(event.url)) return;
    logger.warn('navigation refused');
    event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (isAppAddress(event.url)) return;
    logger.warn('redirect refused');
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => {
    logger.warn('webview refused');
    event.preventDefault();
  });
}

const mayRequest = (address: string): boolean =>
  isAppAddress(address) || (address.startsWith('blob:') && isAppAddress(address.slice('blob:'.length)));
