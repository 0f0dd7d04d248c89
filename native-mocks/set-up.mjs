// What `npm start` and `npm test` do before anything else: packages, a Node that the natives can live in, Debian's tools.
// Plain JavaScript for an old Node with nothing installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Natives (better-sqlite3 13) crash below this; Electron and Vite refuse it too. */
const oldestNode = 22;
const onWindows = process.platform === 'win32';
const ownNode = join(root, 'node_modules', 'node', 'bin', onWindows ? 'node.exe' : 'node');
const major = Number(process.versions.node.split('.')[0]);

/** Ends the program with one sentence. */
export function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** Installs the packages of package-lock.json where they are missing or older than it. */
export function installPackages() {
  if (major < 20) {
    giveUp(
      `Kerbdesk needs Node ${oldestNode} or newer to run and Node 20 or newer to set itself up; this is ${process.versions.node}.`,
    );
  }
  const installed = join(root, 'node_modules', '.package-lock.json');
  const wanted = join(root, 'package-lock.json');
  // npm writes its own copy of the lock file last: a half-finished install has none.
  const upToDate =
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs && existsSync(ownNode);
  if (upToDate) return;
  process.stdout.write('Installing packages (npm ci) …\n');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const npm = (args, stdio) => spawnSync('npm', args, { cwd: root, stdio, encoding: 'utf8', shell: onWindows });
  const clean = npm(['ci', ...quiet], ['ignore', 'inherit', 'pipe']);
  if (clean.status === 0) return;
  // npm 11 takes optional packages for other platforms that a registry does not hold for missing from the lock file
  // (npm/cli issue 9846). Installing without saving takes the same locked versions and leaves the lock file alone.
  const isThatFault = /EUSAGE/.test(clean.stderr) && onlyOtherPlatformsMissing(clean.stderr, wanted);
  if (isThatFault)
    process.stdout.write('npm ci cannot read this registry; installing the locked versions (npm install) …\n');
  else process.stderr.write(clean.stderr);
  if (isThatFault && npm(['install', '--no-save', ...quiet], ['ignore', 'inherit', 'inherit']).status === 0) return;
  giveUp('Kerbdesk could not install its packages: see what npm said above.');
}

/** Whether all that npm misses are optional packages that the lock file's own packages ask for, in that very version. */
function onlyOtherPlatformsMissing(complaint, lockFile) {
  const missing = [...complaint.matchAll(/Missing: (\S+)@(\S*) from lock file/g)];
  const asked = new Map(
    Object.values(JSON.parse(readFileSync(lockFile, 'utf8')).packages).flatMap((one) =>
      Object.entries(one.optionalDependencies ?? {}),
    ),
  );
  return missing.length > 0 && missing.every(([, name, version]) => version === '' || asked.get(name) === version);
}

/** Goes on in the Node of the packages where this one is another; answers only in the right one. */
export function continueInOwnNode(script) {
  if (process.execPath === ownNode || process.env.KERBDESK_OWN_NODE === '1') {
    if (major < oldestNode) giveUp(`Kerbdesk needs Node ${oldestNode} or newer; this is ${process.versions.node}.`);
    return;
  }
  if (!existsSync(ownNode)) {
    if (major >= oldestNode) return;
    giveUp(
      `Kerbdesk needs Node ${oldestNode} or newer; this is ${process.versions.node} and npm did not bring the newer one.`,
    );
  }
  const result = spawnSync(ownNode, [script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, KERBDESK_OWN_NODE: '1' },
  });
  process.exit(result.status ?? 1);
}

const onPath = (command) => spawnSync(onWindows ? 'where' : 'which', [command], { stdio: 'ignore' }).status === 0;

/**
 * Installs Debian packages whose command (or file) is missing; answers the names of those that are still missing.
 * @param {{ name: string, command?: string, file?: string }[]} packages
 */
export function installDebianPackages(packages) {
  const missing = () => packages.filter(({ command, file }) => (command ? !onPath(command) : !existsSync(file)));
  if (missing().length === 0) return [];
  if (onPath('apt-get') && process.getuid?.() === 0) {
    const names = missing().map(({ name }) => name);
    process.stdout.write(`Installing ${names.join(', ')} (apt-get) …\n`);
    const run = (args) =>
      spawnSync('apt-get', ['-qq', ...args], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    run(['update']);
    run(['install', '-y', '--no-install-recommends', ...names]);
  }
  return missing().map(({ name }) => name);
}

/** Runs one of the packages' tools with this Node, in the terminal; answers whether it went well. */
export function runTool(tool, args) {
  const { status } = spawnSync(join(root, 'node_modules', '.bin', tool), args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: `${dirname(ownNode)}${delimiter}${process.env.PATH}` },
    shell: onWindows,
  });
  return status === 0;
}

/** Builds the `product` or the `demonstration`; answers whether it went well. */
export const build = (which) =>
  runTool('electron-vite', [
    'build',
    '--logLevel',
    'warn',
    ...(which === 'demonstration' ? ['--config', 'electron.vite.demonstration.config.ts'] : []),
  ]);

/** Remembers, across starts, something that takes long to find out. */
export function remember(name, value) {
  const file = join(root, '.cache', name);
  if (value === undefined) return existsSync(file) ? readFileSync(file, 'utf8') : null;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, value);
  return value;
}
