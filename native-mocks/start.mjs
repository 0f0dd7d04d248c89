// `npm start`: sets everything up, builds the demonstration where its sources are newer, and opens it in Electron, or in
// Chromium where Electron's runtime cannot be had. Plain JavaScript: an old Node with nothing installed reads it first.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, continueInOwnNode, giveUp, installDebianPackages, installPackages, remember, root } from './set-up.mjs';

installPackages();
continueInOwnNode(fileURLToPath(import.meta.url));

const demonstration = join(root, 'out-demonstration', 'main');
const electronFolder = join(root, 'node_modules', 'electron');
const downloadTimeout = 20_000;
/** A closed network is still closed a minute later: a failed download is not tried again for a day. */
const tryAgainAfter = 24 * 60 * 60 * 1000;
const programArguments = process.argv.slice(2);

buildDemonstration();
const electron = findElectron();
if (electron.path) await openInElectron(electron.path);
else await openInChromium(electron.why);

/** Sources that change while it builds are newer than its begin: the next start builds again. */
function buildDemonstration() {
  const folders = ['main', 'preload', 'renderer', 'native-mocks'].map((name) => join(root, name));
  const files = ['package-lock.json', 'electron.vite.config.ts', 'electron.vite.demonstration.config.ts'];
  const newest = Math.max(...folders.map(newestIn), ...files.map((name) => statSync(join(root, name)).mtimeMs));
  const begun = Date.now();
  if (existsSync(join(demonstration, 'index.js')) && Number(remember('demonstration-built-at')) > newest) return;
  process.stdout.write('Building Kerbdesk …\n');
  if (!build('demonstration')) giveUp('Kerbdesk could not be built: see the messages above.');
  remember('demonstration-built-at', String(begun));
}

/** When the newest file or folder in a folder was changed, in milliseconds: a folder changes when a file goes. */
function newestIn(folder) {
  let newest = statSync(folder).mtimeMs;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs);
  }
  return newest;
}

/** Electron's executable, fetched where it can be; else why there is none. */
function findElectron() {
  const present = electronExecutable();
  if (present) return { path: present, why: '' };
  const failedAt = Number(remember('electron-download-failed'));
  if (Date.now() - failedAt > tryAgainAfter) {
    process.stdout.write('Fetching Electron …\n');
    spawnSync(process.execPath, [join(electronFolder, 'install.js')], { stdio: 'ignore', timeout: downloadTimeout });
    const fetched = electronExecutable();
    if (fetched) return { path: fetched, why: '' };
    remember('electron-download-failed', String(Date.now()));
  }
  return { path: null, why: "Electron's runtime cannot be downloaded here" };
}

function electronExecutable() {
  const note = join(electronFolder, 'path.txt');
  if (!existsSync(note)) return null;
  const path = join(electronFolder, 'dist', readFileSync(note, 'utf8'));
  return existsSync(path) ? path : null;
}

function hasDisplay() {
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function openInElectron(path) {
  if (!hasDisplay()) {
    await openInChromium('there is no display, which Electron needs');
    return;
  }
  const { version } = JSON.parse(readFileSync(join(electronFolder, 'package.json'), 'utf8'));
  process.stdout.write(`Kerbdesk opens in Electron ${version}. Ctrl+C ends it.\n`);
  // Chromium refuses its sandbox to root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(path, [...asRoot, demonstration, ...programArguments], { stdio: 'inherit' });
  ignoreInterrupts();
  child.once('exit', (code) => process.exit(code ?? 1));
}

async function openInChromium(why) {
  const { findChromium } = await import('./electron/find-chromium.ts');
  const { launchStandIn } = await import('./electron/launch.ts');
  if (!findChromium() && !process.env.CHROME_PATH) installDebianPackages([{ name: 'chromium', command: 'chromium' }]);
  const browser = findChromium();
  if (!browser) {
    giveUp(
      process.env.CHROME_PATH
        ? `CHROME_PATH names ${process.env.CHROME_PATH}, which cannot be run; name Chromium, Chrome or Edge there.`
        : `Kerbdesk needs a browser to show itself, because ${why}: install Chromium, Chrome or Edge, or name one in CHROME_PATH.`,
    );
  }
  const headless = !hasDisplay();
  process.stdout.write(`Kerbdesk opens in Chromium (${browser}), because ${why}.\n`);
  ignoreInterrupts();
  let program;
  try {
    program = await launchStandIn({
      mainEntry: join(demonstration, 'index.js'),
      args: programArguments,
      env: { KERBDESK_STANDIN_CHROMIUM: browser },
      headless,
      devtools: headless,
      output: 'inherit',
    });
  } catch (error) {
    giveUp(`Kerbdesk did not open: ${error instanceof Error ? error.message : String(error)}`);
  }
  process.stdout.write(
    headless
      ? `There is no display, so it runs without a window, at ${program.address}\nOnly its own browser is let in; attach to that at ${program.endpoint}\nCtrl+C ends it.\n`
      : 'Its window is open. Close it, or press Ctrl+C here, to end Kerbdesk.\n',
  );
  process.exit((await program.ended) ?? 1);
}

/** Ctrl+C reaches the program too: it ends in order, and this waits for it. */
function ignoreInterrupts() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
}
