// What is shipped, in bytes: built code by part, and the page's code as it would travel compressed.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { figure, type Figure } from './report.ts';

export function benchBundles(outFolder: string): Figure[] {
  return ['main', 'preload', 'renderer'].map((part) => {
    const files = readdirSync(join(outFolder, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
      .map((entry) => join(entry.parentPath, entry.name));
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    const zipped = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).byteLength, 0);
    return figure(`built ${part}`, `${Math.round(bytes / 1000)} kB in ${files.length} files`, {
      baseline: `compressed: ${Math.round(zipped / 1000)} kB`,
    });
  });
}
