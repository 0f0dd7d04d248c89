// A debugger, or a browser told to drop its guards, sees everything an officer sees: the product refuses to start so.
import inspector from 'node:inspector';

const refusedSwitches = [
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-publish-uid',
  'inspect-wait',
  'debug-port',
  'remote-debugging-address',
  'remote-debugging-pipe',
  'remote-debugging-port',
  'remote-debugging-socket-name',
  'remote-allow-origins',
  'js-flags',
  'wait-for-debugger',
  'wait-for-debugger-children',
  'renderer-startup-dialog',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'browser-subprocess-path',
  'no-sandbox',
  'disable-setuid-sandbox',
  'disable-gpu-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'single-process',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'host-rules',
  'host-resolver-rules',
  'proxy-server',
  'proxy-pac-url',
  'load-extension',
  'enable-logging',
  'log-file',
  'log-net-log',
  'trace-startup',
  'enable-automation',
  'require',
];

const refusedVariables = ['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE', 'SSLKEYLOGFILE'];

/**
 * The first switch or environment variable that opens the program to a debugger or weakens the browser; null for none.
 * Chromium takes a switch after one or two dashes (on Windows also a slash), in any case, with `_` for `-` in Node's own.
 */
export function findDebugSwitch(
  command: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const prefix = platform === 'win32' ? /^(?:--?|\/)/ : /^--?/;
  for (const argument of command) {
    if (!prefix.test(argument)) continue;
    const name = argument.replace(prefix, '').replace(/=.*$/s, '').toLowerCase().replaceAll('_', '-');
    if (refusedSwitches.includes(name)) return argument.replace(/=.*$/s, '');
  }
  return refusedVariables.find((name) => (environment[name] ?? '') !== '') ?? null;
}

/** The sentence to show where this process was started with a debug switch or has a debugger; null where all is well. */
export function whyDebuggingIsRefused(): string | null {
  const found = findDebugSwitch([...process.execArgv, ...process.argv.slice(1)], process.env);
  const reason = found ?? (inspector.url() === undefined ? null : 'a debugger');
  if (reason === null) return null;
  return `Kerbdesk was started with ${reason}, which would let others see what it protects, so it did not start. Start it without.`;
}

/** Ends the process with this when a debug switch was given (EX_USAGE of sysexits.h). */
export const refusedStartExitCode = 64;
