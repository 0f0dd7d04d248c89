// The technical log on disk: pino behind our port, bounded in size, and without what could be personal.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { LogDetails, Logger } from '../ports/logger.ts';

const fileName = 'kerbdesk.log';
const bytesPerFile = 2 * 1024 * 1024;
/** With the one being written: at most 8 MiB on an officer's laptop. */
const files = 4;

/** Never written, whatever passes them by mistake: the types ask for codes, counts and identifiers. */
const redactedKeys = ['passphrase', 'password', 'secret', 'key', 'token', 'name', 'title', 'text', 'notes', 'content'];

export interface FileLoggerOptions {
  readonly level?: 'debug' | 'info';
  readonly bytesPerFile?: number;
}

/** Writes to `kerbdesk.log` in `folder`; older lines are in `kerbdesk.1.log` and so on. A log never stops the program. */
export function createFileLogger(folder: string, options: FileLoggerOptions = {}): Logger {
  const destination = { write: (line: string) => append(folder, line, options.bytesPerFile ?? bytesPerFile) };
  const log = pino(
    {
      level: options.level ?? 'info',
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: redactedKeys, censor: '(redacted)' },
      serializers: { error: describeError },
    },
    destination,
  );
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, details: LogDetails = {}) =>
      log[level](details, message);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** Errors by kind, code and place; paths of the officer's account are shortened, their name is in them. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const hidden = (text: string): string => text.replaceAll(homedir(), '~');
  const code = 'code' in error ? String(error.code) : undefined;
  const cause = error.cause instanceof Error ? { cause: describeError(error.cause) } : {};
  return { kind: error.name, code, message: hidden(error.message), stack: hidden(error.stack ?? ''), ...cause };
}

function append(folder: string, line: string, limit: number): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, fileName);
    if (sizeOf(file) + line.length > limit) turnOver(folder);
    appendFileSync(file, line, { mode: 0o600 });
  } catch {
    // A full or read-only disk is told to the officer by what they work with, not by the log.
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function turnOver(folder: string): void {
  const path = (age: number): string => join(folder, age === 0 ? fileName : fileName.replace('.log', `.${age}.log`));
  for (let age = files - 2; age >= 0; age--) {
    if (sizeOf(path(age)) > 0) renameSync(path(age), path(age + 1));
  }
}
