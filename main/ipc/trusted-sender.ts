// Who may send commands: the app's own page in the main frame of one of our windows, and nobody else.
export interface Sender {
  /** Origin of the frame that sent the message, for example "kerbdesk://app". */
  readonly origin: string;
  readonly isMainFrame: boolean;
}

/** Exact comparison: no prefixes, no patterns, no "null" origin. */
export const isTrustedSender = (sender: Sender | null, appOrigin: string): boolean =>
  sender !== null && sender.isMainFrame && sender.origin === appOrigin;
