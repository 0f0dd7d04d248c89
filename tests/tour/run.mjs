// `npm run tour -- <folder>`: sets up, builds the demonstration and photographs the whole main job (.cache/tour by default).
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { continueInOwnNode, giveUp, installDebianPackages, installPackages, root } from '../../native-mocks/set-up.mjs';

installPackages();
continueInOwnNode(fileURLToPath(import.meta.url));

const missing = installDebianPackages([
  { name: 'chromium', command: 'chromium' },
  { name: 'ffmpeg', command: 'ffmpeg' },
]);
if (missing.length > 0)
  giveUp(`The tour needs ${missing.join(' and ')}; install them (on Debian: apt-get install) and try again.`);

/** Runs with this Node; it inherits the terminal. */
function run(script, args, cwd) {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], { stdio: 'inherit', cwd });
  if (status !== 0) process.exit(status ?? 1);
}

const build = ['build', '--logLevel', 'warn', '--config', 'electron.vite.demonstration.config.ts'];
run('node_modules/electron-vite/bin/electron-vite.js', build, root);
run('tests/tour/run.ts', process.argv.slice(2), process.cwd());
