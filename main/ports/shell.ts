// The window side of the program as a seam: everything that main needs of Electron, without naming it.
import type { PrintedDocument, PrintedPage } from '#contract/printed-document.ts';
import type { Result } from '#contract/result.ts';
import type { SettingsValues } from '#contract/settings.ts';

/** The frame that sent a command. */
export interface Sender {
  /** For example "kerbdesk://app". */
  readonly origin: string;
  readonly isMainFrame: boolean;
}

/** The host's side of `ipcRenderer.invoke`. */
export interface CommandBinding {
  handle(channel: string, handler: (sender: Sender | null, input: unknown) => Promise<Result<unknown>>): void;
}

export interface FolderQuestion {
  readonly title: string;
  /** On the button that chooses, for example "Export here". */
  readonly button: string;
}

export interface FileQuestion {
  readonly title: string;
  readonly button: string;
  /** What the file is called unless the officer says otherwise. */
  readonly name: string;
  /** For example "PDF document" and "pdf". */
  readonly kind: { readonly name: string; readonly extension: string };
}

/** A document as it will be on paper, in a hidden page. Close it when done: it is plain text in memory until then. */
export interface OpenDocument {
  readonly pages: readonly PrintedPage[];
  /** Rejects rather than to answer a PDF of another number of pages. */
  toPdf(): Promise<Uint8Array>;
  /** Opens the system's print dialog. Rejects with `not-printed` where there is no printer, or it failed. */
  print(): Promise<'printed' | 'cancelled'>;
  close(): void;
}

export interface DocumentPrinter {
  /**
   * Lays a document out. `pages`: those of an earlier layout, which are drawn as they are; a page that does not hold its text
   * is an error, never cut off.
   */
  open(document: PrintedDocument, pages?: readonly PrintedPage[]): Promise<OpenDocument>;
  /** Ends every hidden page; what waits for one rejects with `locked`. */
  closeAll(): void;
}

export interface Shell {
  readonly version: string;
  /** What the program runs in, for the settings page. */
  readonly hostName: string;
  readonly appOrigin: string;
  readonly commands: CommandBinding;
  /** Sends an event to every window that an officer sees. */
  send(channel: string, payload: unknown): void;
  /** Answers requests under /evidence/ of the app's own origin. */
  serveEvidence(route: (request: Request) => Promise<Response>): void;
  openWindow(): Promise<void>;
  /** Loads every window's page anew, which wipes what it held in memory. */
  reloadWindows(): void;
  applyTheme(theme: SettingsValues['theme']): void;
  /** Throws `link-not-allowed` for anything but the allowed origins. */
  openExternal(url: string, allowedOrigins: readonly string[]): Promise<void>;
  /** Asks the officer for a folder in the system's own chooser; an absolute path, or null where they thought better of it. */
  chooseFolder(question: FolderQuestion): Promise<string | null>;
  /** Asks where a new file goes; the system asks before one is replaced. */
  chooseNewFile(question: FileQuestion): Promise<string | null>;
  readonly documents: DocumentPrinter;
  /** Seconds since the last input on this laptop. */
  idleSeconds(): number;
  onSuspend(listener: () => void): void;
  /** Awake again after a suspend. */
  onResume(listener: () => void): void;
  onSystemLock(listener: () => void): void;
  /** Ctrl+Shift+L, noticed by the host: it locks even when the page hangs. The page may ask for the same lock as well. */
  onLockShortcut(listener: () => void): void;
  /** Runs before the program ends; it waits for the promise, but not for ever. */
  onQuit(listener: () => Promise<void>): void;
}
