// Everything of Electron that the program stands on, brought up in the order that Electron wants it: before it is ready,
// then the guarded session and protocol, then the window.
import { app, dialog, ipcMain, protocol, session, type WebFrameMain } from 'electron';
import type { Logger } from '../ports/logger.ts';
import type { DocumentPrinter, Sender, Shell } from '../ports/shell.ts';
import { appOrigin, appScheme, createAppProtocol, type EvidenceRoute } from './app-protocol.ts';
import { chooseFolder, chooseNewFile } from './choosers.ts';
import { createWindow, loadStartPage, type WindowFiles } from './create-window.ts';
import { addDeskWindow, deskWindows } from './desk-windows.ts';
import { refusedStartExitCode, whyDebuggingIsRefused } from './debug-switches.ts';
import { openExternalLink } from './external-links.ts';
import { guardContents, guardSession } from './guards.ts';
import { watchLockShortcut } from './lock-shortcut.ts';
import { setMenus } from './menus.ts';
import { createDocumentPrinter } from './print-documents.ts';
import { idleSeconds, onResume, onSuspend, onSystemLock, quitOnShutdown } from './power-events.ts';
import { quitInOrder, type QuitInOrder } from './quit-in-order.ts';
import { applyTheme, followTheme } from './window-theme.ts';

export interface ShellOptions {
  /** Absolute path of the built renderer, with its index.html. */
  readonly rendererFolder: string;
  /** Absolute path of the built preload. */
  readonly preloadFile: string;
  readonly logger: Logger;
  /** The product refuses debug switches and has no developer tools; a demonstration may have both. */
  readonly debugging: 'refused' | 'allowed';
}

export interface StartedShell extends Shell {
  /** Loads the start page without showing it and runs an expression there: for the self-test. */
  runInHiddenPage(expression: string): Promise<unknown>;
}

/**
 * Must be called before Electron is ready, so before the first `await` of the program.
 * Null: Kerbdesk already runs with this profile and has been brought to the front; this process ends by itself.
 */
export async function startShell(options: ShellOptions): Promise<StartedShell | null> {
  if (options.debugging === 'refused') refuseDebugging();
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        corsEnabled: false,
        bypassCSP: false,
      },
    },
  ]);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return null;
  }
  const { logger } = options;
  // Whatever page appears, in whatever way, is guarded before it loads.
  app.on('web-contents-created', (_event, contents) => guardContents(contents, logger));
  app.on('second-instance', bringToFront);
  const quit = quitInOrder(logger);
  await app.whenReady();

  setMenus();
  followTheme();
  quitOnShutdown();
  // No "persist:": cookies, caches and storage live in memory only.
  const appSession = session.fromPartition('kerbdesk', { cache: false });
  guardSession(appSession, logger);
  let evidence: EvidenceRoute | null = null;
  appSession.protocol.handle(
    appScheme,
    createAppProtocol(options.rendererFolder, () => evidence),
  );

  const files: WindowFiles = {
    session: appSession,
    preloadFile: options.preloadFile,
    developerTools: options.debugging === 'allowed',
  };
  const documents = createDocumentPrinter({
    rendererFolder: options.rendererFolder,
    developerTools: files.developerTools,
    logger,
  });
  return createShell({ files, quit, logger, documents, setEvidence: (route) => (evidence = route) });
}

interface ShellParts {
  readonly files: WindowFiles;
  readonly quit: QuitInOrder;
  readonly logger: Logger;
  readonly documents: DocumentPrinter;
  readonly setEvidence: (route: EvidenceRoute) => void;
}

function createShell({ files, quit, logger, documents, setEvidence }: ShellParts): StartedShell {
  const lockShortcutListeners: (() => void)[] = [];

  return {
    version: app.getVersion(),
    hostName: hostName(),
    appOrigin,
    commands: {
      handle: (channel, handler) => {
        ipcMain.handle(channel, (event, input: unknown) => handler(describeSender(event.senderFrame), input));
      },
    },
    send: (channel, payload) => {
      for (const window of deskWindows()) window.webContents.send(channel, payload);
    },
    serveEvidence: setEvidence,
    async openWindow() {
      const window = createWindow(files, true);
      addDeskWindow(window);
      quit.watch(window);
      watchLockShortcut(window.webContents, () => lockShortcutListeners.forEach((listener) => listener()));
      // A page that crashed comes back as it started: on the lock screen, or on what main holds.
      window.webContents.on('render-process-gone', (_event, { reason }) => {
        logger.error('the page ended', { reason });
        if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
      });
      await loadStartPage(window);
    },
    reloadWindows: () => {
      for (const window of deskWindows()) window.webContents.reload();
    },
    applyTheme,
    openExternal: openExternalLink,
    chooseFolder,
    chooseNewFile,
    documents,
    idleSeconds,
    onSuspend,
    onResume,
    onSystemLock,
    onLockShortcut: (listener) => void lockShortcutListeners.push(listener),
    onQuit: (work) => quit.before(work),
    async runInHiddenPage(expression) {
      const window = createWindow(files, false);
      try {
        await loadStartPage(window);
        return (await window.webContents.executeJavaScript(expression)) as unknown;
      } finally {
        window.destroy();
      }
    },
  };
}

/** Null for a frame that is gone by now: nobody is left to answer. */
const describeSender = (frame: WebFrameMain | null): Sender | null =>
  frame === null || frame.detached ? null : { origin: frame.origin, isMainFrame: frame.parent === null };

function hostName(): string {
  const electron = process.versions['electron'];
  return electron === undefined ? 'Chromium, standing in for Electron' : `Electron ${electron}`;
}

function bringToFront(): void {
  const [window] = deskWindows();
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

function refuseDebugging(): void {
  const sentence = whyDebuggingIsRefused();
  if (sentence === null) return;
  dialog.showErrorBox('Kerbdesk did not start', sentence);
  process.exit(refusedStartExitCode);
}
