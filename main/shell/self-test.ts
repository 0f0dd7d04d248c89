// `--self-test`: checks, on the machine and in the host that an officer will use, what no test on a build machine can.
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Keystore } from '../ports/keystore.ts';
import { toError } from '../ports/to-error.ts';
import { cryptoVectors } from './crypto-vectors.ts';

export interface SelfTestOptions {
  readonly keystore: Keystore;
  /** Where vaults are kept: the disk whose fsync counts. */
  readonly dataFolder: string;
  /** Loads each native module; a rejection is a failed check. */
  readonly natives: Readonly<Record<string, () => Promise<unknown>>>;
  /** Runs an expression in the renderer and answers its value. */
  readonly runInPage: (expression: string) => Promise<unknown>;
  readonly isPackaged: boolean;
  readonly print: (line: string) => void;
}

interface Check {
  readonly name: string;
  /** Answers what was found; throws when it will not do. */
  readonly run: () => Promise<string> | string;
}

/** Prints a table and answers the exit code: 0 when every check passed, else 1. */
export async function runSelfTest(options: SelfTestOptions): Promise<0 | 1> {
  const checks = [
    ...hostChecks(options),
    ...cryptoVectors.map(cryptoCheck),
    ...pageChecks(options.runInPage),
    keystoreCheck(options.keystore),
    { name: 'fsync on the vault disk', run: () => checkDurability(options.dataFolder) },
    ...Object.entries(options.natives).map(([name, load]) => ({
      name: `native ${name}`,
      run: async () => {
        await load();
        return 'loads';
      },
    })),
  ];
  const width = Math.max(...checks.map(({ name }) => name.length));
  let failed = 0;
  for (const { name, run } of checks) {
    let outcome: string;
    try {
      outcome = `ok      ${await run()}`;
    } catch (error) {
      failed += 1;
      outcome = `FAILED  ${toError(error).message}`;
    }
    options.print(`${name.padEnd(width)}  ${outcome}`);
  }
  options.print(failed === 0 ? `All ${checks.length} checks passed.` : `${failed} of ${checks.length} checks failed.`);
  return failed === 0 ? 0 : 1;
}

function hostChecks({ isPackaged }: SelfTestOptions): Check[] {
  const electron = process.versions['electron'];
  return [
    { name: 'host', run: () => (electron === undefined ? `Node ${process.versions.node}` : `Electron ${electron}`) },
    {
      name: 'RunAsNode and NodeOptions fuses',
      run: () => {
        if (!isPackaged) return 'not packaged: nothing to check';
        if (process.env['ELECTRON_RUN_AS_NODE'] !== undefined) throw new Error('the program ran as plain Node');
        // With the fuse off Electron does not even read the variable, so it must not show in the options.
        if (process.execArgv.length > 0)
          throw new Error(`Node options reached the program: ${process.execArgv.join(' ')}`);
        return 'off';
      },
    },
  ];
}

const cryptoCheck = ({ name, source, expected, compute }: (typeof cryptoVectors)[number]): Check => ({
  name,
  run: () => {
    if (compute() !== expected) throw new Error(`differs from ${source}`);
    return source;
  },
});

function pageChecks(runInPage: SelfTestOptions['runInPage']): Check[] {
  const expectTrue = async (expression: string, found: string, missing: string): Promise<string> => {
    if ((await runInPage(expression)) !== true) throw new Error(missing);
    return found;
  };
  const plays = (type: string): string => `document.createElement('video').canPlayType('${type}') === 'probably'`;
  return [
    {
      name: 'renderer without Node',
      run: () =>
        expectTrue(
          `typeof process === 'undefined' && typeof require === 'undefined' && typeof module === 'undefined'`,
          'no process, require or module',
          'the page can reach Node',
        ),
    },
    {
      name: 'secure context',
      run: () => expectTrue('isSecureContext', 'yes', 'the page is no secure context: WebCodecs is missing'),
    },
    {
      name: 'H.264 and AAC in MP4',
      run: () =>
        expectTrue(plays('video/mp4; codecs="avc1.64001f, mp4a.40.2"'), 'plays', 'recordings will not play here'),
    },
  ];
}

const keystoreCheck = (keystore: Keystore): Check => ({
  name: 'operating system keystore',
  run: async () => {
    const state = await keystore.state();
    if (state === 'missing') throw new Error('there is none: vaults cannot be bound to this laptop');
    const secret = crypto.getRandomValues(new Uint8Array(32));
    const back = await keystore.decrypt(await keystore.encrypt(secret));
    if (!Buffer.from(back).equals(secret)) throw new Error('it gave back something else than it was given');
    if (state === 'weak') throw new Error('it keeps its key in plain sight: set up a keyring');
    return state;
  },
});

/** Temp file, fsync, rename, fsync of the folder: what every acknowledged save relies on. */
async function checkDurability(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `.self-test-${process.pid}`);
  const begun = performance.now();
  try {
    const file = await open(`${path}.new`, 'wx');
    try {
      await file.writeFile('self-test');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.new`, path);
    // Windows cannot open a folder to sync it; NTFS journals the rename.
    if (process.platform !== 'win32') {
      const handle = await open(folder, 'r');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
    return `${Math.round(performance.now() - begun)} ms`;
  } finally {
    await rm(`${path}.new`, { force: true });
    await rm(path, { force: true });
  }
}
