// Where the program's processes are once they are built. Tests start these and not the sources: it is what ships, and Node's
// own TypeScript compiler, WebAssembly in every thread, now and then brings a process with several threads down
// (docs/adr/0016-tests-run-the-built-processes.md).
import { join, resolve } from 'node:path';

/** Gives a plain Node process what Electron gives a utility process: the stand-in's own. For `--import`. */
export const utilityBootstrap = new URL('../../native-mocks/electron/utility-bootstrap.mjs', import.meta.url).href;

const folder = resolve(import.meta.dirname, '../../out/main/processes');

/** @param name of a file of main/processes, without its ending */
export const builtProcess = (name: string): string => join(folder, `${name}.js`);
