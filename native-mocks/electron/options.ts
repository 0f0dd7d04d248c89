// What the stand-in itself is told, by environment variables: the program's own command line stays the program's.
export interface StandInOptions {
  /** Path of Chromium, Chrome or Edge. */
  readonly chromium: string | null;
  readonly headless: boolean;
  /** Also opens a DevTools port on loopback, for Playwright to attach to. */
  readonly devtools: boolean;
  /** Where to write the address of that port, for tools that did not start this process themselves. */
  readonly devtoolsFile: string | null;
  readonly keystore: 'simulated' | 'missing' | 'basic_text';
  readonly trace: boolean;
}

function readOptions(environment: NodeJS.ProcessEnv): StandInOptions {
  const keystore = environment['KERBDESK_STANDIN_KEYSTORE'];
  const devtoolsFile = environment['KERBDESK_STANDIN_DEVTOOLS_FILE'] ?? null;
  return {
    chromium: environment['KERBDESK_STANDIN_CHROMIUM'] ?? null,
    headless: environment['KERBDESK_STANDIN_HEADLESS'] === '1',
    devtools: environment['KERBDESK_STANDIN_DEVTOOLS'] === '1' || devtoolsFile !== null,
    devtoolsFile,
    keystore: keystore === 'missing' || keystore === 'basic_text' ? keystore : 'simulated',
    trace: environment['KERBDESK_STANDIN_TRACE'] !== undefined,
  };
}

export const options: StandInOptions = readOptions(process.env);
