// Who may send commands: the app's own page in the main frame of one of our windows, and nobody else.
import type { Sender } from '../ports/shell.ts';

/** Exact comparison: no prefixes, no patterns, no "null" origin. */
export const isTrustedSender = (sender: Sender | null, appOrigin: string): boolean =>
  sender !== null && sender.isMainFrame && sender.origin === appOrigin;
