// The program's window: sandboxed, isolated from Node, kept out of screenshots, shown when it has something to show.
import { BrowserWindow, nativeTheme, type Session } from 'electron';
import { startAddress } from './app-protocol.ts';
import { safePreferences } from './window-safety.ts';

/** The background tokens of the renderer's light and dark themes: what is seen before the page has painted. */
const background = { light: '#f4f5f7', dark: '#0d1119' };

export const currentBackground = (): string => (nativeTheme.shouldUseDarkColors ? background.dark : background.light);

export interface WindowFiles {
  readonly session: Session;
  /** Absolute path of the built preload, one CommonJS file. */
  readonly preloadFile: string;
  /** Chromium's developer tools; never in the product. */
  readonly developerTools: boolean;
}

export function createWindow({ session, preloadFile, developerTools }: WindowFiles, visible: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Kerbdesk',
    backgroundColor: currentBackground(),
    autoHideMenuBar: true,
    webPreferences: { ...safePreferences(session, developerTools), preload: preloadFile },
  });
  window.setContentProtection(true);
  window.on('page-title-updated', (event) => event.preventDefault());
  if (visible) window.once('ready-to-show', () => window.show());
  return window;
}

export const loadStartPage = (window: BrowserWindow): Promise<void> => window.loadURL(startAddress);
