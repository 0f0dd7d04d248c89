// The technical log as a seam. It is not the audit trail, and nothing personal is written to it.
export interface Logger {
  debug(message: string, details?: LogDetails): void;
  info(message: string, details?: LogDetails): void;
  warn(message: string, details?: LogDetails): void;
  error(message: string, details?: LogDetails): void;
}

/** Codes, counts and identifiers only: no names, no typed text, no keys. */
export type LogDetails = Readonly<Record<string, string | number | boolean | null | undefined | Error>>;

export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
