// `npm run bench`: sets up, builds the product and the demonstration, and measures.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  build,
  continueInOwnNode,
  giveUp,
  installDebianPackages,
  installPackages,
  root,
} from '../../native-mocks/set-up.mjs';

installPackages();
continueInOwnNode(fileURLToPath(import.meta.url));
const missing = installDebianPackages([
  { name: 'chromium', command: 'chromium' },
  { name: 'ffmpeg', command: 'ffmpeg' },
  { name: 'age', command: 'age' },
]);
if (missing.length > 0)
  giveUp(`The benches need ${missing.join(', ')}; install them (on Debian: apt-get install) and try again.`);
// Without it the benches of USB are left out.
installDebianPackages([{ name: 'qemu-system-x86', command: 'qemu-system-x86_64' }]);
if (!build('product') || !build('demonstration')) giveUp('The program could not be built: see above.');
const { status } = spawnSync(process.execPath, [join(root, 'tests/bench/run.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
